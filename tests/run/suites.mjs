import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { findBrowser } from "./browser.mjs";
import { runTool } from "./command.mjs";
import { findPostgres15 } from "./postgres-15.mjs";
import { filesAboutSql, filesOf, startTests } from "./selection.mjs";
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
  if (selection.quick) tally.skip("opstart", `udeladt med --quick (${startTests})`);
  const steps = [
    ...(everything ? [runChecks] : []),
    ...["unit", "integration", "contract"].map((suite) => () => runVitest(suite, selection, tally, reports)),
    ...(everything ? [() => runOnPostgres15(selection, tally, reports)] : []),
    () => runBrowsers(selection, tally, reports),
  ];
  for (const step of steps) if (!signal.aborted) await step(tally);
}

/** What is checked without running anything. @type {[title: string, script: string, args: string[]][]} */
const checks = [
  ["Form og fælder (biome)", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]],
  ["Typer (tsc)", "typescript/bin/tsc", ["--noEmit"]],
  [
    "Arkitektur (dependency-cruiser)",
    "dependency-cruiser/bin/dependency-cruise.mjs",
    ["--config", "tests/architecture.cjs", "app", "db", "search", "seeds", "tests"],
  ],
];

/** Runs the checks side by side; each prints what it has found when it is done. @param {import("./tally.mjs").Tally} tally */
async function runChecks(tally) {
  await Promise.all(
    checks.map(async ([title, script, args]) => {
      const { ok, output } = await runTool(script, args, { capture: true });
      heading(title);
      process.stdout.write(output);
      tally.check(ok);
    }),
  );
}

/**
 * @param {string} suite
 * @param {import("./selection.mjs").Selection} selection
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} reports
 * @param {{ label?: string, env?: Record<string, string>, files?: string[] }} [options]
 */
async function runVitest(suite, selection, tally, reports, { label = suite, env, ...options } = {}) {
  const files = options.files ?? filesOf(selection, suite);
  if (!files) return;
  heading(`Prøver: ${label}`);
  const report = path.join(reports, `${label}.json`);
  const byName = selection.name === undefined ? [] : ["-t", selection.name];
  const without = selection.quick ? ["--exclude", startTests] : [];
  const output = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { ok } = await runTool(
    vitest,
    ["run", "--config", "tests/vitest.config.ts", "--project", suite, ...output, ...byName, ...without, ...files],
    { env },
  );
  const counts = readCounts(report, countVitest);
  // Whatever the name leaves out is reported as skipped too.
  if (counts && selection.name !== undefined) counts.skipped = [];
  tally.add(counts, ok);
}

/**
 * The integration tests that ask the database, once more, on the oldest PostgreSQL that the site may be given.
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
    files: filesAboutSql(),
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
  // A site for no tests at all would be started in vain.
  if (
    selection.name &&
    /Total: 0 tests/.test((await runTool(playwright, [...wanted, "--list"], { capture: true })).output)
  )
    return;
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

/** Where this run puts the pictures and traces of failed tests: Playwright empties the folder, and two runs may go on at once. */
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
