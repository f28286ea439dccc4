import { afterAll, beforeAll, expect, it } from "vitest";
import { createSearch } from "#search/search.ts";
import { judge, means } from "#tests/relevance/measure.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

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
