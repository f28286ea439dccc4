import type { Viewer } from "#app/domain/viewer.ts";
import type { Block } from "#app/papers/blocks.ts";
import type { Sql } from "../../client.ts";
import { fitsPlace, type PlaceFilter, type PlaceSort, placeOrder, regionOfPlace } from "../by-place.ts";
import { type PageApart, type Paging, type Picked, pickedColumns, readPicked } from "../paging.ts";
import { danishDay, passageOf } from "../row-sources.ts";
import { visibleStatus } from "../visible.ts";
import type { StatusHead } from "./page.ts";
import { indicatorsStillHere, readPins, type ShownPin } from "./pins.ts";
import { slugsIn, withoutWithdrawn } from "./readable-blocks.ts";

/** Which statuses are wanted; an empty list is no condition. How far anything has come is none. */
export interface StatusFilter extends PlaceFilter {
  /** Codes. */
  period: readonly string[];
}

export type StatusSort = PlaceSort | "newest";

/** The newest edition of a status, with what it rests on. */
export interface StatusRecord extends StatusHead {
  id: string;
  publishedAt: Date;
  blocks: Block[];
  pins: ShownPin[];
}

/**
 * One page of the statuses that a viewer may read, real ones first.
 * @param of.realOnly leaves out invented ones
 * @param of.today `YYYY-MM-DD`; decides which region a municipality belongs to
 */
export async function pageOfStatuses(
  sql: Sql,
  viewer: Viewer,
  of: { filter: StatusFilter; sort: StatusSort; paging: Paging; realOnly: boolean; today: string },
): Promise<PageApart<StatusRecord>> {
  const { period } = of.filter;
  const order = of.sort === "newest" ? sql`e.published_at desc` : sql`${placeOrder(sql, of.sort)}, s.period_code desc`;
  const picked = await sql<Picked[]>`
    select ${pickedColumns(sql, of.paging)} from (
      select s.id, s.demo, row_number() over (order by s.demo, ${order}, s.id) as at
      from status s join status_edition e on e.id = s.published_edition_id
      join municipality k on k.code = s.municipality_code join ${regionOfPlace(sql, of.today)}
      where ${visibleStatus(sql)} and ${fitsPlace(sql, of.filter)} and not (${of.realOnly} and s.demo)
        and (${period.length === 0} or s.period_code = any(${[...period]}))
    ) f`;
  return readPicked(picked, (ids) => readStatuses(sql, viewer, ids));
}

/** The statuses with these ids that a viewer may read, in the order of the ids. @param ids uuids */
export async function readStatuses(sql: Sql, viewer: Viewer, ids: readonly string[]): Promise<StatusRecord[]> {
  const rows = await sql<(Omit<StatusRecord, "pins"> & { editionId: string })[]>`
    select s.id, s.demo, e.origin, s.period_code as period,
      json_build_object('code', k.code, 'slug', k.slug, 'name', k.name, 'fullName', k.full_name) as municipality,
      json_build_object(
        'number', e.number, 'kind', e.kind, 'because', e.because, 'cutOff', e.cut_off, 'metOn', e.met_on, 'body', e.body,
        'outcome', e.outcome, 'outcomeOn', e.outcome_on, 'agendaItem', e.agenda_item, 'late', e.late,
        'publishedOn', ${danishDay(sql, sql`e.published_at`)}, 'passage', ${passageOf(sql, "e")}
      ) as edition,
      e.id as "editionId", e.published_at as "publishedAt", e.blocks
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, at)
    join status s on s.id = wanted.id
    join municipality k on k.code = s.municipality_code
    join status_edition e on e.id = s.published_edition_id
    where ${visibleStatus(sql)}
    order by wanted.at`;
  const editions = rows.map(({ editionId }) => editionId);
  const [pins, indicators] = await Promise.all([
    readPins(sql, viewer, sql`select s.* from status_evidence s where s.edition_id = any(${editions})`),
    indicatorsStillHere(
      sql,
      rows.flatMap(({ blocks }) => slugsIn(blocks)),
    ),
  ]);
  return rows.map(({ editionId: _edition, ...row }) => {
    const named = new Set(row.blocks.flatMap(pinsIn));
    const own = pins.filter(({ id }) => named.has(id));
    return { ...row, blocks: withoutWithdrawn(row.blocks, own, indicators), pins: own };
  });
}

const pinsIn = (block: Block): string[] =>
  block.type === "line" ? [block.pin] : block.type === "figure" || block.type === "sources" ? block.pins : [];
