import type { Viewer } from "#app/domain/viewer.ts";
import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";
import type { CaseHandOverTable, CaseRevisionTable, CaseStoryTable, KeptWarningTable } from "../../row-types.ts";
import type { CitationTarget } from "../citations.ts";
import { titleOfDocument } from "../visible.ts";
import { type CaseCardRow, type CaseLinks, linkColumns } from "./card.ts";
import { handedToAssociation, openDraft } from "./draft.ts";
import { insertCaseCitations } from "./store.ts";
import { keepVersion } from "./versions.ts";

/** A text that is not published, with all that its page shows. */
export interface UnpublishedCase
  extends Omit<CaseCardRow, "slug" | "stage" | "publishedAt">,
    CaseLinks,
    Pick<
      CaseRevisionTable,
      "mellemformLevels" | "classLevels" | "schoolSize" | "partners" | "periodFrom" | "periodTo"
    > {
  stage: CaseRevisionTable["stage"];
  /** The unit as readers are told it; null where they are not. */
  unit: string | null;
  document: { slug: string; title: string } | null;
  revisionId: string;
  visibility: CaseStoryTable["visibility"];
  namesUnit: boolean | null;
  content: Content;
}

/**
 * What is being written, or what is submitted, as its readers will get it: for a viewer who may write in the draft, what is submitted also
 * for KL where it has been handed it. Undefined for others, and where there is none. @param id a uuid
 */
export async function findUnpublished(
  sql: Sql,
  viewer: Viewer,
  id: string,
  which: "working" | "submitted",
): Promise<UnpublishedCase | undefined> {
  const revision = which === "working" ? sql`c.working_revision_id` : sql`c.submitted_revision_id`;
  const open = openDraft(sql, viewer);
  const [item] = await sql<UnpublishedCase[]>`
    select c.id, c.demo, r.title, r.summary, r.hard, r.stage, r.settings, r.levels, false as retold,
      json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality,
      (select left(source.dated, 4) from document source where source.id = r.document_id) as "sourceYear",
      r.mellemform_levels as "mellemformLevels", r.class_levels as "classLevels", r.school_size as "schoolSize", r.partners,
      case when r.names_unit then u.name end as unit, r.period_from as "periodFrom", r.period_to as "periodTo",
      r.content, r.id as "revisionId", r.visibility, r.names_unit as "namesUnit",
      (select json_build_object('slug', d.slug, 'title', ${titleOfDocument(sql)}) from document d where d.id = r.document_id) as document,
      ${linkColumns(sql, viewer)}
    from case_story c
    join case_revision r on r.id = ${revision}
    join municipality k on k.code = c.municipality_code
    left join unit u on u.id = r.unit_id
    where c.id = ${id} and ${which === "working" ? open : sql`(${open} or ${handedToAssociation(sql, viewer)})`}`;
  return item;
}

/** A person by name. */
interface Named {
  id: string;
  name: string;
}

/** A version on its way to a yes, or what came of it. */
export interface HandOver
  extends Pick<CaseHandOverTable, "handedOverAt" | "toAssociation" | "answer" | "words" | "quotes"> {
  revisionId: string;
  /** Of the version. */
  number: number;
  /** The last one before it that was published, and the last one that was returned, the newest first; none for the first. */
  before: { number: number; because: "published" | "returned" }[];
  /** Null once the account is deleted. */
  handedOverBy: Named | null;
  assignedTo: Named | null;
  answeredBy: Named | null;
  answeredAt: Date | null;
}

const person = (sql: Sql, column: "handed_over_by" | "assigned_to" | "answered_by") =>
  sql`(select json_build_object('id', p.id, 'name', p.name) from person p where p.id = h.${sql(column)})`;

/** The last version of a case that was handed over, with the answer if there is one; undefined where none ever was. */
export async function findLastHandOver(sql: Sql, caseId: string): Promise<HandOver | undefined> {
  const [found] = await sql<HandOver[]>`
    select h.revision_id as "revisionId", v.number, array(
        select json_build_object('number', max(known.number), 'because', known.because)
        from (
          select b.number, case when b.state = 'published' then 'published' else 'returned' end as because
          from case_revision b left join case_hand_over f on f.revision_id = b.id
          where b.case_id = v.case_id and b.number < v.number and (
            f.answer = 'returned'
            or b.state = 'published'
              and not exists (select from case_story c where c.published_revision_id = b.id and c.awaits_approval)
          )
        ) known
        group by known.because order by max(known.number) desc
      ) as before, h.handed_over_at as "handedOverAt", h.to_association as "toAssociation", h.answer, h.words,
      h.quotes, h.answered_at as "answeredAt",
      ${person(sql, "handed_over_by")} as "handedOverBy", ${person(sql, "assigned_to")} as "assignedTo",
      ${person(sql, "answered_by")} as "answeredBy"
    from case_hand_over h join case_revision v on v.id = h.revision_id
    where v.case_id = ${caseId}
    order by v.number desc limit 1`;
  return found;
}

