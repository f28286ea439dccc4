import { z } from "zod";
import { anonymous } from "#app/domain/viewer.ts";
import {
  type CommitmentRow,
  type Declaration,
  findCommitment,
  findDeclaration,
  listCommitments,
  listDeclarations,
} from "#db/queries/declarations.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { paging } from "./query.ts";

const declaration = pieces.named(
  "Declaration",
  z.strictObject({
    year: z
      .int()
      .describe(
        "Årstallet. Erklæringen er givet på alle kommuners vegne og har ingen underskrifter fra enkelte kommuner, så her står intet antal af dem.",
      ),
    url: pieces.url,
    title: z.string(),
    summary: z.string(),
    onBehalfOf: z.string().describe("Hvem erklæringen er på vegne af."),
    numberingNote: z.string(),
    document: z.strictObject({ slug: z.string(), title: z.string(), dated: pieces.roughDate, url: pieces.url }),
  }),
);
const commitment = pieces.named(
  "Commitment",
  z.strictObject({
    id: z.string().describe("Det, lister afgrænses med: 2025-3."),
    year: z.int(),
    number: z.int().min(1),
    url: pieces.url,
    title: z.string(),
    quote: z.string().describe("Ordlyden i erklæringen."),
    plain: z.string().describe("Redaktionens sætning i almindeligt dansk."),
    source: pieces.url.describe("Stedet i dokumentet."),
    caseCount: pieces.count.describe("Rigtige eksempler; Demodata tæller ikke med."),
    methodCount: pieces.count.describe("Metoder, som rigtige eksempler bruger."),
  }),
);

/** Numbers that a year and a commitment can have; anything else is not asked for. */
const whole = (text = "") => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0);

function presentDeclaration(publicUrl: string, row: Declaration): z.output<typeof declaration> {
  const { year, title, summary, onBehalfOf, numberingNote, document } = row;
  const source = { ...document, url: `${publicUrl}/dokumenter/${document.slug}` };
  const url = `${publicUrl}/erklaeringer/${year}`;
  return { year, url, title, summary, onBehalfOf, numberingNote, document: source };
}

function presentCommitment(publicUrl: string, row: CommitmentRow): z.output<typeof commitment> {
  const { year, number, title, quote, plain, source, caseCount, methodCount } = row;
  return {
    id: `${year}-${number}`,
    year,
    number,
    url: `${publicUrl}/erklaeringer/${year}/punkter/${number}`,
    title,
    quote,
    plain,
    source: publicUrl + source,
    caseCount,
    methodCount,
  };
}

/** `GET /declarations` */
export const listOfDeclarations = operation({
  id: "listDeclarations",
  path: "/declarations",
  summary: "Topmødeerklæringerne.",
  query: z.strictObject(paging),
  answer: pieces.pageOf("DeclarationPage", declaration),
  async read({ query, context: { sql, site } }) {
    const { items, ...rest } = pieces.slicePage(await listDeclarations(sql), query);
    return { items: items.map((row) => presentDeclaration(site.publicUrl, row)), ...rest };
  },
});

const yearParameter = { year: "Erklæringens år, for eksempel 2025." };

/** `GET /declarations/{year}` */
export const oneDeclaration = operation({
  id: "getDeclaration",
  path: "/declarations/{year}",
  summary: "Én erklæring.",
  params: yearParameter,
  query: z.strictObject({}),
  answer: declaration,
  async read({ params: { year }, context: { sql, site } }) {
    const row = await findDeclaration(sql, whole(year));
    return row && presentDeclaration(site.publicUrl, row);
  },
});

/** `GET /declarations/{year}/commitments` */
export const listOfCommitments = operation({
  id: "listCommitments",
  path: "/declarations/{year}/commitments",
  summary: "Punkterne i en erklæring.",
  params: yearParameter,
  query: z.strictObject(paging),
  answer: pieces.pageOf("CommitmentPage", commitment),
  async read({ query, params, context: { sql, site } }) {
    const year = whole(params.year);
    const [found, all] = await Promise.all([findDeclaration(sql, year), listCommitments(sql, anonymous, year)]);
    if (!found) return null;
    const { items, ...rest } = pieces.slicePage(all, query);
    return { items: items.map((row) => presentCommitment(site.publicUrl, row)), ...rest };
  },
});

/** `GET /declarations/{year}/commitments/{number}` */
export const oneCommitment = operation({
  id: "getCommitment",
  path: "/declarations/{year}/commitments/{number}",
  summary: "Ét punkt i en erklæring.",
  params: { ...yearParameter, number: "Punktets nummer, for eksempel 3." },
  query: z.strictObject({}),
  answer: commitment,
  async read({ params: { year, number }, context: { sql, site } }) {
    const row = await findCommitment(sql, anonymous, whole(year), whole(number));
    return row && presentCommitment(site.publicUrl, row);
  },
});
