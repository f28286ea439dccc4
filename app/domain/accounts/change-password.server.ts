import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { leaveJob } from "#db/queries/outbox.ts";
import { findPerson, setPassword } from "#db/queries/people/account.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { DomainError } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import type { Accounts } from "./accounts.server.ts";
import { cutOff, holdSession } from "./cut-off.server.ts";
import type { changePasswordInput, newPasswordInput } from "./input.ts";
import { refuseWeak } from "./register.server.ts";
import { actor, type From, openSession } from "./sign-in.server.ts";
import { slowDown } from "./slow-down.server.ts";
import { lookAtToken, redeemToken } from "./tokens.server.ts";
import { personOf } from "./totp.server.ts";

/** Somebody has forgotten a password. A job looks whether the address is known, so that the answer takes the same time. @throws {TooManyTries} */
export async function askForReset(sql: Sql, { throttle }: Accounts, email: string, network: string): Promise<void> {
  await slowDown(throttle, "reset", { account: email, network });
  await leaveJob(sql, "password-reset", { email });
}

/** Whether the link of a letter still opens. */
export const isResetOpen = async (sql: Sql, token: string): Promise<boolean> =>
  (await lookAtToken(sql, "password_reset", token)) !== undefined;

/** A new password for a forgotten one: every session is ended. Where codes are in use, one is wanted at the next sign-in, as always. */
export async function chooseNewPassword(
  sql: Sql,
  accounts: Accounts,
  token: string,
  { password }: z.output<typeof newPasswordInput>,
): Promise<void> {
  const waiting = await lookAtToken(sql, "password_reset", token);
  const person = waiting?.personId ? await findPerson(sql, waiting.personId) : undefined;
  if (person) refuseWeak(password, [person.name, person.email]);
  const hash = person ? await accounts.passwords.hash(password) : "";
  await transaction(sql, async (tx) => {
    const { personId } = await redeemToken(tx, "password_reset", token);
    if (!person || personId !== person.id) throw new DomainError("Linket er brugt eller for gammelt. Bed om et nyt.");
    await replacePassword(tx, actor(person), person.id, hash, "password-reset");
  });
  if (person) await accounts.throttle.forget("sign-in", person.email);
}

/** A new password for one that is known: every session is ended and a new one opened. @returns its `Set-Cookie` */
export async function changePassword(
  sql: Sql,
  accounts: Accounts,
  viewer: Viewer,
  { current, password }: z.output<typeof changePasswordInput>,
  from: From,
): Promise<string> {
  const person = personOf(viewer);
  const { id, name, email, secondFactor } = person;
  refuseWeak(password, [name, email]);
  await checkCurrent(sql, accounts, viewer, current, from.network);
  const hash = await accounts.passwords.hash(password);
  await transaction(sql, async (tx) => {
    await holdSession(tx, person);
    await replacePassword(tx, viewer, id, hash, "password-changed");
  });
  return openSession(sql, accounts, id, { device: from.device, secondFactor });
}

async function replacePassword(
  tx: Sql,
  by: Viewer,
  personId: string,
  hash: string,
  what: "password-changed" | "password-reset",
): Promise<void> {
  await setPassword(tx, personId, hash);
  await cutOff(tx, personId);
  const action = what === "password-reset" ? "account.password_reset" : "account.password_changed";
  await recordAudit(tx, by, { action, personId });
  await leaveLetter(tx, { kind: "security", person: personId, what });
}

/** Holds the password of one who is signed in against what is kept. @throws {DomainError} at `current` {TooManyTries} */
export async function checkCurrent(
  sql: Sql,
  { passwords, throttle }: Accounts,
  viewer: Viewer,
  current: string,
  network: string,
): Promise<void> {
  const { id, email } = personOf(viewer);
  await slowDown(throttle, "sign-in", { account: email, network });
  const person = await findPerson(sql, id);
  if (!(await passwords.verify(person?.passwordHash, current)))
    throw new DomainError("Det er ikke din nuværende adgangskode.", 400, "current");
  await throttle.forget("sign-in", email);
}
