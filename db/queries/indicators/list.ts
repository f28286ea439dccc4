import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { CommitmentTable, IndicatorTable } from "../../row-types.ts";
import { type Head, type Page, type Paging, slice, toHead, toPage } from "../paging.ts";
import { type Passage, passageOf } from "../row-sources.ts";
import { visibleIndicator, visibleIndicatorValue } from "../visible.ts";
import { hasValues, type ShownValue, valueJson } from "./values.ts";

/** An indicator as the list shows it. */
export interface IndicatorCard
  extends Pick<IndicatorTable, "id" | "slug" | "demo" | "title" | "definition" | "unit" | "direction"> {
  /** Whose own it is; null: of all. */
  municipality: { slug: string; name: string } | null;
  commitments: ({ year: number } & Pick<CommitmentTable, "number" | "title">)[];
  /** It has values that are real, values that are invented, a chart whose values are not printed. */
  hasValues: boolean;
  hasInvented: boolean;
  hasChart: boolean;
}

/** The indicators, those of all first, then the municipalities' own by municipality and title. @param of.municipality the slug of one whose own alone are wanted */
export async function listIndicators(
  sql: Sql,
  viewer: Viewer,
  { municipality, ...paging }: Paging & { municipality: string | null },
): Promise<Page<IndicatorCard>> {
  const those = sql`
    from indicator x left join municipality k on k.code = x.municipality_code
    where ${visibleIndicator(sql)} and (${municipality}::text is null or k.slug = ${municipality})`;
  const order = sql`order by x.demo, k.name collate danish nulls first, x.title collate danish`;
  // The page is cut first, so that only what is on it is looked up.
  const rows = await sql<(IndicatorCard & { total: number })[]>`
    select x.id, x.slug, x.demo, x.title, x.definition, x.unit, x.direction, x.total,
      case when k.code is not null then json_build_object('slug', k.slug, 'name', k.name) end as municipality,
      coalesce((
        select json_agg(json_build_object('year', y.declaration_year, 'number', y.number, 'title', p.title)
          order by y.declaration_year desc, y.number)
        from indicator_commitment y
        join commitment p on p.declaration_year = y.declaration_year and p.number = y.number
        where y.indicator_id = x.id
      ), '[]') as commitments,
      ${hasValues(sql, viewer, { demo: false })} as "hasValues", ${hasValues(sql, viewer, { demo: true })} as "hasInvented",
      exists (select from indicator_chart g where g.indicator_id = x.id and not g.demo) as "hasChart"
    from (select x.*, count(*) over ()::int as total ${those} ${order} ${slice(sql, paging)}) x
    left join municipality k on k.code = x.municipality_code
    ${order}`;
  return toPage(rows, paging, async () => {
    const [counted] = await sql<{ total: number }[]>`select count(*)::int as total ${those}`;
    return counted?.total ?? 0;
  });
}

/** A value of a municipality beside the country's of the same time, where that is known. */
export interface ValueBeside {
  own: Omit<ShownValue, "municipality"> & { municipality: { code: string; slug: string; name: string } };
  country:
    | (Omit<ShownValue, "municipality" | "timeFrom" | "timeTo"> & {
        municipality: null;
        timeFrom: string;
        timeTo: string;
      })
    | null;
}

/** An indicator with what is newest of a municipality. */
export interface MunicipalityIndicator
  extends Pick<
    IndicatorTable,
    "id" | "slug" | "demo" | "title" | "unit" | "decimals" | "direction" | "changeSeenBy" | "notComparableBecause"
  > {
  /** A chart in its document whose values are not printed. */
  chart: { updatedPrinted: string | null; passage: Passage } | null;
  /** The newest of each series and part, measured and projected. */
  values: ValueBeside[];
}

/** The indicators that are a municipality's own or have a value or a chart of it, by title. @param code its official code */
export async function indicatorsOfMunicipality(
  sql: Sql,
  viewer: Viewer,
  code: string,
  limit: number,
): Promise<Head<MunicipalityIndicator>> {
  const rows = await sql<(MunicipalityIndicator & { total: number })[]>`
    select count(*) over ()::int as total, x.id, x.slug, x.demo, x.title, x.unit, x.decimals, x.direction, x.change_seen_by as "changeSeenBy",
      x.not_comparable_because as "notComparableBecause",
      (
        select json_build_object('updatedPrinted', g.updated_printed, 'passage', ${passageOf(sql, "g")})
        from indicator_chart g where g.indicator_id = x.id and g.municipality_code = ${code} and not g.demo
      ) as chart,
      coalesce((
        select json_agg(json_build_object(
          'own', ${valueJson(sql, "n")},
          'country', (
            select ${valueJson(sql, "c")} from indicator_value c
            where c.indicator_id = n.indicator_id and c.municipality_code is null and c.replaced_at is null and c.demo = n.demo
              and c.series is not distinct from n.series and c.part is not distinct from n.part
              and c.time_from = n.time_from and c.time_to = n.time_to and ${visibleIndicatorValue(sql, viewer, "c")}
            limit 1
          )
        ) order by n.demo, n.projected, series.position, part.position)
        from (
          select distinct on (v.demo, v.series, v.part, v.projected) v.*
          from indicator_value v
          where v.indicator_id = x.id and v.municipality_code = ${code} and v.replaced_at is null and ${visibleIndicatorValue(sql, viewer)}
          order by v.demo, v.series, v.part, v.projected, v.time_from desc nulls last, v.id
        ) n
        left join indicator_choice series on series.indicator_id = n.indicator_id and series.list = 'serie' and series.code = n.series
        left join indicator_choice part on part.indicator_id = n.indicator_id and part.list = 'del' and part.code = n.part
      ), '[]') as values
    from indicator x
    where ${visibleIndicator(sql)} and x.id = any(array(
      select id from indicator where municipality_code = ${code}
      union select indicator_id from indicator_chart where municipality_code = ${code}
      union select v.indicator_id from indicator_value v
      where v.municipality_code = ${code} and v.replaced_at is null and ${visibleIndicatorValue(sql, viewer)}
    ))
    order by x.demo, x.title collate danish
    limit ${limit}`;
  return toHead(rows);
}
