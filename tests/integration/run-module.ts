import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * Runs a TypeScript module as a process of its own, with the project's own imports.
 * @param options.cwd a checkout of the project; this one unless told otherwise
 * @returns what it has printed
 */
export async function runModule(
  source: string,
  args: readonly string[],
  options: { cwd?: string } = {},
): Promise<string> {
  const flags = ["--import", "tsx", "--input-type=module", "--eval", source];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, ...args], options);
  return stdout;
}
