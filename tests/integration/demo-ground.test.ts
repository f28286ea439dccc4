import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Sql } from "#db/client.ts";
import { groundFile, inventedGroundFile } from "#seeds/ground-shapes.ts";
import { seedFolder } from "#seeds/read-text.ts";
import { seed } from "#seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { copyRelease } from "#tests/support/release.ts";

const nothing = { inserted: 0, revised: 0, withdrawn: 0, left: [] };
const marked = ["initiative", "agreement", "budget_table", "budget_row", "aim", "placement", "mandate", "indicator"];
const groundTables = [...marked, "indicator_value", "indicator_chart"];
const patience = { timeout: 120_000 };
let database: TestDatabase;
let sql: Sql;

beforeEach(async () => {
  database = await createTestDatabase({ seed: "demo" });
  sql = database.sql;
});
afterEach(() => database.drop());

/** Every row that is followed, with the transaction that wrote it last. */
async function everyRow(): Promise<Record<string, unknown>> {
  const parts = [
    "milestone",
    "milestone_move",
    "budget_line",
    "initiative_unit",
    "indicator_choice",
    "indicator_break",
  ];
  const rows: Record<string, unknown> = {};
  for (const table of [...groundTables, ...parts]) {
    const [all] = await sql<{ rows: unknown[] }[]>`
      select jsonb_agg(jsonb_build_array(xmin::text, to_jsonb(t)) order by to_jsonb(t)::text) as rows from ${sql(table)} t`;
    rows[table] = all?.rows;
  }
  return rows;
}

/** How many rows of each table bear the mark, and how many do not. */
async function countMarks(sql: Sql): Promise<Record<string, { invented: number; real: number }>> {
  const counts: Record<string, { invented: number; real: number }> = {};
  for (const table of groundTables) {
    const [count] = await sql<{ invented: number; real: number }[]>`
      select count(*) filter (where demo)::int as invented, count(*) filter (where not demo)::int as real from ${sql(table)}`;
    counts[table] = count ?? { invented: -1, real: -1 };
  }
  return counts;
}

