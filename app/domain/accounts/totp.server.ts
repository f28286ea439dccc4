import { randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { type Credentials, findPerson } from "#db/queries/people/account.ts";
import { listGrants } from "#db/queries/people/grants.ts";
import {
  clearTotp,
  confirmTotp,
  replaceRecoveryCodes,
  setTotpSecret,
  takeRecoveryCode,
  takeTotpStep,
} from "#db/queries/people/second-factor.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { DomainError } from "../domain-error.ts";
import { needsSecondFactor, type SignedIn, type Viewer } from "../viewer.ts";
import type { Accounts } from "./accounts.server.ts";
import { cutOff, holdSession } from "./cut-off.server.ts";
import type { Secrets } from "./secrets.server.ts";
import { sessionOf } from "./sessions.server.ts";

/** Seconds that a code stands in the app. */
const period = 30;
/** How many periods a phone's clock may be off, each way. */
const drift = 1;
const recoveryCodes = { count: 10, length: 10 };
// Without letters and digits that look alike.
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

const totpOf = (secret: string, email: string) =>
  new TOTP({ issuer: "Mere for Flere", label: email, secret: Secret.fromBase32(secret), period });

const wrongCode = () => new DomainError("Koden passer ikke. Vent på den næste i appen, og prøv igen.", 400, "code");

/**
 * What was sealed, with the session in which it was made, which alone may see it and take it into use; null when it was sealed with another
 * key than today's.
 */
function opened(secrets: Secrets, sealed: string): { sessionId: string | undefined; secret: string } | null {
  try {
    const [secret = "", sessionId] = secrets.open(sealed).split(":").reverse();
    return { sessionId, secret };
  } catch {
    return null;
  }
}

/** Uses up a code from the phone. @throws {DomainError} when it is wrong or has been used */
export async function spendCode(
  sql: Sql,
  secrets: Secrets,
  { id, email, totpSecret }: Credentials,
  code: string,
): Promise<void> {
  const sealed = totpSecret === null ? undefined : opened(secrets, totpSecret);
  if (sealed === null)
    throw new DomainError("Dine engangskoder kan ikke læses længere. Bed KL om at nulstille dem.", 409);
  const delta = sealed ? totpOf(sealed.secret, email).validate({ token: code, window: drift }) : null;
  if (delta === null) throw wrongCode();
  const step = Math.floor(Date.now() / 1_000 / period) + delta;
  if (!(await takeTotpStep(sql, id, step))) throw wrongCode();
}

/** Uses up a recovery code. @throws {DomainError} when the person has no such code left */
export async function spendRecoveryCode(sql: Sql, secrets: Secrets, { id }: Credentials, code: string): Promise<void> {
  if (!(await takeRecoveryCode(sql, id, recoveryHash(secrets, id, code))))
    throw new DomainError("Reservekoden passer ikke, eller den er brugt.", 400, "code");
}

/** What is kept of a recovery code. It is short enough to be guessed from a plain hash, hence with the key. */
const recoveryHash = (secrets: Secrets, personId: string, code: string) => secrets.mark(`recovery ${personId} ${code}`);

/** New codes to write down, each good once. */
const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodes.count }, () =>
    Array.from({ length: recoveryCodes.length }, () => alphabet[randomInt(alphabet.length)]).join(""),
  );

const shown = (code: string) => `${code.slice(0, 5)}-${code.slice(5)}`;

/** Begins with codes from a phone; nothing is asked for before one has been given. */
export async function beginTotp(sql: Sql, secrets: Secrets, viewer: Viewer): Promise<void> {
  const person = personOf(viewer);
  await transaction(sql, async (tx) => {
    await holdSession(tx, person);
    await setTotpSecret(tx, person.id, secrets.seal(`${person.sessionId}:${new Secret({ size: 20 }).base32}`));
  });
}

/** What the app on the phone must know, for the session that has begun with codes until they are in use; null when there is nothing to show. */
export async function totpToSetUp(
  sql: Sql,
  secrets: Secrets,
  { id, sessionId }: SignedIn,
): Promise<{ uri: string; secret: string } | null> {
  const person = await findPerson(sql, id);
  if (!person?.totpSecret || person.totp) return null;
  const sealed = opened(secrets, person.totpSecret);
  if (sealed?.sessionId !== sessionId) return null;
  const { secret } = sealed;
  return { secret: secret.replace(/(.{4})(?=.)/g, "$1 "), uri: totpOf(secret, person.email).toString() };
}

/**
 * Takes codes into use. Every session is ended, for those before had less to show, and one is opened that has given a code.
 * @returns the recovery codes, shown once, and the new session's `Set-Cookie`
 */
export async function confirmTotpWith(
  sql: Sql,
  { secrets, sessions }: Accounts,
  viewer: Viewer,
  code: string,
  { device }: { device: string },
): Promise<{ codes: string[]; cookie: string }> {
  const me = personOf(viewer);
  const { id } = me;
  const { codes, person } = await transaction(sql, async (tx) => {
    const person = await holdSession(tx, me);
    if (person.totp) throw new DomainError("Engangskoder er allerede slået til.", 409);
    const begun = person.totpSecret === null ? null : opened(secrets, person.totpSecret);
    if (begun?.sessionId !== me.sessionId)
      throw new DomainError("Der er begyndt forfra et andet sted. Begynd igen her.", 409, "code");
    await spendCode(tx, secrets, person, code);
    const fresh = newRecoveryCodes();
    await confirmTotp(
      tx,
      id,
      fresh.map((one) => recoveryHash(secrets, id, one)),
    );
    await cutOff(tx, id, { because: "codes" });
    await recordAudit(tx, viewer, { action: "account.totp_on", personId: id });
    await leaveLetter(tx, { kind: "security", person: id, what: "totp-on" });
    return { codes: fresh, person };
  });
  return { codes: codes.map(shown), cookie: await sessionOf(sessions, person, { device, secondFactor: true }) };
}

/** New recovery codes for old. @returns them, shown once */
export async function renewRecoveryCodes(sql: Sql, secrets: Secrets, viewer: Viewer): Promise<string[]> {
  const me = personOf(viewer);
  const { id } = me;
  return transaction(sql, async (tx) => {
    const person = await holdSession(tx, me);
    if (!person.totp) throw new DomainError("Slå engangskoder til først.", 409);
    const codes = newRecoveryCodes();
    await replaceRecoveryCodes(
      tx,
      id,
      codes.map((one) => recoveryHash(secrets, id, one)),
    );
    await recordAudit(tx, viewer, { action: "account.recovery_codes", personId: id });
    await leaveLetter(tx, { kind: "security", person: id, what: "recovery-codes" });
    return codes.map(shown);
  });
}

/** Does without codes, where no role asks for them. */
export async function endTotp(sql: Sql, viewer: Viewer): Promise<void> {
  const me = personOf(viewer);
  const { id, sessionId } = me;
  await transaction(sql, async (tx) => {
    await holdSession(tx, me);
    if ((await listGrants(tx, id)).some(({ role }) => needsSecondFactor(role)))
      throw new DomainError("Din rolle kræver engangskoder, så de kan ikke slås fra.", 409);
    await clearTotp(tx, id);
    await cutOff(tx, id, { except: sessionId, because: "codes" });
    await recordAudit(tx, viewer, { action: "account.totp_off", personId: id });
    await leaveLetter(tx, { kind: "security", person: id, what: "totp-off" });
  });
}

/** Who is signed in. @throws {DomainError} when nobody is */
export function personOf({ person }: Viewer): SignedIn {
  if (!person) throw new DomainError("Log ind igen.", 403);
  return person;
}
