import { z } from "zod";
import { valueBlanks } from "#app/domain/blank-vocabulary.ts";
import { countings, directions, privateSchoolWords } from "#app/domain/ground-vocabulary.ts";
import { isId } from "#app/domain/id.ts";
import { anonymous } from "#app/domain/viewer.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { placeSorts } from "#db/queries/by-place.ts";
import {
  type IndicatorChoice,
  type IndicatorRecord,
  pageOfIndicators,
  pageOfValues,
  readIndicators,
  type ValueRecord,
} from "#db/queries/indicators/record.ts";
import { pageOfCorrections, type ValueAnswer, type ValueCorrection } from "#db/queries/indicators/values.ts";
import { knownNames } from "./names.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import {
  asOf,
  asOfDay,
  daysOfSpan,
  demoIfAsked,
  many,
  oneOf,
  paging,
  refuseUnknown,
  slug,
  sortedBy,
  span,
} from "./query.ts";

const { notTold } = pieces;
const answers = ["tal", "ord"] as const;
const choice = z.strictObject({ code: z.string(), label: z.string() });
const indicator = pieces.named(
  "Indicator",
  z.strictObject({
    id: pieces.id,
    slug: z.string(),
    url: pieces.url,
    demo: pieces.demoMark,
    municipality: pieces.municipalityName.nullable().describe("Kommunen, hvis egen den er. null: for alle kommuner."),
    title: z.string(),
    definition: z.string(),
    answers: z.enum(answers).describe("tal, eller ord: et ord fra listen »words«."),
    unit: z.string().nullable().describe(`Tallenes enhed. ${notTold}`),
    decimals: z.int().min(0),
    level: z.string().nullable().describe(`Hvad den måles for. ${notTold}`),
    cadence: z.string().nullable().describe(`Hvor tit den opgøres. ${notTold}`),
    countedFrom: z.string().nullable().describe(`Hvor tallene kommer fra. ${notTold}`),
    countedFromUrl: z.url().nullable(),
    countedBy: z.enum(codes(countings)).nullable().describe(`Hvor børnene bor, eller hvor de går i skole. ${notTold}`),
    privateSchools: z.enum(codes(privateSchoolWords)).nullable().describe(`Om private skoler er med. ${notTold}`),
    caveat: z.string().nullable().describe(`Forbehold. ${notTold}`),
    direction: z.enum(codes(directions)).nullable().describe(`Den retning, der er ønsket. ${notTold}`),
    changeSeenBy: z.string().nullable().describe(`Det, der er trykt efter »Vi ser forandring ved«. ${notTold}`),
    notComparableBecause: z
      .string()
      .nullable()
      .describe("Hvorfor to kommuner eller to år ikke kan sammenlignes. null: de kan."),
    series: z.array(choice).describe("Serier, for eksempel prognose og regnskab."),
    parts: z.array(choice).describe("Hvad tallene er fordelt på, for eksempel klassetrin."),
    words: z.array(choice).describe("Ord, den svarer med."),
    breaks: z
      .array(z.strictObject({ from: z.iso.date(), because: z.string() }))
      .describe("Fra de dage er det talt på en anden måde. Tegn ingen linje hen over dem."),
    charts: z
      .array(
        z.strictObject({
          demo: pieces.demoMark,
          municipality: pieces.municipalityName,
          updatedPrinted: z.string().nullable(),
          note: z.string().nullable(),
          ...pieces.place,
        }),
      )
      .describe("Diagrammer i dokumenter, som ikke har trykt tallene. De har en dato og intet tal."),
    commitments: z.array(pieces.commitmentId),
    hasValues: z
      .boolean()
      .describe(
        "Sand: /indicators/{id}/values har rigtige tal eller ord. Det, der mangler eller er på vej, og Demodata tæller ikke med.",
      ),
    source: pieces.restsOn,
    updatedAt: pieces.instant,
  }),
);

const time = z.strictObject({
  kind: z.enum(["aar", "skoleaar", "dato", "spaend", "ikke-oplyst"]),
  from: z.iso.date().nullable().describe(`Den første dag. ${notTold}`),
  before: z.iso.date().nullable().describe(`Den første dag efter. ${notTold}`),
  printed: z.string().nullable(),
});
const value = pieces.named(
  "IndicatorValue",
  z.strictObject({
    id: pieces.id,
    demo: pieces.demoMark,
    municipality: pieces.municipalityName.nullable().describe("null: hele landet."),
    series: choice.nullable(),
    part: choice.nullable().describe("Hvad tallet er om, hvor de er fordelt. null: det hele."),
    time,
    number: z.number().nullable().describe("Tallet. Er det null, siger »word« eller »blank« hvorfor."),
    word: z.string().nullable().describe("Ordet fra indikatorens liste, hvor den svarer med ord."),
    blank: z
      .enum(Object.values(valueBlanks) as [string, ...string[]])
      .nullable()
      .describe("Hvorfor der hverken er et tal eller et ord. Ingen af dem er 0."),
    expectedOn: pieces.roughDate.nullable().describe("Hvornår et tal på vej er ventet."),
    unit: z.string().nullable().describe(`Tallets enhed. ${notTold}`),
    printed: z.string().nullable().describe("Tallet, som det er trykt."),
    qualifier: z.enum(["cirka", "over", "under"]).nullable(),
    denominator: z.int().min(1).nullable().describe("Af hvor mange."),
    projected: z.boolean().describe("Sand: fremskrevet. Falsk: målt."),
    pooledYears: z.int().nullable().describe("Så mange år er lagt sammen, som små kommuner må."),
    publishedPrinted: z.string().nullable().describe("Hvornår kilden udgav det, som trykt."),
    updatedPrinted: z.string().nullable().describe("Hvornår kilden opdaterede det, som trykt."),
    source: pieces.restsOn,
  }),
);

