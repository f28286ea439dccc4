import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type {
  IndicatorChartTable,
  IndicatorChoiceTable,
  IndicatorTable,
  IndicatorValueTable,
} from "../../row-types.ts";
import { fitsPlace, isCommitment, type PlaceFilter, type PlaceSort, placeOrder, regionOfPlace } from "../by-place.ts";
import { type PageApart, type Paging, type Picked, pickedColumns, readPicked } from "../paging.ts";
import { type Passage, passageOf, type RowSource, rowSource } from "../row-sources.ts";
import { visibleIndicator, visibleIndicatorValue } from "../visible.ts";
import { hasValues, type ShownValue, standingValue, valueJson } from "./values.ts";

/** One of the words or names that an indicator's values are given by. */
export type IndicatorChoice = Pick<IndicatorChoiceTable, "code" | "label">;

/** An indicator with its lists and its breaks. */
export interface IndicatorRecord
  extends Pick<
    IndicatorTable,
    | "id"
    | "slug"
    | "demo"
    | "title"
    | "definition"
    | "unit"
    | "decimals"
    | "level"
    | "cadence"
    | "sourceUrl"
    | "countedBy"
    | "privateSchools"
    | "caveat"
    | "direction"
    | "changeSeenBy"
    | "notComparableBecause"
    | "changedAt"
  > {
  /** "tal": it answers with a number, "ord": with a word of its list. */
  answers: "tal" | "ord";
  /** Whose own it is; null: of all, kept by the association. */
  municipality: { code: string; slug: string; name: string } | null;
  /** Who counts, in words. */
  countedFrom: IndicatorTable["source"];
  /** What the definition rests on. */
  source: RowSource | null;
  /** Such as `2025-3`. */
  commitments: string[];
  series: IndicatorChoice[];
  parts: IndicatorChoice[];
  words: IndicatorChoice[];
  /** From these days on, `YYYY-MM-DD`, it is counted in another way. */
  breaks: { onDay: string; because: string }[];
  /** Charts in documents that do not print their values. */
  charts: (Pick<IndicatorChartTable, "demo" | "updatedPrinted" | "note"> & {
    municipality: { code: string; slug: string; name: string };
    passage: Passage;
  })[];
  /** It has real values that the viewer may read. */
  hasValues: boolean;
}

/** Which indicators are wanted; an empty list is no condition. */
export interface IndicatorFilter {
  /** Slugs of those whose own they are. */
  municipality: readonly string[];
  /** Such as `2025-3`. */
  commitment: readonly string[];
  answers: readonly string[];
  direction: readonly string[];
}

export type IndicatorSort = "municipality" | "title" | "newest";

const indicatorOrder = (sql: Sql, sort: IndicatorSort) => {
  if (sort === "newest") return sql`x.changed_at desc`;
  return sort === "title" ? sql`x.title collate danish` : sql`${placeOrder(sql, sort)}, x.title collate danish`;
};

/** One page of the indicators, real ones first; in the order of municipalities, those of all come before. @param of.realOnly leaves out invented ones */
export async function pageOfIndicators(
  sql: Sql,
  viewer: Viewer,
  of: { filter: IndicatorFilter; sort: IndicatorSort; paging: Paging; realOnly: boolean },
): Promise<PageApart<IndicatorRecord>> {
  const { municipality, commitment, answers, direction } = of.filter;
  const some = (list: readonly string[], fits: ReturnType<Sql>) => (list.length === 0 ? sql`true` : fits);
  const picked = await sql<Picked[]>`
    select ${pickedColumns(sql, of.paging)} from (
      select x.id, x.demo, row_number() over (order by x.demo, ${indicatorOrder(sql, of.sort)}, x.id) as at
      from indicator x left join municipality k on k.code = x.municipality_code
      where ${visibleIndicator(sql)} and not (${of.realOnly} and x.demo)
        and ${some(municipality, sql`k.slug = any(${[...municipality]})`)} and ${some(answers, sql`x.answers = any(${[...answers]})`)}
        and ${some(direction, sql`x.direction = any(${[...direction]})`)}
        and ${some(commitment, sql`exists (select from indicator_commitment y where y.indicator_id = x.id and ${isCommitment(sql, "y", commitment)})`)}
    ) f`;
  return readPicked(picked, (ids) => readIndicators(sql, viewer, ids));
}

