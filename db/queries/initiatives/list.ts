import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { type Page, type Paging, slice, toPage } from "../paging.ts";
import { visibleInitiative } from "../visible.ts";
import { type InitiativeCard, initiativeColumns, initiativeTables } from "./card.ts";
import { milestonesOf, type ShownMilestone } from "./milestones.ts";

/** An initiative with its milestones, as the page of its municipality shows it. */
export interface OwnInitiative extends InitiativeCard {
  milestones: ShownMilestone[];
}

/** The initiatives of a municipality, real ones first, by title. @param code its official code */
export async function initiativesOfMunicipality(
  sql: Sql,
  viewer: Viewer,
  code: string,
  limit: number,
): Promise<OwnInitiative[]> {
  return sql<OwnInitiative[]>`
    select ${initiativeColumns(sql)}, ${milestonesOf(sql)} as milestones
    from ${initiativeTables(sql)}
    where i.municipality_code = ${code} and ${visibleInitiative(sql, viewer)}
    order by i.demo, i.title collate danish
    limit ${limit}`;
}

/** The initiatives that serve a commitment, by municipality and title. @param of.demo the invented ones, or the real ones */
export async function initiativesOfCommitment(
  sql: Sql,
  viewer: Viewer,
  { year, number }: { year: number; number: number },
  { demo, ...paging }: Paging & { demo: boolean },
): Promise<Page<InitiativeCard>> {
  const serving = sql`
    from initiative_commitment y
    join (${initiativeTables(sql)}) on i.id = y.initiative_id
    where y.declaration_year = ${year} and y.number = ${number} and i.demo = ${demo} and ${visibleInitiative(sql, viewer)}`;
  const rows = await sql<(InitiativeCard & { total: number })[]>`
    select ${initiativeColumns(sql)}, count(*) over ()::int as total ${serving}
    order by k.name collate danish, i.title collate danish
    ${slice(sql, paging)}`;
  return toPage(rows, paging, async () => {
    const [counted] = await sql<{ total: number }[]>`select count(*)::int as total ${serving}`;
    return counted?.total ?? 0;
  });
}
