import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";
import type { ReferenceTable } from "../row-types.ts";
import { titleOfDocument, visibleCase, visibleMethod } from "./visible.ts";

/** A reference and the texts that rest on it. */
export interface ReferenceRow extends Pick<ReferenceTable, "slug" | "title" | "authors" | "year" | "note"> {
  /** Where a document cites it. */
  citedIn: { address: string; title: string };
  citedBy: { kind: "case" | "method"; slug: string; title: string }[];
}

/** Every reference, newest first, with the texts that a viewer may read and that cite it; invented ones are left out. */
export async function listReferences(sql: Sql, viewer: Viewer): Promise<ReferenceRow[]> {
  return sql<ReferenceRow[]>`
    select w.slug, w.title, w.authors, w.year, w.note,
      json_build_object('address', '/dokumenter/' || d.slug || '#' || w.anchor, 'title', ${titleOfDocument(sql)}) as "citedIn",
      coalesce((
      select json_agg(json_build_object('kind', cited.kind, 'slug', cited.slug, 'title', cited.title) order by cited.title collate danish)
      from (
        select 'case' as kind, c.slug, r.title
        from case_citation x
        join case_story c on c.published_revision_id = x.revision_id
        join case_revision r on r.id = x.revision_id
        where x.reference_slug = w.slug and not c.demo and ${visibleCase(sql, viewer)}
        union
        select 'method', m.slug, r.title
        from method_citation x
        join method m on m.published_revision_id = x.revision_id
        join method_revision r on r.id = x.revision_id
        where x.reference_slug = w.slug and ${visibleMethod(sql, viewer)}
      ) cited
    ), '[]') as "citedBy"
    from reference w join document d on d.id = w.document_id
    order by w.year desc, w.title collate danish`;
}
