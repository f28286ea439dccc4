import type { Sql } from "../client.ts";

/*
 * How lists of what municipalities do, spend and measure are narrowed and ordered: by place, date and title, never by a figure. Each fragment
 * takes `municipality k`, and those about regions `region g`, from `regionOfPlace`.
 */

/** Which municipalities: slugs, and slugs of regions; none means all. */
export interface PlaceFilter {
  municipality: readonly string[];
  region: readonly string[];
}

export const placeSorts = ["municipality", "region", "population"] as const;
export type PlaceSort = (typeof placeSorts)[number];

/** `region g` of `municipality k` on a day, after the word `join`. @param today `YYYY-MM-DD` */
export const regionOfPlace = (sql: Sql, today: string) => sql`
  (municipality_region kr join region g on g.slug = kr.region_slug)
    on kr.municipality_code = k.code and kr.valid_from <= ${today} and (kr.valid_to is null or ${today} < kr.valid_to)`;

/** That a row is of one of the municipalities. */
export const fitsPlace = (sql: Sql, { municipality, region }: PlaceFilter) => sql`(
  ${municipality.length === 0 ? sql`true` : sql`k.slug = any(${[...municipality]})`}
  and ${region.length === 0 ? sql`true` : sql`g.slug = any(${[...region]})`}
)`;

/** That what has `declaration_year` and `number` is one of the commitments, such as `2025-3`; none means all. @param of an alias */
export const isCommitment = (sql: Sql, of: string, commitments: readonly string[]) =>
  sql`(${sql(of)}.declaration_year || '-' || ${sql(of)}.number) = any(${[...commitments]})`;

/** The order of places, as columns; what is of no municipality comes first. */
export const placeOrder = (sql: Sql, sort: PlaceSort) => {
  const name = sql`k.name collate danish nulls first`;
  if (sort === "region") return sql`g.name collate danish nulls first, ${name}`;
  return sort === "population" ? sql`k.population desc nulls first, ${name}` : name;
};
