import { defineConfig, devices } from "@playwright/test";

/** A browser found on the machine, where Playwright's own could not be had. */
const executablePath = process.env.TEST_CHROMIUM || undefined;

export default defineConfig({
  testDir: "./e2e",
  outputDir: process.env.TEST_RESULTS ?? "../test-results",
  globalSetup: "./support/browser-setup.ts",
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // What fails is run once more, for the trace; traces would double the time of all the rest. It has failed all the same.
  retries: 1,
  failOnFlakyTests: true,
  // A busy machine is slow, not wrong.
  expect: { timeout: 20_000 },
  timeout: 90_000,
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.TEST_SITE_URL,
    locale: "da-DK",
    timezoneId: "Europe/Copenhagen",
    // A page of its own would cost each test a new process of the browser, as much as all else that a test does. Cookies, storage and
    // cache are emptied in between, and of the rest (permissions, being offline, a position) no test makes use.
    reuseContext: true,
    screenshot: "only-on-failure",
    trace: "on-first-retry",
    launchOptions: { executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] },
  },
});
