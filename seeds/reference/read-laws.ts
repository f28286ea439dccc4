import { readFile } from "node:fs/promises";
import path from "node:path";
import { lawKinds } from "#app/domain/reference-vocabulary.ts";
import { type ListedEntry, lineOf, lineOfFront, readYamlList } from "../read-text.ts";
import { type LawEntry, lawEntry, type MethodFront } from "../shapes.ts";
import { readReferences } from "./read-references.ts";

const file = "reference/laws.yaml";

/**
 * What a release says of the law, each sentence on a law or official guidance, or marked as told of by others.
 * @throws {Error} naming file and line of a slip, of a slug that stands twice, and of a sentence whose source is not there, or is no law or
 * guidance
 */
export async function readLaws(folder: string): Promise<ListedEntry<LawEntry>[]> {
  const entries = await readYamlList(folder, file, lawEntry);
  const references = new Map((await readReferences(folder)).map(({ value }) => [value.slug, value]));
  const source = await readFile(path.join(folder, file), "utf8");
  const seen = new Set<string>();
  for (const [at, { value, line }] of entries.entries()) {
    if (seen.has(value.slug)) throw new Error(`${file}:${line}: stands twice: ${value.slug}`);
    seen.add(value.slug);
    for (const [number, { sources, reported }] of value.statements.entries())
      for (const [place, slug] of sources.entries()) {
        const kind = references.get(slug)?.kind;
        if (kind && (reported || lawKinds.includes(kind))) continue;
        const line = lineOf(source, [at, "statements", number, "sources", place]);
        throw new Error(`${file}:${line}: ${slug} is ${kind ? "no law or guidance" : "no source"}`);
      }
  }
  return entries;
}

/** Refuses a guide that names a law that is not there. @param known slugs of laws @throws {Error} naming file and line */
export async function expectLaws(
  known: ReadonlySet<string>,
  folder: string,
  guide: string,
  { law }: MethodFront,
): Promise<void> {
  const stranger = law.findIndex((slug) => !known.has(slug));
  if (stranger < 0) return;
  const [, front = ""] = /^---\n([\s\S]*?)\n---\n/.exec(await readFile(path.join(folder, guide), "utf8")) ?? [];
  throw new Error(`${guide}:${lineOfFront(front, ["law", stranger])}: no such law: ${law[stranger]}`);
}
