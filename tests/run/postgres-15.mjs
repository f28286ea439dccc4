import { existsSync } from "node:fs";
import path from "node:path";
import { runCommand } from "./command.mjs";

/**
 * Finds the oldest PostgreSQL that the site supports.
 * @returns {Promise<Record<string, string> | undefined>} settings for the tests
 */
export async function findPostgres15() {
  const given = process.env.TEST_DATABASE_URL_15;
  if (given) return { TEST_POSTGRES_GIVEN: given };
  const folders = ["/usr/lib/postgresql/15/bin", ...(process.env.PATH ?? "").split(path.delimiter)];
  for (const folder of folders.filter((candidate) => candidate && existsSync(path.join(candidate, "initdb")))) {
    const { ok, output } = await runCommand(path.join(folder, "postgres"), ["--version"], { capture: true });
    if (ok && /\b15\.\d/.test(output)) return { TEST_POSTGRES_BIN: folder };
  }
  return undefined;
}
