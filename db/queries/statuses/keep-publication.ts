import type { Sql } from "../../client.ts";
import type { InitiativeTable, MilestoneTable } from "../../row-types.ts";

/** An initiative that a status speaks of and that is not there for all to read. */
export interface InitiativeNotPublic extends Pick<InitiativeTable, "id" | "slug"> {
  /** It can be made public along with the status: it is neither taken back nor hidden. */
  canGoAlong: boolean;
}

/** The initiatives that an edition speaks of or rests on, and that are not there for all to read; held until the transaction ends. */
export async function listInitiativesNotPublic(sql: Sql, editionId: string): Promise<InitiativeNotPublic[]> {
  return sql<InitiativeNotPublic[]>`
    select i.id, i.slug, i.taken_back_at is null and i.hidden_at is null as "canGoAlong"
    from initiative i
    join status_edition e on e.id = ${editionId}
    join status s on s.id = e.status_id
    where i.municipality_code = s.municipality_code and i.demo = s.demo
      and not (i.published_at is not null and i.audience = 'public' and i.hidden_at is null)
      and (
        exists (select from status_answer a where a.edition_id = e.id and a.subject = 'initiative:' || i.id)
        or exists (
          select from status_answer a join milestone m on a.subject = 'milestone:' || m.id
          where a.edition_id = e.id and m.initiative_id = i.id
        )
        or exists (
          select from status_evidence v
          left join milestone m on m.id = v.milestone_id
          left join budget_line l on l.id = v.line_id
          left join budget_row r on r.id = l.row_id
          where v.edition_id = e.id and v.chosen and i.id in (v.initiative_id, m.initiative_id, r.initiative_id)
        )
      )
    order by i.id for update of i`;
}

/** Makes initiatives public. */
export async function updateInitiativesPublic(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql`
    update initiative set published_at = coalesce(published_at, now()), visibility = 'public', version = version + 1, changed_at = now()
    where id = any(${[...ids]})`;
}

/** Takes from an edition what it says of initiatives that are not there for all to read, and of their milestones. @param ids of the initiatives */
export async function removeWordsOn(sql: Sql, editionId: string, ids: readonly string[]): Promise<void> {
  const about = (subject: string) => sql`
    ${sql(subject)} in (
      select 'initiative:' || i from unnest(${[...ids]}::uuid[]) as i
      union all select 'milestone:' || m.id from milestone m where m.initiative_id = any(${[...ids]}::uuid[])
    )`;
  await sql`delete from status_answer where edition_id = ${editionId} and ${about("subject")}`;
  await sql`delete from status_evidence where edition_id = ${editionId} and ${about("subject")}`;
}

/** What an edition says of an initiative or a milestone that is not so yet. */
export interface SaidOfLine {
  kind: "initiative" | "milestone";
  id: string;
  change: string;
  state: NonNullable<InitiativeTable["state"]> | "";
  because: string;
  done: string;
  expected: string;
  /** Of a milestone. */
  planned: MilestoneTable["plannedBy"];
}

/**
 * What an edition says has changed of the municipality's initiatives and milestones; they are held until the transaction ends. Of a correction only
 * where it says something else than what it corrects: what has become true since stays.
 */
export async function listSaidOfLines(sql: Sql, editionId: string): Promise<SaidOfLine[]> {
  const said = (field: string) => sql`coalesce((
    select o.value from status_answer o where o.edition_id = a.edition_id and o.subject = a.subject and o.field = ${field}
  ), '')`;
  const columns = () => sql`
    a.value as change, ${said("state")} as state, ${said("because")} as because, ${said("done")} as done, ${said("expected")} as expected`;
  const words = (edition: ReturnType<Sql>) => sql`(
    select json_agg(o.value order by o.field)::text from status_answer o
    where o.edition_id = ${edition} and o.subject = a.subject and o.field in ('change', 'state', 'because', 'done', 'expected') and o.value <> ''
  )`;
  const isNew = sql`(e.kind = 'meeting' or ${words(sql`e.id`)} is distinct from ${words(sql`s.published_edition_id`)})`;
  const [initiatives, milestones] = await Promise.all([
    sql<SaidOfLine[]>`
      select 'initiative' as kind, i.id, null as planned, ${columns()}
      from status_answer a
      join status_edition e on e.id = a.edition_id
      join status s on s.id = e.status_id
      join initiative i on a.subject = 'initiative:' || i.id and i.municipality_code = s.municipality_code and i.demo = s.demo
      where a.edition_id = ${editionId} and a.field = 'change' and a.value in ('aendret', 'stoppet') and ${isNew}
      order by i.id for update of i`,
    sql<SaidOfLine[]>`
      select 'milestone' as kind, m.id, m.planned_by as planned, ${columns()}
      from status_answer a
      join status_edition e on e.id = a.edition_id
      join status s on s.id = e.status_id
      join milestone m on a.subject = 'milestone:' || m.id
      join initiative i on i.id = m.initiative_id and i.municipality_code = s.municipality_code and i.demo = s.demo
      where a.edition_id = ${editionId} and a.field = 'change' and a.value in ('naaet', 'flyttet', 'droppet') and ${isNew}
        and not exists (
          select from status_answer stopped
          where stopped.edition_id = a.edition_id and stopped.subject = 'initiative:' || i.id and stopped.field = 'change'
            and stopped.value = 'stoppet'
        )
      order by m.id for update of m`,
  ]);
  return [...initiatives, ...milestones];
}

