import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { findBrowser } from "./browser.mjs";
import { runTool } from "./command.mjs";
import { findPostgres15 } from "./postgres-15.mjs";
import { filesOf } from "./selection.mjs";
import { countPlaywright, countVitest } from "./tally.mjs";

const vitest = "vitest/vitest.mjs";
const playwright = "@playwright/test/cli.js";

/**
 * Runs what is selected, one suite after the other, whatever becomes of the one before.
 * @param {import("./selection.mjs").Selection} selection
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} reports folder for the reports of the suites
 * @param {AbortSignal} signal
 */
export async function runSuites(selection, tally, reports, signal) {
  const everything = !selection.files.length && !selection.name;
  const steps = [
    ...(everything ? [checkFormat, checkTypes, checkArchitecture] : []),
    ...["unit", "integration", "contract"].map((suite) => () => runVitest(suite, selection, tally, reports)),
    ...(everything ? [() => runOnPostgres15(selection, tally, reports)] : []),
    () => runBrowsers(selection, tally, reports),
  ];
  for (const step of steps) if (!signal.aborted) await step(tally);
}

/** @param {import("./tally.mjs").Tally} tally */
async function checkFormat(tally) {
  heading("Form og fælder (biome)");
  tally.check((await runTool("@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."])).ok);
}

/** @param {import("./tally.mjs").Tally} tally */
async function checkTypes(tally) {
  heading("Typer (tsc)");
  tally.check((await runTool("typescript/bin/tsc", ["--noEmit"])).ok);
}

/** @param {import("./tally.mjs").Tally} tally */
async function checkArchitecture(tally) {
  heading("Arkitektur (dependency-cruiser)");
  const folders = ["app", "db", "search", "seeds", "tests"];
  tally.check(
    (await runTool("dependency-cruiser/bin/dependency-cruise.mjs", ["--config", "tests/architecture.cjs", ...folders]))
      .ok,
  );
}

/**
 * @param {string} suite
 * @param {import("./selection.mjs").Selection} selection
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} reports
 * @param {{ label?: string, env?: Record<string, string>, args?: string[] }} [options]
 */
async function runVitest(suite, selection, tally, reports, { label = suite, env, args = [] } = {}) {
  const files = filesOf(selection, suite);
  if (!files) return;
  heading(`Prøver: ${label}`);
  const report = path.join(reports, `${label}.json`);
  const byName = selection.name === undefined ? [] : ["-t", selection.name];
  const output = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { ok } = await runTool(
    vitest,
    ["run", "--config", "tests/vitest.config.ts", "--project", suite, ...output, ...byName, ...args, ...files],
    { env },
  );
  const counts = readCounts(report, countVitest);
  // Whatever the name leaves out is reported as skipped too.
  if (counts && selection.name !== undefined) counts.skipped = [];
  tally.add(counts, ok);
}

/**
 * The integration tests once more, on the oldest PostgreSQL that the site may be given. Those that start the site choose their own, and those about
 * the ways of a search server meet nothing here that they have not met.
 * @param {import("./selection.mjs").Selection} selection
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} reports
 */
async function runOnPostgres15(selection, tally, reports) {
  const found = await findPostgres15();
  const label = "integration på PostgreSQL 15";
  if (!found) return tally.skip(label, "ingen PostgreSQL 15 fundet; angiv en med TEST_DATABASE_URL_15");
  await runVitest("integration", selection, tally, reports, {
    label,
    env: found,
    args: ["--exclude", "tests/integration/start*.test.ts", "--exclude", "tests/integration/meilisearch.test.ts"],
  });
}

/**
 * @param {import("./selection.mjs").Selection} selection
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} reports
 */
async function runBrowsers(selection, tally, reports) {
  const files = filesOf(selection, "e2e");
  if (!files) return;
  const wanted = [
    "test",
    "--config",
    "tests/playwright.config.ts",
    "--pass-with-no-tests",
    ...(selection.name ? ["-g", selection.name] : []),
    ...files,
  ];
  const listed = await runTool(playwright, [...wanted, "--list"], { capture: true });
  if (listed.ok && /Total: 0 tests/.test(listed.output)) return;
  heading("Prøver: e2e");
  const browser = await findBrowser();
  if ("missing" in browser) return tally.skip("e2e", browser.missing);
  const report = path.join(reports, "e2e.json");
  const results = ownResults();
  const env = { ...browser.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, TEST_RESULTS: results };
  const { ok } = await runTool(playwright, [...wanted, "--reporter=list,json"], { env });
  if (ok) rmSync(results, { recursive: true, force: true });
  tally.add(readCounts(report, countPlaywright), ok);
}

/** Where this run puts the traces of failed tests: Playwright empties the folder, and two runs may go on at once. */
function ownResults() {
  const results = path.resolve("test-results");
  for (const name of existsSync(results) ? readdirSync(results) : []) {
    if (!isAlive(Number(name))) rmSync(path.join(results, name), { recursive: true, force: true });
  }
  return path.join(results, String(process.pid));
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return Boolean(pid) && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** @template T @param {string} report @param {(report: unknown) => T} count @returns {T | undefined} */
function readCounts(report, count) {
  try {
    return count(JSON.parse(readFileSync(report, "utf8")));
  } catch {
    return undefined;
  }
}

/** @param {string} title */
function heading(title) {
  console.log(`\n== ${title} ==`);
}
