import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { visibleCase, visibleMethod } from "../visible.ts";

/** A text of this site that rests on a place in a document. */
export interface CitedBy {
  anchor: string;
  kind: "case" | "method";
  slug: string;
  title: string;
}

/** The texts that a viewer may read and that rest on places in the document, in the order of the document; invented ones are left out. */
export async function textsCitingDocument(sql: Sql, viewer: Viewer, slug: string): Promise<CitedBy[]> {
  // Asked for in each half, or Postgres would read the citations of all documents first.
  const document = sql`select id from document where slug = ${slug}`;
  return sql<CitedBy[]>`
    select cited.anchor, cited.kind, cited.slug, cited.title
    from (
      select x.document_id, x.anchor, 'case' as kind, c.slug, r.title
      from case_citation x
      join case_story c on c.published_revision_id = x.revision_id
      join case_revision r on r.id = x.revision_id
      where x.document_id = (${document}) and not c.demo and ${visibleCase(sql, viewer)}
      union
      select x.document_id, x.anchor, 'method', m.slug, r.title
      from method_citation x
      join method m on m.published_revision_id = x.revision_id
      join method_revision r on r.id = x.revision_id
      where x.document_id = (${document}) and ${visibleMethod(sql, viewer)}
    ) cited
    join document_anchor a on a.document_id = cited.document_id and a.anchor = cited.anchor
    order by a.position, cited.kind, cited.title collate danish`;
}
