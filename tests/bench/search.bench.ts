// Search as one types in 1,000 and in 10,000 texts, in turns, and how soon a text that is published is found.
import { anonymous } from "#app/domain/viewer.ts";
import { startWorker } from "#app/jobs/worker.ts";
import { openFilter } from "#search/engine.ts";
import { createSearch, type Search } from "#search/search.ts";
import { rebuildIndex } from "#search/store.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildManyCases } from "#seeds/builders/build-many-cases.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { startTestPostgres } from "#tests/support/test-postgres.ts";

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
  search: Search;
}

async function siteOf(size: number): Promise<Site> {
  const database = await createTestDatabase({ seed: "reference" });
  await buildManyCases(database.sql, { cases: size, sources: 50, says: await danishTexts(database, size) });
  await rebuildIndex(database.sql);
  await database.sql`vacuum analyze`;
  return { size, database, search: createSearch(database.sql) };
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
const small = await siteOf(sizes[0]);
const sites = [small, await siteOf(sizes[1])];

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
  const times = new Map<number, number[]>(sizes.map((size) => [size, []]));
  for (const { search } of sites) for (const text of questions.slice(0, 20)) await ask(search, text);
  for (const text of questions)
    for (const { size, search } of sites) times.get(size)?.push(await timed(() => ask(search, text)));
  console.log(`\n${what}, Postgres, ${rounds} questions`);
  for (const [size, own] of times) console.log(`  ${size} texts: p50 ${ms(at(0.5, own))}, p95 ${ms(at(0.95, own))}`);
  const ratio = (share: number) => (at(share, times.get(10_000) ?? []) / at(share, times.get(1_000) ?? [])).toFixed(2);
  console.log(`  10,000 to 1,000: p50 ${ratio(0.5)}, p95 ${ratio(0.95)}`);
}

for (const { size, database, search } of sites) {
  const worker = await startWorker({ databaseUrl: database.url });
  const findable: number[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    const title = `Kvidderordet${turn}`;
    await buildCase(database.sql, { title, municipalityCode: "0751" });
    findable.push(
      await timed(async () => {
        while ((await search.suggest(anonymous, title, today, 1)).length === 0);
      }),
    );
  }
  console.log(`\npublished to findable among ${size}: p50 ${ms(at(0.5, findable))}, p95 ${ms(at(0.95, findable))}`);
  await worker.stop();
  await search.close();
  await database.drop();
}
await stopPostgres();
