import { randomUUID } from "node:crypto";
import type { FileStore } from "#app/files/store.ts";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { countPictures, insertPicture } from "#db/queries/cases/pictures.ts";
import { personOf } from "../accounts/totp.server.ts";
import { mayWriteDraft } from "../cases/policy.ts";
import { assertBeingWritten, lockedDraft, placeInLog } from "../cases/working-draft.server.ts";
import { DomainError, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import type { MadePicture } from "./make-picture.server.ts";
import { mostPictures } from "./picture-vocabulary.ts";

/** The key under which the files of all pictures lie. */
export const picturesKey = "billeder";

/** The key of what is kept of a picture, or of the file of one width. */
export const keyOfPicture = (id: string, width?: number): string =>
  width === undefined ? `${picturesKey}/${id}` : `${picturesKey}/${id}/${width}.webp`;

/**
 * Adds a picture to a text that is being written. It is seen by nobody but its writers before it stands in what is published.
 * @param consentUntil the last day on which it may be shown, `YYYY-MM-DD`; null: without an end
 * @returns its id
 * @throws {DomainError} when the text is not being written, or has as many pictures as it may
 * @throws {NoRoomForFile} when there is no room for its files
 */
export async function addPicture(
  sql: Sql,
  store: FileStore,
  viewer: Viewer,
  caseId: string,
  { width, height, files, consentUntil }: MadePicture & { consentUntil: string | null },
): Promise<string> {
  const id = randomUUID();
  try {
    let bytes = 0;
    for (const file of files) bytes += await store.put(keyOfPicture(id, file.width), file.bytes);
    await transaction(sql, async (tx) => {
      const draft = await lockedDraft(tx, viewer, caseId);
      if (!mayWriteDraft(viewer, draft)) throw notAllowed();
      assertBeingWritten(draft);
      await assertRoom(tx, caseId);
      await insertPicture(tx, { id, caseId, width, height, bytes, consentUntil, madeBy: personOf(viewer).id });
      await recordAudit(tx, viewer, { action: "case.picture_added", ...placeInLog(draft), detail: { consentUntil } });
    });
  } catch (error) {
    // What cannot be removed now is swept up later.
    await store.remove(keyOfPicture(id)).catch(() => {});
    throw error;
  }
  return id;
}

/** @throws {DomainError} when a case has as many pictures as it may */
export async function assertRoom(sql: Sql, caseId: string): Promise<void> {
  if ((await countPictures(sql, caseId)) >= mostPictures) {
    throw new DomainError(
      `Der er allerede ${mostPictures} billeder i teksten og dens ældre versioner, og flere er der ikke plads til.`,
      409,
    );
  }
}
