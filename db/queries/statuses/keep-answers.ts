import type { StatusField } from "#app/domain/statuses/subjects.ts";
import type { Sql } from "../../client.ts";

/** An answer as it is stored. */
export interface StoredAnswer {
  subject: string;
  field: StatusField;
  value: string;
  version: number;
  /** The name of who typed it; null where it was filled from the status before, or by somebody who has left. */
  by: string | null;
}

/** The answers of an edition on some subjects. @param subjects keys */
export async function listAnswersOn(sql: Sql, editionId: string, subjects: readonly string[]): Promise<StoredAnswer[]> {
  return sql<StoredAnswer[]>`
    select a.subject, a.field, a.value, a.version, p.name as by
    from status_answer a left join person p on p.id = a.changed_by
    where a.edition_id = ${editionId} and a.subject = any(${[...subjects]})`;
}

/** Those of some subjects that an edition can say something of. @param subjects keys, well-formed */
export async function listKnownSubjects(sql: Sql, editionId: string, subjects: readonly string[]): Promise<string[]> {
  const rows = await sql<{ subject: string }[]>`
    select asked.subject
    from unnest(${[...subjects]}::text[]) as asked (subject)
    join status_edition e on e.id = ${editionId}
    join status s on s.id = e.status_id
    where asked.subject like 'people:%'
      or exists (select from status_part p where p.edition_id = e.id and asked.subject = 'part:' || p.position)
      or exists (
        select from commitment c where asked.subject = 'point:' || c.declaration_year || ':' || c.number
      )
      or exists (
        select from initiative i left join milestone m on m.initiative_id = i.id
        where i.municipality_code = s.municipality_code and i.demo = s.demo and i.taken_back_at is null and i.hidden_at is null
          and asked.subject in ('initiative:' || i.id, 'milestone:' || m.id)
      )`;
  return rows.map(({ subject }) => subject);
}

/**
 * Stores an answer in the place of the one of a version. @param version 0: there was none
 * @returns its version now; undefined when somebody else has stored one meanwhile
 */
export async function storeAnswer(
  sql: Sql,
  editionId: string,
  { subject, field, value, version }: Omit<StoredAnswer, "by">,
  by: string,
): Promise<number | undefined> {
  const [stored] =
    version === 0
      ? await sql<{ version: number }[]>`
          insert into status_answer (edition_id, subject, field, value, changed_by)
          values (${editionId}, ${subject}, ${field}, ${value}, ${by})
          on conflict do nothing returning version`
      : await sql<{ version: number }[]>`
          update status_answer set value = ${value}, version = version + 1, changed_by = ${by}, changed_at = clock_timestamp()
          where edition_id = ${editionId} and subject = ${subject} and field = ${field} and version = ${version}
          returning version`;
  return stored?.version;
}

/** Says of lines that nobody has answered that they are unchanged. @param subjects keys @returns how many were answered by that */
export async function storeUnchanged(
  sql: Sql,
  editionId: string,
  subjects: readonly string[],
  by: string,
): Promise<number> {
  const stored = await sql`
    insert into status_answer as a (edition_id, subject, field, value, changed_by)
    select ${editionId}, subject, 'change', 'uaendret', ${by} from unnest(${[...subjects]}::text[]) as line (subject)
    on conflict (edition_id, subject, field) do update
      set value = excluded.value, version = a.version + 1, changed_by = excluded.changed_by, changed_at = clock_timestamp()
      where a.value = ''`;
  return stored.count;
}

/** Notes that somebody has written in an edition. */
export async function storeStatusAuthor(sql: Sql, editionId: string, personId: string): Promise<void> {
  await sql`
    insert into status_author (edition_id, person_id) values (${editionId}, ${personId})
    on conflict (edition_id, person_id) do update set last_wrote_at = clock_timestamp()`;
}
