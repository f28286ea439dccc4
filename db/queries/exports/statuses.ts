import type { Sql } from "../../client.ts";
import type { StatusAnswerTable, StatusEditionTable, StatusEvidenceTable, StatusPartTable } from "../../row-types.ts";
import { moment, personName } from "./contents.ts";
import type { ExportedOf } from "./ground.ts";

/** An answer of an edition, with the title of what it is said of where that has one. */
export interface ExportedAnswer extends Pick<StatusAnswerTable, "subject" | "field" | "value"> {
  about: string | null;
  changedAt: string;
  /** Null for what was filled in from the status before. */
  changedBy: string | null;
}

/** An edition of a status with all that was answered in it. */
export interface ExportedEdition
  extends Pick<
    StatusEditionTable,
    | "id"
    | "number"
    | "origin"
    | "kind"
    | "because"
    | "state"
    | "cutOff"
    | "metOn"
    | "body"
    | "answerWords"
    | "publishOn"
    | "late"
    | "outcome"
    | "outcomeOn"
    | "agendaItem"
  > {
  begunAt: string;
  begunBy: string | null;
  submittedAt: string | null;
  submittedBy: string | null;
  answeredAt: string | null;
  answeredBy: string | null;
  publishedAt: string | null;
  parts: Pick<StatusPartTable, "position" | "kind" | "title">[];
  answers: ExportedAnswer[];
  /** What claims rest on: the id of each thing, or its place in a document; null for what is gone. */
  evidence: (Pick<StatusEvidenceTable, "subject" | "kind"> & { thing: string | null })[];
}

/** A status of a half year with its editions. */
export interface ExportedStatus {
  id: string;
  demo: boolean;
  period: string;
  hiddenAt: string | null;
  /** Its words were removed for good. */
  removedAt: string | null;
  editions: ExportedEdition[];
}

/** A municipality's statuses, also what is being written, by period and in the order of their editions. */
export async function readExportStatuses(sql: Sql, { municipality, demo }: ExportedOf): Promise<ExportedStatus[]> {
  return sql<ExportedStatus[]>`
    select s.id, s.demo, s.period_code as period, ${moment(sql, sql`s.hidden_at`)} as "hiddenAt", ${moment(sql, sql`s.removed_at`)} as "removedAt",
      coalesce((
        select json_agg(json_build_object(
          'id', e.id, 'number', e.number, 'origin', e.origin, 'kind', e.kind, 'because', e.because, 'state', e.state, 'cutOff', e.cut_off,
          'metOn', e.met_on, 'body', e.body, 'answerWords', e.answer_words, 'publishOn', e.publish_on, 'late', e.late, 'outcome', e.outcome,
          'outcomeOn', e.outcome_on, 'agendaItem', e.agenda_item,
          'begunAt', ${moment(sql, sql`e.begun_at`)}, 'begunBy', ${personName(sql, sql`e.begun_by`)},
          'submittedAt', ${moment(sql, sql`e.submitted_at`)}, 'submittedBy', ${personName(sql, sql`e.submitted_by`)},
          'answeredAt', ${moment(sql, sql`e.answered_at`)}, 'answeredBy', ${personName(sql, sql`e.answered_by`)},
          'publishedAt', ${moment(sql, sql`e.published_at`)},
          'parts', coalesce((
            select json_agg(json_build_object('position', p.position, 'kind', p.kind, 'title', p.title) order by p.position)
            from status_part p where p.edition_id = e.id
          ), '[]'),
          'answers', coalesce((
            select json_agg(json_build_object(
              'subject', a.subject, 'field', a.field, 'value', a.value, 'about', coalesce(
                (select p.title from status_part p where p.edition_id = e.id and a.subject = 'part:' || p.position),
                (select i.title from initiative i where a.subject = 'initiative:' || i.id),
                (select m.title from milestone m where a.subject = 'milestone:' || m.id)
              ),
              'changedAt', ${moment(sql, sql`a.changed_at`)}, 'changedBy', ${personName(sql, sql`a.changed_by`)}
            ) order by a.subject, a.field)
            from status_answer a where a.edition_id = e.id and a.value <> ''
          ), '[]'),
          'evidence', coalesce((
            select json_agg(json_build_object('subject', v.subject, 'kind', v.kind, 'thing', coalesce(
              v.case_id::text, v.value_id::text, v.line_id::text, v.initiative_id::text, v.milestone_id::text,
              (select '/dokumenter/' || d.slug || '#' || v.anchor from document d where d.id = v.document_id)
            )) order by v.subject, v.added_at, v.id)
            from status_evidence v where v.edition_id = e.id and v.chosen
          ), '[]')
        ) order by e.number)
        from status_edition e where e.status_id = s.id
      ), '[]') as editions
    from status s
    where s.municipality_code = ${municipality} and s.demo = ${demo}
    order by s.period_code`;
}
