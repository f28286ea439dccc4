import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sql } from "#db/client.ts";
import { removeDemo, seed } from "#seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { copyRelease } from "#tests/support/release.ts";

const nothing = { inserted: 0, revised: 0, withdrawn: 0, left: [] };
let reference: TestDatabase;

beforeEach(async () => {
  reference = await createTestDatabase({ seed: "reference" });
});
afterEach(() => reference.drop());

/** Every row of every table as text, by table. */
async function allRows(sql: Sql): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`;
  const rows: Record<string, string[]> = {};
  for (const { name } of tables) {
    const found = await sql<{ row: string }[]>`select to_jsonb(t)::text as row from ${sql(name)} t order by 1`;
    rows[name] = found.map(({ row }) => row);
  }
  return rows;
}

/** The ids of everything that is invented. */
async function inventedIds(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from case_story where demo
    union all select id from unit where demo
    union all select r.id from case_revision r join case_story c on c.id = r.case_id where c.demo
    union all select id from initiative where demo
    union all select m.id from milestone m join initiative i on i.id = m.initiative_id where i.demo
    union all select id from agreement where demo
    union all select id from budget_row where demo
    union all select id from indicator where demo
    union all select id from indicator_value where demo
    union all select id from status where demo
    union all select id from status_edition where demo
    union all select id from period_question where demo
    union all select id from treatment where demo
    union all select id from ambition where demo`;
  return rows.map(({ id }) => id);
}

/** All rows with ids replaced by what they stand for, and without the moments at which rows were written. */
async function comparable(sql: Sql): Promise<Record<string, string[]>> {
  const moments = await sql<{ place: string }[]>`
    select table_name || '.' || column_name as place from information_schema.columns
    where table_schema = 'public' and data_type like 'timestamp%'
      and (column_default = 'now()' or table_name = 'migration' or column_name = 'published_at')`;
  // The search tells the age of a document by the moment at which its row was written.
  const left = new Set([...moments.map(({ place }) => place), "search_entry.changed_at"]);
  const names = await sql<{ id: string; name: string }[]>`
    select id, 'document ' || slug as name from document
    union all select id, 'method ' || slug from method
    union all select id, 'unit ' || municipality_code || ' ' || slug from unit
    union all select id, 'case ' || slug from case_story
    union all select id, 'initiative ' || slug from initiative
    union all select m.id, 'milestone ' || m.position || ' of ' || i.slug from milestone m join initiative i on i.id = m.initiative_id
    union all select id, 'agreement ' || municipality_code || ' ' || slug from agreement
    union all select id, 'budget table ' || municipality_code || ' ' || slug from budget_table
    union all select id, 'budget row ' || municipality_code || ' ' || anchor from budget_row
    union all select l.id, 'budget line ' || r.anchor || ' ' || l.year from budget_line l join budget_row r on r.id = l.row_id
    union all select id, 'budget difference ' || text_anchor from budget_difference
    union all select id, 'aim ' || municipality_code || ' ' || slug from aim
    union all select id, 'placement ' || municipality_code || ' ' || slug from placement
    union all select id, 'mandate ' || municipality_code || ' ' || slug from mandate
    union all select id, 'section ' || anchor from follow_up_section
    union all select id, 'paper ' || title from follow_up_paper
    union all select id, 'follow-up ' || anchor from thematic_follow_up
    union all select id, 'indicator ' || slug from indicator
    union all select v.id, concat_ws(' ', 'value', i.slug, v.municipality_code, v.series, v.part, v.time_from)
      from indicator_value v join indicator i on i.id = v.indicator_id
    union all select id, concat_ws(' ', 'status', municipality_code, period_code, demo) from status
    union all select e.id, concat_ws(' ', 'edition', s.municipality_code, s.period_code, s.demo, e.number)
      from status_edition e join status s on s.id = e.status_id
    union all select v.id, concat_ws(' ', 'evidence', s.municipality_code, s.period_code, s.demo, e.number, v.subject, v.kind, v.anchor)
      from status_evidence v join status_edition e on e.id = v.edition_id join status s on s.id = e.status_id
    union all select r.id, 'text of method ' || m.slug from method_revision r join method m on m.id = r.method_id
    union all select r.id, 'text of case ' || c.slug from case_revision r join case_story c on c.id = r.case_id`;
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const rows = Object.entries(await allRows(sql)).map(([table, texts]) => {
    const plain = texts.map((text) =>
      JSON.stringify(JSON.parse(text), (key, value) =>
        // What belongs to a seeded row is noted as a checksum of rows with ids.
        left.has(`${table}.${key}`) || (table === "seeded" && key === "parts")
          ? undefined
          : (nameOf.get(value) ?? value),
      ),
    );
    return [table, plain.sort()] as const;
  });
  return Object.fromEntries(rows);
}

