import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  beginInitiative,
  publishInitiative,
  takeBackInitiative,
} from "#app/domain/initiatives/keep-initiatives.server.ts";
import { hidePage, showPage } from "#app/domain/pages/hide-page.server.ts";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { findHideable, findOwnerOfPath, listHidden } from "#db/queries/hidden-pages.ts";
import { findIndicator } from "#db/queries/indicators/page.ts";
import { initiativesOfMunicipality } from "#db/queries/initiatives/list.ts";
import { findInitiative } from "#db/queries/initiatives/page.ts";
import { readHits } from "#db/queries/search-hits.ts";
import { listSitemap } from "#db/queries/sitemap.ts";
import type { Kind } from "#search/document.ts";
import { readSearchRows, toDocument } from "#search/document.ts";
import { openFilter } from "#search/engine.ts";
import { toMirrorDocument } from "#search/mirror-document.ts";
import { createSearch } from "#search/search.ts";
import { rebuildIndex } from "#search/store.ts";
import { callers, here, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson } from "#tests/support/people.ts";
import { startTestWorker } from "#tests/support/worker.ts";

const today = "2026-11-30";
const network: Viewer = { network: true, municipalities: ["0101"] };
const own: Viewer = { network: true, municipalities: [here.code] };
const viewers = { anonymous, network, own };
const reason = "Et barn kan genkendes";
const all = { page: 1, pageSize: 100 };

let database: TestDatabase;
let sql: Sql;
const people = new Map<string, Viewer>();

beforeAll(async () => {
  database = await createTestDatabase({ seed: "reference" });
  sql = database.sql;
  for (const caller of callers) {
    const viewer = viewerFor(caller);
    if (!viewer.person) continue;
    const { id } = await createPerson(sql, { name: caller.name, demo: caller.demo });
    people.set(caller.name, { ...viewer, person: { ...viewer.person, id } });
  }
});
afterAll(() => database.drop());

const as = (name: string) => people.get(name) as Viewer;
const find = async (text: string, viewer: Viewer = anonymous, type: Kind[] = []) =>
  createSearch(sql).find(viewer, {
    ...{ text, filter: { ...openFilter, type }, sort: "relevance", today },
    ...all,
  });
const suggest = async (text: string, viewer: Viewer = anonymous) =>
  (await createSearch(sql).suggest(viewer, text, today, 8)).map(({ title }) => title);

/** Who finds something, in results and in suggestions alike. */
async function finders(text: string): Promise<string[]> {
  const found = [];
  for (const [name, viewer] of Object.entries(viewers)) {
    const { total, hits, facets } = await find(text, viewer);
    const suggested = await suggest(text, viewer);
    expect(hits, name).toHaveLength(total);
    expect(suggested, name).toHaveLength(total);
    expect(facets.type, name).toHaveLength(total === 0 ? 0 : 1);
    if (total > 0) found.push(name);
  }
  return found;
}

