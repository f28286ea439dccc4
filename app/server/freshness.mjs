import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Everything that a build is made from. The lock file stands for the packages. */
const buildInputs = [
  "app",
  "db",
  "search",
  "public",
  "package.json",
  "package-lock.json",
  "remix.config.js",
  "tsconfig.json",
];

/**
 * Whether `node_modules` holds what package-lock.json asks for. npm leaves a note of what it installed, so an installation
 * made by hand counts too, while a half finished one does not: the note is written last.
 * @param {string} root
 * @param {{ dev: boolean }} options whether packages for development and tests are needed too
 */
export function dependenciesAreFresh(root, { dev }) {
  const wanted = packagesIn(path.join(root, "package-lock.json"));
  const installed = packagesIn(path.join(root, "node_modules/.package-lock.json"));
  if (!wanted || !installed) return false;
  const here = Object.values(installed).every(
    (entry) => (!entry.os || entry.os.includes(process.platform)) && (!entry.cpu || entry.cpu.includes(process.arch)),
  );
  return (
    here &&
    Object.entries(wanted).every(([name, entry]) => {
      if (name === "") return true;
      const found = installed[name];
      if (found) return found.version === entry.version && found.integrity === entry.integrity;
      return entry.optional || (!dev && (entry.dev || entry.devOptional));
    })
  );
}

/**
 * Whether `build/` was made from the files as they are now.
 * @param {string} root
 */
export function buildIsFresh(root) {
  const stamp = stampFile(root);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hashOfInputs(root);
}

/**
 * Runs a build and notes what it was made from. A build that is interrupted leaves no note.
 * @param {string} root
 * @param {() => Promise<void>} build
 */
export async function buildAnew(root, build) {
  const stamp = stampFile(root);
  rmSync(stamp, { force: true });
  const hash = hashOfInputs(root);
  await build();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

/** @param {string} root */
const stampFile = (root) => path.join(root, "build/.made-from");

/** @param {string} root */
function hashOfInputs(root) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  for (const input of buildInputs) addToHash(hash, root, input);
  return hash.digest("hex");
}

/** @param {import("node:crypto").Hash} hash @param {string} root @param {string} name */
function addToHash(hash, root, name) {
  const full = path.join(root, name);
  const entries = readEntries(full);
  if (entries) for (const entry of entries) addToHash(hash, root, `${name}/${entry}`);
  else if (existsSync(full)) hash.update(`${name}\n`).update(readFileSync(full)).update("\n");
}

/** The sorted names in a folder, or undefined when it is none. @param {string} folder */
function readEntries(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return undefined;
  }
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, dev?: boolean, devOptional?: boolean, os?: string[], cpu?: string[] }} LockEntry
 * @param {string} file
 * @returns {Record<string, LockEntry> | undefined}
 */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
