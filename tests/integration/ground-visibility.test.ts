import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { pageOfBudgetRows, readBudgetRows } from "#db/queries/budgets/record.ts";
import {
  budgetRowsOfInitiative,
  budgetRowsOfMunicipality,
  budgetTablesOfMunicipality,
} from "#db/queries/budgets/rows.ts";
import { sumsOfCommitment } from "#db/queries/budgets/sums.ts";
import { listCommitments } from "#db/queries/declarations.ts";
import { aimsOfMunicipality, placementsOfMunicipality } from "#db/queries/follow-ups/aims.ts";
import { mandatesOfMunicipality, sectionsDueIn } from "#db/queries/follow-ups/mandates.ts";
import { pageOfMandates, readMandates } from "#db/queries/follow-ups/record.ts";
import { indicatorsOfMunicipality, listIndicators } from "#db/queries/indicators/list.ts";
import { findIndicator } from "#db/queries/indicators/page.ts";
import { pageOfIndicators, pageOfValues, readIndicators, readValues } from "#db/queries/indicators/record.ts";
import { municipalitiesOfIndicator, pageOfCorrections, valuesOfIndicator } from "#db/queries/indicators/values.ts";
import {
  initiativesLinkedTo,
  initiativesOfCommitment,
  initiativesOfMunicipality,
  initiativesRestingOn,
} from "#db/queries/initiatives/list.ts";
import { findInitiative } from "#db/queries/initiatives/page.ts";
import { pageOfInitiatives, readInitiatives } from "#db/queries/initiatives/record.ts";
import { listSitemap } from "#db/queries/sitemap.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { buildDeclaration, buildDocument } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { exportedReads, isOfGround } from "#tests/support/exported-reads.ts";

const aarhus = "0751";
const network: Viewer = { network: true, municipalities: ["0101"] };
const own: Viewer = { network: true, municipalities: [aarhus] };
const year = 2025;

/** What can be of a row, and who reads it then. */
const cases = {
  public: [anonymous, network, own],
  network: [network, own],
  municipality: [own],
  unpublished: [],
  "taken-back": [],
  hidden: [],
} as const;
type State = keyof typeof cases;
const states = Object.keys(cases) as State[];
const viewers = { anonymous, network, own };

const visibilityOf = (state: State) => (state === "network" || state === "municipality" ? state : "public");
const publishedAt = (state: State) =>
  state === "unpublished" || state === "taken-back" ? null : new Date("2026-11-01");
const takenBackAt = (state: State) => (state === "taken-back" ? new Date("2026-11-02") : null);

