import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";
import type { CaseRevisionTable, CaseStoryTable } from "../../row-types.ts";
import { copyLinks } from "./store.ts";

/** The published version of a case, and whether readers get it. */
export interface PublishedStanding
  extends Pick<CaseStoryTable, "visibility" | "withdrawnAt" | "withdrawnBecause">,
    Pick<CaseRevisionTable, "title" | "hard"> {
  slug: string;
  firstPublishedAt: Date;
  /** Of the published version. */
  revisionId: string;
  content: Content;
  /** Its name. */
  municipality: string;
  /** The addresses that it has had before. */
  earlier: string[];
}

/** The published version of a case; undefined where nothing ever was. The policy has said that the viewer may. */
export async function findPublished(sql: Sql, caseId: string): Promise<PublishedStanding | undefined> {
  const [found] = await sql<PublishedStanding[]>`
    select c.slug, c.visibility, c.withdrawn_at as "withdrawnAt", c.withdrawn_because as "withdrawnBecause",
      c.first_published_at as "firstPublishedAt", r.title, r.hard, r.id as "revisionId", r.content,
      (select name from municipality k where k.code = c.municipality_code) as municipality,
      array(select slug from retired_case_slug where case_id = c.id order by slug) as earlier
    from case_story c join case_revision r on r.id = c.published_revision_id
    where c.id = ${caseId}`;
  return found;
}

/**
 * Makes a submitted version the published one. Its working revision goes; a page that was hidden until it is approved anew is shown, one that
 * is hidden for other reasons stays hidden.
 * @param slug the address, where the case has none yet
 * @returns the address
 */
export async function updateToPublished(tx: Sql, caseId: string, revisionId: string, slug: string): Promise<string> {
  await tx`update case_revision set state = 'published' where id = ${revisionId}`;
  const [working] = await tx<
    { id: string | null }[]
  >`select working_revision_id as id from case_story where id = ${caseId}`;
  // What has been put in the place of removed words until now has never been approved, and is no version.
  const unapproved = await tx<{ id: string }[]>`
    select published_revision_id as id from case_story where id = ${caseId} and awaits_approval`;
  const [story] = await tx<{ slug: string }[]>`
    update case_story set
      published_revision_id = ${revisionId}, submitted_revision_id = null, working_revision_id = null,
      slug = coalesce(slug, ${slug}), first_published_at = coalesce(first_published_at, now()),
      visibility = (select visibility from case_revision where id = ${revisionId}),
      withdrawn_at = null, withdrawn_because = null,
      hidden_at = case when awaits_approval and not hidden_before then null else hidden_at end,
      awaits_approval = false, hidden_before = false
    where id = ${caseId}
    returning slug`;
  await tx`delete from case_revision where id = any(${[...unapproved.map(({ id }) => id), working?.id ?? null]}::uuid[])`;
  return story?.slug ?? slug;
}

/** Addresses are chosen one after the other. */
const choosingSlug = "addresses of cases";

/**
 * An address that no text has or has had: the wanted one, with a number where it is taken. Nobody else gets it before the transaction ends.
 * @param wanted lower-case ASCII
 */
export async function findFreeSlug(tx: Sql, wanted: string): Promise<string> {
  await tx`select pg_advisory_xact_lock(hashtext(${choosingSlug}))`;
  const taken = await tx<{ slug: string }[]>`
    select slug from (
      select slug from case_story union all select slug from retired_case_slug
      union all select slug from method union all select slug from retired_method_slug union all select slug from document
    ) known
    where slug = ${wanted} or slug like ${`${wanted}-%`}`;
  const known = new Set(taken.map(({ slug }) => slug));
  if (!known.has(wanted)) return wanted;
  let number = 2;
  while (known.has(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}

/**
 * Gives a case another address; the one that it had leads there. Going back to an earlier one is one of the ways.
 * @returns false when another text has the address, or has had it
 */
export async function updateSlug(tx: Sql, caseId: string, slug: string): Promise<boolean> {
  await tx`select pg_advisory_xact_lock(hashtext(${choosingSlug}))`;
  const taken = await tx`
    select from case_story where slug = ${slug} and id <> ${caseId}
    union all select from retired_case_slug where slug = ${slug} and case_id <> ${caseId}`;
  if (taken.length > 0) return false;
  await tx`delete from retired_case_slug where slug = ${slug} and case_id = ${caseId}`;
  const [before] = await tx<{ slug: string }[]>`select slug from case_story where id = ${caseId}`;
  await tx`update case_story set slug = ${slug} where id = ${caseId}`;
  await tx`insert into retired_case_slug (slug, case_id) values (${before?.slug ?? ""}, ${caseId})`;
  return true;
}

/** Ends the writing beside what is published: the working revision goes, with its shared text and who wrote in it. */
export async function removeWorkingRevision(tx: Sql, caseId: string): Promise<void> {
  const [story] = await tx<{ working: string | null }[]>`
    select working_revision_id as working from case_story where id = ${caseId}`;
  await tx`update case_story set working_revision_id = null where id = ${caseId}`;
  await tx`delete from case_revision where id = ${story?.working ?? null} and state = 'working'`;
}

/** Takes a case away from its readers. @param because what those who write it read */
export async function updateWithdrawn(tx: Sql, caseId: string, because: string): Promise<void> {
  await tx`update case_story set withdrawn_at = now(), withdrawn_because = ${because} where id = ${caseId}`;
}

/** Shares what is published of a case with fewer, and what is on its way to take its place with no more than that. */
export async function updateNarrower(tx: Sql, caseId: string, visibility: CaseStoryTable["visibility"]): Promise<void> {
  await tx`update case_story set visibility = ${visibility} where id = ${caseId}`;
  await tx`
    update case_revision r set visibility = ${visibility}
    from case_story c
    where c.id = ${caseId} and r.id in (c.working_revision_id, c.submitted_revision_id)
      and array_position(array['municipality', 'network', 'public'], r.visibility)
        > array_position(array['municipality', 'network', 'public'], ${visibility})`;
}

/**
 * Begins a new working revision beside the published version, with its choices and its shared text; shared with no more than the published
 * one is now.
 * @param text its content as writers can go on with it
 * @returns its id
 */
export async function insertWorkingRevision(
  tx: Sql,
  caseId: string,
  publishedId: string,
  text: { content: Content; text: string; snapshot: Uint8Array },
): Promise<string> {
  const [made] = await tx<{ id: string }[]>`
    insert into case_revision (
      case_id, municipality_code, title, summary, hard, stage, settings, levels, mellemform_levels, class_levels, school_size, partners,
      unit_id, period_from, period_to, document_id, content, text, visibility, names_unit, state
    )
    select r.case_id, r.municipality_code, r.title, r.summary, r.hard, r.stage, r.settings, r.levels, r.mellemform_levels, r.class_levels,
      r.school_size, r.partners, r.unit_id, r.period_from, r.period_to, r.document_id, ${tx.json(text.content as never)}, ${text.text},
      c.visibility, r.names_unit, 'working'
    from case_revision r join case_story c on c.id = r.case_id
    where r.id = ${publishedId} and r.case_id = ${caseId}
    returning id`;
  const id = made?.id ?? "";
  await copyLinks(tx, publishedId, id);
  await tx`insert into shared_text (revision_id, snapshot) values (${id}, ${Buffer.from(text.snapshot)})`;
  await tx`update case_story set working_revision_id = ${id} where id = ${caseId}`;
  return id;
}
