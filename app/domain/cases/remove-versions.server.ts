import type { Rooms } from "#app/collaboration/rooms.ts";
import { contentToText } from "#app/editor/content.ts";
import { sharedTextOf } from "#app/editor/shared-text.ts";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findWorkingRevision } from "#db/queries/cases/hand-over.ts";
import { findVersion } from "#db/queries/cases/history.ts";
import { deleteUnusedPictures } from "#db/queries/cases/pictures.ts";
import { findFreeSlug, findPublished } from "#db/queries/cases/publication.ts";
import {
  insertWorkingAnew,
  listSlugsOfCase,
  removeSlug,
  removeVersions,
  updatePublishedToWorking,
} from "#db/queries/cases/removal.ts";
import { endExports } from "#db/queries/exports/keeping.ts";
import { findMunicipalityName } from "#db/queries/municipalities.ts";
import { changedMeanwhile, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { slugify } from "../slug.ts";
import type { Viewer } from "../viewer.ts";
import { deriveWorkingText } from "./derive-working-text.server.ts";
import { type DraftSubject, mayRemoveVersions } from "./policy.ts";
import { assertNamesNobody } from "./privacy-policy.ts";
import { slugOf } from "./publish-case.server.ts";
import { readerStanding } from "./reader-vocabulary.ts";
import { assertBeingWritten, lockedDraft, placeInLog } from "./working-draft.server.ts";

/**
 * Removes for good what has stood in a text and stands there no more. The text as it now stands is kept and begins anew, with a working
 * revision and a shared text of its own; all versions, all that was typed on the way and all that was said of them go. What is public is
 * hidden until it is approved anew, and holds the same text meanwhile. Where nobody is writing, the published text is what stands now: it
 * stays as it is, and readers keep it. An address with words that the text has no more is forgotten,
 * and a file with all texts of the municipality that lies ready is taken away.
 * @param asked.revision the working revision, or the published one where nobody is writing, that the form was made for
 * @param asked.reason for the log: no names
 * @returns whether a public page was hidden until it is approved; one that was hidden already stays so then too
 * @throws {DomainError} 409 when the text waits for an answer or is in the bin, or is another by now
 */
export async function removeForGood(
  sql: Sql,
  rooms: Rooms,
  viewer: Viewer,
  caseId: string,
  { revision, reason }: { revision: string; reason: string },
): Promise<{ hidden: boolean }> {
  assertNamesNobody(reason, "reason");
  await rooms.flush(revision);
  return transaction(sql, async (tx) => {
    const draft = await lockedDraft(tx, viewer, caseId);
    if (!mayRemoveVersions(viewer, draft))
      throw notAllowed("Kun kommunens koordinator kan fjerne ældre versioner for altid.");
    if (draft.state !== "published" || draft.binned) assertBeingWritten(draft);
    const working = await findWorkingRevision(tx, caseId);
    const published = await findPublished(tx, caseId);
    if ((working?.id ?? published?.revisionId) !== revision) throw changedMeanwhile();
    const replaced = working ? await beginAnew(tx, viewer, draft) : false;
    const count = (await removeVersions(tx, caseId)) + (replaced ? 1 : 0);
    await endExports(tx, draft.municipality);
    await deleteUnusedPictures(tx, caseId);
    await recordAudit(tx, viewer, {
      action: "case.removed_for_good",
      ...placeInLog(draft),
      detail: { versions: count },
      reason,
    });
    return { hidden: Boolean(working && published) && readerStanding(draft) !== "hidden" };
  });
}

/** Begins what is being written anew, and puts it in the place of what is published. @returns whether a version has gone by that */
async function beginAnew(tx: Sql, viewer: Viewer, { id, municipality }: DraftSubject): Promise<boolean> {
  const working = await findVersion(tx, viewer, id, "working");
  if (!working) throw goneMeanwhile();
  const content = await deriveWorkingText(tx, working.id);
  const text = contentToText(content);
  await insertWorkingAnew(tx, id, working.id, { content, text, snapshot: sharedTextOf(content) });
  const replaced = await updatePublishedToWorking(tx, id);
  const place = await findMunicipalityName(tx, municipality);
  const known = wordsOfAddress([working.title, working.summary, text, working.unit ?? "", place?.name ?? ""]);
  for (const { slug, inUse } of await listSlugsOfCase(tx, id)) {
    if (!holdsOtherWords(slug, known)) continue;
    await removeSlug(tx, id, slug, inUse ? await findFreeSlug(tx, slugOf(working.title)) : null);
  }
  return replaced;
}

const wordsOfAddress = (texts: readonly string[]) => new Set(slugify(texts.join(" ")).split("-"));

/** Whether an address holds a word that the text has not. A number alone tells addresses of the same words apart. */
const holdsOtherWords = (slug: string, known: ReadonlySet<string>): boolean =>
  slug.split("-").some((word) => !known.has(word) && !/^\d$/.test(word));
