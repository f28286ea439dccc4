import type { AnchorOf, Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";
import type { DocumentTable } from "../../row-types.ts";

export interface NewDocument
  extends Pick<DocumentTable, "slug" | "title" | "municipalityCode" | "publisher" | "kind" | "body" | "dated">,
    Pick<DocumentTable, "datedNote" | "summary" | "omitted" | "text"> {
  content: Content;
  anchors: readonly AnchorOf[];
}

/** Stores a document with every place in it that can be cited. Call it inside a transaction. */
export async function storeDocument(sql: Sql, input: NewDocument): Promise<void> {
  const [row] = await sql<{ id: string }[]>`
    insert into document (slug, title, municipality_code, publisher, kind, body, dated, dated_note, summary, omitted, content, text)
    values (
      ${input.slug}, ${input.title}, ${input.municipalityCode}, ${input.publisher}, ${input.kind}, ${input.body}, ${input.dated},
      ${input.datedNote}, ${input.summary}, ${input.omitted}, ${sql.json(input.content as never)}, ${input.text}
    )
    returning id`;
  await sql`insert into document_anchor ${sql(
    input.anchors.map((anchor, position) => ({
      document_id: row?.id ?? "",
      anchor: anchor.id,
      position,
      label: anchor.label,
    })),
  )}`;
}
