import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { LineCounter, parse, parseDocument } from "yaml";
import { z } from "zod";
import { withoutInvisible } from "#search/invisible.ts";
import type { ParsedText } from "./parse-text.ts";

/** Where the seed files of this release lie. */
export const seedFolder = fileURLToPath(new URL(".", import.meta.url));

/** A text file of the seeds: its checked front matter and its body as the editor stores it. */
export interface SeedText<T> extends ParsedText {
  slug: string;
  front: T;
}

/** A text file that has not been parsed yet. */
export interface TextFile<T> {
  slug: string;
  file: string;
  /** SHA-256 of the file and of the code that makes a stored text of it. */
  checksum: string;
  /** @throws with the file's name on the first slip */
  parse(): Promise<SeedText<T>>;
}

/** Finds every Markdown file of a folder of the seeds, sorted by name. */
export async function readTexts<T>(folder: string, under: string, schema: z.ZodType<T>): Promise<TextFile<T>[]> {
  const names = (await readdir(path.join(folder, under))).filter((name) => name.endsWith(".md")).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = `${under}/${name}`;
      const source = await readFile(path.join(folder, file), "utf8");
      const parseOnce = once(() => parseFile(file, source, schema));
      return { slug: path.basename(name, ".md"), file, checksum: checksumOf(codeOfTexts(), source), parse: parseOnce };
    }),
  );
}

async function parseFile<T>(file: string, source: string, schema: z.ZodType<T>): Promise<SeedText<T>> {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source);
  if (!match) throw new Error(`${file}: front matter is missing`);
  const { parseText } = await import("./parse-text.ts");
  try {
    const front = schema.parse(parse(withoutInvisible(match[1] ?? ""), { schema: "core" }));
    return { slug: path.basename(file, ".md"), front, ...(await parseText(match[2] ?? "")) };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
    const [issue] = error.issues;
    const at = issue?.path ?? [];
    throw new Error(`${file}:${lineOfFront(match[1] ?? "", at)}: ${at.join(".")}: ${issue?.message}`);
  }
}

/** The line in a text file, from 1, of what stands at a path in its front matter. */
export const lineOfFront = (front: string, at: readonly PropertyKey[]): number => lineOf(front, at) + 1;

/** Reads a YAML file and checks it. Throws with the file's name, and the line of what it stumbled over, on a slip. */
export async function readYaml<T>(folder: string, file: string, schema: z.ZodType<T>): Promise<T> {
  return checkYaml(file, withoutInvisible(await readFile(path.join(folder, file), "utf8")), schema);
}

/** An entry of a list, with the line on which it begins. */
export interface ListedEntry<T> {
  value: T;
  file: string;
  /** From 1. */
  line: number;
}

/** Reads a YAML file that is a list, each entry beginning with a hyphen in the first column. Throws as `readYaml` does. */
export async function readYamlList<T>(folder: string, file: string, entry: z.ZodType<T>): Promise<ListedEntry<T>[]> {
  const source = withoutInvisible(await readFile(path.join(folder, file), "utf8"));
  const values = checkYaml(file, source, z.array(entry));
  const lines = source.split("\n").flatMap((text, index) => (text.startsWith("- ") ? [index + 1] : []));
  if (lines.length !== values.length) throw new Error(`${file}: each entry of the list begins with a hyphen`);
  return values.map((value, index) => ({ value, file, line: lines[index] ?? 0 }));
}

function checkYaml<T>(file: string, source: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parse(source, { schema: "core" }));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const line = lineOf(source, issue?.path ?? []);
  throw new Error(`${file}:${line}: ${issue?.path.join(".")}: ${issue?.message}`);
}

/** The line, from 1, of what stands at a path in YAML, or of the nearest thing around it. */
export function lineOf(source: string, at: readonly PropertyKey[]): number {
  const lines = new LineCounter();
  const document = parseDocument(source, { schema: "core", lineCounter: lines });
  for (let length = at.length; length > 0; length -= 1) {
    const node = document.getIn(at.slice(0, length), true) as { range?: readonly number[] } | undefined;
    if (node?.range) return lines.linePos(node.range[0] ?? 0).line;
  }
  return 1;
}

/** Reads a comma-separated file whose cells hold no commas or quotes. */
export async function readTable(folder: string, file: string): Promise<Record<string, string>[]> {
  const [head = "", ...lines] = (await readFile(path.join(folder, file), "utf8")).trim().split("\n");
  const columns = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
  });
}

/** SHA-256 of several texts. */
export const checksumOf = (...texts: readonly string[]): string =>
  texts.reduce((hash, text) => hash.update(`${text.length}\n`).update(text), createHash("sha256")).digest("hex");

/** Calls a function the first time only. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * SHA-256 of the code that turns a file into a stored text: when that has changed, every text is stored anew, and those that come out
 * as they were stay. The lock file stands for the packages.
 */
const codeOfTexts = once(() => {
  const root = path.join(seedFolder, "..");
  const sources = ["app/editor", "seeds"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .sort()
      .map((name) => path.join(folder, name)),
  );
  return checksumOf(...[...sources, "package-lock.json"].map((name) => readFileSync(path.join(root, name), "utf8")));
});
