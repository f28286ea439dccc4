import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { CaseHandOverTable, CaseRevisionTable, CaseStoryTable } from "../../row-types.ts";
import { nearestPage, type Page, type Paging, slice, toPage } from "../paging.ts";
import { handedToAssociation } from "./draft.ts";

/** The condition that a viewer has a role that answers for `case_story c` with its revision `r`, as in `mayAnswerDraft`. */
const answers = (sql: Sql, viewer: Viewer) => {
  const grants = viewer.person?.grants ?? [];
  const codes = grants.flatMap(({ role, municipality, unitId }) =>
    municipality && (role === "coordinator" || (role === "approver" && unitId === null)) ? [municipality.code] : [],
  );
  const units = grants.flatMap(({ role, unitId }) => (role === "approver" && unitId ? [unitId] : []));
  return sql`(
    (
      (c.demo or not ${viewer.person?.demo ?? true})
      and (c.municipality_code = any(${codes}::text[]) or r.unit_id = any(${units}::uuid[]))
    )
    or ${handedToAssociation(sql, viewer)}
  )`;
};

/** A version that waits for an answer. */
export interface QueuedCase
  extends Pick<CaseStoryTable, "id" | "demo">,
    Pick<CaseRevisionTable, "title">,
    Pick<CaseHandOverTable, "handedOverAt" | "toAssociation"> {
  /** Of the version. */
  revisionId: string;
  municipality: { slug: string; name: string };
  unit: string | null;
  /** Null once the account is deleted. */
  handedOverBy: string | null;
  /** The approver who is asked, by name; null: any who may. */
  assignedTo: string | null;
  /** The viewer is the one who is asked. */
  mine: boolean;
}

/**
 * One page of the versions that wait for an answer which the viewer may give: first those that the viewer is asked about, then those that
 * nobody in particular is, the oldest first. What the viewer has written in is left out.
 */
export async function listQueue(sql: Sql, viewer: Viewer, asked: Paging): Promise<Page<QueuedCase>> {
  const me = viewer.person?.id ?? null;
  const from = () => sql`
    from case_story c
    join case_revision r on r.id = c.working_revision_id
    join case_revision v on v.id = c.submitted_revision_id
    join case_hand_over h on h.revision_id = v.id
    where ${answers(sql, viewer)}
      and not exists (select from case_revision_author a where a.revision_id = r.id and a.person_id = ${me})`;
  return nearestPage(asked, async (paging) => {
    const rows = await sql<(QueuedCase & { total: number })[]>`
      select c.id, c.demo, v.title, v.id as "revisionId", h.handed_over_at as "handedOverAt", h.to_association as "toAssociation",
        (select json_build_object('slug', k.slug, 'name', k.name) from municipality k where k.code = c.municipality_code) as municipality,
        (select u.name from unit u where u.id = v.unit_id) as unit,
        (select p.name from person p where p.id = h.handed_over_by) as "handedOverBy",
        (select p.name from person p where p.id = h.assigned_to) as "assignedTo",
        coalesce(h.assigned_to = ${me}, false) as mine, count(*) over ()::int as total
      ${from()}
      order by mine desc, h.assigned_to is not null, h.handed_over_at, c.id
      ${slice(sql, paging)}`;
    return toPage(rows, paging, async () => {
      const [row] = await sql<{ total: number }[]>`select count(*)::int as total ${from()}`;
      return row?.total ?? 0;
    });
  });
}
