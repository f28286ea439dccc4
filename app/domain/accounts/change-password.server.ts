import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { leaveJob } from "#db/queries/outbox.ts";
import { findByEmail, findPerson, forgetDevices, setPassword } from "#db/queries/people/account.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { DomainError } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import type { Accounts } from "./accounts.server.ts";
import { cutOff, holdSession } from "./cut-off.server.ts";
import type { From } from "./from.ts";
import type { changePasswordInput, newPasswordInput } from "./input.ts";
import { refuseWeak, weighNewPassword } from "./register.server.ts";
import { actor, openSession, personIn } from "./sign-in.server.ts";
import { budgetOf, budgetOfSession, slowDown } from "./slow-down.server.ts";
import { lookAtToken, redeemToken } from "./tokens.server.ts";
import { personOf } from "./totp.server.ts";

/** Somebody has forgotten a password. A job looks whether the address is known, so that the answer takes the same time. @throws {TooManyTries} */
export async function askForReset(sql: Sql, accounts: Accounts, email: string, from: From): Promise<void> {
  const budget = budgetOf(accounts, from, { person: await findByEmail(sql, email), account: email });
  await slowDown(accounts.throttle, "reset", budget);
  await leaveJob(sql, "password-reset", { email });
}

/** Whether the link of a letter still opens. */
export const isResetOpen = async (sql: Sql, token: string): Promise<boolean> =>
  (await lookAtToken(sql, "password_reset", token)) !== undefined;

/**
 * A new password for a forgotten one: every session is ended, and no device is known but this one, whose person reads the account's mail.
 * Where codes are in use, one is wanted at the next sign-in, as always.
 * @returns the `Set-Cookie` by which this device is known
 */
export async function chooseNewPassword(
  sql: Sql,
  accounts: Accounts,
  token: string,
  { password }: z.output<typeof newPasswordInput>,
  { cookies, network }: From,
): Promise<string> {
  const waiting = await lookAtToken(sql, "password_reset", token);
  const person = waiting?.personId ? await findPerson(sql, waiting.personId) : undefined;
  if (person) await weighNewPassword(accounts, { token, network }, password, [person.name, person.email]);
  const hash = person ? await accounts.passwords.hash(password) : "";
  const now = await transaction(sql, async (tx) => {
    const { personId } = await redeemToken(tx, "password_reset", token);
    if (!person || personId !== person.id) throw new DomainError("Linket er brugt eller for gammelt. Bed om et nyt.");
    await replacePassword(tx, actor(person), person.id, hash, "password-reset");
    return personIn(tx, person.id);
  });
  await accounts.throttle.forget("sign-in", now.email);
  return accounts.devices.remember(cookies, now);
}

/** A new password for one that is known: every session is ended and a new one opened. @returns what goes into `Set-Cookie` */
export async function changePassword(
  sql: Sql,
  accounts: Accounts,
  viewer: Viewer,
  { current, password }: z.output<typeof changePasswordInput>,
  from: From,
): Promise<string[]> {
  const person = personOf(viewer);
  const { id, name, email, secondFactor } = person;
  await checkCurrent(sql, accounts, viewer, current);
  refuseWeak(password, [name, email]);
  const hash = await accounts.passwords.hash(password);
  const now = await transaction(sql, async (tx) => {
    await holdSession(tx, person);
    await replacePassword(tx, viewer, id, hash, "password-changed");
    return personIn(tx, id);
  });
  return openSession(sql, accounts, now, from, { secondFactor });
}

async function replacePassword(
  tx: Sql,
  by: Viewer,
  personId: string,
  hash: string,
  what: "password-changed" | "password-reset",
): Promise<void> {
  await setPassword(tx, personId, hash);
  await forgetDevices(tx, personId);
  await cutOff(tx, personId, { because: "password" });
  const action = what === "password-reset" ? "account.password_reset" : "account.password_changed";
  await recordAudit(tx, by, { action, personId });
  await leaveLetter(tx, { kind: "security", person: personId, what });
}

/** Holds the password of one who is signed in against what is kept; only tries in the same session count. @throws {DomainError} at `current` {TooManyTries} */
export async function checkCurrent(
  sql: Sql,
  { passwords, throttle }: Accounts,
  viewer: Viewer,
  current: string,
): Promise<void> {
  const me = personOf(viewer);
  const budget = budgetOfSession(me);
  await slowDown(throttle, "sign-in", budget);
  const person = await findPerson(sql, me.id);
  if (!(await passwords.verify(person?.passwordHash, current)))
    throw new DomainError("Det er ikke din nuværende adgangskode.", 400, "current");
  await throttle.forget("sign-in", budget.account);
}