let database: TestDatabase;
let sql: Sql;
/** The one indicator that values in every state are of. */
let indicatorId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await buildDocument(sql, { slug: "notat" });
  await buildDeclaration(sql, { commitments: 2, quotedFrom: "/dokumenter/notat#sted" });
  const [place] = await sql<{ document: string; anchor: string }[]>`
    select document_id as document, anchor from document_anchor limit 1`;
  const { document = "", anchor = "" } = place ?? {};
  await buildMethod(sql, { slug: "nest" });
  await buildCase(sql, { slug: "eksempel", methods: [] });
  const [indicator] = await sql<{ id: string }[]>`
    insert into indicator (slug, title, definition, unit, published_at) values ('maalt', 'Målt', 'Målt', 'procent', now()) returning id`;
  indicatorId = indicator?.id ?? "";
  await sql`
    insert into indicator (slug, title, definition, unit, hidden_at) values ('maalt-gemt', 'Gemt', 'Gemt', 'procent', now())`;
  for (const [at, state] of states.entries()) {
    const shared = { visibility: visibilityOf(state), published_at: publishedAt(state) };
    const back = { taken_back_at: takenBackAt(state) };
    const hidden = { hidden_at: state === "hidden" ? new Date() : null };
    const [initiative] = await sql<{ id: string }[]>`
      insert into initiative ${sql({ slug: `indsats-${state}`, municipality_code: aarhus, title: `Indsats ${state}`, ...shared, ...back, ...hidden })}
      returning id`;
    const id = initiative?.id ?? "";
    await sql`insert into retired_initiative_slug (slug, initiative_id) values (${`foer-${state}`}, ${id})`;
    await sql`
      insert into initiative_commitment (initiative_id, declaration_year, number, linked_by) values (${id}, ${year}, 1, 'editors')`;
    await sql`insert into initiative_method select ${id}, id, 0 from method where slug = 'nest'`;
    await sql`insert into initiative_case select ${id}, id from case_story where slug = 'eksempel'`;
    await sql`
      insert into milestone (initiative_id, position, title, document_id, anchor) values (${id}, 1, 'Milepæl', ${document}, ${anchor})`;
    const [table] = await sql<{ id: string }[]>`
      insert into budget_table (slug, municipality_code, title, document_id, anchor)
      values (${`tabel-${state}`}, ${aarhus}, ${`Tabel ${state}`}, ${document}, ${anchor}) returning id`;
    // A line of an initiative follows it, whatever its own state is: here it says that it is public.
    const line = { municipality_code: aarhus, kind: "vedtaget", visibility: "public", published_at: new Date() };
    await sql`insert into budget_row ${sql({ ...line, table_id: table?.id ?? "", label: `Linje ${state}`, initiative_id: id })}`;
    if (state !== "hidden")
      await sql`insert into budget_row ${sql({ municipality_code: aarhus, kind: "regnskab", label: `Løs ${state}`, ...shared, ...back })}`;
    await sql`insert into budget_line (row_id, year, amount) select id, 2026, ${10 ** at} from budget_row where label = ${`Linje ${state}`}`;
    if (state !== "hidden")
      await sql`
        insert into placement ${sql({ slug: `plads-${state}`, municipality_code: aarhus, position: at, subject: `Plads ${state}`, ...shared, ...back })}`;
    if (state === "taken-back" || state === "hidden") {
      if (state === "hidden")
        await sql`insert into indicator ${sql({ slug: "maalt-hidden", title: "Skjult", definition: "Skjult", unit: "procent", published_at: new Date(), ...hidden })}`;
    } else {
      const aim = { municipality_code: aarhus, kind: "maal", position: at, document_id: document, anchor, ...shared };
      await sql`insert into aim ${sql({ ...aim, slug: `maal-${state}`, title: `Mål ${state}` })}`;
    }
    if (state === "hidden") continue;
    await sql`
      insert into mandate ${sql({ slug: `opdrag-${state}`, municipality_code: aarhus, title: `Opdrag ${state}`, asked_by: "Udvalget", ...shared, ...back })}`;
    await sql`
      insert into follow_up_section (mandate_id, position, title) select id, 0, ${`Afsnit ${state}`} from mandate where slug = ${`opdrag-${state}`}`;
    const value = {
      indicator_id: indicatorId,
      municipality_code: aarhus,
      time_kind: "aar",
      time_printed: state,
      ...shared,
      ...back,
    };
    const time = { time_from: "2025-01-01", time_to: "2026-01-01" };
    await sql`
      insert into indicator_value ${sql({ ...value, ...time, number: at, recorded_at: new Date("2026-10-01"), replaced_at: new Date("2026-10-05"), replaced_because: "Talt forkert." })}`;
    await sql`insert into indicator_value ${sql({ ...value, ...time, number: 100 + at, recorded_at: new Date("2026-10-05") })}`;
  }
});
afterAll(() => database.drop());

const everyReal = { demo: false, page: 1, pageSize: 99 };

