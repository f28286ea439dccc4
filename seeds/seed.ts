import { type Sql, transaction } from "#db/client.ts";
import { removeDemoRows } from "#db/queries/demo.ts";
import { indexAsAWhole, rebuildIndexWithin } from "#search/store.ts";
import { seedMethods } from "./reference/seed-methods.ts";
import { seedMailDomains, seedPlaces, seedUnits } from "./reference/seed-places.ts";
import { seedSources } from "./reference/seed-sources.ts";
import { seedCases } from "./seed-cases.ts";

/** How much a database is filled with: everything, facts and editorial texts alone, or nothing. */
export type SeedLevel = "demo" | "reference" | "none";

/** Any fixed number will do: two processes that start on one empty database take turns. */
const seedLock = 727_403_119;

/**
 * Fills an empty database in one transaction; one that already holds municipalities is left alone.
 * @param onProgress told in Danish what is being written, for the terminal.
 * @returns whether anything was written.
 */
export async function seed(sql: Sql, level: SeedLevel, onProgress: (line: string) => void): Promise<boolean> {
  if (level === "none") return false;
  return transaction(sql, async (tx) => {
    await tx`select pg_advisory_xact_lock(${seedLock})`;
    const [{ filled } = { filled: true }] = await tx<
      { filled: boolean }[]
    >`select exists (select from municipality) as filled`;
    if (filled) return false;
    await indexAsAWhole(tx);
    onProgress("Lægger de 98 kommuner ind");
    await seedPlaces(tx);
    await seedMailDomains(tx);
    await seedUnits(tx, "reference/units.yaml", false);
    onProgress("Lægger dokumenter, kilder og erklæringen ind");
    await seedSources(tx);
    onProgress("Lægger metoderne ind");
    await seedMethods(tx);
    onProgress("Lægger eksemplerne ind");
    await seedCases(tx, "reference/cases", false);
    if (level === "demo") {
      onProgress("Lægger Demodata ind");
      await seedUnits(tx, "demo/units.yaml", true);
      await seedCases(tx, "demo/cases", true);
    }
    onProgress("Gør søgningen klar");
    await rebuildIndexWithin(tx);
    return true;
  });
}

/** Removes every row that is marked as demo data and nothing else. @returns the number of cases removed. */
export async function removeDemo(sql: Sql): Promise<number> {
  return transaction(sql, async (tx) => {
    await indexAsAWhole(tx);
    const removed = await removeDemoRows(tx);
    await rebuildIndexWithin(tx);
    return removed;
  });
}
