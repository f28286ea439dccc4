import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";

/** What is stored of a shared text: how it was when it was last merged, and what has been written since. */
export interface StoredText {
  snapshot: Uint8Array;
  /** In the order in which they were stored. */
  updates: Uint8Array[];
  /** The id of the last of them; 0 when there are none. */
  lastUpdate: number;
}

/**
 * The stored shared text of a working revision; undefined when there is none.
 * @param options.lock until the transaction ends, so that nothing is stored to it meanwhile
 */
export async function findSharedText(
  sql: Sql,
  revisionId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<StoredText | undefined> {
  // Locked first and read by a statement of its own: that one sees what was stored while the lock was waited for.
  if (lock) await sql`select from shared_text where revision_id = ${revisionId} for update`;
  const [found] = await sql<{ snapshot: Uint8Array; updates: string[]; lastUpdate: number }[]>`
    select s.snapshot,
      array(select encode(bytes, 'hex') from text_update u where u.revision_id = s.revision_id order by id) as updates,
      coalesce((select max(id) from text_update u where u.revision_id = s.revision_id), 0) as "lastUpdate"
    from shared_text s where s.revision_id = ${revisionId}`;
  return found && { ...found, updates: found.updates.map((hex) => Buffer.from(hex, "hex")) };
}

/** The stored updates of a text with these ids; undefined when one of them is no longer there, for it has been merged into the snapshot. */
export async function listTextUpdates(
  sql: Sql,
  revisionId: string,
  ids: readonly number[],
): Promise<Uint8Array[] | undefined> {
  const found = await sql<{ bytes: Uint8Array }[]>`
    select bytes from text_update where id = any(${ids as number[]}) and revision_id = ${revisionId} order by id`;
  return found.length === ids.length ? found.map(({ bytes }) => bytes) : undefined;
}

/** The id of the case whose working revision this is; undefined when it is no longer one. @param revisionId a uuid */
export async function findCaseOfText(sql: Sql, revisionId: string): Promise<string | undefined> {
  const [found] = await sql<{ id: string }[]>`select id from case_story where working_revision_id = ${revisionId}`;
  return found?.id;
}

/** The text of a revision that is being written, as it was last derived; undefined when the revision is no longer one. */
export async function findWorkingContent(sql: Sql, revisionId: string): Promise<Content | undefined> {
  const [found] = await sql<{ content: Content }[]>`
    select content from case_revision where id = ${revisionId} and state = 'working'`;
  return found?.content;
}

/** Gives a revision its shared text, unless it has one. */
export async function insertSharedText(sql: Sql, revisionId: string, snapshot: Uint8Array): Promise<void> {
  await sql`
    insert into shared_text (revision_id, snapshot) values (${revisionId}, ${Buffer.from(snapshot)}) on conflict do nothing`;
}

/** Merges a text that is locked: what was stored up to an update now lies in the snapshot, and in the revision as content and words. */
export async function updateMergedText(
  tx: Sql,
  revisionId: string,
  merged: { snapshot: Uint8Array; lastUpdate: number; content: Content; text: string },
): Promise<void> {
  const { snapshot, lastUpdate, content, text } = merged;
  await tx`update shared_text set snapshot = ${Buffer.from(snapshot)} where revision_id = ${revisionId}`;
  await tx`delete from text_update where revision_id = ${revisionId} and id <= ${lastUpdate}`;
  await tx`
    update case_revision set content = ${tx.json(content as never)}, text = ${text} where id = ${revisionId} and state = 'working'`;
}

/** What somebody has written in a text, on its way to the database. */
export interface WrittenUpdate {
  revisionId: string;
  personId: string;
  /** The session that it was written in; null when a verb writes for the person. */
  sessionId: string | null;
  bytes: Uint8Array;
}

/** The most bytes of a text that are told along with their ids: a message of the database takes less than 8,000 in all. */
const mostToldBytes = 4_000;

/**
 * Stores what was written, all texts in one statement: all that is given of a text or nothing. Nothing is stored of a text that is no longer
 * written (handed over, in the bin, another revision), nor of one where a session has ended or lost the role that opens the text. What a
 * transaction has locked is left out too, so that one text never keeps the others waiting: give it again. Who wrote is kept with the revision.
 * Every process is told the ids of what is stored, and what is short is told along.
 * @param teller the process that has them already; null when all are to learn them
 * @returns the ids of the revisions whose updates are stored
 */
export async function insertTextUpdates(
  sql: Sql,
  updates: readonly WrittenUpdate[],
  teller: string | null,
): Promise<string[]> {
  const stored = await sql<{ id: string }[]>`
    with given as (${given(sql, updates)}), open as (
      select c.working_revision_id as id from case_story c
      where c.working_revision_id in (select revision_id from given) and ${isWritten(sql)}
        and not exists (select from given g where g.revision_id = c.working_revision_id and not ${mayStillWrite(sql)})
        and exists (select from shared_text s where s.revision_id = c.working_revision_id)
      for share of c skip locked
    ), stored as (
      insert into text_update (revision_id, person_id, bytes)
      select g.revision_id, p.id, g.bytes
      from given g join open o on o.id = g.revision_id left join person p on p.id = g.person_id
      order by g.position
      returning id, revision_id, bytes
    ), told as (
      select s.revision_id, json_agg(s.id order by s.id) as ids,
        case when sum(length(s.bytes)) <= ${mostToldBytes} then json_agg(encode(s.bytes, 'base64') order by s.id) end as bytes
      from stored s group by s.revision_id
    ), writers as (
      insert into case_revision_author (revision_id, person_id)
      select distinct g.revision_id, p.id
      from given g join open o on o.id = g.revision_id join person p on p.id = g.person_id
      order by 1, 2
      on conflict (revision_id, person_id) do update set last_wrote_at = excluded.last_wrote_at
    )
    select t.revision_id as id, pg_notify('writing', json_build_object(
      'text', t.revision_id, 'teller', ${teller}::text, 'updates', t.ids, 'bytes', t.bytes
    )::text)
    from told t`;
  return stored.map(({ id }) => id);
}

/** Tells every process something about a text that is no part of it. @param payload at most 7,000 characters */
export async function notifyWriting(sql: Sql, payload: string): Promise<void> {
  await sql`select pg_notify('writing', ${payload})`;
}

/** Somebody who writes in a text. */
export type TextWriter = Omit<WrittenUpdate, "bytes">;

/** Why somebody may not write in a text now. */
export interface UnstoredUpdate extends TextWriter {
  /** Null: there is nothing against it but that something had locked the text. */
  because: "gone" | "notWritable" | "signedOut" | "rolesChanged" | "noRight" | null;
}

/** Why `insertTextUpdates` has not stored what these wrote, or would not; one for each. */
export async function listUnstored(sql: Sql, writers: readonly TextWriter[]): Promise<UnstoredUpdate[]> {
  return sql<UnstoredUpdate[]>`
    select g.revision_id as "revisionId", g.person_id as "personId", g.session_id as "sessionId",
      case
        when c.id is null or not exists (select from shared_text s where s.revision_id = g.revision_id) then 'gone'
        when not ${isWritten(sql)} then 'notWritable'
        when g.session_id is not null and not exists (select from session s where s.id = g.session_id and s.expires_at > now()) then
          case when exists (select from ended_session e where e.id = g.session_id and e.because in ('roles', 'removed'))
            then 'rolesChanged' else 'signedOut' end
        when not ${mayStillWrite(sql)} then 'noRight'
      end as because
    from (${given(sql, writers)}) g left join case_story c on c.working_revision_id = g.revision_id
    order by g.position`;
}

const given = (sql: Sql, updates: readonly (TextWriter & { bytes?: Uint8Array })[]) => sql`
  select revision_id, person_id, session_id, decode(hex, 'hex') as bytes, position
  from unnest(
    ${updates.map(({ revisionId }) => revisionId)}::uuid[], ${updates.map(({ personId }) => personId)}::uuid[],
    ${updates.map(({ sessionId }) => sessionId)}::text[], ${updates.map(({ bytes = [] }) => Buffer.from(bytes).toString("hex"))}::text[]
  ) with ordinality as written (revision_id, person_id, session_id, hex, position)`;

/** The condition that the working revision of `case_story c` is being written. */
const isWritten = (sql: Sql) => sql`(c.submitted_revision_id is null and c.binned_at is null)`;

/**
 * The condition that the person and session of an update `g` may write in the draft `case_story c` now. A role is asked for as `openDraft`
 * asks, and what the session was given beside it (a second factor, an invented person) is as it was when the socket was opened.
 */
const mayStillWrite = (sql: Sql) => sql`(
  g.session_id is null or exists (
    select from session s
    where s.id = g.session_id and s.person_id = g.person_id and s.expires_at > now() and (
      exists (
        select from role_grant r
        where r.person_id = g.person_id and r.municipality_code = c.municipality_code and (
          r.role = 'coordinator'
          or (r.role = 'approver' and (
            r.unit_id is null or r.unit_id = (select unit_id from case_revision w where w.id = c.working_revision_id)
          ))
          or (r.role in ('contributor', 'approver') and (
            c.begun_by = g.person_id
            or exists (select from case_contributor w where w.case_id = c.id and w.person_id = g.person_id)
          ))
        )
      )
      or exists (
        select from acting a where a.session_id = s.id and a.municipality_code = c.municipality_code and a.ends_at > now()
      )
    )
  )
)`;
