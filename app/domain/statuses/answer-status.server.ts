import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { readStatusContent } from "#db/queries/statuses/keep-content.ts";
import type { EditionSubject } from "#db/queries/statuses/keep-edition.ts";
import { listEvidenceFigures } from "#db/queries/statuses/keep-evidence.ts";
import {
  listKeptWarningKeys,
  updateApproved,
  updateStopped,
  updateWritable,
} from "#db/queries/statuses/keep-hand-over.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { personOf } from "../accounts/totp.server.ts";
import { assertNoCprNumber, holdsField, warningsAmong } from "../cases/privacy-policy.ts";
import { danishToday } from "../dates.ts";
import { DomainError, goneMeanwhile, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { editionStateAfter } from "../workflow/edition-workflow.ts";
import { assertWaits } from "./hand-over-status.server.ts";
import { assertMayAnswer, assertSameSort, assertVersion, heldEdition, statusInLog } from "./held-edition.server.ts";
import type { approveStatusInput, returnStatusInput, stopPublicationInput } from "./input.ts";
import { isSecondReader, mayStopPublication } from "./policy.ts";
import { findingsOfStatus } from "./privacy-of-status.ts";
import { publishEdition } from "./publish-edition.server.ts";

/** Sends an edition back to those who write it, with words. */
export async function returnStatus(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  { version, words }: z.output<typeof returnStatusInput>,
): Promise<void> {
  assertNoCprNumber(words, "words");
  await transaction(sql, async (tx) => {
    const edition = await heldEdition(tx, editionId, "update");
    assertMayAnswer(viewer, edition);
    assertWaits(edition);
    assertVersion(edition, version);
    assertSecond(viewer, edition);
    await updateWritable(tx, editionId, { by: personOf(viewer).id, words });
    await recordAudit(tx, viewer, statusInLog("status.returned", edition));
    await leaveLetter(tx, { kind: "status-returned", edition: editionId });
  });
}

/**
 * Says yes to an edition. It is published at once, or by a job on the day that is given. Each warning that has been kept needs a yes of its own.
 * @param input.held the keys of the warnings whose reasons hold
 * @throws {DomainError} 400 at a day that has gone by
 */
export async function approveStatus(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  { version, publishOn, held }: z.output<typeof approveStatusInput> & { held: readonly string[] },
): Promise<"approved" | "published"> {
  const me = personOf(viewer).id;
  const today = danishToday();
  return transaction(sql, async (tx) => {
    const edition = await heldEdition(tx, editionId, "update");
    assertMayAnswer(viewer, edition);
    assertWaits(edition);
    assertVersion(edition, version);
    assertSecond(viewer, edition);
    if (publishOn !== null && publishOn < today)
      throw new DomainError("Den dato er forbi. Lad feltet stå tomt for at udgive nu.", 400, "publishOn");
    await assertWarningsHold(tx, editionId, held);
    const waits = publishOn !== null && publishOn > today;
    await updateApproved(tx, editionId, { by: me, publishOn: waits ? publishOn : null });
    if (!waits) await publishEdition(tx, viewer, edition);
    await recordAudit(tx, viewer, {
      ...statusInLog(waits ? "status.approved" : "status.published", edition),
      detail: waits ? { day: publishOn } : {},
    });
    return waits ? "approved" : "published";
  });
}

/** Stops what waits for its day; it waits for an answer again, with the reason beside it. */
export async function stopPublication(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  { version, words }: z.output<typeof stopPublicationInput>,
): Promise<void> {
  assertNoCprNumber(words, "words");
  await transaction(sql, async (tx) => {
    const edition = await heldEdition(tx, editionId, "update");
    assertSameSort(viewer, edition.demo);
    if (!mayStopPublication(viewer, edition)) throw notAllowed("Din rolle kan ikke stoppe udgivelsen.");
    if (editionStateAfter(edition.state, "stop") === null)
      throw new DomainError(
        edition.state === "published"
          ? "Statussen er udgivet, så den kan ikke stoppes længere. Lav en rettelse i stedet."
          : "Statussen venter ikke på sin dag mere.",
        409,
      );
    assertVersion(edition, version);
    await updateStopped(tx, editionId, words);
    await recordAudit(tx, viewer, statusInLog("status.stopped", edition));
    await leaveLetter(tx, { kind: "status-stopped", edition: editionId, approver: edition.answeredBy });
  });
}

/** @throws {DomainError} 403 when the viewer has written in the edition */
function assertSecond(viewer: Viewer, edition: EditionSubject): void {
  if (isSecondReader(viewer, edition)) return;
  throw notAllowed("Du har selv skrevet i statussen, og den skal ses af en, der ikke har. Bed en anden svare.");
}

/** @throws {DomainError} at each warning that lacks its reason or its yes */
async function assertWarningsHold(tx: Sql, editionId: string, held: readonly string[]): Promise<void> {
  const content = await readStatusContent(tx, editionId);
  if (!content) throw goneMeanwhile();
  const findings = findingsOfStatus({ content, figures: await listEvidenceFigures(tx, editionId) });
  if (findings.some(({ level }) => level === "block"))
    throw new DomainError("Der står et CPR-nummer i statussen. Send den tilbage, så det bliver slettet.", 400);
  const kept = await listKeptWarningKeys(tx, editionId);
  const missing = warningsAmong(findings).flatMap(({ key }): [string, string][] => {
    if (!kept.includes(key)) return [[holdsField(key), "Der er ikke skrevet en grund. Send statussen tilbage."]];
    return held.includes(key)
      ? []
      : [[holdsField(key), "Sæt kryds, hvis grunden holder. Ellers send statussen tilbage."]];
  });
  const [first, ...others] = missing;
  if (first) throw new DomainError(first[1], 400, first[0], Object.fromEntries(others));
}
