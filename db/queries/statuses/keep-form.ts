import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { editionBefore } from "./keep-edition.ts";

/*
 * What the form of an edition shows beside its answers, for those who write in it: the policy has been asked before.
 */

/** What a claim rests on, as it was chosen. */
export interface ChosenEvidence {
  /** Its row in the edition. */
  id: string;
  subject: string;
  kind: "case" | "value" | "line" | "initiative" | "milestone" | "passage";
  /** As it is chosen: an id, or `<document slug>#<anchor>`; null where it is gone. */
  thing: string | null;
}

/** What the claims of an edition rest on, in the order in which it was chosen. Invented people see invented editions alone. */
export async function listChosenEvidence(sql: Sql, viewer: Viewer, editionId: string): Promise<ChosenEvidence[]> {
  return sql<ChosenEvidence[]>`
    select x.id, x.subject, x.kind,
      coalesce(
        x.case_id::text, x.value_id::text, x.line_id::text, x.initiative_id::text, x.milestone_id::text, d.slug || '#' || x.anchor
      ) as thing
    from status_evidence x
    join status_edition e on e.id = x.edition_id
    left join document d on d.id = x.document_id
    where x.edition_id = ${editionId} and x.chosen and (e.demo or not ${viewer.person?.demo === true})
    order by x.added_at, x.id`;
}

/** Somebody who has just typed in an edition, and in which field last. */
export interface WritingNow {
  name: string;
  subject: string;
}

/** Who else has typed in an edition within the last five minutes, the latest first. */
export async function listWritingNow(sql: Sql, viewer: Viewer, editionId: string): Promise<WritingNow[]> {
  return sql<WritingNow[]>`
    select name, subject from (
      select distinct on (p.id) p.id, p.name, a.subject, a.changed_at
      from status_answer a
      join status_edition e on e.id = a.edition_id
      join person p on p.id = a.changed_by
      where a.edition_id = ${editionId} and a.changed_at > now() - interval '5 minutes'
        and p.id is distinct from ${viewer.person?.id ?? null} and (e.demo or not ${viewer.person?.demo === true})
      order by p.id, a.changed_at desc
    ) latest
    order by changed_at desc
    limit 5`;
}

/** Who has an edition that is not published: who wrote in it last, and who is asked to answer for it. */
export interface EditionHolder {
  /** The edition. */
  id: string;
  wrote: string | null;
  wroteAt: Date;
  asked: string | null;
}

/** Who has the editions of a municipality that are not published. Invented people see invented ones alone. */
export async function listEditionHolders(sql: Sql, viewer: Viewer, code: string): Promise<EditionHolder[]> {
  return sql<EditionHolder[]>`
    select e.id, coalesce(last.name, b.name) as wrote, coalesce(last.changed_at, e.begun_at) as "wroteAt", k.name as asked
    from status_edition e
    join status s on s.id = e.status_id
    left join person b on b.id = e.begun_by
    left join person k on k.id = e.assigned_to
    left join lateral (
      select p.name, a.changed_at
      from status_answer a join person p on p.id = a.changed_by
      where a.edition_id = e.id order by a.changed_at desc limit 1
    ) last on true
    where s.municipality_code = ${code} and e.state <> 'published' and (e.demo or not ${viewer.person?.demo === true})`;
}

/** A friendly word from KL on a period that has no status yet, the latest of each period. */
export interface ReminderSeen {
  id: string;
  period: string;
  sentOn: string;
  /** Until when it is put off, and why; null where it is not. */
  putOffUntil: string | null;
  because: string | null;
}

/** What KL has reminded a municipality of where nothing is published since, the newest period first. Invented people see invented ones alone. */
export async function listRemindersSeen(sql: Sql, viewer: Viewer, code: string): Promise<ReminderSeen[]> {
  return sql<ReminderSeen[]>`
    select distinct on (r.period_code, r.demo) r.id, r.period_code as period,
      (r.sent_at at time zone 'Europe/Copenhagen')::date as "sentOn", r.put_off_until as "putOffUntil", r.put_off_because as because
    from status_reminder r
    where r.municipality_code = ${code} and r.demo = ${viewer.person?.demo === true} and not exists (
      select from status s where s.municipality_code = r.municipality_code and s.period_code = r.period_code and s.demo = r.demo
        and s.published_edition_id is not null
    )
    order by r.period_code desc, r.demo, r.sent_at desc`;
}

/** What the paper of an edition that is not published bears beside its words: the municipality's full name, and which edition it is compared with. */
export async function findPaperFrame(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
): Promise<{ fullName: string; before: string | null } | undefined> {
  const [found] = await sql<{ fullName: string; before: string | null }[]>`
    select k.full_name as "fullName", (select b.id from (${editionBefore(sql, sql`e.id`)}) b) as before
    from status_edition e
    join status s on s.id = e.status_id
    join municipality k on k.code = s.municipality_code
    where e.id = ${editionId} and (e.demo or not ${viewer.person?.demo === true})`;
  return found;
}

/** An initiative that an edition speaks of or rests on and that is not public. */
export interface UnpublishedInitiative {
  id: string;
  title: string;
}

/** The initiatives that become public along with an edition, or are left out of it, by title. */
export async function listUnpublishedInitiatives(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
): Promise<UnpublishedInitiative[]> {
  return sql<UnpublishedInitiative[]>`
    select i.id, i.title
    from initiative i
    join status_edition e on e.id = ${editionId}
    join status s on s.id = e.status_id
    where i.municipality_code = s.municipality_code and i.demo = s.demo and i.taken_back_at is null and i.hidden_at is null
      and not (i.published_at is not null and i.audience = 'public') and (e.demo or not ${viewer.person?.demo === true})
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
    order by i.title collate danish, i.id`;
}
