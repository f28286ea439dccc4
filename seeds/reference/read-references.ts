import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type ListedEntry, readYamlList } from "../read-text.ts";
import { type ReferenceEntry, referenceEntry } from "../reference-shapes.ts";

const folderOfReferences = "reference/references";
const foldersOfTexts = ["reference/methods", "reference/cases", "demo/cases"];

/**
 * Every source of a release, in the order of the files.
 * @throws {Error} naming file and line of a slip, of a slug that stands twice, of a topic that is no guide, and of a source that
 * is withdrawn while a text of the release rests on it
 */
export async function readReferences(folder: string): Promise<ListedEntry<ReferenceEntry>[]> {
  const names = await filesIn(folder, folderOfReferences, ".yaml");
  const lists = await Promise.all(names.map((name) => readYamlList(folder, name, referenceEntry)));
  const entries = lists.flat();
  const guides = new Set((await filesIn(folder, "reference/methods", ".md")).map((name) => path.basename(name, ".md")));
  const seen = new Set<string>();
  for (const { value, file, line } of entries) {
    const stranger = value.topics.find((topic) => !guides.has(topic));
    if (stranger) throw new Error(`${file}:${line}: no such guide: ${stranger}`);
    if (seen.has(value.slug)) throw new Error(`${file}:${line}: stands twice: ${value.slug}`);
    seen.add(value.slug);
  }
  await expectUnused(
    folder,
    entries.filter(({ value }) => value.withdrawn !== undefined),
  );
  return entries;
}

async function expectUnused(folder: string, withdrawn: readonly ListedEntry<ReferenceEntry>[]): Promise<void> {
  if (withdrawn.length === 0) return;
  const files = await Promise.all(foldersOfTexts.map((under) => filesIn(folder, under, ".md")));
  for (const name of [...files.flat(), "reference/laws.yaml"]) {
    const lines = (await readFile(path.join(folder, name), "utf8")).split("\n");
    for (const { value, file, line } of withdrawn) {
      const cites = new RegExp(`(?:/kilder/|\\bsources:.*[ [,]|^ +- )${value.slug}(?![a-z0-9-])`);
      const at = lines.findIndex((text) => cites.test(text));
      if (at >= 0) throw new Error(`${file}:${line}: ${value.slug} is withdrawn, and ${name}:${at + 1} rests on it`);
    }
  }
}

async function filesIn(folder: string, under: string, ending: string): Promise<string[]> {
  const names = await readdir(path.join(folder, under)).catch(() => []);
  return names
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => `${under}/${name}`);
}