describe("an initiative and an indicator", () => {
  it("are in the index with what they are found by, on Postgres and in what Meilisearch is to keep", async () => {
    const rows = await readSearchRows(sql);
    const initiative = rows.find(
      ({ kind, title }) => kind === "initiative" && /^Relationel velfærd i alle/.test(title),
    );
    expect(initiative).toMatchObject({
      ...{ audience: ["public"], demo: false, municipality: "aarhus", levels: ["almen"] },
      ...{
        commitments: expect.arrayContaining(["2025-1", "2025-3"]),
        methods: expect.arrayContaining(["fast-tovholder"]),
      },
    });
    expect(rows.find(({ title }) => title === "Inklusionsgrad")).toMatchObject({
      kind: "indicator",
      municipality: null,
    });
    const mirrored = rows.map((row) => toMirrorDocument(toDocument(row)));
    for (const { kind, weight, place } of mirrored) {
      expect(weight, kind).toBeGreaterThanOrEqual(0);
      expect(place, kind).toBeGreaterThanOrEqual(0);
    }
    const [{ hits }, { facets }] = await Promise.all([find("henvisning BUA"), find("", anonymous, ["initiative"])]);
    expect(hits[0]).toMatchObject({
      ...{ kind: "initiative", path: "/indsatser/aarhus-henvisning-til-bua", municipality: "Aarhus", demo: false },
      excerpt: expect.arrayContaining([expect.objectContaining({ hit: true })]),
    });
    for (const value of ["aarhus", "albertslund", "koebenhavn"])
      expect(facets.municipality.map((one) => one.value)).toContain(value);
    expect((await find("inklusionsgrad")).hits[0]).toMatchObject({
      ...{ kind: "indicator", path: "/indikatorer/inklusionsgrad", municipality: null },
    });
    expect(await suggest("inklusionsg")).toEqual(["Inklusionsgrad"]);
  });

  it("are found by those whom they are published for, at once and by nobody else, whatever becomes of them", async () => {
    const worker = await startTestWorker({ databaseUrl: database.url });
    const coordinator = as("koordinator");
    const title = "Kvidrekæden";
    const soon = (text = title) => expect.poll(() => finders(text), { timeout: 10_000 });
    try {
      const id = await beginInitiative(sql, coordinator, here, { title, keepWarning: true });
      const path = `/indsatser/${here.slug}-kvidrekaeden`;
      const version = async () =>
        (await sql<{ version: number }[]>`select version from initiative where id = ${id}`)[0]?.version ?? 0;
      const publish = async (visibility: "public" | "network" | "municipality") =>
        publishInitiative(sql, coordinator, here.code, { initiative: id, version: await version(), visibility });
      const takeBack = async () =>
        takeBackInitiative(sql, coordinator, here.code, { initiative: id, version: await version() });
      const jobs = () => sql`select from graphile_worker.jobs where task_identifier like 'index-%'`;
      expect(await jobs()).toHaveLength(0);
      expect(await finders(title)).toEqual([]);
      for (const [visibility, whom] of [
        ["municipality", ["own"]],
        ["network", ["network", "own"]],
        ["public", ["anonymous", "network", "own"]],
      ] as const) {
        await publish(visibility);
        await soon().toEqual(whom);
        const seen = await sql`select from search_word where word = 'kvidrekæden'`;
        expect(seen).toHaveLength(visibility === "public" ? 1 : 0);
        if (visibility === "public") break;
        await takeBack();
        await soon().toEqual([]);
      }
      await sql`
        insert into initiative_commitment (initiative_id, declaration_year, number, linked_by) values (${id}, 2025, 4, 'source')`;
      const served = async () => {
        const { facets } = await find(title);
        return [facets.commitment, facets.method].flat().map(({ value }) => value);
      };
      await expect.poll(served, { timeout: 10_000 }).toEqual(["2025-4"]);
      await sql`insert into initiative_method (initiative_id, method_id, position) select ${id}, id, 1 from method where slug = 'nest'`;
      await expect.poll(served, { timeout: 10_000 }).toEqual(["2025-4", "nest"]);
      await sql`update initiative set title = 'Pippekæden', version = version + 1 where id = ${id}`;
      await soon("Pippekæden").toEqual(["anonymous", "network", "own"]);
      expect(await finders(title)).toEqual([]);

      await hidePage(sql, coordinator, { path, reason });
      await soon("Pippekæden").toEqual([]);
      expect(await sql`select from search_word where word = 'pippekæden'`).toHaveLength(0);
      await showPage(sql, coordinator, path);
      await soon("Pippekæden").toEqual(["anonymous", "network", "own"]);
      await takeBack();
      await soon("Pippekæden").toEqual([]);
      await publish("public");
      await soon("Pippekæden").toEqual(["anonymous", "network", "own"]);
      await sql`delete from initiative where id = ${id}`;
      await soon("Pippekæden").toEqual([]);

      const [indicator] = await sql<{ id: string }[]>`
        insert into indicator (slug, title, definition, unit) values ('kvidremaal', 'Kvidremål', 'Fugle', 'procent') returning id`;
      const indicatorId = indicator?.id ?? "";
      expect(await jobs()).toHaveLength(0);
      const everybody = ["anonymous", "network", "own"];
      const set = (change: Record<string, unknown>) =>
        sql`update indicator set ${sql(change)} where id = ${indicatorId}`;
      await set({ published_at: new Date() });
      await soon("Kvidremål").toEqual(everybody);
      await sql`insert into indicator_commitment values (${indicatorId}, 2025, 4)`;
      const points = async () => (await find("Kvidremål")).facets.commitment.map(({ value }) => value);
      await expect.poll(points, { timeout: 10_000 }).toEqual(["2025-4"]);
      await hidePage(sql, as("KL-redaktør"), { path: "/indikatorer/kvidremaal", reason });
      await soon("Kvidremål").toEqual([]);
      await showPage(sql, as("KL-redaktør"), "/indikatorer/kvidremaal");
      await soon("Kvidremål").toEqual(everybody);
      await set({ published_at: null });
      await soon("Kvidremål").toEqual([]);
      await set({ published_at: new Date(), title: "Pippemål" });
      await soon("Pippemål").toEqual(everybody);
      await sql`delete from indicator where id = ${indicatorId}`;
      await soon("Pippemål").toEqual([]);
      await expect.poll(jobs, { timeout: 10_000 }).toHaveLength(0);
    } finally {
      await worker.stop();
    }
    const entries = async () =>
      sql`select kind, id, audience, title, words, forms::text from search_entry order by kind, id`;
    const kept = await entries();
    await rebuildIndex(sql);
    expect(await entries()).toEqual(kept);
  }, 60_000);

  it("are told by no index that is behind", async () => {
    const id = await beginInitiative(sql, as("koordinator"), here, { title: "Solsortesangen", keepWarning: true });
    const states = [
      [{ published_at: new Date(), visibility: "public" }, ["anonymous", "network", "own"]],
      [{ visibility: "network" }, ["network", "own"]],
      [{ visibility: "municipality" }, ["own"]],
      [{ hidden_at: new Date() }, []],
      [{ hidden_at: null, published_at: null, taken_back_at: new Date() }, []],
    ] as const;
    for (const [change, whom] of states) {
      await sql`update initiative set ${sql(change)} where id = ${id}`;
      const read = [];
      for (const [name, viewer] of Object.entries(viewers))
        if ((await readHits(sql, viewer, [{ kind: "initiative", id }])).length > 0) read.push(name);
      expect(read).toEqual(whom);
    }
    await sql`delete from initiative where id = ${id}`;
  });

  it("bear the mark where they are invented, and come after what is real", async () => {
    await sql`
      insert into initiative (slug, municipality_code, title, summary, demo, visibility, published_at)
      values ('opdigtet', ${here.code}, 'Rørdrummen', 'En opdigtet indsats.', true, 'public', now()),
        ('rigtig', ${here.code}, 'Om rørdrummen', 'En rigtig.', false, 'public', now())`;
    await sql`
      insert into indicator (slug, municipality_code, title, definition, unit, demo, published_at)
      values ('opdigtet', ${here.code}, 'Rørdrummen målt', 'Opdigtet.', 'procent', true, now())`;
    await rebuildIndex(sql);
    const { hits, total, demoTotal } = await find("rørdrummen");
    expect(hits.map(({ title, demo, municipality }) => [title, demo, municipality])).toEqual([
      ["Om rørdrummen", false, "Aarhus"],
      ["Rørdrummen", true, "Aarhus"],
      ["Rørdrummen målt", true, "Aarhus"],
    ]);
    expect([total, demoTotal]).toEqual([3, 2]);
    await sql`delete from initiative where slug in ('opdigtet', 'rigtig')`;
    await sql`delete from indicator where slug = 'opdigtet'`;
  });
});