/** What came of a version that was handed over. */
interface Outcome extends Pick<CaseHandOverTable, "answer"> {
  /** Who answered; null as long as nobody has, and for one who has left. */
  by: string | null;
  /** Of the version. */
  number: number;
}

/** The answer to a version that was handed over, and who gave it; undefined for one that never was. */
export async function findAnswer(sql: Sql, caseId: string, revisionId: string): Promise<Outcome | undefined> {
  const [found] = await sql<Outcome[]>`
    select h.answer, (select p.name from person p where p.id = h.answered_by) as by, v.number
    from case_hand_over h join case_revision v on v.id = h.revision_id
    where h.revision_id = ${revisionId} and v.case_id = ${caseId}`;
  return found;
}

/** Somebody who may say yes. */
export interface Approver extends Named {
  role: "approver" | "coordinator";
  /** The unit that the role is limited to. */
  unit: string | null;
}

/**
 * The people of the municipality who may say yes to what is being written of a case: a role that covers its unit, and no word of it since
 * the last publication. To an invented case invented people are those that count. By name.
 * @param except who hands it over
 */
export async function listApprovers(sql: Sql, caseId: string, except: string | null): Promise<Approver[]> {
  return sql<Approver[]>`
    select * from (
      select distinct on (p.id) p.id, p.name, g.role, u.name as unit
      from case_story c
      join case_revision r on r.id = c.working_revision_id
      join role_grant g on g.municipality_code = c.municipality_code and g.role in ('approver', 'coordinator')
        and (g.unit_id is null or g.unit_id = r.unit_id)
      join person p on p.id = g.person_id and p.demo = c.demo
      left join unit u on u.id = g.unit_id
      where c.id = ${caseId} and p.id is distinct from ${except}::uuid
        and not exists (select from case_revision_author a where a.revision_id = r.id and a.person_id = p.id)
      order by p.id, g.role
    ) approver
    order by name collate danish, id`;
}

/** The names of those who have written in a case since it was last published. */
export async function listAuthors(sql: Sql, caseId: string): Promise<Named[]> {
  return sql<Named[]>`
    select p.id, p.name
    from case_story c join case_revision_author a on a.revision_id = c.working_revision_id join person p on p.id = a.person_id
    where c.id = ${caseId}
    order by p.name collate danish, p.id`;
}

/** A warning of the privacy check that stays, and why. */
export interface KeptWarning extends Pick<KeptWarningTable, "reason"> {
  key: KeptWarningTable["findingKey"];
  /** Null once the account is deleted. */
  by: string | null;
}

/** The warnings that the writers of a case have kept. */
export async function listKeptWarnings(sql: Sql, caseId: string): Promise<KeptWarning[]> {
  return sql<KeptWarning[]>`
    select w.finding_key as key, w.reason, p.name as by
    from kept_warning w left join person p on p.id = w.kept_by
    where w.case_id = ${caseId}
    order by w.kept_at, w.finding_key`;
}

/** Keeps these warnings of a case, and no others. Who gave a reason that stands stays. @param reasons by the key of the finding */
export async function updateKeptWarnings(
  tx: Sql,
  caseId: string,
  reasons: Readonly<Record<string, string>>,
  by: string,
): Promise<void> {
  const keys = Object.keys(reasons);
  await tx`delete from kept_warning where case_id = ${caseId} and not finding_key = any(${keys}::text[])`;
  await tx`
    insert into kept_warning as w (case_id, finding_key, reason, kept_by)
    select ${caseId}, key, reason, ${by}
    from unnest(${keys}::text[], ${Object.values(reasons)}::text[]) as kept (key, reason)
    on conflict (case_id, finding_key) do update set reason = excluded.reason, kept_by = excluded.kept_by, kept_at = now()
    where w.reason <> excluded.reason`;
}

