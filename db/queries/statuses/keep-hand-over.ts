import type { Outcome } from "#app/domain/statuses/status-vocabulary.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import type { Sql } from "../../client.ts";

/** Keeps these warnings of an edition, and no others. Who gave a reason that stands stays. @param reasons by the key of the finding */
export async function storeKeptWarnings(
  tx: Sql,
  editionId: string,
  reasons: Readonly<Record<string, string>>,
  by: string,
): Promise<void> {
  const keys = Object.keys(reasons);
  await tx`delete from status_kept_warning where edition_id = ${editionId} and not finding_key = any(${keys}::text[])`;
  await tx`
    insert into status_kept_warning as w (edition_id, finding_key, reason, kept_by)
    select ${editionId}, key, reason, ${by}
    from unnest(${keys}::text[], ${Object.values(reasons)}::text[]) as kept (key, reason)
    on conflict (edition_id, finding_key) do update set reason = excluded.reason, kept_by = excluded.kept_by
    where w.reason <> excluded.reason or w.kept_by is null`;
}

/** The keys of the warnings that have been kept in an edition. */
export async function listKeptWarningKeys(sql: Sql, editionId: string): Promise<string[]> {
  const rows = await sql<{ key: string }[]>`
    select finding_key as key from status_kept_warning where edition_id = ${editionId}`;
  return rows.map(({ key }) => key);
}

/** Hands an edition over. What was answered before is over. */
export async function updateSubmitted(
  tx: Sql,
  id: string,
  { by, assignedTo, publishAlong }: { by: string; assignedTo: string | null; publishAlong: boolean },
): Promise<void> {
  await tx`
    update status_edition set state = 'submitted', version = version + 1, submitted_by = ${by}, submitted_at = clock_timestamp(),
      assigned_to = ${assignedTo}, publish_along = ${publishAlong}, answered_by = null, answered_at = null, answer_words = null,
      publish_on = null, stopped_because = null
    where id = ${id}`;
}

/** Lets an edition be written again: taken back, or sent back with words. @param answer null: taken back */
export async function updateWritable(tx: Sql, id: string, answer: { by: string; words: string } | null): Promise<void> {
  await tx`
    update status_edition set state = ${answer ? "returned" : "draft"}, version = version + 1, publish_on = null, stopped_because = null,
      answered_by = ${answer?.by ?? null}, answered_at = ${answer ? tx`clock_timestamp()` : null}, answer_words = ${answer?.words ?? null}
    where id = ${id}`;
}

/** Notes a yes to an edition, which is published at once or waits for its day. */
export async function updateApproved(
  tx: Sql,
  id: string,
  { by, publishOn }: { by: string; publishOn: string | null },
): Promise<void> {
  await tx`
    update status_edition set state = 'approved', version = version + 1, answered_by = ${by}, answered_at = clock_timestamp(),
      answer_words = null, publish_on = ${publishOn}, stopped_because = null
    where id = ${id}`;
}

/** Lets an edition that waited for its day wait for an answer again. */
export async function updateStopped(tx: Sql, id: string, because: string): Promise<void> {
  await tx`
    update status_edition set state = 'submitted', version = version + 1, answered_by = null, answered_at = null, publish_on = null,
      stopped_because = ${because}
    where id = ${id}`;
}

/** Notes what the committee did with a published edition. */
export async function updateOutcome(
  tx: Sql,
  id: string,
  { outcome, outcomeOn, agendaItem }: { outcome: Outcome; outcomeOn: string; agendaItem: string | null },
): Promise<void> {
  await tx`
    update status_edition set outcome = ${outcome}, outcome_on = ${outcomeOn}, agenda_item = ${agendaItem}, version = version + 1
    where id = ${id}`;
}

/** Ids of the editions whose day has come, the earliest first. @param day today, `YYYY-MM-DD` */
export async function listDueEditions(sql: Sql, day: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from status_edition where state = 'approved' and publish_on <= ${day} order by publish_on, id`;
  return rows.map(({ id }) => id);
}

/** That a person holds one of some roles for all of a municipality now. */
export async function holdsRoleForAll(
  sql: Sql,
  { person, municipality, roles }: { person: string; municipality: string; roles: readonly Role[] },
): Promise<boolean> {
  const [row] = await sql<{ holds: boolean }[]>`
    select exists (
      select from role_grant
      where person_id = ${person} and municipality_code = ${municipality} and role = any(${[...roles]}) and unit_id is null
    ) as holds`;
  return row?.holds ?? false;
}

/** That a person works at KL now. */
export async function holdsAssociationRole(sql: Sql, person: string): Promise<boolean> {
  const [row] = await sql<{ holds: boolean }[]>`
    select exists (
      select from role_grant where person_id = ${person} and role in ('association_editor', 'association_admin')
    ) as holds`;
  return row?.holds ?? false;
}
