import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { deleteContributor, listPossibleWriters, storeContributor } from "#db/queries/cases/contributors.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { personOf } from "../accounts/totp.server.ts";
import { changedMeanwhile, DomainError, goneMeanwhile, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { mayShareDraft, mayWriteDraft } from "./policy.ts";
import { placeInLog } from "./working-draft.server.ts";

async function findShared(tx: Sql, viewer: Viewer, caseId: string) {
  const draft = await findDraftSubject(tx, caseId, { lock: true });
  if (!draft || !mayWriteDraft(viewer, draft)) throw goneMeanwhile();
  if (draft.binned) throw new DomainError("Teksten ligger i papirkurven. Tag den op først.", 409);
  return draft;
}

/**
 * Lets somebody of the municipality write along in a draft, and writes to the person.
 * @param personId of one who has a role that writes there
 * @throws {DomainError} 409 when the person has none, or is not there any more
 */
export async function shareDraft(sql: Sql, viewer: Viewer, caseId: string, personId: string): Promise<void> {
  await transaction(sql, async (tx) => {
    const draft = await findShared(tx, viewer, caseId);
    if (!mayShareDraft(viewer, draft))
      throw notAllowed("Kun den, der begyndte, og kommunens koordinator kan få andre med.");
    if (draft.begunBy === personId || draft.contributors.includes(personId))
      throw new DomainError("Personen skriver allerede med.", 409);
    const { total } = await listPossibleWriters(tx, viewer, caseId, { words: "", only: personId, limit: 1 });
    if (total === 0)
      throw new DomainError("Personen har ikke en rolle, der skriver i kommunen. Koordinatoren kan give den.", 409);
    await storeContributor(tx, caseId, personId);
    await recordAudit(tx, viewer, { action: "case.shared", ...placeInLog(draft), personId });
    if (personId !== viewer.person?.id) await leaveLetter(tx, { kind: "case-shared", case: caseId, person: personId });
  });
}

/** Takes a draft from somebody who writes along; everybody may do so for themselves. @throws {DomainError} 409 when the person no longer does */
export async function unshareDraft(sql: Sql, viewer: Viewer, caseId: string, personId: string): Promise<void> {
  const isMe = personOf(viewer).id === personId;
  await transaction(sql, async (tx) => {
    const draft = await findShared(tx, viewer, caseId);
    if (!isMe && !mayShareDraft(viewer, draft))
      throw notAllowed("Kun den, der begyndte, og kommunens koordinator kan tage andre af.");
    if (!(await deleteContributor(tx, caseId, personId))) throw changedMeanwhile();
    const about = placeInLog(draft);
    await recordAudit(
      tx,
      viewer,
      isMe ? { action: "case.left", ...about } : { action: "case.unshared", ...about, personId },
    );
  });
}
