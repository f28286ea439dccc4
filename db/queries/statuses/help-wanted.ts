import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { visibleStatus } from "../visible.ts";
import type { MatrixWanted } from "./matrix.ts";

/** What a municipality asks for help with, in its own words. */
export interface HelpWanted {
  municipality: { slug: string; name: string };
  number: number;
  words: string;
}

/** Who asks for help with which point in the statuses of a period, by name and point. For the network: others read it in each status. */
export async function listHelpWanted(
  sql: Sql,
  viewer: Viewer,
  { year, period, demo }: MatrixWanted,
): Promise<HelpWanted[]> {
  return sql<HelpWanted[]>`
    select json_build_object('slug', k.slug, 'name', k.name) as municipality, split_part(a.subject, ':', 3)::int as number, a.value as words
    from status s
    join status_answer a on a.edition_id = s.published_edition_id
    join municipality k on k.code = s.municipality_code
    where ${viewer.network} and s.period_code = ${period} and s.demo = ${demo} and ${visibleStatus(sql)}
      and a.subject like ${`point:${year}:%`} and a.field = 'help' and a.value <> ''
    order by k.name collate danish, number`;
}
