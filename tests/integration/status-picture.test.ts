import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countMatrix, foldCounts } from "#app/domain/statuses/count-statuses.ts";
import { cellOf } from "#app/domain/statuses/status-matrix.ts";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { listHelpWanted } from "#db/queries/statuses/help-wanted.ts";
import { listHeardOf } from "#db/queries/statuses/keep-freshness.ts";
import { indicatorsOnMap, valuesOnMap } from "#db/queries/statuses/map-values.ts";
import { countStatuses, readStatusMatrix } from "#db/queries/statuses/matrix.ts";
import { listPeriods } from "#db/queries/statuses/periods.ts";
import { buildDeclaration, buildDocument } from "#seeds/builders/build-sources.ts";
import { buildStatus } from "#seeds/builders/build-status.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

const network: Viewer = { network: true, municipalities: ["0101"] };
const today = "2026-11-30";
const real = { year: 2025, period: "2026H2", demo: false };
const invented = { ...real, demo: true };
const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const [aarhus, ballerup, odense] = ["0751", "0151", "0461"];

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await buildDocument(sql, { slug: "erklaering" });
  await buildDeclaration(sql, { commitments: 10, quotedFrom: "/dokumenter/erklaering#sted" });
  await buildStatus(sql, {
    municipalityCode: aarhus,
    period: "2025H2",
    points: { 1: { stage: "planlagt" }, 2: { stage: "forankret" } },
  });
  await buildStatus(sql, {
    municipalityCode: aarhus,
    period: "2026H2",
    points: {
      1: { stage: "i-gang", effect: "tidlige-tegn", help: "Hvem har prøvet?" },
      2: { stage: "gennemfoert" },
      3: { text: "Vi er i tvivl." },
    },
  });
  await buildStatus(sql, {
    municipalityCode: ballerup,
    period: "2026H2",
    state: "submitted",
    points: { 1: { stage: "forankret" } },
  });
  await buildStatus(sql, {
    municipalityCode: ballerup,
    period: "2026H2",
    demo: true,
    points: { 1: { stage: "ikke-begyndt" } },
  });
  const hidden = await buildStatus(sql, {
    municipalityCode: odense,
    period: "2026H2",
    points: { 1: { stage: "forankret", help: "Skjult" } },
  });
  await sql`update status set hidden_at = now() where id = ${hidden.id}`;
});
afterAll(() => database.drop());

const matrix = (viewer: Viewer, wanted: typeof real) => readStatusMatrix(sql, viewer, { ...wanted, today });

