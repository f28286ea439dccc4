import path from "node:path";
import { buffer } from "node:stream/consumers";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hideAmount } from "#app/domain/budgets/keep-lines.server.ts";
import { askForExport, fetchExport } from "#app/domain/exports/ask-for-export.server.ts";
import { exportedGround } from "#app/exports/ground-file.ts";
import { createFolderStore } from "#app/files/folder-store.ts";
import { makeExport } from "#app/jobs/make-export.ts";
import type { Sql } from "#db/client.ts";
import { listExports } from "#db/queries/exports/keeping.ts";
import { deletePerson } from "#db/queries/people/account.ts";
import { buildStatus } from "#seeds/builders/build-status.ts";
import { here, there } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createViewer } from "#tests/support/handing-over.ts";

type Known = Awaited<ReturnType<typeof createViewer>>;
const publicUrl = "https://mereforflere.example";
const municipality = here.code;
const evil = `Trivselsteam <script>alert("x")</script>`;

let database: TestDatabase;
let sql: Sql;
let files: ReturnType<typeof createFolderStore>;
let coordinator: Known;
let writer: Known;
let inventedCoordinator: Known;
let row: string;

async function exported(viewer: Known): Promise<Record<string, string>> {
  await askForExport(sql, viewer, municipality);
  const [{ id } = { id: "" }] = await listExports(sql, viewer, municipality);
  await makeExport(sql, files, { publicUrl })({ export: id }, "0");
  const fetched = await fetchExport(sql, files, viewer, id);
  if (!fetched) throw new Error("not to be fetched");
  const zip = unzipSync(new Uint8Array(await buffer(fetched.file.stream)));
  return Object.fromEntries(Object.entries(zip).map(([name, bytes]) => [name, strFromU8(bytes)]));
}
const groundOf = (zip: Record<string, string>) => exportedGround.parse(JSON.parse(zip["indsatser-og-tal.json"] ?? ""));

beforeAll(async () => {
  database = await createTestDatabase({ seed: "reference" });
  sql = database.sql;
  files = createFolderStore(path.join(process.env.TEST_FOLDER ?? "", `files-${database.url.split("/").at(-1)}`));
  coordinator = await createViewer(sql, [{ role: "coordinator", municipality }], { name: "Karen Holm" });
  writer = await createViewer(sql, [{ role: "contributor", municipality }], { name: "Frida Skriver" });
  inventedCoordinator = await createViewer(sql, [{ role: "coordinator", municipality }], {
    name: "Demo Person",
    demo: true,
  });
  const [karen, frida] = [coordinator.person.id, writer.person.id];
  const [saved] = await sql<{ id: string }[]>`
    insert into initiative (slug, municipality_code, title, begun_by) values ('gemt', ${municipality}, ${evil}, ${frida}) returning id`;
  const [step] = await sql<{ id: string }[]>`
    insert into milestone (initiative_id, position, title, planned, planned_by, expected_by)
    values (${saved?.id ?? ""}, 1, 'Ansættelser', 'foråret 2026', '2026-05', '2026-09') returning id`;
  await sql`
    insert into milestone_move (milestone_id, was, became, because, moved_by)
    values (${step?.id ?? ""}, '2026-05', '2026-09', 'Vi manglede ansøgere.', ${frida})`;
  const [line] = await sql<{ id: string }[]>`
    insert into budget_row (municipality_code, label, initiative_id, kind, entered_by)
    values (${municipality}, 'Løn til teamet', ${saved?.id ?? ""}, 'vedtaget', ${frida}) returning id`;
  row = line?.id ?? "";
  await sql`
    insert into budget_line (row_id, year, amount, recorded_by, recorded_at, replaced_by, replaced_at, replaced_because)
    values (${row}, 2026, 1111111, ${frida}, '2026-10-01', ${karen}, '2026-10-02', 'Vi talte forkert.'),
      (${row}, 2027, 777, ${frida}, '2026-10-01', ${karen}, '2026-10-02', 'Kan vise et barn.')`;
  await sql`
    insert into budget_line (row_id, year, amount, blank, recorded_by, recorded_at)
    values (${row}, 2026, 2222222, null, ${karen}, '2026-10-02'), (${row}, 2027, null, 'hidden', ${karen}, '2026-10-02')`;
  const [indicator] = await sql<{ id: string }[]>`select id from indicator where slug = 'inklusionsgrad'`;
  const value = { indicator_id: indicator?.id ?? "", municipality_code: municipality, time_kind: "aar" };
  const first = { recorded_by: frida, recorded_at: new Date("2026-10-01") };
  const replaced = { replaced_by: karen, replaced_at: new Date("2026-10-02") };
  const year = (at: number) => ({ time_from: `${at}-01-01`, time_to: `${at + 1}-01-01` });
  for (const one of [
    { ...value, ...first, ...replaced, ...year(2024), number: 93.7, replaced_because: "Talt forkert." },
    { ...value, ...year(2024), number: 94.2, recorded_at: replaced.replaced_at, recorded_by: karen },
    { ...value, ...first, ...replaced, ...year(2025), number: 88.88, replaced_because: "Kan vise et barn." },
    { ...value, ...year(2025), blank: "skjult", recorded_at: replaced.replaced_at, recorded_by: karen },
    { ...value, ...year(2023), number: 55.55, demo: true },
    { ...value, ...year(2023), number: 44.44, municipality_code: there.code },
  ])
    await sql`insert into indicator_value ${sql(one)}`;
  await sql`
    insert into mandate (slug, municipality_code, title, asked_by, entered_by, taken_back_at)
    values ('opdrag', ${municipality}, 'Opfølgning på trivsel', 'Børn- og ungeudvalget', ${frida}, '2026-10-02')`;
  await sql`
    insert into initiative (slug, municipality_code, title, demo) values ('nabo', ${there.code}, 'Naboens', false),
      ('opdigtet', ${municipality}, 'Den opdigtede', true)`;
  const points = { 3: { stage: "i-gang", effect: "for-tidligt", text: `Vi begyndte <b>små</b>.` } } as const;
  const status = await buildStatus(sql, {
    municipalityCode: municipality,
    period: "2026H1",
    points,
    begunBy: frida,
    metOn: "2026-06-15",
  });
  await sql`update status_answer set changed_by = ${frida} where edition_id = ${status.editionId} and field = 'text'`;
  await buildStatus(sql, {
    municipalityCode: municipality,
    period: "2026H2",
    state: "draft",
    points: { 3: { text: "Ikke sendt" } },
  });
  await buildStatus(sql, { municipalityCode: there.code, points: { 1: { text: "Naboens status" } } });
  await buildStatus(sql, {
    municipalityCode: municipality,
    demo: true,
    points: { 1: { text: "Den opdigtede status" } },
  });
});
afterAll(() => database.drop());

