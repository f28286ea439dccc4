// Recall@5 and MRR of the judged queries, per class and engine, and each query that missed something.
import { meilisearchEngine } from "#search/meilisearch.ts";
import { rebuildMirror } from "#search/mirror.ts";
import { createSearch } from "#search/search.ts";
import { type Judgement, judge, means } from "#tests/relevance/measure.ts";
import { createTestDatabase } from "#tests/support/database.ts";
import { hasMeilisearch, openTestMirror } from "#tests/support/meilisearch.ts";
import { startTestPostgres } from "#tests/support/test-postgres.ts";

const shown = (value: number) => value.toFixed(2);

function report(engine: string, judgements: readonly Judgement[]): void {
  console.log(`\n${engine}\n${"class".padEnd(14)}queries  recall@5   MRR`);
  const classes = new Map<string, Judgement[]>();
  for (const one of judgements) classes.set(one.class, [...(classes.get(one.class) ?? []), one]);
  for (const [name, ones] of [...classes, ["all", judgements] as const]) {
    const { recall, mrr } = means(ones);
    console.log(
      `${name.padEnd(14)}${String(ones.length).padStart(7)}${shown(recall).padStart(10)}${shown(mrr).padStart(6)}`,
    );
  }
  for (const { query, class: name, found, missing } of judgements.filter((one) => one.missing.length > 0))
    console.log(`\n${query} (${name})\n  missing ${missing.join(", ")}\n  found   ${found.join(", ")}`);
}

const stop = await startTestPostgres();
const database = await createTestDatabase({ seed: "reference" });
report("postgres", await judge(createSearch(database.sql)));
report("postgres, what teachers type", await judge(createSearch(database.sql), "teachers"));
if (hasMeilisearch) {
  const mirror = await openTestMirror();
  await rebuildMirror(database.sql, mirror.place);
  const search = createSearch(database.sql, meilisearchEngine(database.sql, mirror.place));
  report("meilisearch", await judge(search));
  report("meilisearch, what teachers type", await judge(search, "teachers"));
  await mirror.stop();
} else console.log("\nmeilisearch: not measured, for there is no server (MEILI_URL, or the program on the PATH)");
await database.drop();
await stop();
