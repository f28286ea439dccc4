import { z } from "zod";
import { codes, levels, settings } from "#app/domain/vocabulary.ts";
import type { RowSource } from "#db/queries/row-sources.ts";

/** The schemas that have a name in the description. */
export const components = z.registry<{ id: string }>();

/** Gives a schema its name in the description. */
export function named<T extends z.ZodType>(id: string, schema: T): T {
  components.add(schema, { id });
  return schema;
}

export const count = z.int().min(0);
export const total = count.describe("Hvor mange der er på alle sider.");
export const pages = count.describe("Hvor mange sider der er med noget på.");
/** The totals of a list that may hold invented ones: never one sum of both. */
export const totalsApart = {
  total: count.describe("Hvor mange rigtige der er på alle sider."),
  demoTotal: count.describe("Hvor mange opdigtede (Demodata) der er på alle sider. De står efter de rigtige."),
};

/** Both totals of a list that may hold invented ones. @param found its `total` counts real and invented */
export const toApart = ({ total, demoTotal }: { total: number; demoTotal: number }) => ({
  total: total - demoTotal,
  demoTotal,
});

/** A page of a list with both totals. */
export const apartPage = <T>(
  items: T[],
  { total, demoTotal }: { total: number; demoTotal: number },
  { page, pageSize }: { page: number; pageSize: number },
) => ({ items, total, demoTotal, page, pages: pagesOf({ total: total + demoTotal, pageSize }), pageSize });

/** The number of pages that a list takes. */
export const pagesOf = ({ total, pageSize }: { total: number; pageSize: number }) => Math.ceil(total / pageSize);

/** One page of items. @param more what else is said of the whole list */
export const pageOf = <T extends z.ZodType, M extends z.ZodRawShape>(id: string, item: T, more: M = {} as M) =>
  named(
    id,
    z.strictObject({
      items: z.array(item),
      total,
      ...more,
      page: z.int().min(1),
      pages,
      pageSize: z.int().min(1),
    }),
  );

export const id = z.guid().describe("Fast navn uden mening; det ændrer sig ikke, når titel eller adresse gør.");
export const url = z.url().describe("Siden, som den står for læsere.");
export const instant = z.iso.datetime();
export const roughDate = z
  .string()
  .regex(/^\d{4}(-\d\d(-\d\d)?)?$/)
  .describe("Et år, en måned eller en dag, så præcist som det er kendt.");
export const setting = z.enum(codes(settings));
export const level = z.enum(codes(levels));
export const text = z.string().describe("Hele teksten uden formatering.");
export const demoMark = z.boolean().describe("Sand for Demodata, som er opdigtet. Udelad det, før du tæller.");

export const municipalityName = named(
  "MunicipalityName",
  z.strictObject({
    code: z
      .string()
      .regex(/^\d{4}$/)
      .describe("Kommunens officielle kode, fire cifre."),
    slug: z.string(),
    name: z.string(),
  }),
);

export const commitmentId = z.string().describe("Et punkt i en erklæring: 2025-3.");
export const notTold = "null: ikke oplyst.";

/** The source of a row, as programs read it. */
export const restsOn = named(
  "RowSource",
  z
    .strictObject({
      basis: z
        .enum(["passage", "words", "own"])
        .describe(
          "passage: et sted i et dokument. words: en dateret kilde i ord. own: den, der ejer rækken, har selv oplyst det.",
        ),
      title: z.string().describe("Dokumentets titel, eller kilden i ord."),
      dated: roughDate.nullable(),
      document: z.string().nullable().describe("Dokumentets slug."),
      anchor: z.string().nullable().describe("Stedet i dokumentet."),
      url: url.nullable().describe("Stedet i dokumentet, som læsere ser det."),
    })
    .describe("Hvad det hviler på."),
);
/** The source of a row for programs. @param from null: the word of its owner. @param owner null: the association */
export function presentSource(
  publicUrl: string,
  from: RowSource | null,
  owner: object | null,
): z.output<typeof restsOn> {
  if (!from)
    return {
      basis: "own",
      title: owner ? "Kommunens egen oplysning" : "KL's egen oplysning",
      dated: null,
      document: null,
      anchor: null,
      url: null,
    };
  const { address, title, dated } = from;
  return { basis: address ? "passage" : "words", title, dated, ...presentPlace(publicUrl, address) };
}

/** Where in a document. */
export const place = { document: z.string().nullable(), anchor: z.string().nullable(), url: url.nullable() };

/** The pieces of the address of a passage. */
export function presentPlace(publicUrl: string, address: string | null) {
  const [, document = null, anchor = null] = /^\/dokumenter\/([^#]+)#(.+)$/.exec(address ?? "") ?? [];
  return { document, anchor, url: address && publicUrl + address };
}

/** A slice of a list that is read whole, because it is short and always will be. */
export function slicePage<T>(all: readonly T[], { page, pageSize }: { page: number; pageSize: number }) {
  const total = all.length;
  const items = all.slice((page - 1) * pageSize, page * pageSize);
  return { items, total, page, pages: pagesOf({ total, pageSize }), pageSize };
}