describe("the matrix of a period", () => {
  it("has all 98 with what is published, and neither what is on its way nor what is hidden", async () => {
    const rows = await matrix(network, real);
    expect(rows).toHaveLength(98);
    expect(rows.filter(({ status }) => status !== null).map(({ code }) => code)).toEqual([aarhus]);
    const row = rows.find(({ code }) => code === aarhus);
    expect(row?.status).toEqual({
      period: "2026H2",
      cutOff: "2026-11-30",
      publishedOn: "2026-12-01",
      late: false,
      origin: "own",
      before: "2025H2",
    });
    expect(row?.cells).toEqual([
      { number: 1, stage: "i-gang", effect: "tidlige-tegn", help: true, before: "planlagt" },
      { number: 2, stage: "gennemfoert", effect: null, help: false, before: "forankret" },
    ]);
    expect(row && cellOf(row, 3).stage).toBeNull();
  });

  it("tells who is not of the network where there is something to read, and no stage", async () => {
    const rows = await matrix(anonymous, real);
    expect(rows.find(({ code }) => code === aarhus)).toMatchObject({ status: { period: "2026H2" }, cells: [] });
    expect(rows.every(({ cells }) => cells.length === 0)).toBe(true);
    expect(await listHelpWanted(sql, anonymous, real)).toEqual([]);
  });

  it("never mixes real and invented", async () => {
    const rows = await matrix(network, invented);
    expect(rows.filter(({ status }) => status !== null).map(({ code }) => code)).toEqual([ballerup]);
    const [point] = countMatrix(rows, numbers);
    expect(point).toMatchObject({ noStatus: 97, stages: { "ikke-begyndt": 1, "i-gang": 0 } });
    const periods = await listPeriods(sql);
    expect(periods.map(({ code, published, demoPublished }) => [code, published, demoPublished])).toEqual([
      ["2026H2", 1, 1],
      ["2025H2", 1, 0],
    ]);
  });

  it("is counted without names as with them, in every period", async () => {
    for (const wanted of [real, invented, { ...real, period: "2025H2" }, { ...real, period: "2020H1" }]) {
      const counted = await countStatuses(sql, wanted);
      expect(foldCounts(counted, numbers)).toEqual(countMatrix(await matrix(network, wanted), numbers));
    }
    expect((await countStatuses(sql, real)).helped).toBe(1);
  });

  it("reads the newest edition, and the earlier period as it was", async () => {
    const built = await createTestDatabase();
    try {
      await seedPlaces(built.sql);
      await buildStatus(built.sql, {
        municipalityCode: aarhus,
        period: "2026H2",
        points: { 1: { stage: "planlagt" } },
      });
      await buildStatus(built.sql, {
        municipalityCode: aarhus,
        period: "2026H2",
        because: "Vi tog fejl af trinnet.",
        points: { 1: { stage: "i-gang" } },
      });
      const rows = await readStatusMatrix(built.sql, network, { ...real, today });
      expect(rows.find(({ code }) => code === aarhus)?.cells).toMatchObject([
        { number: 1, stage: "i-gang", before: null },
      ]);
    } finally {
      await built.drop();
    }
  });

  it("gives the network the words of those who ask for help", async () => {
    expect(await listHelpWanted(sql, network, real)).toEqual([
      { municipality: { slug: "aarhus", name: "Aarhus" }, number: 1, words: "Hvem har prøvet?" },
    ]);
  });
});

describe("what KL alone sees", () => {
  it("is when each was last heard of, by what is published", async () => {
    const heard = await listHeardOf(sql, { period: "2026H2", demo: false, today });
    expect(heard).toHaveLength(98);
    expect(heard.find(({ code }) => code === aarhus)).toMatchObject({
      cutOff: "2026-11-30",
      published: true,
      reminder: null,
    });
    expect(heard.find(({ code }) => code === ballerup)).toMatchObject({
      cutOff: null,
      published: false,
      reachable: false,
    });
  });
});

describe("an indicator on the map", () => {
  it("is one of all municipalities, with the newest value of each for the whole", async () => {
    const [indicator] = await sql<{ id: string }[]>`
      insert into indicator (slug, title, definition, unit, published_at) values ('fravaer', 'Fravær', 'Fravær i procent.', 'procent', now()) returning id`;
    const { id = "" } = indicator ?? {};
    expect(await indicatorsOnMap(sql, anonymous, { demo: false })).toEqual([]);
    await sql`
      insert into indicator_value (indicator_id, municipality_code, time_kind, time_from, time_to, number, visibility, published_at)
      select ${id}::uuid, ${aarhus}, 'aar', make_date(year, 1, 1), make_date(year + 1, 1, 1), year - 2015, 'public', now()
      from generate_series(2023, 2025) year`;
    await sql`
      insert into indicator_value (indicator_id, municipality_code, demo, time_kind, time_from, time_to, number, visibility, published_at)
      values (${id}, ${ballerup}, true, 'aar', '2025-01-01', '2026-01-01', 99, 'public', now())`;
    expect((await indicatorsOnMap(sql, anonymous, { demo: false })).map(({ slug }) => slug)).toEqual(["fravaer"]);
    const values = await valuesOnMap(sql, anonymous, { id, demo: false });
    expect(values.map(({ municipality, number }) => [municipality?.slug, number])).toEqual([["aarhus", 10]]);
  });
});
