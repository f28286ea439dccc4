import { anchorsOf } from "#app/editor/content.ts";
import type { Sql } from "#db/client.ts";
import { resolveCitations } from "#db/queries/citations.ts";
import { storeDocument } from "#db/queries/documents/store.ts";
import { readTexts, readYaml } from "../read-text.ts";
import { declarationFile, documentFront, referenceList } from "../shapes.ts";

/** The documents with their full text, the references that they cite, and the declaration with its commitments. */
export async function seedSources(sql: Sql): Promise<void> {
  for (const { slug, front, content, text } of await readTexts("reference/documents", documentFront)) {
    await storeDocument(sql, {
      slug,
      title: front.title,
      municipalityCode: front.municipality ?? null,
      publisher: front.publisher,
      kind: front.kind,
      body: front.body,
      dated: front.dated,
      datedNote: front.datedNote ?? null,
      summary: front.summary,
      omitted: front.omitted ?? null,
      content,
      text,
      anchors: anchorsOf(content),
    });
  }
  const references = await readYaml("reference/references.yaml", referenceList);
  const places = await resolveCitations(
    sql,
    references.map(({ citedIn }) => citedIn),
  );
  await sql`insert into reference ${sql(
    references.map(({ citedIn: _citedIn, ...reference }, index) => ({
      ...reference,
      document_id: places[index]?.documentId ?? "",
      anchor: places[index]?.anchor ?? "",
    })),
  )}`;
  const declaration = await readYaml("reference/declarations/2025.yaml", declarationFile);
  const [document] = await sql<{ id: string }[]>`select id from document where slug = ${declaration.document}`;
  const documentId = document?.id ?? "";
  await sql`insert into declaration ${sql({
    year: declaration.year,
    title: declaration.title,
    summary: declaration.summary,
    on_behalf_of: declaration.onBehalfOf,
    numbering_note: declaration.numberingNote,
    document_id: documentId,
  })}`;
  await sql`insert into commitment ${sql(
    declaration.commitments.map((commitment) => ({
      declaration_year: declaration.year,
      number: commitment.number,
      title: commitment.title,
      plain: commitment.plain,
      quote: commitment.quote,
      document_id: documentId,
      anchor: commitment.anchor,
    })),
  )}`;
}
