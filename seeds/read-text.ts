import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { marked } from "marked";
import { parse } from "yaml";
import type { z } from "zod";
import { assertContent, type Content, contentToText } from "#app/editor/content.ts";
import { contentFromHtml } from "#app/editor/content-from-html.ts";

/** Where the seed files lie. */
export const seedFolder = fileURLToPath(new URL(".", import.meta.url));

/** A text file of the seeds: its checked front matter and its body as the editor stores it. */
export interface SeedText<T> {
  slug: string;
  front: T;
  content: Content;
  text: string;
}

/** Reads every Markdown file of a folder, sorted by name. Throws with the file's name on the first slip. */
export async function readTexts<T>(folder: string, schema: z.ZodType<T>): Promise<SeedText<T>[]> {
  const names = (await readdir(path.join(seedFolder, folder))).filter((name) => name.endsWith(".md")).sort();
  return Promise.all(names.map((name) => readText(`${folder}/${name}`, schema)));
}

async function readText<T>(file: string, schema: z.ZodType<T>): Promise<SeedText<T>> {
  const source = await readFile(path.join(seedFolder, file), "utf8");
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source);
  if (!match) throw new Error(`${file}: front matter is missing`);
  try {
    const front = schema.parse(parse(match[1] ?? "", { schema: "core" }));
    const content = contentFromHtml(await marked.parse(match[2] ?? ""));
    assertContent(content);
    return { slug: path.basename(file, ".md"), front, content, text: contentToText(content) };
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Reads a YAML file and checks it. Throws with the file's name on a slip. */
export async function readYaml<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const source = await readFile(path.join(seedFolder, file), "utf8");
  const parsed = schema.safeParse(parse(source, { schema: "core" }));
  if (!parsed.success) throw new Error(`${file}: ${parsed.error.message}`);
  return parsed.data;
}

/** Reads a comma-separated file whose cells hold no commas or quotes. */
export async function readTable(file: string): Promise<Record<string, string>[]> {
  const [head = "", ...lines] = (await readFile(path.join(seedFolder, file), "utf8")).trim().split("\n");
  const columns = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
  });
}
