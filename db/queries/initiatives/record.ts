import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { fitsPlace, isCommitment, type PlaceFilter, type PlaceSort, placeOrder, regionOfPlace } from "../by-place.ts";
import { type PageApart, type Paging, type Picked, pickedColumns, readPicked } from "../paging.ts";
import { visibleInitiative } from "../visible.ts";
import { type InitiativeDetails, initiativeDetails } from "./page.ts";

/** Which initiatives are wanted, by codes and slugs; an empty list is no condition. */
export interface InitiativeFilter extends PlaceFilter {
  /** Such as `2025-3`. */
  commitment: readonly string[];
  setting: readonly string[];
  level: readonly string[];
  kind: readonly string[];
  state: readonly string[];
}

export type InitiativeSort = PlaceSort | "title" | "newest";

const order = (sql: Sql, sort: InitiativeSort) => {
  if (sort === "newest") return sql`i.changed_at desc`;
  return sort === "title" ? sql`i.title collate danish` : sql`${placeOrder(sql, sort)}, i.title collate danish`;
};

/**
 * One page of the initiatives that a viewer may read, real ones first.
 * @param of.realOnly leaves out invented ones
 * @param of.today `YYYY-MM-DD`; decides which region a municipality belongs to
 */
export async function pageOfInitiatives(
  sql: Sql,
  viewer: Viewer,
  of: { filter: InitiativeFilter; sort: InitiativeSort; paging: Paging; realOnly: boolean; today: string },
): Promise<PageApart<InitiativeDetails>> {
  const { commitment, setting, level, kind, state } = of.filter;
  const some = (list: readonly string[], fits: ReturnType<Sql>) => (list.length === 0 ? sql`true` : fits);
  const picked = await sql<Picked[]>`
    select ${pickedColumns(sql, of.paging)} from (
      select i.id, i.demo, row_number() over (order by i.demo, ${order(sql, of.sort)}, i.id) as at
      from initiative i join municipality k on k.code = i.municipality_code join ${regionOfPlace(sql, of.today)}
      where ${visibleInitiative(sql, viewer)} and ${fitsPlace(sql, of.filter)} and not (${of.realOnly} and i.demo)
        and ${some(kind, sql`i.kind = any(${[...kind]})`)} and ${some(state, sql`i.state = any(${[...state]})`)}
        and ${some(setting, sql`i.settings && ${[...setting]}`)} and ${some(level, sql`i.levels && ${[...level]}`)}
        and ${some(commitment, sql`exists (select from initiative_commitment x where x.initiative_id = i.id and ${isCommitment(sql, "x", commitment)})`)}
    ) f`;
  return readPicked(picked, (ids) => readInitiatives(sql, viewer, ids));
}

/** The initiatives with these ids that a viewer may read, in the order of the ids. @param ids uuids */
export async function readInitiatives(sql: Sql, viewer: Viewer, ids: readonly string[]): Promise<InitiativeDetails[]> {
  return sql<InitiativeDetails[]>`
    select ${initiativeDetails(sql, viewer)}
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, at)
    join initiative i on i.id = wanted.id
    join municipality k on k.code = i.municipality_code
    where ${visibleInitiative(sql, viewer)}
    order by wanted.at`;
}