describe("removing the demo data", () => {
  let demo: TestDatabase;
  beforeEach(async () => {
    demo = await createTestDatabase({ seed: "demo" });
  });
  afterEach(() => demo.drop());

  it("removes every invented row, and of the others not one and changes none", async () => {
    const before = await allRows(demo.sql);
    const ids = await inventedIds(demo.sql);
    const [{ cases } = { cases: 0 }] = await demo.sql<
      { cases: number }[]
    >`select count(*)::int as cases from case_story where demo`;
    expect(cases).toBeGreaterThan(20);
    expect(await removeDemo(demo.sql, "/findes-ikke")).toBe(cases);
    const invented = new Set(ids);
    const isInvented = (row: string) =>
      row.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)?.some((id) => invented.has(id));
    // How many texts hold a word is counted anew; the next test holds it against a seeding without demo data.
    const counted = "search_word";
    const expected = Object.fromEntries(
      Object.entries(before).map(([table, rows]) => [table, rows.filter((row) => !isInvented(row))]),
    );
    const after = await allRows(demo.sql);
    expect({ ...after, [counted]: [] }).toEqual({ ...expected, [counted]: [] });
  });

  it("leaves what a seeding without demo data gives, apart from ids and the moment of seeding, and is then done", async () => {
    await removeDemo(demo.sql, "/findes-ikke");
    expect(await comparable(demo.sql)).toEqual(await comparable(reference.sql));
    expect(await removeDemo(demo.sql, "/findes-ikke")).toBe(0);
  });

  it("takes along what invented people have entered of initiatives, money, follow-ups and indicators, in every table", async () => {
    const { sql } = reference;
    const before = await allRows(sql);
    const code = "0751";
    const [by] = await sql<{ id: string }[]>`
      insert into person (email, name, demo) values ('opdigtet@demo.example', 'Opdigtet', true) returning id`;
    const [place] = await sql<{ document: string; anchor: string }[]>`
      select document_id as document, anchor from document_anchor limit 1`;
    const passage = { document_id: place?.document ?? "", anchor: place?.anchor ?? "" };
    const own = { municipality_code: code, demo: true };
    const insert = async (table: string, row: Record<string, unknown>) =>
      (
        await sql<
          { id: string }[]
        >`insert into ${sql(table)} ${sql(row)} returning to_jsonb(${sql(table)}) ->> 'id' as id`
      )[0]?.id ?? "";
    const person = by?.id ?? "";
    const published = { visibility: "public", published_at: new Date() };
    const initiative = await insert("initiative", { ...own, ...published, slug: "d", title: "D", begun_by: person });
    await insert("retired_initiative_slug", { slug: "d-foer", initiative_id: initiative });
    await insert("initiative_commitment", {
      initiative_id: initiative,
      declaration_year: 2025,
      number: 1,
      linked_by: "source",
    });
    await sql`insert into initiative_method (initiative_id, method_id, position) select ${initiative}, id, 1 from method limit 1`;
    await sql`insert into initiative_case (initiative_id, case_id) select ${initiative}, id from case_story limit 1`;
    await sql`insert into initiative_unit select ${initiative}, municipality_code, id from unit where municipality_code = ${code} limit 1`;
    await insert("initiative_municipality", { initiative_id: initiative, municipality_code: "0101" });
    const milestone = await insert("milestone", { initiative_id: initiative, position: 1, title: "M" });
    await insert("milestone_move", {
      milestone_id: milestone,
      became: "2027",
      because: "Der skete noget.",
      moved_by: person,
    });
    const agreement = await insert("agreement", { ...own, slug: "d", title: "A" });
    const table = await insert("budget_table", { ...own, ...passage, slug: "d", title: "T", agreement_id: agreement });
    for (const more of [
      { table_id: table, agreement_id: agreement },
      { initiative_id: initiative },
      { level: "almen", entered_by: person },
    ]) {
      const row = await insert("budget_row", { ...own, kind: "regnskab", label: "L", ...more });
      await insert("budget_line", { row_id: row, year: 2026, amount: 1, recorded_by: person });
    }
    const difference = {
      text_says: "1",
      table_says: "2",
      text_document_id: passage.document_id,
      text_anchor: passage.anchor,
    };
    await insert("budget_difference", {
      table_id: table,
      position: 1,
      initiative_id: initiative,
      subject: "S",
      ...difference,
    });
    const aim = await insert("aim", { ...own, ...passage, slug: "d", kind: "maal", position: 1, title: "M" });
    await insert("aim_initiative", { aim_id: aim, initiative_id: initiative });
    await insert("placement", { ...own, ...passage, slug: "d", position: 1, subject: "P" });
    const mandate = await insert("mandate", {
      ...own,
      slug: "d",
      title: "O",
      asked_by: "Udvalget",
      entered_by: person,
    });
    await insert("mandate_point", { mandate_id: mandate, position: 1, text: "P" });
    await insert("follow_up_paper", { mandate_id: mandate, position: 1, title: "S" });
    const section = await insert("follow_up_section", { mandate_id: mandate, position: 1, title: "A" });
    const period = { period_printed: "2026", period_from: "2026", period_to: "2026" };
    const followUp = await insert("thematic_follow_up", {
      ...{ mandate_id: mandate, position: 1, ...period, theme: "T", focus_kind: "emner", initiative_id: initiative },
    });
    await insert("focus_item", { follow_up_id: followUp, position: 1, text: "F" });
    await insert("follow_up_data", { follow_up_id: followUp, position: 1, kind: "cases", printed: "Cases" });
    const indicator = await insert("indicator", {
      ...own,
      slug: "d",
      title: "I",
      definition: "D",
      unit: "procent",
      published_at: new Date(),
      entered_by: person,
    });
    await insert("retired_indicator_slug", { slug: "d-foer", indicator_id: indicator });
    await insert("indicator_commitment", { indicator_id: indicator, declaration_year: 2025, number: 1 });
    await insert("indicator_choice", { indicator_id: indicator, list: "ord", code: "a", position: 1, label: "A" });
    await insert("indicator_break", { indicator_id: indicator, on_day: "2025-08-01", because: "ny optælling" });
    await insert("indicator_chart", { ...own, ...passage, indicator_id: indicator });
    await insert("indicator_section", { section_id: section, position: 1, indicator_id: indicator });
    await insert("aim_indicator", { aim_id: aim, indicator_id: indicator });
    const [real] = await sql<{ id: string }[]>`select id from indicator where not demo limit 1`;
    for (const indicator_id of [indicator, real?.id ?? ""])
      await insert("indicator_value", {
        ...own,
        indicator_id,
        time_kind: "ikke-oplyst",
        number: 1,
        recorded_by: person,
      });
    const there = await allRows(sql);
    const grown = Object.keys(there).filter((name) => (there[name]?.length ?? 0) > (before[name]?.length ?? 0));
    const ofGround = await sql<{ name: string }[]>`
      select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace
        and relname ~ '^((retired_)?initiative|(retired_)?indicator|milestone|agreement|budget|aim|placement|mandate|follow_up|thematic|focus)'`;
    expect(grown).toEqual(expect.arrayContaining(ofGround.map(({ name }) => name)));
    await removeDemo(sql, "/findes-ikke");
    const after = await allRows(sql);
    for (const name of Object.keys(before)) expect(after[name], name).toEqual(before[name]);
  });

  it("is for good: a later seeding brings nothing of it back", async () => {
    await removeDemo(demo.sql, "/findes-ikke");
    const before = await allRows(demo.sql);
    const release = copyRelease();
    release.copy("demo/cases/skive-mentalisering-i-sfo.md", "demo/cases/skive-nyt.md");
    release.change("demo/cases/skive-mentalisering-i-sfo.md", 'title: "', 'title: "Nyt ');
    expect(await seed(demo.sql, "demo", { folder: release.folder })).toEqual(nothing);
    expect(await allRows(demo.sql)).toEqual(before);
  });
});

describe("seeding", () => {
  it("leaves a database that holds all of the release alone, and brings no demo data where there is none", async () => {
    const before = await allRows(reference.sql);
    expect(await seed(reference.sql, "demo")).toEqual(nothing);
    expect(await allRows(reference.sql)).toEqual(before);
  });

  it("writes once though two start at once, and writes nothing when told to write nothing", {
    timeout: 60_000,
  }, async () => {
    const empty = await createTestDatabase();
    try {
      expect(await seed(empty.sql, "none")).toEqual(nothing);
      const [{ count } = { count: -1 }] = await empty.sql`select count(*)::int from municipality`;
      expect(count).toBe(0);
      const outcomes = await Promise.all([seed(empty.sql, "reference"), seed(empty.sql, "reference")]);
      expect(outcomes.map(({ inserted }) => inserted > 0).sort()).toEqual([false, true]);
      expect(outcomes).toContainEqual(nothing);
      expect(await comparable(empty.sql)).toEqual(await comparable(reference.sql));
    } finally {
      await empty.drop();
    }
  });
});
