// Keeps a PostgreSQL for one test run, as a process of its own: it lives until the run closes its end of the pipe, which happens however
// the run ends, and then leaves nothing behind. Prints one line of JSON when the server is ready.
// TEST_POSTGRES_BIN: folder of another PostgreSQL's programs. TEST_POSTGRES_GIVEN: address of a server to use instead of starting one.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import {
  type Cluster,
  createCluster,
  databaseUrl,
  launchCluster,
  type Postmaster,
  readPostmaster,
  stopCluster,
} from "#app/server/cluster.ts";
import { canEnter, unprivilegedAccount } from "#app/server/database-account.ts";
import { binariesIn, embeddedBinaries } from "#app/server/postgres-binaries.ts";
import { commandLine } from "#app/server/processes.ts";

/** What the tests are told. */
export interface TestPostgres {
  /** A database on the server from which others can be made. */
  adminUrl: string;
  /** What the name of every database of this run begins with. */
  prefix: string;
  /** Folder for whatever the run's tests put on disk; processes and folders of databases in it are cleaned up too. */
  folder: string;
}

const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
const parents = [...memoryFolder(), os.tmpdir(), "/tmp"];
const parent = parents.find((folder) => !account || canEnter(account, folder)) ?? os.tmpdir();
const folder = mkdtempSync(path.join(parent, "mere-for-flere-test-"));
const prefix = `mff_test_${randomBytes(4).toString("hex")}`;
const given = process.env.TEST_POSTGRES_GIVEN;
const data = path.join(folder, "server/postgres");
let server: Postmaster | undefined;

chmodSync(folder, 0o755);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
process.stdout.on("error", () => {});
const starting = given ? Promise.resolve(given) : startServer();
const ended = new Promise((resolve) => process.stdin.on("close", resolve).resume());
const failure = await starting.then(
  async (adminUrl) => {
    process.stdout.write(`${JSON.stringify({ adminUrl, prefix, folder } satisfies TestPostgres)}\n`);
    await ended;
  },
  (error) => error,
);
if (failure) console.error(failure);
await cleanUp();
process.exit(failure ? 1 : 0);

/**
 * A folder that lies in memory, where the machine has enough of it: each database of a test is a thousand files, and making them is a tenth of
 * the work there.
 */
function memoryFolder(): string[] {
  const memory = "/dev/shm";
  const enough = 4 * 1024 ** 3;
  try {
    const options = new RegExp(`^\\S+ ${memory} tmpfs (\\S+)`, "m").exec(readFileSync("/proc/mounts", "utf8"))?.[1];
    const { bavail, bsize } = statfsSync(memory);
    const usable = options !== undefined && !options.split(",").includes("noexec");
    return usable && Math.min(bavail * bsize, os.freemem()) > enough ? [memory] : [];
  } catch {
    return [];
  }
}

async function startServer(): Promise<string> {
  mkdirSync(path.dirname(data), { mode: 0o755 });
  const bin = process.env.TEST_POSTGRES_BIN;
  const binaries = bin ? binariesIn(bin) : embeddedBinaries(account, path.dirname(data));
  if (!binaries) throw new Error(`${bin} holds no PostgreSQL`);
  const password = randomBytes(12).toString("hex");
  const cluster: Cluster = {
    data,
    bin: binaries.bin,
    account,
    password,
    log: path.join(folder, "server/postgres.log"),
  };
  await createCluster(cluster, { durable: false });
  const fast = {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    max_connections: "200",
    shared_buffers: "128MB",
  };
  server = await launchCluster(cluster, { settings: fast });
  if (!server) throw new Error("the new server is already running");
  return databaseUrl(password, server, "postgres");
}

/** Leaves the machine as it was. */
async function cleanUp(): Promise<void> {
  if (given) await dropDatabases(given);
  endStarts();
  if (server) await stopCluster(data, server, "SIGQUIT");
  endDatabases(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

async function dropDatabases(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const left = await sql<
    { name: string }[]
  >`select datname as name from pg_database where starts_with(datname, ${prefix})`;
  for (const { name } of left) await sql.unsafe(`drop database if exists "${name}" with (force)`);
  await sql.end({ timeout: 1 });
}

/** Ends the sites that tests have started and not ended, with what belongs to their groups. */
function endStarts(): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^started-(\d+)$/.exec(name) ?? [];
    try {
      if (pid) process.kill(-Number(pid), "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

/** Ends the database servers that tests have left running below a folder, and removes what those put elsewhere. */
function endDatabases(where: string): void {
  for (const entry of readdirSync(where, { withFileTypes: true })) {
    const full = path.join(where, entry.name);
    if (entry.name === "postgres-folder") {
      const elsewhere = readFileSync(full, "utf8").trim();
      if (existsSync(elsewhere)) endDatabases(elsewhere);
      if (/\/mere-for-flere\/[0-9a-f]{10}(-\d+)?$/.test(elsewhere)) rmSync(elsewhere, { recursive: true, force: true });
    } else if (entry.isDirectory() && existsSync(path.join(full, "postmaster.pid"))) {
      const left = readPostmaster(full);
      if (left && commandLine(left.pid).includes(full)) process.kill(left.pid, "SIGKILL");
    } else if (entry.isDirectory() && !entry.name.startsWith("postgres")) endDatabases(full);
  }
}
