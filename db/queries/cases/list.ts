import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import {
  type ChosenValues,
  countFacets,
  type FacetColumns,
  type FacetCount,
  type FacetValue,
  fitsFacets,
} from "../../facets.ts";
import { regionsOfMunicipalities } from "../municipalities.ts";
import type { Page } from "../paging.ts";
import { visibleCase, visibleMethod } from "../visible.ts";
import { bestFirst, type CaseCardRow, cardColumns, cardTables } from "./card.ts";

/** What a list of cases can be narrowed by. */
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
export type CaseFilter = ChosenValues<CaseFacet>;

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

/** Where the values of the facets stand in a candidate. */
const columns: FacetColumns<CaseFacet> = {
  setting: { column: "settings", several: true },
  level: { column: "levels", several: true },
  stage: { column: "stage" },
  classLevel: { column: "class_levels", several: true },
  method: { column: "methods", several: true },
  commitment: { column: "commitments", several: true },
  municipality: { column: "municipality" },
  region: { column: "municipality", groups: "region_of" },
};

/** Each visible case with the values of its facets. */
const candidates = (sql: Sql, viewer: Viewer, { realOnly }: Pick<CaseListing, "realOnly">) => sql`
  select c.id, c.demo, r.settings, r.levels, r.stage, r.class_levels::text[] as class_levels, k.slug as municipality,
    array(
      select m.slug from case_method x join method m on m.id = x.method_id where x.revision_id = r.id and ${visibleMethod(sql, viewer)}
    ) as methods,
    array(select x.declaration_year || '-' || x.number from case_commitment x where x.revision_id = r.id) as commitments
  from ${cardTables(sql)}
  where ${visibleCase(sql, viewer)} and not (${realOnly} and c.demo)`;

/** Real ones before invented ones, whatever the order. */
const order = (sql: Sql, sort: CaseSort) => {
  if (sort === "nyeste") return sql`c.demo, c.first_published_at desc, r.title collate danish, c.id`;
  if (sort === "kommune") return sql`c.demo, k.name collate danish, r.title collate danish, c.id`;
  if (sort === "titel") return sql`c.demo, r.title collate danish, c.id`;
  return sql`${bestFirst(sql)}, c.id`;
};

/** One page of the cases that a viewer may read and that fit the filter. */
export async function listCases(
  sql: Sql,
  viewer: Viewer,
  listing: CaseListing,
): Promise<Page<CaseCardRow> & { demoTotal: number }> {
  const { filter, sort, page, pageSize } = listing;
  const rows = await sql<(CaseCardRow & { total: number; demoTotal: number })[]>`
    with candidate as (${candidates(sql, viewer, listing)}),
    region_of as materialized (${regionsOfMunicipalities(sql, listing.today)}),
    fit as (select f.id, f.demo from candidate f where ${fitsFacets(sql, columns, filter)})
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
    with candidate as (${candidates(sql, viewer, listing)}),
    region_of as materialized (${regionsOfMunicipalities(sql, listing.today)})
    select count(*)::int as total, (count(*) filter (where f.demo))::int as "demoTotal"
    from candidate f where ${fitsFacets(sql, columns, listing.filter)}`;
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
 * For every facet the values that occur, each with the numbers of real and of invented cases that would remain; a facet is counted
 * without its own filter, so that a second value of it can be added. Values that are chosen are listed even when nothing remains.
 * Sorted by the label, Danish.
 */
export async function countCaseFacets(sql: Sql, viewer: Viewer, listing: CaseListing): Promise<CaseFacetCounts> {
  const rows = await sql<(FacetCount & { facet: CaseFacet; label: string | null })[]>`
    with candidate as materialized (${candidates(sql, viewer, listing)}),
    region_of as materialized (${regionsOfMunicipalities(sql, listing.today)})
    select * from (
      select facet, value, count, "demoCount", case facet
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
      from (${countFacets(sql, columns, listing.filter, { keepChosen: true })}) counted
    ) labelled
    order by facet, label collate danish, value`;
  const facets = Object.fromEntries(caseFacets.map((facet) => [facet, []])) as unknown as CaseFacetCounts["facets"];
  const unknown: CaseFacetCounts["unknown"] = [];
  for (const { facet, value, label, ...counts } of rows) {
    if (label === null && namedFacets.includes(facet)) unknown.push({ facet, value });
    else facets[facet].push({ value, label: label ?? value, ...counts });
  }
  return { facets, unknown };
}

/** The newest cases, real before invented. @param real leaves out invented ones, for feeds and the like. */
export async function newestCases(
  sql: Sql,
  viewer: Viewer,
  limit: number,
  { real }: { real: boolean },
): Promise<CaseCardRow[]> {
  return sql<CaseCardRow[]>`
    select ${cardColumns(sql)} from ${cardTables(sql)}
    where ${visibleCase(sql, viewer)} and not (${real} and c.demo)
    order by c.demo, c.first_published_at desc, r.title collate danish
    limit ${limit}`;
}
