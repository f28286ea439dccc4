import type { Sql } from "../client.ts";
import type { DocumentAnchorTable, DocumentTable, InitiativeTable } from "../row-types.ts";
import { visibleDocument } from "./visible.ts";

/** What a row rests on, as it is stored: a passage, a dated source in words, or with all null the municipality's own word. */
export type RestsOn = Pick<InitiativeTable, "documentId" | "anchor" | "sourceWords" | "sourceDated">;

/** A passage that a row can rest on. */
export interface PassageChoice
  extends Pick<DocumentTable, "slug" | "title">,
    Pick<DocumentAnchorTable, "anchor" | "label"> {
  documentId: DocumentTable["id"];
}

/**
 * The passages that a row can rest on: those of the documents of who keeps it, the newest document first, each in its own order.
 * @param keeper a municipality's official code; null: the association
 * @param now the passage that the row rests on already, whosever the document is
 */
export async function listPassages(
  sql: Sql,
  keeper: string | null,
  now: Pick<RestsOn, "documentId" | "anchor"> = { documentId: null, anchor: null },
): Promise<PassageChoice[]> {
  return sql<PassageChoice[]>`
    select d.id as "documentId", d.slug, d.title, a.anchor, a.label
    from document d join document_anchor a on a.document_id = d.id
    where ${visibleDocument(sql)} and (
      ${keeper === null ? sql`d.municipality_code is null` : sql`d.municipality_code = ${keeper}`}
      or (d.id = ${now.documentId} and a.anchor = ${now.anchor})
    )
    order by d.dated desc, d.title collate danish, d.id, a.position`;
}
