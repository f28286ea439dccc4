import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sql } from "#db/client.ts";
import { seed } from "#seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { copyRelease, type Release } from "#tests/support/release.ts";

const nothing = { inserted: 0, revised: 0, withdrawn: 0, left: [] };
const patience = { timeout: 60_000 };
const aarhus = "reference/ground/aarhus.yaml";
const albertslund = "reference/ground/albertslund.yaml";
const koebenhavn = "reference/ground/koebenhavn.yaml";
let database: TestDatabase;
let sql: Sql;
let release: Release;

beforeEach(async () => {
  database = await createTestDatabase({ seed: "reference" });
  sql = database.sql;
  release = copyRelease();
});
afterEach(() => database.drop());

const follow = () => seed(sql, "reference", { folder: release.folder });

/** Takes an entry of a list out of a file. */
function cut(file: string, slug: string): void {
  const text = readFileSync(path.join(release.folder, file), "utf8");
  const shorter = text.replace(new RegExp(`\\n  - slug: ${slug}\\n(    .*\\n|\\n(?=    ))*`), "\n");
  expect(shorter.length).toBeLessThan(text.length);
  release.write(file, shorter);
}

const groundTables = [
  ...["initiative", "initiative_commitment", "initiative_method", "initiative_case", "initiative_unit", "milestone"],
  ...["agreement", "budget_table", "budget_row", "budget_line", "budget_difference", "aim", "aim_initiative"],
  ...["aim_indicator", "placement", "mandate", "mandate_point", "follow_up_paper", "follow_up_section"],
  ...["thematic_follow_up", "focus_item", "follow_up_data", "indicator", "indicator_commitment", "indicator_choice"],
  ...["indicator_chart", "indicator_section", "indicator_value"],
];
async function everyRow() {
  const rows: Record<string, unknown> = {};
  for (const table of groundTables) {
    const [all] = await sql<{ rows: unknown[] }[]>`
      select jsonb_agg(jsonb_build_array(xmin::text, to_jsonb(t)) order by to_jsonb(t)::text) as rows from ${sql(table)} t`;
    expect(all?.rows?.length, table).toBeGreaterThan(0);
    rows[table] = all?.rows;
  }
  return rows;
}

/** The lines of a row in a year, the one that stands last. */
const linesOf = (label: string, year: number) => sql`
  select l.id, l.printed, l.amount::float8 as amount, l.replaced_because as because, l.replaced_at is not null as replaced
  from budget_line l join budget_row r on r.id = l.row_id where r.label = ${label} and l.year = ${year}
  order by l.replaced_at nulls last`;
const valuesOf = (slug: string, code: string | null) => sql`
  select v.id, v.number::float8 as number, v.printed, v.replaced_because as because
  from indicator_value v join indicator i on i.id = v.indicator_id
  where i.slug = ${slug} and v.municipality_code is not distinct from ${code} order by v.replaced_at nulls last`;
const tovholdere = "Forslag 5. Styrket samarbejde og professionelle tovholdere";

describe("a start on the release that a database already follows", patience, () => {
  it("touches no row, and neither does one that reads every file anew", async () => {
    const before = await everyRow();
    expect(await follow()).toEqual(nothing);
    expect(await everyRow()).toEqual(before);
    await sql`update seeded set checksum = 'another' where kind = any(${["initiative", "budget-table", "aim", "placement", "mandate", "indicator", "indicator-value", "agreement"]})`;
    expect(await follow()).toEqual(nothing);
    expect(await everyRow()).toEqual(before);
  });
});

