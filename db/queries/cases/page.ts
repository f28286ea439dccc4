import type { Viewer } from "#app/domain/viewer.ts";
import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";
import type { CaseRevisionTable, CaseStoryTable } from "../../row-types.ts";
import { type Found, foundTrace, type Trace } from "../found.ts";
import { type NamedUnit, unitNow } from "../units.ts";
import { knownText, knownWithdrawnCase, stateOfText, titleOfDocument, visibleCase } from "../visible.ts";
import { type CaseCardRow, type CaseLinks, cardColumns, cardTables, linkColumns } from "./card.ts";

/** A case as its own page shows it. */
export interface CaseDetails
  extends CaseCardRow,
    CaseLinks,
    Pick<
      CaseRevisionTable,
      "mellemformLevels" | "classLevels" | "schoolSize" | "partners" | "periodFrom" | "periodTo"
    > {
  /** Where it comes from, by the name that the unit had; null where that is not told. */
  unit: NamedUnit | null;
  updatedAt: Date;
  content: Content;
  document: { slug: string; title: string } | null;
  revisionId: string;
  /** Shared with everybody, or with less than that. */
  visibility: CaseStoryTable["visibility"];
}

/** The case at an address, for this viewer. */
export async function findCase(sql: Sql, viewer: Viewer, slug: string): Promise<Found<CaseDetails>> {
  const [item] = await sql<CaseDetails[]>`
    select ${cardColumns(sql)},
      r.mellemform_levels as "mellemformLevels", r.class_levels as "classLevels", r.school_size as "schoolSize", r.partners,
      case when r.names_unit then ${unitNow(sql)} end as unit, r.period_from as "periodFrom", r.period_to as "periodTo",
      r.created_at as "updatedAt", r.content, r.id as "revisionId", c.visibility,
      (select json_build_object('slug', d.slug, 'title', ${titleOfDocument(sql)}) from document d where d.id = r.document_id) as document,
      ${linkColumns(sql, viewer)}
    from ${cardTables(sql)}
    left join unit u on u.id = r.unit_id
    where c.slug = ${slug} and ${visibleCase(sql, viewer)}`;
  if (item) return { state: "here", item };

  const [trace] = await sql<Trace[]>`
    select ${stateOfText(sql, "c")} as state, c.slug
    from case_story c
    where (c.slug = ${slug} or c.id = (select case_id from retired_case_slug where slug = ${slug}))
      and (${knownText(sql, viewer, "c")} or ${knownWithdrawnCase(sql, viewer)})
    order by c.slug = ${slug} desc
    limit 1`;
  return foundTrace(trace);
}
