import type { Sql } from "../../client.ts";
import type { StatusEditionTable } from "../../row-types.ts";
import type { Recipient } from "../people/recipients.ts";

/** An edition of a status as far as letters tell of it. */
export interface EditionForLetter
  extends Pick<StatusEditionTable, "id" | "state" | "demo" | "assignedTo" | "answerWords" | "stoppedBecause" | "late"> {
  municipality: { slug: string; name: string };
  period: string;
  /** Of the status. */
  hidden: boolean;
}

/** The edition of an id; undefined where it has gone. */
export async function findEditionForLetter(sql: Sql, id: string): Promise<EditionForLetter | undefined> {
  const [found] = await sql<EditionForLetter[]>`
    select e.id, e.state, e.demo, e.assigned_to as "assignedTo", e.answer_words as "answerWords", e.stopped_because as "stoppedBecause", e.late,
      json_build_object('slug', k.slug, 'name', k.name) as municipality, s.period_code as period, s.hidden_at is not null as hidden
    from status_edition e
    join status s on s.id = e.status_id
    join municipality k on k.code = s.municipality_code
    where e.id = ${id}`;
  return found;
}

/**
 * The people who are asked about an edition that waits: the approver who was chosen, or else everybody in the municipality who may say yes. An
 * invented one is told to invented people, a real one to real ones.
 */
export async function listAskedAboutEdition(sql: Sql, id: string): Promise<Recipient[]> {
  return sql<Recipient[]>`
    select distinct p.id, p.name, p.email, p.demo
    from status_edition e
    join status s on s.id = e.status_id
    join role_grant g on g.municipality_code = s.municipality_code and g.role in ('approver', 'coordinator') and g.unit_id is null
    join person p on p.id = g.person_id and p.demo = e.demo
    where e.id = ${id} and e.state = 'submitted' and (e.assigned_to is null or e.assigned_to = p.id)
      and not exists (select from status_author a where a.edition_id = e.id and a.person_id = p.id)`;
}

/** Those who have written in an edition and still have a role in the municipality or at KL, and an approver, without the one who answered. */
export async function listToldOfEdition(sql: Sql, id: string, approver: string | null): Promise<Recipient[]> {
  return sql<Recipient[]>`
    select distinct p.id, p.name, p.email, p.demo
    from status_edition e
    join status s on s.id = e.status_id
    join person p on p.demo = e.demo
      and (p.id = ${approver}::uuid or exists (select from status_author a where a.edition_id = e.id and a.person_id = p.id))
    where e.id = ${id} and p.id is distinct from e.answered_by and exists (
      select from role_grant g
      where g.person_id = p.id and (
        g.municipality_code = s.municipality_code and g.role in ('contributor', 'approver', 'coordinator')
        or g.role in ('association_editor', 'association_admin')
      )
    )`;
}
