import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { watchParent } from "../../app/server/parent.mjs";
import { prepare } from "../../app/server/prepare.mjs";
import { runBench } from "./bench.mjs";
import { stopCommands } from "./command.mjs";
import { needsBuild, readSelection } from "./selection.mjs";
import { runSuites } from "./suites.mjs";
import { Tally } from "./tally.mjs";

/**
 * Runs what the arguments name, or everything.
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function main(args) {
  const root = path.resolve(import.meta.dirname, "../..");
  process.chdir(root);
  const selection = readSelection(args);
  if (typeof selection === "string") {
    console.error(selection);
    return 1;
  }

  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop.abort());
  watchParent(() => stop.abort());
  stop.signal.addEventListener("abort", stopCommands);
  const reports = mkdtempSync(path.join(os.tmpdir(), "mere-for-flere-reports-"));
  try {
    const prepared = await prepare(root, { build: needsBuild(selection), dev: true, signal: stop.signal });
    if (selection.bench) return prepared ? await runBench(selection, stop.signal) : 1;
    const tally = new Tally();
    if (prepared) await runSuites(selection, tally, reports, stop.signal);
    else tally.check(false);
    if (!stop.signal.aborted) return tally.conclude();
  } catch (error) {
    if (!stop.signal.aborted) console.error(error);
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  return 1;
}
