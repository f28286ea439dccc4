import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { pageOfBudgetRows, readBudgetRows } from "#db/queries/budgets/record.ts";
import {
  budgetRowsOfInitiative,
  budgetRowsOfMunicipality,
  budgetTablesOfMunicipality,
} from "#db/queries/budgets/rows.ts";
import { sumsOfCommitment } from "#db/queries/budgets/sums.ts";
import { newestCases } from "#db/queries/cases/list.ts";
import { findCase } from "#db/queries/cases/page.ts";
import { readCase, readCases } from "#db/queries/cases/record.ts";
import { casesOfMethod, casesOfMunicipality, similarCases } from "#db/queries/cases/related.ts";
import { listCitations } from "#db/queries/citations.ts";
import { textsCitingDocument } from "#db/queries/documents/citing.ts";
import { findDocument } from "#db/queries/documents/page.ts";
import { readDocument } from "#db/queries/documents/record.ts";
import { listExportIds, readExportBodies, readExportTexts } from "#db/queries/exports/contents.ts";
import { aimsOfMunicipality, placementsOfMunicipality } from "#db/queries/follow-ups/aims.ts";
import { mandatesOfMunicipality, sectionsDueIn } from "#db/queries/follow-ups/mandates.ts";
import { pageOfMandates, readMandates } from "#db/queries/follow-ups/record.ts";
import { findKeptIndicator, findUseOfIndicator, listKeptIndicators } from "#db/queries/indicators/keep.ts";
import {
  findAnswerAt,
  findKeptValue,
  findStandingValue,
  listKeptValues,
  listTimesOfKeeper,
} from "#db/queries/indicators/keep-values.ts";
import { indicatorsOfMunicipality, listIndicators } from "#db/queries/indicators/list.ts";
import { findIndicator } from "#db/queries/indicators/page.ts";
import { pageOfIndicators, pageOfValues, readIndicators, readValues } from "#db/queries/indicators/record.ts";
import { municipalitiesOfIndicator, pageOfCorrections, valuesOfIndicator } from "#db/queries/indicators/values.ts";
import { initiativesLinkedTo, initiativesOfMunicipality, initiativesRestingOn } from "#db/queries/initiatives/list.ts";
import { findInitiative } from "#db/queries/initiatives/page.ts";
import { pageOfInitiatives, readInitiatives } from "#db/queries/initiatives/record.ts";
import { methodsBySlug } from "#db/queries/methods/list.ts";
import { findMethod } from "#db/queries/methods/page.ts";
import { readMethod } from "#db/queries/methods/record.ts";
import { methodsOfMunicipality } from "#db/queries/methods/related.ts";
import { commitmentsOfMunicipality, findMunicipality, nearMunicipalities } from "#db/queries/municipalities.ts";
import { openFilter } from "#search/engine.ts";
import { createSearch, type Request } from "#search/search.ts";
import { rebuildIndex } from "#search/store.ts";
import { buildManyCases } from "#seeds/builders/build-many-cases.ts";
import { buildDeclaration, buildDocument } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { buildMuchGround } from "#tests/support/much-ground.ts";
import { openPlanner, type Planner } from "#tests/support/plans.ts";

const today = "2026-11-22";
const viewer = anonymous;
/** Tables of which a page shows only a little. */
const big = [
  ...["case_story", "case_revision", "case_method", "case_commitment", "case_citation", "document_anchor"],
  ...[
    "initiative",
    "initiative_commitment",
    "milestone",
    "budget_table",
    "budget_row",
    "budget_line",
    "aim",
    "placement",
    "mandate",
    "follow_up_section",
  ],
  ...["indicator", "indicator_value"],
];

let database: TestDatabase;
let planner: Planner;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedPlaces(database.sql);
  await buildDocument(database.sql, { slug: "erklaering" });
  await buildDeclaration(database.sql, { commitments: 10, quotedFrom: "/dokumenter/erklaering#sted" });
  await buildManyCases(database.sql, { cases: 5_000, sources: 500 });
  await buildMuchGround(database.sql);
  await rebuildIndex(database.sql);
  await database.sql`vacuum analyze`;
  planner = await openPlanner(database);
  sql = planner.sql;
});
afterAll(async () => {
  await planner?.end();
  await database?.drop();
});

const search = () => createSearch(sql);
const question: Request = { text: "", filter: openFilter, sort: "relevance", page: 1, pageSize: 20, today };

const firstPage = { page: 1, pageSize: 50 };
const someId = "51dec21a-b7e2-4406-88fc-8480d1092c18";
const otherId = "685984ed-feed-4f21-b1f6-15c9452c7f65";

