import type { Sql } from "#db/client.ts";
import { codeOf, type MirrorPlace, rebuildMirror } from "#search/mirror.ts";
import { type Progress, rebuildIndex } from "#search/store.ts";
import { Fault } from "./fault.mjs";
import { withProgress } from "./progress.mjs";

/**
 * Makes the index on Postgres anew, and its mirror if there is one, and tells the terminal how far it is. Readers find what they found
 * until it is done.
 * @throws {Fault} when Meilisearch does not take it
 */
export async function rebuildSearch(sql: Sql, place: MirrorPlace | undefined): Promise<void> {
  await withProgress("Laver indekset i PostgreSQL om", (note) => rebuildIndex(sql, telling("PostgreSQL", note)));
  console.log("Indekset i PostgreSQL er lavet om.");
  if (!place) return;
  await withProgress("Laver indekset i Meilisearch om", (note) =>
    rebuildMirror(sql, place, telling("Meilisearch", note)),
  ).catch((error) => {
    const reason = codeOf(error) || (error instanceof Error ? error.message : "ukendt årsag");
    throw new Fault(
      `Indekset i Meilisearch kunne ikke laves om (${reason}). PostgreSQL svarer, og opgaven prøves igen, når siden kører.`,
    );
  });
  console.log("Indekset i Meilisearch er lavet om.");
}

const telling =
  (where: string, note: (line: string) => void): Progress =>
  (done, of) =>
    note(`  ${where}: ${done} af ${of}`);
