import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { fitsPlace, type PlaceFilter, type PlaceSort, placeOrder, regionOfPlace } from "../by-place.ts";
import { type PageApart, type Paging, type Picked, pickedColumns, readPicked } from "../paging.ts";
import { visibleMandate } from "../visible.ts";
import { mandateColumns, type ShownMandate } from "./mandates.ts";

/** A mandate with whose it is. */
export interface MandateRecord extends ShownMandate {
  municipality: { code: string; slug: string; name: string };
}

/**
 * One page of the follow-ups that municipalities have been asked for, real ones first.
 * @param of.year those with a thematic follow-up in one of these years; none means all
 * @param of.realOnly leaves out invented ones
 * @param of.today `YYYY-MM-DD`; decides which region a municipality belongs to
 */
export async function pageOfMandates(
  sql: Sql,
  viewer: Viewer,
  of: {
    filter: PlaceFilter;
    year: readonly number[];
    sort: PlaceSort;
    paging: Paging;
    realOnly: boolean;
    today: string;
  },
): Promise<PageApart<MandateRecord>> {
  const within = sql`exists (
    select from thematic_follow_up t, unnest(${[...of.year]}::int[]) as year
    where t.mandate_id = m.id and year between left(t.period_from, 4)::int and left(t.period_to, 4)::int
  )`;
  const picked = await sql<Picked[]>`
    select ${pickedColumns(sql, of.paging)} from (
      select m.id, m.demo, row_number() over (order by m.demo, ${placeOrder(sql, of.sort)}, m.title collate danish, m.id) as at
      from mandate m join municipality k on k.code = m.municipality_code join ${regionOfPlace(sql, of.today)}
      where ${visibleMandate(sql, viewer)} and ${fitsPlace(sql, of.filter)} and not (${of.realOnly} and m.demo)
        and ${of.year.length === 0 ? sql`true` : within}
    ) f`;
  return readPicked(picked, (ids) => readMandates(sql, viewer, ids));
}

/** The mandates with these ids that a viewer may read, in the order of the ids. @param ids uuids */
export async function readMandates(sql: Sql, viewer: Viewer, ids: readonly string[]): Promise<MandateRecord[]> {
  return sql<MandateRecord[]>`
    select ${mandateColumns(sql, viewer)}, json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, at)
    join mandate m on m.id = wanted.id
    join municipality k on k.code = m.municipality_code
    where ${visibleMandate(sql, viewer)}
    order by wanted.at`;
}
