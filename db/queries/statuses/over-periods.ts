import type { ActivityStage, Effect } from "#app/domain/statuses/status-vocabulary.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { CommitmentTable, MunicipalityTable, StatusEditionTable, StatusTable } from "../../row-types.ts";
import { visibleStatus } from "../visible.ts";

/** A half year with the status that a municipality has published of it. */
export interface ShelfPeriod {
  period: StatusTable["periodCode"];
  /** Null: no status yet. */
  origin: StatusEditionTable["origin"] | null;
}

/** What a status of a half year says of a commitment; nothing where there is no status, or the commitment is not assessed in it. */
export interface PointInPeriod {
  stage: ActivityStage | null;
  effect: Effect | null;
  /** What is asked for. */
  help: string | null;
}

/** A commitment over the half years. */
export interface PointOverPeriods extends Pick<CommitmentTable, "number" | "title"> {
  year: CommitmentTable["declarationYear"];
  /** In the order of the periods. */
  cells: PointInPeriod[];
}

/** What a municipality's statuses have said of the ten commitments. */
export interface OverPeriods {
  /** Those that KL has opened, the oldest first. */
  periods: ShelfPeriod[];
  points: PointOverPeriods[];
}

/**
 * Activity, effect and what is asked for per commitment, over the half years that have been opened. Real and invented statuses are asked for apart.
 * @param _viewer what is published is public
 * @returns null where the municipality has published no status
 */
export async function pointsOverPeriods(
  sql: Sql,
  _viewer: Viewer,
  { code, year, demo }: { code: string; year: number; demo: boolean },
): Promise<OverPeriods | null> {
  const statuses = sql`
    select p.code as period, e.origin, e.id as edition
    from period p
    left join status s on s.period_code = p.code and s.municipality_code = ${code} and s.demo = ${demo} and ${visibleStatus(sql)}
    left join status_edition e on e.id = s.published_edition_id
    where p.opened_at is not null`;
  const periods = await sql<ShelfPeriod[]>`select period, origin from (${statuses}) t order by period`;
  if (periods.every(({ origin }) => origin === null)) return null;
  const points = await sql<PointOverPeriods[]>`
    select c.declaration_year as year, c.number, c.title, json_agg(json_build_object(
        'stage', said.stage, 'effect', said.effect, 'help', said.help
      ) order by t.period) as cells
    from commitment c
    cross join (${statuses}) t
    cross join lateral (
      select max(nullif(a.value, '')) filter (where a.field = 'stage') as stage,
        max(nullif(a.value, '')) filter (where a.field = 'effect') as effect,
        max(nullif(a.value, '')) filter (where a.field = 'help') as help
      from status_answer a
      where a.edition_id = t.edition and a.subject = 'point:' || c.declaration_year || ':' || c.number
    ) said
    where c.declaration_year = ${year}
    group by c.declaration_year, c.number, c.title
    order by c.number`;
  return { periods: [...periods], points: [...points] };
}

/** A municipality whose newest status that speaks of a commitment is of some half year. */
export interface StatusOnCommitment {
  municipality: Pick<MunicipalityTable, "slug" | "name">;
  period: StatusTable["periodCode"];
  origin: StatusEditionTable["origin"];
  /** What is asked for with the commitment. */
  help: string | null;
}

/**
 * The municipalities that say something of a commitment in a status, in Danish alphabetical order; how far they have come is said in the status alone.
 * @param _viewer what is published is public
 */
export async function statusesOfCommitment(
  sql: Sql,
  _viewer: Viewer,
  { year, number }: { year: number; number: number },
  { demo }: { demo: boolean },
): Promise<StatusOnCommitment[]> {
  return sql<StatusOnCommitment[]>`
    select municipality, period, origin, help from (
      select distinct on (k.code) json_build_object('slug', k.slug, 'name', k.name) as municipality, k.name, s.period_code as period, e.origin,
        (
          select nullif(a.value, '') from status_answer a
          where a.edition_id = s.published_edition_id and a.subject = ${`point:${year}:${number}`} and a.field = 'help'
        ) as help
      from status s join status_edition e on e.id = s.published_edition_id join municipality k on k.code = s.municipality_code
      where s.demo = ${demo} and ${visibleStatus(sql)} and exists (
        select from status_answer a
        where a.edition_id = s.published_edition_id and a.subject = ${`point:${year}:${number}`}
          and a.field in ('stage', 'text', 'hard', 'help') and a.value <> ''
      )
      order by k.code, s.period_code desc
    ) said
    order by name collate danish`;
}
