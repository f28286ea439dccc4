import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { IndicatorTable } from "../../row-types.ts";
import { type ShownValue, valueJson } from "../indicators/values.ts";
import { visibleIndicator, visibleIndicatorValue } from "../visible.ts";

/** An indicator of all municipalities that can be drawn on a map. */
export type MappedIndicator = Pick<IndicatorTable, "id" | "slug" | "title" | "unit" | "decimals">;

/** A value that stands for its municipality: of the whole, not of a series or a part. */
const forTheWhole = (sql: Sql) =>
  sql`(v.municipality_code is not null and v.replaced_at is null and v.series is null and v.part is null)`;

/** The indicators of all municipalities that some municipality has a value of, by title. @param of.demo invented values, else real ones */
export async function indicatorsOnMap(
  sql: Sql,
  viewer: Viewer,
  { demo }: { demo: boolean },
): Promise<MappedIndicator[]> {
  return sql<MappedIndicator[]>`
    select x.id, x.slug, x.title, x.unit, x.decimals from indicator x
    where x.municipality_code is null and ${visibleIndicator(sql)} and exists (
      select from indicator_value v
      where v.indicator_id = x.id and v.demo = ${demo} and ${forTheWhole(sql)} and ${visibleIndicatorValue(sql, viewer)}
    )
    order by x.title collate danish`;
}

/** The newest value of an indicator in each municipality that has one, by the municipality's slug. @param of.demo invented values, else real ones */
export async function valuesOnMap(
  sql: Sql,
  viewer: Viewer,
  { id, demo }: { id: string; demo: boolean },
): Promise<ShownValue[]> {
  const rows = await sql<{ value: ShownValue }[]>`
    select ${valueJson(sql, "v")} as value from (
      select distinct on (v.municipality_code) v.* from indicator_value v
      where v.indicator_id = ${id} and v.demo = ${demo} and ${forTheWhole(sql)} and ${visibleIndicatorValue(sql, viewer)}
      order by v.municipality_code, v.time_from desc nulls last, v.id
    ) v`;
  return rows.map(({ value }) => value);
}
