import { randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { postgresOptions } from "#db/database-url.ts";
import {
  type Cluster,
  createCluster,
  databaseUrl,
  launchCluster,
  type Postmaster,
  readPostmaster,
  stopCluster,
} from "./cluster.ts";
import { type DatabaseHome, findDatabaseHome } from "./database-account.ts";
import { Fault, reasonOf, Stopped } from "./fault.mjs";
import type { Lifetime } from "./lifetime.ts";
import { Ownership } from "./ownership.ts";
import { embeddedBinaries } from "./postgres-binaries.ts";
import { commandLine, isAlive } from "./processes.ts";

/** The site's own database in the embedded server. */
const databaseName = "mere_for_flere";

/** How long a start waits for another to let go: one that was stopped a moment ago is given time to end. */
const handover = 5_000;

/** How long a running server may refuse connections, because it is starting or stopping. */
const settling = 60_000;

const megabyte = 1024 * 1024;

/** A running embedded database. */
export interface EmbeddedDatabase {
  url: string;
  /** Of PostgreSQL, such as 18.4. */
  version: string;
  /** The folder with the database's files: the data folder, or the lasting folder it had to move to. */
  home: string;
}

/**
 * Starts the embedded PostgreSQL on the data folder, or takes over one that a killed start has left running, and stops it when `life`
 * ends. Only one process at a time owns a data folder.
 * @throws {Fault} when the folder cannot be used or another process has it
 */
export async function startEmbeddedPostgres(dataDir: string, life: Lifetime): Promise<EmbeddedDatabase> {
  const place = findDatabaseHome(dataDir);
  const { bin, version } = embeddedBinaries(place.account, place.home);
  const data = path.join(place.home, "postgres");
  checkMajorVersion(data, version);
  checkOwner(dataDir, place);
  const cluster: Cluster = {
    data,
    bin,
    account: place.account,
    password: readPassword(dataDir, data),
    log: path.join(dataDir, "postgres.log"),
  };
  keepLogShort(cluster.log, life);
  const acquiring = acquire(cluster, dataDir, life);
  life.onEnd(async () => {
    const held = await acquiring.catch(() => undefined);
    await held?.ownership.release(() => stopCluster(data, held.postmaster));
  });
  const { ownership, postmaster } = await acquiring;
  ownership.onLost = () => life.fail(new Fault(`Den indbyggede database er standset uventet; se ${cluster.log}.`));
  await makeDatabase(ownership);
  return { url: databaseUrl(cluster.password, postmaster, databaseName), version, home: place.home };
}

/**
 * The address of the embedded database if a site runs on this data folder at the moment.
 * @param onGone called when that database stops
 */
export async function findRunningPostgres(
  dataDir: string,
  life: Lifetime,
  onGone: () => void,
): Promise<{ url: string } | undefined> {
  if (!existsSync(path.join(dataDir, "postgres-password"))) return undefined;
  const place = findDatabaseHome(dataDir);
  checkOwner(dataDir, place);
  const data = path.join(place.home, "postgres");
  const postmaster = readPostmaster(data);
  if (!postmaster?.ready || !isServer(postmaster)) return undefined;
  const url = databaseUrl(readPassword(dataDir, data), postmaster, databaseName);
  let watching = false;
  const onclose = () => watching && onGone();
  const sql = postgres({ ...postgresOptions(url), max: 1, max_lifetime: null, onclose });
  const close = () => {
    watching = false;
    return sql.end({ timeout: 1 });
  };
  const found = await sql`select 1`.then(
    () => true,
    () => false,
  );
  if (!found) return await close().then(() => undefined);
  watching = true;
  life.onEnd(close);
  return { url };
}

/** Becomes the owner of the server on these files, making them and starting it where needed. */
async function acquire(
  cluster: Cluster,
  dataDir: string,
  life: Lifetime,
): Promise<{ ownership: Ownership; postmaster: Postmaster }> {
  await createCluster(cluster, { durable: true });
  let heldSince: number | undefined;
  for (const began = Date.now(); Date.now() - began < settling; await pause(50)) {
    const postmaster = readPostmaster(cluster.data);
    if (!postmaster || !isServer(postmaster)) {
      if (life.ended) throw new Stopped();
      const launched = await launchCluster(cluster, { stopped: () => life.ended });
      if (!launched) forgetStranger(cluster.data);
      continue;
    }
    if (!postmaster.ready) continue;
    const runs = () => isAlive(postmaster.pid) && readPostmaster(cluster.data)?.pid === postmaster.pid;
    const attempt = await Ownership.take({ port: postmaster.port, password: cluster.password, runs });
    if ("owned" in attempt) return { ownership: attempt.owned, postmaster };
    if (!("takenBy" in attempt)) continue;
    heldSince ??= Date.now();
    const by = attempt.takenBy ? ` (proces ${attempt.takenBy})` : "";
    if (Date.now() - heldSince > handover)
      throw new Fault(`Datamappen ${dataDir} er allerede i brug af en anden start${by}.`);
  }
  throw new Fault(
    `Databasen i ${cluster.data} svarer ikke; en anden proces ser ud til at bruge den, se ${cluster.log}.`,
  );
}

/** Process ids are used again, after a restart of the machine for one: whether this one is still the server that wrote it down. */
const isServer = ({ pid, data }: Postmaster) => isAlive(pid) && commandLine(pid).includes(`-D ${data} `);

/** PostgreSQL refuses to start while the process id in its file is in use, by whatever it may be. */
function forgetStranger(data: string): void {
  const postmaster = readPostmaster(data);
  if (!postmaster || isServer(postmaster)) return;
  // A process that cannot be seen into may be the server after all.
  const seen = commandLine(postmaster.pid) !== "" || !isAlive(postmaster.pid);
  if (seen) rmSync(path.join(data, "postmaster.pid"), { force: true });
}

/** Says in time what PostgreSQL would only say in its log: these files are not ours to use. */
function checkOwner(dataDir: string, { home, account }: DatabaseHome): void {
  const data = path.join(home, "postgres");
  const uid = account?.uid ?? process.getuid?.();
  if (uid === undefined || !existsSync(data) || statSync(data).uid === uid) return;
  throw new Fault(`Databasen i ${dataDir} tilhører en anden konto; start som den, der oprettede den.`);
}

function checkMajorVersion(data: string, version: string): void {
  if (!existsSync(data)) return;
  const file = path.join(data, "PG_VERSION");
  const made = existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
  const major = version.split(".")[0];
  if (made === undefined) throw new Fault(`Mappen ${data} ligger i vejen: den er ikke en database.`);
  if (made !== major)
    throw new Fault(`Databasen i ${data} er lavet af PostgreSQL ${made} og kan ikke bruges af PostgreSQL ${major}.`);
}

/** The password of this data folder, made at the first start. Two first starts at the same time agree on one. */
function readPassword(dataDir: string, data: string): string {
  const file = path.join(dataDir, "postgres-password");
  if (!existsSync(file)) {
    if (existsSync(data)) throw new Fault(`Adgangskoden til databasen mangler; læg filen ${file} tilbage.`);
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new Fault(`Adgangskoden til databasen i ${file} kan ikke læses (${reasonOf(error)}).`);
  }
}

/** PostgreSQL writes to the log for as long as it runs; what it wrote long ago is let go. */
function keepLogShort(log: string, life: Lifetime): void {
  const size = () => (existsSync(log) ? statSync(log).size : 0);
  if (size() > megabyte) renameSync(log, `${log}.old`);
  const timer = setInterval(() => size() > 10 * megabyte && truncateSync(log), 600_000).unref();
  life.onEnd(() => clearInterval(timer));
}

async function makeDatabase({ sql }: Ownership): Promise<void> {
  const [found] = await sql`select 1 from pg_database where datname = ${databaseName}`;
  if (!found) await sql.unsafe(`create database ${databaseName}`);
}