describe("a figure that the release has changed", patience, () => {
  it("is a correction of a budget line: the earlier one stays, and no other is touched", async () => {
    const [before] = await linesOf(tovholdere, 2023);
    const others = await linesOf(tovholdere, 2024);
    release.change(aarhus, `["900", "1.900", "1.900", "1.900"]`, `["950", "1.900", "1.900", "1.900"]`);
    expect(await follow()).toEqual({ ...nothing, revised: 1 });
    expect([...(await linesOf(tovholdere, 2023))]).toEqual([
      { id: before?.id, printed: "900", amount: 900_000, because: "Rettet i kilden", replaced: true },
      { id: expect.any(String), printed: "950", amount: 950_000, because: null, replaced: false },
    ]);
    expect(await linesOf(tovholdere, 2024)).toEqual(others);
    const [row] = await sql`select version from budget_row where label = ${tovholdere}`;
    expect(row).toEqual({ version: 2 });
    expect(await follow()).toEqual(nothing);
  });

  it("stays with its row when another row is put before it", async () => {
    const before = await linesOf(tovholdere, 2023);
    const text = readFileSync(path.join(release.folder, aarhus), "utf8");
    const [total = ""] = /\n {6}- \{ row: total, label: "I alt", permanence: engang.*\}/.exec(text) ?? [];
    release.write(aarhus, text.replace(total, ""));
    expect(await follow()).toEqual({ ...nothing, revised: 1 });
    expect(await linesOf(tovholdere, 2023)).toEqual(before);
    expect(await sql`select from budget_row where label = 'I alt' and permanence = 'engang'`).toHaveLength(0);
  });

  it("is a correction of a value, and other words of it are none", async () => {
    const [before] = await valuesOf("albertslund-diagnoser", "0165");
    release.change(albertslund, `number: 73, printed: "73"`, `number: 74, printed: "74"`);
    expect(await follow()).toEqual({ ...nothing, revised: 1 });
    const corrected = await valuesOf("albertslund-diagnoser", "0165");
    expect([...corrected]).toEqual([
      { id: before?.id, number: 73, printed: "73", because: "Rettet i kilden" },
      { id: expect.any(String), number: 74, printed: "74", because: null },
    ]);
    release.change(
      albertslund,
      `number: 74, printed: "74", passage`,
      `number: 74, printed: "74", updatedPrinted: "2026", passage`,
    );
    expect(await follow()).toEqual({ ...nothing, revised: 1 });
    expect(await valuesOf("albertslund-diagnoser", "0165")).toEqual(corrected);
    expect(await follow()).toEqual(nothing);
  });

  it("that is gone stays readable as one that stood, and comes back as another", async () => {
    const line = `      - { of: landet, time: { kind: aar, from: "2023-01-01", to: "2024-01-01", printed: "2023" }, number: 63, printed: "63", passage: "/dokumenter/albertslund-sammenhaengende-boernepolitik-2023-2026#tendens-diagnoser-2023" }\n`;
    release.change(albertslund, line, "");
    expect(await follow()).toEqual({ ...nothing, withdrawn: 1 });
    const because = async () => (await valuesOf("albertslund-diagnoser", null)).map((value) => value.because);
    expect(await because()).toEqual(["Taget ud af kilden"]);
    expect(await follow()).toEqual(nothing);
    const text = readFileSync(path.join(release.folder, albertslund), "utf8");
    release.write(albertslund, text.replace(/(.*number: 73.*\n)/, `$1${line}`));
    expect(await follow()).toEqual({ ...nothing, revised: 1 });
    expect(await because()).toEqual(["Taget ud af kilden", null]);
  });
});

