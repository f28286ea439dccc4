import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { readCase, readCases, readDocument, readMethod } from "#db/queries/api.ts";
import { casesOfMethod, casesOfMunicipality, findCase, newestCases, similarCases } from "#db/queries/cases.ts";
import { listCitations } from "#db/queries/citations.ts";
import { findDocument, textsCitingDocument } from "#db/queries/documents.ts";
import { findMethod, methodsBySlug, methodsOfMunicipality } from "#db/queries/methods.ts";
import { commitmentsOfMunicipality, findMunicipality, nearMunicipalities } from "#db/queries/municipalities.ts";
import { buildManyCases } from "#seeds/builders/build-many-cases.ts";
import { buildDeclaration, buildDocument } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

const today = "2026-11-22";
const viewer = anonymous;
/** Tables of which a page shows only a little. */
const big = ["case_story", "case_revision", "case_method", "case_commitment", "case_citation", "document_anchor"];

let database: TestDatabase;
/** Gives every query on to the database and keeps its text. */
let sql: Sql;
let planner: postgres.Sql;
let asked: { text: string; values: unknown[] }[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await seedPlaces(database.sql);
  await buildDocument(database.sql, { slug: "erklaering" });
  await buildDeclaration(database.sql, { commitments: 10, quotedFrom: "/dokumenter/erklaering#sted" });
  await buildManyCases(database.sql, { cases: 5_000, sources: 500 });
  sql = postgres(database.url, {
    max: 1,
    onnotice: () => {},
    debug: (_connection, text, values) => asked.push({ text, values }),
  }) as unknown as Sql;
  // What the client itself asks when it connects is not ours.
  await sql`select 1`;
  // Everything lies in memory, as it does where the site runs, so reading here and there costs no more than reading on.
  const name = new URL(database.url).pathname.slice(1);
  await database.sql.unsafe(`alter database "${name}" set random_page_cost = 1`);
  planner = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await Promise.all([sql?.end(), planner?.end()]);
  await database?.drop();
});

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Plan Rows": number;
  Plans?: Plan[];
}

/** Every step of the plans by which Postgres answers a read. */
async function stepsOf(read: () => Promise<unknown>): Promise<Plan[]> {
  asked = [];
  await read();
  const queries = asked;
  expect(queries.length).toBeGreaterThan(0);
  const steps: Plan[] = [];
  const walk = (plan: Plan) => {
    steps.push(plan);
    plan.Plans?.forEach(walk);
  };
  for (const { text, values } of queries) {
    const [row] = await planner.unsafe(`explain (format json) ${text}`, values as never[]);
    walk(row?.["QUERY PLAN"][0].Plan);
  }
  return steps;
}

const someId = "51dec21a-b7e2-4406-88fc-8480d1092c18";
const otherId = "685984ed-feed-4f21-b1f6-15c9452c7f65";

/** Reads that show a little of much, and what they show a little of. */
const selective: [name: string, read: () => Promise<unknown>][] = [
  ["a case by its address", () => findCase(sql, viewer, "sag-4711", today)],
  ["a case by an address that there is not", () => findCase(sql, viewer, "sag-0", today)],
  ["a case by its id", () => readCase(sql, viewer, someId)],
  ["some cases by their ids", () => readCases(sql, viewer, [someId, otherId])],
  ["a method by its id", () => readMethod(sql, viewer, someId)],
  ["a document by its id", () => readDocument(sql, someId)],
  ["the cases of a municipality", () => casesOfMunicipality(sql, viewer, "0751")],
  ["the cases with a method", () => casesOfMethod(sql, viewer, "metode-7", 12)],
  ["a municipality", () => findMunicipality(sql, viewer, "aarhus", today)],
  ["the neighbours of a municipality", () => nearMunicipalities(sql, viewer, "aarhus", 6)],
  ["the methods of a municipality", () => methodsOfMunicipality(sql, viewer, "0751")],
  ["the commitments of a municipality", () => commitmentsOfMunicipality(sql, viewer, "0751", 2025)],
  ["a method by its address", () => findMethod(sql, viewer, "metode-7")],
  ["three methods", () => methodsBySlug(sql, viewer, ["metode-7", "metode-8", "metode-9"])],
  ["a document", () => findDocument(sql, "dokument-7")],
  ["the texts that cite a document", () => textsCitingDocument(sql, viewer, "dokument-7")],
  ["the newest cases", () => newestCases(sql, viewer, 6, { real: false })],
  ["the newest real cases", () => newestCases(sql, viewer, 50, { real: true })],
];

describe("with 5,000 cases", () => {
  it.each(selective)("%s are found without reading a whole table", async (_what, read) => {
    const steps = await stepsOf(read);
    const whole = steps.filter((step) => step["Node Type"] === "Seq Scan" && big.includes(step["Relation Name"] ?? ""));
    expect(whole.map((step) => step["Relation Name"])).toEqual([]);
  });

  it("the citations of a text are found without reading a whole table", async () => {
    const [revision] = await database.sql<{ id: string }[]>`
      select published_revision_id as id from case_story where slug = 'sag-4711'`;
    const steps = await stepsOf(() => listCitations(sql, "case_citation", revision?.id ?? ""));
    const whole = steps.filter((step) => step["Node Type"] === "Seq Scan" && big.includes(step["Relation Name"] ?? ""));
    expect(whole).toEqual([]);
  });

  it("lists give no more than was asked for", async () => {
    expect(await casesOfMethod(sql, viewer, "metode-7", 5)).toHaveLength(5);
    expect(await newestCases(sql, viewer, 6, { real: false })).toHaveLength(6);
    expect(await similarCases(sql, viewer, "sag-4711", 3)).toHaveLength(3);
  });
});
