import { z } from "zod";
import { initiativeKinds, initiativeStateMeanings, initiativeStates } from "#app/domain/ground-vocabulary.ts";
import { isId } from "#app/domain/id.ts";
import { anonymous } from "#app/domain/viewer.ts";
import { codes, levels, settings } from "#app/domain/vocabulary.ts";
import { placeSorts } from "#db/queries/by-place.ts";
import type { InitiativeDetails } from "#db/queries/initiatives/page.ts";
import { pageOfInitiatives, readInitiatives } from "#db/queries/initiatives/record.ts";
import { knownNames } from "./names.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { demoIfAsked, many, oneOf, paging, slug, sortedBy } from "./query.ts";

const { notTold } = pieces;
const linked = z.strictObject({ id: pieces.id, slug: z.string(), title: z.string(), url: pieces.url });
const milestone = z.strictObject({
  id: pieces.id,
  title: z.string(),
  planned: z.string().nullable().describe(`Tiden, som den er trykt: »skoleåret 2024/2025«. ${notTold}`),
  plannedBy: pieces.roughDate.nullable().describe("Den sidste dag, måned eller år, som det betyder."),
  expectedBy: pieces.roughDate.nullable().describe("Hvad der ventes nu, hvis det er en anden tid."),
  doneOn: pieces.roughDate.nullable(),
  moves: z
    .array(
      z.strictObject({
        on: z.iso.date().describe("Dagen, da tiden blev flyttet."),
        was: pieces.roughDate.nullable(),
        became: pieces.roughDate,
        because: z.string(),
      }),
    )
    .describe("Tider, den er flyttet fra, den første først."),
  source: pieces.restsOn,
});
const initiative = pieces.named(
  "Initiative",
  z.strictObject({
    id: pieces.id,
    slug: z.string(),
    url: pieces.url,
    demo: pieces.demoMark,
    municipality: pieces.municipalityName,
    municipalities: z.array(pieces.municipalityName).describe("Andre kommuner, der er med."),
    kind: z.enum(codes(initiativeKinds)).describe("indsats, eller proevehandling: en lille, som skal lære os noget."),
    title: z.string(),
    summary: z.string(),
    toTeach: z.string().nullable().describe("Hvad en prøvehandling skal lære os."),
    state: z
      .enum(codes(initiativeStates))
      .nullable()
      .describe(
        `Hvor langt den er. ${codes(initiativeStates)
          .map((state) => `${state}: ${initiativeStateMeanings[state]}`)
          .join(" ")} ${notTold}`,
      ),
    decision: z
      .strictObject({ by: z.string().nullable(), on: pieces.roughDate.nullable() })
      .describe(`Hvem der har besluttet den og hvornår. ${notTold}`),
    period: z
      .strictObject({
        printed: z.string().nullable().describe("Som den er trykt, hvor det ikke er et enkelt tidsrum: »over ti år«."),
        kind: z.enum(["kalenderaar", "skoleaar"]).nullable(),
        from: pieces.roughDate.nullable(),
        to: pieces.roughDate.nullable(),
      })
      .describe(notTold),
    settings: z.array(pieces.setting),
    levels: z.array(pieces.level),
    mellemformLevels: z.array(z.int().min(1).max(4)),
    targetGroup: z.string().nullable().describe(notTold),
    coverage: z.string().nullable().describe(`Udbredelse, i ord. ${notTold}`),
    partners: z.array(z.string()),
    ownerRole: z.string().nullable().describe(`Den rolle, der har ansvaret; aldrig en person. ${notTold}`),
    units: z.array(z.string()),
    commitments: z.array(
      z.strictObject({
        id: pieces.commitmentId,
        title: z.string(),
        linkedBy: z
          .enum(["source", "editors"])
          .describe("Hvem der har koblet dem: dokumentet (source), eller redaktionen."),
        why: z.string(),
      }),
    ),
    methods: z.array(linked),
    cases: z.array(linked),
    milestones: z.array(milestone),
    differences: z
      .array(z.strictObject({ subject: z.string(), textSays: z.string(), tableSays: z.string(), ...pieces.place }))
      .describe("Hvor dokumentets tekst og tabel ikke siger det samme. Begge står, og ingen af dem er rettet."),
    source: pieces.restsOn,
    updatedAt: pieces.instant,
  }),
);

