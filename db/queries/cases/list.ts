import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { FacetValue, Page } from "../paging.ts";
import { visibleCase, visibleMethod } from "../visible.ts";
import { bestFirst, type CaseCard, cardColumns, cardTables } from "./card.ts";

/** What a list of cases can be narrowed by. Values of one facet are "or", facets between them "and"; an empty one narrows nothing. */
export const caseFacets = [
  "setting",
  "level",
  "stage",
  "classLevel",
  "method",
  "commitment",
  "municipality",
  "region",
] as const;
export type CaseFacet = (typeof caseFacets)[number];

/** Chosen values: codes and slugs; a commitment is `2025-3`, a class level "0" to "10". */
export type CaseFilter = Record<CaseFacet, readonly string[]>;

export const caseSorts = ["erfaring", "nyeste", "kommune", "titel"] as const;
export type CaseSort = (typeof caseSorts)[number];

export interface CaseListing {
  filter: CaseFilter;
  sort: CaseSort;
  page: number;
  pageSize: number;
  /** Leaves out invented cases. */
  realOnly: boolean;
  /** `YYYY-MM-DD`; decides which region a municipality belongs to. */
  today: string;
}

/** Each visible case with its facet values as arrays of text. */
const candidates = (sql: Sql, viewer: Viewer, { today, realOnly }: Pick<CaseListing, "today" | "realOnly">) => sql`
  select c.id, c.demo, r.settings as setting, r.levels as level, array[r.stage] as stage, r.class_levels::text[] as "classLevel",
    array[k.slug] as municipality,
    array(
      select kr.region_slug from municipality_region kr
      where kr.municipality_code = k.code and kr.valid_from <= ${today} and (kr.valid_to is null or ${today} < kr.valid_to)
    ) as region,
    array(
      select m.slug from case_method x join method m on m.id = x.method_id where x.revision_id = r.id and ${visibleMethod(sql, viewer)}
    ) as method,
    array(select x.declaration_year || '-' || x.number from case_commitment x where x.revision_id = r.id) as commitment
  from ${cardTables(sql)}
  where ${visibleCase(sql, viewer)} and not (${realOnly} and c.demo)`;

/** The condition that a candidate `f` fits every facet but `except`. */
function fits(sql: Sql, filter: CaseFilter, except?: CaseFacet) {
  let condition = sql`true`;
  for (const facet of caseFacets) {
    if (facet === except || filter[facet].length === 0) continue;
    condition = sql`${condition} and f.${sql(facet)} && ${[...filter[facet]]}::text[]`;
  }
  return condition;
}

const order = (sql: Sql, sort: CaseSort) => {
  if (sort === "nyeste") return sql`c.first_published_at desc, r.title collate danish, c.id`;
  if (sort === "kommune") return sql`k.name collate danish, r.title collate danish, c.id`;
  if (sort === "titel") return sql`r.title collate danish, c.id`;
  return sql`${bestFirst(sql)}, c.id`;
};

/** One page of the cases that a viewer may read and that fit the filter. */
export async function listCases(
  sql: Sql,
  viewer: Viewer,
  listing: CaseListing,
): Promise<Page<CaseCard> & { demoTotal: number }> {
  const { filter, sort, page, pageSize } = listing;
  const rows = await sql<(CaseCard & { total: number; demoTotal: number })[]>`
    with candidate as (${candidates(sql, viewer, listing)}),
    fit as (select f.id, f.demo from candidate f where ${fits(sql, filter)})
    select ${cardColumns(sql)}, (select count(*) from fit)::int as total, (select count(*) from fit where demo)::int as "demoTotal"
    from fit join ${cardTables(sql)} on c.id = fit.id
    order by ${order(sql, sort)}
    limit ${pageSize} offset ${(page - 1) * pageSize}`;
  const items = rows.map(({ total: _total, demoTotal: _demoTotal, ...card }) => card);
  // A page beyond the last holds nobody who could tell the totals.
  const { total, demoTotal } = rows[0] ?? (await countCases(sql, viewer, listing));
  return { items, total, demoTotal, page, pageSize };
}

async function countCases(sql: Sql, viewer: Viewer, listing: CaseListing) {
  const [counts] = await sql<{ total: number; demoTotal: number }[]>`
    with candidate as (${candidates(sql, viewer, listing)})
    select count(*)::int as total, (count(*) filter (where f.demo))::int as "demoTotal"
    from candidate f where ${fits(sql, listing.filter)}`;
  return counts ?? { total: 0, demoTotal: 0 };
}

/** What `countCaseFacets` gives. */
export interface CaseFacetCounts {
  /** Labels of codes are the codes themselves; the reader's words for them are in the vocabulary. */
  facets: Record<CaseFacet, FacetValue[]>;
  /** Chosen values that name nothing: a municipality, region, method or commitment that does not exist. */
  unknown: { facet: CaseFacet; value: string }[];
}

const namedFacets: readonly CaseFacet[] = ["municipality", "region", "method", "commitment"];

/**
 * For every facet the values that occur, each with the number of cases that would remain; a facet is counted without its own filter,
 * so that a second value of it can be added. Values that are chosen are listed even when nothing remains. Sorted by the label, Danish.
 */
export async function countCaseFacets(sql: Sql, viewer: Viewer, listing: CaseListing): Promise<CaseFacetCounts> {
  let counts = sql``;
  for (const [index, facet] of caseFacets.entries()) {
    counts = sql`${counts} ${index ? sql`union all` : sql``}
      select ${facet} as facet, value, count(*)::int as count
      from candidate f, unnest(f.${sql(facet)}) as value
      where ${fits(sql, listing.filter, facet)}
      group by value
      union
      select ${facet}, value, 0 from unnest(${[...listing.filter[facet]]}::text[]) as value`;
  }
  const rows = await sql<{ facet: CaseFacet; value: string; label: string | null; count: number }[]>`
    with candidate as materialized (${candidates(sql, viewer, listing)}),
    counted as (${counts})
    select * from (
      select facet, value, max(count) as count, case facet
        when 'municipality' then (select name from municipality where slug = value)
        when 'region' then (select name from region where slug = value)
        when 'method' then (
          select mr.title from method m join method_revision mr on mr.id = m.published_revision_id
          where m.slug = value and ${visibleMethod(sql, viewer)}
        )
        when 'commitment' then (
          select p.number || '. ' || p.title from commitment p where p.declaration_year || '-' || p.number = value
        )
      end as label
      from counted
      group by facet, value
    ) labelled
    order by facet, label collate danish, value`;
  const facets = Object.fromEntries(caseFacets.map((facet) => [facet, []])) as unknown as CaseFacetCounts["facets"];
  const unknown: CaseFacetCounts["unknown"] = [];
  for (const { facet, value, label, count } of rows) {
    if (label === null && namedFacets.includes(facet)) unknown.push({ facet, value });
    else facets[facet].push({ value, label: label ?? value, count });
  }
  return { facets, unknown };
}

/** The newest cases. @param real leaves out invented ones, for feeds and the like. */
export async function newestCases(
  sql: Sql,
  viewer: Viewer,
  limit: number,
  { real }: { real: boolean },
): Promise<CaseCard[]> {
  return sql<CaseCard[]>`
    select ${cardColumns(sql)} from ${cardTables(sql)}
    where ${visibleCase(sql, viewer)} and not (${real} and c.demo)
    order by c.first_published_at desc, r.title collate danish
    limit ${limit}`;
}
