import type { Viewer } from "#app/domain/viewer.ts";
import type { Block } from "#app/papers/blocks.ts";
import type { Sql } from "../../client.ts";
import type { MunicipalityTable, StatusEditionTable, StatusTable } from "../../row-types.ts";
import { danishDay, type Passage, passageOf } from "../row-sources.ts";
import { visibleStatus } from "../visible.ts";
import { indicatorsStillHere, pinsOfEdition, type ShownPin } from "./pins.ts";
import { slugsIn, withoutWithdrawn } from "./readable-blocks.ts";

/** What is asked for: a municipality's status of a period, real or invented. */
export interface StatusWanted {
  /** Slug of the municipality. */
  slug: string;
  /** Code of the period. */
  period: string;
  demo: boolean;
}

/** What stands above the words of an edition. */
export interface StatusHead extends Pick<StatusTable, "demo">, Pick<StatusEditionTable, "origin"> {
  period: StatusTable["periodCode"];
  municipality: Pick<MunicipalityTable, "code" | "slug" | "name" | "fullName">;
  edition: Pick<
    StatusEditionTable,
    "number" | "kind" | "because" | "cutOff" | "metOn" | "body" | "outcome" | "outcomeOn" | "agendaItem" | "late"
  > & {
    /** The day, `YYYY-MM-DD`; null for a draft. */
    publishedOn: string | null;
    /** Where the paper itself stands, of what is told again from one. */
    passage: Passage | null;
  };
}

/** Another edition of the same status, or the one of the status before. */
export interface EditionBefore extends Pick<StatusEditionTable, "id" | "number" | "cutOff"> {
  period: StatusTable["periodCode"];
}

/** An edition as its readers see it. */
export interface StatusPage extends StatusHead {
  /** Of the status. */
  id: StatusTable["id"];
  editionId: StatusEditionTable["id"];
  changedAt: Date;
  blocks: Block[];
  pins: ShownPin[];
  /** Slugs of the indicators in it that can be read now. */
  indicators: string[];
  /** All that are published, the newest first. */
  editions: (Pick<StatusEditionTable, "number" | "kind"> & { on: string })[];
  /** What it is compared with: the newest edition of the status before, or of the meeting before in the same period. */
  before: EditionBefore | null;
}

/** A status at an address, or that it is hidden or removed, with the day, `YYYY-MM-DD`. Null where there is none that readers may know of. */
export type FoundStatus = { state: "here"; item: StatusPage } | { state: "hidden" | "removed"; on: string } | null;

/** The published edition of a number, the newest where none is named. */
export async function findStatus(
  sql: Sql,
  viewer: Viewer,
  { slug, period, demo }: StatusWanted,
  number: number | null = null,
): Promise<FoundStatus> {
  const [row] = await sql<
    (Omit<StatusPage, "pins" | "indicators"> & { hiddenOn: string | null; removedOn: string | null })[]
  >`
    select s.id, s.demo, e.origin, s.period_code as period, ${danishDay(sql, sql`s.hidden_at`)} as "hiddenOn",
      ${danishDay(sql, sql`s.removed_at`)} as "removedOn",
      json_build_object('code', k.code, 'slug', k.slug, 'name', k.name, 'fullName', k.full_name) as municipality,
      json_build_object(
        'number', e.number, 'kind', e.kind, 'because', e.because, 'cutOff', e.cut_off, 'metOn', e.met_on, 'body', e.body,
        'outcome', e.outcome, 'outcomeOn', e.outcome_on, 'agendaItem', e.agenda_item, 'late', e.late,
        'publishedOn', ${danishDay(sql, sql`e.published_at`)}, 'passage', ${passageOf(sql, "e")}
      ) as edition,
      e.id as "editionId", e.published_at as "changedAt", e.blocks,
      coalesce((
        select json_agg(json_build_object('number', o.number, 'kind', o.kind, 'on', ${danishDay(sql, sql`o.published_at`)}) order by o.number desc)
        from status_edition o where o.status_id = s.id and o.state = 'published'
      ), '[]') as editions,
      ${editionBefore(sql)} as before
    from status s
    join municipality k on k.code = s.municipality_code
    left join status_edition e on e.status_id = s.id and e.state = 'published'
      and ${number === null ? sql`e.id = s.published_edition_id` : sql`e.number = ${number}`}
    where k.slug = ${slug} and s.period_code = ${period} and s.demo = ${demo}
      and (${visibleStatus(sql)} or s.hidden_at is not null and s.published_edition_id is not null or s.removed_at is not null)`;
  if (!row) return null;
  const { hiddenOn, removedOn, ...item } = row;
  if (removedOn) return { state: "removed", on: removedOn };
  if (hiddenOn) return { state: "hidden", on: hiddenOn };
  if (!item.editionId) return null;
  const [pins, indicators] = await Promise.all([
    pinsOfEdition(sql, viewer, item.editionId),
    indicatorsStillHere(sql, slugsIn(item.blocks)),
  ]);
  return {
    state: "here",
    item: { ...item, blocks: withoutWithdrawn(item.blocks, pins, indicators), pins, indicators },
  };
}

/** What an edition `e` of `status s` is compared with: corrections of one meeting are compared with what stood before that meeting. */
const editionBefore = (sql: Sql) => sql`(
  select json_build_object('id', b.id, 'number', b.number, 'cutOff', b.cut_off, 'period', o.period_code)
  from status o join status_edition b on b.status_id = o.id and b.state = 'published'
  where o.municipality_code = s.municipality_code and o.demo = s.demo and ${visibleStatus(sql, "o")}
    and (
      o.period_code < s.period_code and b.id = o.published_edition_id
      or o.id = s.id and b.number < (
        select max(m.number) from status_edition m where m.status_id = s.id and m.kind = 'meeting' and m.number <= e.number
      )
    )
  order by o.period_code desc, b.number desc limit 1
)`;

/** The words of a published edition with what they rest on, for one who has been shown the status that it is of or is compared with. */
export async function readEdition(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
): Promise<{ blocks: Block[]; pins: ShownPin[] } | null> {
  const [row] = await sql<{ blocks: Block[] }[]>`
    select e.blocks from status_edition e join status s on s.id = e.status_id
    where e.id = ${editionId} and e.state = 'published' and ${visibleStatus(sql)}`;
  if (!row) return null;
  const [pins, indicators] = await Promise.all([
    pinsOfEdition(sql, viewer, editionId),
    indicatorsStillHere(sql, slugsIn(row.blocks)),
  ]);
  return { blocks: withoutWithdrawn(row.blocks, pins, indicators), pins };
}
