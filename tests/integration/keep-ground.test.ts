import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countedLines, totalHolds } from "#app/domain/add-up.ts";
import {
  accountsInput,
  changeAgreementInput,
  changeLineInput,
  correctAmountInput,
  newAgreementInput,
  newAmountInput,
  newLineInput,
} from "#app/domain/budgets/input.ts";
import { enterAccounts, publishAccounts, takeBackAccounts } from "#app/domain/budgets/keep-accounts.server.ts";
import { addAgreement, changeAgreement, deleteAgreement } from "#app/domain/budgets/keep-agreements.server.ts";
import {
  addAmount,
  addLine,
  changeLine,
  correctAmount,
  deleteLine,
  hideAmount,
} from "#app/domain/budgets/keep-lines.server.ts";
import { DomainError } from "#app/domain/domain-error.ts";
import {
  beginInitiative,
  changeInitiative,
  deleteInitiative,
  publishInitiative,
  takeBackInitiative,
} from "#app/domain/initiatives/keep-initiatives.server.ts";
import {
  addMilestone,
  changeMilestone,
  delayMilestone,
  deleteMilestone,
  reachMilestone,
  unreachMilestone,
} from "#app/domain/initiatives/keep-milestones.server.ts";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import { type Sql, transaction } from "#db/client.ts";
import { listKeptAccounts, listKeptLines } from "#db/queries/budgets/keep.ts";
import { type KeptAgreement, listKeptAgreements } from "#db/queries/budgets/keep-agreements.ts";
import { budgetRowsOfInitiative, budgetRowsOfMunicipality } from "#db/queries/budgets/rows.ts";
import { removeDemoRows } from "#db/queries/demo.ts";
import { findKeptInitiative, listKeptInitiatives, listKeptMilestones } from "#db/queries/initiatives/keep.ts";
import { findInitiative } from "#db/queries/initiatives/page.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { buildDeclaration, buildDocument, buildReference } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { callers, here, there, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson } from "#tests/support/people.ts";

let database: TestDatabase;
let sql: Sql;
/** The caller of each name, with an account. */
const people = new Map<string, Viewer>();
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await buildDocument(sql, { slug: "notat" });
  await buildReference(sql, "/dokumenter/notat#sted", "kilden");
  await buildDeclaration(sql, { commitments: 2, quotedFrom: "/dokumenter/notat#sted" });
  for (const caller of callers) {
    const viewer = viewerFor(caller);
    if (!viewer.person) continue;
    const { id } = await createPerson(sql, { name: caller.name, demo: caller.demo });
    people.set(caller.name, { ...viewer, person: { ...viewer.person, id } });
  }
});
afterAll(() => database.drop());

const as = (name: string) => people.get(name) as Viewer;
const statusOf = async (deed: Promise<unknown>): Promise<number> =>
  deed.then(
    () => 200,
    (error: unknown) => {
      if (error instanceof DomainError) return error.status;
      throw error;
    },
  );

const nothing = { source: "egen", passage: null, sourceWords: null, sourceDated: null } as const;
let count = 0;
async function begun(by = as("koordinator"), title = `Indsats ${++count}`) {
  const id = await beginInitiative(sql, by, here, { title, keepWarning: true });
  return (await findKeptInitiative(sql, by, { code: here.code, id })) as NonNullable<
    Awaited<ReturnType<typeof findKeptInitiative>>
  >;
}
type Kept = Awaited<ReturnType<typeof begun>>;
const versionOf = async (id: string) =>
  (await sql<{ version: number }[]>`select version from initiative where id = ${id}`)[0]?.version ?? 0;
const change = async (viewer: Viewer, kept: Kept, fields: Partial<Parameters<typeof changeInitiative>[3]> = {}) => {
  const { id, slug, demo, publishedAt, takenBackAt, municipality, documentSlug, points, documentId, anchor, ...own } =
    kept;
  return changeInitiative(
    sql,
    viewer,
    here,
    { ...own, ...nothing, case: [], initiative: id, publish: false, keepWarning: false, ...fields },
    points,
  );
};
const publish = async (viewer: Viewer, id: string) =>
  publishInitiative(sql, viewer, here.code, { initiative: id, version: await versionOf(id), visibility: "public" });
const takeBack = async (viewer: Viewer, id: string) =>
  takeBackInitiative(sql, viewer, here.code, { initiative: id, version: await versionOf(id) });

const savers = ["forfatter", "koordinator", "KL-redaktør, der handler for kommunen"];
const publishers = ["koordinator", "KL-redaktør, der handler for kommunen"];