/** The fields that the hand-over asks for. */
export interface HandOverFields extends Pick<CaseRevisionTable, "title" | "summary" | "stage" | "namesUnit"> {
  settings: readonly string[];
}

/** Gives a working revision what the hand-over has asked for. What is left out stays as it is. */
export async function updateHandOverFields(
  tx: Sql,
  revisionId: string,
  { title, summary, stage, settings, namesUnit }: Partial<HandOverFields>,
): Promise<void> {
  await tx`
    update case_revision set title = coalesce(${title ?? null}, title), summary = coalesce(${summary ?? null}, summary),
      stage = coalesce(${stage ?? null}, stage), settings = coalesce(${settings ? [...settings] : null}, settings),
      names_unit = coalesce(${namesUnit ?? null}, names_unit)
    where id = ${revisionId}`;
}

/** Notes that somebody has written in a working revision, or changed a choice of it. */
export async function updateAuthor(tx: Sql, revisionId: string, personId: string): Promise<void> {
  await tx`
    insert into case_revision_author (revision_id, person_id) values (${revisionId}, ${personId})
    on conflict (revision_id, person_id) do update set last_wrote_at = clock_timestamp()`;
}

/** The text of a frozen version, and what is made from it; the choices are those of its working revision. */
export interface FrozenText extends Pick<CaseRevisionTable, "hard" | "text"> {
  content: Content;
  citations: readonly CitationTarget[];
}

/** A working revision as a verb finds it. */
export interface WorkingRevision extends Pick<CaseRevisionTable, "id" | "unitId"> {
  /** One pair of eyes is enough in the municipality. */
  alone: boolean;
}

/** The working revision of a case; undefined where nobody writes. The policy has said that the viewer may. */
export async function findWorkingRevision(sql: Sql, caseId: string): Promise<WorkingRevision | undefined> {
  const [found] = await sql<WorkingRevision[]>`
    select r.id, r.unit_id as "unitId", k.pairs_of_eyes = 1 as alone
    from case_story c join case_revision r on r.id = c.working_revision_id
    join municipality k on k.code = c.municipality_code
    where c.id = ${caseId}`;
  return found;
}

/**
 * Freezes what is being written of a case: a version which waits for a yes. Call it after `deriveWorkingText`.
 * @returns the version's id
 */
export async function insertSubmitted(tx: Sql, caseId: string, frozen: FrozenText): Promise<string> {
  const { id } = await keepVersion(tx, caseId, "handed_over");
  await tx`
    update case_revision set content = ${tx.json(frozen.content as never)}, text = ${frozen.text}, hard = ${frozen.hard}
    where id = ${id}`;
  await tx`delete from case_citation where revision_id = ${id}`;
  await insertCaseCitations(tx, id, frozen.citations);
  await tx`update case_story set submitted_revision_id = ${id} where id = ${caseId}`;
  return id;
}

/** Notes that a version is handed over. */
export async function insertHandOver(
  tx: Sql,
  handOver: { revisionId: string; by: string; assignedTo: string | null; toAssociation: boolean },
): Promise<void> {
  await tx`
    insert into case_hand_over (revision_id, handed_over_by, assigned_to, to_association)
    values (${handOver.revisionId}, ${handOver.by}, ${handOver.assignedTo}, ${handOver.toAssociation})`;
}

/** Asks another approver, or none in particular, about a version that waits. */
export async function updateAssigned(tx: Sql, revisionId: string, assignedTo: string | null): Promise<void> {
  await tx`update case_hand_over set assigned_to = ${assignedTo}, to_association = false where revision_id = ${revisionId}`;
}

/** Notes the answer to a version that was handed over. */
export async function updateAnswer(
  tx: Sql,
  revisionId: string,
  given: {
    answer: NonNullable<CaseHandOverTable["answer"]>;
    by: string;
    words: string | null;
    quotes: readonly string[];
  },
): Promise<void> {
  await tx`
    update case_hand_over set answer = ${given.answer}, answered_by = ${given.by}, answered_at = clock_timestamp(), words = ${given.words},
      quotes = ${[...given.quotes]}
    where revision_id = ${revisionId}`;
}

/** Lets a text be written again: what was submitted of it becomes a version like others. */
export async function updateToWritable(tx: Sql, caseId: string, revisionId: string): Promise<void> {
  await tx`update case_story set submitted_revision_id = null where id = ${caseId}`;
  await tx`update case_revision set state = 'kept' where id = ${revisionId}`;
}