function presentIndicator(publicUrl: string, record: IndicatorRecord): z.output<typeof indicator> {
  const { id, slug, demo, municipality, title, definition, unit, decimals, level, cadence, countedFrom } = record;
  const { sourceUrl, countedBy, privateSchools, caveat, direction, changeSeenBy, notComparableBecause } = record;
  const { series, parts, words, commitments, hasValues } = record;
  return {
    id,
    slug,
    url: `${publicUrl}/indikatorer/${slug}`,
    demo,
    municipality,
    title,
    definition,
    answers: record.answers,
    unit,
    decimals,
    level,
    cadence,
    countedFrom,
    countedFromUrl: sourceUrl,
    countedBy,
    privateSchools,
    caveat,
    direction,
    changeSeenBy,
    notComparableBecause,
    series,
    parts,
    words,
    breaks: record.breaks.map(({ onDay, because }) => ({ from: onDay, because })),
    charts: record.charts.map(({ demo: invented, municipality: place, updatedPrinted, note, passage }) => ({
      demo: invented,
      municipality: place,
      updatedPrinted,
      note,
      ...pieces.presentPlace(publicUrl, passage.address),
    })),
    commitments,
    hasValues,
    source: pieces.presentSource(publicUrl, record.source, record.municipality),
    updatedAt: record.changedAt.toISOString(),
  };
}

const chosenOf = (code: string | null, label: string | null) =>
  code !== null && label !== null ? { code, label } : null;

function presentValue(publicUrl: string, { unit }: IndicatorRecord, record: ValueRecord): z.output<typeof value> {
  const { id, demo, series, part, timeKind, timeFrom, timeTo, timePrinted, number, word, blank, expected } =
    record.value;
  const { printed, qualifier, denominator, projected, pooledYears, publishedPrinted, updatedPrinted } = record.value;
  return {
    id,
    demo,
    municipality: record.municipality,
    series: chosenOf(record.seriesCode, series),
    part: chosenOf(record.partCode, part),
    time: { kind: timeKind, from: timeFrom, before: timeTo, printed: timePrinted },
    number,
    word,
    blank: blank && valueBlanks[blank],
    expectedOn: expected,
    unit,
    printed,
    qualifier,
    denominator,
    projected,
    pooledYears,
    publishedPrinted,
    updatedPrinted,
    source: pieces.presentSource(publicUrl, record.value.source, record.municipality),
  };
}

const correctedAnswer = z
  .strictObject({
    number: z.number().nullable(),
    word: z.string().nullable(),
    blank: z.enum(Object.values(valueBlanks) as [string, ...string[]]).nullable(),
    printed: z.string().nullable(),
    qualifier: z.enum(["cirka", "over", "under"]).nullable(),
  })
  .nullable();
const correction = pieces.named(
  "IndicatorCorrection",
  z.strictObject({
    id: pieces.id.describe("Det tidligere tals id."),
    demo: pieces.demoMark,
    municipality: pieces.municipalityName.nullable().describe("null: hele landet."),
    series: z.string().nullable(),
    part: z.string().nullable(),
    time,
    on: z.iso.date().describe("Dagen for rettelsen."),
    because: z.string().describe("Hvorfor tallet er rettet."),
    was: correctedAnswer.describe("Hvad der stod før. null: det er skjult siden."),
    became: correctedAnswer.describe("Hvad der kom i stedet. null: det er ikke udgivet, eller det er skjult siden."),
  }),
);

const presentAnswer = (answer: ValueAnswer | null) =>
  answer && { ...answer, blank: answer.blank && valueBlanks[answer.blank] };

function presentCorrection(record: ValueCorrection): z.output<typeof correction> {
  const { timeKind, timeFrom, timeTo, timePrinted, was, became, ...told } = record;
  return {
    ...told,
    time: { kind: timeKind, from: timeFrom, before: timeTo, printed: timePrinted },
    was: presentAnswer(was),
    became: presentAnswer(became),
  };
}

