import path from "node:path";
import { defineConfig } from "vitest/config";

/** One project for each folder of tests that Vitest runs. Those that use a database share one server for the run. */
const project = (name: string, options: { database: boolean }) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    globalSetup: options.database ? ["tests/support/global-setup.ts"] : [],
  },
});

export default defineConfig({
  root: path.resolve(import.meta.dirname, ".."),
  test: {
    environment: "node",
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What is waited for comes as soon as it can; a busy machine is no failure.
    expect: { poll: { timeout: 10_000 } },
    passWithNoTests: true,
    server: { deps: { external: [/\/build\/server\//] } },
    projects: [
      project("unit", { database: false }),
      project("integration", { database: true }),
      project("contract", { database: true }),
    ],
  },
});
