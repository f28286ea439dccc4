import type { Sql } from "#db/client.ts";
import { type EditionSubject, findEditionSubject } from "#db/queries/statuses/keep-edition.ts";
import type { AuditAction } from "../audit/vocabulary.ts";
import { DomainError, demoOnly, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { isDemo, type Viewer } from "../viewer.ts";
import { isEditionWritable } from "../workflow/edition-workflow.ts";
import { mayAnswerStatus, mayWriteEdition } from "./policy.ts";
import { editionStates } from "./status-vocabulary.ts";

/** An edition held until the transaction ends. @throws {DomainError} 404 when there is none */
export async function heldEdition(tx: Sql, id: string, lock: "share" | "update"): Promise<EditionSubject> {
  const edition = await findEditionSubject(tx, id, { lock });
  if (!edition) throw goneMeanwhile();
  return edition;
}

/** @throws {DomainError} 403 when the rows of one sort of people are touched by the other, or the person may not write here (any more) */
export function assertMayWrite(viewer: Viewer, edition: EditionSubject): void {
  assertSameSort(viewer, edition.demo);
  if (!mayWriteEdition(viewer, edition))
    throw notAllowed("Du har ikke en rolle, der skriver kommunens status. Det, du skrev, er ikke gemt.");
}

/** @throws {DomainError} 403 when the person has no role that answers, or acts for the municipality as KL */
export function assertMayAnswer(viewer: Viewer, edition: EditionSubject): void {
  assertSameSort(viewer, edition.demo);
  if (mayAnswerStatus(viewer, edition)) return;
  throw notAllowed(
    viewer.person?.acting
      ? "KL kan skrive og sende en status for kommunen, men aldrig godkende den. Det gør kommunen selv."
      : "Din rolle svarer ikke for kommunens status. Bed en anden svare.",
  );
}

/** Real people write in real statuses, invented ones in invented. */
export function assertSameSort(viewer: Viewer, demo: boolean): void {
  if (isDemo(viewer) === demo) return;
  throw isDemo(viewer)
    ? demoOnly()
    : notAllowed("Statussen er opdigtet (Demodata). Kun demopersoner kan skrive i den og svare på den.");
}

/** @throws {DomainError} 409 when the edition has been handed over or published */
export function assertWritable({ state }: Pick<EditionSubject, "state">): void {
  if (isEditionWritable(state)) return;
  throw new DomainError(
    state === "published"
      ? "Statussen er udgivet og ændres ikke mere. Lav en rettelse i stedet. Det, du skrev, er ikke gemt."
      : `Statussen er sendt (»${editionStates[state]}«), så ingen kan ændre den. Tag den tilbage først. Det, du skrev, er ikke gemt.`,
    409,
  );
}

/** @throws {DomainError} 409 when somebody else has done something with the edition since the form was made */
export function assertVersion({ version, state }: Pick<EditionSubject, "version" | "state">, seen: number): void {
  if (version === seen) return;
  throw new DomainError(
    `En anden har ændret eller sendt statussen, mens du så på den. Nu står den som »${editionStates[state]}«. Se den igennem, og prøv igen.`,
    409,
  );
}

/** What the log says of a deed with a status. */
export const statusInLog = (
  action: AuditAction,
  { municipality, slug, period }: Pick<EditionSubject, "municipality" | "slug" | "period">,
): { action: AuditAction; municipality: string; subject: string } => ({
  action,
  municipality,
  subject: `/kommuner/${slug}/status/${period}`,
});
