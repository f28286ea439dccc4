import type { Sql } from "#db/client.ts";
import { deleteInvitationsWithoutRight } from "#db/queries/invitations.ts";
import { dropResetJobs, dropTokenLetters } from "#db/queries/outbox.ts";
import { type Credentials, findPerson } from "#db/queries/people/account.ts";
import { dropUnconfirmedTotp } from "#db/queries/people/second-factor.ts";
import { deleteSessionsOf, type EndedBecause, isSessionOpen } from "#db/queries/sessions.ts";
import { dropAllTokens } from "#db/queries/tokens.ts";
import { lettersWithToken } from "../../mail/letters.ts";
import { DomainError } from "../domain-error.ts";
import type { SignedIn } from "../viewer.ts";

/**
 * Ends the sessions of a person and drops all that was begun in them, so that nothing that a thief has asked for outlives it: links and
 * steps that are open, letters that would bring further links, a secret for codes that is not in use, and invitations that the person may
 * no longer give. For the same transaction as the change that calls for it, after that change has taken roles away.
 * @param options.except a session that may go on
 * @param options.because what those who come back with another are told
 */
export async function cutOff(
  tx: Sql,
  personId: string,
  options: { except?: string; because?: EndedBecause } = {},
): Promise<void> {
  // Whoever is about to begin something holds the same lock, and looks after the session then.
  await findPerson(tx, personId, { lock: true });
  await deleteSessionsOf(tx, personId, options);
  await dropUnconfirmedTotp(tx, personId);
  await deleteInvitationsWithoutRight(tx, personId);
  // In this order: a job leaves a letter, and a letter leaves a token, each while its own row is held.
  await dropResetJobs(tx, personId);
  await dropTokenLetters(tx, personId, lettersWithToken);
  await dropAllTokens(tx, personId);
}

/**
 * Holds the person of a session until the transaction ends, for beginning something that `cutOff` would drop.
 * @returns the person as the lock has found it
 * @throws {DomainError} when the session has been ended since the request came in
 */
export async function holdSession(tx: Sql, { id, sessionId }: SignedIn): Promise<Credentials> {
  const person = await findPerson(tx, id, { lock: true });
  if (!person || !(await isSessionOpen(tx, sessionId)))
    throw new DomainError("Du er lige blevet logget ud. Log ind igen.", 403);
  return person;
}
