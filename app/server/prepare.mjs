import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Stopped } from "./fault.mjs";
import { buildIsFresh, dependenciesAreFresh } from "./freshness.mjs";

/**
 * Sees to it that the locked packages are installed and, if asked, that the build is up to date. Needs nothing but Node and npm.
 * The work is done by a process of its own, which says what goes wrong and which gives up when this one is gone, however it ended:
 * no half finished installation goes on behind the back of the next start.
 * @param {string} root the clone
 * @param {{ build: boolean, dev?: boolean, signal?: AbortSignal }} options `dev`: also what tests need
 * @returns {Promise<boolean>} false when it failed; the reason has been printed
 */
export async function prepare(root, { build, dev = false, signal }) {
  if (dependenciesAreFresh(root, { dev }) && (!build || buildIsFresh(root))) return true;
  const args = [
    fileURLToPath(new URL("./preparer.mjs", import.meta.url)),
    ...(build ? ["--build"] : []),
    ...(dev ? ["--dev"] : []),
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["pipe", "inherit", "inherit"] });
  const stop = () => child.kill("SIGTERM");
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  signal?.removeEventListener("abort", stop);
  if (signal?.aborted) throw new Stopped();
  return code === 0;
}
