import type { AnchorOf, Content } from "#app/editor/content.ts";
import { type Sql, savepoint } from "../../client.ts";
import type { DocumentTable } from "../../row-types.ts";
import { insertRows, type Row } from "../store-rows.ts";

export interface NewDocument
  extends Pick<DocumentTable, "slug" | "title" | "municipalityCode" | "publisher" | "kind" | "body" | "dated">,
    Pick<DocumentTable, "datedNote" | "summary" | "omitted" | "text"> {
  content: Content;
  anchors: readonly AnchorOf[];
}

/** Stores a document with every place in it that can be cited. Call it inside a transaction. */
export async function storeDocument(sql: Sql, input: NewDocument): Promise<void> {
  await insertRows(sql, "document", [documentRow(input)]);
  const [row] = await sql<{ id: string }[]>`select id from document where slug = ${input.slug}`;
  await storePlaces(sql, row?.id ?? "", input.anchors);
}

/** Postgres' word for a row that others point at. */
const isStillPointedAt = (error: unknown) => (error as { code?: unknown }).code === "23503";

/**
 * Removes the places of a document that are not in its text any more, apart from those that something still cites: a text of now or an
 * earlier revision, or a row that rests on one. Call it inside a transaction.
 * @returns the places that a text or a row of now cites, which leads its readers to nothing
 */
export async function dropPlaces(sql: Sql, id: string, anchors: readonly AnchorOf[]): Promise<string[]> {
  const stale = await sql<{ anchor: string }[]>`
    select anchor from document_anchor
    where document_id = ${id} and anchor <> all(${anchors.map((anchor) => anchor.id)}) order by position`;
  const kept: string[] = [];
  for (const { anchor } of stale) {
    const removal = savepoint(
      sql,
      (tx) => tx`delete from document_anchor where document_id = ${id} and anchor = ${anchor}`,
    );
    await removal.catch((error) => {
      if (!isStillPointedAt(error)) throw error;
      kept.push(anchor);
    });
  }
  const cited = await sql<{ anchor: string }[]>`
    with shown (id) as (
      select unnest(array[published_revision_id, working_revision_id]) from method where withdrawn_at is null
      union all
      select unnest(array[published_revision_id, working_revision_id]) from case_story where withdrawn_at is null
    )
    select anchor from unnest(${kept}::text[]) as anchor
    where exists (
      select from (
        select document_id, anchor from method_citation where revision_id in (select id from shown)
        union all select document_id, anchor from method_grade where revision_id in (select id from shown)
        union all select document_id, anchor from case_citation where revision_id in (select id from shown)
        union all select document_id, anchor from reference
        union all select document_id, anchor from commitment
        union all select document_id, anchor from initiative where taken_back_at is null
        union all select document_id, anchor from milestone
        union all select document_id, anchor from agreement
        union all select document_id, anchor from budget_table
        union all select document_id, anchor from budget_row where taken_back_at is null
        union all select text_document_id, text_anchor from budget_difference
        union all select document_id, anchor from aim
        union all select document_id, anchor from placement where taken_back_at is null
        union all select document_id, anchor from mandate where taken_back_at is null
        union all select document_id, anchor from mandate_point
        union all select document_id, anchor from follow_up_section
        union all select document_id, anchor from thematic_follow_up
        union all select document_id, anchor from focus_item
        union all select document_id, anchor from indicator where published_at is not null
        union all select document_id, anchor from indicator_chart
        union all select document_id, anchor from status_edition
        union all select document_id, anchor from status_evidence
        union all select document_id, anchor from indicator_value where replaced_at is null and taken_back_at is null
      ) x where x.document_id = ${id} and x.anchor = anchor.anchor
    )`;
  return cited.map(({ anchor }) => anchor);
}

/** The columns of a document. */
export const documentRow = (input: NewDocument): Row => ({
  slug: input.slug,
  title: input.title,
  municipality_code: input.municipalityCode,
  publisher: input.publisher,
  kind: input.kind,
  body: input.body,
  dated: input.dated,
  dated_note: input.datedNote,
  summary: input.summary,
  omitted: input.omitted,
  content: input.content,
  text: input.text,
});

/**
 * Stores the places in a document's text. Places that are no longer in it can be cited until `dropPlaces` has been called, so that the
 * texts which cite them can be revised meanwhile. @returns whether anything changed
 */
export async function storePlaces(sql: Sql, documentId: string, anchors: readonly AnchorOf[]): Promise<boolean> {
  if (anchors.length === 0) return false;
  const stored = await sql`
    insert into document_anchor ${sql(
      anchors.map(({ id, label }, position) => ({ document_id: documentId, anchor: id, position, label })),
    )}
    on conflict (document_id, anchor) do update set position = excluded.position, label = excluded.label
    where (document_anchor.position, document_anchor.label) <> (excluded.position, excluded.label)`;
  return stored.count > 0;
}
