import type { ReferenceCountry, ReferenceKind } from "#app/domain/reference-vocabulary.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";
import type { ReferenceTable } from "../row-types.ts";
import { type Page, type Paging, slice, toPage } from "./paging.ts";
import { titleOfDocument, visibleCase, visibleMethod } from "./visible.ts";

/** A source, with the texts that rest on it. */
export interface ReferenceRow
  extends Pick<
      ReferenceTable,
      "slug" | "title" | "publisher" | "authors" | "year" | "url" | "doi" | "kind" | "country"
    >,
    Pick<ReferenceTable, "who" | "found" | "limits" | "reading" | "note"> {
  /** When we saw it: a month or a day, `YYYY-MM` or `YYYY-MM-DD`; null where nobody has looked it up. */
  readOn: ReferenceTable["readOn"];
  /** The day on which its publisher took it back, `YYYY-MM-DD`. */
  withdrawnOn: ReferenceTable["withdrawnOn"];
  /** The place in a document that cites it, where one does. */
  citedIn: { address: string; title: string } | null;
  /** Texts that cite it. */
  citedBy: { kind: "case" | "method"; slug: string; title: string }[];
  /** The guides that it is about. */
  topics: { slug: string; title: string }[];
  addedAt: Date;
}

/** What a list of sources is narrowed to; values of one sort are "or", and none narrows nothing. */
export interface ReferenceFilter {
  kinds?: readonly ReferenceKind[];
  countries?: readonly ReferenceCountry[];
  /** Slugs of guides. */
  topics?: readonly string[];
}

/** The orders of a list of sources. */
export const referenceSorts = ["nyeste", "titel"] as const;
export type ReferenceSort = (typeof referenceSorts)[number];

const columnsOf = (sql: Sql, viewer: Viewer) => sql`
  w.slug, w.title, w.publisher, w.authors, w.year, w.url, w.doi, w.kind, w.country, w.who, w.found, w.limits, w.reading, w.note,
  w.read_on as "readOn", w.withdrawn_on as "withdrawnOn", w.added_at as "addedAt",
  case when d.id is not null then
    json_build_object('address', '/dokumenter/' || d.slug || '#' || w.anchor, 'title', ${titleOfDocument(sql)}) end as "citedIn",
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
      union
      select 'method', m.slug, r.title
      from law l
      join method_revision r on l.slug = any(r.laws)
      join method m on m.published_revision_id = r.id
      where l.statements @> jsonb_build_array(jsonb_build_object('sources', jsonb_build_array(w.slug))) and ${visibleMethod(sql, viewer)}
    ) cited
  ), '[]') as "citedBy",
  coalesce((
    select json_agg(json_build_object('slug', m.slug, 'title', r.title) order by topic.at)
    from unnest(w.topics) with ordinality as topic (slug, at)
    join method m on m.slug = topic.slug
    join method_revision r on r.id = m.published_revision_id
    where ${visibleMethod(sql, viewer)}
  ), '[]') as topics
  from reference w left join document d on d.id = w.document_id`;

const fits = (sql: Sql, { kinds = [], countries = [], topics = [] }: ReferenceFilter) => sql`(
  ${kinds.length ? sql`w.kind = any(${[...kinds]})` : sql`true`}
  and ${countries.length ? sql`w.country = any(${[...countries]})` : sql`true`}
  and ${topics.length ? sql`w.topics && ${[...topics]}::text[]` : sql`true`}
)`;

const orderOf = (sql: Sql, sort: ReferenceSort) =>
  ({
    nyeste: sql`w.year desc nulls last, w.title collate danish, w.slug`,
    titel: sql`w.title collate danish, w.slug`,
  })[sort];

/** Every source that fits, with the texts that a viewer may read and that cite it; invented ones are left out. */
export async function listReferences(
  sql: Sql,
  viewer: Viewer,
  filter: ReferenceFilter = {},
  sort: ReferenceSort = "nyeste",
): Promise<ReferenceRow[]> {
  return sql<
    ReferenceRow[]
  >`select ${columnsOf(sql, viewer)} where ${fits(sql, filter)} order by ${orderOf(sql, sort)}`;
}

/** One page of the same. */
export async function pageOfReferences(
  sql: Sql,
  viewer: Viewer,
  { filter, sort, paging }: { filter: ReferenceFilter; sort: ReferenceSort; paging: Paging },
): Promise<Page<ReferenceRow>> {
  const rows = await sql<(ReferenceRow & { total: number })[]>`
    select (count(*) over ())::int as total, ${columnsOf(sql, viewer)}
    where ${fits(sql, filter)} order by ${orderOf(sql, sort)} ${slice(sql, paging)}`;
  return toPage(rows, paging, async () => {
    const [counted] = await sql<{ total: number }[]>`
      select count(*)::int as total from reference w where ${fits(sql, filter)}`;
    return counted?.total ?? 0;
  });
}

/** The source at an address, or null. */
export async function findReference(sql: Sql, viewer: Viewer, slug: string): Promise<ReferenceRow | null> {
  const [item] = await sql<ReferenceRow[]>`select ${columnsOf(sql, viewer)} where w.slug = ${slug}`;
  return item ?? null;
}

/** The guides that sources belong to, by their titles. */
export async function listReferenceTopics(sql: Sql, viewer: Viewer): Promise<ReferenceRow["topics"]> {
  return sql<ReferenceRow["topics"]>`
    select m.slug, r.title
    from method m join method_revision r on r.id = m.published_revision_id
    where m.slug in (select unnest(topics) from reference) and ${visibleMethod(sql, viewer)}
    order by r.title collate danish, m.slug`;
}
