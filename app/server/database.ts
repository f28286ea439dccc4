import type { Env } from "#app/env.server.ts";
import { findRunningPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { Fault } from "./fault.mjs";
import { checkGivenPostgres } from "./given-postgres.ts";
import type { Lifetime } from "./lifetime.ts";
import { withProgress } from "./progress.mjs";

/** The database that a command works on. */
export interface OpenDatabase {
  url: string;
  /** For the person at the terminal, in Danish. */
  description: string;
  /** How many connections it allows at a time; undefined for an embedded one, which has enough. */
  connections?: number;
  /** Whether it is the running embedded database of another process. */
  joined: boolean;
  /** Where the files of an embedded database lie. */
  home?: string;
}

/**
 * Opens the given database, or else the embedded one on the data folder, until `life` ends.
 * @param options.join whether to make do with the embedded database of a running site
 * @throws {Fault} when it cannot be had
 */
export async function openDatabase(env: Env, life: Lifetime, options: { join?: boolean } = {}): Promise<OpenDatabase> {
  if (env.databaseUrl) return await openGiven(env.databaseUrl);
  const running = options.join ? await findRunning(env, life) : undefined;
  if (running) return running;
  const { url, version, home } = await withProgress("Starter databasen", () =>
    startEmbeddedPostgres(env.dataDir, life),
  );
  return { url, home, joined: false, description: `indbygget PostgreSQL ${version}` };
}

/** Opens the given database, or else the embedded one of a running site. @throws {Fault} when there is none */
export async function openRunningDatabase(env: Env, life: Lifetime): Promise<OpenDatabase> {
  if (env.databaseUrl) return await openGiven(env.databaseUrl);
  const running = await findRunning(env, life);
  if (running) return running;
  throw new Fault(`Der kører ingen indbygget database i ${env.dataDir}; start siden først, eller angiv DATABASE_URL.`);
}

/** How many connections a pooler gives each user unless told otherwise (`default_pool_size` of pgbouncer); those beyond wait without a word. */
const pooledConnections = 20;

async function openGiven(given: string): Promise<OpenDatabase> {
  const { url, version, shown, pooled, connections } = await withProgress("Forbinder til databasen", () =>
    checkGivenPostgres(given),
  );
  return {
    url,
    joined: false,
    connections: pooled ? Math.min(connections, pooledConnections) : connections,
    description: `den angivne PostgreSQL ${version} (${shown}${pooled ? ", gennem en pooler" : ""})`,
  };
}

async function findRunning(env: Env, life: Lifetime): Promise<OpenDatabase | undefined> {
  const gone = () => life.fail(new Fault("Databasen er standset, for siden er lukket ned."));
  const running = await findRunningPostgres(env.dataDir, life, gone);
  return (
    running && {
      url: running.url,
      joined: true,
      description: `den kørende sides indbyggede PostgreSQL i ${env.dataDir}`,
    }
  );
}
