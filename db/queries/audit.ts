import type { AuditAction } from "#app/domain/audit/vocabulary.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";
import type { AuditLogTable } from "../row-types.ts";

/** What is written down of a deed. Codes and keys, never names or addresses. */
export interface AuditEntry {
  action: AuditAction;
  /** The municipality that it concerns, which may see it. */
  municipality?: string | null;
  /** The person that it was done to. */
  personId?: string | null;
  /** The thing that it was done to: an address on the site, or a domain. */
  subject?: string | null;
  detail?: Readonly<Record<string, string | number | boolean | null>>;
  reason?: string | null;
}

/** Writes a deed down, in the same transaction. @param by null: the site itself, or the person at its terminal */
export async function recordAudit(sql: Sql, by: Viewer | null, entry: AuditEntry, demo = false): Promise<void> {
  const { action, municipality = null, personId = null, subject = null, detail = {}, reason = null } = entry;
  const person = by?.person;
  const acting = person?.acting != null && person.acting.municipality.code === municipality;
  await sql`
    insert into audit_log (actor_id, by_system, action, municipality_code, person_id, subject, detail, reason, acting, demo)
    values (
      ${person?.id ?? null}, ${by === null}, ${action}, ${municipality}, ${personId}, ${subject}, ${sql.json({ ...detail })},
      ${reason}, ${acting}, ${person?.demo ?? demo}
    )`;
}

/** Counts a sign-in with an address that nobody has: one entry an hour for all of them, which holds no address. */
export async function countUnknownSignIn(sql: Sql): Promise<void> {
  await sql`
    with counted as (
      update audit_log set detail = jsonb_build_object('times', (detail ->> 'times')::integer + 1)
      where id = (
        select id from audit_log where action = 'session.failed_unknown' and happened_at > now() - interval '1 hour'
        order by happened_at desc limit 1
      )
      returning id
    )
    insert into audit_log (action, detail)
    select 'session.failed_unknown', '{"times": 1}' where not exists (select from counted)`;
}

/** Says whom an invitation was to, now that the person has an account. */
export async function nameInvited(sql: Sql, invitation: string, personId: string): Promise<void> {
  await sql`
    update audit_log set person_id = ${personId}, detail = detail - 'invitation' where detail ->> 'invitation' = ${invitation}`;
}

/** A deed as the log shows it. */
export interface AuditRow extends Pick<AuditLogTable, "id" | "happenedAt" | "bySystem" | "reason" | "acting" | "demo"> {
  /** Null: somebody who has left, unless the site did it. */
  actor: string | null;
  action: AuditAction;
  municipality: { slug: string; name: string } | null;
  /** What it was done to, by the name that it has now: a unit, a contact person, somebody who has not answered an invitation; or an address. */
  subject: string | null;
  /** The person that it was done to; null also for one who has left. */
  person: string | null;
  detail: Record<string, string | number | boolean | null>;
}

/** What is wanted of the log. */
export interface AuditQuestion {
  /** One municipality's; null for all. */
  municipality: string | null;
  /** Entries older than the one of this id. */
  before: number | null;
  limit: number;
  /** Deeds of invented people, which they alone see; otherwise those of real people and of the site. */
  demo: boolean;
}

/** The log, newest first. Who may ask is for the policy to say. */
export async function listAudit(sql: Sql, { municipality, before, limit, demo }: AuditQuestion): Promise<AuditRow[]> {
  return sql<AuditRow[]>`
    select l.id, l.happened_at as "happenedAt", a.name as actor, l.by_system as "bySystem", l.action,
      case when k.code is not null then json_build_object('slug', k.slug, 'name', k.name) end as municipality,
      p.name as person, coalesce(u.name, c.name, i.name, l.subject) as subject, l.detail, l.reason, l.acting, l.demo
    from audit_log l
    left join person a on a.id = l.actor_id
    left join person p on p.id = l.person_id
    left join municipality k on k.code = l.municipality_code
    left join unit u on u.id = (l.detail ->> 'unit')::uuid
    left join contact_person c on c.id = (l.detail ->> 'contact')::uuid
    left join invitation i on i.id = (l.detail ->> 'invitation')::uuid
    where (${municipality}::text is null or l.municipality_code = ${municipality})
      and l.demo = ${demo} and (${before}::bigint is null or l.id < ${before})
    order by l.id desc
    limit ${limit}`;
}

/** Deletes what is older than it may be. @returns how many entries */
export async function deleteOldAudit(sql: Sql, days: number): Promise<number> {
  const deleted = await sql`delete from audit_log where happened_at < now() - make_interval(days => ${days})`;
  return deleted.count;
}
