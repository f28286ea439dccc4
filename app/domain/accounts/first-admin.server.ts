import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { storePerson } from "#db/queries/people/account.ts";
import { countRunning, lockRunning, storeGrant } from "#db/queries/people/grants.ts";
import { refuseOtherSide } from "../demo-address.ts";
import { DomainError } from "../domain-error.ts";
import type { Accounts } from "./accounts.server.ts";
import type { From } from "./from.ts";
import type { firstAdminInput } from "./input.ts";
import { weighNewPassword } from "./register.server.ts";
import { actor, openSession, personIn } from "./sign-in.server.ts";
import { issueToken, lookAtToken, redeemToken } from "./tokens.server.ts";

/** What the terminal prints at a start while nobody administers the site. @returns null when somebody does */
export async function firstAdminToken(sql: Sql): Promise<string | null> {
  if ((await countRunning(sql, null, { demo: false })) > 0) return null;
  return issueToken(sql, { purpose: "first_admin" });
}

/** Whether the link from the terminal still opens. */
export async function isFirstAdminOpen(sql: Sql, token: string): Promise<boolean> {
  const [found, running] = await Promise.all([
    lookAtToken(sql, "first_admin", token),
    countRunning(sql, null, { demo: false }),
  ]);
  return found !== undefined && running === 0;
}

/** Makes the first of KL's administrators, whom the terminal vouches for. @returns what goes into `Set-Cookie` */
export async function createFirstAdmin(
  sql: Sql,
  accounts: Accounts,
  token: string,
  { name, email, password }: z.output<typeof firstAdminInput>,
  from: From,
): Promise<string[]> {
  refuseOtherSide(email, false);
  const open = await isFirstAdminOpen(sql, token);
  if (open) await weighNewPassword(accounts, { token, network: from.network }, password, [name, email]);
  const passwordHash = open ? await accounts.passwords.hash(password) : "";
  const person = await transaction(sql, async (tx) => {
    await lockRunning(tx, [null]);
    if ((await countRunning(tx, null, { demo: false })) > 0)
      throw new DomainError("Sitet har allerede en administrator.", 409);
    await redeemToken(tx, "first_admin", token);
    const personId = await storePerson(tx, { email, name, passwordHash, demo: false });
    if (!personId) throw new DomainError("Der er allerede en konto med den adresse.", 409, "email");
    await storeGrant(tx, { personId, role: "association_admin", municipality: null, unitId: null });
    const self = actor({ id: personId, name, email, demo: false });
    await recordAudit(tx, self, { action: "account.first_admin", personId });
    return personIn(tx, personId);
  });
  return openSession(sql, accounts, person, from, { secondFactor: false });
}
