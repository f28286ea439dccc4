import { z } from "zod";
import { isId } from "#app/domain/id.ts";
import { claimsOf, type Known } from "#app/domain/methods/known.ts";
import { officialLaws } from "#app/domain/methods/law-vocabulary.ts";
import { letterOf } from "#app/domain/methods/letter-policy.ts";
import { anonymous } from "#app/domain/viewer.ts";
import { aspects, codes, levels, methodKinds, saidOf, settings } from "#app/domain/vocabulary.ts";
import type { MethodSort } from "#db/queries/methods/list.ts";
import { isMethodGone, type MethodRecord, pageOfMethods, readMethod } from "#db/queries/methods/record.ts";
import { knownNames } from "./names.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { many, oneOf, paging, slug, sortedBy } from "./query.ts";

const aspect = z.strictObject({
  aspect: z.enum(codes(aspects)),
  label: z.string(),
  said: z.string().describe("Hvad dokumenterne siger, kort. Se /om/vidensprofil."),
  letter: z
    .enum(["A", "B", "C", "D"])
    .nullable()
    .describe(
      "Skalaen er vores egen, A er bedst belyst. null: ingen undersøgelse eller officiel vejledning bærer forholdet.",
    ),
  basis: z.string().nullable().describe("Hvad det hviler på. Tom: ikke oplyst i dokumenterne."),
  needed: z.string().nullable().describe("Hvad en vurdering ville kræve."),
  source: z.strictObject({ title: z.string(), url: pieces.url }).nullable(),
});
const claim = z.strictObject({
  words: z.string(),
  dose: z.string().nullable().describe("Hvor meget, og hvem det er prøvet på."),
  sources: z.array(pieces.url).describe("Kilderne, der bærer det."),
});
const summary = z.strictObject({
  id: pieces.id,
  slug: z.string(),
  url: pieces.url,
  title: z.string(),
  kind: z.enum(codes(methodKinds)),
  summary: z.string(),
  aliases: z.array(z.string()).describe("Andre navne for det samme."),
  settings: z.array(pieces.setting),
  levels: z.array(pieces.level),
  timeToStart: z.string(),
  useFor: z.string().nullable().describe("Hvad den er til; kun for organisering og styring."),
  knowledgeProfile: z
    .array(aspect)
    .describe("Hvad dokumenterne siger om fem forhold; kun for metoder og programmer. Undersøgelser står i »known«."),
  known: z
    .strictObject({
      lead: z.string(),
      claims: z.array(claim),
      missing: z.array(z.string()).describe("Det, der er søgt efter og ikke fundet."),
      searchedIn: pieces.roughDate,
    })
    .nullable()
    .describe("Hvad undersøgelser har fundet. null: ikke skrevet endnu."),
  law: z
    .array(
      z.strictObject({
        slug: z.string(),
        title: z.string(),
        statements: z.array(
          z.strictObject({
            words: z.string(),
            reported: z.boolean().describe("Omtalt i presse eller debat, ikke læst i en lov eller en vejledning."),
            sources: z.array(pieces.url),
          }),
        ),
        read: z.string().describe("Hvilken tekst der er læst, med nummer og dato, og hvad der ikke er."),
        checkAt: pieces.url.describe("Hvor det skal kontrolleres, før nogen retter sig efter det."),
      }),
    )
    .describe("Hvad loven siger, hvor den binder. Redaktionens ord, ikke juridisk rådgivning."),
  monday: z
    .strictObject({
      lead: z
        .string()
        .nullable()
        .describe("Siger, hvor metoden ikke har noget til mandag, og trinene er den første uge."),
      steps: z.array(z.string()),
    })
    .nullable()
    .describe("»På mandag«: tre ting til én lektion eller ét møde. null: ikke skrevet endnu."),
  commitments: z
    .array(z.strictObject({ id: z.string(), title: z.string(), why: z.string() }))
    .describe("Punkter i en erklæring, som redaktionen har koblet guiden til."),
  caseCount: pieces.count.describe("Rigtige eksempler; Demodata tæller ikke med."),
  municipalityCount: pieces.count.describe("Kommuner med et rigtigt eksempel."),
  publishedAt: pieces.instant,
  updatedAt: pieces.instant,
});
const methodSummary = pieces.named("MethodSummary", summary);
const methodItem = pieces.named("Method", summary.extend({ text: pieces.text }));