describe.each(callers.filter(({ roles }) => roles).map(({ name }) => name))("%s", (name) => {
  const saves = savers.includes(name);
  const publishes = publishers.includes(name);

  it("saves and publishes what is real as the role says", async () => {
    const viewer = as(name);
    const saved = await begun();
    expect(await statusOf(change(viewer, saved, { summary: "Ny" }))).toBe(
      saves ? 200 : name === "demokoordinator" ? 404 : 403,
    );
    expect(await statusOf(publish(viewer, saved.id))).toBe(
      publishes ? 200 : saves ? 403 : name === "demokoordinator" ? 404 : 403,
    );
    if (!publishes) await publish(as("koordinator"), saved.id);
    const published = (await findKeptInitiative(sql, as("koordinator"), { code: here.code, id: saved.id })) as Kept;
    expect(await statusOf(change(viewer, published, { summary: "Nyere" }))).toBe(
      publishes ? 200 : name === "demokoordinator" ? 404 : 403,
    );
    expect(await statusOf(takeBack(viewer, saved.id))).toBe(publishes ? 200 : name === "demokoordinator" ? 404 : 403);
  });

  it("saves and publishes in one press as the role says, and otherwise does neither", async () => {
    const viewer = as(name);
    const saved = await begun();
    const now = { summary: "På én gang", visibility: "public", publish: true } as const;
    expect(await statusOf(change(viewer, saved, now))).toBe(publishes ? 200 : name === "demokoordinator" ? 404 : 403);
    const [row] = await sql`select summary, published_at is not null as "isOut" from initiative where id = ${saved.id}`;
    expect(row).toEqual(publishes ? { summary: "På én gang", isOut: true } : { summary: "", isOut: false });
  });

  it("saves what is invented as the role says", async () => {
    const viewer = as(name);
    const saved = await begun(as("demokoordinator"));
    expect(saved.demo).toBe(true);
    expect(await statusOf(change(viewer, saved, { summary: "Ny" }))).toBe(
      saves || name === "demokoordinator" ? 200 : 403,
    );
    expect(await statusOf(publish(viewer, saved.id))).toBe(publishes || name === "demokoordinator" ? 200 : 403);
  });

  it("begins initiatives and enters accounts as the role says, invented ones when invented", async () => {
    const viewer = as(name);
    const may = saves || name === "demokoordinator";
    const first = await statusOf(beginInitiative(sql, viewer, here, { title: `Af ${name}`, keepWarning: true }));
    expect(first).toBe(may ? 200 : 403);
    const year = String(1990 + callers.findIndex((caller) => caller.name === name));
    const fields = accountsInput.parse({ year, unit: "kr.", almen: "1" });
    expect(await statusOf(enterAccounts(sql, viewer, here, fields))).toBe(may ? 200 : 403);
    const demos = await sql<{ demo: boolean }[]>`select demo from initiative where title = ${`Af ${name}`}`;
    expect(demos).toEqual(may ? [{ demo: name === "demokoordinator" }] : []);
    const elsewhere = await statusOf(beginInitiative(sql, viewer, there, { title: "Dér", keepWarning: true }));
    expect(elsewhere).toBe(/anden kommune|dér/.test(name) && /forfatter|koordinator/.test(name) ? 200 : 403);
  });
});

describe("what is saved", () => {
  it("is seen by no reader until it is published, and by none when it is taken back", async () => {
    const kept = await begun();
    const owner = as("læser");
    const seen = async (viewer: Viewer) => (await findInitiative(sql, viewer, kept.slug)) !== null;
    expect([await seen(anonymous), await seen(owner), await seen(as("koordinator"))]).toEqual([false, false, false]);
    await publish(as("koordinator"), kept.id);
    expect([await seen(anonymous), await seen(owner)]).toEqual([true, true]);
    await takeBack(as("koordinator"), kept.id);
    expect([await seen(anonymous), await seen(owner)]).toEqual([false, false]);
    expect(await findKeptInitiative(sql, as("koordinator"), { code: here.code, id: kept.id })).toMatchObject({
      publishedAt: null,
      takenBackAt: expect.any(Date),
    });
    const deeds = await sql<{ action: string }[]>`
      select action from audit_log where subject = ${`/indsatser/${kept.slug}`} order by id`;
    expect(deeds.map(({ action }) => action)).toEqual([
      "initiative.created",
      "initiative.published",
      "initiative.taken_back",
    ]);
  });

  it("is deleted only when no reader has seen it", async () => {
    const kept = await begun();
    await publish(as("koordinator"), kept.id);
    await takeBack(as("koordinator"), kept.id);
    const remove = async (id: string) =>
      deleteInitiative(sql, as("koordinator"), here.code, { initiative: id, version: await versionOf(id) });
    expect(await statusOf(remove(kept.id))).toBe(409);
    expect(await statusOf(remove((await begun()).id))).toBe(200);
  });

  it("is listed for invented people without what is real", async () => {
    const asked = { page: 1, pageSize: 500 };
    const all = await listKeptInitiatives(sql, as("koordinator"), here.code, { words: "" }, asked);
    const invented = await listKeptInitiatives(sql, as("demokoordinator"), here.code, { words: "" }, asked);
    expect(new Set(all.items.map(({ demo }) => demo))).toEqual(new Set([false, true]));
    expect(invented.items.length).toBeGreaterThan(0);
    expect(invented.items.every(({ demo }) => demo)).toBe(true);
  });
});

