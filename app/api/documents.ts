import { z } from "zod";
import { isId } from "#app/domain/id.ts";
import type { DocumentSort } from "#db/queries/documents/list.ts";
import { type DocumentRecord, isDocumentGone, pageOfDocuments, readDocument } from "#db/queries/documents/record.ts";
import { knownNames } from "./names.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { many, paging, slug, sortedBy } from "./query.ts";

const summary = z.strictObject({
  id: pieces.id,
  slug: z.string(),
  url: pieces.url,
  title: z.string(),
  publisher: z.string(),
  municipality: pieces.municipalityName.nullable().describe("Tom: udgivet af KL."),
  kind: z.string(),
  dated: pieces.roughDate,
  datedNote: z.string().nullable(),
  summary: z.string(),
  omitted: z.string().nullable().describe("Hvad der er udeladt af dokumentet her."),
  addedAt: pieces.instant,
});
const documentSummary = pieces.named("DocumentSummary", summary);
const documentItem = pieces.named("Document", summary.extend({ text: pieces.text }));

/** The orders of the list, by the names that the site knows them by. */
const sorts = { newest: "nyeste", title: "titel", publisher: "kommune" } as const satisfies Record<
  string,
  DocumentSort
>;

const association = "kl";

function present(publicUrl: string, record: DocumentRecord): z.output<typeof documentSummary> {
  const { id, slug, title, publisher, municipality, kind, dated, datedNote, summary, omitted, addedAt } = record;
  const url = `${publicUrl}/dokumenter/${slug}`;
  const words = { title, publisher, municipality, kind, dated, datedNote, summary, omitted };
  return { id, slug, url, ...words, addedAt: addedAt.toISOString() };
}

/** `GET /documents` */
export const listOfDocuments = operation({
  id: "listDocuments",
  path: "/documents",
  summary: "Kommunernes og KL's dokumenter.",
  query: z.strictObject({
    publisher: many(slug(), "Udgiverens slug eller kommunekode; kl for KL."),
    sort: sortedBy(["newest", "title", "publisher"]),
    ...paging,
  }),
  answer: pieces.pageOf("DocumentPage", documentSummary),
  async read({ query: { publisher, sort, page, pageSize }, context }) {
    const municipality = publisher.filter((value) => value !== association);
    const { chosen } = await knownNames(context, { municipality }, "publisher");
    const { items, ...rest } = await pageOfDocuments(context.sql, {
      publishers: publisher.includes(association) ? [...chosen.municipality, association] : chosen.municipality,
      sort: sorts[sort],
      paging: { page, pageSize },
    });
    return {
      items: items.map((record) => present(context.site.publicUrl, record)),
      ...rest,
      pages: pieces.pagesOf(rest),
    };
  },
});

/** `GET /documents/{id}` */
export const oneDocument = operation({
  id: "getDocument",
  path: "/documents/{id}",
  summary: "Ét dokument med hele teksten.",
  params: { id: "Dokumentets id." },
  query: z.strictObject({}),
  answer: documentItem,
  canGo: async ({ params: { id = "" }, context: { sql } }) => isId(id) && isDocumentGone(sql, id),
  async read({ params: { id = "" }, context: { sql, site } }) {
    const record = isId(id) ? await readDocument(sql, id) : null;
    return record && { ...present(site.publicUrl, record), text: record.text };
  },
});
