// Search as one types in 1,000 and in 10,000 texts, in turns, on both engines where both are there; what the site adds to Meilisearch's own
// time; and how soon a text that is published is found, alone and beside slow jobs that go on until they are released.

import { setTimeout as pause } from "node:timers/promises";
import { anonymous } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { openFilter } from "#search/engine.ts";
import { meilisearchEngine } from "#search/meilisearch.ts";
import { type MirrorPlace, rebuildMirror } from "#search/mirror.ts";
import { createSearch, openSearchPool, type Search } from "#search/search.ts";
import { rebuildIndex } from "#search/store.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildManyCases } from "#seeds/builders/build-many-cases.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { meilisearchProgram, startMeilisearch, type TestMeilisearch } from "#tests/support/meilisearch.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { ownSettings, startReady, stop } from "#tests/support/start-process.ts";
import { startTestPostgres } from "#tests/support/test-postgres.ts";
import { startTestWorker } from "#tests/support/worker.ts";

const sizes = [1_000, 10_000] as const;
const rounds = 200;
const today = "2026-11-22";

/** The same numbers in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

/** Texts of the words that the reference texts are made of, the common ones as common as there. */
async function danishTexts(database: TestDatabase, count: number) {
  const rows = await database.sql<
    { text: string }[]
  >`select text from document union all select text from method_revision`;
  const words = rows.flatMap(({ text }) => text.match(/[\p{L}-]+/gu) ?? []);
  const roll = dice(42);
  const some = (length: number) => Array.from({ length }, () => words[roll(words.length)]).join(" ");
  return Array.from({ length: count }, () => ({ title: some(6), text: some(150 + roll(200)) }));
}

interface Site {
  size: number;
  database: TestDatabase;
  /** Its connections for searching. */
  pool: Sql;
  /** By the name of the engine. */
  searches: Map<string, Search>;
  /** Where its mirror is, if anywhere. */
  place?: MirrorPlace;
}

async function siteOf(size: number, server: TestMeilisearch | undefined): Promise<Site> {
  const database = await createTestDatabase({ seed: "reference" });
  await buildManyCases(database.sql, { cases: size, sources: 50, says: await danishTexts(database, size) });
  await rebuildIndex(database.sql);
  await database.sql`vacuum analyze`;
  const pool = openSearchPool(database.url);
  const searches = new Map([["Postgres", createSearch(pool)]]);
  if (!server) return { size, database, pool, searches };
  // The site that is asked below knows the larger one by the name that it goes by.
  const place = { ...server.place, index: size === sizes[1] ? undefined : `texts-${size}` };
  const building = await timed(() => rebuildMirror(database.sql, place));
  console.log(`${size} texts brought to Meilisearch in ${(building / 1_000).toFixed(1)} s`);
  searches.set("Meilisearch", createSearch(pool, meilisearchEngine(pool, place, 10_000)));
  return { size, database, pool, searches, place };
}

const at = (share: number, times: readonly number[]) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
const ms = (value: number) => `${value.toFixed(1)} ms`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const stopPostgres = await startTestPostgres();
const server = meilisearchProgram ? await startMeilisearch() : undefined;
if (!server) console.log("Meilisearch is not measured: there is no program of that name on the PATH.");
const small = await siteOf(sizes[0], server);
const large = await siteOf(sizes[1], server);
const sites = [small, large];

/** What a person types: the beginnings of a word or two that stand in a title. */
const titles = await small.database.sql<{ title: string }[]>`select title from case_revision order by title limit 400`;
const roll = dice(7);
const questions = Array.from({ length: rounds }, () => {
  const title = titles[roll(titles.length)]?.title.toLowerCase().split(" ") ?? [];
  const words = title.filter((word) => word.length > 3);
  const [one = "børn", two = ""] = [words[roll(words.length)], roll(3) === 0 ? words[roll(words.length)] : ""];
  return `${two} ${one.slice(0, 2 + roll(one.length - 1))}`.trim();
});

for (const [what, ask] of [
  ["suggestions", (search: Search, text: string) => search.suggest(anonymous, text, today, 8)],
  [
    "search with facets",
    (search: Search, text: string) =>
      search.find(anonymous, { text, filter: openFilter, sort: "relevance", page: 1, pageSize: 20, today }),
  ],
] as const) {
  for (const engine of small.searches.keys()) {
    const times = new Map<number, number[]>(sizes.map((size) => [size, []]));
    const turn = async (text: string, { size, searches }: Site, counted: boolean) => {
      const search = searches.get(engine);
      if (!search) return;
      const time = await timed(() => ask(search, text));
      if (counted) times.get(size)?.push(time);
    };
    for (const site of sites) for (const text of questions.slice(0, 20)) await turn(text, site, false);
    for (const text of questions) for (const site of sites) await turn(text, site, true);
    console.log(`\n${what}, ${engine}, ${rounds} questions`);
    for (const [size, own] of times) console.log(`  ${size} texts: p50 ${ms(at(0.5, own))}, p95 ${ms(at(0.95, own))}`);
    const ratio = (share: number) =>
      (at(share, times.get(sizes[1]) ?? []) / at(share, times.get(sizes[0]) ?? [])).toFixed(2);
    console.log(`  10,000 to 1,000: p50 ${ratio(0.5)}, p95 ${ratio(0.95)}`);
  }
}

