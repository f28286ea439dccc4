import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { InitiativeTable } from "../../row-types.ts";
import { type Head, type Page, type Paging, slice, toHead, toPage } from "../paging.ts";
import { visibleInitiative } from "../visible.ts";
import { type InitiativeCard, initiativeColumns, initiativeTables } from "./card.ts";
import { milestonesOf, type ShownMilestone } from "./milestones.ts";

/** An initiative as other pages name it. */
export interface NamedInitiative extends Pick<InitiativeTable, "slug" | "title" | "demo"> {
  /** The name of its municipality. */
  municipality: string;
}

/** An initiative with its milestones, as the page of its municipality shows it. */
export interface OwnInitiative extends InitiativeCard {
  milestones: ShownMilestone[];
}

/** The initiatives of a municipality, by title. @param code its official code @param of.demo the invented ones, or the real ones */
export async function initiativesOfMunicipality(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { demo, ...paging }: Paging & { demo: boolean },
): Promise<Page<OwnInitiative>> {
  const theirs = () => sql`i.municipality_code = ${code} and i.demo = ${demo} and ${visibleInitiative(sql, viewer)}`;
  const rows = await sql<(OwnInitiative & { total: number })[]>`
    select ${initiativeColumns(sql)}, ${milestonesOf(sql)} as milestones, count(*) over ()::int as total
    from ${initiativeTables(sql)}
    where ${theirs()}
    order by i.title collate danish, i.id
    ${slice(sql, paging)}`;
  return toPage(rows, paging, async () => {
    const [counted] = await sql<{ total: number }[]>`select count(*)::int as total from initiative i where ${theirs()}`;
    return counted?.total ?? 0;
  });
}

/** The initiatives that somebody may read and that are linked to a method or a case, real ones first. */
export async function initiativesLinkedTo(
  sql: Sql,
  viewer: Viewer,
  to: { method: string } | { case: string },
  limit: number,
): Promise<Head<NamedInitiative>> {
  const link =
    "method" in to
      ? sql`initiative_method x join method m on m.id = x.method_id and m.slug = ${to.method}`
      : sql`initiative_case x join case_story c on c.id = x.case_id and c.slug = ${to.case}`;
  return toHead(
    await sql<(NamedInitiative & { total: number })[]>`
      select i.slug, i.title, i.demo, k.name as municipality, count(*) over ()::int as total
      from ${link} join initiative i on i.id = x.initiative_id join municipality k on k.code = i.municipality_code
      where ${visibleInitiative(sql, viewer)}
      order by i.demo, k.name collate danish, i.title collate danish, i.id
      limit ${limit}`,
  );
}

/** The real initiatives that somebody may read and that rest on a document: themselves, by a milestone, or by a row of a budget. */
export async function initiativesRestingOn(
  sql: Sql,
  viewer: Viewer,
  document: string,
  limit: number,
): Promise<Head<NamedInitiative>> {
  const rests = sql`(select id from document where slug = ${document})`;
  return toHead(
    await sql<(NamedInitiative & { total: number })[]>`
      select i.slug, i.title, i.demo, k.name as municipality, count(*) over ()::int as total
      from initiative i join municipality k on k.code = i.municipality_code
      where not i.demo and ${visibleInitiative(sql, viewer)} and i.id = any(array(
        select id from initiative where document_id = ${rests}
        union select initiative_id from milestone where document_id = ${rests}
        union select initiative_id from budget_row where document_id = ${rests} and taken_back_at is null
      ))
      order by k.name collate danish, i.title collate danish, i.id
      limit ${limit}`,
  );
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
