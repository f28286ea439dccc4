import { z } from "zod";
import { isId } from "#app/domain/id.ts";
import { anonymous } from "#app/domain/viewer.ts";
import { classLevels, codes, levels, settings, stageMeanings, stages } from "#app/domain/vocabulary.ts";
import { type CaseSort, listCases } from "#db/queries/cases/list.ts";
import { type CaseRecord, isCaseGone, readCase, readCases } from "#db/queries/cases/record.ts";
import { knownNames } from "./names.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { demo, many, oneOf, paging, slug, sortedBy } from "./query.ts";

const summary = z.strictObject({
  id: pieces.id,
  slug: z.string(),
  url: pieces.url,
  title: z.string(),
  summary: z.string(),
  hard: z.string().nullable().describe("Det svære i én sætning."),
  municipality: pieces.municipalityName,
  settings: z.array(pieces.setting),
  levels: z.array(pieces.level),
  classLevels: z.array(z.int().min(0).max(10)).describe("Klassetrin; 0 er 0. klasse."),
  methods: z.array(z.strictObject({ id: pieces.id, slug: z.string(), title: z.string() })),
  commitments: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      linkedBy: z
        .enum(["source", "editors"])
        .describe(
          "Hvem der har koblet eksemplet til punktet: kommunen eller dens dokument (source), eller redaktionen.",
        ),
      why: z.string(),
    }),
  ),
  stage: z.enum(codes(stages)).describe(
    `Hvor langt det er. ${codes(stages)
      .map((stage) => `${stage}: ${stageMeanings[stage]}`)
      .join(" ")}`,
  ),
  periodFrom: pieces.roughDate.nullable(),
  periodTo: pieces.roughDate.nullable(),
  demo: pieces.demoMark,
  document: z
    .strictObject({ id: pieces.id, slug: z.string(), title: z.string(), url: pieces.url })
    .nullable()
    .describe("Dokumentet, som eksemplet er gengivet fra; ellers har kommunen selv skrevet det."),
  publishedAt: pieces.instant,
  updatedAt: pieces.instant,
});
const caseSummary = pieces.named("CaseSummary", summary);
const caseItem = pieces.named("Case", summary.extend({ text: pieces.text }));

/** The orders of the list, by the names that the site knows them by. */
const sorts = {
  experience: "erfaring",
  newest: "nyeste",
  municipality: "kommune",
  title: "titel",
} as const satisfies Record<string, CaseSort>;

function present(publicUrl: string, record: CaseRecord): z.output<typeof caseSummary> {
  const { id, slug, title, summary, hard, municipality, settings, levels, classLevels } = record;
  const { methods, commitments, stage, periodFrom, periodTo, demo, document, publishedAt, updatedAt } = record;
  return {
    id,
    slug,
    url: `${publicUrl}/eksempler/${slug}`,
    title,
    summary,
    hard,
    municipality,
    settings,
    levels,
    classLevels,
    methods,
    commitments: commitments.map(({ year, number, ...rest }) => ({ id: `${year}-${number}`, ...rest })),
    stage,
    periodFrom,
    periodTo,
    demo,
    document: document && { ...document, url: `${publicUrl}/dokumenter/${document.slug}` },
    publishedAt: publishedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** `GET /cases` */
export const listOfCases = operation({
  id: "listCases",
  path: "/cases",
  summary: "Eksemplerne: hvad kommuner har gjort, hvad der kom ud af det, og hvad der var svært.",
  query: z.strictObject({
    setting: many(oneOf(codes(settings)), "Område."),
    level: many(oneOf(codes(levels)), "Indsatsniveau."),
    stage: many(oneOf(codes(stages)), "Hvor langt det er."),
    classLevel: many(oneOf(classLevels.map(String)), "Klassetrin."),
    method: many(slug(), "Metodens slug."),
    commitment: many(slug(), "Punkt i en erklæring, for eksempel 2025-3."),
    municipality: many(slug(), "Kommunens slug eller kode."),
    region: many(slug(), "Regionens slug, som regionerne er i dag."),
    demo,
    sort: sortedBy(["experience", "newest", "municipality", "title"]),
    ...paging,
  }),
  answer: pieces.pageOf("CasePage", caseSummary, pieces.totalsApart),
  async read({ query, context }) {
    const { method, commitment, municipality, region, demo: invented, sort, ...rest } = query;
    const { chosen } = await knownNames(context, { method, commitment, municipality, region });
    const { setting, level, stage, classLevel, page, pageSize } = rest;
    const { items, ...counts } = await listCases(context.sql, anonymous, {
      filter: { setting, level, stage, classLevel, ...chosen },
      sort: sorts[sort],
      page,
      pageSize,
      realOnly: invented === "exclude",
      today: context.today,
    });
    const records = await readCases(
      context.sql,
      anonymous,
      items.map(({ id }) => id),
    );
    const found = records.map((record) => present(context.site.publicUrl, record));
    return { items: found, ...pieces.toApart(counts), page, pages: pieces.pagesOf(counts), pageSize };
  },
});

/** `GET /cases/{id}` */
export const oneCase = operation({
  id: "getCase",
  path: "/cases/{id}",
  summary: "Ét eksempel med hele teksten.",
  params: { id: "Eksemplets id." },
  query: z.strictObject({}),
  answer: caseItem,
  canGo: async ({ params: { id = "" }, context: { sql } }) => isId(id) && isCaseGone(sql, anonymous, id),
  async read({ params: { id = "" }, context: { sql, site } }) {
    const record = isId(id) ? await readCase(sql, anonymous, id) : null;
    return record && { ...present(site.publicUrl, record), text: record.text };
  },
});