/** What programs read of initiatives, money and figures. */
function groundRecords(): [name: string, read: () => Promise<unknown>][] {
  const shared = { paging: firstPage, realOnly: true, today };
  const one = { municipality: ["aarhus"], region: [] };
  const none = { commitment: [], setting: [], level: [], kind: [], state: [], row: [], account: [] };
  const values = { ...one, municipality: [], of: [], series: [], part: [], kind: [], from: null, before: null };
  const sort = "municipality";
  const filter = { ...one, ...none, year: [] };
  return [
    ["a page of the initiatives of a municipality", () => pageOfInitiatives(sql, viewer, { ...shared, filter, sort })],
    [
      "a page of the budget rows of a municipality",
      () => pageOfBudgetRows(sql, viewer, { ...shared, filter, sort, asOf: null }),
    ],
    [
      "a page of the mandates of a municipality",
      () => pageOfMandates(sql, viewer, { ...shared, filter: one, year: [], sort }),
    ],
    [
      "a page of the values of an indicator",
      () => pageOfValues(sql, viewer, { ...shared, id: someId, filter: values, sort, asOf: null }),
    ],
    [
      "a page of the values of an indicator on a day",
      () => pageOfValues(sql, viewer, { ...shared, id: someId, filter: values, sort, asOf: today }),
    ],
    ["initiatives by their ids", () => readInitiatives(sql, viewer, [someId, otherId])],
    ["budget rows by their ids", () => readBudgetRows(sql, viewer, [someId, otherId], null)],
    ["indicators by their ids", () => readIndicators(sql, viewer, [someId, otherId])],
    ["values by their ids", () => readValues(sql, viewer, [someId, otherId])],
    ["mandates by their ids", () => readMandates(sql, viewer, [someId, otherId])],
  ];
}

/** What those read who keep indicators and enter values: a municipality, and the association. */
function keptRecords(): [name: string, read: () => Promise<unknown>][] {
  return [
    ["of a municipality", "0751"],
    ["of the country", null],
  ].flatMap(([whose, keeper = null]): [name: string, read: () => Promise<unknown>][] => {
    const of = { indicator: someId, keeper };
    const at = { series: null, part: null, timeFrom: "2020-01-01", timeTo: "2021-01-01" };
    return [
      [`the kept values ${whose}`, () => listKeptValues(sql, viewer, of, firstPage)],
      [`the saved values ${whose}`, () => listKeptValues(sql, viewer, { ...of, saved: true }, firstPage)],
      [`a kept value ${whose}`, () => findKeptValue(sql, viewer, { ...of, id: otherId })],
      [`the times of kept values ${whose}`, () => listTimesOfKeeper(sql, viewer, of)],
      [`a kept answer ${whose}`, () => findAnswerAt(sql, viewer, { ...of, demo: false, at })],
      [`a kept indicator ${whose}`, () => findKeptIndicator(sql, viewer, { keeper, id: someId })],
    ];
  });
}

/** Reads that show a little of much, and what they show a little of. */
const selective: [name: string, read: () => Promise<unknown>][] = [
  ["a case by its address", () => findCase(sql, viewer, "sag-4711")],
  ["a case by an address that there is not", () => findCase(sql, viewer, "sag-0")],
  ["a case by its id", () => readCase(sql, viewer, someId)],
  ["some cases by their ids", () => readCases(sql, viewer, [someId, otherId])],
  ["a method by its id", () => readMethod(sql, viewer, someId)],
  ["a document by its id", () => readDocument(sql, someId)],
  ["the cases of a municipality", () => casesOfMunicipality(sql, viewer, "0751", { demo: false, limit: 12 })],
  ["the cases with a method", () => casesOfMethod(sql, viewer, "metode-7", 12)],
  ["a municipality", () => findMunicipality(sql, viewer, "aarhus", today)],
  ["the neighbours of a municipality", () => nearMunicipalities(sql, viewer, "aarhus", 6)],
  ["the methods of a municipality", () => methodsOfMunicipality(sql, viewer, "0751")],
  ["the commitments of a municipality", () => commitmentsOfMunicipality(sql, viewer, "0751", 2025)],
  ["a method by its address", () => findMethod(sql, viewer, "metode-7")],
  ["three methods", () => methodsBySlug(sql, viewer, ["metode-7", "metode-8", "metode-9"])],
  ["a document", () => findDocument(sql, "dokument-7")],
  ["the texts that cite a document", () => textsCitingDocument(sql, viewer, "dokument-7")],
  [
    "the initiatives of a municipality",
    () => initiativesOfMunicipality(sql, viewer, "0751", { demo: false, page: 1, pageSize: 60 }),
  ],
  ["the initiatives with a method", () => initiativesLinkedTo(sql, viewer, { method: "metode-7" }, 12)],
  ["the initiatives with a case", () => initiativesLinkedTo(sql, viewer, { case: "sag-7" }, 12)],
  ["the initiatives that rest on a document", () => initiativesRestingOn(sql, viewer, "dokument-7", 50)],
  ["an initiative by its address", () => findInitiative(sql, viewer, "indsats-4711")],
  ["the money of an initiative", () => budgetRowsOfInitiative(sql, viewer, { slug: "indsats-4711", asOf: null })],
  [
    "the money of an initiative on a day",
    () => budgetRowsOfInitiative(sql, viewer, { slug: "indsats-4711", asOf: today }),
  ],
  [
    "the budget rows of a municipality",
    () => budgetRowsOfMunicipality(sql, viewer, "0751", { most: 1_000, asOf: null }),
  ],
  ["the budget tables of a municipality", () => budgetTablesOfMunicipality(sql, viewer, "0751", null)],
  ["the aims of a municipality", () => aimsOfMunicipality(sql, viewer, "0751")],
  ["the placements of a municipality", () => placementsOfMunicipality(sql, viewer, "0751")],
  ["the mandates of a municipality", () => mandatesOfMunicipality(sql, viewer, "0751")],
  ["the sections due in a month", () => sectionsDueIn(sql, viewer, { code: "0751", month: 6 })],
  ["the indicators of a municipality", () => indicatorsOfMunicipality(sql, viewer, "0751", 100)],
  ["an indicator by its address", () => findIndicator(sql, viewer, "indikator-7")],
  ["the municipalities of an indicator", () => municipalitiesOfIndicator(sql, viewer, someId)],
  [
    "the values of an indicator",
    () => valuesOfIndicator(sql, viewer, { id: someId, municipalities: ["aarhus"], asOf: null }),
  ],
  [
    "the values of an indicator on a day",
    () => valuesOfIndicator(sql, viewer, { id: someId, municipalities: ["aarhus"], asOf: today }),
  ],
  [
    "the corrections of an indicator",
    () => pageOfCorrections(sql, viewer, { id: someId, municipalities: ["aarhus"], paging: { page: 1, pageSize: 50 } }),
  ],
  ...groundRecords(),
  ...keptRecords(),
  ["the kept value that stands for another", () => findStandingValue(sql, viewer, someId)],
  ["what of an indicator its values use", () => findUseOfIndicator(sql, someId)],
  ["the sums of a commitment that few serve", () => sumsOfCommitment(sql, viewer, { year: 2025, number: 9 })],
  ["the newest cases", () => newestCases(sql, viewer, 6, { real: false })],
  ["the newest real cases", () => newestCases(sql, viewer, 50, { real: true })],
];

