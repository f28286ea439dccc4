import type { PendingQuery, Row } from "postgres";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { audiencesOf } from "#db/queries/visible.ts";
import { stem, type Wanted } from "./danish.ts";
import { kinds } from "./document.ts";
import {
  type Answer,
  type Facet,
  type Filter,
  facets,
  type Hit,
  mayLack,
  noFacets,
  type Question,
  type SearchEngine,
  type SearchSort,
} from "./engine.ts";

/** Columns of a candidate by facet; those that hold several values are arrays. */
const columns: Record<Facet, { name: string; several: boolean }> = {
  type: { name: "kind", several: false },
  setting: { name: "settings", several: true },
  level: { name: "levels", several: true },
  // Counted by their municipalities.
  region: { name: "municipality", several: false },
  municipality: { name: "municipality", several: false },
  commitment: { name: "commitments", several: true },
  method: { name: "methods", several: true },
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
      // One statement, so that what fits the words is looked up and ranked once and counted from there.
      const [answer] = await sql<
        { hits: Hit[]; total: number; counts: { facet: Facet; value: string; count: number }[] }[]
      >`
        with candidate as materialized (${candidatesOf(sql, viewer, question)}),
        here (municipality, region) as materialized (${regionsOf(sql, question.today)}),
        fit as not materialized (select * from candidate f where ${fits(sql, filter)})
        select
          (select count(*) from fit)::int as total,
          array(
            select json_build_object('kind', kind, 'id', id) from fit
            order by ${orderOf(sql, question)} limit ${pageSize} offset ${(page - 1) * pageSize}
          ) as hits,
          array(
            select json_build_object('facet', facet, 'value', value, 'count', count)
            from (${titlesOnly ? nothingCounted(sql) : countsOf(sql, filter)}) counted order by count desc, value collate "C"
          ) as counts`;
      const { hits = [], total = 0, counts = [] } = answer ?? {};
      const grouped = noFacets();
      for (const { facet, value, count } of counts) grouped[facet].push({ value, count });
      return { engine: "postgres", hits, total, facets: grouped };
    },
  };
}

/** What the viewer may find and the words are in, with every facet and how well it fits. */
function candidatesOf(sql: Sql, viewer: Viewer, { wanted, sort, titlesOnly = false }: Question) {
  const least = wanted.length - mayLack(wanted.length);
  const column = titlesOnly ? sql`e.title_forms` : sql`e.forms`;
  const shortest = titlesOnly ? 2 : 3;
  const queries = wanted.map((one) => queryOf(one, shortest));
  const query = queries.join(least < wanted.length ? " | " : " & ");
  let held = sql`0`;
  for (const one of queries) held = sql`${held} + (${column} @@ ${one}::tsquery)::int`;
  const partly = least < wanted.length;
  return sql`
    select e.kind, e.id, e.title, e.demo, e.changed_at, e.settings, e.levels, e.municipality,
      e.commitments, e.methods, ${sort === "relevance" ? rankOf(sql, wanted, titlesOnly) : sql`0`} * ${partly ? sql`(${held})` : sql`1`} as rank
    from search_entry e
    where e.audience && ${audiencesOf(viewer)}::text[] and ${query ? sql`${column} @@ ${query}::tsquery` : sql`true`}
      and ${partly ? sql`${held} >= ${least}` : sql`true`}`;
}

/** Which region each municipality is in on a day. */
const regionsOf = (sql: Sql, today: string) => sql`
  select k.slug, kr.region_slug
  from municipality k
  join municipality_region kr on kr.municipality_code = k.code
    and kr.valid_from <= ${today} and (kr.valid_to is null or kr.valid_to > ${today})`;

function orderOf(sql: Sql, { sort }: Question) {
  const byTitle = sql`title collate danish, id`;
  const order: Record<SearchSort, () => PendingQuery<Row[]>> = {
    title: () => byTitle,
    newest: () => sql`changed_at desc, ${byTitle}`,
    relevance: () => sql`rank desc, demo, array_position(${[...kinds]}::text[], kind), ${byTitle}`,
  };
  return order[sort]();
}

