import { deriveWorkingText } from "#app/domain/cases/derive-working-text.server.ts";
import { DomainError } from "#app/domain/domain-error.ts";
import { type Sql, transaction } from "#db/client.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { findVersionDue, keepVersion } from "#db/queries/cases/versions.ts";

/** Merges the stored updates of a text into its snapshot, and derives its content and words. A text that is no longer written is left alone. */
export async function mergeText(sql: Sql, revisionId: string): Promise<void> {
  try {
    await transaction(sql, (tx) => deriveWorkingText(tx, revisionId));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

/**
 * Keeps a version of a text that has been written in for ten minutes since the last.
 * @returns when the next is due at the earliest, in milliseconds since 1970; null while nobody has written since the last
 */
export async function keepVersionIfDue(sql: Sql, revisionId: string): Promise<number | null> {
  const found = await findVersionDue(sql, revisionId);
  if (!found || found.due.getTime() > Date.now()) return found?.due.getTime() ?? null;
  return transaction(sql, async (tx) => {
    // Somebody may have handed the text over, or kept a version, while the case was waited for.
    await findDraftSubject(tx, found.caseId, { lock: true });
    const still = await findVersionDue(tx, revisionId);
    if (!still || still.due > found.due) return still?.due.getTime() ?? null;
    await deriveWorkingText(tx, revisionId);
    await keepVersion(tx, found.caseId, "pause");
    return null;
  });
}
