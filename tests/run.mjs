// What `npm test` runs: every check and every suite, or what the arguments name. It works in a bare clone.
//   npm test                                       everything
//   npm test -- tests/unit/env.test.ts             one file or folder
//   npm test -- -t "name of a test"                what matches, wherever it is
//   npm run bench                                  the measurements in tests/bench
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { watchParent } from "../app/server/parent.mjs";
import { prepare } from "../app/server/prepare.mjs";
import { runBench } from "./run/bench.mjs";
import { stopCommands } from "./run/command.mjs";
import { readSelection } from "./run/selection.mjs";
import { runSuites } from "./run/suites.mjs";
import { Tally } from "./run/tally.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop.abort());
watchParent(() => stop.abort());
stop.signal.addEventListener("abort", stopCommands);

const reports = mkdtempSync(path.join(os.tmpdir(), "mere-for-flere-reports-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));
process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  if (!stop.signal.aborted) console.error(error);
  return 1;
});

/** @param {string[]} args @returns {Promise<number>} the exit code */
async function main(args) {
  const selection = readSelection(args);
  if (typeof selection === "string") {
    console.error(selection);
    return 1;
  }
  if (!(await prepare(root, { build: true, dev: true, signal: stop.signal }))) return 1;
  if (selection.bench) return await runBench(selection.files, stop.signal);
  const tally = new Tally();
  await runSuites(selection, tally, reports, stop.signal);
  if (stop.signal.aborted) return 1;
  return tally.conclude();
}
