import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

/** The folders of tests, in the order in which they run. */
const suiteNames = ["unit", "integration", "contract", "e2e"];

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
  const parsed = parse(args);
  if (!parsed) return 'Skriv en fil eller mappe i tests, eller -t "en prøves navn".';
  const { values, positionals } = parsed;
  const files = positionals.map((file) => path.relative("", file));
  const folders = (values.bench ? ["bench"] : suiteNames).map((folder) => `tests/${folder}`);
  const stray = files.find((file) => !existsSync(file) || !folders.some((folder) => isIn(file, folder)));
  if (stray) return `Jeg finder ingen prøver i ${stray}; de ligger i ${folders.join(", ")}.`;
  const name = values.testNamePattern;
  return { bench: values.bench, name, files: name && !files.length ? filesWithName(name) : files };
}

/** The selected files of one suite, or undefined when the suite is left out. @param {Selection} selection @param {string} suite */
export function filesOf(selection, suite) {
  const files = selection.files.filter((file) => isIn(file, `tests/${suite}`));
  return files.length || !selection.files.length ? files : undefined;
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { bench: { type: "boolean", default: false }, testNamePattern: { type: "string", short: "t" } },
    });
  } catch {
    return undefined;
  }
}

/**
 * The files in which a name is written out, so that the others need not be loaded. None when it is written out nowhere: a name may be
 * put together from that of its group, or made from a table.
 * @param {string} name
 */
function filesWithName(name) {
  return suiteNames
    .filter((suite) => existsSync(`tests/${suite}`))
    .flatMap((suite) => readdirSync(`tests/${suite}`, { recursive: true }).map((file) => `tests/${suite}/${file}`))
    .filter((file) => /\.(test|spec)\.ts$/.test(file) && readFileSync(file, "utf8").includes(name));
}

/** @param {string} file @param {string} folder */
const isIn = (file, folder) => file === folder || file.startsWith(`${folder}${path.sep}`);
