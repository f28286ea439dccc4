import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** One project for each folder of tests that Vitest runs. Those that use a database share one server for the run. */
const project = (name: string, options: { database: boolean }) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    globalSetup: options.database ? ["tests/support/global-setup.ts"] : [],
  },
});

/** The tests that start the site again and again come first: begun last, they would run on alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const starts = ({ moduleId }: TestSpecification) => path.basename(moduleId).startsWith("start");
    return (await super.sort(files)).sort((one, other) => Number(starts(other)) - Number(starts(one)));
  }
}

export default defineConfig({
  root: path.resolve(import.meta.dirname, ".."),
  test: {
    environment: "node",
    pool: "forks",
    // One process runs file after file: what they import is loaded once.
    isolate: false,
    // One more than the two cores that we count on, for much of the work is waiting for databases and processes.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 20_000,
    hookTimeout: 120_000,
    // What is waited for comes as soon as it can; a busy machine is no failure.
    expect: { poll: { timeout: 10_000 } },
    setupFiles: ["tests/support/fuzz-seed.ts"],
    passWithNoTests: true,
    server: { deps: { external: [/\/build\/server\//] } },
    projects: [
      project("unit", { database: false }),
      project("integration", { database: true }),
      project("contract", { database: true }),
    ],
  },
});
