import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A lock that its holder has not touched for so long is left over, whoever has its process id now. */
const leftOverAfter = 20_000;

/**
 * Waits until this process alone holds the lock `file`. A lock whose process is gone is taken over.
 * @param {string} file
 * @param {() => void} onWait called once if somebody else holds it
 * @returns {Promise<() => void>} gives the lock back
 */
export async function holdFileLock(file, onWait) {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = `${process.pid} ${Date.now()}`;
  for (let waited = false; !create(file, mine); ) {
    const theirs = read(file);
    if (theirs !== undefined && isLeftOver(file, theirs) && breakLock(file, theirs)) continue;
    if (!waited) onWait();
    waited = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const beat = setInterval(() => touch(file), 2_000).unref();
  return () => {
    clearInterval(beat);
    if (read(file) === mine) rmSync(file, { force: true });
  };
}

/** Puts the lock there unless there is one. @param {string} file @param {string} content */
function create(file, content) {
  try {
    writeFileSync(file, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes a left-over lock. Two processes may find the same one: the second must not remove the lock that the first has put in
 * its place, so the right to break exactly this lock is itself a lock.
 * @param {string} file @param {string} theirs
 */
function breakLock(file, theirs) {
  const breaking = `${file}.breaking`;
  if (!create(breaking, theirs)) {
    const age = ageOf(breaking);
    if (age !== undefined && age > leftOverAfter) rmSync(breaking, { force: true });
    return false;
  }
  if (read(file) === theirs) rmSync(file, { force: true });
  rmSync(breaking, { force: true });
  return true;
}

/** @param {string} file @param {string} content */
function isLeftOver(file, content) {
  const age = ageOf(file);
  if (age === undefined) return false;
  if (age > leftOverAfter) return true;
  try {
    process.kill(Number.parseInt(content, 10), 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
  }
}

/** @param {string} file */
function ageOf(file) {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody took it for left over, for instance after the machine had slept; nothing to do about it here.
  }
}
