import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

/** For Playwright: one site with demo data for all browser tests of the run. They find it, and its database, in the environment. */
export default async function startSiteForBrowsers(): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, "serve-site.ts")], {
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
  });
  const exited = once(child, "exit");
  const line = await Promise.race([once(createInterface(child.stdout), "line"), exited.then(() => undefined)]);
  if (!line) throw new Error("The site could not be started");
  Object.assign(process.env, JSON.parse(line[0]));
  return async () => {
    child.stdin.end();
    await exited;
  };
}
