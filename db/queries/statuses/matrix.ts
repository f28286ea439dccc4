import type { MatrixRow, PointCell } from "#app/domain/statuses/status-matrix.ts";
import type { ActivityStage, Effect } from "#app/domain/statuses/status-vocabulary.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { danishDay } from "../row-sources.ts";
import { visibleStatus } from "../visible.ts";

/** Which statuses: of a period, real ones or invented ones, about the points of a declaration. */
export interface MatrixWanted {
  /** The declaration's. */
  year: number;
  /** Null: none has been opened. */
  period: string | null;
  demo: boolean;
}

/** The statuses of a period that can be read, with the one that each municipality had before. */
const published = (sql: Sql, { period, demo }: Pick<MatrixWanted, "period" | "demo">) => sql`
  select * from (
    select s.municipality_code, s.period_code, s.published_edition_id as edition_id,
      lag(s.published_edition_id) over earlier as before_id, lag(s.period_code) over earlier as before_period
    from status s
    where s.demo = ${demo} and s.period_code <= ${period} and ${visibleStatus(sql)}
    window earlier as (partition by s.municipality_code order by s.period_code)
  ) every where every.period_code = ${period}`;

/** What editions say of the points of a declaration, a row each: `edition_id`, `number`, `stage`, `effect`, `help`. @param editions a query for their ids */
const said = (sql: Sql, year: number, editions: ReturnType<Sql>) => sql`
  select a.edition_id, split_part(a.subject, ':', 3)::int as number,
    max(a.value) filter (where a.field = 'stage') as stage, max(a.value) filter (where a.field = 'effect') as effect,
    bool_or(a.field = 'help') as help
  from status_answer a
  where a.edition_id in (${editions}) and a.field in ('stage', 'effect', 'help') and a.value <> ''
    and a.subject like ${`point:${year}:%`}
  group by a.edition_id, a.subject`;

/**
 * All 98 in Danish alphabetical order with their status of a period. What each says of the points is for the network alone: names by stage would be
 * read as a league by others, who read each municipality's own words.
 * @param today `YYYY-MM-DD`; decides the regions
 */
export async function readStatusMatrix(
  sql: Sql,
  viewer: Viewer,
  { today, ...wanted }: MatrixWanted & { today: string },
): Promise<MatrixRow[]> {
  return sql<MatrixRow[]>`
    with published as materialized (${published(sql, wanted)}),
    said as materialized (
      ${said(sql, wanted.year, sql`select edition_id from published where ${viewer.network} union all select before_id from published where ${viewer.network} and before_id is not null`)}
    ),
    cell as (
      select p.municipality_code, json_agg(
        json_build_object('number', n.number, 'stage', n.stage, 'effect', n.effect, 'help', n.help, 'before', b.stage) order by n.number
      ) as cells
      from published p
      join said n on n.edition_id = p.edition_id
      left join said b on b.edition_id = p.before_id and b.number = n.number
      group by p.municipality_code
    )
    select k.code, k.slug, k.name, json_build_object('slug', g.slug, 'name', g.name) as region, k.population,
      k.tile_column as "tileColumn", k.tile_row as "tileRow",
      case when p.edition_id is not null then json_build_object(
        'period', p.period_code, 'cutOff', e.cut_off, 'publishedOn', ${danishDay(sql, sql`e.published_at`)}, 'late', e.late,
        'origin', (select e.origin from status_edition e where e.id = p.edition_id), 'before', p.before_period
      ) end as status,
      coalesce(c.cells, '[]') as cells
    from municipality k
    join municipality_region kr on kr.municipality_code = k.code
      and kr.valid_from <= ${today} and (kr.valid_to is null or ${today} < kr.valid_to)
    join region g on g.slug = kr.region_slug
    left join published p on p.municipality_code = k.code
    left join status_edition e on e.id = p.edition_id
    left join cell c on c.municipality_code = k.code
    order by k.name collate danish`;
}

/** How many statuses say the same of a point. */
export interface SaidOfPoint extends Pick<PointCell, "number"> {
  stage: ActivityStage | null;
  effect: Effect | null;
  count: number;
  /** So many of them ask for help with it. */
  help: number;
}

/** The statuses of a period counted, without the names of the municipalities. */
export interface StatusCounts {
  municipalities: number;
  /** Have a published status. */
  published: number;
  /** Ask for help with some point. */
  helped: number;
  said: SaidOfPoint[];
}

/** Counts the statuses of a period by what they say of each point: for everybody, since it names nobody. Points that one says nothing of are not among them. */
export async function countStatuses(sql: Sql, wanted: MatrixWanted): Promise<StatusCounts> {
  const [row] = await sql<StatusCounts[]>`
    with published as materialized (${published(sql, wanted)}),
    said as materialized (${said(sql, wanted.year, sql`select edition_id from published`)})
    select (select count(*)::int from municipality) as municipalities, (select count(*)::int from published) as published,
      (select count(distinct edition_id)::int from said where help) as helped,
      coalesce((
        select json_agg(json_build_object('number', number, 'stage', stage, 'effect', effect, 'count', count, 'help', help) order by number)
        from (
          select number, stage, effect, count(*)::int as count, count(*) filter (where help)::int as help
          from said group by number, stage, effect
        ) alike
      ), '[]') as said`;
  if (!row) throw new Error("nothing was counted");
  return row;
}