describe("the page of an initiative or an indicator that is hidden", () => {
  const paths = { initiative: "/indsatser/gemmes", indicator: "/indikatorer/gemmes", national: "/indikatorer/landets" };
  beforeAll(async () => {
    await sql`
      insert into initiative (slug, municipality_code, title, visibility, published_at)
      values ('gemmes', ${here.code}, 'Skal gemmes', 'public', now())`;
    await sql`
      insert into indicator (slug, municipality_code, title, definition, unit, published_at)
      values ('gemmes', ${here.code}, 'Skal gemmes', 'Målt', 'procent', now()), ('landets', null, 'Landets', 'Målt', 'procent', now())`;
  });

  it("says so at its address, is nowhere to be found, and is shown again", async () => {
    const there = async () => {
      const sitemap = (await listSitemap(sql, anonymous)).map(({ path }) => path);
      const listed = await initiativesOfMunicipality(sql, anonymous, here.code, {
        demo: false,
        page: 1,
        pageSize: 99,
      });
      return [
        sitemap.includes(paths.initiative),
        sitemap.includes(paths.indicator),
        listed.items.some(({ slug }) => slug === "gemmes"),
      ];
    };
    expect(await there()).toEqual([true, true, true]);
    for (const path of [paths.initiative, paths.indicator]) {
      expect(await findOwnerOfPath(sql, `${path}?pr=2026-01-01`)).toBe(here.code);
      await hidePage(sql, as("koordinator"), { path, reason });
      await expect(hidePage(sql, as("koordinator"), { path, reason })).rejects.toMatchObject({ status: 409 });
    }
    expect(await there()).toEqual([false, false, false]);
    for (const viewer of Object.values(viewers)) {
      expect(await findInitiative(sql, viewer, "gemmes")).toEqual({ state: "hidden" });
      expect(await findIndicator(sql, viewer, "gemmes")).toEqual({ state: "hidden" });
    }
    const { items } = await listHidden(sql, { municipality: here.code, demo: false }, all);
    expect(items.map(({ path, title, reason: why }) => [path, title, why])).toEqual([
      [paths.indicator, "Skal gemmes", reason],
      [paths.initiative, "Skal gemmes", reason],
    ]);
    for (const path of [paths.initiative, paths.indicator]) await showPage(sql, as("koordinator"), path);
    expect(await there()).toEqual([true, true, true]);
    expect(await sql`select action from audit_log where subject = ${paths.initiative} order by id`).toEqual([
      { action: "page.hidden" },
      { action: "page.shown" },
    ]);
  });

  it("is hidden by its municipality and KL, the country's by KL alone; nothing that is not published can be", async () => {
    for (const name of ["læser", "forfatter", "godkender", "koordinator, anden kommune", "demokoordinator"])
      for (const path of [paths.initiative, paths.indicator])
        await expect(hidePage(sql, as(name), { path, reason }), name).rejects.toMatchObject({ status: 403 });
    await expect(hidePage(sql, as("koordinator"), { path: paths.national, reason })).rejects.toMatchObject({
      status: 403,
    });
    for (const path of Object.values(paths)) {
      await hidePage(sql, as("KL-redaktør"), { path, reason });
      await showPage(sql, as("KL-redaktør"), path);
    }
    await sql`update initiative set published_at = null, taken_back_at = now() where slug = 'gemmes'`;
    expect(await findHideable(sql, paths.initiative)).toBeUndefined();
    await expect(hidePage(sql, as("koordinator"), { path: paths.initiative, reason })).rejects.toMatchObject({
      status: 404,
    });
  });
});