/** Takes back from milestones that they were reached or dropped, where a correction no longer says so. It must not be published yet. */
export async function updateMilestonesUnsaid(sql: Sql, editionId: string): Promise<void> {
  await sql`
    update milestone m set version = m.version + 1,
      done_on = case when was.value = 'naaet' and m.done_on = done.value then null else m.done_on end,
      dropped_on = case when was.value = 'droppet' then null else m.dropped_on end,
      dropped_because = case when was.value = 'droppet' then null else m.dropped_because end
    from status_edition e
    join status s on s.id = e.status_id
    join status_answer was on was.edition_id = s.published_edition_id and was.field = 'change' and was.value in ('naaet', 'droppet')
    left join status_answer done on done.edition_id = was.edition_id and done.subject = was.subject and done.field = 'done'
    where e.id = ${editionId} and e.kind = 'correction' and was.subject = 'milestone:' || m.id and not exists (
      select from status_answer now
      where now.edition_id = e.id and now.subject = was.subject and now.field = 'change' and now.value = was.value
    )`;
}

/** Gives an initiative a state. @returns false where it has it already */
export async function updateInitiativeState(
  sql: Sql,
  id: string,
  state: NonNullable<InitiativeTable["state"]>,
): Promise<boolean> {
  const updated = await sql`
    update initiative set state = ${state}, version = version + 1, changed_at = now()
    where id = ${id} and state is distinct from ${state}`;
  return updated.count > 0;
}

/** Says when a milestone was reached. */
export async function updateMilestoneReached(sql: Sql, id: string, doneOn: string): Promise<void> {
  await sql`
    update milestone set done_on = ${doneOn}, version = version + 1 where id = ${id} and done_on is distinct from ${doneOn}`;
}

/** Moves a milestone to another time, and keeps the old one with the reason. Nothing where it stands there already. */
export async function updateMilestoneExpected(
  sql: Sql,
  id: string,
  { became, because, by }: { became: string; because: string; by: string | null },
): Promise<void> {
  await sql`
    with before as (
      select id, coalesce(expected_by, planned_by) as was from milestone
      where id = ${id} and coalesce(expected_by, planned_by) is distinct from ${became}
    ),
    now as (
      update milestone m set expected_by = ${became}, version = m.version + 1 from before where m.id = before.id returning m.id
    )
    insert into milestone_move (milestone_id, was, became, because, moved_by)
    select before.id, before.was, ${became}, ${because}, ${by} from before join now using (id)`;
}

/** Says that a milestone is no longer aimed for. @param day `YYYY-MM-DD`, where it was not dropped already */
export async function updateMilestoneDropped(
  sql: Sql,
  id: string,
  { because, day }: { because: string; day: string },
): Promise<void> {
  await sql`
    update milestone set dropped_on = ${day}, dropped_because = ${because}, version = version + 1
    where id = ${id} and dropped_on is null`;
}

/**
 * Publishes an edition, which must have its blocks, and lets its status point at it. It is late where its period is closed; a correction, where
 * what it takes the place of was, and it has what the committee did with that.
 */
export async function updateEditionPublished(sql: Sql, id: string): Promise<void> {
  await sql`
    update status_edition e set state = 'published', version = version + 1, published_at = clock_timestamp(), stopped_because = null,
      late = case e.kind
        when 'meeting' then (
          select p.closed_at is not null from status s join period p on p.code = s.period_code where s.id = e.status_id
        )
        else (select b.late from status s join status_edition b on b.id = s.published_edition_id where s.id = e.status_id)
      end,
      (outcome, outcome_on, agenda_item) = (
        select b.outcome, b.outcome_on, b.agenda_item from status s join status_edition b on b.id = s.published_edition_id
        where s.id = e.status_id and e.kind = 'correction'
      )
    where id = ${id}`;
  await sql`
    update status s set published_edition_id = e.id, removed_at = null
    from status_edition e where e.id = ${id} and s.id = e.status_id`;
}

/** Removes all editions of a status for good, with all that they say. The day stands. @returns how many were published */
export async function removeEditions(sql: Sql, statusId: string): Promise<number> {
  await sql`update status set published_edition_id = null, removed_at = now() where id = ${statusId}`;
  const removed = await sql<
    { state: string }[]
  >`delete from status_edition where status_id = ${statusId} returning state`;
  return removed.filter(({ state }) => state === "published").length;
}
