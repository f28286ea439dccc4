import type { z } from "zod";
import { contentToText } from "#app/editor/content.ts";
import { sharedTextOf } from "#app/editor/shared-text.ts";
import { asWritten, withSections } from "#app/editor/written.ts";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findWorkingRevision } from "#db/queries/cases/hand-over.ts";
import {
  findPublished,
  insertWorkingRevision,
  type PublishedStanding,
  removeWorkingRevision,
  updateNarrower,
  updateSlug,
  updateWithdrawn,
} from "#db/queries/cases/publication.ts";
import { changedMeanwhile, DomainError, goneMeanwhile, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { codes } from "../vocabulary.ts";
import { stateAfter } from "../workflow/workflow.ts";
import { type Audience, audiences } from "./audiences.ts";
import type { narrowInput, readdressInput, withdrawInput } from "./input.ts";
import { type DraftSubject, mayBinDraft, mayReaddressCase, mayWriteDraft } from "./policy.ts";
import { assertNamesNobody } from "./privacy-policy.ts";
import { lockedDraft, placeInLog } from "./working-draft.server.ts";

/** Tells whether an audience is part of another, and smaller. */
export const isNarrower = (audience: Audience, than: Audience): boolean =>
  codes(audiences).indexOf(audience) > codes(audiences).indexOf(than);

/** What is published of a case, for a verb. @param revision the published version that the verb names */
async function publishedCase(
  tx: Sql,
  viewer: Viewer,
  caseId: string,
  revision: string,
): Promise<{ draft: DraftSubject; published: PublishedStanding }> {
  const draft = await lockedDraft(tx, viewer, caseId);
  if (!mayWriteDraft(viewer, draft)) throw notAllowed();
  const published = await findPublished(tx, caseId);
  if (!published) throw goneMeanwhile();
  if (published.revisionId !== revision) throw changedMeanwhile();
  return { draft, published };
}

/**
 * Begins to revise what is published: a working revision beside it, whose text writers can go on with. Readers notice nothing.
 * @throws {DomainError} 409 when somebody is at it already
 */
export async function reviseCase(sql: Sql, viewer: Viewer, caseId: string, revision: string): Promise<void> {
  await transaction(sql, async (tx) => {
    const { draft, published } = await publishedCase(tx, viewer, caseId, revision);
    if (stateAfter(draft.state, "revise") === null)
      throw new DomainError("Teksten bliver allerede rettet. Find den under »Mine tekster«.", 409);
    const content = withSections(asWritten(published.content), published.hard);
    await insertWorkingRevision(tx, caseId, published.revisionId, {
      content,
      text: contentToText(content),
      snapshot: sharedTextOf(content),
    });
    await recordAudit(tx, viewer, { action: "case.revised", ...placeInLog(draft) });
  });
}

/**
 * Throws away what has been written beside what is published, with its shared text; the published version stays as it is, and so do the
 * versions that have been kept.
 * @param revision the working revision that the form was made for
 * @throws {DomainError} 409 when it waits for an answer, lies in the bin, or is another or gone by now
 */
export async function discardRevision(sql: Sql, viewer: Viewer, caseId: string, revision: string): Promise<void> {
  await transaction(sql, async (tx) => {
    const draft = await lockedDraft(tx, viewer, caseId);
    if (!mayBinDraft(viewer, draft))
      throw notAllowed("Kun den, der begyndte på teksten, og kommunens koordinator kan kassere ændringerne.");
    if (!draft.everPublished) throw new DomainError("Teksten er ikke udgivet. Læg den i papirkurven i stedet.", 409);
    if (draft.awaitsApproval)
      throw new DomainError(
        "De tidligere versioner er fjernet for altid, så den her tekst er den eneste. Send den til godkendelse.",
        409,
      );
    if (draft.binned) throw new DomainError("Teksten ligger i papirkurven. Tag den op først.", 409);
    if (draft.state === "submitted")
      throw new DomainError("Teksten venter på svar. Tag den tilbage, før du kasserer ændringerne.", 409);
    const working = await findWorkingRevision(tx, caseId);
    if (stateAfter(draft.state, "discard") === null || working?.id !== revision) throw changedMeanwhile();
    await removeWorkingRevision(tx, caseId);
    await recordAudit(tx, viewer, { action: "case.discarded", ...placeInLog(draft) });
  });
}

/** Takes a case away from its readers: its address says that it is withdrawn, and it is found nowhere. */
export async function withdrawCase(
  sql: Sql,
  viewer: Viewer,
  caseId: string,
  { revision, reason }: z.output<typeof withdrawInput>,
): Promise<void> {
  assertNamesNobody(reason, "reason");
  await transaction(sql, async (tx) => {
    const { draft, published } = await publishedCase(tx, viewer, caseId, revision);
    if (published.withdrawnAt !== null) throw new DomainError("Eksemplet er allerede trukket tilbage.", 409);
    await updateWithdrawn(tx, caseId, reason);
    await recordAudit(tx, viewer, { action: "case.withdrawn", ...placeInLog(draft), reason });
  });
}

/** Shares what is public with fewer, at once. To share it with more, the text has to be approved anew. */
export async function narrowCase(
  sql: Sql,
  viewer: Viewer,
  caseId: string,
  { revision, visibility }: z.output<typeof narrowInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const { draft, published } = await publishedCase(tx, viewer, caseId, revision);
    if (!isNarrower(visibility, published.visibility))
      throw new DomainError(
        "Det er ikke færre end dem, der læser det nu. Skal flere læse det, så ret teksten, og send den til godkendelse.",
        409,
        "visibility",
      );
    await updateNarrower(tx, caseId, visibility);
    await recordAudit(tx, viewer, { action: "case.narrowed", ...placeInLog(draft), detail: { visibility } });
  });
}

/** Gives what is published another address; the old one leads there. */
export async function readdressCase(
  sql: Sql,
  viewer: Viewer,
  caseId: string,
  { revision, slug }: z.output<typeof readdressInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const { draft, published } = await publishedCase(tx, viewer, caseId, revision);
    if (!mayReaddressCase(viewer, draft)) throw notAllowed("Kun kommunens koordinator kan ændre adressen.");
    if (slug === published.slug) throw new DomainError("Det er den adresse, eksemplet har.", 409, "slug");
    if (!(await updateSlug(tx, caseId, slug)))
      throw new DomainError("Et andet eksempel har eller har haft den adresse. Vælg en anden.", 409, "slug");
    await recordAudit(tx, viewer, { action: "case.readdressed", ...placeInLog(draft) });
  });
}