/** `GET /indicators` */
export const listOfIndicators = operation({
  id: "listIndicators",
  path: "/indicators",
  summary: "Indikatorerne: hvad der måles, og hvordan.",
  query: z.strictObject({
    municipality: many(slug(), "Kommunens slug eller kode med fire cifre: kommunens egne indikatorer."),
    commitment: many(slug(), "Punkt i en erklæring, for eksempel 2025-3."),
    answers: many(oneOf(answers), "Om den svarer med et tal eller et ord."),
    direction: many(oneOf(codes(directions)), "Den retning, der er ønsket."),
    demo: demoIfAsked,
    sort: sortedBy(["municipality", "title", "newest"]),
    ...paging,
  }),
  answer: pieces.pageOf("IndicatorPage", indicator, pieces.totalsApart),
  async read({ query, context }) {
    const { sql, site } = context;
    const { municipality, commitment, direction, sort, page, pageSize } = query;
    const { chosen } = await knownNames(context, { municipality, commitment });
    const { items, ...totals } = await pageOfIndicators(sql, anonymous, {
      filter: { ...chosen, answers: query.answers, direction },
      sort,
      paging: { page, pageSize },
      realOnly: query.demo === "exclude",
    });
    return pieces.apartPage(
      items.map((record) => presentIndicator(site.publicUrl, record)),
      totals,
      query,
    );
  },
});

const params = { id: "Indikatorens id." };

/** `GET /indicators/{id}` */
export const oneIndicator = operation({
  id: "getIndicator",
  path: "/indicators/{id}",
  summary: "Én indikator.",
  params,
  query: z.strictObject({}),
  answer: indicator,
  async read({ params: { id = "" }, context: { sql, site } }) {
    const [record] = isId(id) ? await readIndicators(sql, anonymous, [id]) : [];
    return record ? presentIndicator(site.publicUrl, record) : null;
  },
});

/** @throws {ApiError} with 400 for a code that is not in the list of the indicator */
function expectListed(parameter: string, codes: readonly string[], list: readonly IndicatorChoice[]): void {
  const stranger = codes.find((code) => !list.some((one) => one.code === code));
  const hint = list.length > 0 ? `vælg mellem ${list.map(({ code }) => code).join(", ")}` : "indikatoren har ingen";
  if (stranger !== undefined) refuseUnknown(parameter, stranger, hint);
}

/** `GET /indicators/{id}/values` */
export const listOfValues = operation({
  id: "listIndicatorValues",
  path: "/indicators/{id}/values",
  summary: "Tallene for én indikator, for kommuner og hele landet.",
  params,
  query: z.strictObject({
    municipality: many(slug(), "Kommunens slug eller kode med fire cifre."),
    region: many(slug(), "Regionens slug, som regionerne er i dag."),
    of: many(oneOf(["municipality", "country"]), "Kommuners tal, eller hele landets."),
    ...span,
    series: many(slug(), "Kode fra indikatorens »series«."),
    part: many(slug(), "Kode fra indikatorens »parts«."),
    kind: many(oneOf(["measured", "projected"]), "Målt eller fremskrevet."),
    asOf,
    demo: demoIfAsked,
    sort: sortedBy([...placeSorts, "time"]),
    ...paging,
  }),
  answer: pieces.pageOf("IndicatorValuePage", value, pieces.totalsApart),
  async read({ query, params: { id = "" }, context }) {
    const { sql, today, site } = context;
    const { municipality, region, series, part, sort, page, pageSize } = query;
    const days = daysOfSpan(query);
    const day = asOfDay(query.asOf, today);
    const [{ chosen }, [record]] = await Promise.all([
      knownNames(context, { municipality, region }),
      isId(id) ? readIndicators(sql, anonymous, [id]) : [],
    ]);
    if (!record) return null;
    expectListed("series", series, record.series);
    expectListed("part", part, record.parts);
    const { items, ...totals } = await pageOfValues(sql, anonymous, {
      id,
      filter: {
        ...chosen,
        of: query.of,
        series,
        part,
        kind: query.kind,
        ...days,
      },
      sort,
      paging: { page, pageSize },
      asOf: day,
      realOnly: query.demo === "exclude",
      today,
    });
    return pieces.apartPage(
      items.map((one) => presentValue(site.publicUrl, record, one)),
      totals,
      query,
    );
  },
});

/** `GET /indicators/{id}/corrections` */
export const listOfCorrections = operation({
  id: "listIndicatorCorrections",
  path: "/indicators/{id}/corrections",
  summary: "Rettelserne af tallene for én indikator, den nyeste først.",
  params,
  query: z.strictObject({
    municipality: many(slug(), "Kommunens slug eller kode med fire cifre: rettelser for den og for hele landet."),
    demo: demoIfAsked,
    ...paging,
  }),
  answer: pieces.pageOf("IndicatorCorrectionPage", correction, pieces.totalsApart),
  async read({ query, params: { id = "" }, context }) {
    const { page, pageSize } = query;
    const [{ chosen }, [record]] = await Promise.all([
      knownNames(context, { municipality: query.municipality }),
      isId(id) ? readIndicators(context.sql, anonymous, [id]) : [],
    ]);
    if (!record) return null;
    const { items, ...totals } = await pageOfCorrections(context.sql, anonymous, {
      ...{ id, municipalities: chosen.municipality.length > 0 ? chosen.municipality : null },
      ...{ paging: { page, pageSize }, realOnly: query.demo === "exclude" },
    });
    return pieces.apartPage(items.map(presentCorrection), totals, query);
  },
});