describe("two who edit one initiative", () => {
  it("see both: the second is told what is saved, and nothing is stored", async () => {
    const kept = await begun();
    await change(as("forfatter"), kept, { targetGroup: "Alle i indskolingen", coverage: "Fem skoler" });
    const second = change(as("koordinator"), kept, { targetGroup: "0. klasse", coverage: "Fem skoler" });
    await expect(second).rejects.toMatchObject({
      status: 409,
      also: { targetGroup: "Gemt nu: »Alle i indskolingen«" },
    });
    await expect(second).rejects.not.toHaveProperty("also.coverage");
    const now = await findKeptInitiative(sql, as("koordinator"), { code: here.code, id: kept.id });
    expect(now).toMatchObject({ targetGroup: "Alle i indskolingen", version: kept.version + 1 });
  });
});

describe("texts", () => {
  it("with a CPR number are never saved, and a warning is kept by one more press", async () => {
    const kept = await begun();
    const cpr = { targetGroup: "Barnet 010203-1234", keepWarning: true };
    await expect(change(as("forfatter"), kept, cpr)).rejects.toMatchObject({ status: 400, field: "targetGroup" });
    const named = { targetGroup: "Skriv til mona.h@eksempel.dk" };
    await expect(change(as("forfatter"), kept, named)).rejects.toMatchObject({
      field: "keepWarning",
      also: { targetGroup: expect.stringContaining("mona.h@eksempel.dk") },
    });
    const leader = { ownerRole: "Skolechef Lars Hansen" };
    await expect(change(as("forfatter"), kept, leader)).rejects.toMatchObject({
      field: "keepWarning",
      also: { ownerRole: expect.stringContaining("»Lars Hansen«") },
    });
    expect(await versionOf(kept.id)).toBe(kept.version);
    await change(as("forfatter"), kept, { ...named, keepWarning: true });
    expect(await versionOf(kept.id)).toBe(kept.version + 1);
  });

  it("name the field of a period that ends before it begins, and of a source without its date", async () => {
    const kept = await begun();
    const backwards = { periodFrom: "2026-03", periodTo: "2025" };
    await expect(change(as("forfatter"), kept, backwards)).rejects.toMatchObject({ field: "periodTo" });
    const undated = { source: "kilde", sourceWords: "Referat" } as const;
    await expect(change(as("forfatter"), kept, undated)).rejects.toMatchObject({ field: "sourceDated" });
    const gone = { source: "sted", passage: "notat#findes-ikke" } as const;
    await expect(change(as("forfatter"), kept, gone)).rejects.toMatchObject({ field: "passage" });
  });
});

describe("milestones", () => {
  it("keep the date that they are moved from, with the reason, and stay once readers have seen them", async () => {
    const kept = await begun();
    const where = { code: here.code, initiative: kept.id };
    const coordinator = as("koordinator");
    const one = { title: "Alle skoler er med", planned: null, plannedBy: "2026-08", keepWarning: false, ...nothing };
    await addMilestone(sql, coordinator, where, one);
    await publish(coordinator, kept.id);
    const [first] = await listKeptMilestones(sql, coordinator, kept.id);
    const id = first?.id ?? "";
    const move = { milestone: id, version: 1, became: "2027-01", because: "Vi manglede lokaler.", keepWarning: false };
    expect(await statusOf(delayMilestone(sql, as("forfatter"), where, move))).toBe(403);
    await delayMilestone(sql, coordinator, where, move);
    await expect(delayMilestone(sql, coordinator, where, { ...move, became: "2027-06" })).rejects.toMatchObject({
      status: 409,
      also: { became: "Gemt nu: »januar 2027«" },
    });
    expect(await listKeptMilestones(sql, coordinator, kept.id)).toMatchObject([
      {
        plannedBy: "2026-08",
        expectedBy: "2027-01",
        moves: [{ was: "2026-08", became: "2027-01", because: move.because }],
      },
    ]);
    expect(await statusOf(deleteMilestone(sql, coordinator, where, { milestone: id, version: 2 }))).toBe(409);
  });

  it("rest on a source of their own, and one that was not reached after all says so no longer", async () => {
    const kept = await begun();
    const where = { code: here.code, initiative: kept.id };
    const fields = { title: "Et spor på hver skole", planned: "foråret 2026", plannedBy: null, keepWarning: false };
    const source = {
      ...nothing,
      source: "kilde",
      sourceWords: "Referat fra udvalget",
      sourceDated: "2026-02",
    } as const;
    const undated = addMilestone(sql, as("forfatter"), where, { ...fields, ...source, sourceDated: null });
    await expect(undated).rejects.toMatchObject({ field: "sourceDated" });
    await addMilestone(sql, as("forfatter"), where, { ...fields, ...source });
    const [first] = await listKeptMilestones(sql, as("forfatter"), kept.id);
    expect(first).toMatchObject({ sourceWords: "Referat fra udvalget", sourceDated: "2026-02", documentSlug: null });
    const milestone = first?.id ?? "";
    const own = { ...fields, ...nothing, milestone };
    await changeMilestone(sql, as("koordinator"), where, { ...own, version: 1 });
    await expect(changeMilestone(sql, as("forfatter"), where, { ...own, ...source, version: 1 })).rejects.toMatchObject(
      {
        status: 409,
        also: { source: "Gemt nu: »Kommunens egen oplysning«", sourceWords: "Gemt nu: tomt felt" },
      },
    );
    await reachMilestone(sql, as("forfatter"), where, { milestone, version: 2, doneOn: "2026-05" });
    expect(await statusOf(unreachMilestone(sql, as("forfatter"), where, { milestone, version: 2 }))).toBe(409);
    await unreachMilestone(sql, as("forfatter"), where, { milestone, version: 3 });
    expect(await listKeptMilestones(sql, as("forfatter"), kept.id)).toMatchObject([{ doneOn: null, version: 4 }]);
    expect(await statusOf(unreachMilestone(sql, as("forfatter"), where, { milestone, version: 4 }))).toBe(409);
  });
});

