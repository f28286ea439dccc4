import { z } from "zod";
import { amountBlanks } from "#app/domain/blank-vocabulary.ts";
import { accounts, moneyKinds, moneyLevels, permanences } from "#app/domain/ground-vocabulary.ts";
import { anonymous } from "#app/domain/viewer.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { type BudgetRecord, pageOfBudgetRows } from "#db/queries/budgets/record.ts";
import { placeSorts } from "#db/queries/by-place.ts";
import { knownNames } from "./names.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { asOf, asOfDay, demoIfAsked, many, oneOf, paging, slug, sortedBy, year } from "./query.ts";

const { notTold } = pieces;
const rows = ["line", "heading", "total"] as const;
const kroner = z.int().describe("Hele kroner. En besparelse er negativ.");

const cell = z.strictObject({
  year: z.int(),
  amount: kroner
    .nullable()
    .describe("Hele kroner, når der er et beløb; ellers siger »blank« hvorfor ikke. En besparelse er negativ."),
  blank: z
    .enum(Object.values(amountBlanks) as [string, ...string[]])
    .nullable()
    .describe("Hvorfor der ikke er et beløb. Ingen af dem er 0, og ingen af dem må lægges til som 0."),
  printed: z.string().nullable().describe("Feltet, som det er trykt, i enheden »unit«."),
  partYear: z.boolean().describe("Gælder kun en del af året, så det kan ikke vise en vækst."),
  financing: z.string().nullable().describe("Hvad der betaler i netop det år, hvis det er noget andet end for rækken."),
});
const line = pieces.named(
  "BudgetLine",
  z.strictObject({
    id: pieces.id,
    demo: pieces.demoMark,
    municipality: pieces.municipalityName,
    row: z
      .enum(rows)
      .describe(
        "line: en linje. heading: en overskrift, som ikke har beløb. total: en trykt sum, som allerede er lagt sammen. Læg kun line sammen.",
      ),
    label: z.string(),
    kind: z.enum(codes(moneyKinds)).describe("Hvor bindende beløbet er. Læg aldrig to slags sammen."),
    priceYear: z.int().nullable().describe(`Prisår. Læg aldrig to prisår sammen. ${notTold}`),
    unit: z.enum(["kr.", "1.000 kr.", "mio. kr."]).describe("Enheden, som »printed« er trykt i."),
    amounts: z.array(cell).describe("Beløbene, det første år først."),
    mean: z
      .strictObject({ amount: kroner, printed: z.string() })
      .nullable()
      .describe("Det trykte gennemsnit over årene, hvor der står et."),
    account: z.enum(codes(accounts)).nullable().describe(notTold),
    permanence: z
      .enum(codes(permanences))
      .nullable()
      .describe(
        "engang eller varig. Ved en total: hvilke linjer den er summen af; null: alle. Ved en linje er null: ikke oplyst.",
      ),
    level: z
      .enum(codes(moneyLevels))
      .nullable()
      .describe(
        "En af de tre linjer om året, som siger det samme om pengene på en anden måde. Læg dem ikke til de andre.",
      ),
    sector: z.string().nullable().describe("Som trykt: 5.51/1.20."),
    proposal: z.string().nullable().describe("Forslagets nummer, som trykt. To forslag kan have det samme."),
    financing: z.string().nullable().describe(`Hvad der betaler, som trykt. ${notTold}`),
    initiative: z.strictObject({ id: pieces.id, slug: z.string(), title: z.string(), url: pieces.url }).nullable(),
    table: z
      .strictObject({ id: pieces.id, title: z.string(), note: z.string().nullable(), ...pieces.place })
      .nullable()
      .describe("Tabellen, som rækken står i. Rækkerne kommer i tabellens orden."),
    agreement: z
      .strictObject({
        title: z.string(),
        year: z.int().nullable(),
        parties: z.array(z.string()).describe("Tom: dokumentet nævner dem ikke."),
        superseded: z.boolean().describe("En senere aftale er trådt i stedet. Beløbet står, men tælles ikke med."),
        source: pieces.restsOn,
      })
      .nullable()
      .describe("Aftalen bag."),
    source: pieces.restsOn,
  }),
);

function present(publicUrl: string, record: BudgetRecord, years: readonly number[]): z.output<typeof line> {
  const { id, demo, municipality, row, label, kind, priceYear, printedUnit, meanAmount, meanPrinted, account } = record;
  const { permanence, level, sector, proposal, financing, initiative, table, agreement, source } = record;
  return {
    id,
    demo,
    municipality,
    row,
    label,
    kind,
    priceYear,
    unit: printedUnit,
    amounts: record.cells
      .filter((one) => years.length === 0 || years.includes(one.year))
      .map((one) => ({
        year: one.year,
        amount: one.amount,
        blank: one.blank && amountBlanks[one.blank],
        printed: one.printed,
        partYear: one.partYear,
        financing: one.financing,
      })),
    mean: meanAmount !== null && meanPrinted !== null ? { amount: meanAmount, printed: meanPrinted } : null,
    account,
    permanence,
    level,
    sector,
    proposal,
    financing,
    initiative: initiative && { ...initiative, url: `${publicUrl}/indsatser/${initiative.slug}` },
    table: table && {
      id: table.id,
      title: table.title,
      note: table.note,
      ...pieces.presentPlace(publicUrl, table.passage.address),
    },
    agreement: agreement && { ...agreement, source: pieces.presentSource(publicUrl, agreement.source, municipality) },
    source: pieces.presentSource(publicUrl, source, municipality),
  };
}

/** `GET /budget-lines` */
export const listOfBudgetLines = operation({
  id: "listBudgetLines",
  path: "/budget-lines",
  summary: "Budgetlinjerne: hvad pengene er til, år for år, og hvor det står.",
  query: z.strictObject({
    municipality: many(slug(), "Kommunens slug eller kode med fire cifre."),
    region: many(slug(), "Regionens slug, som regionerne er i dag."),
    commitment: many(slug(), "Punkt i en erklæring, for eksempel 2025-3: linjer til indsatser under det."),
    year: many(year(), "År. Kun rækker med et felt i året, og kun årets felter."),
    kind: many(oneOf(codes(moneyKinds)), "Hvor bindende beløbet er."),
    row: many(oneOf(rows), "Linjer, overskrifter eller trykte summer."),
    account: many(oneOf(codes(accounts)), "Drift eller anlæg."),
    level: many(oneOf(codes(moneyLevels)), "De tre linjer om året: det almene, mellemformer og specialtilbud."),
    asOf,
    demo: demoIfAsked,
    sort: sortedBy(placeSorts),
    ...paging,
  }),
  answer: pieces.pageOf("BudgetLinePage", line, pieces.totalsApart),
  async read({ query, context }) {
    const { sql, today, site } = context;
    const { municipality, region, commitment, kind, row, account, level, sort, page, pageSize } = query;
    const day = asOfDay(query.asOf, today);
    const { chosen } = await knownNames(context, { municipality, region, commitment });
    const { items, ...totals } = await pageOfBudgetRows(sql, anonymous, {
      filter: { ...chosen, year: query.year, kind, row, account, level },
      sort,
      paging: { page, pageSize },
      asOf: day,
      realOnly: query.demo === "exclude",
      today,
    });
    return pieces.apartPage(
      items.map((record) => present(site.publicUrl, record, query.year)),
      totals,
      query,
    );
  },
});
