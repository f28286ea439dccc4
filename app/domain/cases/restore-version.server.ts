import type { Rooms } from "#app/collaboration/rooms.ts";
import { asWritten } from "#app/editor/written.ts";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findWorkingRevision, updateAuthor } from "#db/queries/cases/hand-over.ts";
import { findVersion, updateChoicesFromVersion } from "#db/queries/cases/history.ts";
import { copyLinks } from "#db/queries/cases/store.ts";
import { keepVersion } from "#db/queries/cases/versions.ts";
import { personOf } from "../accounts/totp.server.ts";
import { changedMeanwhile, goneMeanwhile, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { applyAsOneChange, deriveWorkingText } from "./derive-working-text.server.ts";
import { mayWriteDraft } from "./policy.ts";
import { assertBeingWritten, lockedDraft, placeInLog } from "./working-draft.server.ts";

/**
 * Writes an older version into the text that is being written, as one change that open editors get like any other, with its title, summary
 * and choices. What stood before is kept as a version first, and what stands then as another. With whom the text is to be shared and its
 * unit stay.
 * @param asked.revision the working revision that the form was made for
 * @param asked.version its number
 * @throws {DomainError} 409 when the text is not being written, or another revision of it
 */
export async function restoreVersion(
  sql: Sql,
  rooms: Rooms,
  viewer: Viewer,
  caseId: string,
  { revision, version }: { revision: string; version: number },
): Promise<void> {
  await rooms.flush(revision);
  await transaction(sql, async (tx) => {
    const draft = await lockedDraft(tx, viewer, caseId);
    if (!mayWriteDraft(viewer, draft)) throw notAllowed();
    assertBeingWritten(draft);
    if ((await findWorkingRevision(tx, caseId))?.id !== revision) throw changedMeanwhile();
    const older = await findVersion(tx, viewer, caseId, version);
    if (!older) throw goneMeanwhile();
    const me = personOf(viewer).id;
    await deriveWorkingText(tx, revision);
    await keepVersion(tx, caseId, "pause");
    await applyAsOneChange(tx, revision, me, asWritten(older.content));
    await updateChoicesFromVersion(tx, revision, older.id);
    await copyLinks(tx, older.id, revision);
    await updateAuthor(tx, revision, me);
    await keepVersion(tx, caseId, "restored");
    await recordAudit(tx, viewer, { action: "case.restored", ...placeInLog(draft), detail: { version } });
  });
}
