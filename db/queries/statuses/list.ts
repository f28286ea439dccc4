import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { MunicipalityTable, StatusEditionTable, StatusTable } from "../../row-types.ts";
import { danishDay } from "../row-sources.ts";
import { visibleStatus } from "../visible.ts";

/** A published status in a list. */
export interface StatusCard extends Pick<StatusTable, "id" | "demo">, Pick<StatusEditionTable, "origin"> {
  period: StatusTable["periodCode"];
  municipality: Pick<MunicipalityTable, "code" | "slug" | "name" | "fullName">;
  /** Of the newest edition. */
  edition: Pick<StatusEditionTable, "id" | "number" | "kind" | "because" | "cutOff" | "metOn" | "body">;
  /** The day of the newest edition, `YYYY-MM-DD`. */
  on: string;
  firstPublishedAt: Date;
  changedAt: Date;
}

/** The address of a status, in SQL. */
export const statusPath = (sql: Sql) =>
  sql`'/kommuner/' || k.slug || '/status/' || s.period_code || case when s.demo then '?demodata=ja' else '' end`;

/** The title of `status s` of `municipality k`, in SQL. */
export const statusTitleInSql = (sql: Sql) =>
  sql`'Status for ' || right(s.period_code, 1) || '. halvår ' || left(s.period_code, 4) || ', ' || k.name`;

/** The words of `status_edition e` that are its own, in SQL: neither the titles of the ten points nor of what it rests on. */
export const statusWordsInSql = (sql: Sql) => sql`coalesce((
  select string_agg(coalesce(b ->> 'text', b ->> 'said'), E'\\n\\n' order by at)
  from jsonb_array_elements(e.blocks) with ordinality as blocks (b, at)
  where b ->> 'type' = 'text' or b ->> 'type' = 'line' and b ->> 'under' = 'false' or b ->> 'type' = 'heading' and b ->> 'level' <> '2'
), '')`;

/** The published statuses of a municipality, the newest period first. @param _viewer all of them are public */
export async function statusesOfMunicipality(
  sql: Sql,
  _viewer: Viewer,
  { code, demo }: { code: string; demo: boolean },
): Promise<StatusCard[]> {
  return sql<StatusCard[]>`
    select s.id, s.demo, e.origin, s.period_code as period,
      json_build_object('code', k.code, 'slug', k.slug, 'name', k.name, 'fullName', k.full_name) as municipality,
      json_build_object(
        'id', e.id, 'number', e.number, 'kind', e.kind, 'because', e.because, 'cutOff', e.cut_off, 'metOn', e.met_on, 'body', e.body
      ) as edition,
      ${danishDay(sql, sql`e.published_at`)} as on,
      (select min(f.published_at) from status_edition f where f.status_id = s.id) as "firstPublishedAt", e.published_at as "changedAt"
    from status s
    join municipality k on k.code = s.municipality_code
    join status_edition e on e.id = s.published_edition_id
    where s.municipality_code = ${code} and s.demo = ${demo} and ${visibleStatus(sql)}
    order by s.period_code desc`;
}
