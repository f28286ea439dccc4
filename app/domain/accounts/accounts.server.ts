import type { Sql } from "#db/client.ts";
import { createKnownDevices, type KnownDevices } from "./known-device.server.ts";
import { createLetterBudget, type LetterBudget } from "./letter-budget.server.ts";
import { createPasswords, type Passwords } from "./password-hashing.server.ts";
import { createSecrets, type Secrets } from "./secrets.server.ts";
import { createSessions, type Sessions } from "./sessions.server.ts";
import { createThrottle, type Throttle } from "./throttle.server.ts";

/** What a process keeps for signing people in. */
export interface Accounts {
  sessions: Sessions;
  devices: KnownDevices;
  passwords: Passwords;
  secrets: Secrets;
  throttle: Throttle;
  letters: LetterBudget;
}

/** @param options.secretKey SECRET_KEY; the same in every process on one database */
export function createAccounts(sql: Sql, { secretKey, https }: { secretKey: string; https: boolean }): Accounts {
  const secrets = createSecrets(secretKey);
  return {
    secrets,
    sessions: createSessions(sql, { https }),
    devices: createKnownDevices(secrets, { https }),
    passwords: createPasswords(),
    throttle: createThrottle(sql, secrets),
    letters: createLetterBudget(sql, secrets),
  };
}
