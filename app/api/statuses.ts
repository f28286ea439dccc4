import { z } from "zod";
import { isId } from "#app/domain/id.ts";
import { isPeriodCode } from "#app/domain/statuses/period-vocabulary.ts";
import { outcomes } from "#app/domain/statuses/status-vocabulary.ts";
import { anonymous } from "#app/domain/viewer.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { block } from "#app/papers/blocks.ts";
import { answerWas } from "#app/ui/ground/value-words.tsx";
import { demoQuery, statusAddress } from "#app/ui/papers/status-head.tsx";
import { placeSorts } from "#db/queries/by-place.ts";
import type { ShownPin } from "#db/queries/statuses/pins.ts";
import { pageOfStatuses, readStatuses, type StatusRecord } from "#db/queries/statuses/record.ts";
import { knownNames } from "./names.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { demoIfAsked, many, paging, slug, sortedBy } from "./query.ts";

const { notTold } = pieces;
const period = z.string().refine(isPeriodCode, "En periode skrives som 2026H1.");
const evidence = z.strictObject({
  id: pieces.id.describe("Det navn, som blokkene bruger."),
  kind: z.enum(["case", "value", "line", "initiative", "milestone", "passage"]),
  chosen: z.boolean().describe("Sand, hvis kommunen har valgt det som belæg. Ellers er det med som titel eller tal."),
  state: z
    .enum(["here", "withdrawn", "hidden"])
    .describe("here: det kan læses. withdrawn: kilden er trukket tilbage. hidden: tallet er skjult siden."),
  title: z.string().nullable(),
  url: pieces.url.nullable(),
  figure: z
    .strictObject({
      was: z.string().describe("Tallet, som det stod."),
      correctedOn: z.iso.date().nullable(),
      became: z.string().nullable().describe("Hvad der står i stedet nu."),
    })
    .nullable(),
});
const status = pieces.named(
  "Status",
  z.strictObject({
    id: pieces.id,
    url: pieces.url,
    demo: pieces.demoMark,
    origin: z
      .enum(["own", "document"])
      .describe("own: kommunens egen status. document: gengivet fra et dokument, som kommunen har skrevet."),
    municipality: pieces.municipalityName,
    period: z.string().describe("Halvåret: 2026H1."),
    edition: z.strictObject({
      number: z.int().min(1),
      correction: z
        .string()
        .nullable()
        .describe("Hvorfor udgaven er en rettelse af den forrige. null: den er ikke en."),
      publishedAt: pieces.instant,
      late: z.boolean().describe("Sand, hvis den blev udgivet, efter at perioden var lukket."),
      cutOff: z.iso.date().describe("Dagen, tallene gælder til."),
      metOn: z.iso.date().nullable().describe(`Mødet. ${notTold}`),
      body: z.string().nullable().describe(`Udvalget. ${notTold}`),
      outcome: z.enum(codes(outcomes)).nullable().describe(`Hvad udvalget gjorde. ${notTold}`),
      outcomeOn: z.iso.date().nullable(),
      agendaItem: z.string().nullable(),
    }),
    blocks: z
      .array(block)
      .describe(
        "Kommunens egne ord, i den rækkefølge de læses. Trin og effekt er kommunens egen vurdering og ingen rangorden; de kan ikke lægges sammen til et gennemsnit.",
      ),
    evidence: z.array(evidence).describe("Hvad ordene hviler på, som det kan læses nu."),
  }),
);

function figureOf({ value, amount }: ShownPin): z.output<typeof evidence>["figure"] {
  if (value) {
    const { decimals } = value.indicator;
    const { was, corrected } = value;
    return {
      was: answerWas(was, decimals),
      correctedOn: corrected?.on ?? null,
      became: corrected?.became ? answerWas(corrected.became, decimals) : null,
    };
  }
  if (!amount) return null;
  const told = (one: { amount: number | null; printed: string | null }) =>
    one.printed ?? (one.amount === null ? "ikke oplyst" : `${one.amount} kr.`);
  const { was, corrected } = amount;
  return {
    was: told(was),
    correctedOn: corrected?.on ?? null,
    became: corrected?.became ? told(corrected.became) : null,
  };
}

function present(publicUrl: string, record: StatusRecord): z.output<typeof status> {
  const { id, demo, origin, municipality, period: code, edition, publishedAt, blocks, pins } = record;
  const { number, kind, because, late, cutOff, metOn, body, outcome, outcomeOn, agendaItem } = edition;
  return {
    id,
    url: `${publicUrl}${statusAddress({ municipality, period: code })}${demoQuery(demo)}`,
    demo,
    origin,
    municipality: { code: municipality.code, slug: municipality.slug, name: municipality.name },
    period: code,
    edition: {
      number,
      correction: kind === "correction" ? because : null,
      publishedAt: publishedAt.toISOString(),
      late,
      cutOff,
      metOn,
      body,
      outcome,
      outcomeOn,
      agendaItem,
    },
    blocks,
    evidence: pins.map((pin) => ({
      id: pin.id,
      kind: pin.kind,
      chosen: pin.chosen,
      state: pin.state,
      title: pin.title,
      url: pin.href && `${publicUrl}${pin.href}`,
      figure: figureOf(pin),
    })),
  };
}

/** `GET /statuses` */
export const listOfStatuses = operation({
  id: "listStatuses",
  path: "/statuses",
  summary: "Kommunernes halvårlige statusser: deres egne ord, og hvad de hviler på. De kan ikke sorteres efter trin.",
  query: z.strictObject({
    municipality: many(slug(), "Kommunens slug eller kode med fire cifre."),
    region: many(slug(), "Regionens slug, som regionerne er i dag."),
    period: many(period, "Halvåret, for eksempel 2026H1."),
    demo: demoIfAsked,
    sort: sortedBy([...placeSorts, "newest"]),
    ...paging,
  }),
  answer: pieces.pageOf("StatusPage", status, pieces.totalsApart),
  async read({ query, context }) {
    const { sql, today, site } = context;
    const { municipality, region, sort, page, pageSize } = query;
    const { chosen } = await knownNames(context, { municipality, region });
    const { items, ...totals } = await pageOfStatuses(sql, anonymous, {
      filter: { ...chosen, period: query.period },
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

/** `GET /statuses/{id}` */
export const oneStatus = operation({
  id: "getStatus",
  path: "/statuses/{id}",
  summary: "Én status, i sin nyeste udgave.",
  params: { id: "Statussens id." },
  query: z.strictObject({}),
  answer: status,
  async read({ params: { id = "" }, context: { sql, site } }) {
    const [record] = isId(id) ? await readStatuses(sql, anonymous, [id]) : [];
    return record ? present(site.publicUrl, record) : null;
  },
});
