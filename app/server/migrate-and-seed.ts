import postgres from "postgres";
import { createDatabase } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import { isIndexMissing, rebuildIndex } from "#search/store.ts";
import type { SeedLevel } from "#seeds/seed.ts";
import type { OpenDatabase } from "./database.ts";
import { Fault } from "./fault.mjs";
import { reasonOfConnection } from "./given-postgres.ts";
import { withProgress } from "./progress.mjs";

/** Any fixed number will do: it names the lock that processes starting on one database take in turn. */
const startLock = 727_403_120;

/**
 * Brings a database to the newest schema, and fills it if it is empty, or else lets its contents follow the seeds of this release. Several processes may do so at once: they wait for each other.
 * @throws {Fault} when a given database does not allow it
 */
export async function migrateAndSeed({ url, home }: OpenDatabase, level: SeedLevel): Promise<void> {
  const lock = postgres(url, { max: 1, max_lifetime: null, connect_timeout: 5, onnotice: () => {} });
  try {
    await withProgress(
      "Venter på en anden start, der gør databasen klar",
      () => lock`select pg_advisory_lock(${startLock})`,
    );
    await withProgress("Gør databasens tabeller klar", () => migrate(url)).catch((error) => {
      throw home ? error : new Fault(`Databasens tabeller kunne ikke gøres klar: ${reasonOfConnection(error)}.`);
    });
    if (level !== "none") await fill(url, level);
    await indexUpgraded(url);
  } finally {
    await lock.end({ timeout: 1 });
  }
}

/** A database that was made before the search was, or whose index has been thrown away. */
async function indexUpgraded(url: string): Promise<void> {
  const sql = createDatabase(url, { max: 2 });
  try {
    if (await isIndexMissing(sql)) await withProgress("Gør søgningen klar", () => rebuildIndex(sql));
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function fill(url: string, level: SeedLevel): Promise<void> {
  // Slow to load; a start without seeds does without.
  const { seed } = await import("#seeds/seed.ts");
  const sql = createDatabase(url, { max: 2 });
  try {
    await withProgress("Gør databasens indhold klar", (note) =>
      seed(sql, level, { onProgress: (line) => note(`  ${line}`) }),
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}