describe.each(Object.entries(viewers))("what %s reads", (_name, viewer) => {
  const reads = (state: State) => (cases[state] as readonly Viewer[]).includes(viewer);
  const readable = states.filter(reads).sort();
  /** Rows that exist in no hidden state. */
  const named = (word: string) => readable.map((state) => `${word} ${state}`);

  it.each(states)("of an initiative that is %s, by its address and by an earlier one", async (state) => {
    // Who could read it knows that it is hidden; what is taken back was never there.
    const gone = state === "hidden" ? { state: "hidden" } : null;
    const found = await findInitiative(sql, viewer, `indsats-${state}`);
    expect(found?.state === "here" ? "here" : found).toEqual(reads(state) ? "here" : gone);
    const moved = await findInitiative(sql, viewer, `foer-${state}`);
    expect(moved).toEqual(reads(state) ? { state: "moved", slug: `indsats-${state}` } : gone);
    expect(await budgetRowsOfInitiative(sql, viewer, { slug: `indsats-${state}`, asOf: null })).toHaveLength(
      reads(state) ? 1 : 0,
    );
  });

  it("are the initiatives of a municipality and of a commitment, and no others in counts and sums", async () => {
    const titles = (items: readonly { title: string }[]) => items.map(({ title }) => title).sort();
    expect(titles((await initiativesOfMunicipality(sql, viewer, aarhus, everyReal)).items)).toEqual(named("Indsats"));
    const served = await initiativesOfCommitment(
      sql,
      viewer,
      { year, number: 1 },
      { demo: false, page: 1, pageSize: 99 },
    );
    expect(titles(served.items)).toEqual(named("Indsats"));
    expect((await listCommitments(sql, viewer, year))[0]?.initiativeCount).toBe(readable.length);
    const [sum] = await sumsOfCommitment(sql, viewer, { year, number: 1 });
    expect(sum?.amount ?? 0).toBe(readable.reduce((all, state) => all + 10 ** states.indexOf(state), 0));
  });

  it("are the initiatives that a method or a case is linked to, and those that rest on a document", async () => {
    const titles = ({ items }: { items: readonly { title: string }[] }) => items.map(({ title }) => title).sort();
    for (const to of [{ method: "nest" }, { case: "eksempel" }])
      expect(titles(await initiativesLinkedTo(sql, viewer, to, 99))).toEqual(named("Indsats"));
    const resting = await initiativesRestingOn(sql, viewer, "notat", 99);
    expect(titles(resting)).toEqual(named("Indsats"));
    expect((await initiativesRestingOn(sql, viewer, "notat", 1)).total).toBe(resting.total);
  });

  it("are the budget rows that follow a readable initiative or are published themselves, and their tables", async () => {
    const { rows } = await budgetRowsOfMunicipality(sql, viewer, aarhus, { most: 99, asOf: null });
    expect(rows.map(({ label }) => label).sort()).toEqual([...named("Linje"), ...named("Løs")].sort());
    const tables = await budgetTablesOfMunicipality(sql, viewer, aarhus, null);
    expect(tables.map(({ title }) => title).sort()).toEqual(named("Tabel"));
  });

  it("are aims, placements and mandates", async () => {
    expect((await aimsOfMunicipality(sql, viewer, aarhus)).map(({ title }) => title).sort()).toEqual(named("Mål"));
    expect((await placementsOfMunicipality(sql, viewer, aarhus)).map(({ subject }) => subject).sort()).toEqual(
      named("Plads"),
    );
    expect((await mandatesOfMunicipality(sql, viewer, aarhus)).map(({ title }) => title).sort()).toEqual(
      named("Opdrag"),
    );
    expect((await sectionsDueIn(sql, viewer, { code: aarhus, month: 6 })).map(({ title }) => title).sort()).toEqual(
      named("Afsnit"),
    );
  });

  it("are the values of an indicator, now and on an earlier day, and the corrections", async () => {
    const of = { id: indicatorId, municipalities: ["aarhus"] };
    const told = async (asOf: string | null) =>
      (await valuesOfIndicator(sql, viewer, { ...of, asOf })).map(({ timePrinted }) => timePrinted).sort();
    expect(await told(null)).toEqual(readable);
    expect(await told("2026-11-03")).toEqual(readable);
    expect(await told("2026-09-01")).toEqual([]);
    const { items: corrections } = await pageOfCorrections(sql, viewer, { ...of, paging: { page: 1, pageSize: 99 } });
    expect(corrections.map(({ timePrinted }) => timePrinted).sort()).toEqual(readable);
    expect(await municipalitiesOfIndicator(sql, viewer, indicatorId)).toHaveLength(readable.length > 0 ? 1 : 0);
    const beside = await indicatorsOfMunicipality(sql, viewer, aarhus, 9);
    expect(beside.items.flatMap(({ values }) => values)).toHaveLength(readable.length > 0 ? 1 : 0);
  });

  it("is the same as programs read it, by the page and by the ids of all", async () => {
    const shared = { paging: { page: 1, pageSize: 99 }, realOnly: false, today: "2026-11-30" };
    const everywhere = { municipality: [], region: [] };
    const none = { ...everywhere, commitment: [], setting: [], level: [], kind: [], state: [] };
    const words = <T>(items: readonly T[], word: (item: T) => string) => items.map(word).sort();
    const ids = async (table: string) =>
      (await sql<{ id: string }[]>`select id from ${sql(table)}`).map(({ id }) => id);

    const initiatives = await pageOfInitiatives(sql, viewer, { ...shared, filter: none, sort: "title" });
    expect(words(initiatives.items, ({ title }) => title)).toEqual(named("Indsats"));
    expect(initiatives.total).toBe(readable.length);
    const initiativesById = await readInitiatives(sql, viewer, await ids("initiative"));
    expect(words(initiativesById, ({ title }) => title)).toEqual(named("Indsats"));

    const lines = { ...none, year: [], row: [], account: [] };
    const labels = [...named("Linje"), ...named("Løs")].sort();
    for (const asOf of [null, "2999-01-01"]) {
      const rows = await pageOfBudgetRows(sql, viewer, { ...shared, filter: lines, sort: "municipality", asOf });
      expect(words(rows.items, ({ label }) => label)).toEqual(labels);
      const byId = await readBudgetRows(sql, viewer, await ids("budget_row"), asOf);
      expect(words(byId, ({ label }) => label)).toEqual(labels);
    }

    const mandates = await pageOfMandates(sql, viewer, { ...shared, filter: everywhere, year: [], sort: "region" });
    expect(words(mandates.items, ({ title }) => title)).toEqual(named("Opdrag"));
    const mandatesById = await readMandates(sql, viewer, await ids("mandate"));
    expect(words(mandatesById, ({ title }) => title)).toEqual(named("Opdrag"));

    const indicators = { municipality: [], commitment: [], answers: [], direction: [] };
    const page = await pageOfIndicators(sql, viewer, { ...shared, filter: indicators, sort: "title" });
    expect(page.items.map(({ slug, hasValues }) => [slug, hasValues])).toEqual([["maalt", readable.length > 0]]);
    const indicatorsById = await readIndicators(sql, viewer, await ids("indicator"));
    expect(indicatorsById.map(({ slug }) => slug)).toEqual(["maalt"]);

    const anything = { ...everywhere, of: [], series: [], part: [], kind: [], from: null, before: null };
    for (const [asOf, told] of [
      [null, readable],
      ["2026-11-03", readable],
      ["2026-09-01", []],
    ] as const) {
      const of = { id: indicatorId, filter: anything, sort: "time", asOf } as const;
      const values = await pageOfValues(sql, viewer, { ...shared, ...of });
      expect(words(values.items, ({ value }) => value.timePrinted ?? "")).toEqual(told);
      expect(values.total).toBe(told.length);
    }
    const valuesById = await readValues(sql, viewer, await ids("indicator_value"));
    expect(new Set(valuesById.map(({ value }) => value.timePrinted))).toEqual(new Set(readable));
  });

  it("is no indicator that is hidden", async () => {
    expect(await findIndicator(sql, viewer, "maalt-hidden")).toEqual({ state: "hidden" });
    expect(await findIndicator(sql, viewer, "maalt-gemt")).toBeNull();
    const list = await listIndicators(sql, viewer, { municipality: null, page: 1, pageSize: 99 });
    expect(list.items.map(({ slug }) => slug)).toEqual(["maalt"]);
  });
});

