import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type {
  FocusItemTable,
  FollowUpDataTable,
  FollowUpPaperTable,
  FollowUpSectionTable,
  MandatePointTable,
  MandateTable,
  ThematicFollowUpTable,
} from "../../row-types.ts";
import { addressOf, type RowSource, rowSource } from "../row-sources.ts";
import { visibleDocument, visibleIndicator, visibleInitiative, visibleMandate } from "../visible.ts";

/** A part of each paper, and when it is due. */
export interface ShownSection extends Pick<FollowUpSectionTable, "id" | "title" | "dueMonths" | "duePrinted"> {
  address: string | null;
  indicators: { slug: string; title: string }[];
}

/** A closer look at one theme. */
export interface ShownFollowUp
  extends Pick<
    ThematicFollowUpTable,
    "id" | "periodPrinted" | "numeral" | "theme" | "themeNote" | "focusKind" | "note"
  > {
  address: string | null;
  initiative: { slug: string; title: string } | null;
  /** Questions or topics; `under` is the position of the question that one is a part of. */
  focus: (Pick<FocusItemTable, "position" | "under" | "text"> & { address: string | null })[];
  data: Pick<FollowUpDataTable, "kind" | "printed" | "added">[];
}

/** Who asked for a follow-up, of what, and how it is given. */
export interface ShownMandate
  extends Pick<MandateTable, "id" | "demo" | "title" | "askedBy" | "askedWhen" | "howOften" | "answeredBy"> {
  /** Null: the municipality's own word. */
  source: RowSource | null;
  points: (Pick<MandatePointTable, "text"> & { address: string | null })[];
  papers: (Pick<FollowUpPaperTable, "title" | "datedPrinted" | "body"> & {
    /** The day of the meeting, `YYYY-MM-DD`. */
    metOn: string | null;
    /** The slug of the document. */
    document: string | null;
  })[];
  sections: ShownSection[];
  followUps: ShownFollowUp[];
}

/** A section that is due, with the follow-up that it is a part of. */
export interface DueSection extends Pick<FollowUpSectionTable, "id" | "title" | "dueMonths"> {
  mandate: Pick<MandateTable, "id" | "title" | "demo">;
}

/**
 * The sections of a municipality's follow-ups that are due in a month, with those that are due every time, in their order.
 * @param of.code its official code
 * @param of.month from 1, January
 */
export async function sectionsDueIn(
  sql: Sql,
  viewer: Viewer,
  { code, month }: { code: string; month: number },
): Promise<DueSection[]> {
  return sql<DueSection[]>`
    select s.id, s.title, s.due_months as "dueMonths", json_build_object('id', m.id, 'title', m.title, 'demo', m.demo) as mandate
    from mandate m join follow_up_section s on s.mandate_id = m.id
    where m.municipality_code = ${code} and ${visibleMandate(sql, viewer)}
      and (s.due_months = '{}' or ${month}::smallint = any(s.due_months))
    order by m.demo, m.title collate danish, m.id, s.position`;
}

/** The columns of a `ShownMandate`, of `mandate m`. */
export const mandateColumns = (sql: Sql, viewer: Viewer) => sql`
  m.id, m.demo, m.title, m.asked_by as "askedBy", m.asked_when as "askedWhen", m.how_often as "howOften",
  m.answered_by as "answeredBy", ${rowSource(sql, "m")} as source,
  coalesce((
    select json_agg(json_build_object('text', o.text, 'address', ${addressOf(sql, "o")}) order by o.position)
    from mandate_point o where o.mandate_id = m.id
  ), '[]') as points,
  coalesce((
    select json_agg(json_build_object(
      'title', o.title, 'datedPrinted', o.dated_printed, 'body', o.body, 'metOn', o.met_on,
      'document', (select d.slug from document d where d.id = o.document_id and ${visibleDocument(sql)})
    ) order by o.position)
    from follow_up_paper o where o.mandate_id = m.id
  ), '[]') as papers,
  coalesce((
    select json_agg(json_build_object(
      'id', s.id, 'title', s.title, 'dueMonths', s.due_months, 'duePrinted', s.due_printed, 'address', ${addressOf(sql, "s")},
      'indicators', coalesce((
        select json_agg(json_build_object('slug', x.slug, 'title', x.title) order by y.position)
        from indicator_section y join indicator x on x.id = y.indicator_id
        where y.section_id = s.id and ${visibleIndicator(sql)}
      ), '[]')
    ) order by s.position)
    from follow_up_section s where s.mandate_id = m.id
  ), '[]') as sections,
  coalesce((
    select json_agg(json_build_object(
      'id', t.id, 'periodPrinted', t.period_printed, 'numeral', t.numeral, 'theme', t.theme, 'themeNote', t.theme_note,
      'focusKind', t.focus_kind, 'note', t.note, 'address', ${addressOf(sql, "t")},
      'initiative', (
        select json_build_object('slug', i.slug, 'title', i.title) from initiative i
        where i.id = t.initiative_id and ${visibleInitiative(sql, viewer)}
      ),
      'focus', coalesce((
        select json_agg(json_build_object('position', f.position, 'under', f.under, 'text', f.text, 'address', ${addressOf(sql, "f")})
          order by f.position)
        from focus_item f where f.follow_up_id = t.id
      ), '[]'),
      'data', coalesce((
        select json_agg(json_build_object('kind', y.kind, 'printed', y.printed, 'added', y.added) order by y.position)
        from follow_up_data y where y.follow_up_id = t.id
      ), '[]')
    ) order by t.position)
    from thematic_follow_up t where t.mandate_id = m.id
  ), '[]') as "followUps"`;

/** The follow-ups that a municipality has been asked for. @param code its official code */
export async function mandatesOfMunicipality(sql: Sql, viewer: Viewer, code: string): Promise<ShownMandate[]> {
  return sql<ShownMandate[]>`
    select ${mandateColumns(sql, viewer)}
    from mandate m
    where m.municipality_code = ${code} and ${visibleMandate(sql, viewer)}
    order by m.demo, m.title collate danish`;
}