describe("what an initiative is linked to", () => {
  const titles = async (kept: Kept, viewer: Viewer = anonymous) => {
    const found = await findInitiative(sql, viewer, kept.slug);
    if (found?.state !== "here") throw new Error("the initiative is not there");
    const { methods, cases, units, municipalities } = found.item;
    return {
      methods: methods.map(({ title }) => title),
      cases: cases.map(({ slug }) => slug),
      units: units.map(({ name }) => name),
      municipalities: municipalities.map(({ slug }) => slug),
    };
  };
  const idOf = async (table: string, slug: string): Promise<string> =>
    (await sql<{ id: string }[]>`select id from ${sql(table)} where slug = ${slug}`)[0]?.id ?? "";
  const named = async (kept: Kept) =>
    (await findKeptInitiative(sql, as("koordinator"), { code: here.code, id: kept.id })) as Kept;
  beforeAll(async () => {
    await buildMethod(sql, { slug: "nest" });
    await buildMethod(sql, { slug: "netvaerksmetode", visibility: "network" });
    await buildCase(sql, { slug: "eget-eksempel", municipalityCode: here.code, methods: [] });
    await buildCase(sql, { slug: "deres-eksempel", municipalityCode: there.code, methods: [] });
    await buildCase(sql, {
      slug: "deres-hemmelige",
      municipalityCode: there.code,
      visibility: "municipality",
      methods: [],
    });
    await buildCase(sql, { slug: "trukket-eksempel", municipalityCode: here.code, state: "withdrawn", methods: [] });
    await sql`
      insert into unit (municipality_code, slug, name, kind) values
        (${here.code}, 'skolen', 'Skolen', 'skole'), (${here.code}, 'ppr', 'PPR', 'ppr'), (${there.code}, 'dem', 'Deres skole', 'skole')`;
    await sql`
      insert into unit (municipality_code, slug, name, kind, closed_at) values (${here.code}, 'lukket', 'Lukket skole', 'skole', now())`;
  });

  it("are methods, cases by tick, title and address, several units and other municipalities, and readers see them", async () => {
    const kept = await begun();
    await change(as("forfatter"), kept, {
      methods: [await idOf("method", "nest")],
      cases: [await idOf("case_story", "eget-eksempel")],
      case: ["", "https://eksempel.dk/eksempler/deres-eksempel?q=1"],
      units: [await idOf("unit", "skolen"), await idOf("unit", "ppr")],
      municipalities: [there.code],
      partners: ["BUA", "Red Barnet"],
    });
    await publish(as("koordinator"), kept.id);
    expect(await titles(kept)).toEqual({
      methods: ["Titel på nest"],
      cases: ["deres-eksempel", "eget-eksempel"],
      units: ["PPR", "Skolen"],
      municipalities: [there.slug],
    });
    await change(as("koordinator"), await named(kept), { methods: [], municipalities: [], cases: [] });
    expect(await titles(kept)).toEqual({ methods: [], cases: [], units: ["PPR", "Skolen"], municipalities: [] });
  });

  it.each<[string, "methods" | "cases" | "units" | "municipalities" | "case", () => Promise<string>]>([
    ["a unit of another municipality", "units", () => idOf("unit", "dem")],
    ["a unit that is closed", "units", () => idOf("unit", "lukket")],
    ["a case that is withdrawn", "cases", () => idOf("case_story", "trukket-eksempel")],
    ["a method that is none", "methods", async () => "nej"],
    ["the municipality itself", "municipalities", async () => here.code],
    ["a code that is none", "municipalities", async () => "101"],
    ["a case that nobody knows", "case", async () => "findes-ikke"],
    ["a case of another municipality's own people", "case", async () => "/eksempler/deres-hemmelige"],
    ["a case of another municipality by its title", "case", async () => "Deres eksempel"],
  ])("are never %s: the field is named, and nothing is stored", async (_what, field, value) => {
    const kept = await begun();
    const links = change(as("forfatter"), kept, { summary: "Ny", [field]: [await value()] });
    await expect(links).rejects.toMatchObject({ status: 400, field });
    expect(await named(kept)).toMatchObject({
      summary: "",
      [field === "case" ? "cases" : field]: [],
      version: kept.version,
    });
  });

  it("stay where the one who saves may not see them, and are told to who comes second", async () => {
    const kept = await begun();
    await change(as("forfatter"), kept, {
      case: ["eget-eksempel"],
      methods: [await idOf("method", "netvaerksmetode")],
    });
    await sql`update case_story set withdrawn_at = now() where slug = 'eget-eksempel'`;
    const second = change(as("koordinator"), kept, { methods: [] });
    await expect(second).rejects.toMatchObject({
      status: 409,
      also: { methods: "Gemt nu: »Titel på netvaerksmetode«" },
    });
    await change(as("koordinator"), await named(kept), { cases: [], methods: [] });
    expect(await named(kept)).toMatchObject({ cases: [await idOf("case_story", "eget-eksempel")], methods: [] });
    await sql`update case_story set withdrawn_at = null where slug = 'eget-eksempel'`;
    await publish(as("koordinator"), kept.id);
    expect((await titles(kept)).cases).toEqual(["eget-eksempel"]);
  });
});

