import { z } from "zod";
import { anonymous } from "#app/domain/viewer.ts";
import { codes, levels, settings } from "#app/domain/vocabulary.ts";
import { typeNames } from "#app/ui/found-types.ts";
import { type Kind, kinds } from "#search/document.ts";
import { type Facet, facets, searchSorts } from "#search/engine.ts";
import { longestQuestion } from "#search/search.ts";
import { knownNames } from "./names.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { many, oneOf, pagingUpTo, slug, sortedBy } from "./query.ts";

/** Fewer than in the lists: an excerpt is cut from the whole text of each hit. */
const largestPageSize = 100;

const type = z.enum(kinds).describe("Flere slags kommer til; spring dem over, som du ikke kender.");
const facetValues = z.array(
  z.strictObject({
    value: z.string(),
    label: z.string(),
    count: pieces.count.describe("Rigtige; Demodata tæller ikke med."),
    demoCount: pieces.count.describe("Opdigtede (Demodata)."),
  }),
);

const answer = pieces.named(
  "SearchAnswer",
  z.strictObject({
    query: z.string().describe(`Det, der er søgt på: højst ${longestQuestion} tegn.`),
    meant: z
      .string()
      .optional()
      .describe("Det, vi søgte på i stedet, når spørgsmålet så ud til at være stavet forkert."),
    engine: z.enum(["postgres", "meilisearch"]),
    ...pieces.totalsApart,
    nearTotal: pieces.count.describe(
      "Hvor mange, rigtige og opdigtede, der har de fleste af ordene og ikke dem alle. De står efter de andre, på de samme sider.",
    ),
    page: z.int().min(1),
    pages: pieces.pages,
    pageSize: z.int().min(1),
    tookMs: z.number().min(0),
    hits: z.array(
      z.strictObject({
        id: z.string(),
        type,
        title: z.string(),
        url: pieces.url,
        municipality: z.string().nullable().describe("Kommunens navn."),
        excerpt: z.string(),
        match: z.enum(["strict", "near"]).describe("strict: har alle ordene. near: har de fleste."),
        demo: pieces.demoMark,
      }),
    ),
    facets: z
      .strictObject(
        Object.fromEntries(facets.map((facet) => [facet, facetValues])) as Record<Facet, typeof facetValues>,
      )
      .describe(
        "De værdier, du kan afgrænse med, og hvor mange der er af hver; talt uden feltets egen afgrænsning og uden det, der passer næsten.",
      ),
  }),
);

/** `GET /search` */
export const search = operation({
  id: "search",
  path: "/search",
  summary: "Søgning i alt på sitet.",
  query: z.strictObject({
    q: z.string().default("").describe(`Det, du leder efter. Der ses på de første ${longestQuestion} tegn.`),
    type: many(oneOf(kinds), "Type."),
    municipality: many(slug(), "Kommunens slug eller kode."),
    region: many(slug(), "Regionens slug, som regionerne er i dag."),
    commitment: many(slug(), "Punkt i en erklæring, for eksempel 2025-3."),
    method: many(slug(), "Metodens slug."),
    setting: many(oneOf(codes(settings)), "Område."),
    level: many(oneOf(codes(levels)), "Indsatsniveau."),
    sort: sortedBy(searchSorts),
    ...pagingUpTo(largestPageSize, 20),
  }),
  answer,
  alwaysFresh: true,
  async read({ query, context }) {
    const started = performance.now();
    const { q, type: wantedTypes, setting, level, sort, page, pageSize, ...named } = query;
    const text = q.trim().slice(0, longestQuestion);
    const naming = knownNames(context, named);
    // Names are only waited for where there are some to be checked.
    const { chosen } = Object.values(named).some((values) => values.length > 0) ? await naming : { chosen: named };
    const [found, { names }] = await Promise.all([
      context.search.find(anonymous, {
        text,
        filter: { type: wantedTypes, setting, level, ...chosen },
        sort,
        page,
        pageSize,
        today: context.today,
      }),
      naming,
    ]);
    const labels: Record<Facet, (value: string) => string | undefined> = {
      type: (value) => typeNames[value as Kind],
      setting: (value) => settings[value as keyof typeof settings],
      level: (value) => levels[value as keyof typeof levels],
      region: (value) => names.region.get(value),
      municipality: (value) => names.municipality.get(value),
      commitment: (value) => names.commitment.get(value),
      method: (value) => names.method.get(value),
    };
    // A value without a name is nothing that everybody may know of.
    const namesOf = (facet: Facet) =>
      found.facets[facet].flatMap(({ value, ...counts }) => {
        const label = labels[facet](value);
        return label === undefined ? [] : [{ value, label, ...counts }];
      });
    return {
      query: text,
      ...(found.meant === null ? {} : { meant: found.meant }),
      engine: found.engine,
      ...pieces.toApart(found),
      nearTotal: found.nearTotal,
      page,
      pages: pieces.pagesOf({ total: found.total + found.nearTotal, pageSize }),
      pageSize,
      hits: found.hits.map(({ kind, id, title, path, municipality, excerpt, near, demo }) => ({
        id,
        type: kind,
        title,
        url: context.site.publicUrl + path,
        municipality,
        excerpt: excerpt.map((piece) => piece.text).join(""),
        match: near ? ("near" as const) : ("strict" as const),
        demo,
      })),
      facets: Object.fromEntries(facets.map((facet) => [facet, namesOf(facet)])) as Record<
        Facet,
        z.output<typeof facetValues>
      >,
      tookMs: Math.round(performance.now() - started),
    };
  },
});
