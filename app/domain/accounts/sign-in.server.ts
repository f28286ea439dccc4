import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { countUnknownSignIn, recordAudit } from "#db/queries/audit.ts";
import { type Credentials, findByEmail, findPerson } from "#db/queries/people/account.ts";
import { dropTokens } from "#db/queries/tokens.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { DomainError, goneMeanwhile } from "../domain-error.ts";
import { anonymous, type Viewer, viewerOf } from "../viewer.ts";
import type { Accounts } from "./accounts.server.ts";
import type { From } from "./from.ts";
import type { Identity, IdentityProvider } from "./identity-provider.ts";
import type { signInInput } from "./input.ts";
import { changedWhileSigningIn, sessionOf } from "./sessions.server.ts";
import { budgetOf, slowDown } from "./slow-down.server.ts";
import { issueToken, lookAtToken, redeemToken } from "./tokens.server.ts";
import { spendCode, spendRecoveryCode } from "./totp.server.ts";

/** The session is open, by what goes into `Set-Cookie`, or a code is wanted first. */
export type SignInStep = { cookies: string[] } | { token: string };

/**
 * The first step. Whether the address is known makes no difference to the answer, nor to how long it takes.
 * @throws {DomainError}
 */
export async function signIn(
  sql: Sql,
  accounts: Accounts,
  { email, password }: z.output<typeof signInInput>,
  from: From,
): Promise<SignInStep> {
  const person = await findByEmail(sql, email);
  const budget = budgetOf(accounts, from, { person, account: email });
  await slowDown(accounts.throttle, "sign-in", budget);
  const identity = await byPassword(accounts).identify(sql, { email, password });
  if (!identity) {
    await (person ? recordFailure(sql, person, "session.failed") : countUnknownSignIn(sql));
    throw new DomainError("Mailadressen og adgangskoden passer ikke sammen.");
  }
  await accounts.throttle.forget("sign-in", budget.account);
  return goOn(sql, accounts, identity, from);
}

/** Writes down that somebody, nobody knows who, was not let in as a person. */
const recordFailure = (
  sql: Sql,
  { id: personId, demo }: Pick<Credentials, "id" | "demo">,
  action: "session.failed" | "session.code_failed",
) => recordAudit(sql, anonymous, { action, personId }, demo);

/** Passwords that we keep hashes of. */
const byPassword = ({ passwords }: Accounts): IdentityProvider<{ email: string; password: string }> => ({
  name: "password",
  async identify(sql, { email, password }) {
    const person = await findByEmail(sql, email);
    const right = await passwords.verify(person?.passwordHash, password);
    return person && right ? { person, secondFactor: false } : null;
  },
});

/** What follows when it is known who somebody is, however that was shown. */
async function goOn(sql: Sql, accounts: Accounts, { person, secondFactor }: Identity, from: From): Promise<SignInStep> {
  if (secondFactor || !person.totp)
    return { cookies: await openSession(sql, accounts, person, from, { secondFactor }) };
  const token = await transaction(sql, async (tx) => {
    const now = await findPerson(tx, person.id, { lock: true });
    if (now?.deviceGeneration !== person.deviceGeneration) throw changedWhileSigningIn();
    return issueToken(tx, { purpose: "second_factor", personId: person.id });
  });
  return { token };
}

/**
 * The second step: a code from the phone, or a recovery code.
 * @param token what the first step gave
 * @returns what goes into `Set-Cookie`
 */
export async function giveCode(
  sql: Sql,
  accounts: Accounts,
  token: string,
  { code, recovery }: { code: string; recovery: boolean },
  from: From,
): Promise<string[]> {
  const waiting = await lookAtToken(sql, "second_factor", token);
  if (!waiting?.personId) throw new DomainError("Der er gået for lang tid. Log ind igen.");
  const { personId } = waiting;
  const known = await findPerson(sql, personId);
  const budget = budgetOf(accounts, from, { person: known, account: personId });
  await slowDown(accounts.throttle, "code", budget);
  const person = await transaction(sql, async (tx) => {
    const person = await findPerson(tx, personId, { lock: true });
    if (!person) throw new DomainError("Log ind igen.");
    if (recovery) {
      await spendRecoveryCode(tx, accounts.secrets, person, code);
      await recordAudit(tx, actor(person), { action: "account.recovery_code_used", personId });
      await leaveLetter(tx, { kind: "security", person: personId, what: "recovery-code-used" });
    } else {
      await spendCode(tx, accounts.secrets, person, code);
    }
    await redeemToken(tx, "second_factor", token);
    await dropTokens(tx, "second_factor", personId);
    return person;
  }).catch(async (error) => {
    if (known && error instanceof DomainError && error.field === "code")
      await recordFailure(sql, known, "session.code_failed");
    throw error;
  });
  await accounts.throttle.forget("code", budget.account);
  return openSession(sql, accounts, person, from, { secondFactor: true });
}

/**
 * Opens a session and writes it down.
 * @param person as it was when it was shown who is signing in
 * @returns what goes into `Set-Cookie`: the session, and that the device is known from now on
 * @throws {DomainError} when the person has got a new password, or signed out everywhere, since then
 */
export async function openSession(
  sql: Sql,
  accounts: Accounts,
  person: Credentials,
  { device, cookies }: From,
  { secondFactor }: { secondFactor: boolean },
): Promise<string[]> {
  const session = await sessionOf(accounts.sessions, person, { device, secondFactor });
  await recordAudit(sql, actor(person), { action: "session.opened", personId: person.id });
  return [session, accounts.devices.remember(cookies, person)];
}

/** Somebody whom the transaction has just made, or holds, for `openSession`. */
export async function personIn(tx: Sql, id: string): Promise<Credentials> {
  const person = await findPerson(tx, id);
  if (!person) throw goneMeanwhile();
  return person;
}

/** A person who does something before there is a session to show for it. */
export function actor({ id, name, email, demo }: { id: string; name: string; email: string; demo: boolean }): Viewer {
  const nobodyYet = { introduced: false, sessionId: "", secondFactor: false, grants: [], acting: null };
  return { ...anonymous, person: viewerOf({ id, name, email, demo, ...nobodyYet }).person };
}
