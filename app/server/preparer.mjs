// The process behind prepare.mjs: installs and builds, one at a time for each clone. Arguments: --build, --dev.
import { spawn } from "node:child_process";
import path from "node:path";
import { Fault, reasonOf } from "./fault.mjs";
import { holdFileLock } from "./file-lock.mjs";
import { buildAnew, buildIsFresh, dependenciesAreFresh } from "./freshness.mjs";
import { withProgress } from "./progress.mjs";

const root = process.cwd();
const wantsBuild = process.argv.includes("--build");
const dev = process.argv.includes("--dev");

/** @type {import("node:child_process").ChildProcess | undefined} */
let running;

/** The npm that started us, or else the one on the path. @param {string[]} args */
function npm(args) {
  const own = process.env.npm_execpath;
  if (own && path.basename(own) === "npm-cli.js") return spawnQuietly(process.execPath, [own, ...args]);
  return spawnQuietly("npm", args);
}

/**
 * Runs a command in a process group of its own, so that the whole of it can be ended, and keeps what it prints for the case of failure.
 * @param {string} command @param {string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function spawnQuietly(command, args) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, args, { cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    running = child;
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ ok: false, output: `${command}: ${reasonOf(error)}\n` }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}

/** @param {string} label @param {string[]} args @param {string} failure */
async function npmOrFault(label, args, failure) {
  await withProgress(label, async () => {
    const { ok, output } = await npm(args);
    running = undefined;
    if (ok) return;
    process.stderr.write(`${output.trimEnd()}\n\n`);
    throw new Fault(failure);
  });
}

async function work() {
  const release = await holdFileLock(path.join(root, "build/.lock"), () =>
    console.log("Venter på en anden start, der er ved at gøre det samme …"),
  ).catch((error) => {
    throw new Fault(`Der kan ikke skrives i ${root} (${reasonOf(error)}).`);
  });
  try {
    if (!dependenciesAreFresh(root, { dev })) {
      const args = ["ci", "--no-audit", "--no-fund", ...(dev ? ["--include=dev"] : [])];
      await npmOrFault(
        "Henter pakker med npm",
        args,
        "Pakkerne kunne ikke hentes; npm's egen forklaring står ovenfor.",
      );
    }
    if (wantsBuild && !buildIsFresh(root)) {
      const failure = "Siden kunne ikke bygges; forklaringen står ovenfor.";
      await buildAnew(root, () => npmOrFault("Bygger siden", ["run", "build"], failure));
    }
  } finally {
    release();
  }
}

/** Ends everything at once: asked to, or left alone. */
function giveUp() {
  try {
    if (running?.pid) process.kill(-running.pid, "SIGKILL");
  } catch {
    // It has just ended by itself.
  }
  process.exit(1);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, giveUp);
process.stdin.on("close", giveUp).on("error", giveUp).resume();
process.stdout.on("error", () => {});
work().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Fault ? error.message : error);
    process.exit(1);
  },
);
