import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import { runner } from "node-pg-migrate";
import pg from "pg";
import { openConnection } from "./client.ts";
import { pgOptions } from "./database-url.ts";
import { openPgPool } from "./pg-pool.ts";

/** Any fixed number will do: it names the lock that two processes starting at once take in turn. */
const migrationLock = 727_403_118;

/** How a migration waits for a table that others are using. */
export interface LockPatience {
  /** How long it waits at a time, in milliseconds. Everybody who comes after it waits behind it, so it gives up soon. */
  lockTimeoutMs: number;
  /** How often it tries. */
  tries: number;
  /** Pause between two tries, in milliseconds, in which those who waited behind it get their turn. */
  pauseMs: number;
}

const usualPatience: LockPatience = { lockTimeoutMs: 3_000, tries: 5, pauseMs: 2_000 };

/**
 * Brings the database at `url` to the newest schema, the worker's tables included. Two processes may call it at once: one waits for the other.
 * @param options.folder of the migrations
 * @returns the names of the migrations that this call ran, oldest first.
 * @throws a Postgres error with code 55P03 when a table could not be had; nothing of that migration has been done
 */
export async function migrate(
  url: string,
  { folder = fileURLToPath(new URL("./migrations", import.meta.url)), patience = usualPatience } = {},
): Promise<string[]> {
  const lock = openConnection(url, "mere-for-flere migrations");
  try {
    await lock`select pg_advisory_lock(${migrationLock})`;
    // The tables of the outbox, which our triggers write to.
    const pgPool = openPgPool(url, 1, "mere-for-flere migrations");
    await runMigrations({ pgPool }).finally(() => pgPool.end());
    for (let attempt = 1; ; attempt++) {
      try {
        return await runOnce(url, folder, patience);
      } catch (error) {
        if (!isLockTimeout(error) || attempt >= patience.tries) throw error;
        await pause(patience.pauseMs);
      }
    }
  } finally {
    await lock.end();
  }
}

async function runOnce(url: string, folder: string, { lockTimeoutMs }: LockPatience): Promise<string[]> {
  const client = new pg.Client(pgOptions(url));
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${lockTimeoutMs}`);
    const done = await runner({
      dbClient: client,
      dir: folder,
      direction: "up",
      migrationsTable: "migration",
      noLock: true,
      log: () => {},
    });
    return done.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** Whether Postgres has given up waiting for a lock. */
const isLockTimeout = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === "55P03";
