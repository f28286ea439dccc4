import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { type Page, type Paging, slice, toPage } from "../paging.ts";
import { knownText, publishedText, visibleMethod } from "../visible.ts";
import { commitmentsColumn, lawsColumn, methodColumns, profileColumn } from "./card.ts";
import { type MethodListing, methodFits, methodOrder } from "./list.ts";
import type { MethodDetails } from "./page.ts";

/** A method with its knowledge profile. */
export interface MethodRecord
  extends Omit<MethodDetails, "content" | "related" | "municipalities" | "revisionId" | "mellemformLevels"> {
  publishedAt: Date;
}

const methodRecord = (sql: Sql, viewer: Viewer) => sql`
  r.aliases, r.use_for as "useFor", r.known, r.monday, ${commitmentsColumn(sql)}, ${lawsColumn(sql)}, m.first_published_at as "publishedAt", ${profileColumn(sql)}, ${methodColumns(sql, viewer)}`;

/** One page of the methods that a viewer may read and that fit the listing. */
export async function pageOfMethods(
  sql: Sql,
  viewer: Viewer,
  { paging, sort, ...filter }: MethodListing & { paging: Paging },
): Promise<Page<MethodRecord>> {
  const fits = () => methodFits(sql, viewer, filter);
  const rows = await sql<(MethodRecord & { total: number })[]>`
    select (count(*) over ())::int as total, ${methodRecord(sql, viewer)}
    where ${fits()} order by ${methodOrder(sql, sort)}, m.id ${slice(sql, paging)}`;
  return toPage(rows, paging, async () => {
    const [counted] = await sql<{ total: number }[]>`
      select count(*)::int as total from method m join method_revision r on r.id = m.published_revision_id where ${fits()}`;
    return counted?.total ?? 0;
  });
}

/** The method with this id, for this viewer, or null. @param id a uuid. */
export async function readMethod(
  sql: Sql,
  viewer: Viewer,
  id: string,
): Promise<(MethodRecord & { text: string }) | null> {
  const [item] = await sql<(MethodRecord & { text: string })[]>`
    select r.text, ${methodRecord(sql, viewer)} where m.id = ${id} and ${visibleMethod(sql, viewer)}`;
  return item ?? null;
}

/** Whether a method that the viewer could read has been withdrawn or is hidden. @param id a uuid. */
export async function isMethodGone(sql: Sql, viewer: Viewer, id: string): Promise<boolean> {
  const rows = await sql`
    select from method m where m.id = ${id} and ${knownText(sql, viewer, "m")} and not ${publishedText(sql, "m")}`;
  return rows.length > 0;
}
