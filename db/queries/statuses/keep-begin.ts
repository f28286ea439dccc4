import type { StatusField } from "#app/domain/statuses/subjects.ts";
import type { Sql } from "../../client.ts";
import type { PeriodTable, StatusEditionTable } from "../../row-types.ts";
import { editionBefore } from "./keep-edition.ts";
import { copyEvidence, isOpenLine, partNow } from "./keep-evidence.ts";

/** A period, held against being closed until the transaction ends; undefined where there is none. */
export async function findHeldPeriod(
  sql: Sql,
  code: string,
): Promise<Pick<PeriodTable, "openedAt" | "closedAt"> | undefined> {
  const [period] = await sql<Pick<PeriodTable, "openedAt" | "closedAt">[]>`
    select opened_at as "openedAt", closed_at as "closedAt" from period where code = ${code} for share`;
  return period;
}

/** The status of a municipality in a period, made where there is none, held until the transaction ends. @returns its id */
export async function holdStatus(
  sql: Sql,
  { municipality, period, demo }: { municipality: string; period: string; demo: boolean },
): Promise<string> {
  await sql`
    insert into status (municipality_code, period_code, demo) values (${municipality}, ${period}, ${demo}) on conflict do nothing`;
  const [status] = await sql<{ id: string }[]>`
    select id from status
    where municipality_code = ${municipality} and period_code = ${period} and demo = ${demo} for update`;
  if (!status) throw new Error("no status was stored");
  return status.id;
}

/** The edition of a status that is not published, and who began it; undefined where there is none. */
export async function findEditionUnderWay(
  sql: Sql,
  statusId: string,
): Promise<{ id: string; by: string | null } | undefined> {
  const [found] = await sql<{ id: string; by: string | null }[]>`
    select e.id, p.name as by from status_edition e left join person p on p.id = e.begun_by
    where e.status_id = ${statusId} and e.state <> 'published'`;
  return found;
}

/** The dates and the body of an edition. */
export type EditionHeading = Pick<StatusEditionTable, "cutOff" | "metOn" | "body">;

/** Keeps a new edition of a status, which must be held, as the next in number. @returns its id */
export async function insertEdition(
  sql: Sql,
  statusId: string,
  { because, by, cutOff, metOn, body }: EditionHeading & { because: string | null; by: string },
): Promise<string> {
  const [edition] = await sql<{ id: string }[]>`
    insert into status_edition (status_id, demo, number, kind, because, cut_off, met_on, body, begun_by)
    select s.id, s.demo, 1 + coalesce((select max(number) from status_edition e where e.status_id = s.id), 0),
      ${because === null ? "meeting" : "correction"}, ${because}, ${cutOff}, ${metOn}, ${body}, ${by}
    from status s where s.id = ${statusId} returning id`;
  if (!edition) throw new Error("no edition was stored");
  return edition.id;
}

/** The published edition that another is filled from; undefined for a municipality's first. */
export async function findEditionBefore(sql: Sql, editionId: string): Promise<string | undefined> {
  const [before] = await sql<{ id: string }[]>`${editionBefore(sql, sql`${editionId}::uuid`)}`;
  return before?.id;
}

/**
 * Gives an edition the parts that are due: the sections of the municipality's public follow-up in the month of its meeting, or without one in the
 * half year; the thematic follow-ups of then; and KL's questions of the period. Those that it has stay where somebody has answered them, and go where
 * they are due no more. @param standard the sections of a municipality without a follow-up of its own
 */
