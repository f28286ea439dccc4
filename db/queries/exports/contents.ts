import type { DraftSubject } from "#app/domain/cases/policy.ts";
import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";
import type { CaseHandOverTable, CaseRevisionTable, CaseStoryTable, PictureTable } from "../../row-types.ts";
import { type CaseLinks, linkedCommitments } from "../cases/card.ts";
import { beginningIfUntitled, workState } from "../cases/draft.ts";
import { consentHolds } from "../cases/pictures.ts";
import { bylineOfReference } from "../citations.ts";
import { titleOfDocument } from "../visible.ts";

/*
 * All that is kept of the texts of a municipality, for its export: the policy has said that whoever asks runs it. Read some at a time, so
 * that a process never holds more than a few of them. Moments are ISO 8601 in UTC, as they stand in the file.
 */

/** A moment in SQL as it stands in an export: ISO 8601 in UTC. */
export const moment = (sql: Sql, column: ReturnType<Sql>) =>
  sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The texts of a municipality, the newest first: what was published last, and what was begun last. @param of.demo the invented ones, or the others */
export async function listExportIds(sql: Sql, of: { municipality: string; demo: boolean }): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from case_story where municipality_code = ${of.municipality} and demo = ${of.demo}
    order by coalesce(first_published_at, begun_at) desc, id`;
  return rows.map(({ id }) => id);
}

/** A version's hand-over for approval, and its answer. Names are null where nobody is meant, or the account is deleted. */
export interface ExportedHandOver extends Pick<CaseHandOverTable, "toAssociation" | "answer" | "words" | "quotes"> {
  handedOverAt: string;
  handedOverBy: string | null;
  /** The approver who was asked. */
  assignedTo: string | null;
  answeredAt: string | null;
  answeredBy: string | null;
}

/** A version of a text without what it says. */
export interface ExportedVersion extends Pick<CaseRevisionTable, "id" | "number" | "state" | "keptBecause"> {
  createdAt: string;
  /** It is the one that is published, or was when the text was withdrawn or hidden. */
  published: boolean;
  /** Who have written in it since the version before, who wrote last first; not those who have left. */
  authors: { name: string; lastWroteAt: string }[];
  /** Null for one that was not handed over. */
  handOver: ExportedHandOver | null;
}

/** A picture of a text; it may stand in any of its versions, or in none. */
export interface ExportedPicture extends Pick<PictureTable, "id" | "width" | "height" | "consentUntil"> {
  madeAt: string;
  madeBy: string | null;
  /** Its consent has ended: it is shown to nobody. */
  hidden: boolean;
}

/** A text with all that is kept of it beside what its versions say. */
export interface ExportedText
  extends Pick<
    CaseStoryTable,
    "id" | "slug" | "demo" | "visibility" | "withdrawnBecause" | "awaitsApproval" | "hiddenBefore"
  > {
  state: DraftSubject["state"];
  /** As it stands now; empty where none has been written. */
  title: string;
  /** The first words, where there is no title. */
  beginning: string;
  /** Addresses that it had before. */
  earlierSlugs: string[];
  begunAt: string;
  begunBy: string | null;
  firstPublishedAt: string | null;
  withdrawnAt: string | null;
  hiddenAt: string | null;
  binnedAt: string | null;
  /** Who have been added by name. */
  contributors: { name: string; addedAt: string }[];
  /** Warnings of the privacy check that stay, and why. */
  keptWarnings: { key: string; reason: string; by: string | null; at: string }[];
  /** What readers have reported and the coordinator has passed on to the writers, without who sent it. */
  reports: { message: string; reportedAt: string; passedOnAt: string; handledAt: string | null }[];
  /** The oldest first. */
  pictures: ExportedPicture[];
  /** The oldest first; what is being written is the last. */
  versions: ExportedVersion[];
}

/** What a person is called, in SQL; null for nobody, and for one who has left. */
export const personName = (sql: Sql, id: ReturnType<Sql>) =>
  sql`(select someone.name from person someone where someone.id = ${id})`;

/** These texts, in the order given. @param ids uuids */
export async function readExportTexts(sql: Sql, ids: readonly string[]): Promise<ExportedText[]> {
  return sql<ExportedText[]>`
    select c.id, c.slug, c.demo, c.visibility, c.withdrawn_because as "withdrawnBecause", c.awaits_approval as "awaitsApproval",
      c.hidden_before as "hiddenBefore",
      ${workState(sql)} as state, r.title, ${beginningIfUntitled(sql)} as beginning,
      array(select slug from retired_case_slug x where x.case_id = c.id order by slug) as "earlierSlugs",
      ${moment(sql, sql`c.begun_at`)} as "begunAt", ${personName(sql, sql`c.begun_by`)} as "begunBy",
      ${moment(sql, sql`c.first_published_at`)} as "firstPublishedAt", ${moment(sql, sql`c.withdrawn_at`)} as "withdrawnAt",
      ${moment(sql, sql`c.hidden_at`)} as "hiddenAt", ${moment(sql, sql`c.binned_at`)} as "binnedAt",
      coalesce((
        select json_agg(json_build_object('name', p.name, 'addedAt', ${moment(sql, sql`w.added_at`)}) order by w.added_at, p.name)
        from case_contributor w join person p on p.id = w.person_id where w.case_id = c.id
      ), '[]') as contributors,
      coalesce((
        select json_agg(json_build_object(
          'key', w.finding_key, 'reason', w.reason, 'by', ${personName(sql, sql`w.kept_by`)}, 'at', ${moment(sql, sql`w.kept_at`)}
        ) order by w.kept_at, w.finding_key)
        from kept_warning w where w.case_id = c.id
      ), '[]') as "keptWarnings",
      coalesce((
        select json_agg(json_build_object(
          'message', pr.message, 'reportedAt', ${moment(sql, sql`pr.reported_at`)}, 'passedOnAt', ${moment(sql, sql`pr.passed_on_at`)},
          'handledAt', ${moment(sql, sql`pr.handled_at`)}
        ) order by pr.reported_at, pr.id)
        from problem_report pr
        where pr.passed_on_at is not null and pr.municipality_code = c.municipality_code and pr.demo = c.demo
          and split_part(split_part(pr.path, '?', 1), '#', 1) in (
            select '/eksempler/' || address
            from (select c.slug union all select x.slug from retired_case_slug x where x.case_id = c.id) s (address)
          )
      ), '[]') as reports,
      coalesce((
        select json_agg(json_build_object(
          'id', p.id, 'width', p.width, 'height', p.height, 'consentUntil', p.consent_until, 'madeAt', ${moment(sql, sql`p.made_at`)},
          'madeBy', ${personName(sql, sql`p.made_by`)}, 'hidden', not ${consentHolds(sql)}
        ) order by p.made_at, p.id)
        from picture p where p.case_id = c.id
      ), '[]') as pictures,
      (
        select json_agg(json_build_object(
          'id', v.id, 'number', v.number, 'state', v.state, 'keptBecause', v.kept_because, 'createdAt', ${moment(sql, sql`v.created_at`)},
          'published', v.id is not distinct from c.published_revision_id,
          'authors', coalesce((
            select json_agg(json_build_object('name', p.name, 'lastWroteAt', ${moment(sql, sql`a.last_wrote_at`)})
              order by a.last_wrote_at desc, p.name)
            from case_revision_author a join person p on p.id = a.person_id where a.revision_id = v.id
          ), '[]'),
          'handOver', (
            select json_build_object(
              'handedOverAt', ${moment(sql, sql`h.handed_over_at`)}, 'handedOverBy', ${personName(sql, sql`h.handed_over_by`)},
              'assignedTo', ${personName(sql, sql`h.assigned_to`)}, 'toAssociation', h.to_association, 'answer', h.answer,
              'answeredAt', ${moment(sql, sql`h.answered_at`)}, 'answeredBy', ${personName(sql, sql`h.answered_by`)},
              'words', h.words, 'quotes', h.quotes
            ) from case_hand_over h where h.revision_id = v.id
          )
        ) order by v.number nulls last)
        from case_revision v where v.case_id = c.id
      ) as versions
    from case_story c join case_revision r on r.id = coalesce(c.working_revision_id, c.published_revision_id)
    where c.id = any(${[...ids]}::uuid[])
    order by array_position(${[...ids]}::uuid[], c.id)`;
}

/** The words of a version, and all that is chosen beside them. */
export interface ExportedBody
  extends Pick<
    CaseRevisionTable,
    | "id"
    | "title"
    | "summary"
    | "hard"
    | "stage"
    | "settings"
    | "levels"
    | "mellemformLevels"
    | "classLevels"
    | "schoolSize"
    | "partners"
    | "namesUnit"
    | "periodFrom"
    | "periodTo"
    | "visibility"
    | "text"
  > {
  unit: string | null;
  /** What it is retold from, or builds on. */
  document: { slug: string; title: string } | null;
  /** The most important first. */
  methods: { slug: string; title: string }[];
  commitments: CaseLinks["commitments"];
  /** What it rests on, in the order of the text. */
  citations: { address: string; title: string; byline: string }[];
  content: Content;
  /** Of what is being written, where it has been written in since the content was last derived from it: the shared text as it is stored. */
  shared: { snapshot: string; updates: string[] } | null;
}

/** The words and choices of these versions, in the order given. @param ids uuids of revisions */
export async function readExportBodies(sql: Sql, ids: readonly string[]): Promise<ExportedBody[]> {
  return sql<ExportedBody[]>`
    select v.id, v.title, v.summary, v.hard, v.stage, v.settings, v.levels, v.mellemform_levels as "mellemformLevels",
      v.class_levels as "classLevels", v.school_size as "schoolSize", v.partners, v.names_unit as "namesUnit",
      v.period_from as "periodFrom", v.period_to as "periodTo", v.visibility, v.text, v.content,
      (select u.name from unit u where u.id = v.unit_id) as unit,
      (select json_build_object('slug', d.slug, 'title', ${titleOfDocument(sql)}) from document d where d.id = v.document_id) as document,
      coalesce((
        select json_agg(json_build_object('slug', m.slug, 'title', mr.title) order by x.position)
        from case_method x join method m on m.id = x.method_id join method_revision mr on mr.id = m.published_revision_id
        where x.revision_id = v.id
      ), '[]') as methods,
      ${linkedCommitments(sql, sql`v.id`)} as commitments,
      coalesce((
        select json_agg(json_build_object(
          'address', coalesce('/dokumenter/' || d.slug || '#' || x.anchor, '/kilder/' || f.slug),
          'title', case when d.id is null then f.title else ${titleOfDocument(sql)} end,
          'byline', coalesce(d.publisher || ', ' || left(d.dated, 4), ${bylineOfReference(sql, "f")})
        ) order by x.position)
        from case_citation x
        left join document d on d.id = x.document_id
        left join reference f on f.slug = x.reference_slug
        where x.revision_id = v.id
      ), '[]') as citations,
      (
        select json_build_object('snapshot', encode(s.snapshot, 'hex'), 'updates', json_agg(encode(t.bytes, 'hex') order by t.id))
        from shared_text s join text_update t on t.revision_id = s.revision_id
        where s.revision_id = v.id and v.state = 'working'
        group by s.snapshot
      ) as shared
    from case_revision v
    where v.id = any(${[...ids]}::uuid[])
    order by array_position(${[...ids]}::uuid[], v.id)`;
}
