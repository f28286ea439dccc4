import { existsSync } from "node:fs";
import path from "node:path";
import { withProgress } from "../../app/server/progress.mjs";
import { runCommand, runTool } from "./command.mjs";

/**
 * Finds a Chromium that starts, installing one where that is allowed: Playwright's own or the system's if there, else Playwright's by
 * download, else the system's by apt.
 * @returns {Promise<{ env: Record<string, string> } | { missing: string }>}
 */
export async function findBrowser() {
  const there = (await tryOwn()) ?? (await trySystem());
  if (there) return there;
  await withProgress("Henter Chromium med Playwright", () =>
    runTool("@playwright/test/cli.js", ["install", "chromium"], { capture: true, timeout: 180_000 }),
  );
  const downloaded = await tryOwn();
  if (downloaded) return downloaded;
  if (process.getuid?.() === 0 && onPath("apt-get")) {
    await withProgress("Installerer Chromium med apt-get", installWithApt);
    const installed = await trySystem();
    if (installed) return installed;
  }
  return { missing: "ingen Chromium, der kan starte; installer en med npx playwright install --with-deps chromium" };
}

async function tryOwn() {
  return (await starts("")) ? { env: {} } : undefined;
}

async function trySystem() {
  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    const found = onPath(name);
    if (found && (await starts(found))) return { env: { TEST_CHROMIUM: found } };
  }
  return undefined;
}

async function installWithApt() {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["update"], { env, capture: true, timeout: 120_000 });
  return runCommand("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"], {
    env,
    capture: true,
    timeout: 600_000,
  });
}

/** Whether the browser really starts: one may be there without the libraries it needs. @param {string} executable empty for Playwright's own */
async function starts(executable) {
  const script = `
    import { chromium } from "@playwright/test";
    const browser = await chromium.launch({ executablePath: process.argv[1] || undefined, args: ["--no-sandbox"], timeout: 20_000 });
    await browser.close();`;
  return (
    await runCommand(process.execPath, ["--input-type=module", "-e", script, executable], {
      capture: true,
      timeout: 30_000,
    })
  ).ok;
}

/** @param {string} name */
function onPath(name) {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
}
