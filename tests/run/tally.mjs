/** Tests that need a search server bear its name. */
const noMeilisearch =
  "ingen server fundet; læg programmet meilisearch på PATH (de prøver, der kun skal bruge en server, nøjes med MEILI_URL)";

/** Counts the tests of all suites and remembers why some were skipped. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  /** @type {string[]} */
  #reasons = [];
  /** @type {string[]} */
  #flaky = [];

  /** One check that either holds or not. @param {boolean} ok */
  check(ok) {
    if (ok) this.passed++;
    else this.failed++;
  }

  /** A whole suite that cannot run here. @param {string} what @param {string} why */
  skip(what, why) {
    this.skipped++;
    this.#reasons.push(`${what}: ${why}`);
  }

  /**
   * The tests of a suite that has run.
   * @param {Counts | undefined} counts undefined when the suite broke down before it could report
   * @param {boolean} ok whether the suite itself was content
   */
  add(counts, ok) {
    this.passed += counts?.passed ?? 0;
    this.skipped += counts?.skipped.length ?? 0;
    const withoutServer = (counts?.skipped ?? []).filter((name) => /Meilisearch/.test(name)).length;
    if (withoutServer) this.#reasons.push(`${withoutServer} prøver med Meilisearch: ${noMeilisearch}`);
    for (const name of counts?.skipped ?? [])
      if (!/Meilisearch/.test(name)) this.#reasons.push(`${name}: slået fra i prøven`);
    this.#flaky.push(...(counts?.flaky ?? []));
    const failed = counts?.failed ?? 0;
    this.failed += ok || failed ? failed : 1;
  }

  /** Prints the outcome; its last line is for machines too. @returns {number} the exit code */
  conclude() {
    console.log("");
    for (const reason of this.#reasons) console.log(`Sprunget over: ${reason}`);
    for (const name of this.#flaky)
      console.log(`Ustabil: ${name} gik galt første gang og godt anden gang; det tæller som en fejl.`);
    const nothing = this.passed + this.failed + this.skipped === 0;
    if (nothing) console.log("Ingen prøver passede på det, du bad om.");
    console.log(`${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`);
    return this.failed || nothing ? 1 : 0;
  }
}

/**
 * The outcome of a suite.
 * @typedef {{ passed: number, failed: number, skipped: string[], flaky?: string[] }} Counts `skipped` and `flaky` are names; the flaky
 * ones are among the failed
 */

/**
 * Counts in Vitest's JSON report. A file that cannot be loaded counts as one failed test.
 * @param {any} report
 * @returns {Counts}
 */
export function countVitest(report) {
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: [] };
  for (const file of report.testResults) {
    if (file.status === "failed" && !file.assertionResults.some((/** @type {any} */ test) => test.status === "failed"))
      counts.failed++;
    for (const test of file.assertionResults) {
      if (test.status === "passed") counts.passed++;
      else if (test.status === "failed") counts.failed++;
      else counts.skipped.push(test.fullName);
    }
  }
  return counts;
}

/**
 * Counts in Playwright's JSON report. A test that passes only when repeated has failed: a race that shows itself once is a defect.
 * @param {any} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { expected, unexpected } = report.stats;
  /** @type {string[]} */
  const skipped = [];
  /** @type {string[]} */
  const flaky = [];
  /** @param {any} suite */
  const look = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === "flaky") flaky.push(spec.title);
        if (test.status !== "skipped") continue;
        const why = test.annotations?.find((/** @type {any} */ note) => note.type === "skip")?.description;
        skipped.push(why ? `${spec.title} (${why})` : spec.title);
      }
    }
    for (const child of suite.suites ?? []) look(child);
  };
  for (const suite of report.suites) look(suite);
  return { passed: expected, failed: unexpected + flaky.length + report.errors.length, skipped, flaky };
}
