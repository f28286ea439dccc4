import { readFile } from "node:fs/promises";
import path from "node:path";
import { type ReferenceKind, studyKinds } from "#app/domain/reference-vocabulary.ts";
import { lineOfFront } from "../read-text.ts";
import type { MethodFront } from "../shapes.ts";

/** The grades whose words say that something was tried or measured. */
const tried = {
  targetGroup: ["A"],
  method: ["A"],
  implementation: ["A"],
  effect: ["A", "B", "C"],
} as const;

/**
 * Refuses a grade that says that something was tried or measured, and rests on no study.
 * @param kinds of the sources by their addresses, such as `/kilder/vive-2020`
 * @throws {Error} naming file and line
 */
export async function expectStudies(
  kinds: ReadonlyMap<string, ReferenceKind | undefined>,
  folder: string,
  file: string,
  { profile }: MethodFront,
): Promise<void> {
  for (const aspect of Object.keys(tried) as (keyof typeof tried)[]) {
    const given = profile?.[aspect];
    if (!given?.grade || !(tried[aspect] as readonly string[]).includes(given.grade)) continue;
    const kind = kinds.get(given.source);
    if (kind && studyKinds.includes(kind)) continue;
    const [, front = ""] = /^---\n([\s\S]*?)\n---\n/.exec(await readFile(path.join(folder, file), "utf8")) ?? [];
    const line = lineOfFront(front, ["profile", aspect, "grade"]);
    throw new Error(`${file}:${line}: ${aspect} is graded ${given.grade}, and ${given.source} is no study`);
  }
}
