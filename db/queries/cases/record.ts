import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { CaseRevisionTable } from "../../row-types.ts";
import { knownText, publishedText, titleOfDocument, visibleCase } from "../visible.ts";
import { type CaseCardRow, type CaseLinks, cardColumns, cardTables, isRetold, linkColumns } from "./card.ts";

/** A case with all that it is filtered by. */
export interface CaseRecord
  extends CaseCardRow,
    CaseLinks,
    Pick<CaseRevisionTable, "classLevels" | "periodFrom" | "periodTo"> {
  updatedAt: Date;
  /** What it is retold from; null: written by the municipality. */
  document: { id: string; slug: string; title: string } | null;
}

const caseRecord = (sql: Sql, viewer: Viewer) => sql`
  ${cardColumns(sql)}, r.class_levels as "classLevels", r.period_from as "periodFrom", r.period_to as "periodTo",
  r.created_at as "updatedAt",
  (select json_build_object('id', d.id, 'slug', d.slug, 'title', ${titleOfDocument(sql)}) from document d where d.id = r.document_id and ${isRetold(sql)}) as document,
  ${linkColumns(sql, viewer)}`;

/** The cases with these ids that a viewer may read, in the order given. @param ids uuids. */
export async function readCases(sql: Sql, viewer: Viewer, ids: readonly string[]): Promise<CaseRecord[]> {
  return sql<CaseRecord[]>`
    select ${caseRecord(sql, viewer)} from ${cardTables(sql)}
    where c.id = any(${[...ids]}::uuid[]) and ${visibleCase(sql, viewer)}
    order by array_position(${[...ids]}::uuid[], c.id)`;
}

/** The case with this id, for this viewer, or null. @param id a uuid. */
export async function readCase(sql: Sql, viewer: Viewer, id: string): Promise<(CaseRecord & { text: string }) | null> {
  const [item] = await sql<(CaseRecord & { text: string })[]>`
    select ${caseRecord(sql, viewer)}, r.text from ${cardTables(sql)}
    where c.id = ${id} and ${visibleCase(sql, viewer)}`;
  return item ?? null;
}

/** Whether a case that the viewer could read has been withdrawn or is hidden. @param id a uuid. */
export async function isCaseGone(sql: Sql, viewer: Viewer, id: string): Promise<boolean> {
  const rows = await sql`
    select from case_story c where c.id = ${id} and ${knownText(sql, viewer, "c")} and not ${publishedText(sql, "c")}`;
  return rows.length > 0;
}
