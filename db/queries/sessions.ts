import type { Acting, Grant } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";
import type { EndedSessionTable, PersonTable, SessionTable } from "../row-types.ts";

/** How long a session lasts, in days: without use, and at the most. */
export const sessionDays = { unused: 14, most: 30 };

/** When a session `s` ends, however much it is used. */
const lastEnd = (sql: Sql) => sql`s.created_at + make_interval(days => ${sessionDays.most})`;

/** A session with its person and all that the person may do. */
export interface SessionRow
  extends Pick<PersonTable, "name" | "email" | "demo">,
    Pick<SessionTable, "secondFactor" | "device" | "expiresAt"> {
  /** Of the person. */
  id: PersonTable["id"];
  introduced: boolean;
  /** It ends then, however much it is used. */
  lastEnd: Date;
  grants: Grant[];
  acting: Acting | null;
}

/** A municipality `k` as links need it. */
const place = (sql: Sql) => sql`json_build_object('code', k.code, 'slug', k.slug, 'name', k.name)`;

/** The session of this id, in one read; also one that is over. */
export async function readSession(sql: Sql, id: string): Promise<SessionRow | undefined> {
  const [row] = await sql<SessionRow[]>`
    select p.id, p.name, p.email, p.demo, p.introduced_at is not null as introduced,
      s.second_factor as "secondFactor", s.device, s.expires_at as "expiresAt", ${lastEnd(sql)} as "lastEnd",
      coalesce((
        select json_agg(json_build_object(
          'role', g.role, 'municipality', case when k.code is not null then ${place(sql)} end, 'unitId', g.unit_id
        ) order by array_position(known_roles(), g.role), k.name collate danish)
        from role_grant g left join municipality k on k.code = g.municipality_code
        where g.person_id = p.id
      ), '[]') as grants,
      (
        select json_build_object('municipality', ${place(sql)}, 'reason', a.reason, 'endsAt', a.ends_at)
        from acting a join municipality k on k.code = a.municipality_code
        where a.session_id = s.id and a.ends_at > now()
      ) as acting
    from session s join person p on p.id = s.person_id
    where s.id = ${id}`;
  if (row?.acting) row.acting.endsAt = new Date(row.acting.endsAt);
  return row;
}

/** Whether a session has been neither ended nor outlived. */
export async function isSessionOpen(sql: Sql, id: string): Promise<boolean> {
  const found = await sql`select from session where id = ${id} and expires_at > now()`;
  return found.count > 0;
}

/**
 * Keeps a new session, unless the person has got a new password or signed out everywhere meanwhile. Such a change that is under way is waited
 * for; one that begins later waits for this, and then ends the session.
 * @param session.deviceGeneration the person's when it was shown who is signing in
 * @returns false when there is no session
 */
export async function storeSession(
  sql: Sql,
  session: {
    id: string;
    personId: string;
    deviceGeneration: number;
    secondFactor: boolean;
    device: string;
    expiresAt: Date;
  },
): Promise<boolean> {
  const { id, personId, deviceGeneration, secondFactor, device, expiresAt } = session;
  const inserted = await sql`
    with same as (select id from person where id = ${personId} and device_generation = ${deviceGeneration} for share)
    insert into session (id, person_id, second_factor, device, expires_at)
    select ${id}, same.id, ${secondFactor}::boolean, ${device}, ${expiresAt}::timestamptz from same`;
  return inserted.count > 0;
}

/** Moves the end of a session that is in use, no further than to its last end. */
export async function setSessionExpiry(sql: Sql, id: string, expiresAt: Date): Promise<void> {
  await sql`update session s set expires_at = least(${expiresAt}, ${lastEnd(sql)}) where s.id = ${id}`;
}

/** Ends one session. */
export async function deleteSession(sql: Sql, id: string): Promise<void> {
  await sql`delete from session where id = ${id}`;
}

/** What has ended a session. */
export type EndedBecause = EndedSessionTable["because"];

/**
 * Ends all sessions of a person.
 * @param options.except one that may go on
 * @param options.because what those who come back with one are told
 */
export async function deleteSessionsOf(
  sql: Sql,
  personId: string,
  options: { except?: string; because?: EndedBecause } = {},
): Promise<void> {
  const { except = "", because = null } = options;
  await sql`
    with ended as (delete from session where person_id = ${personId} and id <> ${except} returning id)
    insert into ended_session (id, because) select id, ${because} from ended where ${because}::text is not null`;
}

/** What has ended a session; undefined for one that there never was, that was left by signing out, or that was ended long ago. */
export async function findEndedBecause(sql: Sql, id: string): Promise<EndedBecause | undefined> {
  const [row] = await sql<{ because: EndedBecause }[]>`select because from ended_session where id = ${id}`;
  return row?.because;
}

/** Days that it is kept why a session was ended. */
export const daysEndedSessionsAreKept = 14;

/** Removes the sessions that are over, and why others were ended when that is long ago. */
export async function deleteExpiredSessions(sql: Sql): Promise<void> {
  await sql`delete from session where expires_at < now()`;
  await sql`delete from ended_session where ended_at < now() - make_interval(days => ${daysEndedSessionsAreKept})`;
}

/** A session as its person sees it. */
export type OwnSession = Pick<SessionTable, "id" | "device" | "createdAt" | "expiresAt"> & Pick<SessionRow, "lastEnd">;

/** A person's open sessions, newest first. */
export async function listSessions(sql: Sql, personId: string): Promise<OwnSession[]> {
  return sql<OwnSession[]>`
    select s.id, s.device, s.created_at as "createdAt", s.expires_at as "expiresAt", ${lastEnd(sql)} as "lastEnd"
    from session s where s.person_id = ${personId} and s.expires_at > now()
    order by s.created_at desc`;
}

/** Whether one of the person's own sessions was ended. */
export async function deleteOwnSession(sql: Sql, personId: string, id: string): Promise<boolean> {
  const deleted = await sql`delete from session where person_id = ${personId} and id = ${id}`;
  return deleted.count > 0;
}