it("no read of these that takes a viewer is forgotten above", () => {
  const held = {
    ...{ aimsOfMunicipality, budgetRowsOfInitiative, budgetRowsOfMunicipality, budgetTablesOfMunicipality },
    ...{ pageOfCorrections, findIndicator, findInitiative, indicatorsOfMunicipality, initiativesOfCommitment },
    ...{ initiativesLinkedTo, initiativesOfMunicipality, initiativesRestingOn, listIndicators, mandatesOfMunicipality },
    ...{ municipalitiesOfIndicator, placementsOfMunicipality, sectionsDueIn, sumsOfCommitment, valuesOfIndicator },
    ...{ pageOfBudgetRows, pageOfIndicators, pageOfInitiatives, pageOfMandates, pageOfValues },
    ...{ readBudgetRows, readIndicators, readInitiatives, readMandates, readValues },
  };
  // What keepers read, in files whose names begin so, is held in keep-ground.test.ts and keep-values.test.ts.
  const taking = exportedReads().filter(
    ({ takesViewer, file }) => takesViewer && isOfGround(file) && !/\/keep[^/]*$/.test(file),
  );
  expect(taking.map(({ name }) => name)).toEqual(Object.keys(held).sort());
});

it("the sitemap names what everybody may read alone", async () => {
  const paths = (await listSitemap(sql, anonymous)).map(({ path }) => path).filter((path) => /^\/ind/.test(path));
  expect(paths).toEqual(["/indikatorer/maalt", "/indsatser/indsats-public"]);
});

