import type { Sql } from "./client.ts";

/** Where the values of a facet stand in the set of candidates. */
export interface FacetColumn {
  column: string;
  /** The column is an array of values. */
  several?: boolean;
  /** The column holds members of groups, such as municipalities of regions, and the groups are the values. Not together with `several`. */
  groups?: string;
}

/**
 * What a list can be narrowed by. The query that these functions are used in has the set as `candidate`, with a column `demo` that is true
 * of what is invented, and each table of `groups` with the columns `member` and `value`; a column that is null or empty has no value.
 */
export type FacetColumns<F extends string> = Readonly<Record<F, FacetColumn>>;

/** Values of one facet are "or", facets between them "and"; a facet without chosen values narrows nothing. */
export type ChosenValues<F extends string> = Readonly<Record<F, readonly string[]>>;

/** A value that a list can be narrowed to, and how many would remain: real and invented ones are never counted together. */
export interface FacetCount {
  value: string;
  /** Real ones alone. */
  count: number;
  /** Invented ones (Demodata). */
  demoCount: number;
}

/** The same with the reader's word for the value. */
export interface FacetValue extends FacetCount {
  label: string;
}

const namesOf = <F extends string>(facets: FacetColumns<F>) => Object.keys(facets) as F[];

/** The condition that candidate `f` fits the chosen values. @param except a facet whose choice does not count */
export function fitsFacets<F extends string>(
  sql: Sql,
  facets: FacetColumns<F>,
  chosen: ChosenValues<F>,
  except?: NoInfer<F>,
) {
  let condition = sql`true`;
  for (const facet of namesOf(facets)) {
    if (facet === except || chosen[facet].length === 0) continue;
    const { column, several, groups } = facets[facet];
    const values = sql`${[...chosen[facet]]}::text[]`;
    const wanted = groups ? sql`array(select g.member from ${sql(groups)} g where g.value = any(${values}))` : values;
    condition = sql`${condition} and f.${sql(column)} ${several ? sql`&& ${wanted}` : sql`= any(${wanted})`}`;
  }
  return condition;
}

/**
 * A query for `facet`, `value`, `count` and `demoCount`: for every value of every facet how many real and how many invented candidates
 * would remain, each facet without its own choice, so that a second value of it can be added.
 * @param options.keepChosen lists chosen values even when nothing remains
 */
export function countFacets<F extends string>(
  sql: Sql,
  facets: FacetColumns<F>,
  chosen: ChosenValues<F>,
  { keepChosen }: { keepChosen: boolean },
) {
  let counts = sql``;
  for (const [index, facet] of namesOf(facets).entries()) {
    const { column, several, groups } = facets[facet];
    let counted = sql`
      select value, (count(*) filter (where not demo))::int as count, (count(*) filter (where demo))::int as "demoCount"
      from (
        select ${several ? sql`unnest(f.${sql(column)})` : sql`f.${sql(column)}`} as value, f.demo
        from candidate f where ${fitsFacets(sql, facets, chosen, facet)}
      ) held
      where value is not null group by value`;
    if (groups)
      counted = sql`
        select g.value, sum(of_member.count)::int as count, sum(of_member."demoCount")::int as "demoCount"
        from (${counted}) of_member join ${sql(groups)} g on g.member = of_member.value group by g.value`;
    if (keepChosen && chosen[facet].length > 0)
      counted = sql`
        select value, max(count) as count, max("demoCount") as "demoCount"
        from (${counted} union all select value, 0, 0 from unnest(${[...chosen[facet]]}::text[]) as value) kept group by value`;
    counts = sql`${counts} ${index ? sql`union all` : sql``} select ${facet} as facet, value, count, "demoCount" from (${counted}) own`;
  }
  return counts;
}
