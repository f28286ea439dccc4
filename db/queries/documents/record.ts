import type { Sql } from "../../client.ts";
import type { DocumentTable } from "../../row-types.ts";
import { type Page, type Paging, slice, toPage } from "../paging.ts";
import { visibleDocument } from "../visible.ts";
import type { DocumentCard } from "./card.ts";
import { type DocumentSort, documentFits, documentOrder } from "./list.ts";

/** A policy document with the municipality that has published it; null: KL. */
export interface DocumentRecord extends DocumentCard, Pick<DocumentTable, "datedNote" | "addedAt"> {
  /** What the site has left out of it, in words. */
  omitted: DocumentTable["omitted"];
}

const documentRecord = (sql: Sql) => sql`
  d.id, d.slug, d.title, d.publisher, d.kind, d.dated, d.dated_note as "datedNote", d.summary, d.omitted, d.added_at as "addedAt",
  case when k.code is not null then json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) end as municipality`;

const documentTables = (sql: Sql) => sql`document d left join municipality k on k.code = d.municipality_code`;

/** One page of the documents of the publishers asked for: municipality slugs, `kl` for the association; none means all. */
export async function pageOfDocuments(
  sql: Sql,
  { paging, sort, publishers }: { paging: Paging; sort: DocumentSort; publishers: readonly string[] },
): Promise<Page<DocumentRecord>> {
  const rows = await sql<(DocumentRecord & { total: number })[]>`
    select (count(*) over ())::int as total, ${documentRecord(sql)} from ${documentTables(sql)}
    where ${documentFits(sql, publishers)} and ${visibleDocument(sql)} order by ${documentOrder(sql, sort)}, d.id ${slice(sql, paging)}`;
  return toPage(rows, paging, async () => {
    const [counted] = await sql<{ total: number }[]>`
      select count(*)::int as total from ${documentTables(sql)} where ${documentFits(sql, publishers)} and ${visibleDocument(sql)}`;
    return counted?.total ?? 0;
  });
}

/** The document with this id, or null. @param id a uuid. */
export async function readDocument(sql: Sql, id: string): Promise<(DocumentRecord & { text: string }) | null> {
  const [item] = await sql<(DocumentRecord & { text: string })[]>`
    select ${documentRecord(sql)}, d.text from ${documentTables(sql)} where d.id = ${id} and ${visibleDocument(sql)}`;
  return item ?? null;
}

/** Whether a document is hidden. @param id a uuid. */
export async function isDocumentGone(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql`select from document d where d.id = ${id} and not ${visibleDocument(sql)}`;
  return rows.length > 0;
}