const line = newLineInput.parse({ label: "Trivselsteam", kind: "vedtaget", year: "2026", unit: "kr." });
async function lineOf(kept: Kept, amount = "100") {
  await addLine(sql, as("koordinator"), here, kept.id, { ...line, amount });
  const [row] = await listKeptLines(sql, as("koordinator"), here.code, kept.id);
  return { row: row?.id ?? "", line: row?.amounts[0]?.id ?? "" };
}
const correct = (
  viewer: Viewer,
  of: { row: string; line: string },
  amount: string,
  because: string | null = "Vi talte forkert.",
) =>
  correctAmount(sql, viewer, here, {
    ...of,
    year: 2026,
    unit: "kr.",
    amount,
    partYear: false,
    yearFinancing: null,
    because,
    keepWarning: false,
  });
const lineInForm = { label: "Trivselsteam", kind: "vedtaget", year: "2026", unit: "1.000 kr." };
const cellsOf = (initiative: string) => sql<
  {
    year: number;
    amount: number | null;
    blank: string | null;
    printed: string | null;
    financing: string | null;
    partYear: boolean;
  }[]
>`
  select l.year, l.amount, l.blank, l.printed, l.financing, l.part_year as "partYear"
  from budget_line l join budget_row r on r.id = l.row_id
  where r.initiative_id = ${initiative} and l.replaced_at is null order by l.year`;

describe("what stands in a cell", () => {
  it.each([
    ["-", { amount: null, blank: "dash", printed: "-" }],
    ["tomt", { amount: null, blank: "empty", printed: null }],
    ["Eksisterende ramme", { amount: null, blank: "within_frame", printed: null }],
    ["0", { amount: 0, blank: null, printed: "0" }],
    ["1.234,5", { amount: 1_234_500, blank: null, printed: "1.234,5" }],
    ["-500", { amount: -500_000, blank: null, printed: "-500" }],
  ])("is kept as it is typed: %s", async (amount, cell) => {
    const kept = await begun();
    await addLine(sql, as("forfatter"), here, kept.id, newLineInput.parse({ ...lineInForm, amount }));
    expect(await cellsOf(kept.id)).toMatchObject([cell]);
  });

  it("is never guessed: an empty field, a payer of nothing and a part of nothing are refused, and nothing is stored", async () => {
    const kept = await begun();
    for (const [more, field] of [
      [{ amount: "" }, "amount"],
      [{ amount: "(500)" }, "amount"],
      [{ amount: "-", yearFinancing: "Statslig pulje" }, "yearFinancing"],
      [{ amount: "tomt", partYear: "ja" }, "partYear"],
      [{ amount: "5", yearFinancing: "Ring til 010203-1234" }, "yearFinancing"],
      [{ amount: "5", agreement: "Findes ikke" }, "agreement"],
    ] as const)
      await expect(
        addLine(sql, as("forfatter"), here, kept.id, newLineInput.parse({ ...lineInForm, ...more })),
      ).rejects.toMatchObject({ status: 400, field });
    expect(await cellsOf(kept.id)).toEqual([]);
  });

  it("says who pays in each year, and still does when it is corrected", async () => {
    const kept = await begun();
    const pool = { amount: "5", financing: "Kommunen", yearFinancing: "Statslig pulje" };
    await addLine(sql, as("forfatter"), here, kept.id, newLineInput.parse({ ...lineInForm, ...pool }));
    const { row } = await standing(kept);
    const next = { row, year: "2028", unit: "1.000 kr.", amount: "7", partYear: "ja" };
    await addAmount(sql, as("forfatter"), here, newAmountInput.parse(next));
    await publish(as("koordinator"), kept.id);
    const fields = { ...(await standing(kept)), year: "2026", unit: "1.000 kr.", because: "Vi talte forkert." };
    const correction = correctAmountInput.parse({ ...fields, amount: "6", yearFinancing: "Statslig pulje" });
    await correctAmount(sql, as("koordinator"), here, correction);
    const again = { ...correction, ...(await standing(kept)) };
    await expect(correctAmount(sql, as("koordinator"), here, again)).rejects.toMatchObject({ field: "amount" });
    await correctAmount(sql, as("koordinator"), here, { ...again, amount: "-", yearFinancing: null });
    expect(await cellsOf(kept.id)).toMatchObject([
      { year: 2026, blank: "dash", financing: null },
      { year: 2028, amount: 7_000, financing: null, partYear: true },
    ]);
    const [read] = await budgetRowsOfInitiative(sql, anonymous, { slug: kept.slug, asOf: null });
    expect(read).toMatchObject({ financing: "Kommunen", corrections: [{ was: 6_000 }, { was: 5_000 }] });
  });
});