describe("what is invented", patience, () => {
  it("bears the mark, row by row, and nothing else does", async () => {
    const reference = await createTestDatabase({ seed: "reference" });
    try {
      const without = await countMarks(reference.sql);
      const withAll = await countMarks(sql);
      for (const table of groundTables) {
        expect(without[table]?.invented, table).toBe(0);
        expect(withAll[table]?.real, table).toBe(without[table]?.real);
      }
    } finally {
      await reference.drop();
    }
    const kinds = { initiative: "initiative", "budget-row": "budget_row", indicator: "indicator" };
    for (const [kind, table] of Object.entries({ ...kinds, "indicator-value": "indicator_value" })) {
      const [others] = await sql`
        select count(*)::int as tracked, count(*) filter (where t.demo is distinct from s.demo)::int as wrong
        from seeded s left join ${sql(table)} t on t.id::text = s.row_id where s.kind = ${kind}`;
      expect(others?.tracked, kind).toBeGreaterThan(0);
      expect(others?.wrong, kind).toBe(0);
    }
    const mixed = await sql`
      select v.id from indicator_value v join indicator i on i.id = v.indicator_id where i.demo and not v.demo
      union all select r.id from budget_row r join initiative i on i.id = r.initiative_id where r.demo <> i.demo`;
    expect([...mixed]).toEqual([]);
  });

  it("rests on no document, but on dated words or on its municipality's own", async () => {
    for (const table of ["initiative", "budget_row", "indicator", "indicator_value"]) {
      const [count] = await sql`
        select count(*) filter (where document_id is not null)::int as cited,
          count(*) filter (where source_words = 'Opdigtet til Demodata' and source_dated is not null)::int as told,
          count(*) filter (where source_words is null)::int as own
        from ${sql(table)} where demo`;
      expect(count?.cited, table).toBe(0);
      expect(count?.told, table).toBeGreaterThan(4);
      if (table !== "indicator") expect(count?.own, table).toBeGreaterThan(0);
    }
  });

  it("shows every state, blank and correction, in twenty municipalities and none with a document of its own", async () => {
    const one = async (query: ReturnType<typeof sql>) => (await query)[0];
    expect(
      await one(sql`
        select count(distinct municipality_code)::int >= 20 as places, count(distinct state)::int as states,
          count(distinct kind)::int as kinds, count(distinct visibility)::int as audiences, bool_or(published_at is null) as saved,
          bool_or(municipality_code in ('0101', '0165', '0751')) as "withDocument"
        from initiative where demo`),
    ).toEqual({ places: true, states: 6, kinds: 2, audiences: 3, saved: true, withDocument: false });
    expect(
      await one(sql`
        select bool_or(m.done_on is not null) as done, bool_or(m.expected_by > m.planned_by) as moved,
          bool_or(m.done_on is null and coalesce(m.expected_by, m.planned_by) < '2026-11-29') as late
        from milestone m join initiative i on i.id = m.initiative_id where i.demo`),
    ).toEqual({ done: true, moved: true, late: true });
    const superseded = await sql`
      select g.title, later.title as later from agreement g join agreement later on later.id = g.superseded_by
      where g.demo and exists (select from budget_row r where r.agreement_id = g.id)`;
    expect([...superseded]).toEqual([{ title: "Foreløbig budgetaftale", later: "Budgetaftale" }]);
    const moves = await sql`
      select m.expected_by = (select became from milestone_move where milestone_id = m.id order by id desc limit 1) as ends
      from milestone m where exists (select from milestone_move where milestone_id = m.id)`;
    expect(moves.length).toBeGreaterThan(4);
    expect(moves.every(({ ends }) => ends)).toBe(true);
    expect(
      await one(sql`
        select array_agg(distinct l.blank) filter (where l.blank is not null) as blanks, bool_or(l.amount < 0) as saving,
          bool_or(l.amount = 0) as nil, bool_or(l.part_year) as part, count(distinct r.kind)::int as kinds,
          count(distinct r.price_year)::int > 2 as prices, count(l.replaced_at)::int as corrected,
          count(distinct r.municipality_code) filter (where r.level is not null)::int as "threeLines"
        from budget_row r join budget_line l on l.row_id = r.id where r.demo`),
    ).toEqual({
      blanks: ["dash", "empty", "hidden", "within_frame"],
      saving: true,
      nil: true,
      part: true,
      kinds: 6,
      prices: true,
      corrected: 2,
      threeLines: 22,
    });
    expect(
      await one(sql`
        select array_agg(distinct blank order by blank) filter (where blank is not null) as blanks,
          count(distinct municipality_code)::int >= 12 as places, bool_or(municipality_code is null) as country,
          bool_or(projected) as projected, bool_or(part is not null) as parts, bool_or(word is not null) as words,
          array_agg(distinct municipality_code) filter (where pooled_years is not null) as pooled, count(replaced_at)::int as corrected
        from indicator_value where demo`),
    ).toEqual({
      blanks: ["ikke-relevant", "mangler", "paa-vej", "skjult"],
      places: true,
      country: true,
      projected: true,
      parts: true,
      words: true,
      pooled: ["0741", "0825"],
      corrected: 1,
    });
  });

  it("has figures of the same year on both sides of a correction, which follow each other in time", async () => {
    const gaps = await sql`
      select b.id from budget_line a join budget_line b on (b.row_id, b.year) = (a.row_id, a.year) and b.replaced_at is null
      where a.replaced_at is not null and b.recorded_at <> a.replaced_at`;
    expect([...gaps]).toEqual([]);
    const values = await sql`
      select number::float8 as number, replaced_because as because from indicator_value
      where municipality_code = '0851' and time_from = '2025-08-01' and indicator_id = (select id from indicator where slug = 'demo-trivsel')
      order by recorded_at`;
    expect([...values]).toEqual([
      { number: 92.9, because: "Tallet var tastet forkert." },
      { number: 82.9, because: null },
    ]);
  });
});

