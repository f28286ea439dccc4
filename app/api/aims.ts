import { z } from "zod";
import { type AimKind, aimKinds } from "#app/domain/ground-vocabulary.ts";
import { anonymous } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import {
  aimsOfMunicipality,
  placementsOfMunicipality,
  type ShownAim,
  type ShownPlacement,
} from "#db/queries/follow-ups/aims.ts";
import { slugsOfMunicipalities } from "#db/queries/municipalities.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { demoIfAsked, many, oneOf, paging } from "./query.ts";

const kinds = Object.keys(aimKinds) as [AimKind, ...AimKind[]];
const told = z.string().nullable().describe(pieces.notTold);
const linked = z.array(z.strictObject({ slug: z.string(), title: z.string(), url: pieces.url }));
const aim = pieces.named(
  "Aim",
  z.strictObject({
    id: pieces.id,
    demo: pieces.demoMark,
    kind: z.enum(kinds).describe(kinds.map((kind) => `${kind}: ${aimKinds[kind].one.toLowerCase()}`).join("; ")),
    title: z.string(),
    text: z.string().nullable().describe("Resten af det, som det er trykt."),
    initiatives: linked.describe("Indsatser, der skal føre til det."),
    indicators: linked.describe("Indikatorer, det følges med."),
    ...pieces.place,
  }),
);
const placement = pieces.named(
  "Placement",
  z.strictObject({
    id: pieces.id,
    demo: pieces.demoMark,
    subject: z.string().describe("Hvad reglen handler om."),
    whoDecides: told,
    whoPays: told,
    model: told,
    holdsFrom: told,
    source: pieces.restsOn,
  }),
);

const links = (publicUrl: string, folder: string, all: readonly { slug: string; title: string }[]) =>
  all.map((one) => ({ ...one, url: `${publicUrl}/${folder}/${one.slug}` }));

const presentAim = (
  publicUrl: string,
  { passage, initiatives, indicators, ...one }: ShownAim,
): z.output<typeof aim> => ({
  ...one,
  initiatives: links(publicUrl, "indsatser", initiatives),
  indicators: links(publicUrl, "indikatorer", indicators),
  ...pieces.presentPlace(publicUrl, passage.address),
});

const presentPlacement = (publicUrl: string, { source, ...one }: ShownPlacement): z.output<typeof placement> => ({
  ...one,
  source: pieces.presentSource(publicUrl, source, one),
});

/** A list that a municipality has few of, as a page of it. */
function pageApart<T extends { demo: boolean }>(
  all: readonly T[],
  query: { demo: "exclude" | "include"; page: number; pageSize: number },
) {
  const shown = query.demo === "exclude" ? all.filter(({ demo }) => !demo) : all;
  const demoTotal = shown.filter(({ demo }) => demo).length;
  const { items } = pieces.slicePage(shown, query);
  return pieces.apartPage(items, { total: shown.length - demoTotal, demoTotal }, query);
}

const params = { code: "Kommunens officielle kode, fire cifre." };
const isMunicipality = async (sql: Sql, code: string) => (await slugsOfMunicipalities(sql, [code])).size > 0;

/** `GET /municipalities/{code}/aims` */
export const listOfAims = operation({
  id: "listAims",
  path: "/municipalities/{code}/aims",
  summary: "Hvad kommunen vil: mål, pejlemærker, sigtelinjer og forandringsteori.",
  params,
  query: z.strictObject({
    kind: many(oneOf(kinds), "Hvilken slags."),
    demo: demoIfAsked,
    ...paging,
  }),
  answer: pieces.pageOf("AimPage", aim, pieces.totalsApart),
  async read({ query, params: { code = "" }, context: { sql, site } }) {
    if (!(await isMunicipality(sql, code))) return null;
    const all = await aimsOfMunicipality(sql, anonymous, code);
    const chosen = all.filter(({ kind }) => query.kind.length === 0 || query.kind.includes(kind));
    return pageApart(
      chosen.map((one) => presentAim(site.publicUrl, one)),
      query,
    );
  },
});

/** `GET /municipalities/{code}/placements` */
export const listOfPlacements = operation({
  id: "listPlacements",
  path: "/municipalities/{code}/placements",
  summary: "Hvem i kommunen der bestemmer om pladser, og hvem der betaler.",
  params,
  query: z.strictObject({ demo: demoIfAsked, ...paging }),
  answer: pieces.pageOf("PlacementPage", placement, pieces.totalsApart),
  async read({ query, params: { code = "" }, context: { sql, site } }) {
    if (!(await isMunicipality(sql, code))) return null;
    const all = await placementsOfMunicipality(sql, anonymous, code);
    return pageApart(
      all.map((one) => presentPlacement(site.publicUrl, one)),
      query,
    );
  },
});
