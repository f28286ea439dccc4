import type { Sql } from "../../client.ts";
import { danishDay } from "../row-sources.ts";
import { visibleStatus } from "../visible.ts";

/** When a municipality has last been heard of, and what KL has written to it about a period. */
export interface HeardOf {
  code: string;
  slug: string;
  name: string;
  region: { slug: string; name: string };
  /** The day that the figures of its newest published status are of, `YYYY-MM-DD`; null: it has never published one. */
  cutOff: string | null;
  /** It has a published status of the period. */
  published: boolean;
  /** It has coordinators to write to, real ones or invented ones as wanted. */
  reachable: boolean;
  /** The last reminder of the period; null: none. Days, `YYYY-MM-DD`. */
  reminder: { sentOn: string; putOffUntil: string | null; putOffBecause: string | null } | null;
}

/**
 * When the municipalities have last been heard of, in Danish alphabetical order. For KL alone: age and silence are nobody else's.
 * @param of.today `YYYY-MM-DD`; decides the regions
 */
export async function listHeardOf(
  sql: Sql,
  { period, demo, today }: { period: string | null; demo: boolean; today: string },
): Promise<HeardOf[]> {
  return sql<HeardOf[]>`
    select k.code, k.slug, k.name, json_build_object('slug', g.slug, 'name', g.name) as region,
      (
        select max(e.cut_off) from status s join status_edition e on e.id = s.published_edition_id
        where s.municipality_code = k.code and s.demo = ${demo} and ${visibleStatus(sql)}
      ) as "cutOff",
      exists (
        select from status s where s.municipality_code = k.code and s.demo = ${demo} and s.period_code = ${period} and ${visibleStatus(sql)}
      ) as published,
      exists (
        select from role_grant r join person p on p.id = r.person_id
        where r.municipality_code = k.code and r.role = 'coordinator' and p.demo = ${demo}
      ) as reachable,
      (
        select json_build_object(
          'sentOn', ${danishDay(sql, sql`m.sent_at`)}, 'putOffUntil', m.put_off_until, 'putOffBecause', m.put_off_because
        )
        from status_reminder m where m.municipality_code = k.code and m.period_code = ${period} and m.demo = ${demo}
        order by m.sent_at desc limit 1
      ) as reminder
    from municipality k
    join municipality_region kr on kr.municipality_code = k.code
      and kr.valid_from <= ${today} and (kr.valid_to is null or ${today} < kr.valid_to)
    join region g on g.slug = kr.region_slug
    order by k.name collate danish`;
}
