import { z } from "zod";
import { readings, referenceCountries, referenceKinds } from "#app/domain/reference-vocabulary.ts";
import { anonymous } from "#app/domain/viewer.ts";
import { codes } from "#app/domain/vocabulary.ts";
import {
  findReference,
  listReferenceTopics,
  pageOfReferences,
  type ReferenceRow,
  type ReferenceSort,
} from "#db/queries/references.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { many, oneOf, paging, refuseUnknown, slug, sortedBy } from "./query.ts";

const { notTold } = pieces;
const text = z.strictObject({ type: z.enum(["case", "method"]), slug: z.string(), title: z.string(), url: pieces.url });
const reference = pieces.named(
  "Reference",
  z.strictObject({
    slug: z.string(),
    url: pieces.url,
    title: z.string(),
    publisher: z.string().describe("Hvem der står bag."),
    authors: z.string().nullable().describe(notTold),
    year: z.int().nullable().describe(notTold),
    address: z.url().nullable().describe("Kilden selv, hos den, der har udgivet den."),
    doi: z.string().nullable(),
    kind: z.enum(codes(referenceKinds)).nullable().describe("null: vi kender kun kilden fra et dokument."),
    country: z.enum(codes(referenceCountries)).nullable(),
    who: z.string().nullable().describe(`Hvem og hvor mange. ${notTold}`),
    found: z.string().nullable().describe("Hvad den fandt eller siger, i vores egen sætning."),
    limits: z.string().nullable().describe("Forbehold."),
    seen: pieces.roughDate
      .nullable()
      .describe("Hvornår vi så den: en måned eller en dag. Slå tal op igen, før du bruger dem."),
    reading: z
      .enum(codes(readings))
      .nullable()
      .describe("Hvor langt vi har læst: helt (siden eller resuméet), uddrag, kun-set (titel eller indhold)."),
    note: z.string().nullable().describe("Hvad et dokument henviser til den for."),
    citedIn: z
      .strictObject({ title: z.string(), ...pieces.place })
      .nullable()
      .describe("Stedet i et dokument, som henviser til den."),
    topics: z
      .array(z.strictObject({ slug: z.string(), title: z.string(), url: pieces.url }))
      .describe("Guider, den hører til."),
    citedBy: z.array(text).describe("Guider og eksempler, der hviler på den."),
    withdrawnOn: z.iso.date().nullable().describe("Den dag, udgiveren trak den tilbage."),
    addedAt: pieces.instant,
  }),
);

/** The orders of the list, by the names that the site knows them by. */
const sorts = { newest: "nyeste", title: "titel" } as const satisfies Record<string, ReferenceSort>;

function present(publicUrl: string, row: ReferenceRow): z.output<typeof reference> {
  const { slug, title, publisher, authors, year, url, doi, kind, country, who, found, limits, reading, note } = row;
  const { readOn, withdrawnOn, citedIn } = row;
  return {
    slug,
    url: `${publicUrl}/kilder/${slug}`,
    title,
    publisher,
    authors,
    year,
    address: url,
    doi,
    kind,
    country,
    who,
    found,
    limits,
    seen: readOn,
    reading,
    note,
    citedIn: citedIn && { title: citedIn.title, ...pieces.presentPlace(publicUrl, citedIn.address) },
    topics: row.topics.map((topic) => ({ ...topic, url: `${publicUrl}/metoder/${topic.slug}` })),
    citedBy: row.citedBy.map((cited) => ({
      type: cited.kind,
      slug: cited.slug,
      title: cited.title,
      url: `${publicUrl}/${cited.kind === "case" ? "eksempler" : "metoder"}/${cited.slug}`,
    })),
    withdrawnOn,
    addedAt: row.addedAt.toISOString(),
  };
}

/** `GET /references` */
export const listOfReferences = operation({
  id: "listReferences",
  path: "/references",
  summary: "Kilderne: undersøgelser, vejledninger og love, som guiderne hviler på.",
  query: z.strictObject({
    kind: many(oneOf(codes(referenceKinds)), "Hvad det er for en slags kilde."),
    country: many(oneOf(codes(referenceCountries)), "Landet, den handler om."),
    topic: many(slug(), "Slug på en guide eller et tema, den hører til."),
    sort: sortedBy(["newest", "title"]),
    ...paging,
  }),
  answer: pieces.pageOf("ReferencePage", reference),
  async read({ query: { kind, country, topic, sort, page, pageSize }, context: { sql, site } }) {
    const known = topic.length > 0 ? await listReferenceTopics(sql, anonymous) : [];
    const stranger = topic.find((value) => !known.some(({ slug: one }) => one === value));
    if (stranger !== undefined) refuseUnknown("topic", stranger);
    const { items, ...rest } = await pageOfReferences(sql, anonymous, {
      filter: { kinds: kind, countries: country, topics: topic },
      sort: sorts[sort],
      paging: { page, pageSize },
    });
    return { items: items.map((row) => present(site.publicUrl, row)), ...rest, pages: pieces.pagesOf(rest) };
  },
});

/** `GET /references/{slug}` */
export const oneReference = operation({
  id: "getReference",
  path: "/references/{slug}",
  summary: "Én kilde.",
  params: { slug: "Kildens slug." },
  query: z.strictObject({}),
  answer: reference,
  async read({ params: { slug: wanted = "" }, context: { sql, site } }) {
    const row = await findReference(sql, anonymous, wanted);
    return row && present(site.publicUrl, row);
  },
});