function present(publicUrl: string, record: InitiativeDetails): z.output<typeof initiative> {
  const { id, slug, demo, municipality, municipalities, kind, title, summary, toTeach, state, decidedBy, decidedOn } =
    record;
  const { periodPrinted, periodKind, periodFrom, periodTo, settings, levels, mellemformLevels, targetGroup } = record;
  const { coverage, partners, ownerRole, units, commitments, methods, cases, milestones, differences, source } = record;
  return {
    id,
    slug,
    url: `${publicUrl}/indsatser/${slug}`,
    demo,
    municipality,
    municipalities,
    kind,
    title,
    summary,
    toTeach,
    state,
    decision: { by: decidedBy, on: decidedOn },
    period: { printed: periodPrinted, kind: periodKind, from: periodFrom, to: periodTo },
    settings: settings as z.output<typeof pieces.setting>[],
    levels: levels as z.output<typeof pieces.level>[],
    mellemformLevels,
    targetGroup,
    coverage,
    partners,
    ownerRole,
    units: units.map(({ name }) => name),
    commitments: commitments.map(({ year, number, title: point, linkedBy, why }) => ({
      id: `${year}-${number}`,
      title: point,
      linkedBy,
      why,
    })),
    methods: methods.map((one) => ({ ...one, url: `${publicUrl}/metoder/${one.slug}` })),
    cases: cases.map((one) => ({ ...one, url: `${publicUrl}/eksempler/${one.slug}` })),
    milestones: milestones.map((one) => ({
      ...one,
      source: pieces.presentSource(publicUrl, one.source, municipality),
    })),
    differences: differences.map(({ subject, textSays, tableSays, address }) => ({
      subject,
      textSays,
      tableSays,
      ...pieces.presentPlace(publicUrl, address),
    })),
    source: pieces.presentSource(publicUrl, source, municipality),
    updatedAt: record.changedAt.toISOString(),
  };
}

/** `GET /initiatives` */
export const listOfInitiatives = operation({
  id: "listInitiatives",
  path: "/initiatives",
  summary: "Indsatserne: hvad kommuner gør, og hvad det hviler på.",
  query: z.strictObject({
    municipality: many(slug(), "Kommunens slug eller kode med fire cifre."),
    region: many(slug(), "Regionens slug, som regionerne er i dag."),
    commitment: many(slug(), "Punkt i en erklæring, for eksempel 2025-3."),
    setting: many(oneOf(codes(settings)), "Område."),
    level: many(oneOf(codes(levels)), "Indsatsniveau."),
    kind: many(oneOf(codes(initiativeKinds)), "Indsats eller prøvehandling."),
    state: many(oneOf(codes(initiativeStates)), "Tilstand."),
    demo: demoIfAsked,
    sort: sortedBy([...placeSorts, "title", "newest"]),
    ...paging,
  }),
  answer: pieces.pageOf("InitiativePage", initiative, pieces.totalsApart),
  async read({ query, context }) {
    const { sql, today, site } = context;
    const { setting, level, kind, state, sort, page, pageSize } = query;
    const { municipality, region, commitment } = query;
    const { chosen } = await knownNames(context, { municipality, region, commitment });
    const { items, ...totals } = await pageOfInitiatives(sql, anonymous, {
      filter: { ...chosen, setting, level, kind, state },
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

/** `GET /initiatives/{id}` */
export const oneInitiative = operation({
  id: "getInitiative",
  path: "/initiatives/{id}",
  summary: "Én indsats.",
  params: { id: "Indsatsens id." },
  query: z.strictObject({}),
  answer: initiative,
  async read({ params: { id = "" }, context: { sql, site } }) {
    const [record] = isId(id) ? await readInitiatives(sql, anonymous, [id]) : [];
    return record ? present(site.publicUrl, record) : null;
  },
});