/**
 * Entries with the very words come first, then those with other words for the same or a title that begins so; guides and places before
 * cases, those before documents.
 */
function rankOf(sql: Sql, wanted: readonly Wanted[], titlesOnly: boolean) {
  if (wanted.length === 0) return sql`0`;
  const rank = (column: PendingQuery<Row[]>, query: string) =>
    query ? sql`ts_rank(${weights}::real[], ${column}, ${query}::tsquery, 1)` : sql`0`;
  const exact = wanted.map(({ alternatives }) => quoted(alternatives[0]?.[0] ?? "")).join(" | ");
  const otherwise = wanted.flatMap(({ alternatives }) => alternatives.slice(1).map(rowOf)).join(" | ");
  const begins = wanted.map(({ typed, whole }) => quoted(typed) + (whole ? "" : ":*")).join(" | ");
  const text = titlesOnly ? sql`e.title_forms` : sql`e.forms`;
  return sql`(${rank(text, exact)} + 0.5 * ${rank(text, otherwise)} + ${beginning} * ${rank(sql`e.title_forms`, begins)})
    * case e.kind when 'method' then 1.6 when 'municipality' then 1.4 when 'document' then 0.7 else 1 end`;
}

/** What a title that begins so counts for. A title on its own has the weight of text, so this makes up for it. */
const beginning = 8;

/** Forms are letters and digits alone, so a quote needs no escape; anything else is dropped. */
const quoted = (form: string) => `'${form.replace(/[^\p{L}\p{N}]/gu, "")}'`;

/** Forms that must all be there. */
const rowOf = (row: readonly string[]) => `(${row.map(quoted).join(" & ")})`;

/** One wanted thing as a tsquery. What was typed also counts as the start of a word, from so many letters on. */
function queryOf({ typed, whole, alternatives }: Wanted, shortest: number): string {
  const start = !whole && typed.length >= shortest ? [`${quoted(stem(typed))}:*`, `${quoted(typed)}:*`] : [];
  return `(${[...new Set([...alternatives.map(rowOf), ...start])].join(" | ")})`;
}

/** The condition on candidate `f` that it fits the filter. @param except the facet that is being counted. */
function fits(sql: Sql, filter: Filter, except?: Facet) {
  let condition = sql`true`;
  for (const facet of facets) {
    if (facet === except || filter[facet].length === 0) continue;
    const { name, several } = columns[facet];
    const chosen = sql`${[...filter[facet]]}::text[]`;
    const values =
      facet === "region" ? sql`array(select municipality from here where region = any(${chosen}))` : chosen;
    condition = sql`${condition} and ${several ? sql`f.${sql(name)} && ${values}` : sql`f.${sql(name)} = any(${values})`}`;
  }
  return condition;
}

/** Every value of every facet with how many candidates have it, each facet without its own filter. */
function countsOf(sql: Sql, filter: Filter) {
  let counts = sql``;
  for (const [index, facet] of facets.entries()) {
    const { name, several } = columns[facet];
    const value = several ? sql`unnest(f.${sql(name)})` : sql`f.${sql(name)}`;
    const counted = sql`
      select value, count(*)::int as count
      from (select ${value} as value from candidate f where ${fits(sql, filter, facet)}) one
      where value is not null group by value`;
    const own =
      facet === "region"
        ? sql`region, sum(count)::int from (${counted}) one join here on municipality = value group by region`
        : sql`value, count from (${counted}) one`;
    counts = sql`${counts} ${index ? sql`union all` : sql``} select ${facet} as facet, ${own}`;
  }
  return counts;
}

const nothingCounted = (sql: Sql) => sql`select '' as facet, '' as value, 0 as count where false`;
