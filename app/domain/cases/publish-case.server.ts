import type { Sql } from "#db/client.ts";
import { updateAnswer } from "#db/queries/cases/hand-over.ts";
import { findFreeSlug, updateToPublished } from "#db/queries/cases/publication.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { slugify } from "../slug.ts";
import type { DraftSubject } from "./policy.ts";

/** The longest that a title gives an address, in characters. */
const longestSlug = 80;

/** The address that a title gives, at the end of a word. */
export function slugOf(title: string): string {
  const slug = slugify(title);
  if (slug.length <= longestSlug) return slug || "eksempel";
  return slug
    .slice(0, longestSlug + 1)
    .replace(/-[^-]*$/, "")
    .slice(0, longestSlug);
}

/**
 * Publishes a version that has been handed over, and notes the yes. A case gets its address at its first publication and keeps it.
 * @returns the slug
 */
export async function publishVersion(
  tx: Sql,
  approved: {
    draft: DraftSubject;
    title: string;
    revisionId: string;
    by: string;
    words?: string;
    quotes?: readonly string[];
  },
): Promise<string> {
  const { draft, revisionId, by, words = "", quotes = [] } = approved;
  await updateAnswer(tx, revisionId, { answer: "approved", by, words: words || null, quotes });
  const wanted = await findFreeSlug(tx, slugOf(approved.title));
  const slug = await updateToPublished(tx, draft.id, revisionId, wanted);
  await leaveLetter(tx, { kind: "case-published", revision: revisionId });
  return slug;
}
