import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

/** The folders of tests, in the order in which they run. */
export const suiteNames = /** @type {const} */ (["unit", "integration", "contract", "e2e"]);

/**
 * What to run.
 * @typedef {{ bench: boolean, files: string[], name: string | undefined }} Selection `files` are relative to the clone; with neither
 * files nor name everything runs.
 */

/**
 * Reads the arguments.
 * @param {string[]} args
 * @returns {Selection | string} a Danish sentence when they make no sense
 */
export function readSelection(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { bench: { type: "boolean", default: false }, testNamePattern: { type: "string", short: "t" } },
    });
    const files = positionals.map((file) => path.relative("", file));
    const folders = values.bench ? ["bench"] : suiteNames;
    const stray = files.find((file) => !existsSync(file) || !folders.some((folder) => isIn(file, `tests/${folder}`)));
    if (stray)
      return `Jeg finder ingen prøver i ${stray}; de ligger i ${folders.map((folder) => `tests/${folder}`).join(", ")}.`;
    return { bench: values.bench, files, name: values.testNamePattern };
  } catch (error) {
    return `Jeg forstår ikke argumenterne (${error instanceof Error ? error.message : error}).`;
  }
}

/** The selected files of one suite, or undefined when the suite is left out. @param {Selection} selection @param {string} suite */
export function filesOf(selection, suite) {
  const files = selection.files.filter((file) => isIn(file, `tests/${suite}`));
  return files.length || !selection.files.length ? files : undefined;
}

/** @param {string} file @param {string} folder */
const isIn = (file, folder) => file === folder || file.startsWith(`${folder}${path.sep}`);
