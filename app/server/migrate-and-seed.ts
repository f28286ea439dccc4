import { hostname } from "node:os";
import { createDatabase, openConnection, type Sql } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import { isIndexMissing, rebuildIndex } from "#search/store.ts";
import type { SeedLevel } from "#seeds/seed.ts";
import type { OpenDatabase } from "./database.ts";
import { Fault } from "./fault.mjs";
import { reasonOfConnection } from "./given-postgres.ts";
import { withProgress } from "./progress.mjs";

/** Any fixed number will do: it names the lock that processes starting on one database take in turn. */
const startLock = 727_403_120;

/** How long a start waits for another, in milliseconds; a big database may take its time. */
const usualPatienceMs = 10 * 60_000;

/**
 * Brings a database to the newest schema, and fills it if it is empty, or else lets its contents follow the seeds of this release. Several processes may do so at once: they wait for each other.
 * @param options.patienceMs how long it waits for another, in milliseconds
 * @throws {Fault} when a given database does not allow it, or another start is not done in time
 */
export async function migrateAndSeed(
  { url, home }: OpenDatabase,
  level: SeedLevel,
  { patienceMs = usualPatienceMs } = {},
): Promise<void> {
  const lock = openConnection(url, `mere-for-flere start ${process.pid}@${hostname()}`.slice(0, 63));
  try {
    await withProgress("Venter på en anden start, der gør databasen klar", () => takeTurn(lock, patienceMs));
    await withProgress("Gør databasens tabeller klar", () => migrate(url)).catch((error) => {
      throw home ? error : new Fault(`Databasens tabeller kunne ikke gøres klar: ${reasonOfConnection(error)}.`);
    });
    if (level !== "none") await fill(url, level);
    await indexUpgraded(url);
  } finally {
    await lock.end({ timeout: 1 });
  }
}

/** Takes the lock, or names whoever has it. */
async function takeTurn(lock: Sql, patienceMs: number): Promise<void> {
  await lock`select set_config('lock_timeout', ${String(patienceMs)}, false)`;
  try {
    await lock`select pg_advisory_lock(${startLock})`;
  } catch (error) {
    if ((error as { code?: unknown }).code !== "55P03") throw error;
    const [holder] = await lock<{ pid: number; application: string | null; address: string | null }[]>`
      select pid, application_name as application, host(client_addr) as address
      from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and granted and objid = ${startLock} and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())`;
    const who = holder
      ? ` (${holder.application || "ukendt program"} fra ${holder.address ?? "databasens egen maskine"}, databasens proces ${holder.pid})`
      : "";
    throw new Fault(`En anden start${who} gør stadig databasen klar; vent, til den er færdig, eller stop den.`);
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