export async function syncParts(sql: Sql, editionId: string, standard: readonly string[]): Promise<void> {
  const month = sql`to_char(now.met_on, 'YYYY-MM')`;
  const firstMonth = sql`left(s.period_code, 4) || case right(s.period_code, 2) when 'H1' then '-01' else '-07' end`;
  const lastMonth = sql`left(s.period_code, 4) || case right(s.period_code, 2) when 'H1' then '-06' else '-12' end`;
  await sql`
    with edition as (
      select now.id, s.municipality_code, s.period_code, s.demo, coalesce(${month}, ${firstMonth}) as month_from,
        coalesce(${month}, ${lastMonth}) as month_to
      from status_edition now join status s on s.id = now.status_id where now.id = ${editionId}
    ),
    asked as (
      select m.id from mandate m join edition e on e.municipality_code = m.municipality_code and e.demo = m.demo
      where m.published_at is not null and m.audience = 'public'
    ),
    due as (
      select 1 as sort, m.id::text as of, f.position as place, 'section' as kind, f.title, f.id as section_id, null::uuid as follow_up_id,
        null::uuid as question_id
      from asked m join follow_up_section f on f.mandate_id = m.id cross join edition e
      where f.due_months = '{}' or exists (
        select from unnest(f.due_months) as month (number)
        where number between right(e.month_from, 2)::int and right(e.month_to, 2)::int
      )
      union all
      select 1, '', place::int, 'section', title, null, null, null
      from unnest(${[...standard]}::text[]) with ordinality as standard (title, place)
      where not exists (select from asked m join follow_up_section f on f.mandate_id = m.id)
      union all
      select 2, m.id::text, t.position, 'theme', left(t.theme, 300), null, t.id, null
      from asked m join thematic_follow_up t on t.mandate_id = m.id cross join edition e
      where left(t.period_from, 7) <= left(e.month_to, length(left(t.period_from, 7)))
        and left(t.period_to, 7) >= left(e.month_from, length(left(t.period_to, 7)))
      union all
      select 3, '', (row_number() over (order by q.added_at, q.id))::int, 'question', q.theme, null, null, q.id
      from period_question q join edition e on e.period_code = q.period_code and e.demo = q.demo
      where q.withdrawn_at is null
    ),
    gone as (
      delete from status_part p
      where p.edition_id = ${editionId}
        and not exists (select from due where ${samePart(sql)})
        and not exists (
          select from status_answer a
          where a.edition_id = p.edition_id and a.subject = 'part:' || p.position and a.changed_by is not null and a.value <> ''
        )
      returning p.position
    ),
    forgotten as (
      delete from status_answer a using gone where a.edition_id = ${editionId} and a.subject = 'part:' || gone.position
    ),
    let_go as (
      delete from status_evidence a using gone where a.edition_id = ${editionId} and a.subject = 'part:' || gone.position
    )
    insert into status_part (edition_id, position, kind, title, section_id, follow_up_id, question_id)
    select ${editionId}, coalesce((select max(position) from status_part where edition_id = ${editionId}), 0)
        + row_number() over (order by sort, of, place), kind, title, section_id, follow_up_id, question_id
    from due
    where not exists (select from status_part p where p.edition_id = ${editionId} and ${samePart(sql)})`;
}

/** The condition that `status_part p` is the part that is `due`. */
const samePart = (sql: Sql) => sql`(
  p.kind = due.kind and (
    p.section_id = due.section_id or p.follow_up_id = due.follow_up_id or p.question_id = due.question_id
    or (num_nonnulls(p.section_id, p.follow_up_id, p.question_id, due.section_id, due.follow_up_id, due.question_id) = 0
      and p.title = due.title)
  )
)`;

/** Copies the parts of an edition into another of the same status. */
export async function copyParts(sql: Sql, from: string, to: string): Promise<void> {
  await sql`
    insert into status_part (edition_id, position, kind, title, section_id, follow_up_id, question_id)
    select ${to}, position, kind, title, section_id, follow_up_id, question_id from status_part where edition_id = ${from}`;
}

/**
 * Fills an edition from another with what still holds, each answer as nobody's: the fields that are given for each kind of subject, of the lines
 * that go on, and the evidence that stands. It must have its parts.
 * @param fields by the kind of the subject
 */
export async function prefillEdition(
  sql: Sql,
  from: string,
  to: string,
  fields: Readonly<Record<string, readonly StatusField[]>>,
): Promise<void> {
  const allowed = Object.entries(fields).flatMap(([kind, names]) => names.map((field) => `${kind} ${field}`));
  await sql`
    insert into status_answer (edition_id, subject, field, value)
    select ${to}, coalesce('part:' || (${partNow(sql, sql`a.subject`, from, to)}), a.subject), a.field, a.value
    from status_answer a
    where a.edition_id = ${from} and a.value <> '' and split_part(a.subject, ':', 1) || ' ' || a.field = any(${allowed})
      and (a.subject not like 'part:%' or (${partNow(sql, sql`a.subject`, from, to)}) is not null)
      and (
        a.subject not like 'initiative:%' and a.subject not like 'milestone:%'
        or ${isOpenLine(sql, sql`a.subject`)}
      )`;
  await copyEvidence(sql, from, to, { openLines: true });
}

/** Fills a correction with all that what it corrects says, each answer as nobody's, and the evidence and warnings that stand. It must have its parts. */
export async function copyEdition(sql: Sql, from: string, to: string): Promise<void> {
  await sql`
    insert into status_answer (edition_id, subject, field, value)
    select ${to}, subject, field, value from status_answer where edition_id = ${from}`;
  await sql`
    insert into status_kept_warning (edition_id, finding_key, reason)
    select ${to}, finding_key, reason from status_kept_warning where edition_id = ${from}`;
  await copyEvidence(sql, from, to, { openLines: false });
}

/** Changes the dates and the body of an edition. @returns false when somebody else has changed it meanwhile */
export async function updateHeading(
  sql: Sql,
  id: string,
  version: number,
  { cutOff, metOn, body }: EditionHeading,
): Promise<boolean> {
  const updated = await sql`
    update status_edition set cut_off = ${cutOff}, met_on = ${metOn}, body = ${body}, version = version + 1
    where id = ${id} and version = ${version}`;
  return updated.count > 0;
}

/** Removes an edition that is not published, and its status where that has never had another. */
export async function removeEdition(sql: Sql, id: string, statusId: string): Promise<void> {
  await sql`delete from status_edition where id = ${id} and state <> 'published'`;
  await sql`
    delete from status s
    where s.id = ${statusId} and s.removed_at is null and not exists (select from status_edition e where e.status_id = s.id)`;
}
