import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

/** The folders of tests, in the order in which they run. */
const suiteNames = ["unit", "integration", "contract", "e2e"];

/** The tests that start the site as a person would, again and again: the slowest, and seldom about what one is changing. */
export const startTests = "tests/integration/start*.test.ts";

/**
 * What to run.
 * @typedef {{ bench: boolean, against: string | undefined, files: string[], name: string | undefined, quick: boolean }} Selection `against`
 * is a commit to measure beside; `files` are relative to the clone; with neither files nor name everything runs, but for the start-up
 * tests when `quick`.
 */

/**
 * Reads the arguments.
 * @param {string[]} args
 * @returns {Selection | string} a Danish sentence when they make no sense
 */
export function readSelection(args) {
  const parsed = parse(args);
  if (!parsed) return 'Skriv en fil eller mappe i tests, -t "en prøves navn" eller --quick.';
  const { values, positionals } = parsed;
  const { bench, quick, against, testNamePattern: name } = values;
  if (against !== undefined && !bench) return "--against hører til målingerne: npm run bench -- --against <commit>.";
  if (against !== undefined && positionals.length > 0)
    return "Med --against måles det samme hver gang; skriv ingen filer.";
  if (quick && positionals.length > 0) return "--quick kører alt undtagen opstartsprøverne; skriv ingen filer.";
  const files = positionals.map((file) => path.relative("", file));
  const folders = (bench ? ["bench"] : suiteNames).map((folder) => `tests/${folder}`);
  const stray = files.find((file) => !existsSync(file) || !folders.some((folder) => isIn(file, folder)));
  if (stray) return `Jeg finder ingen prøver i ${stray}; de ligger i ${folders.join(", ")}.`;
  return { bench, against, quick, name, files: name && !files.length ? filesWithName(name) : files };
}

/** The selected files of one suite, or undefined when the suite is left out. @param {Selection} selection @param {string} suite */
export function filesOf(selection, suite) {
  const files = selection.files.filter((file) => isIn(file, `tests/${suite}`));
  return files.length || !selection.files.length ? files : undefined;
}

/** Whether something that is selected opens the built site. @param {Selection} selection */
export function needsBuild({ files }) {
  if (!files.length) return true;
  return files.some((file) => {
    if (isIn(file, "tests/unit")) return false;
    return !isIn(file, "tests/integration") || !file.endsWith(".ts") || imports(file, openers);
  });
}

/**
 * The integration tests that ask the database themselves. The others go through a site, a letter or a search server, and meet no SQL there
 * that these do not ask.
 */
export const filesAboutSql = () =>
  readdirSync("tests/integration")
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `tests/integration/${name}`)
    .filter((file) => !imports(file, [...openers, "tests/support/smtp.ts"]));

/** What opens the site. */
const openers = ["tests/support/site.ts", "tests/support/start-process.ts", "app/server/http.ts"];

/** Whether a file imports one of these itself. @param {string} file @param {string[]} modules */
function imports(file, modules) {
  const text = readFileSync(file, "utf8");
  return modules.some((module) => text.includes(`"#${module}"`));
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        bench: { type: "boolean", default: false },
        against: { type: "string" },
        testNamePattern: { type: "string", short: "t" },
        quick: { type: "boolean", default: false },
      },
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
