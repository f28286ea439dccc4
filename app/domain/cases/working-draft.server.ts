import type { Rooms } from "#app/collaboration/rooms.ts";
import type { Content } from "#app/editor/content.ts";
import { contentOfSharedText, openSharedText } from "#app/editor/shared-text.ts";
import type { Sql } from "#db/client.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { findAnswer, findLastHandOver, type HandOver } from "#db/queries/cases/hand-over.ts";
import { findVersion, type VersionText } from "#db/queries/cases/history.ts";
import { DomainError, goneMeanwhile } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { isWritable, stateAfter, type WorkVerb } from "../workflow/workflow.ts";
import { storedTextOf } from "./derive-working-text.server.ts";
import { type DraftSubject, maySeeSubmitted } from "./policy.ts";

/** A case that is being written, as the log names it: by its municipality and its address. */
export const placeInLog = ({ id, municipality }: Pick<DraftSubject, "id" | "municipality">) => ({
  municipality,
  subject: `/mine-tekster/${id}`,
});

/** The text of a working revision as far as its writers' words are stored; undefined when it is no longer written. */
export async function storedContentOf(sql: Sql, revisionId: string): Promise<Content | undefined> {
  const stored = await storedTextOf(sql, revisionId);
  if (!stored) return undefined;
  const document = openSharedText(stored.snapshot, stored.updates);
  const content = contentOfSharedText(document);
  document.destroy();
  return content;
}

/**
 * The working revision of a case, its text brought up to date with all that its writers have sent until now. For a viewer who may write it;
 * undefined for others and where nothing is being written.
 */
export async function workingVersion(
  sql: Sql,
  rooms: Rooms,
  viewer: Viewer,
  caseId: string,
): Promise<VersionText | undefined> {
  const working = await findVersion(sql, viewer, caseId, "working");
  if (!working) return undefined;
  await rooms.flush(working.id);
  return { ...working, content: (await storedContentOf(sql, working.id)) ?? working.content };
}

/** A case for a verb, which nobody else moves before the transaction ends. @throws {DomainError} when the viewer may not know of it */
export async function lockedDraft(tx: Sql, viewer: Viewer, id: string): Promise<DraftSubject> {
  const draft = await findDraftSubject(tx, id, { lock: true });
  if (!draft || !maySeeSubmitted(viewer, draft)) throw goneMeanwhile();
  return draft;
}

/** @throws {DomainError} 409 when the case is not being written: handed over, published or in the bin */
export function assertBeingWritten({ state, binned }: DraftSubject): void {
  if (binned) throw new DomainError("Teksten ligger i papirkurven. Tag den op først.", 409);
  if (state === "submitted")
    throw new DomainError("Teksten venter på svar, så ingen kan ændre den. Tag den tilbage først.", 409);
  if (!isWritable(state))
    throw new DomainError("Ingen skriver på teksten nu. Begynd at rette den, og prøv så igen.", 409);
}

/**
 * The version that waits for an answer.
 * @param revision the version that the verb names
 * @throws {DomainError} 409 when it does not wait any more, saying what became of it, or that a newer one waits in its place
 */
export async function submittedVersion(
  tx: Sql,
  draft: DraftSubject,
  verb: WorkVerb,
  revision: string,
): Promise<HandOver> {
  const waiting = stateAfter(draft.state, verb) === null ? undefined : await findLastHandOver(tx, draft.id);
  if (waiting?.revisionId === revision && waiting.answer === null) return waiting;
  throw new DomainError(whatBecame(await findAnswer(tx, draft.id, revision), waiting !== undefined), 409);
}

/** What a stale form is told. @param sentAgain another version waits now */
function whatBecame(found: Awaited<ReturnType<typeof findAnswer>>, sentAgain: boolean): string {
  const who = found?.by ?? "En anden";
  const now = sentAgain
    ? "Siden er den sendt igen og kan være ændret. Det er den nye, du ser her."
    : "Der er ikke ændret noget.";
  switch (found?.answer) {
    case "taken_back":
      return `${who} tog teksten tilbage, mens du læste. ${now}`;
    case "returned":
      return `${who} sendte teksten tilbage, mens du læste. ${now}`;
    case "approved":
      return `${who} godkendte teksten, og den blev udgivet, mens du læste. ${now}`;
    default:
      return "Den version venter ikke på svar mere.";
  }
}
