import { type Content, picturesIn, withPictures } from "#app/editor/content.ts";
import type { Sql } from "#db/client.ts";
import { listShownPictures } from "#db/queries/cases/pictures.ts";

/** A text of a case as it is shown: without the pictures whose consent has ended, and those that are none of its own. */
export async function withShownPictures(sql: Sql, caseId: string, content: Content): Promise<Content> {
  if (picturesIn(content).length === 0) return content;
  return withPictures(content, new Set(await listShownPictures(sql, caseId)));
}
