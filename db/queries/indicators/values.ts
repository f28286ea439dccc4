import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { IndicatorValueTable } from "../../row-types.ts";
import { type PageApart, type Paging, type Picked, pickedColumns, readPicked } from "../paging.ts";
import { danishDay, endOfDanishDay, type RowSource, rowSource } from "../row-sources.ts";
import { visibleIndicatorValue } from "../visible.ts";

/** The time that a value is of. */
export type ValueTime = Pick<IndicatorValueTable, "timeKind" | "timePrinted"> & {
  /** The first day, `YYYY-MM-DD`; null where the time is not told. */
  timeFrom: string | null;
  /** The first day after it. */
  timeTo: string | null;
};

/** What a value answers: a number, a word of the indicator's list, or why there is neither. */
export interface ValueAnswer extends Pick<IndicatorValueTable, "blank" | "printed" | "qualifier"> {
  number: number | null;
  word: string | null;
}

/** A value as readers see it, with the words of its indicator's lists. */
export interface ShownValue
  extends ValueTime,
    ValueAnswer,
    Pick<
      IndicatorValueTable,
      "id" | "demo" | "expected" | "denominator" | "projected" | "pooledYears" | "publishedPrinted" | "updatedPrinted"
    > {
  /** Null: of the country. */
  municipality: { code: string; slug: string; name: string } | null;
  series: string | null;
  part: string | null;
  /** Null: the municipality's own word. */
  source: RowSource | null;
}

const labelOf = (sql: Sql, value: string, list: "serie" | "del" | "ord", column: "series" | "part" | "word") => sql`(
  select o.label from indicator_choice o
  where o.indicator_id = ${sql(value)}.indicator_id and o.list = ${list} and o.code = ${sql(value)}.${sql(column)}
)`;

/** What a value answers, as pairs for `json_build_object`. @param value the alias of `indicator_value` */
const answerPairs = (sql: Sql, value: string) => sql`
  'number', ${sql(value)}.number, 'word', ${labelOf(sql, value, "ord", "word")}, 'blank', ${sql(value)}.blank,
  'printed', ${sql(value)}.printed, 'qualifier', ${sql(value)}.qualifier`;

/** What a value answers as JSON, in the shape of `ValueAnswer`. @param value the alias of `indicator_value` */
export const valueAnswer = (sql: Sql, value: string) => sql`json_build_object(${answerPairs(sql, value)})`;

/** The time and the place in the indicator's lists of a value, as pairs for `json_build_object`. */
const placePairs = (sql: Sql, value: string) => sql`
  'demo', ${sql(value)}.demo, 'series', ${labelOf(sql, value, "serie", "series")}, 'part', ${labelOf(sql, value, "del", "part")},
  'timeKind', ${sql(value)}.time_kind, 'timeFrom', ${sql(value)}.time_from, 'timeTo', ${sql(value)}.time_to,
  'timePrinted', ${sql(value)}.time_printed,
  'municipality', (
    select json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) from municipality k where k.code = ${sql(value)}.municipality_code
  )`;

/** A value as JSON, in the shape of `ShownValue`. @param value the alias of `indicator_value` */
export const valueJson = (sql: Sql, value: string) => sql`
  json_build_object(
    'id', ${sql(value)}.id, ${placePairs(sql, value)}, ${answerPairs(sql, value)}, 'expected', ${sql(value)}.expected,
    'denominator', ${sql(value)}.denominator, 'projected', ${sql(value)}.projected, 'pooledYears', ${sql(value)}.pooled_years,
    'publishedPrinted', ${sql(value)}.published_printed, 'updatedPrinted', ${sql(value)}.updated_printed,
    'source', ${rowSource(sql, value)}
  )`;

/** The condition that an `indicator x` has numbers or words that the viewer may read as they stand, real ones or invented ones. */
export const hasValues = (sql: Sql, viewer: Viewer, { demo }: { demo: boolean }) => sql`exists (
  select from indicator_value v
  where v.indicator_id = x.id and v.demo = ${demo} and v.replaced_at is null and v.blank is null and ${visibleIndicatorValue(sql, viewer)}
)`;

/** The condition that two values are of the same: the later one took the place of the earlier one. @param one,other aliases of `indicator_value` */
export const sameAs = (sql: Sql, one: string, other: string) => sql`(
  ${sql(one)}.indicator_id = ${sql(other)}.indicator_id
  and ${sql(one)}.municipality_code is not distinct from ${sql(other)}.municipality_code
  and ${sql(one)}.series is not distinct from ${sql(other)}.series
  and ${sql(one)}.part is not distinct from ${sql(other)}.part
  and ${sql(one)}.time_from is not distinct from ${sql(other)}.time_from
  and ${sql(one)}.time_to is not distinct from ${sql(other)}.time_to
  and ${sql(one)}.time_printed is not distinct from ${sql(other)}.time_printed
  and ${sql(one)}.demo = ${sql(other)}.demo
)`;

/** That a value was hidden later, since it could be traced to a child: it is in no earlier reading either. @param value the alias of `indicator_value` */
export const valueHiddenLater = (sql: Sql, value: string) => sql`(
  ${sql(value)}.replaced_at is not null and exists (
    select from indicator_value later
    where ${sameAs(sql, "later", value)} and later.blank = 'skjult' and later.recorded_at > ${sql(value)}.recorded_at
  )
)`;

/**
 * Which values are read, of `indicator_value v`.
 * @param asOf the day that they are read as of, `YYYY-MM-DD`; null: as they stand
 */
