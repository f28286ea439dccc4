import { defineConfig, devices } from "@playwright/test";

/** A browser found on the machine, where Playwright's own could not be had. */
const executablePath = process.env.TEST_CHROMIUM || undefined;

export default defineConfig({
  testDir: "./e2e",
  outputDir: process.env.TEST_RESULTS ?? "../test-results",
  globalSetup: "./support/browser-setup.ts",
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // A busy machine is slow, not wrong.
  expect: { timeout: 20_000 },
  timeout: 90_000,
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.TEST_SITE_URL,
    locale: "da-DK",
    timezoneId: "Europe/Copenhagen",
    trace: "retain-on-failure",
    launchOptions: { executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] },
  },
});
