import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A program that tests or measurements use, as a process of its own. */
export interface Child {
  /** What it said of itself in one line of JSON when it was ready. */
  ready: Record<string, string>;
  stop(): Promise<void>;
}

/**
 * Starts a Node program that prints one line of JSON when it is ready, and ends when its standard input closes, however we end.
 * @param folder where it runs
 * @param env settings beside those that there are
 * @throws {Error} when it ends before it is ready; it has said why
 */
export async function startChild(
  args: readonly string[],
  folder: string = process.cwd(),
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "production", ...env },
    // Ctrl-C must not end it before those who use it have let go.
    detached: true,
  });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  // The worker of a site has things to say too.
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.on("line", (line) => line.startsWith("{") && resolve(line))),
    ended.then(() => undefined),
  ]);
  if (first === undefined) throw new Error(`${args.join(" ")} ended before it was ready`);
  return {
    ready: JSON.parse(first),
    stop: async () => {
      child.stdin?.end();
      await ended;
    },
  };
}

/** The arguments that start a site with demo data on a database of its own. */
export const serveSite = ["--import", "tsx", "tests/support/serve-site.ts"];

/** The arguments that start another process of such a site, given its `TEST_SITE_DATABASE_URL` and `TEST_FOLDER`. */
export const serveBeside = ["--import", "tsx", "tests/support/serve-beside.ts"];
