import { z } from "zod";
import { anonymous } from "#app/domain/viewer.ts";
import { placeSorts } from "#db/queries/by-place.ts";
import { type MandateRecord, pageOfMandates } from "#db/queries/follow-ups/record.ts";
import { knownNames } from "./names.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { demoIfAsked, many, paging, slug, sortedBy, year } from "./query.ts";

const { notTold } = pieces;
const told = z.string().nullable().describe(notTold);
const thematic = z.strictObject({
  id: pieces.id,
  period: z.string().describe("Som trykt: »Okt./Nov. 2026«."),
  numeral: z.string().nullable().describe("Romertallet, som trykt."),
  theme: z.string(),
  themeNote: z.string().nullable(),
  focusKind: z
    .enum(["spoergsmaal", "emner", "ikke-besluttet"])
    .describe("Spørgsmål, emner, eller ikke endeligt besluttet."),
  focus: z.array(
    z.strictObject({
      position: z.int(),
      under: z.int().nullable().describe("Nummeret på det spørgsmål, det hører under."),
      text: z.string(),
      ...pieces.place,
    }),
  ),
  data: z
    .array(
      z.strictObject({
        kind: z.enum(["cases", "interview", "rundringning", "klager", "materiale", "andet"]),
        printed: z.string(),
        added: z.string().nullable().describe("Hvad der er føjet til: »inklusive forældre«."),
      }),
    )
    .describe("Hvilken slags data den bygger på."),
  note: z.string().nullable(),
  initiative: z.strictObject({ slug: z.string(), title: z.string(), url: pieces.url }).nullable(),
  ...pieces.place,
});
const followUp = pieces.named(
  "FollowUp",
  z.strictObject({
    id: pieces.id,
    url: pieces.url,
    demo: pieces.demoMark,
    municipality: pieces.municipalityName,
    title: z.string(),
    askedBy: z.string().describe("Hvem der har bedt om den."),
    askedWhen: told,
    howOften: told,
    answeredBy: told,
    points: z.array(z.strictObject({ text: z.string(), ...pieces.place })).describe("Hvad den skal handle om."),
    papers: z.array(
      z.strictObject({
        title: z.string(),
        datedPrinted: z.string().nullable().describe("Datoen på forsiden."),
        metOn: z.iso.date().nullable().describe("Dagen for mødet."),
        body: z.string().nullable().describe("Udvalget."),
        document: z.string().nullable().describe("Dokumentets slug."),
        url: pieces.url.nullable(),
      }),
    ),
    sections: z
      .array(
        z.strictObject({
          id: pieces.id,
          title: z.string(),
          dueMonths: z.array(z.int().min(1).max(12)).describe("Måneder, hvor afsnittet skal med. Tom: hver gang."),
          duePrinted: z.string().nullable(),
          indicators: z.array(z.strictObject({ slug: z.string(), title: z.string(), url: pieces.url })),
          ...pieces.place,
        }),
      )
      .describe("Afsnittene i opfølgningen."),
    thematicFollowUps: z.array(thematic).describe("Tematiske opfølgninger."),
    source: pieces.restsOn,
  }),
);

function present(publicUrl: string, record: MandateRecord): z.output<typeof followUp> {
  const { id, demo, municipality, title, askedBy, askedWhen, howOften, answeredBy, points, papers, sections } = record;
  const at = (address: string | null) => pieces.presentPlace(publicUrl, address);
  return {
    id,
    url: `${publicUrl}/kommuner/${municipality.slug}#opfoelgning`,
    demo,
    municipality,
    title,
    askedBy,
    askedWhen,
    howOften,
    answeredBy,
    points: points.map(({ text, address }) => ({ text, ...at(address) })),
    papers: papers.map((one) => ({ ...one, url: one.document && `${publicUrl}/dokumenter/${one.document}` })),
    sections: sections.map(({ address, indicators, ...one }) => ({
      ...one,
      indicators: indicators.map((each) => ({ ...each, url: `${publicUrl}/indikatorer/${each.slug}` })),
      ...at(address),
    })),
    thematicFollowUps: record.followUps.map(({ address, periodPrinted, initiative, focus, ...one }) => ({
      ...one,
      period: periodPrinted,
      focus: focus.map(({ address: place, ...each }) => ({ ...each, ...at(place) })),
      initiative: initiative && { ...initiative, url: `${publicUrl}/indsatser/${initiative.slug}` },
      ...at(address),
    })),
    source: pieces.presentSource(publicUrl, record.source, municipality),
  };
}

/** `GET /follow-ups` */
export const listOfFollowUps = operation({
  id: "listFollowUps",
  path: "/follow-ups",
  summary: "Opfølgningerne: hvem der har bedt om dem, afsnittene, og de tematiske opfølgninger.",
  query: z.strictObject({
    municipality: many(slug(), "Kommunens slug eller kode med fire cifre."),
    region: many(slug(), "Regionens slug, som regionerne er i dag."),
    year: many(year(), "Kun dem med en tematisk opfølgning i året."),
    demo: demoIfAsked,
    sort: sortedBy(placeSorts),
    ...paging,
  }),
  answer: pieces.pageOf("FollowUpPage", followUp, pieces.totalsApart),
  async read({ query, context }) {
    const { sql, today, site } = context;
    const { municipality, region, sort, page, pageSize } = query;
    const { chosen } = await knownNames(context, { municipality, region });
    const { items, ...totals } = await pageOfMandates(sql, anonymous, {
      filter: chosen,
      year: query.year,
      sort,
      paging: { page, pageSize },
      realOnly: query.demo === "exclude",
      today,
    });
    return pieces.apartPage(
      items.map((record) => present(site.publicUrl, record)),
      totals,
      query,
    );
  },
});
