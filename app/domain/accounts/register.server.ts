import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { storeJoinRequest } from "#db/queries/join-requests.ts";
import { findMunicipalityOfDomain } from "#db/queries/mail-domains.ts";
import { findByEmail, storePerson } from "#db/queries/people/account.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { DomainError } from "../domain-error.ts";
import type { Accounts } from "./accounts.server.ts";
import type { From } from "./from.ts";
import type { newPersonInput, registrationInput } from "./input.ts";
import { spendLetter } from "./letter-budget.server.ts";
import { weaknessOf } from "./password-hashing.server.ts";
import { actor, openSession, personIn } from "./sign-in.server.ts";
import { slowDown } from "./slow-down.server.ts";
import { networkOf } from "./throttle.server.ts";
import { lookAtToken, redeemToken } from "./tokens.server.ts";

/** What stands after the @ of an address. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1);

/**
 * Somebody wants an account. A letter follows; what it says depends on whether the address has one, what is answered here does not.
 * @throws {DomainError} when the domain belongs to no municipality
 */
export async function register(
  sql: Sql,
  { throttle, letters }: Accounts,
  { name, email }: z.output<typeof registrationInput>,
  network: string,
): Promise<void> {
  const municipality = await findMunicipalityOfDomain(sql, domainOf(email), false);
  if (!municipality) {
    const message = `Vi kender ikke ${domainOf(email)} som en kommunes mailadresse. Brug din arbejdsmail, eller bed kommunens koordinator om at invitere dig.`;
    throw new DomainError(message, 400, "email");
  }
  await slowDown(throttle, "registration", { account: email, network });
  await spendLetter(letters, "registration", { sender: networkOf(network), recipient: email });
  await transaction(sql, async (tx) => {
    const known = await findByEmail(tx, email);
    await leaveLetter(
      tx,
      known
        ? { kind: "already-registered", person: known.id }
        : { kind: "registration", email, name, municipality: municipality.code },
    );
  });
}

/** Who is about to confirm an address, for the page that the letter leads to. */
export async function lookAtRegistration(sql: Sql, token: string): Promise<{ name: string; email: string } | null> {
  const found = await lookAtToken(sql, "registration", token);
  return found ? { name: found.payload.name ?? "", email: found.payload.email ?? "" } : null;
}

/** The address is confirmed: the account is made, and the municipality asked. @returns what goes into `Set-Cookie` */
export async function confirmRegistration(
  sql: Sql,
  accounts: Accounts,
  token: string,
  { name, password }: z.output<typeof newPersonInput>,
  from: From,
): Promise<string[]> {
  const waiting = await lookAtRegistration(sql, token);
  if (waiting) await weighNewPassword(accounts, { token, network: from.network }, password, [name, waiting.email]);
  const passwordHash = waiting ? await accounts.passwords.hash(password) : "";
  const person = await transaction(sql, async (tx) => {
    const { payload } = await redeemToken(tx, "registration", token);
    const { email = "", municipality = "" } = payload;
    if ((await findMunicipalityOfDomain(tx, domainOf(email), false))?.code !== municipality)
      throw new DomainError("Kommunens medarbejdere kan ikke længere oprette konto med den mailadresse.", 409);
    const personId = await storePerson(tx, { email, name, passwordHash, demo: false });
    if (!personId) throw new DomainError("Der er allerede en konto med den adresse. Log ind i stedet.", 409);
    const self = actor({ id: personId, name, email, demo: false });
    await recordAudit(tx, self, { action: "account.registered", municipality, personId });
    await askForAccess(tx, personId, municipality);
    return personIn(tx, personId);
  });
  return openSession(sql, accounts, person, from, { secondFactor: false });
}

/** Asks a municipality for access, and tells those who decide. @throws {DomainError} when it has been asked */
export async function askForAccess(tx: Sql, personId: string, municipality: string): Promise<void> {
  if (!(await storeJoinRequest(tx, personId, municipality)))
    throw new DomainError("Du har allerede bedt om adgang. Kommunen har fået besked.", 409);
  await leaveLetter(tx, { kind: "request-waiting", person: personId, municipality });
}

/**
 * Weighs a new password that somebody chooses behind a link. So many tries a link are free, and none is weighed before it is counted:
 * weighing keeps all others waiting.
 * @param token of the link
 * @throws {DomainError} at the field `password` when it will not do {TooManyTries}
 */
export async function weighNewPassword(
  { throttle }: Accounts,
  { token, network }: { token: string; network: string },
  password: string,
  known: readonly string[],
): Promise<void> {
  await slowDown(throttle, "new-password", { account: token, network });
  refuseWeak(password, known);
}

/** @throws {DomainError} at the field `password` when a new password will not do */
export function refuseWeak(password: string, known: readonly string[]): void {
  const weakness = weaknessOf(password, known);
  if (weakness) throw new DomainError(weakness, 400, "password");
}