describe("a start on a release with invented rows", patience, () => {
  it("touches none that is as it was, not even when every file is read anew", async () => {
    const before = await everyRow();
    expect(await seed(sql, "demo")).toEqual(nothing);
    expect(await everyRow()).toEqual(before);
    await sql`update seeded set checksum = 'another' where demo and kind <> 'case'`;
    expect(await seed(sql, "demo")).toEqual(nothing);
    expect(await everyRow()).toEqual(before);
  });

  it("enters a changed figure as a correction, and takes back what is gone", async () => {
    const release = copyRelease();
    release.change(
      "demo/ground/money.yaml",
      `cells: ["2.900", "4.300", "4.300", "4.300"]`,
      `cells: ["2.900", "4.400", "4.300", "4.300"]`,
    );
    release.change("demo/ground/indicators.yaml", "number: 82.9", "number: 83.1");
    const text = readFileSync(path.join(release.folder, "demo/ground/initiatives.yaml"), "utf8");
    release.write("demo/ground/initiatives.yaml", text.replace(/ {2}- municipality: "0787"\n( {4}.*\n)*/, ""));
    expect(await seed(sql, "demo", { folder: release.folder })).toEqual({ ...nothing, revised: 2, withdrawn: 1 });
    const lines = await sql`
      select l.printed, l.replaced_because as because from budget_line l join budget_row r on r.id = l.row_id
      where r.label = 'Trivselsteam' and r.demo and l.year = 2026 order by l.replaced_at nulls last`;
    expect([...lines]).toEqual([
      { printed: "4.300", because: "Rettet i kilden" },
      { printed: "4.400", because: null },
    ]);
    const [count] = await sql`
      select count(*)::int as all from indicator_value
      where demo and municipality_code = '0851' and time_from = '2025-08-01' and number in (92.9, 82.9, 83.1)`;
    expect(count).toEqual({ all: 3 });
    const [gone] =
      await sql`select taken_back_at is not null as back from initiative where slug = 'thisted-grupper-paa-skolerne'`;
    expect(gone).toEqual({ back: true });
  });
});

describe("the shapes of the seeds", () => {
  const read = (file: string) => parse(readFileSync(path.join(seedFolder, file), "utf8"), { schema: "core" });

  it("refuse a real row without a passage, or with what only invented ones have", () => {
    const aarhus = read("reference/ground/aarhus.yaml");
    const [first] = aarhus.initiatives;
    const accepts = (initiative: object) => groundFile.safeParse({ ...aarhus, initiatives: [initiative] }).success;
    expect(accepts(first)).toBe(true);
    expect(accepts({ ...first, passage: undefined })).toBe(false);
    expect(accepts({ ...first, ownWord: true })).toBe(false);
    expect(accepts({ ...first, published: false })).toBe(false);
    expect(accepts({ ...first, milestones: [{ ...first.milestones[0], doneOn: "2024" }] })).toBe(false);
    expect(groundFile.safeParse({ ...aarhus, lines: read("demo/ground/money.yaml").lines }).success).toBe(false);
  });

  it("refuse an invented row that names a passage or no municipality", () => {
    const invented = read("demo/ground/initiatives.yaml");
    const [first] = invented.initiatives;
    const accepts = (initiative: object) =>
      inventedGroundFile.safeParse({ ...invented, initiatives: [initiative] }).success;
    expect(accepts(first)).toBe(true);
    expect(accepts({ ...first, passage: "trivselsteam" })).toBe(false);
    expect(accepts({ ...first, municipality: undefined })).toBe(false);
    expect(inventedGroundFile.safeParse({ ...invented, source: undefined }).success).toBe(false);
  });
});
