import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { type BinnableText, findBinnable, setBinned } from "#db/queries/cases/bin.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { changedMeanwhile, DomainError, goneMeanwhile, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { mayBinDraft } from "./policy.ts";
import { placeInLog } from "./working-draft.server.ts";

/** Why a text cannot go into the bin as it stands, as a Danish sentence; null when it can. */
export function whyNotBinned({
  state,
  everPublished,
  withdrawn,
  binned,
}: Pick<BinnableText, "state" | "everPublished" | "withdrawn" | "binned">): string | null {
  if (binned) return "Teksten ligger allerede i papirkurven.";
  if (state === "submitted") return "Teksten venter på svar. Tag den tilbage, før du lægger den i papirkurven.";
  if (everPublished && !withdrawn) return "Teksten er udgivet. Træk den tilbage, før du lægger den i papirkurven.";
  return null;
}

/**
 * Puts a text into the bin, where it lies for `daysInBin`. A withdrawn one too.
 * @param revision the one that is worked on, or else the published one
 * @throws {DomainError} 409 when it waits for an answer, is public, or has become another meanwhile
 */
export async function binDraft(sql: Sql, viewer: Viewer, caseId: string, revision: string): Promise<void> {
  await transaction(sql, async (tx) => {
    const { draft, text } = await findHeld(tx, viewer, caseId);
    const reason = whyNotBinned(text);
    if (reason) throw new DomainError(reason, 409);
    if (text.revision !== revision) throw changedMeanwhile();
    await setBinned(tx, caseId, true);
    await recordAudit(tx, viewer, { action: "case.binned", ...placeInLog(draft) });
  });
}

/** Takes a text out of the bin. @throws {DomainError} 409 when it does not lie there */
export async function unbinDraft(sql: Sql, viewer: Viewer, caseId: string): Promise<void> {
  await transaction(sql, async (tx) => {
    const { draft, text } = await findHeld(tx, viewer, caseId);
    if (!text.binned) throw new DomainError("Teksten ligger ikke i papirkurven længere.", 409);
    await setBinned(tx, caseId, false);
    await recordAudit(tx, viewer, { action: "case.unbinned", ...placeInLog(draft) });
  });
}

/** The text, held until the transaction ends, for one who may put it into the bin and take it out. */
async function findHeld(tx: Sql, viewer: Viewer, caseId: string) {
  const draft = await findDraftSubject(tx, caseId, { lock: true });
  const text = draft && (await findBinnable(tx, viewer, caseId));
  if (!text) throw goneMeanwhile();
  if (!mayBinDraft(viewer, draft))
    throw notAllowed("Kun den, der begyndte på teksten, og kommunens koordinator kan bruge papirkurven.");
  return { draft, text };
}
