import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { PictureTable } from "../../row-types.ts";
import type { Recipient } from "../people/recipients.ts";
import { visibleCase } from "../visible.ts";
import { handedToAssociation, openDraft, writesThere } from "./draft.ts";

/** Today in Denmark. */
const today = (sql: Sql) => sql`(now() at time zone 'Europe/Copenhagen')::date`;

/** The condition that the consent of a `picture p` holds: it is shown to nobody from the day after its last. */
export const consentHolds = (sql: Sql) => sql`(p.consent_until is null or p.consent_until >= ${today(sql)})`;

const standsIn = (sql: Sql, revision: ReturnType<Sql>) =>
  sql`exists (select from revision_picture x where x.revision_id = ${revision} and x.picture_id = p.id)`;

/**
 * A picture for a viewer who may see it: whoever may open the draft; whoever may read the case, if the picture stands in what is published; KL,
 * if it stands in a version that KL has been handed. Undefined for others, and once its consent has ended.
 * @param id a uuid
 * @returns `everybody`: it needs no signing in
 */
export async function findVisiblePicture(
  sql: Sql,
  viewer: Viewer,
  id: string,
): Promise<{ everybody: boolean } | undefined> {
  const published = standsIn(sql, sql`c.published_revision_id`);
  const everybody = sql`(${visibleCase(sql, { network: false, municipalities: [] })} and ${published})`;
  const [found] = await sql<{ everybody: boolean }[]>`
    select ${everybody} as everybody
    from picture p
    join case_story c on c.id = p.case_id
    join case_revision r on r.id = coalesce(c.working_revision_id, c.published_revision_id)
    where p.id = ${id} and ${consentHolds(sql)} and (
      (${visibleCase(sql, viewer)} and ${published})
      or ${openDraft(sql, viewer)}
      or (${handedToAssociation(sql, viewer)} and ${standsIn(sql, sql`c.submitted_revision_id`)})
    )`;
  return found;
}

/** The ids of the pictures of a case whose consent holds. It does not ask who may read the case: the caller has. */
export async function listShownPictures(sql: Sql, caseId: string): Promise<string[]> {
  const found = await sql<
    { id: string }[]
  >`select id from picture p where case_id = ${caseId} and ${consentHolds(sql)}`;
  return found.map(({ id }) => id);
}

/** A picture as its writers see it beside the text. */
export interface PictureRow extends Pick<PictureTable, "id" | "width" | "height" | "consentUntil" | "madeAt"> {
  /** Null once the account is deleted. */
  by: string | null;
  /** Its consent has ended. */
  hidden: boolean;
}

/** The pictures of a case for a viewer who may open its draft, the oldest first; none for others. @param caseId a uuid */
export async function listPictures(sql: Sql, viewer: Viewer, caseId: string): Promise<PictureRow[]> {
  return sql<PictureRow[]>`
    select p.id, p.width, p.height, p.consent_until as "consentUntil", p.made_at as "madeAt", m.name as by,
      not ${consentHolds(sql)} as hidden
    from picture p
    join case_story c on c.id = p.case_id
    join case_revision r on r.id = coalesce(c.working_revision_id, c.published_revision_id)
    left join person m on m.id = p.made_by
    where c.id = ${caseId} and ${openDraft(sql, viewer)}
    order by p.made_at, p.id`;
}

