import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Account } from "./database-account.ts";
import { draftOf } from "./drafts.ts";
import { Fault, reasonOf, Stopped } from "./fault.mjs";
import { isAlive } from "./processes.ts";

/** The files of one PostgreSQL server and the programs that run it. */
export interface Cluster {
  /** PostgreSQL's own folder (PGDATA). */
  data: string;
  /** Folder with `postgres` and `initdb`. */
  bin: string;
  account: Account | undefined;
  password: string;
  log: string;
}

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  /** The folder as the server was told it. */
  data: string;
  port: number;
  ready: boolean;
}

/** The name of the role that owns everything. */
export const superuser = "postgres";

/** What every server gets: reachable from this machine alone, and over TCP alone. */
const fixedSettings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", log_checkpoints: "off" };

/**
 * Makes an empty database cluster unless there is one. It is made under another name and then moved into place, so what lies in `data`
 * is always whole; of two processes that make it at the same time, one gets its own in place and both go on with that.
 * @param options.durable false for a cluster that need not survive a power cut
 * @throws {Fault} with PostgreSQL's own words
 */
export async function createCluster(cluster: Cluster, options: { durable: boolean }): Promise<void> {
  if (existsSync(cluster.data)) return;
  if (!cluster.account) checkUserHasName();
  const draft = draftOf(cluster.data);
  mkdirSync(draft, { mode: 0o700 });
  try {
    const passwordFile = path.join(draft, "password");
    writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
    for (const file of cluster.account ? [draft, passwordFile] : [])
      chownSync(file, cluster.account?.uid ?? 0, cluster.account?.gid ?? 0);
    const data = path.join(draft, "data");
    const args = [
      `--pgdata=${data}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
    ];
    args.push(
      "--locale-provider=icu",
      "--icu-locale=da-DK",
      "--lc-messages=C",
      ...(options.durable ? [] : ["--no-sync"]),
    );
    let run = await initdb(cluster, [...args, "--locale=C.UTF-8"]);
    if (run.code !== 0) {
      rmSync(data, { recursive: true, force: true });
      run = await initdb(cluster, [...args, "--locale=C"]);
    }
    if (run.code !== 0)
      throw new Fault(`Databasen kunne ikke oprettes i ${path.dirname(cluster.data)} (${complaint(run.output)}).`);
    moveIntoPlace(data, cluster.data);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** PostgreSQL makes no database for a user whom the system knows by number alone, as in some containers. @throws {Fault} */
function checkUserHasName(): void {
  try {
    userInfo();
  } catch {
    throw new Fault(
      `Den indbyggede database kan ikke oprettes, fordi brugeren med nummer ${process.getuid?.()} intet navn har på denne maskine; start som en anden bruger, eller angiv en database med DATABASE_URL.`,
    );
  }
}

function initdb(cluster: Cluster, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(path.join(cluster.bin, "initdb"), args, {
      ...asAccount(cluster.account),
      stdio: ["ignore", "ignore", "pipe"],
    });
    let output = "";
    child.stderr?.on("data", (chunk) => {
      output += chunk;
    });
    child.on("error", (error) => resolve({ code: -1, output: reasonOf(error) }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

function moveIntoPlace(made: string, data: string): void {
  try {
    renameSync(made, data);
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

/**
 * Starts the server on a free port and waits until it takes connections, however long recovery after a crash takes.
 * @param options.stopped asked again and again: whether to give up and end what has been started
 * @returns undefined when another server already runs on these files
 * @throws {Fault} with PostgreSQL's own words
 */
export async function launchCluster(
  cluster: Cluster,
  options: { settings?: Record<string, string>; stopped?: () => boolean } = {},
): Promise<Postmaster | undefined> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const all: Record<string, string> = { ...fixedSettings, ...options.settings, port: String(port) };
    const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const log = openSync(cluster.log, "a", 0o600);
    const child = spawn(path.join(cluster.bin, "postgres"), ["-D", cluster.data, ...flags], {
      ...asAccount(cluster.account),
      // A group of its own: Ctrl-C in the terminal must not reach it before those who use it are done.
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    child.unref();
    const outcome = await startOf(child, cluster.data, options.stopped);
    if (typeof outcome !== "string") return outcome;
    if (options.stopped?.()) throw new Stopped();
    const said = logLinesOf(cluster.log, child.pid) || outcome;
    if (/lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(said)) return undefined;
    const portTaken = /could not bind|could not create any TCP/.test(said);
    if (!portTaken || attempt === 5)
      throw new Fault(`Databasen i ${cluster.data} kunne ikke startes (${complaint(said)}).`);
  }
}

/** Waits for a server that has just been started: how it can be reached, or why it gave up. */
async function startOf(child: ChildProcess, data: string, stopped = () => false): Promise<Postmaster | string> {
  let ended: string | undefined;
  child.on("error", (error) => {
    ended = reasonOf(error);
  });
  child.on("exit", (code, signal) => {
    ended = `afsluttet med ${signal ?? code}`;
  });
  while (ended === undefined) {
    const postmaster = readPostmaster(data);
    if (postmaster?.pid === child.pid && postmaster?.ready) return postmaster;
    if (stopped()) child.kill("SIGINT");
    await pause(15);
  }
  return ended;
}

/** What `postmaster.pid` says, whether or not that server still runs. */
export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const [pid, folder = "", , port, , , , status] = readFileSync(path.join(data, "postmaster.pid"), "utf8").split(
      "\n",
    );
    return { pid: Number(pid), data: folder, port: Number(port), ready: status?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/** Ends a server: its connections are cut, what is committed is kept. */
export async function stopCluster(
  data: string,
  { pid }: Postmaster,
  signal: "SIGINT" | "SIGQUIT" = "SIGINT",
): Promise<void> {
  const runs = () => isAlive(pid) && readPostmaster(data)?.pid === pid;
  for (const [attempt, patience] of [
    [signal, 30_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    try {
      process.kill(pid, attempt);
    } catch {
      return;
    }
    for (const began = Date.now(); Date.now() - began < patience; await pause(15)) {
      if (runs()) continue;
      // The file goes first and the process a moment later.
      for (const gone = Date.now(); isAlive(pid) && Date.now() - gone < 500; ) await pause(15);
      return;
    }
  }
}

/** The address of one of the server's databases. */
export function databaseUrl(password: string, postmaster: Postmaster, database: string): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${postmaster.port}/${database}`;
}

/**
 * A port that nothing listens on at this moment. Not one of those that systems give to connections, from 32768 on: it stays free until whoever
 * asked listens on it, and while that starts again.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) return port;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/** Neither the caller's Postgres settings nor a folder that the account cannot enter may get in the way. */
function asAccount(account: Account | undefined) {
  const env = { PATH: process.env.PATH, LC_ALL: "C" } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv;
  return { cwd: "/", env, uid: account?.uid, gid: account?.gid };
}

/** The last lines of the log. PostgreSQL puts the process id in front of each. */
function logLinesOf(log: string, pid: number | undefined): string {
  const lines = readFileSync(log, "utf8").split("\n");
  return lines.filter((line) => line.includes(`[${pid}]`)).join("\n");
}

/** The one line of PostgreSQL's output that says what is wrong. */
function complaint(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim());
  const found = lines.findLast((line) => /(FATAL|PANIC|error):/i.test(line)) ?? lines.at(-1) ?? "uden forklaring";
  return found.replace(/^.*?(FATAL|PANIC|error):\s*/i, "").slice(0, 300);
}
