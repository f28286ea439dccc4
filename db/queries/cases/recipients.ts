import type { Sql } from "../../client.ts";
import type { CaseHandOverTable, CaseStoryTable } from "../../row-types.ts";
import type { Recipient } from "../people/recipients.ts";
import { writesThere } from "./draft.ts";

/** A version that was handed over, as far as letters tell of it. */
export interface VersionForLetter
  extends Pick<CaseStoryTable, "slug" | "demo">,
    Pick<CaseHandOverTable, "assignedTo" | "toAssociation" | "answer"> {
  caseId: string;
  /** Name of the municipality. */
  municipality: string;
  waiting: boolean;
  hidden: boolean;
}

/** A version that was handed over; undefined where it has gone. @param revisionId a uuid */
export async function findVersionForLetter(sql: Sql, revisionId: string): Promise<VersionForLetter | undefined> {
  const [found] = await sql<VersionForLetter[]>`
    select c.id as "caseId", c.slug, c.demo, k.name as municipality, h.assigned_to as "assignedTo", h.to_association as "toAssociation",
      h.answer, c.submitted_revision_id is not distinct from h.revision_id as waiting, c.hidden_at is not null as hidden
    from case_hand_over h
    join case_revision v on v.id = h.revision_id
    join case_story c on c.id = v.case_id
    join municipality k on k.code = c.municipality_code
    where h.revision_id = ${revisionId}`;
  return found;
}

/**
 * The people who are asked about a version that waits: the approver who was chosen, or else everybody in the municipality who may say yes.
 * An invented version is told to invented people, a real one to real ones.
 */
export async function listAskedAbout(sql: Sql, revisionId: string): Promise<Recipient[]> {
  return sql<Recipient[]>`
    select distinct p.id, p.name, p.email, p.demo
    from case_hand_over h
    join case_revision v on v.id = h.revision_id
    join case_story c on c.id = v.case_id and c.submitted_revision_id = v.id
    join case_revision w on w.id = c.working_revision_id
    join role_grant g on g.municipality_code = c.municipality_code and g.role in ('approver', 'coordinator')
      -- A unit that has been merged since has left what is being written to its successor.
      and (g.unit_id is null or g.unit_id = w.unit_id)
    join person p on p.id = g.person_id and p.demo = c.demo
    where h.revision_id = ${revisionId} and not h.to_association and (h.assigned_to is null or h.assigned_to = p.id)
      and p.id is distinct from h.handed_over_by
      and not exists (
        select from case_revision_author a where a.revision_id = c.working_revision_id and a.person_id = p.id
      )`;
}

/** The writers of a text that was handed over who still have a role that writes in the municipality, without the one who gave the answer. */
export async function listWritersOf(sql: Sql, revisionId: string): Promise<Recipient[]> {
  return sql<Recipient[]>`
    select distinct p.id, p.name, p.email, p.demo
    from case_hand_over h
    join case_revision v on v.id = h.revision_id
    join case_story c on c.id = v.case_id
    join person p on p.demo = c.demo and (
      p.id in (h.handed_over_by, c.begun_by)
      or exists (select from case_contributor w where w.case_id = c.id and w.person_id = p.id)
    )
    where h.revision_id = ${revisionId} and p.id is distinct from h.answered_by and ${writesThere(sql, sql`p.id`)}`;
}

/**
 * The draft that somebody has been added to, as far as a letter tells of it; undefined where the person writes in it no longer, by name or
 * by role, or it lies in the bin.
 */
export async function findSharedForLetter(
  sql: Sql,
  caseId: string,
  personId: string,
): Promise<{ municipality: string } | undefined> {
  const [found] = await sql<{ municipality: string }[]>`
    select k.name as municipality
    from case_story c
    join case_contributor w on w.case_id = c.id and w.person_id = ${personId}
    join municipality k on k.code = c.municipality_code
    where c.id = ${caseId} and c.binned_at is null and ${writesThere(sql, sql`w.person_id`)}`;
  return found;
}