const presentKnown = (publicUrl: string, known: Known) => ({
  lead: known.lead,
  claims: claimsOf(known).map(({ words, dose, sources }) => ({
    words,
    dose,
    sources: sources.map((source) => `${publicUrl}/kilder/${source}`),
  })),
  missing: [...known.missing],
  searchedIn: known.searchedIn,
});

/** The orders of the list, by the names that the site knows them by. */
const sorts = { kind: "slags", title: "titel", used: "brugt" } as const satisfies Record<string, MethodSort>;

function present(publicUrl: string, record: MethodRecord): z.output<typeof methodSummary> {
  const {
    id,
    slug,
    title,
    kind,
    summary,
    aliases,
    settings,
    levels,
    timeToStart,
    useFor,
    profile,
    known,
    monday,
    commitments,
  } = record;
  const { laws, caseCount, municipalityCount, publishedAt, updatedAt } = record;
  return {
    id,
    slug,
    url: `${publicUrl}/metoder/${slug}`,
    title,
    kind,
    summary,
    aliases,
    settings,
    levels,
    timeToStart,
    useFor,
    knowledgeProfile: profile.map(({ aspect, grade, sourceKind, basis, needed, source }) => ({
      aspect,
      label: aspects[aspect],
      said: saidOf(aspect, grade),
      letter: letterOf(grade, sourceKind),
      basis,
      needed,
      source: source && { title: source.title, url: publicUrl + source.address },
    })),
    known: known && presentKnown(publicUrl, known),
    law: laws.map(({ slug, title, statements, read }) => ({
      slug,
      title,
      statements: statements.map(({ words, reported, sources }) => ({
        words,
        reported,
        sources: sources.map(({ address }) => publicUrl + address),
      })),
      read,
      checkAt: officialLaws,
    })),
    monday: monday && { lead: monday.lead, steps: [...monday.steps] },
    commitments: commitments.map(({ year, number, title, why }) => ({ id: `${year}-${number}`, title, why })),
    caseCount,
    municipalityCount,
    publishedAt: publishedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** `GET /methods` */
export const listOfMethods = operation({
  id: "listMethods",
  path: "/methods",
  summary: "Metoderne med vidensprofil.",
  query: z.strictObject({
    kind: many(oneOf(codes(methodKinds)), "Type."),
    setting: many(oneOf(codes(settings)), "Område."),
    level: many(oneOf(codes(levels)), "Indsatsniveau."),
    commitment: many(
      slug(),
      "Punkt i en erklæring, for eksempel 2025-3: metoder, som rigtige eksempler under det bruger, og dem, som redaktionen har koblet til det.",
    ),
    sort: sortedBy(["kind", "title", "used"]),
    ...paging,
  }),
  answer: pieces.pageOf("MethodPage", methodSummary),
  async read({ query, context }) {
    const { kind, setting, level, commitment, sort, page, pageSize } = query;
    const { chosen } = await knownNames(context, { commitment });
    const { items, ...rest } = await pageOfMethods(context.sql, anonymous, {
      kinds: kind,
      settings: setting,
      levels: level,
      commitments: chosen.commitment,
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

/** `GET /methods/{id}` */
export const oneMethod = operation({
  id: "getMethod",
  path: "/methods/{id}",
  summary: "Én metode med hele guiden.",
  params: { id: "Metodens id." },
  query: z.strictObject({}),
  answer: methodItem,
  canGo: async ({ params: { id = "" }, context: { sql } }) => isId(id) && isMethodGone(sql, anonymous, id),
  async read({ params: { id = "" }, context: { sql, site } }) {
    const record = isId(id) ? await readMethod(sql, anonymous, id) : null;
    return record && { ...present(site.publicUrl, record), text: record.text };
  },
});
