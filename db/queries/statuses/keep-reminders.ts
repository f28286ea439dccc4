import type { Sql } from "../../client.ts";
import type { StatusReminderTable } from "../../row-types.ts";
import { danishDay } from "../row-sources.ts";

/** Whom a reminder is to, and of what. */
export interface ReminderOf {
  /** The municipality's code. */
  municipality: string;
  period: string;
  demo: boolean;
}

/** How it stands with a municipality's status of a period and what it has been written about it. */
export interface ReminderStanding {
  name: string;
  slug: string;
  /** A status has been sent for approval, or is published. */
  answered: boolean;
  /** It has coordinators to write to. */
  reachable: boolean;
  /** Days, `YYYY-MM-DD`, of the last reminder; null: there is none. */
  sentOn: string | null;
  putOffUntil: StatusReminderTable["putOffUntil"];
  putOffBecause: StatusReminderTable["putOffBecause"];
}

/** How it stands with whom a reminder would be to; until the transaction ends nobody else sends the same. Undefined: there is no such municipality. */
export async function findReminderStanding(
  sql: Sql,
  { municipality, period, demo }: ReminderOf,
): Promise<ReminderStanding | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext(${`status reminder ${municipality} ${period} ${demo}`}))`;
  const [row] = await sql<ReminderStanding[]>`
    select k.name, k.slug, ${isAnswered(sql, { municipality: sql`k.code`, period: sql`${period}`, demo: sql`${demo}` })} as answered,
      exists (
        select from role_grant r join person p on p.id = r.person_id
        where r.municipality_code = k.code and r.role = 'coordinator' and p.demo = ${demo}
      ) as reachable,
      ${danishDay(sql, sql`m.sent_at`)} as "sentOn", m.put_off_until as "putOffUntil", m.put_off_because as "putOffBecause"
    from municipality k
    left join lateral (
      select * from status_reminder m
      where m.municipality_code = k.code and m.period_code = ${period} and m.demo = ${demo} order by m.sent_at desc limit 1
    ) m on true
    where k.code = ${municipality}`;
  return row;
}

/** The condition that a municipality has answered: it has sent a status of the period for approval, or published one. */
const isAnswered = (sql: Sql, of: Record<"municipality" | "period" | "demo", ReturnType<Sql>>) => sql`exists (
  select from status s join status_edition e on e.status_id = s.id
  where s.municipality_code = ${of.municipality} and s.period_code = ${of.period} and s.demo = ${of.demo}
    and e.state in ('submitted', 'approved', 'published')
)`;

/** Writes down that KL has reminded a municipality. @returns its id */
export async function insertReminder(
  sql: Sql,
  { municipality, period, demo, by }: ReminderOf & { by: string },
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into status_reminder (municipality_code, period_code, demo, sent_by) values (${municipality}, ${period}, ${demo}, ${by})
    returning id`;
  if (!row) throw new Error("no reminder was stored");
  return row.id;
}

/** A reminder as far as putting it off goes. */
export interface KeptReminder extends ReminderOf, Pick<StatusReminderTable, "id" | "putOffUntil" | "putOffBecause"> {}

/** A reminder, held until the transaction ends. */
export async function findKeptReminder(sql: Sql, id: string): Promise<KeptReminder | undefined> {
  const [row] = await sql<KeptReminder[]>`
    select id, municipality_code as municipality, period_code as period, demo, put_off_until as "putOffUntil", put_off_because as "putOffBecause"
    from status_reminder where id = ${id} for update`;
  return row;
}

/** Puts a reminder off until a day, for a reason. */
export async function updateReminderPutOff(
  sql: Sql,
  id: string,
  { until, because, by }: { until: string; because: string; by: string },
): Promise<void> {
  await sql`
    update status_reminder set put_off_until = ${until}, put_off_because = ${because}, put_off_by = ${by} where id = ${id}`;
}

/** What a letter with a reminder tells of. */
export interface ReminderForLetter extends ReminderOf {
  slug: string;
  name: string;
}

/** A reminder for its letter; undefined when it has been answered or put off meanwhile. @param today `YYYY-MM-DD` */
export async function findReminderForLetter(
  sql: Sql,
  id: string,
  today: string,
): Promise<ReminderForLetter | undefined> {
  const [row] = await sql<ReminderForLetter[]>`
    select m.municipality_code as municipality, m.period_code as period, m.demo, k.slug, k.name
    from status_reminder m join municipality k on k.code = m.municipality_code
    where m.id = ${id} and (m.put_off_until is null or m.put_off_until <= ${today})
      and not ${isAnswered(sql, { municipality: sql`m.municipality_code`, period: sql`m.period_code`, demo: sql`m.demo` })}`;
  return row;
}