describe("an agreement", () => {
  const coordinator = () => as("koordinator");
  const agreements = () => listKeptAgreements(sql, coordinator(), here.code);
  const named = async (title: string) => (await agreements()).find((one) => one.title === title) as KeptAgreement;
  const enter = (fields: Record<string, unknown>, by = as("forfatter")) =>
    addAgreement(sql, by, here, newAgreementInput.parse(fields));
  const changed = async (title: string, fields: Record<string, unknown>, by = coordinator()) => {
    const { id, version } = await named(title);
    return changeAgreement(
      sql,
      by,
      here,
      changeAgreementInput.parse({ title, agreement: id, version: String(version), ...fields }),
    );
  };

  it("is entered with its year, parties and source, and one that is superseded stays, in no sum", async () => {
    await enter({
      title: "Budgetforlig",
      agreedYear: "2026",
      parties: "A\nB",
      source: "kilde",
      sourceWords: "Referat",
      sourceDated: "2025",
    });
    await enter({ title: "Nyt forlig", agreedYear: "2027" });
    const kept = await begun();
    const fields = {
      ...lineInForm,
      amount: "5",
      agreement: "Budgetforlig (2026)",
      sector: "5.51/1.20",
      proposal: "Forslag 5",
    };
    await addLine(sql, as("forfatter"), here, kept.id, newLineInput.parse(fields));
    await addLine(sql, as("forfatter"), here, kept.id, newLineInput.parse({ ...fields, label: "En mere" }));
    await publish(coordinator(), kept.id);
    const later = await named("Nyt forlig");
    expect(await statusOf(changed("Budgetforlig", { agreedYear: "2026" }, as("forfatter")))).toBe(403);
    await changed("Budgetforlig", { agreedYear: "2026", parties: "A\nB", supersededBy: later.id });
    const rows = await budgetRowsOfInitiative(sql, anonymous, { slug: kept.slug, asOf: null });
    expect(rows).toHaveLength(2);
    for (const row of rows)
      expect(row).toMatchObject({
        sector: "5.51/1.20",
        proposal: "Forslag 5",
        superseded: true,
        agreement: { title: "Budgetforlig", year: 2026, parties: ["A", "B"], supersededBy: "Nyt forlig" },
      });
    expect(countedLines(rows)).toEqual([]);
  });

  it("is never superseded by itself, changed under another's hands, or deleted with what is of it", async () => {
    const [older, newer] = [await named("Budgetforlig"), await named("Nyt forlig")];
    await expect(changed("Nyt forlig", { supersededBy: older.id })).rejects.toMatchObject({ field: "supersededBy" });
    await expect(changed("Budgetforlig", { supersededBy: "Findes ikke" })).rejects.toMatchObject({
      field: "supersededBy",
    });
    await expect(changed("Budgetforlig", { agreedYear: "2030", version: "1" })).rejects.toMatchObject({
      status: 409,
      also: { agreedYear: "Gemt nu: »2026«", supersededBy: "Gemt nu: »Nyt forlig«" },
    });
    for (const { id, version } of [older, newer])
      expect(await statusOf(deleteAgreement(sql, coordinator(), here, { agreement: id, version }))).toBe(409);
    await enter({ title: "Tastefejl" });
    const { id, version } = await named("Tastefejl");
    await deleteAgreement(sql, as("forfatter"), here, { agreement: id, version });
    expect(await named("Tastefejl")).toBeUndefined();
  });

  it("is a line's of the same municipality and the same side alone, and entered by who may save", async () => {
    await enter({ title: "Opdigtet forlig" }, as("demokoordinator"));
    const kept = await begun();
    const fields = newLineInput.parse({ ...lineInForm, amount: "5", agreement: "Opdigtet forlig" });
    await expect(addLine(sql, as("forfatter"), here, kept.id, fields)).rejects.toMatchObject({ field: "agreement" });
    expect(await statusOf(enter({ title: "Af en læser" }, as("læser")))).toBe(403);
    expect((await listKeptAgreements(sql, as("demokoordinator"), here.code)).every(({ demo }) => demo)).toBe(true);
  });
});