describe("the ZIP of a municipality", () => {
  let zip: Record<string, string>;
  beforeAll(async () => {
    zip = await exported(coordinator);
  });

  it("has initiatives with milestones and how they were moved, also those that are saved alone, with who and when", () => {
    const { initiatives } = groundOf(zip);
    expect(initiatives.length).toBeGreaterThan(10);
    const saved = initiatives.find(({ slug }) => slug === "gemt");
    expect(saved).toMatchObject({
      title: evil,
      begunBy: "Frida Skriver",
      publishedAt: null,
      visibility: "municipality",
    });
    expect(saved?.milestones).toEqual([
      {
        ...{
          title: "Ansættelser",
          planned: "foråret 2026",
          plannedBy: "2026-05",
          expectedBy: "2026-09",
          doneOn: null,
          source: null,
        },
        moves: [
          {
            ...{ was: "2026-05", became: "2026-09", because: "Vi manglede ansøgere.", movedBy: "Frida Skriver" },
            movedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          },
        ],
      },
    ]);
    const page = zip["indsatser.html"] ?? "";
    for (const words of [
      "Trivselsteam &lt;script&gt;",
      "Gemt, ikke udgivet.",
      "Ansættelser, planlagt foråret 2026, ventes september 2026.",
      "af Frida Skriver: Vi manglede ansøgere.",
      `href="${publicUrl}/dokumenter/aarhus-bredere-boernefaellesskaber#`,
    ])
      expect(page.replace(/<!-- -->/g, "")).toContain(words);
  });

  it("has money with what was corrected, by whom and why, and nothing of what is hidden", () => {
    const { money } = groundOf(zip);
    const line = money.find(({ label }) => label === "Løn til teamet");
    expect(line).toMatchObject({ enteredBy: "Frida Skriver", initiative: { slug: "gemt" } });
    expect(line?.amounts).toMatchObject([
      {
        year: 2026,
        amount: 1_111_111,
        recordedBy: "Frida Skriver",
        replacedBy: "Karen Holm",
        replacedBecause: "Vi talte forkert.",
      },
      { year: 2026, amount: 2_222_222, recordedBy: "Karen Holm", replacedAt: null },
      { year: 2027, amount: null, blank: "hidden", replacedBecause: "Kan vise et barn." },
      { year: 2027, amount: null, blank: "hidden", replacedAt: null },
    ]);
    const total = money.find(({ row: kind, table }) => kind === "total" && table);
    expect(total).toMatchObject({ printedUnit: "1.000 kr.", publishedAt: expect.any(String) });
    const page = (zip["penge.html"] ?? "").replace(/<!-- -->/g, "");
    for (const words of ["1.111.111 kr.", "2.222.222 kr.", "af Karen Holm: Vi talte forkert.", "skjult"])
      expect(page.replaceAll("\u00a0", " ")).toContain(words);
    expect(JSON.stringify(zip)).not.toMatch(/\b777\b/);
  });

  it("has values with what was corrected, and nothing of what is hidden, invented or another's", () => {
    const [inclusion] = groundOf(zip).indicators.filter(({ slug }) => slug === "inklusionsgrad");
    expect(inclusion?.own).toBe(false);
    expect(inclusion?.values).toMatchObject([
      {
        timeFrom: "2024-01-01",
        number: 93.7,
        recordedBy: "Frida Skriver",
        replacedBy: "Karen Holm",
        replacedBecause: "Talt forkert.",
      },
      { timeFrom: "2024-01-01", number: 94.2, replacedAt: null, publishedAt: null },
      { timeFrom: "2025-01-01", number: null, blank: "skjult", replacedBecause: "Kan vise et barn." },
      { timeFrom: "2025-01-01", number: null, blank: "skjult", replacedAt: null },
    ]);
    const page = (zip["indikatorer.html"] ?? "").replace(/<!-- -->/g, "");
    for (const words of ["93,7", "94,2", "af Karen Holm: Talt forkert."]) expect(page).toContain(words);
    expect(JSON.stringify(zip)).not.toMatch(/88[.,]88|55[.,]55|44[.,]44/);
  });

  it("has follow-ups, goals and how places are given, and what was taken back", () => {
    const { mandates, aims, placements } = groundOf(zip);
    expect(mandates).toMatchObject([
      { title: "Opfølgning på trivsel", enteredBy: "Frida Skriver", takenBackAt: "2026-10-02T00:00:00.000Z" },
    ]);
    expect([aims.length > 0, placements.length > 0]).toEqual([true, true]);
    expect(zip["opfoelgninger.html"]).toContain("Taget tilbage 2. oktober 2026");
  });

  it("has statuses with what was answered and by whom, also what is being written", () => {
    const { statuses } = groundOf(zip);
    expect(statuses.map(({ period, editions }) => [period, editions.map(({ state }) => state)])).toEqual([
      ["2026H1", ["published"]],
      ["2026H2", ["draft"]],
    ]);
    const [edition] = statuses[0]?.editions ?? [];
    expect(edition).toMatchObject({ number: 1, origin: "own", begunBy: "Frida Skriver", metOn: "2026-06-15" });
    expect(edition?.answers).toContainEqual(
      expect.objectContaining({ subject: "point:2025:3", field: "text", changedBy: "Frida Skriver" }),
    );
    const page = zip["statusser.html"] ?? "";
    for (const words of ["Punkt 3 (2025): Fremdrift", "i gang", "Vi begyndte &lt;b&gt;små&lt;/b&gt;.", "Ikke sendt"])
      expect(page).toContain(words);
  });

  it("says on its first page what there is, holds the shape, and nothing of the neighbour's or invented", () => {
    const index = zip["index.html"] ?? "";
    for (const file of [
      "indsatser.html",
      "penge.html",
      "indikatorer.html",
      "opfoelgninger.html",
      "statusser.html",
      "indsatser-og-tal.json",
    ]) {
      expect(index).toContain(`href="${file}"`);
      expect(zip).toHaveProperty([file]);
    }
    expect(JSON.parse(zip["indsatser-og-tal.schema.json"] ?? "")).toMatchObject({ type: "object" });
    expect(JSON.stringify(zip)).not.toMatch(/Naboens|Den opdigtede/);
    for (const [name, html] of Object.entries(zip))
      if (name.endsWith(".html")) expect(html, name).not.toMatch(/<(script|link|iframe)\b|\ssrc=|url\(/);
  });

  it("has what is invented alone for an invented person", async () => {
    const theirs = await exported(inventedCoordinator);
    const { initiatives, money, indicators, mandates, aims } = groundOf(theirs);
    expect(initiatives.map(({ title }) => title)).toEqual(["Den opdigtede"]);
    expect(indicators.flatMap(({ values }) => values.map(({ number }) => number))).toEqual([55.55]);
    expect([money, mandates, aims].flat()).toEqual([]);
    expect(theirs).not.toHaveProperty(["penge.html"]);
    expect([groundOf(theirs).demo, groundOf(zip).demo]).toEqual([true, false]);
    expect(theirs["indikatorer.html"]).toContain("Demodata: indsatser, beløb og tal på siden er opdigtede.");
    expect(zip["indikatorer.html"]).not.toContain("Demodata");
  });

  it("is not to be fetched any more once an amount in it is hidden", async () => {
    const standing = async () => (await listExports(sql, coordinator, municipality)).map(({ state }) => state);
    expect(await standing()).toEqual(["ready"]);
    const [amount] = await sql<{ id: string }[]>`
      select id from budget_line where row_id = ${row} and year = 2026 and replaced_at is null`;
    const of = { row, year: 2026, line: amount?.id ?? "", because: "Et barn kan genkendes.", keepWarning: false };
    await hideAmount(sql, coordinator, here, of);
    expect(await standing()).toEqual([]);
    expect(JSON.stringify(await exported(coordinator))).not.toMatch(/[12]\.?(111|222)\.?(111|222)/);
  });

  it("names nobody whose account is deleted", async () => {
    await deletePerson(sql, writer.person.id);
    const after = await exported(coordinator);
    expect(JSON.stringify(after)).not.toContain("Frida");
    expect(groundOf(after).initiatives.find(({ slug }) => slug === "gemt")).toMatchObject({
      title: evil,
      begunBy: null,
    });
    expect(after["indsatser.html"]?.replace(/<!-- -->/g, "")).toContain(
      "af en tidligere medarbejder: Vi manglede ansøgere.",
    );
  });
});
