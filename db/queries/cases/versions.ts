import type { Sql } from "../../client.ts";
import type { CaseRevisionTable } from "../../row-types.ts";
import { copyCitations, copyLinks, nextVersionNumber } from "./store.ts";

/** How long a text is written in before a version of it is kept by itself, in minutes. */
const minutesBetweenVersions = 10;

/**
 * Keeps a frozen copy of what is being written of a case, with its methods, commitments and citations, and with those who have written since
 * the version before. Call it inside a transaction that has locked the case, after `deriveWorkingText`.
 * @param because what is handed over waits for a yes (`submitted`), everything else is history (`kept`)
 * @returns the version's id and number
 * @throws {RangeError} when nothing is being written of the case
 */
export async function keepVersion(
  tx: Sql,
  caseId: string,
  because: "pause" | "handed_over" | "restored",
): Promise<{ id: string; number: number }> {
  const state: CaseRevisionTable["state"] = because === "handed_over" ? "submitted" : "kept";
  const [version] = await tx<{ id: string; number: number; from: string; since: Date | null }[]>`
    insert into case_revision (
      case_id, municipality_code, title, summary, hard, stage, settings, levels, mellemform_levels, class_levels, school_size, partners,
      unit_id, period_from, period_to, document_id, content, text, visibility, names_unit, created_at, state, number, kept_because
    )
    select r.case_id, r.municipality_code, r.title, r.summary, r.hard, r.stage, r.settings, r.levels, r.mellemform_levels, r.class_levels,
      r.school_size, r.partners, r.unit_id, r.period_from, r.period_to, r.document_id, r.content, r.text, r.visibility, r.names_unit,
      clock_timestamp(), ${state}, ${nextVersionNumber(tx, tx`r.case_id`)}, ${because}
    from case_story c join case_revision r on r.id = c.working_revision_id
    where c.id = ${caseId}
    returning id, number,
      (select working_revision_id from case_story where id = case_revision.case_id) as "from",
      ${lastVersionAt(tx, tx`case_revision.case_id`)} as since`;
  if (!version) throw new RangeError(`nothing is written of the case ${caseId}`);
  const { id, from, since } = version;
  await copyLinks(tx, from, id);
  await copyCitations(tx, from, id);
  await tx`
    insert into case_revision_author (revision_id, person_id, last_wrote_at)
    select ${id}, person_id, last_wrote_at from case_revision_author
    where revision_id = ${from} and (${since}::timestamptz is null or last_wrote_at > ${since})`;
  return { id, number: version.number };
}

/** When the newest version of a case was kept or published; null without one. @param caseId an expression of the case's id */
const lastVersionAt = (sql: Sql, caseId: ReturnType<Sql>) =>
  sql`(select max(v.created_at) from case_revision v where v.case_id = ${caseId} and v.number is not null)`;

/**
 * When a version of what is written is due by itself: ten minutes after the newest, or after the revision was begun; null when nobody has
 * written since, and when the revision is no longer written.
 */
export async function findVersionDue(sql: Sql, revisionId: string): Promise<{ caseId: string; due: Date } | null> {
  const [found] = await sql<{ caseId: string; due: Date }[]>`
    select c.id as "caseId", base.at + make_interval(mins => ${minutesBetweenVersions}) as due
    from case_story c
    join case_revision r on r.id = c.working_revision_id
    cross join lateral (select greatest(${lastVersionAt(sql, sql`c.id`)}, r.created_at) as at) base
    where r.id = ${revisionId} and c.submitted_revision_id is null and c.binned_at is null
      and exists (select from case_revision_author a where a.revision_id = r.id and a.last_wrote_at > base.at)`;
  return found ?? null;
}
