import { afterAll, beforeAll, expect, it } from "vitest";
import { meilisearchEngine } from "#search/meilisearch.ts";
import { rebuildMirror } from "#search/mirror.ts";
import { createSearch } from "#search/search.ts";
import { type Judgement, judge, means } from "#tests/relevance/measure.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { hasMeilisearch, openTestMirror } from "#tests/support/meilisearch.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ seed: "reference" });
});
afterAll(() => database.drop());

// A floor under what `npm run relevance` measures; whoever makes the search better raises it.
it("answers the judged queries about as well as it has done", async () => {
  const judgements = await judge(createSearch(database.sql));
  expect(judgements.length).toBeGreaterThanOrEqual(60);
  const { recall, mrr } = means(judgements);
  expect(recall).toBeGreaterThan(0.85);
  expect(mrr).toBeGreaterThan(0.9);
});

const helped = ({ recall }: Judgement) => recall > 0;
const unhelped = (judgements: readonly Judgement[]) =>
  judgements.filter((one) => !helped(one)).map(({ query, found }) => `${query}: ${found.join(", ")}`);

it("finds a page that helps among the first five for what teachers type", async () => {
  const judgements = await judge(createSearch(database.sql), "teachers");
  expect(judgements).toHaveLength(44);
  expect(judgements.filter(helped).length, unhelped(judgements).join("\n")).toBeGreaterThanOrEqual(40);
});

it.runIf(hasMeilisearch)("finds it by Meilisearch too", async () => {
  const mirror = await openTestMirror();
  try {
    await rebuildMirror(database.sql, mirror.place);
    const judgements = await judge(
      createSearch(database.sql, meilisearchEngine(database.sql, mirror.place)),
      "teachers",
    );
    expect(judgements.filter(helped).length, unhelped(judgements).join("\n")).toBeGreaterThanOrEqual(40);
  } finally {
    await mirror.stop();
  }
});
