import { existsSync, readdirSync } from "node:fs";
import { runCommand } from "./command.mjs";

/**
 * Runs the measurements one after the other, so that they do not disturb each other.
 * @param {string[]} files those to run, or none for all
 * @param {AbortSignal} signal
 * @returns {Promise<number>} the exit code
 */
export async function runBench(files, signal) {
  const all = (existsSync("tests/bench") ? readdirSync("tests/bench") : []).filter((name) =>
    name.endsWith(".bench.ts"),
  );
  const chosen = files.length ? files : all.sort().map((name) => `tests/bench/${name}`);
  if (!chosen.length) console.log("Der er ingen målinger i tests/bench.");
  let failures = 0;
  for (const file of chosen) {
    if (signal.aborted) return 1;
    console.log(`\n== ${file} ==`);
    const env = { NODE_ENV: "production" };
    if (!(await runCommand(process.execPath, ["--import", "tsx", file], { env })).ok) failures++;
  }
  return failures ? 1 : 0;
}