if (large.place) await compareWithItsOwn(large, large.place);

/** Our API against Meilisearch itself, asked over HTTP what our API asks it, in turns. */
async function compareWithItsOwn({ database, searches }: Site, place: MirrorPlace): Promise<void> {
  const sent = new Map<string, { url: string; init: RequestInit }>();
  let asked = "";
  const { fetch } = globalThis;
  globalThis.fetch = (url, init) => {
    if (String(url).endsWith("/multi-search")) sent.set(asked, { url: String(url), init: { ...init, signal: null } });
    return fetch(url, init);
  };
  const request = (text: string) =>
    ({ text, filter: openFilter, sort: "relevance", page: 1, pageSize: 20, today }) as const;
  for (asked of questions) await searches.get("Meilisearch")?.find(anonymous, request(asked));
  globalThis.fetch = fetch;

  // The site in a process of its own, as it runs; it asks Meilisearch when no job about the mirror is left.
  const site = await startReady({
    ...(await ownSettings()),
    DATABASE_URL: database.url,
    SECRET_KEY: testSecretKey,
    MEILI_URL: place.url,
    MEILI_KEY: place.key ?? "",
  });
  const api = (text: string) => fetch(`${site.url}/api/v1/search?q=${encodeURIComponent(text)}`);
  while (((await (await api("skole")).json()) as { engine: string }).engine !== "meilisearch");
  const [ours, own]: [number[], number[]] = [[], []];
  for (const text of questions) await (await api(text)).text();
  for (const text of questions) {
    ours.push(await timed(async () => (await api(text)).text()));
    const question = sent.get(text);
    if (question) own.push(await timed(async () => (await fetch(question.url, question.init)).text()));
  }
  console.log(
    `\n/api/v1/search on Meilisearch: p95 ${ms(at(0.95, ours))}; Meilisearch itself: p95 ${ms(at(0.95, own))}`,
  );
  console.log(
    `  ours to its own: p50 ${(at(0.5, ours) / at(0.5, own)).toFixed(2)}, p95 ${(at(0.95, ours) / at(0.95, own)).toFixed(2)}`,
  );
  await stop(site);
}

/** Has every place for slow jobs taken, and more of them waiting, until `release` is called. */
function slowJobs(sql: Sql) {
  let running = 0;
  let release = () => {};
  let released = Promise.resolve();
  return {
    tasks: {
      held: async () => {
        running += 1;
        await released;
        running -= 1;
      },
    },
    async hold() {
      released = new Promise((resolve) => {
        release = resolve;
      });
      for (let job = 0; job < 6; job += 1) await sql`select graphile_worker.add_job('held')`;
      while (running === 0) await pause(1);
    },
    async release() {
      release();
      while ((await sql`select from graphile_worker.jobs where task_identifier = 'held' limit 1`).length > 0);
    },
  };
}

for (const { size, database, pool, searches, place } of sites) {
  const slow = slowJobs(database.sql);
  const worker = await startTestWorker({ databaseUrl: database.url, meilisearch: place }, { slowTasks: slow.tasks });
  for (const [engine, search] of searches) {
    const publish = async () => {
      // So far from every other word that none is taken for it.
      const title = Array.from({ length: 20 }, () => "bcdfghjklmnpqrstvwxz"[roll(20)]).join("");
      const { id } = await buildCase(database.sql, { title, municipalityCode: "0751" });
      return timed(async () => {
        while ((await search.suggest(anonymous, title, today, 1))[0]?.id !== id);
      });
    };
    // The first waits for what the worker had to do before, so it is not counted.
    await publish();
    const [alone, beside]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < 8; turn += 1) {
      for (let text = 0; text < 5; text += 1) alone.push(await publish());
      await slow.hold();
      for (let text = 0; text < 5; text += 1) beside.push(await publish());
      await slow.release();
    }
    console.log(`\npublished to findable among ${size} on ${engine}`);
    console.log(`  alone: p50 ${ms(at(0.5, alone))}, p95 ${ms(at(0.95, alone))}`);
    console.log(`  beside slow jobs: p50 ${ms(at(0.5, beside))}, p95 ${ms(at(0.95, beside))}`);
    const ratio = (share: number) => (at(share, beside) / at(share, alone)).toFixed(2);
    console.log(`  beside slow jobs to alone: p50 ${ratio(0.5)}, p95 ${ratio(0.95)}`);
  }
  await worker.stop();
  await pool.end();
  await database.drop();
}
await server?.remove();
await stopPostgres();