export const standingValue = (sql: Sql, asOf: string | null) =>
  asOf === null
    ? sql`v.replaced_at is null`
    : sql`(
        greatest(v.recorded_at, v.published_at) < ${endOfDanishDay(sql, asOf)}
        and (v.replaced_at is null or v.replaced_at >= ${endOfDanishDay(sql, asOf)}) and not ${valueHiddenLater(sql, "v")}
      )`;

/** Of which values: the country's, and those of some municipalities. */
export interface ValuesWanted {
  /** Of the indicator. */
  id: string;
  /** Slugs; null: of all. */
  municipalities: readonly string[] | null;
}

const wanted = (sql: Sql, { id, municipalities }: ValuesWanted) =>
  municipalities === null
    ? sql`v.indicator_id = ${id}`
    : sql`(
  v.indicator_id = ${id}
  and (v.municipality_code is null or v.municipality_code = any(array(select code from municipality where slug = any(${[...municipalities]}))))
)`;

/**
 * The values of an indicator for the country and some municipalities, the earliest time first, one without a time before all.
 * @param of.asOf the day that they are read as of, `YYYY-MM-DD`; null: as they stand
 */
export async function valuesOfIndicator(
  sql: Sql,
  viewer: Viewer,
  { asOf, ...of }: ValuesWanted & { asOf: string | null },
): Promise<ShownValue[]> {
  const rows = await sql<{ value: ShownValue }[]>`
    select ${valueJson(sql, "v")} as value
    from indicator_value v
    left join indicator_choice series on series.indicator_id = v.indicator_id and series.list = 'serie' and series.code = v.series
    left join indicator_choice part on part.indicator_id = v.indicator_id and part.list = 'del' and part.code = v.part
    where ${wanted(sql, of)} and ${standingValue(sql, asOf)} and ${visibleIndicatorValue(sql, viewer)}
    order by v.time_from nulls first, v.time_to, v.time_printed, series.position, part.position, v.id`;
  return rows.map(({ value }) => value);
}

/** A value that another took the place of, and why. */
export interface ValueCorrection extends ValueTime {
  id: string;
  demo: boolean;
  /** Null: of the country. */
  municipality: { code: string; slug: string; name: string } | null;
  series: string | null;
  part: string | null;
  /** The day, `YYYY-MM-DD`. */
  on: string;
  because: string;
  /** Null where it is hidden since. */
  was: ValueAnswer | null;
  /** What took its place; null where that is not published for the viewer. */
  became: ValueAnswer | null;
}

/**
 * One page of the corrections of an indicator's values for the country and some municipalities, those of real values first, the newest first.
 * @param of.realOnly leaves out those of invented values
 */
export async function pageOfCorrections(
  sql: Sql,
  viewer: Viewer,
  { paging, realOnly = false, ...of }: ValuesWanted & { paging: Paging; realOnly?: boolean },
): Promise<PageApart<ValueCorrection>> {
  const picked = await sql<Picked[]>`
    select ${pickedColumns(sql, paging)} from (
      select v.id, v.demo, row_number() over (order by v.demo, v.replaced_at desc, v.id) as at
      from indicator_value v
      where ${wanted(sql, of)} and v.replaced_at is not null and not (${realOnly} and v.demo) and ${visibleIndicatorValue(sql, viewer)}
    ) f`;
  return readPicked(picked, (ids) => readCorrections(sql, viewer, ids));
}

/** The corrections of the earlier values with these ids that a viewer may read, in the order of the ids. @param ids uuids */
async function readCorrections(sql: Sql, viewer: Viewer, ids: readonly string[]): Promise<ValueCorrection[]> {
  const rows = await sql<{ correction: ValueCorrection }[]>`
    select json_build_object(
      'id', v.id, ${placePairs(sql, "v")}, 'on', ${danishDay(sql, sql`v.replaced_at`)}, 'because', v.replaced_because,
      'was', case when not ${valueHiddenLater(sql, "v")} then ${valueAnswer(sql, "v")} end,
      'became', (
        select case when not ${valueHiddenLater(sql, "n")} then ${valueAnswer(sql, "n")} end
        from indicator_value n
        where ${sameAs(sql, "n", "v")} and n.recorded_at >= v.replaced_at and n.id <> v.id and ${visibleIndicatorValue(sql, viewer, "n")}
        order by n.recorded_at limit 1
      )
    ) as correction
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, at)
    join indicator_value v on v.id = wanted.id
    where ${visibleIndicatorValue(sql, viewer)}
    order by wanted.at`;
  return rows.map(({ correction }) => correction);
}

/** A municipality that an indicator has values of. */
export interface MeasuredMunicipality {
  slug: string;
  name: string;
  real: boolean;
  invented: boolean;
  /** It has a number or a word that is not invented. */
  answered: boolean;
}

/** The municipalities whose values of an indicator a viewer may read, in Danish alphabetical order. */
export async function municipalitiesOfIndicator(sql: Sql, viewer: Viewer, id: string): Promise<MeasuredMunicipality[]> {
  return sql<MeasuredMunicipality[]>`
    select k.slug, k.name, bool_or(not v.demo) as real, bool_or(v.demo) as invented,
      bool_or(not v.demo and v.blank is null) as answered
    from indicator_value v join municipality k on k.code = v.municipality_code
    where v.indicator_id = ${id} and v.replaced_at is null and ${visibleIndicatorValue(sql, viewer)}
    group by k.slug, k.name
    order by k.name collate danish`;
}