/** How many pictures a case has, also those that no longer stand in its text. */
export async function countPictures(sql: Sql, caseId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from picture where case_id = ${caseId}`;
  return row?.count ?? 0;
}

/** Adds a picture to a case. Its files are there already. */
export async function insertPicture(
  tx: Sql,
  picture: Pick<PictureTable, "id" | "caseId" | "width" | "height" | "bytes" | "consentUntil" | "madeBy">,
): Promise<void> {
  const { id, caseId, width, height, bytes, consentUntil, madeBy } = picture;
  await tx`
    insert into picture (id, case_id, width, height, bytes, consent_until, made_by)
    values (${id}, ${caseId}, ${width}, ${height}, ${bytes}, ${consentUntil}, ${madeBy})`;
}

/**
 * Changes the last day on which a picture may be shown; its writers are told of the new one in its time.
 * @param until `YYYY-MM-DD`; null: without an end
 * @returns false when the case has no such picture
 */
export async function updateConsent(tx: Sql, caseId: string, id: string, until: string | null): Promise<boolean> {
  const changed = await tx`
    update picture set consent_until = ${until}, consent_told_at = null where id = ${id} and case_id = ${caseId}`;
  return changed.count > 0;
}

/** Deletes the pictures of a case that stand in none of its revisions. Their files go once the transaction has ended. */
export async function deleteUnusedPictures(tx: Sql, caseId: string): Promise<number> {
  const deleted = await tx`
    delete from picture p where case_id = ${caseId} and not exists (select from revision_picture x where x.picture_id = p.id)`;
  return deleted.count;
}

/** Days that a picture is kept which stands in no text: a browser that is away from the net may still bring the text that it stands in. */
const daysUnusedPicturesAreKept = 31;

/** Deletes pictures that have long stood in no text and no version. A text with words that are not put together yet is left for another day. */
export async function deleteLongUnusedPictures(sql: Sql): Promise<number> {
  const deleted = await sql`
    delete from picture p
    where made_at < now() - make_interval(days => ${daysUnusedPicturesAreKept})
      and not exists (select from revision_picture x where x.picture_id = p.id)
      and not exists (
        select from case_story c join text_update u on u.revision_id = c.working_revision_id where c.id = p.case_id
      )`;
  return deleted.count;
}

/** Those of these ids that pictures have. */
export async function listKnownPictures(sql: Sql, ids: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }[]>`select id from picture where id = any(${[...ids]}::uuid[])`;
  return found.map(({ id }) => id);
}

/** Days before the end of a consent that the writers are told of it. */
const daysTold = 7;

/**
 * Takes the pictures whose consent ends within a week, or has ended, and whose writers have not been told; they count as told from then on.
 * Those that stand neither in what is published nor in what is written are left alone.
 */
export async function updateConsentsTold(tx: Sql): Promise<string[]> {
  const told = await tx<{ id: string }[]>`
    update picture p set consent_told_at = now()
    from case_story c
    where c.id = p.case_id and p.consent_told_at is null and p.consent_until < ${today(tx)} + ${daysTold}::int and c.binned_at is null
      and exists (
        select from revision_picture x
        where x.picture_id = p.id and x.revision_id in (c.published_revision_id, c.working_revision_id, c.submitted_revision_id)
      )
    returning p.id`;
  return told.map(({ id }) => id);
}

/** A picture as far as a letter tells of it; undefined where it has gone, or has no end. @param id a uuid */
export async function findPictureForLetter(
  sql: Sql,
  id: string,
): Promise<{ caseId: string; until: string; hidden: boolean } | undefined> {
  const [found] = await sql<{ caseId: string; until: string; hidden: boolean }[]>`
    select case_id as "caseId", consent_until as until, not ${consentHolds(sql)} as hidden
    from picture p where id = ${id} and consent_until is not null`;
  return found;
}

/**
 * The people who are told that the consent of a picture ends: the one who added it, or else the one who began the text; where neither writes in
 * the municipality any more, its coordinators.
 */
export async function listToldOfConsent(sql: Sql, id: string): Promise<Recipient[]> {
  return sql<Recipient[]>`
    with writer as (
      select w.id, w.name, w.email, w.demo, case when w.id = p.made_by then 1 else 2 end as rank
      from picture p join case_story c on c.id = p.case_id
      join person w on w.id in (p.made_by, c.begun_by) and w.demo = c.demo
      where p.id = ${id} and ${writesThere(sql, sql`w.id`)}
      union all
      select w.id, w.name, w.email, w.demo, 3
      from picture p join case_story c on c.id = p.case_id
      join role_grant g on g.municipality_code = c.municipality_code and g.role = 'coordinator'
      join person w on w.id = g.person_id and w.demo = c.demo
      where p.id = ${id}
    )
    select distinct id, name, email, demo from writer where rank = (select min(rank) from writer)`;
}
