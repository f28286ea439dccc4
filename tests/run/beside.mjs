import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { runCommand } from "./command.mjs";

/**
 * Lays out a commit in an empty folder and builds it by its own means: with the packages of this clone when it locks the same, else with
 * its own.
 * @param {string} commit as git knows it: a hash, a branch, HEAD~3
 * @param {string} folder
 * @param {AbortSignal} signal
 * @returns {Promise<{ name: string } | { fault: string }>} its short hash, or why it cannot be had, as a Danish sentence
 */
export async function buildBeside(commit, folder, signal) {
  const named = await runCommand("git", ["rev-parse", "--verify", "--quiet", "--short", `${commit}^{commit}`], {
    capture: true,
  });
  const name = named.output.trim();
  if (!named.ok) return { fault: `Jeg kender ingen commit »${commit}« i denne klon.` };
  mkdirSync(folder, { recursive: true });
  const archive = `${folder}.tar`;
  const laidOut =
    (await runCommand("git", ["archive", "--format=tar", `--output=${archive}`, name])).ok &&
    (await runCommand("tar", ["-xf", archive, "-C", folder])).ok;
  rmSync(archive, { force: true });
  const preparing = path.join(folder, "app/server/prepare.mjs");
  if (!laidOut || !existsSync(preparing)) return { fault: `Commit ${name} kan ikke bygges her ved siden af.` };
  if (lockOf(folder) === lockOf("."))
    symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"), "junction");
  const { prepare } = await import(pathToFileURL(preparing).href);
  const built = await prepare(folder, { build: true, dev: true, signal });
  return built ? { name } : { fault: `Commit ${name} kan ikke bygges; forklaringen står ovenfor.` };
}

/** @param {string} folder */
function lockOf(folder) {
  const file = path.join(folder, "package-lock.json");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
