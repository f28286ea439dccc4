import { type Content, contentToText } from "#app/editor/content.ts";
import {
  changeInto,
  contentOfSharedText,
  encodeSharedText,
  openSharedText,
  sharedTextOf,
} from "#app/editor/shared-text.ts";
import { asWritten } from "#app/editor/written.ts";
import type { Sql } from "#db/client.ts";
import {
  findSharedText,
  findWorkingContent,
  insertSharedText,
  insertTextUpdates,
  type StoredText,
  updateMergedText,
} from "#db/queries/cases/shared-text.ts";
import { DomainError } from "../domain-error.ts";

/**
 * Brings the text of a working revision up to what its writers have stored: merges the updates into the snapshot of the shared text, and
 * writes content and words to the revision. Nothing is stored to the text until the transaction ends. What a writer has sent a moment ago may
 * still be on its way: `flush` of the site's rooms first, before the transaction, or it waits for a lock that the transaction holds.
 * @returns the text as it now stands
 * @throws {DomainError} when the revision is no longer written
 */
export async function deriveWorkingText(tx: Sql, revisionId: string): Promise<Content> {
  const stored = await lockText(tx, revisionId);
  const document = openSharedText(stored.snapshot, stored.updates);
  const content = contentOfSharedText(document);
  await updateMergedText(tx, revisionId, {
    snapshot: encodeSharedText(document),
    lastUpdate: stored.lastUpdate,
    content,
    text: contentToText(content),
  });
  document.destroy();
  return content;
}

/**
 * Writes another text over that of a working revision, as one change of one person, which the open editors get like any other once the
 * transaction has ended.
 * @throws {DomainError} when the revision is no longer written
 */
export async function applyAsOneChange(tx: Sql, revisionId: string, personId: string, content: Content): Promise<void> {
  const { snapshot, updates } = await lockText(tx, revisionId);
  const document = openSharedText(snapshot, updates);
  const bytes = changeInto(document, content);
  document.destroy();
  const stored = await insertTextUpdates(tx, [{ revisionId, personId, sessionId: null, bytes }], null);
  if (stored.length === 0) throw notWritten();
  await deriveWorkingText(tx, revisionId);
}

/** The stored text of a revision, which is made from its content where it has none: the seeds store drafts without. */
export async function storedTextOf(sql: Sql, revisionId: string): Promise<StoredText | undefined> {
  const found = await findSharedText(sql, revisionId);
  if (found) return found;
  const content = await findWorkingContent(sql, revisionId);
  if (!content) return undefined;
  await insertSharedText(sql, revisionId, sharedTextOf(asWritten(content)));
  return findSharedText(sql, revisionId);
}

async function lockText(tx: Sql, revisionId: string): Promise<StoredText> {
  const stored = (await storedTextOf(tx, revisionId)) && (await findSharedText(tx, revisionId, { lock: true }));
  if (!stored) throw notWritten();
  return stored;
}

const notWritten = () => new DomainError("Teksten er ikke længere under arbejde. Hent siden igen.", 409);
