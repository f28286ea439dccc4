import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";
import { copyCitations, copyLinks } from "./store.ts";

/** What a page says that is hidden until its text is approved anew, where the text has no title or summary of its own. */
const waiting = { title: "Uden titel", summary: "Teksten venter på at blive godkendt igen." };

/**
 * Replaces the working revision by a new one with the same choices and writers, and a shared text of its own that knows nothing of what was
 * written before: an older copy in a browser belongs to a text that is no more.
 * @param text what stands now
 * @returns the id of the new one
 */
export async function insertWorkingAnew(
  tx: Sql,
  caseId: string,
  workingId: string,
  { content, text, snapshot }: { content: Content; text: string; snapshot: Uint8Array },
): Promise<string> {
  // What was hard is taken from the text when it is handed over; what is stored of it may be older.
  const [made] = await tx<{ id: string }[]>`
    insert into case_revision (
      case_id, municipality_code, title, summary, stage, settings, levels, mellemform_levels, class_levels, school_size, partners,
      unit_id, period_from, period_to, document_id, content, text, visibility, names_unit, state
    )
    select case_id, municipality_code, title, summary, stage, settings, levels, mellemform_levels, class_levels, school_size, partners,
      unit_id, period_from, period_to, document_id, ${tx.json(content as never)}, ${text}, visibility, names_unit, 'working'
    from case_revision where id = ${workingId} and case_id = ${caseId}
    returning id`;
  const id = made?.id ?? "";
  await copyLinks(tx, workingId, id);
  await copyCitations(tx, workingId, id);
  await tx`
    insert into case_revision_author (revision_id, person_id, last_wrote_at)
    select ${id}, person_id, last_wrote_at from case_revision_author where revision_id = ${workingId}`;
  await tx`insert into shared_text (revision_id, snapshot) values (${id}, ${Buffer.from(snapshot)})`;
  await tx`update case_story set working_revision_id = ${id} where id = ${caseId}`;
  return id;
}

/**
 * Hides what is public of a case until it is approved anew, and puts the words of its working revision in the place of those that it held:
 * nothing of them stays. They have not been approved, so nothing that was answered to those before is kept.
 * @returns whether a version that was approved has gone by it
 */
export async function updatePublishedToWorking(tx: Sql, caseId: string): Promise<boolean> {
  const [story] = await tx<{ published: string | null; working: string; awaits: boolean }[]>`
    select published_revision_id as published, working_revision_id as working, awaits_approval as awaits
    from case_story where id = ${caseId}`;
  if (!story?.published) return false;
  const { published, working, awaits } = story;
  await tx`
    update case_revision p set title = coalesce(nullif(w.title, ''), ${waiting.title}),
      summary = coalesce(nullif(w.summary, ''), ${waiting.summary}), hard = null, content = w.content, text = w.text,
      stage = coalesce(w.stage, p.stage), settings = w.settings, levels = w.levels, mellemform_levels = w.mellemform_levels,
      class_levels = w.class_levels, school_size = w.school_size, partners = w.partners, unit_id = w.unit_id,
      names_unit = coalesce(w.names_unit, false), period_from = w.period_from, period_to = w.period_to
    from case_revision w
    where p.id = ${published} and w.id = ${working}`;
  await tx`delete from case_method where revision_id = ${published}`;
  await tx`delete from case_commitment where revision_id = ${published}`;
  await copyLinks(tx, working, published);
  await tx`delete from case_hand_over where revision_id = ${published}`;
  await tx`
    update case_story set
      hidden_before = case when awaits_approval then hidden_before else hidden_at is not null end,
      hidden_at = coalesce(hidden_at, now()), awaits_approval = true
    where id = ${caseId}`;
  return !awaits;
}

/**
 * Deletes every version of a case but the published one, with what was said of them and what was written on the way; and of the published
 * one the words that it was answered with, and who wrote it.
 * @returns how many versions
 */
export async function removeVersions(tx: Sql, caseId: string): Promise<number> {
  await tx`delete from kept_warning where case_id = ${caseId}`;
  await tx`
    update case_hand_over set words = null, quotes = '{}'
    where revision_id = (select published_revision_id from case_story where id = ${caseId})`;
  await tx`delete from case_revision_author where revision_id = (select published_revision_id from case_story where id = ${caseId})`;
  const removed = await tx<{ number: number | null }[]>`
    delete from case_revision r using case_story c
    where c.id = ${caseId} and r.case_id = c.id
      and r.id is distinct from c.published_revision_id and r.id is distinct from c.working_revision_id
    returning r.number`;
  return removed.filter(({ number }) => number !== null).length;
}

/** The addresses of a case: the one in use, if it has one, and those that it had before. */
export async function listSlugsOfCase(tx: Sql, caseId: string): Promise<{ slug: string; inUse: boolean }[]> {
  return tx<{ slug: string; inUse: boolean }[]>`
    select slug, true as "inUse" from case_story where id = ${caseId} and slug is not null
    union all select slug, false from retired_case_slug where case_id = ${caseId}`;
}

/**
 * Forgets an address of a case everywhere: nothing leads from there any more. What was noted about it is noted about the new one.
 * @param to the address that takes its place; null for one that it had before
 */
export async function removeSlug(tx: Sql, caseId: string, slug: string, to: string | null): Promise<void> {
  if (to === null) await tx`delete from retired_case_slug where slug = ${slug} and case_id = ${caseId}`;
  else await tx`update case_story set slug = ${to} where id = ${caseId} and slug = ${slug}`;
  const [before, after] = [`/eksempler/${slug}`, to === null ? draftAddress(caseId) : `/eksempler/${to}`];
  await tx`update audit_log set subject = ${after} where subject = ${before}`;
  await tx`update problem_report set path = ${after} where path = ${before}`;
}

const draftAddress = (caseId: string) => `/mine-tekster/${caseId}`;
