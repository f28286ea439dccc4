import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { freePort } from "#app/server/cluster.ts";
import { commandLine } from "#app/server/processes.ts";

/** A started `npm start` or one of its sisters. */
export interface StartedProcess {
  child: ChildProcess;
  /** What it has printed so far. */
  readonly out: string;
  readonly err: string;
  /** Resolves with the whole output when that matches; rejects when the process ends first. */
  prints(pattern: RegExp): Promise<string>;
  /** Resolves when it has ended and its output is complete. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** What a start says when the site can be visited. */
export const ready = /Mere for Flere er klar på (http:\S+)/;

/** Settings for a start on a folder and a port of its own. */
export async function ownSettings(folder = newFolder()): Promise<{ DATA_DIR: string; PORT: string; SEED: string }> {
  return { DATA_DIR: path.join(folder, "data"), PORT: String(await freePort()), SEED: "none" };
}

/** An empty folder, removed after the run with all that is in it and every database that runs there. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(process.env.TEST_FOLDER ?? "", "start-"));
  // As a clone usually is: others may go in, among them the database's account.
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * Starts the site as a person would, as a process of its own.
 * @param env settings; nothing else that is a setting is passed on
 * @param options.command `npm start` itself, where npm plays a part; else what it runs
 */
export function start(
  env: Record<string, string>,
  options: { args?: string[]; command?: string[] } = {},
): StartedProcess {
  const [program = "", ...args] = options.command ?? [
    process.execPath,
    "app/server/start.mjs",
    ...(options.args ?? []),
  ];
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(program, args, {
    // As under npm, so that it ends with the run even if that is killed; and in a group of its own, as in a terminal.
    env: { NODE_ENV: "production", PATH, HOME, TMPDIR, npm_lifecycle_event: "start", ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  // Whoever cleans up after a run that is cut short finds here what is to be ended.
  const record = path.join(process.env.TEST_FOLDER ?? "", `started-${child.pid}`);
  writeFileSync(record, "");
  child.on("exit", (_code, signal) => signal !== "SIGKILL" && rmSync(record, { force: true }));
  const started = { out: "", err: "" };
  child.stdout?.on("data", (chunk) => {
    started.out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    started.err += chunk;
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
  const prints = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => pattern.test(started.out) && resolve(started.out);
      child.stdout?.on("data", look);
      look();
      void ended.then(() => reject(new Error(`Ended before it printed ${pattern}:\n${started.out}\n${started.err}`)));
    });
  return Object.defineProperties({ child, prints, ended } as StartedProcess, {
    out: { get: () => started.out },
    err: { get: () => started.err },
  });
}

/** Starts the site, waits until it can be visited, and gives its address too. */
export async function startReady(env: Record<string, string>): Promise<StartedProcess & { url: string }> {
  const started = start(env);
  const [, url = ""] = ready.exec(await started.prints(ready)) ?? [];
  return Object.assign(started, { url });
}

/** Asks a start to stop and waits until it has. */
export async function stop(started: StartedProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
  started.child.kill(signal);
  return (await started.ended).code;
}

/** Kills the one process, as the system does when memory runs out: nothing it has started goes with it. */
export async function killHard(started: StartedProcess): Promise<void> {
  started.child.kill("SIGKILL");
  await started.ended;
}

/** Opens the embedded database on a data folder. */
export function embeddedDatabase(dataDir: string): postgres.Sql {
  const marker = path.join(dataDir, "postgres-folder");
  const home = existsSync(marker) ? readFileSync(marker, "utf8").trim() : dataDir;
  const [, , , port] = readFileSync(path.join(home, "postgres/postmaster.pid"), "utf8").split("\n");
  const password = readFileSync(path.join(dataDir, "postgres-password"), "utf8").trim();
  const options = { host: "127.0.0.1", port: Number(port), user: "postgres", password, database: "mere_for_flere" };
  return postgres({ ...options, max: 1, onnotice: () => {} });
}

/** The ids of the processes whose command line names a text, such as a data folder. */
export function processesNaming(text: string): number[] {
  const pids = readdirSync("/proc").map(Number).filter(Boolean);
  return pids.filter((pid) => commandLine(pid).includes(text));
}
