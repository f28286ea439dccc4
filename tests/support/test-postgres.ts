import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { TestPostgres } from "./postgres-keeper.ts";

/**
 * Starts a PostgreSQL for a test run and tells `createTestDatabase` of it through the environment, which the processes of the run inherit.
 * @returns ends it and removes all its files; the same happens when this process dies
 */
export async function startTestPostgres(): Promise<() => Promise<void>> {
  const keeper = spawn(
    process.execPath,
    ["--import", "tsx", fileURLToPath(new URL("./postgres-keeper.ts", import.meta.url))],
    {
      stdio: ["pipe", "pipe", "inherit"],
      // Ctrl-C must not end it before the tests have let go of the database.
      detached: true,
    },
  );
  const exited = once(keeper, "exit");
  const line = await Promise.race([once(createInterface(keeper.stdout), "line"), exited.then(() => undefined)]);
  if (!line) throw new Error("The test database could not be started");
  const { adminUrl, prefix, folder }: TestPostgres = JSON.parse(line[0]);
  Object.assign(process.env, { TEST_POSTGRES_URL: adminUrl, TEST_POSTGRES_PREFIX: prefix, TEST_FOLDER: folder });
  return async () => {
    keeper.stdin.end();
    await exited;
  };
}
