import type { PendingQuery, Row } from "postgres";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { stem, type Wanted } from "./danish.ts";
import { kinds } from "./document.ts";
import {
  type Answer,
  audienceOf,
  type Facet,
  type Filter,
  facets,
  type Hit,
  noFacets,
  type Question,
  type SearchEngine,
  type SearchSort,
} from "./engine.ts";

/** Columns of a candidate as arrays of text, by facet. */
const columns: Record<Facet, string> = {
  type: "types",
  setting: "settings",
  level: "levels",
  region: "regions",
  municipality: "municipalities",
  commitment: "commitments",
  method: "methods",
};

/** How much a word weighs in text, an unused class, summary and title. */
const weights = [0.05, 0.1, 0.35, 1];

/** Search on the site's own database: works everywhere, and when nothing else answers. */
export function postgresEngine(sql: Sql): SearchEngine {
  return {
    health: () => ({ engine: "postgres", status: "ok" }),
    close: async () => {},
    async search(viewer: Viewer, question: Question): Promise<Answer> {
      const { filter, page, pageSize, titlesOnly } = question;
      const candidates = candidatesOf(sql, viewer, question);
      const [hits, counts] = await Promise.all([
        sql<(Hit & { total: number })[]>`
          with candidate as (${candidates}), fit as (select * from candidate f where ${fits(sql, filter)})
          select kind, id, (select count(*) from fit)::int as total
          from fit join search_entry e using (kind, id)
          order by ${orderOf(sql, question)}
          limit ${pageSize} offset ${(page - 1) * pageSize}`,
        titlesOnly ? noFacets() : countFacets(sql, candidates, filter),
      ]);
      // A page beyond the last holds nobody who could tell the total.
      const total = hits[0]?.total ?? (page > 1 ? await countFitting(sql, candidates, filter) : 0);
      return { engine: "postgres", hits: hits.map(({ kind, id }) => ({ kind, id })), total, facets: counts };
    },
  };
}

/** What the viewer may find and the words are in, with every facet as an array. */
function candidatesOf(sql: Sql, viewer: Viewer, { wanted, today, titlesOnly = false }: Question) {
  const all = wanted.map((one) => queryOf(one, titlesOnly ? "A" : "")).join(" & ");
  return sql`
    select e.kind, e.id, array[e.kind] as types, e.settings, e.levels, array_remove(array[e.municipality], null) as municipalities,
      array_remove(array[kr.region_slug], null) as regions, e.commitments, e.methods
    from search_entry e
    left join municipality k on k.slug = e.municipality
    left join municipality_region kr on kr.municipality_code = k.code
      and kr.valid_from <= ${today} and (kr.valid_to is null or kr.valid_to > ${today})
    where e.audience && ${audienceOf(viewer)}::text[] and ${all ? sql`e.forms @@ ${all}::tsquery` : sql`true`}`;
}

function orderOf(sql: Sql, { wanted, sort }: Question) {
  const byTitle = sql`e.title collate danish, e.id`;
  const order: Record<SearchSort, () => PendingQuery<Row[]>> = {
    title: () => byTitle,
    newest: () => sql`e.changed_at desc, ${byTitle}`,
    relevance: () => sql`${rankOf(sql, wanted)} e.demo, array_position(${[...kinds]}::text[], e.kind), ${byTitle}`,
  };
  return order[sort]();
}

/** Entries with the very words come before those with words that begin so; guides and places before cases, those before documents. */
function rankOf(sql: Sql, wanted: readonly Wanted[]) {
  const exact = wanted.map(({ alternatives }) => quoted(alternatives[0]?.[0] ?? "")).filter((form) => form !== "''");
  if (exact.length === 0) return sql``;
  const query = exact.join(" | ");
  return sql`ts_rank(${weights}::real[], e.forms, ${query}::tsquery, 1)
    * case e.kind when 'method' then 1.6 when 'municipality' then 1.4 when 'document' then 0.7 else 1 end desc,`;
}

/** Forms are letters and digits alone, so a quote needs no escape; anything else is dropped. */
const quoted = (form: string) => `'${form.replace(/[^\p{L}\p{N}]/gu, "")}'`;

/** One wanted thing as a tsquery. What was typed also counts as the start of a word. @param weight "A" looks in titles alone. */
function queryOf({ typed, alternatives }: Wanted, weight: "" | "A"): string {
  const label = weight && `:${weight}`;
  const rows = alternatives.map((row) => `(${row.map((form) => quoted(form) + label).join(" & ")})`);
  const shortest = weight ? 2 : 3;
  const start = typed.length >= shortest ? [`${quoted(stem(typed))}:*${weight}`, `${quoted(typed)}:*${weight}`] : [];
  return `(${[...rows, ...start].join(" | ")})`;
}

/** The condition on candidate `f` that it fits the filter. @param except the facet that is being counted. */
function fits(sql: Sql, filter: Filter, except?: Facet) {
  let condition = sql`true`;
  for (const facet of facets) {
    if (facet === except || filter[facet].length === 0) continue;
    condition = sql`${condition} and f.${sql(columns[facet])} && ${[...filter[facet]]}::text[]`;
  }
  return condition;
}

async function countFitting(sql: Sql, candidates: PendingQuery<Row[]>, filter: Filter): Promise<number> {
  const [row] = await sql<{ total: number }[]>`
    with candidate as (${candidates}) select count(*)::int as total from candidate f where ${fits(sql, filter)}`;
  return row?.total ?? 0;
}

async function countFacets(sql: Sql, candidates: PendingQuery<Row[]>, filter: Filter): Promise<Answer["facets"]> {
  let counts = sql``;
  for (const [index, facet] of facets.entries()) {
    counts = sql`${counts} ${index ? sql`union all` : sql``}
      select ${facet} as facet, value, count(*)::int as count from candidate f, unnest(f.${sql(columns[facet])}) as value
      where ${fits(sql, filter, facet)} group by value`;
  }
  const rows = await sql<{ facet: Facet; value: string; count: number }[]>`
    with candidate as materialized (${candidates})
    select * from (${counts}) counted order by facet, count desc, value collate "C"`;
  const grouped = noFacets();
  for (const { facet, value, count } of rows) grouped[facet].push({ value, count });
  return grouped;
}