describe("a line of a printed table", () => {
  it("keeps its words and the printed total when its amount is corrected, and the total no longer holds", async () => {
    const kept = await begun();
    await publish(as("koordinator"), kept.id);
    const [table] = await sql<{ id: string }[]>`
      insert into budget_table (slug, municipality_code, title, document_id, anchor)
      select 'trykt', ${here.code}, 'Aftalens tabel', document_id, anchor from document_anchor limit 1 returning id`;
    const row = { municipality_code: here.code, table_id: table?.id ?? "", kind: "aftalt", printed_unit: "1.000 kr." };
    const [printed] = await sql<{ id: string }[]>`
      insert into budget_row ${sql({ ...row, position: 1, label: "Trykt linje", initiative_id: kept.id })} returning id`;
    const [total] = await sql<{ id: string }[]>`
      insert into budget_row ${sql({ ...row, position: 2, label: "I alt", row: "total", visibility: "public", published_at: new Date() })}
      returning id`;
    await sql`
      insert into budget_line (row_id, year, amount, printed)
      values (${printed?.id ?? ""}, 2026, 5000, '5'), (${total?.id ?? ""}, 2026, 5000, '5')`;
    const read = async () => {
      const rows = (await budgetRowsOfMunicipality(sql, anonymous, here.code, { most: 99, asOf: null })).rows.filter(
        ({ tableId }) => tableId === table?.id,
      );
      const sum = rows.find((one) => one.row === "total");
      return (
        sum && {
          printed: sum.cells[0]?.printed,
          holds: totalHolds(
            sum,
            rows.filter((one) => one.row === "line"),
          ),
        }
      );
    };
    expect(await read()).toEqual({ printed: "5", holds: true });
    const now = await standing(kept);
    const fields = correctAmountInput.parse({
      ...now,
      year: "2026",
      unit: "1.000 kr.",
      amount: "6",
      because: "En fejl i trykket.",
    });
    expect(await statusOf(correctAmount(sql, as("forfatter"), here, fields))).toBe(403);
    await expect(correctAmount(sql, as("koordinator"), here, { ...fields, because: null })).rejects.toMatchObject({
      field: "because",
    });
    await correctAmount(sql, as("koordinator"), here, fields);
    expect(await read()).toEqual({ printed: "5", holds: false });
    const changes = changeLineInput.parse({ row: now.row, version: "1", label: "Andre ord", kind: "aftalt" });
    expect(await statusOf(changeLine(sql, as("koordinator"), here, changes))).toBe(409);
    const more = newAmountInput.parse({ row: now.row, year: "2027", unit: "kr.", amount: "6" });
    expect(await statusOf(addAmount(sql, as("koordinator"), here, more))).toBe(409);
    expect(await statusOf(deleteLine(sql, as("koordinator"), here, { row: now.row, version: 1 }))).toBe(409);
  });
});

const standing = async (kept: Kept) => {
  const [row] = await listKeptLines(sql, as("koordinator"), here.code, kept.id);
  return { row: row?.id ?? "", line: row?.amounts[0]?.id ?? "" };
};