it("a line that is taken back is gone, though its initiative stands", async () => {
  const [line] = await sql<{ id: string }[]>`
    insert into budget_row (municipality_code, kind, label, initiative_id, taken_back_at)
    select municipality_code, 'vedtaget', 'Taget tilbage', id, now() from initiative where slug = 'indsats-public' returning id`;
  await sql`insert into budget_line (row_id, year, amount) values (${line?.id ?? ""}, 2030, 7)`;
  const rows = await budgetRowsOfInitiative(sql, own, { slug: "indsats-public", asOf: null });
  expect(rows.map(({ label }) => label)).toEqual(["Linje public"]);
  const sums = await sumsOfCommitment(sql, own, { year, number: 1 });
  expect(sums.map((sum) => sum.year)).toEqual([2026]);
  const [card] = (await initiativesOfMunicipality(sql, own, aarhus, everyReal)).items.filter(
    ({ slug }) => slug === "indsats-public",
  );
  expect(card?.money.map((amount) => amount.year)).toEqual([2026]);
});

describe("an amount or a value that is hidden since", () => {
  it("is in no earlier reading and no correction; date and reason stay", async () => {
    const key = {
      indicator_id: indicatorId,
      municipality_code: "0101",
      time_kind: "aar",
      time_from: "2025-01-01",
      time_to: "2026-01-01",
    };
    const seen = { visibility: "public", published_at: new Date("2026-10-01") };
    const replaced = {
      recorded_at: new Date("2026-10-01"),
      replaced_at: new Date("2026-10-05"),
      replaced_because: "Kan vise et barn.",
    };
    await sql`insert into indicator_value ${sql({ ...key, ...seen, number: 3, ...replaced })}`;
    const of = { id: indicatorId, municipalities: ["koebenhavn"] };
    const on = async (asOf: string | null) =>
      (await valuesOfIndicator(sql, anonymous, { ...of, asOf })).map(({ number, blank }) => number ?? blank);
    expect(await on("2026-10-03")).toEqual([3]);
    await sql`insert into indicator_value ${sql({ ...key, ...seen, blank: "skjult", recorded_at: new Date("2026-10-05") })}`;
    expect(await on("2026-10-03")).toEqual([]);
    expect(await on(null)).toEqual(["skjult"]);
    const {
      items: [correction],
    } = await pageOfCorrections(sql, anonymous, { ...of, paging: { page: 1, pageSize: 1 } });
    expect(correction).toMatchObject({ on: "2026-10-05", because: "Kan vise et barn.", was: null });

    const row = sql`(select id from budget_row where label = 'Linje public')`;
    await sql`
      insert into budget_line (row_id, year, amount, recorded_at, replaced_at, replaced_because)
      select ${row}, 2027, 42, '2026-11-02', '2026-11-05', 'Kan vise et barn.'`;
    const cells = async (asOf: string | null) =>
      (await budgetRowsOfInitiative(sql, anonymous, { slug: "indsats-public", asOf }))[0]?.cells.find(
        (cell) => cell.year === 2027,
      );
    expect(await cells("2026-11-03")).toMatchObject({ amount: 42 });
    expect(await cells("2026-10-31")).toBeUndefined();
    await sql`insert into budget_line (row_id, year, blank, recorded_at) select ${row}, 2027, 'hidden', '2026-11-05'`;
    expect(await cells("2026-11-03")).toBeUndefined();
    expect(await cells(null)).toMatchObject({ amount: null, blank: "hidden" });
    const [read] = await budgetRowsOfInitiative(sql, anonymous, { slug: "indsats-public", asOf: null });
    expect(read?.corrections).toEqual([
      { year: 2027, on: "2026-11-05", because: "Kan vise et barn.", was: null, isHidden: true },
    ]);
  });
});