describe("with 5,000 cases", () => {
  it.each(selective)("%s are found without reading a whole table", async (_what, read) => {
    expect(await planner.wholeTables(read, big)).toEqual([]);
  });

  it.each([
    ["a suggestion", () => search().suggest(viewer, "sag 47", today, 8)],
    ["what a misspelt word was meant to be", () => search().suggest(viewer, "erklærng", today, 8)],
    ["a search for a word that few texts have", () => search().find(viewer, { ...question, text: "4711" })],
    [
      "a search for two words that few texts have together",
      () => search().find(viewer, { ...question, text: "dokument 77" }),
    ],
  ] as [string, () => Promise<unknown>][])("%s is found without reading a whole table", async (_what, read) => {
    expect(await planner.wholeTables(read, [...big, "search_entry", "search_word"])).toEqual([]);
  });

  const ofValues = async (read: () => Promise<unknown>) =>
    (await planner.stepsOf(read)).filter((step) => step["Relation Name"] === "indicator_value");

  it.each([
    ["the list of indicators", () => listIndicators(sql, viewer, { municipality: null, ...firstPage })],
    [
      "what programs read of the indicators",
      () =>
        pageOfIndicators(sql, viewer, {
          filter: { municipality: [], commitment: [], answers: [], direction: [] },
          sort: "municipality",
          paging: firstPage,
          realOnly: true,
        }),
    ],
  ] as [string, () => Promise<unknown>][])("%s sees in an index alone which have values", async (_what, read) => {
    const steps = await ofValues(read);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.filter((step) => step["Node Type"] !== "Index Only Scan" || step["Plan Rows"] > 1_000)).toEqual([]);
  });

  it.each([
    ["a municipality", "0751"],
    ["the association", null],
  ])("the indicators that %s keeps are found with few of the values", async (_whose, keeper) => {
    const steps = await ofValues(() => listKeptIndicators(sql, viewer, keeper, { words: "" }, firstPage));
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.filter((step) => step["Node Type"] === "Seq Scan" || step["Plan Rows"] > 1_000)).toEqual([]);
  });

  it("the citations of a text are found without reading a whole table", async () => {
    const [revision] = await database.sql<{ id: string }[]>`
      select published_revision_id as id from case_story where slug = 'sag-4711'`;
    const read = () => listCitations(sql, "case_citation", revision?.id ?? "");
    expect(await planner.wholeTables(read, big)).toEqual([]);
  });

  it("the texts of an export and what their versions say are found without reading a whole table", async () => {
    const [row] = await database.sql<{ id: string; revision: string }[]>`
      select id, published_revision_id as revision from case_story where slug = 'sag-4711'`;
    const { id = "", revision = "" } = row ?? {};
    for (const read of [
      () => listExportIds(sql, { municipality: "0751", demo: false }),
      () => readExportTexts(sql, [id]),
      () => readExportBodies(sql, [revision]),
    ])
      expect(await planner.wholeTables(read, big)).toEqual([]);
  });

  it("lists give no more than was asked for", async () => {
    expect(await casesOfMethod(sql, viewer, "metode-7", 5)).toHaveLength(5);
    expect(await newestCases(sql, viewer, 6, { real: false })).toHaveLength(6);
    expect(await similarCases(sql, viewer, "sag-4711", 3)).toHaveLength(3);
  });
});