describe("an amount", () => {
  it("that no reader has seen is written over; one that readers have is replaced, with a reason, by a coordinator", async () => {
    const kept = await begun();
    await correct(as("forfatter"), await lineOf(kept), "110", null);
    expect(await sql`select amount from budget_line where row_id = ${(await standing(kept)).row}`).toEqual([
      { amount: 110 },
    ]);
    await publish(as("koordinator"), kept.id);
    const now = await standing(kept);
    expect(await statusOf(correct(as("forfatter"), now, "120"))).toBe(403);
    await expect(correct(as("koordinator"), now, "120", null)).rejects.toMatchObject({ field: "because" });
    await correct(as("koordinator"), now, "120");
    expect(await sql`select amount from budget_line where row_id = ${now.row} order by recorded_at`).toEqual([
      { amount: 110 },
      { amount: 120 },
    ]);
    await expect(correct(as("koordinator"), now, "130")).rejects.toMatchObject({
      status: 409,
      also: { amount: "Gemt nu: 120 kr." },
    });
  });

  it("corrected by two at once takes one of them", async () => {
    const kept = await begun();
    await lineOf(kept);
    await publish(as("koordinator"), kept.id);
    const now = await standing(kept);
    const both = [correct(as("koordinator"), now, "1"), correct(as("koordinator"), now, "2")];
    expect((await Promise.all(both.map(statusOf))).sort()).toEqual([200, 409]);
  });

  it("is read as of any moment as it stood, whatever was corrected, and never again once it is hidden", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -9_999, max: 9_999 }), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (amounts, hides) => {
          const kept = await begun();
          await lineOf(kept, "10001");
          await publish(as("koordinator"), kept.id);
          const stood: (number | null)[] = [10_001];
          for (const amount of amounts) {
            if (amount === stood.at(-1)) continue;
            await correct(as("koordinator"), await standing(kept), String(amount));
            stood.push(amount);
          }
          const { row } = await standing(kept);
          if (hides) {
            const of = {
              ...(await standing(kept)),
              year: 2026,
              because: "For få børn bag tallet.",
              keepWarning: false,
            };
            await hideAmount(sql, as("koordinator"), here, of);
            stood.fill(null);
            stood.push(null);
          }
          // One amount a day, the last one today.
          await sql`
          with placed as (
            select id, row_number() over (order by recorded_at) - count(*) over () as day from budget_line where row_id = ${row}
          )
          update budget_line l set
            recorded_at = now() + placed.day * interval '1 day',
            replaced_at = case when l.replaced_at is not null then now() + (placed.day + 1) * interval '1 day' end
          from placed where placed.id = l.id`;
          await sql`update initiative set published_at = now() - interval '30 days' where id = ${kept.id}`;
          const read: (number | null)[] = [];
          for (let back = stood.length - 1; back >= 0; back -= 1) {
            const [{ day } = { day: "" }] = await sql<{ day: string }[]>`
            select to_char((now() - ${back} * interval '1 day') at time zone 'Europe/Copenhagen', 'YYYY-MM-DD') as day`;
            const rows = await budgetRowsOfInitiative(sql, anonymous, { slug: kept.slug, asOf: day });
            read.push(rows[0]?.cells[0]?.amount ?? null);
          }
          expect(read).toEqual(stood);
          if (hides) {
            const left =
              await sql`select from budget_line where row_id = ${row} and (amount is not null or printed is not null)`;
            expect(left).toHaveLength(0);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe("a year of the accounts", () => {
  it("names every amount that cannot be read, is entered once, published and taken back", async () => {
    const coordinator = as("koordinator");
    const fields = (more: Record<string, string>) => accountsInput.parse({ year: "2023", unit: "1.000 kr.", ...more });
    await expect(
      enterAccounts(sql, as("forfatter"), here, fields({ almen: "1,234.5", mellemform: "1.234,5", special: "(500)" })),
    ).rejects.toMatchObject({ field: "almen", also: { special: expect.stringContaining("-500") } });
    await enterAccounts(sql, as("forfatter"), here, fields({ almen: "1.234,5" }));
    await expect(enterAccounts(sql, coordinator, here, fields({ almen: "7" }))).rejects.toMatchObject({
      status: 409,
      also: { almen: "Gemt: 1.234,5 tusind kr." },
    });
    const year = { year: 2023, visibility: "public" } as const;
    expect(await statusOf(publishAccounts(sql, as("forfatter"), here, year))).toBe(403);
    await publishAccounts(sql, coordinator, here, year);
    const of2023 = async () =>
      (await listKeptAccounts(sql, coordinator, here.code)).filter(({ amounts }) => amounts[0]?.year === 2023);
    expect(await of2023()).toMatchObject([
      { publishedAt: expect.any(Date), visibility: "public", amounts: [{ amount: 1_234_500, printed: "1.234,5" }] },
    ]);
    await sql`
      insert into budget_row (municipality_code, label, kind, level) values (${here.code}, 'Det almene', 'prognose', 'almen')`;
    const kinds = new Set((await listKeptAccounts(sql, coordinator, here.code)).map(({ kind }) => kind));
    expect(kinds, "the accounts alone").toEqual(new Set(["regnskab"]));
    await takeBackAccounts(sql, coordinator, here, 2023);
    expect(await of2023()).toMatchObject([{ publishedAt: null, takenBackAt: expect.any(Date) }]);
  });

  it("is entered and published in one press by a coordinator, and not at all by others", async () => {
    const fields = accountsInput.parse({
      ...{ year: "2019", unit: "kr.", almen: "500", special: "700", publish: "ja", visibility: "public" },
    });
    const of2019 = async () =>
      (await listKeptAccounts(sql, as("koordinator"), here.code)).filter(({ amounts }) => amounts[0]?.year === 2019);
    expect(await statusOf(enterAccounts(sql, as("forfatter"), here, fields))).toBe(403);
    expect(await of2019()).toEqual([]);
    await enterAccounts(sql, as("koordinator"), here, fields);
    const out = { publishedAt: expect.any(Date), visibility: "public" };
    expect(await of2019()).toMatchObject([out, out]);
    const log = await sql`
      select count(*)::int as n from audit_log where action = 'accounts.published' and detail->>'year' = '2019'`;
    expect(log[0]?.n).toBe(1);
  });
});

it("removing Demodata takes the invented rows, and no others", async () => {
  const kept = await begun(as("demokoordinator"));
  await addLine(sql, as("demokoordinator"), here, kept.id, { ...line, amount: "5" });
  const counted = () => sql`
    select (select count(*)::int from initiative where demo) as demo, (select count(*)::int from initiative where not demo) as real,
      (select count(*)::int from budget_row where demo) as "demoRows", (select count(*)::int from budget_row where not demo) as "realRows"`;
  const [before] = await counted();
  await transaction(sql, removeDemoRows);
  expect(await counted()).toEqual([{ ...before, demo: 0, demoRows: 0 }]);
});
