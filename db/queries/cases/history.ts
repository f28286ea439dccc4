import type { Viewer } from "#app/domain/viewer.ts";
import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";
import type { CaseHandOverTable, CaseRevisionTable } from "../../row-types.ts";
import { nearestPage, type Page, type Paging, slice, toPage } from "../paging.ts";
import { openDraft } from "./draft.ts";

/** A version in the list of a case's versions. */
export interface VersionRow extends Pick<CaseRevisionTable, "createdAt" | "state"> {
  number: number;
  keptBecause: NonNullable<CaseRevisionTable["keptBecause"]>;
  /** It is the one that is published, or was when the case was withdrawn or hidden. */
  published: boolean;
  /** Names of those who have written since the version before; not those who have left. */
  writers: string[];
  /** What came of it when it was handed over; null for one that was not. */
  handOver: VersionAnswer | null;
}

/** The answer to a version that was handed over. */
export interface VersionAnswer extends Pick<CaseHandOverTable, "answer" | "words" | "quotes"> {
  /** Who answered; null as long as nobody has, and for one who has left. */
  by: string | null;
}

/**
 * The versions of a case, for a viewer who may write it. What holds the place of a published version whose words were removed for good has not
 * been approved, and is none.
 */
const thereOf = (sql: Sql, viewer: Viewer, caseId: string) => sql`
  from case_story c
  join case_revision r on r.id = coalesce(c.working_revision_id, c.published_revision_id)
  join case_revision v on v.case_id = c.id
  where c.id = ${caseId} and ${openDraft(sql, viewer)} and not (c.awaits_approval and v.id = c.published_revision_id)`;

/** Names of those who have written a revision `v`, who wrote last first. */
const writersOf = (sql: Sql) => sql`array(
  select p.name from case_revision_author a join person p on p.id = a.person_id
  where a.revision_id = v.id order by a.last_wrote_at desc, p.name
)`;

/** One page of the versions of a case, the newest first, for a viewer who may write it; none for others. @param caseId a uuid */
export async function listVersions(sql: Sql, viewer: Viewer, caseId: string, asked: Paging): Promise<Page<VersionRow>> {
  return nearestPage(asked, async (paging) => {
    const rows = await sql<(VersionRow & { total: number })[]>`
      select v.number, v.created_at as "createdAt", v.state, v.kept_because as "keptBecause",
        v.id is not distinct from c.published_revision_id as published, ${writersOf(sql)} as writers,
        (
          select json_build_object('answer', h.answer, 'words', h.words, 'quotes', h.quotes, 'by', p.name)
          from case_hand_over h left join person p on p.id = h.answered_by
          where h.revision_id = v.id
        ) as "handOver",
        count(*) over ()::int as total
      ${thereOf(sql, viewer, caseId)} and v.number is not null
      order by v.number desc
      ${slice(sql, paging)}`;
    return toPage(rows, paging, async () => {
      const [row] = await sql<{ total: number }[]>`
        select count(*)::int as total ${thereOf(sql, viewer, caseId)} and v.number is not null`;
      return row?.total ?? 0;
    });
  });
}

/** A version, or what is being written, with all that can be compared. */
export interface VersionText
  extends Pick<
    CaseRevisionTable,
    | "id"
    | "number"
    | "createdAt"
    | "title"
    | "summary"
    | "stage"
    | "settings"
    | "levels"
    | "mellemformLevels"
    | "classLevels"
    | "namesUnit"
    | "periodFrom"
    | "periodTo"
    | "visibility"
    | "partners"
  > {
  unit: string | null;
  /** Titles, the most important first. */
  methods: string[];
  commitments: { year: number; number: number; why: string }[];
  content: Content;
  writers: string[];
  /** When somebody last wrote in it, or it was made. */
  savedAt: Date;
}

/**
 * A version of a case by its number, or what is being written as it was last derived, for a viewer who may write it; undefined for others
 * and where there is none.
 * @param caseId a uuid
 */
export async function findVersion(
  sql: Sql,
  viewer: Viewer,
  caseId: string,
  which: number | "working",
): Promise<VersionText | undefined> {
  const [found] = await sql<VersionText[]>`
    select v.id, v.number, v.created_at as "createdAt", v.title, v.summary, v.stage, v.settings, v.levels,
      v.mellemform_levels as "mellemformLevels", v.class_levels as "classLevels", v.names_unit as "namesUnit",
      v.period_from as "periodFrom", v.period_to as "periodTo", v.visibility, v.partners, v.content, ${writersOf(sql)} as writers,
      greatest(v.created_at, (select max(a.last_wrote_at) from case_revision_author a where a.revision_id = v.id)) as "savedAt",
      (select u.name from unit u where u.id = v.unit_id) as unit,
      array(
        select mr.title from case_method x join method m on m.id = x.method_id join method_revision mr on mr.id = m.published_revision_id
        where x.revision_id = v.id order by x.position
      ) as methods,
      coalesce((
        select json_agg(json_build_object('year', x.declaration_year, 'number', x.number, 'why', x.why) order by x.declaration_year desc, x.number)
        from case_commitment x where x.revision_id = v.id
      ), '[]') as commitments
    ${thereOf(sql, viewer, caseId)}
      and ${which === "working" ? sql`v.id = c.working_revision_id` : sql`v.number = ${which}`}`;
  return found;
}

/**
 * Gives a working revision the title, summary and choices of a version of the same case. Its text stays, and so do its unit and with whom
 * it is to be shared: what holds now decides on who may see it.
 */
export async function updateChoicesFromVersion(tx: Sql, revisionId: string, versionId: string): Promise<void> {
  await tx`
    update case_revision r set title = v.title, summary = v.summary, stage = v.stage, settings = v.settings, levels = v.levels,
      mellemform_levels = v.mellemform_levels, class_levels = v.class_levels, school_size = v.school_size, partners = v.partners,
      period_from = v.period_from, period_to = v.period_to
    from case_revision v
    where r.id = ${revisionId} and v.id = ${versionId} and v.case_id = r.case_id and r.state = 'working'`;
  await tx`delete from case_method where revision_id = ${revisionId}`;
  await tx`delete from case_commitment where revision_id = ${revisionId}`;
}