/** The indicators with these ids, in the order of the ids. @param ids uuids */
export async function readIndicators(sql: Sql, viewer: Viewer, ids: readonly string[]): Promise<IndicatorRecord[]> {
  const choices = (list: "serie" | "del" | "ord") => sql`
    coalesce((
      select json_agg(json_build_object('code', o.code, 'label', o.label) order by o.position)
      from indicator_choice o where o.indicator_id = x.id and o.list = ${list}
    ), '[]')`;
  return sql<IndicatorRecord[]>`
    select x.id, x.slug, x.demo, x.title, x.definition, x.answers, x.unit, x.decimals, x.level, x.cadence, x.source as "countedFrom",
      x.source_url as "sourceUrl", x.counted_by as "countedBy", x.private_schools as "privateSchools", x.caveat, x.direction,
      x.change_seen_by as "changeSeenBy", x.not_comparable_because as "notComparableBecause", x.changed_at as "changedAt",
      case when k.code is not null then json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) end as municipality,
      ${rowSource(sql, "x")} as source,
      array(
        select y.declaration_year || '-' || y.number from indicator_commitment y
        where y.indicator_id = x.id order by y.declaration_year desc, y.number
      ) as commitments,
      ${choices("serie")} as series, ${choices("del")} as parts, ${choices("ord")} as words,
      coalesce((
        select json_agg(json_build_object('onDay', b.on_day, 'because', b.because) order by b.on_day)
        from indicator_break b where b.indicator_id = x.id
      ), '[]') as breaks,
      coalesce((
        select json_agg(json_build_object(
          'demo', h.demo, 'updatedPrinted', h.updated_printed, 'note', h.note, 'passage', ${passageOf(sql, "h")},
          'municipality', json_build_object('code', o.code, 'slug', o.slug, 'name', o.name)
        ) order by h.demo, o.name collate danish)
        from indicator_chart h join municipality o on o.code = h.municipality_code where h.indicator_id = x.id
      ), '[]') as charts,
      ${hasValues(sql, viewer, { demo: false })} as "hasValues"
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, at)
    join indicator x on x.id = wanted.id
    left join municipality k on k.code = x.municipality_code
    where ${visibleIndicator(sql)}
    order by wanted.at`;
}

/** A value with the codes of its place in the indicator's lists. */
export interface ValueRecord {
  value: ShownValue;
  /** Null: of the country. */
  municipality: { code: string; slug: string; name: string } | null;
  seriesCode: IndicatorValueTable["series"];
  partCode: IndicatorValueTable["part"];
}

/** Which values of an indicator are wanted; an empty list is no condition. */
export interface ValueFilter extends PlaceFilter {
  /** Of municipalities, of the country. */
  of: readonly ("municipality" | "country")[];
  /** Codes of the indicator's lists. */
  series: readonly string[];
  part: readonly string[];
  kind: readonly ("measured" | "projected")[];
  /** Of a time that ends on this day or later, `YYYY-MM-DD`; null: of any time. */
  from: string | null;
  /** Of a time that begins before this day; null: of any time. */
  before: string | null;
}

export type ValueSort = PlaceSort | "time";

/**
 * One page of the values of an indicator that a viewer may read, real ones first; the country before municipalities, and those of one
 * place by time, series and part.
 * @param of.id of the indicator, a uuid
 * @param of.asOf the day that they are read as of, `YYYY-MM-DD`; null: as they stand
 * @param of.realOnly leaves out invented ones
 * @param of.today `YYYY-MM-DD`; decides which region a municipality belongs to
 */
export async function pageOfValues(
  sql: Sql,
  viewer: Viewer,
  of: {
    id: string;
    filter: ValueFilter;
    sort: ValueSort;
    paging: Paging;
    asOf: string | null;
    realOnly: boolean;
    today: string;
  },
): Promise<PageApart<ValueRecord>> {
  const { filter, sort } = of;
  const some = (list: readonly unknown[], fits: ReturnType<Sql>) => (list.length === 0 ? sql`true` : fits);
  const time = sql`v.time_from nulls first, v.time_to, v.time_printed`;
  const order =
    sort === "time" ? sql`${time}, ${placeOrder(sql, "municipality")}` : sql`${placeOrder(sql, sort)}, ${time}`;
  const picked = await sql<Picked[]>`
    select ${pickedColumns(sql, of.paging)} from (
      select v.id, v.demo, row_number() over (order by v.demo, ${order}, series.position, part.position, v.id) as at
      from indicator_value v
      join indicator x on x.id = v.indicator_id
      left join municipality k on k.code = v.municipality_code
      left join ${regionOfPlace(sql, of.today)}
      left join indicator_choice series on series.indicator_id = v.indicator_id and series.list = 'serie' and series.code = v.series
      left join indicator_choice part on part.indicator_id = v.indicator_id and part.list = 'del' and part.code = v.part
      where v.indicator_id = ${of.id} and ${visibleIndicator(sql)} and ${standingValue(sql, of.asOf)} and ${visibleIndicatorValue(sql, viewer)}
        and ${fitsPlace(sql, filter)} and not (${of.realOnly} and v.demo)
        and ${some(filter.of, sql`case when v.municipality_code is null then 'country' else 'municipality' end = any(${[...filter.of]})`)}
        and ${some(filter.series, sql`v.series = any(${[...filter.series]})`)} and ${some(filter.part, sql`v.part = any(${[...filter.part]})`)}
        and ${some(filter.kind, sql`case when v.projected then 'projected' else 'measured' end = any(${[...filter.kind]})`)}
        and ${filter.from === null ? sql`true` : sql`v.time_to > ${filter.from}`}
        and ${filter.before === null ? sql`true` : sql`v.time_from < ${filter.before}`}
    ) f`;
  return readPicked(picked, (ids) => readValues(sql, viewer, ids));
}

/** The values with these ids that a viewer may read, in the order of the ids, also such that others took the place of. @param ids uuids */
export async function readValues(sql: Sql, viewer: Viewer, ids: readonly string[]): Promise<ValueRecord[]> {
  return sql<ValueRecord[]>`
    select ${valueJson(sql, "v")} as value, v.series as "seriesCode", v.part as "partCode",
      case when k.code is not null then json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) end as municipality
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, at)
    join indicator_value v on v.id = wanted.id
    join indicator x on x.id = v.indicator_id
    left join municipality k on k.code = v.municipality_code
    where ${visibleIndicator(sql)} and ${visibleIndicatorValue(sql, viewer)}
    order by wanted.at`;
}
