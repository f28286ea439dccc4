import type { z } from "zod";
import type { Sql } from "#db/client.ts";
import { resolveCitations } from "#db/queries/citations.ts";
import { documentRow, dropPlaces, type NewDocument, storeDocument, storePlaces } from "#db/queries/documents/store.ts";
import { type Row, updateRow } from "#db/queries/store-rows.ts";
import { readTexts, readYaml } from "../read-text.ts";
import type { ReferenceEntry } from "../reference-shapes.ts";
import { inTable, itemsOf, itemsOfEntries, naming, type SeedItem, type SeedKind, tableKind } from "../seed-kind.ts";
import { declarationFile, documentFront } from "../shapes.ts";
import { readReferences } from "./read-references.ts";

const addressOfDocument = (key: string) => `/dokumenter/${key}`;

/** The documents with their full text. */
const documents: SeedKind<NewDocument> = {
  name: "document",
  nameOf: addressOfDocument,
  list: async (folder) =>
    (await readTexts(folder, "reference/documents", documentFront)).map(({ slug, file, checksum, parse }) => ({
      key: slug,
      file,
      demo: false,
      checksum,
      load: async () => {
        const { front, content, text, anchors } = await parse();
        return {
          slug,
          title: front.title,
          publisher: front.publisher,
          municipalityCode: front.municipality ?? null,
          kind: front.kind,
          body: front.body,
          dated: front.dated,
          datedNote: front.datedNote ?? null,
          summary: front.summary,
          omitted: front.omitted ?? null,
          content,
          text,
          anchors,
        };
      },
    })),
  ...inTable({
    table: "document",
    keyColumns: ["slug"],
    hasId: true,
    columns: [
      ...[
        "slug",
        "title",
        "municipality_code",
        "publisher",
        "kind",
        "body",
        "dated",
        "dated_note",
        "summary",
        "omitted",
      ],
      ...["content", "text"],
    ],
  }),
  insert: async (tx, items) => {
    for (const item of items) await naming(item, storeDocument(tx, await item.load()));
  },
  revise: async (tx, id, item) => {
    const input = await item.load();
    const changed = await updateRow(tx, "document", tx`t.id = ${id}`, documentRow(input));
    return (await storePlaces(tx, id, input.anchors)) || changed;
  },
  settle: async (tx, id, item) => {
    const cited = await dropPlaces(tx, id, (await item.load()).anchors);
    return cited.map((anchor) => `${addressOfDocument(item.key)}#${anchor}`);
  },
};

/** Research, guidance and law that texts rest on. */
const references = tableKind<ReferenceEntry>({
  name: "reference",
  nameOf: (key) => `/kilder/${key}`,
  table: "reference",
  keyColumns: ["slug"],
  columns: [
    ...["slug", "title", "publisher", "authors", "year", "url", "doi", "kind", "country", "who", "found", "limits"],
    ...["read_on", "reading", "topics", "withdrawn_on", "note", "document_id", "anchor"],
  ],
  list: async (folder) => itemsOfEntries(await readReferences(folder), ({ slug }) => slug),
  toRow: async (tx, item) => {
    const { citedIn, readOn, withdrawn, ...entry } = await item.load();
    const { authors, year, url, doi, kind, country, who, found, limits, reading, note } = entry;
    const { slug, title, publisher, topics } = entry;
    const told = { authors, year, url, doi, kind, country, who, found, limits, reading, note };
    const place = citedIn ? await placeOf(tx, citedIn) : { document_id: null, anchor: null };
    const days = { read_on: readOn ?? null, withdrawn_on: withdrawn ?? null };
    return { slug, title, publisher, topics, ...nullable(told), ...days, ...place };
  },
});

/** The same with null in the place of what is left out. */
const nullable = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? null]));

type Declaration = z.output<typeof declarationFile>;
const declarationFiles = ["reference/declarations/2025.yaml"];
const readDeclarations = (folder: string) =>
  Promise.all(
    declarationFiles.map(async (file) => ({ file, declaration: await readYaml(folder, file, declarationFile) })),
  );

const declarations = tableKind({
  name: "declaration",
  nameOf: (key) => `/erklaeringer/${key}`,
  table: "declaration",
  keyColumns: ["year"],
  columns: ["year", "title", "summary", "on_behalf_of", "numbering_note", "document_id"],
  list: async (folder) =>
    (await readDeclarations(folder)).flatMap(({ file, declaration: { commitments: _commitments, ...declaration } }) =>
      itemsOf(file, [declaration], ({ year }) => String(year)),
    ),
  toRow: async (tx, item) => {
    const { year, title, summary, onBehalfOf, numberingNote, document } = await item.load();
    const documentId = await documentIdOf(tx, document);
    return { year, title, summary, on_behalf_of: onBehalfOf, numbering_note: numberingNote, document_id: documentId };
  },
});

type Commitment = Declaration["commitments"][number] & Pick<Declaration, "year" | "document">;

const commitments = tableKind<Commitment>({
  name: "commitment",
  nameOf: (key) => `/erklaeringer/${key.replace("/", "/punkter/")}`,
  table: "commitment",
  keyColumns: ["declaration_year", "number"],
  columns: ["declaration_year", "number", "title", "plain", "quote", "document_id", "anchor"],
  list: async (folder) =>
    (await readDeclarations(folder)).flatMap(
      ({ file, declaration: { year, document, ...declaration } }): SeedItem<Commitment>[] =>
        itemsOf(
          file,
          declaration.commitments.map((commitment) => ({ ...commitment, year, document })),
          ({ number }) => `${year}/${number}`,
        ),
    ),
  toRow: async (tx, item) => {
    const { year, document, number, title, plain, quote, anchor } = await item.load();
    const place = await placeOf(tx, `${addressOfDocument(document)}#${anchor}`);
    return { declaration_year: year, number, title, plain, quote, ...place };
  },
});

/** @throws {RangeError} when there is no such place */
async function placeOf(tx: Sql, address: string): Promise<{ document_id: string | null; anchor: string | null }> {
  const [place] = await resolveCitations(tx, [address]);
  return { document_id: place?.documentId ?? null, anchor: place?.anchor ?? null };
}

/** @throws {RangeError} when there is no such document */
async function documentIdOf(tx: Sql, slug: string): Promise<string> {
  const [document] = await tx<{ id: string }[]>`select id from document where slug = ${slug}`;
  if (!document) throw new RangeError(`unknown document: ${slug}`);
  return document.id;
}

/** The sorts of sources, in the order in which they rest on each other. */
export const sourceKinds: readonly SeedKind[] = [documents, references, declarations, commitments];
