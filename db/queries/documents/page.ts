import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";
import type { DocumentTable } from "../../row-types.ts";
import type { Found } from "../found.ts";
import { visibleDocument } from "../visible.ts";
import { type DocumentCard, documentColumns } from "./card.ts";

export interface DocumentDetails
  extends DocumentCard,
    Pick<DocumentTable, "body" | "datedNote" | "omitted" | "addedAt"> {
  content: Content;
}

/** The document at an address. */
export async function findDocument(sql: Sql, slug: string): Promise<Found<DocumentDetails>> {
  const [found] = await sql<(DocumentDetails & { hidden: boolean })[]>`
    select ${documentColumns(sql)}, not ${visibleDocument(sql)} as hidden, d.body, d.dated_note as "datedNote", d.omitted, d.content,
      d.added_at as "addedAt"
    from document d left join municipality k on k.code = d.municipality_code
    where d.slug = ${slug}`;
  if (!found) return null;
  const { hidden, ...item } = found;
  return hidden ? { state: "hidden" } : { state: "here", item };
}
