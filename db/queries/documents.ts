import type { Place, Viewer } from "#app/domain/viewer.ts";
import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../client.ts";
import type { Found } from "./found.ts";
import { titleOfDocument, visibleCase, visibleDocument, visibleMethod } from "./visible.ts";

/** A policy document as lists show it. */
export interface DocumentCard {
  id: string;
  slug: string;
  title: string;
  publisher: string;
  kind: string;
  /** A year, a month or a day, as precise as it is known. */
  dated: string;
  summary: string;
  municipality: Place | null;
}

/** A text of this site that rests on a place in a document. */
export interface CitedBy {
  anchor: string;
  kind: "case" | "method";
  slug: string;
  title: string;
}

export interface DocumentDetails extends DocumentCard {
  body: string;
  datedNote: string | null;
  omitted: string | null;
  content: Content;
  addedAt: Date;
}

const columns = (sql: Sql) => sql`
  d.id, d.slug, d.title, d.publisher, d.kind, d.dated, d.summary,
  case when k.code is not null then json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) end as municipality`;

export const documentSorts = ["nyeste", "titel", "kommune"] as const;
export type DocumentSort = (typeof documentSorts)[number];

/** The order of a list of documents `d`, `k`. */
export const documentOrder = (sql: Sql, sort: DocumentSort) =>
  ({
    nyeste: sql`d.dated desc, d.title collate danish`,
    titel: sql`d.title collate danish`,
    kommune: sql`k.name collate danish nulls first, d.dated desc`,
  })[sort];

/** The condition that a document `d`, `k` is of one of the publishers; none asked for narrows nothing. */
export const documentFits = (sql: Sql, publishers: readonly string[]) =>
  publishers.length ? sql`coalesce(k.slug, 'kl') = any(${[...publishers]})` : sql`true`;

/** Every document, or those of the publishers asked for: municipality slugs, `kl` for the association. */
export async function listDocuments(
  sql: Sql,
  publishers: readonly string[],
  sort: DocumentSort,
): Promise<DocumentCard[]> {
  return sql<DocumentCard[]>`
    select ${columns(sql)}
    from document d left join municipality k on k.code = d.municipality_code
    where ${documentFits(sql, publishers)} and ${visibleDocument(sql)}
    order by ${documentOrder(sql, sort)}`;
}

/** The document at an address. */
export async function findDocument(sql: Sql, slug: string): Promise<Found<DocumentDetails>> {
  const [found] = await sql<(DocumentDetails & { hidden: boolean })[]>`
    select ${columns(sql)}, not ${visibleDocument(sql)} as hidden, d.body, d.dated_note as "datedNote", d.omitted, d.content, d.added_at as "addedAt"
    from document d left join municipality k on k.code = d.municipality_code
    where d.slug = ${slug}`;
  if (!found) return null;
  const { hidden, ...item } = found;
  return hidden ? { state: "hidden" } : { state: "here", item };
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

/** A reference and the texts that rest on it. */
export interface ReferenceRow {
  slug: string;
  title: string;
  authors: string;
  year: number;
  note: string;
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
