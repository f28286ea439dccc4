import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildBeside } from "./beside.mjs";
import { runCommand } from "./command.mjs";

/**
 * Runs the measurements one after the other, so that they do not disturb each other; or, with a commit to measure against, what readers do
 * on both.
 * @param {Pick<import("./selection.mjs").Selection, "files" | "against">} selection `files` are those to run, or none for all
 * @param {AbortSignal} signal
 * @returns {Promise<number>} the exit code
 */
export async function runBench({ files, against }, signal) {
  if (against !== undefined) return runAgainst(against, signal);
  const all = (existsSync("tests/bench") ? readdirSync("tests/bench") : []).filter((name) =>
    name.endsWith(".bench.ts"),
  );
  const chosen = files.length ? files : all.sort().map((name) => `tests/bench/${name}`);
  if (!chosen.length) console.log("Der er ingen målinger i tests/bench.");
  let failures = 0;
  for (const file of chosen) {
    if (signal.aborted) return 1;
    console.log(`\n== ${file} ==`);
    if (!(await measure(file))) failures++;
  }
  return failures ? 1 : 0;
}

/** @param {string} commit @param {AbortSignal} signal */
async function runAgainst(commit, signal) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), "mere-for-flere-bench-"));
  // The account that the database runs as may have to go in.
  chmodSync(scratch, 0o755);
  try {
    const folder = path.join(scratch, "other");
    const other = await buildBeside(commit, folder, signal);
    if (signal.aborted) return 1;
    if ("fault" in other) {
      console.error(other.fault);
      return 1;
    }
    console.log(`\n== Over for ${other.name} ==`);
    return (await measure("tests/bench/against.ts", folder, other.name)) ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {string} file @param {string[]} args */
async function measure(file, ...args) {
  const env = { NODE_ENV: "production" };
  return (await runCommand(process.execPath, ["--import", "tsx", file, ...args], { env })).ok;
}