describe("what people have done", patience, () => {
  it("stays: a line that was corrected here does not follow, and is named", async () => {
    const [line] = await linesOf(tovholdere, 2023);
    await sql`update budget_line set replaced_at = now(), replaced_because = 'Regnskabet kom' where id = ${line?.id}`;
    await sql`insert into budget_line (row_id, year, amount, printed) select row_id, year, 800000, '800' from budget_line where id = ${line?.id}`;
    release.change(aarhus, `["900", "1.900", "1.900", "1.900"]`, `["950", "1.900", "1.900", "1.900"]`);
    const left = [{ name: "budgettabellen 0751/bredere-boernefaellesskaber", reason: "edited" }];
    expect(await follow()).toEqual({ ...nothing, left });
    expect((await linesOf(tovholdere, 2023)).map(({ printed }) => printed)).toEqual(["900", "800"]);
  });

  it("stays: a milestone that was reached keeps its initiative from following", async () => {
    await sql`update milestone set done_on = '2026-09' where title like 'Den nye model træder%'`;
    release.change(koebenhavn, "title: Ny model for basispladser", "title: En ny model for basispladser");
    const left = [{ name: "/indsatser/koebenhavn-basispladser", reason: "edited" }];
    expect(await follow()).toEqual({ ...nothing, left });
  });

  it("stays: a section that the municipality has added keeps its mandate from following", async () => {
    await sql`
      insert into follow_up_section (mandate_id, position, title)
      select id, 99, 'Overgange' from mandate where municipality_code = '0101'`;
    release.change(koebenhavn, "title: Halvårlig opfølgning på", "title: En halvårlig opfølgning på");
    const left = [{ name: "opdraget 0101/mangfoldige-boernefaellesskaber", reason: "edited" }];
    expect(await follow()).toEqual({ ...nothing, left });
    expect(await sql`select from follow_up_section where title = 'Overgange'`).toHaveLength(1);
  });

  it("stays: how places are given, taken back here, is not shown again by another wording", async () => {
    const places = () =>
      sql`select subject, published_at is null as gone, version from placement where slug = 'basispladser'`;
    await sql`update placement set published_at = null, taken_back_at = now() where slug = 'basispladser'`;
    release.change(koebenhavn, "subject: Basispladser", "subject: Pladser på basishold");
    expect(await follow()).toEqual({ ...nothing, revised: 1 });
    expect([...(await places())]).toEqual([{ subject: "Pladser på basishold", gone: true, version: 2 }]);
  });

  it("is no change of an indicator when it is a value of another municipality", async () => {
    await sql`
      insert into indicator_value (indicator_id, municipality_code, time_kind, time_from, time_to, number)
      select id, '0461', 'aar', '2025-01-01', '2026-01-01', 6.1 from indicator where slug = 'normering-i-dagtilbud'`;
    release.change(
      "reference/ground/indicators.yaml",
      "title: Normering i dagtilbud",
      "title: Normeringen i dagtilbud",
    );
    expect(await follow()).toEqual({ ...nothing, revised: 1 });
    expect(await valuesOf("normering-i-dagtilbud", "0461")).toHaveLength(1);
  });
});

describe("what the release no longer holds", patience, () => {
  it("is taken back from readers and comes back as the same", async () => {
    const standing = () => sql`
      select id, published_at is not null as published, taken_back_at is not null as "takenBack"
      from initiative where slug = 'aarhus-sociale-investeringer'`;
    const [{ id } = {}] = await standing();
    const whole = readFileSync(path.join(release.folder, aarhus), "utf8");
    cut(aarhus, "aarhus-sociale-investeringer");
    expect(await follow()).toEqual({ ...nothing, withdrawn: 1 });
    expect([...(await standing())]).toEqual([{ id, published: false, takenBack: true }]);
    expect(await follow()).toEqual(nothing);
    release.write(aarhus, whole);
    expect(await follow()).toEqual({ ...nothing, revised: 1 });
    expect([...(await standing())]).toEqual([{ id, published: true, takenBack: false }]);
  });

  it("leaves a whole table of money kept inside, with its amounts", async () => {
    cut(albertslund, "bilag-a-2025");
    release.change(albertslund, "budgetTables:\n", "");
    expect(await follow()).toEqual({ ...nothing, withdrawn: 1 });
    const [kept] = await sql`
      select count(*)::int as lines, count(*) filter (where r.published_at is null and r.taken_back_at is not null)::int as back
      from budget_line l join budget_row r on r.id = l.row_id where r.municipality_code = '0165'`;
    expect(kept).toEqual({ lines: 32, back: 32 });
    expect(await follow()).toEqual(nothing);
  });
});

describe("a passage", patience, () => {
  it("that is not there stops the seeding, and names the file", async () => {
    release.change(aarhus, "passage: trivselsteam\n", "passage: trivselsteamet\n");
    const empty = await createTestDatabase();
    try {
      const outcome = seed(empty.sql, "reference", { folder: release.folder });
      await expect(outcome).rejects.toThrow(
        `${aarhus}: citation points nowhere: /dokumenter/aarhus-bredere-boernefaellesskaber#trivselsteamet`,
      );
    } finally {
      await empty.drop();
    }
  });

  it("is not taken away while a row rests on it", async () => {
    release.change(
      "reference/documents/aarhus-bredere-boernefaellesskaber.md",
      `<p id="oekonomi-forslag-13">Forslag 13. Flere lettere behandlingstilbud</p>`,
      "Forslag 13. Flere lettere behandlingstilbud",
    );
    const name = "/dokumenter/aarhus-bredere-boernefaellesskaber#oekonomi-forslag-13";
    expect(await follow()).toEqual({ ...nothing, revised: 1, left: [{ name, reason: "citedPlace" }] });
    await expect(sql`delete from document_anchor where anchor = 'oekonomi-forslag-13'`).rejects.toThrow("foreign key");
  });
});
