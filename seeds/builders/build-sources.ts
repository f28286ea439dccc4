import { anchorsOf } from "#app/editor/content.ts";
import type { Sql } from "#db/client.ts";
import { resolveCitations } from "#db/queries/citations.ts";
import { type NewDocument, storeDocument } from "#db/queries/documents/store.ts";
import type { Row } from "#db/queries/store-rows.ts";
import { buildText, nextName } from "./build-text.ts";

export type DocumentOptions = Partial<Omit<NewDocument, "content" | "text" | "anchors">> & {
  /** The places in it that can be cited, each a paragraph; `sted` unless told otherwise. */
  places?: readonly string[];
};

/** Stores a document of the association unless told otherwise. */
export async function buildDocument(sql: Sql, options: DocumentOptions = {}): Promise<{ slug: string }> {
  const { places = ["sted"], ...given } = options;
  const slug = given.slug ?? nextName("dokument");
  const { content, text } = buildText(places.map((id) => ({ id, words: `Det står der på ${id}.` })));
  await storeDocument(sql, {
    slug,
    title: `Titel på ${slug}`,
    municipalityCode: null,
    publisher: "KL",
    kind: "Notat",
    body: "Redaktionen",
    dated: "2025",
    datedNote: null,
    summary: "Et bygget dokument.",
    omitted: null,
    ...given,
    content,
    text,
    anchors: anchorsOf(content),
  });
  return { slug };
}

/** Stores a reference that is known from a document alone. @param citedIn a place in a document that is there: `/dokumenter/notat#sted` */
export async function buildReference(sql: Sql, citedIn: string, slug = nextName("kilde")): Promise<{ slug: string }> {
  const [place] = await resolveCitations(sql, [citedIn]);
  await sql`insert into reference ${sql({
    slug,
    title: `Titel på ${slug}`,
    publisher: "VIVE",
    year: 2020,
    note: "En bygget kilde.",
    document_id: place?.documentId ?? "",
    anchor: place?.anchor ?? "",
  })}`;
  return { slug };
}

/** Stores a study that has been looked up: a trial in Denmark unless told otherwise. @param columns what else its row holds */
export async function buildStudy(sql: Sql, columns: Row = {}): Promise<{ slug: string }> {
  const slug = String(columns.slug ?? nextName("undersoegelse"));
  const row = {
    title: `Titel på ${slug}`,
    publisher: "VIVE",
    year: 2020,
    url: `https://example.org/${slug}`,
    kind: "lodtraekningsforsoeg",
    country: "danmark",
    who: "100 elever på to skoler",
    found: "De lærte mere end de andre.",
    limits: "Kun to skoler.",
    read_on: "2026-11",
    reading: "helt",
  };
  await sql`insert into reference ${sql({ ...row, ...columns, slug })}`;
  return { slug };
}

/** Stores a declaration with so many commitments, all quoted from one place in a document that is there. */
export async function buildDeclaration(
  sql: Sql,
  { year = 2025, commitments = 3, quotedFrom }: { year?: number; commitments?: number; quotedFrom: string },
): Promise<void> {
  const [place] = await resolveCitations(sql, [quotedFrom]);
  const source = { document_id: place?.documentId ?? "", anchor: place?.anchor ?? "" };
  await sql`insert into declaration ${sql({
    year,
    title: `Erklæring ${year}`,
    summary: "En bygget erklæring.",
    on_behalf_of: "kommunerne",
    numbering_note: "Numrene er vores.",
    document_id: source.document_id,
  })}`;
  const numbers = Array.from({ length: commitments }, (_, index) => index + 1);
  await sql`insert into commitment ${sql(
    numbers.map((number) => ({
      declaration_year: year,
      number,
      title: `Punkt nummer ${number}`,
      plain: "Det vil de.",
      quote: "Det står der.",
      ...source,
    })),
  )}`;
}
