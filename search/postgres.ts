import type { PendingQuery, Row } from "postgres";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { countFacets, type FacetColumns, type FacetCount, fitsFacets } from "#db/facets.ts";
import { regionsOfMunicipalities } from "#db/queries/municipalities.ts";
import { audiencesOf } from "#db/queries/visible.ts";
import type { Wanted } from "./danish.ts";
import { kinds } from "./document.ts";
import {
  type Answer,
  type Facet,
  type Hit,
  isTitleAsked,
  mayLack,
  noFacets,
  type Question,
  type SearchEngine,
  type SearchSort,
} from "./engine.ts";
import { stem } from "./words.ts";

/** Where the values of the facets stand in a candidate. */
const columns: FacetColumns<Facet> = {
  type: { column: "kind" },
  setting: { column: "settings", several: true },
  level: { column: "levels", several: true },
  region: { column: "municipality", groups: "region_of" },
  municipality: { column: "municipality" },
  commitment: { column: "commitments", several: true },
  method: { column: "methods", several: true },
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
        {
          hits: Hit[];
          total: number;
          demoTotal: number;
          nearTotal: number;
          counts: (FacetCount & { facet: Facet })[];
        }[]
      >`
        with found as materialized (${foundBy(sql, viewer, question)}),
        candidate as not materialized (select * from found where whole),
        region_of as materialized (${regionsOfMunicipalities(sql, question.today)}),
        fit as not materialized (select * from found f where ${fitsFacets(sql, columns, filter)})
        select
          (select count(*) from fit where whole)::int as total,
          (select count(*) from fit where whole and demo)::int as "demoTotal",
          (select count(*) from fit where not whole)::int as "nearTotal",
          array(
            select json_build_object('kind', kind, 'id', id) from fit
            order by whole desc, ${orderOf(sql, question)} limit ${pageSize} offset ${(page - 1) * pageSize}
          ) as hits,
          array(
            select json_build_object('facet', facet, 'value', value, 'count', count, 'demoCount', "demoCount")
            from (${titlesOnly ? nothingCounted(sql) : countFacets(sql, columns, filter, { keepChosen: false })}) counted
            order by count desc, "demoCount" desc, value collate "C"
          ) as counts`;
      const { hits = [], total = 0, demoTotal = 0, nearTotal = 0, counts = [] } = answer ?? {};
      const grouped = noFacets();
      for (const { facet, ...count } of counts) grouped[facet].push(count);
      return { engine: "postgres", hits, total, demoTotal, nearTotal, facets: grouped };
    },
  };
}

/** What the viewer may find that has the words or most of them, with every facet and how well it fits; `whole` is true of what has them all. */
function foundBy(sql: Sql, viewer: Viewer, { wanted, rarest = null, sort, titlesOnly = false }: Question) {
  const column = titlesOnly ? sql`e.title_forms` : sql`e.forms`;
  const queries = wanted.map((one) => queryOf(one, titlesOnly ? 2 : 3));
  const lacking = rarest === null ? 0 : mayLack(wanted.length, titlesOnly);
  const all = queries.join(" & ");
  let held = sql`0`;
  for (const one of queries) held = sql`${held} + (${column} @@ ${one}::tsquery)::int`;
  const whole = lacking > 0 ? sql`${column} @@ ${all}::tsquery` : sql`true`;
  const words =
    lacking > 0 && rarest !== null
      ? sql`${column} @@ ${queries[rarest] ?? ""}::tsquery and ${held} >= ${wanted.length - lacking}`
      : all
        ? sql`${column} @@ ${all}::tsquery`
        : sql`true`;
  return sql`
    select e.kind, e.id, e.title, e.demo, e.changed_at, e.settings, e.levels, e.municipality, e.commitments, e.methods, ${whole} as whole,
      ${sort === "relevance" ? rankOf(sql, wanted, titlesOnly) : sql`0`} * ${lacking > 0 ? sql`(${held})` : sql`1`} as rank,
      ${isTitleAsked(wanted.length) ? sql`e.title_forms @@ ${all}::tsquery` : sql`false`} as titled
    from search_entry e
    where e.audience && ${audiencesOf(viewer)}::text[] and ${words}`;
}

function orderOf(sql: Sql, { sort }: Question) {
  const byTitle = sql`title collate danish, id`;
  const order: Record<SearchSort, () => PendingQuery<Row[]>> = {
    title: () => sql`demo, ${byTitle}`,
    newest: () => sql`demo, changed_at desc, ${byTitle}`,
    relevance: () => sql`titled desc, demo, rank desc, array_position(${[...kinds]}::text[], kind), ${byTitle}`,
  };
  return order[sort]();
}

/**
 * Entries with the very words come first, then those with other words for the same or a title that begins so; guides and places before
 * cases, those before documents. Initiatives, indicators and sources are short, so their words count for more than they say.
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
    * case e.kind when 'method' then 1.6 when 'municipality' then 1.4 when 'document' then 0.7 when 'initiative' then 0.5 when 'indicator' then 0.5
      when 'status' then 0.5 when 'reference' then 0.3 else 1 end`;
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

const nothingCounted = (sql: Sql) => sql`select '' as facet, '' as value, 0 as count, 0 as "demoCount" where false`;
