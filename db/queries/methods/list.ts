import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { visibleCase, visibleMethod } from "../visible.ts";
import { type MethodCardRow, methodColumns } from "./card.ts";

export const methodSorts = ["slags", "titel", "brugt"] as const;
export type MethodSort = (typeof methodSorts)[number];

export interface MethodListing {
  kinds: readonly string[];
  settings: readonly string[];
  levels: readonly string[];
  /** Commitments such as `2025-3`: methods that a real case under it uses, or that the editors link to it. */
  commitments: readonly string[];
  sort: MethodSort;
}

/** The order of a list of methods `m`, `r`, `used`. */
export const methodOrder = (sql: Sql, sort: MethodSort) =>
  ({
    slags: sql`array_position(array['metode', 'program', 'organisering', 'styring', 'tema'], r.kind), r.title collate danish`,
    titel: sql`r.title collate danish`,
    brugt: sql`used.municipalities desc, used.cases desc, r.title collate danish`,
  })[sort];

/** The condition that a method `m`, `r` may be read by the viewer and fits the listing. */
export const methodFits = (sql: Sql, viewer: Viewer, listing: Omit<MethodListing, "sort">) => {
  const { kinds, settings, levels, commitments } = listing;
  return sql`
    ${visibleMethod(sql, viewer)}
    and ${kinds.length ? sql`r.kind = any(${[...kinds]})` : sql`true`}
    and ${settings.length ? sql`r.settings && ${[...settings]}::text[]` : sql`true`}
    and ${levels.length ? sql`r.levels && ${[...levels]}::text[]` : sql`true`}
    and ${
      commitments.length
        ? sql`(exists (
            select from method_commitment y
            where y.revision_id = r.id and y.declaration_year || '-' || y.number = any(${[...commitments]})
          ) or exists (
            select from case_method x
            join case_story c on c.published_revision_id = x.revision_id
            join case_commitment y on y.revision_id = x.revision_id
            where x.method_id = m.id and not c.demo and ${visibleCase(sql, viewer)}
              and y.declaration_year || '-' || y.number = any(${[...commitments]})
          ))`
        : sql`true`
    }`;
};

/** Every method that a viewer may read and that fits the listing, all on one page: there are few. */
export async function listMethods(sql: Sql, viewer: Viewer, listing: MethodListing): Promise<MethodCardRow[]> {
  return sql<MethodCardRow[]>`
    select ${methodColumns(sql, viewer)}
    where ${methodFits(sql, viewer, listing)}
    order by ${methodOrder(sql, listing.sort)}`;
}

/** The methods with these slugs, in the order given; the invisible are left out. */
export async function methodsBySlug(sql: Sql, viewer: Viewer, slugs: readonly string[]): Promise<MethodCardRow[]> {
  return sql<MethodCardRow[]>`
    select ${methodColumns(sql, viewer)}
    where ${visibleMethod(sql, viewer)} and m.slug = any(${[...slugs]})
    order by array_position(${[...slugs]}, m.slug)`;
}
