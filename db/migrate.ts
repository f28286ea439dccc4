import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import { runner } from "node-pg-migrate";
import postgres from "postgres";

/** Any fixed number will do: it names the lock that two processes starting at once take in turn. */
const migrationLock = 727_403_118;

/**
 * Brings the database at `url` to the newest schema, the worker's tables included. Two processes may call it at once: one waits for the other.
 * @returns the names of the migrations that this call ran, oldest first.
 */
export async function migrate(url: string): Promise<string[]> {
  const lock = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    await lock`select pg_advisory_lock(${migrationLock})`;
    // The tables of the outbox, which our triggers write to.
    await runMigrations({ connectionString: url });
    const done = await runner({
      databaseUrl: url,
      dir: fileURLToPath(new URL("./migrations", import.meta.url)),
      direction: "up",
      migrationsTable: "migration",
      noLock: true,
      log: () => {},
    });
    return done.map((migration) => migration.name);
  } finally {
    await lock.end();
  }
}
