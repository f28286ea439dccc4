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

/** The passages of a municipality's documents, the newest document first, each in its own order. @param code its official code */
export async function listPassages(sql: Sql, code: string): Promise<PassageChoice[]> {
  return sql<PassageChoice[]>`
    select d.id as "documentId", d.slug, d.title, a.anchor, a.label
    from document d join document_anchor a on a.document_id = d.id
    where d.municipality_code = ${code} and ${visibleDocument(sql)}
    order by d.dated desc, d.title collate danish, d.id, a.position`;
}
