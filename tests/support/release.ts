import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { seedFolder } from "#seeds/read-text.ts";
import { newFolder } from "./start-process.ts";

/** Seeds that a test may change, as those of a later release. */
export interface Release {
  folder: string;
  /** Writes a file, given by its name within the seeds. */
  write(file: string, text: string): void;
  /** Puts other words in the place of all of some that stand in a file. */
  change(file: string, words: string, others: string): void;
  /** Copies a file under another name. */
  copy(file: string, name: string): void;
  remove(file: string): void;
  /** Removes a guide, and the topic of that name from every source that has it: no topic may name a guide that is not there. */
  removeGuide(slug: string): void;
}

/** A copy of the seeds of this release. */
export function copyRelease(): Release {
  const folder = newFolder();
  for (const under of ["reference", "demo"])
    cpSync(path.join(seedFolder, under), path.join(folder, under), { recursive: true });
  const at = (file: string) => path.join(folder, file);
  const write = (file: string, text: string) => writeFileSync(at(file), text);
  const remove = (file: string) => rmSync(at(file));
  return {
    folder,
    write,
    change(file, words, others) {
      const text = readFileSync(at(file), "utf8");
      if (!text.includes(words)) throw new Error(`${file} does not say: ${words}`);
      write(file, text.replaceAll(words, others));
    },
    copy: (file, name) => cpSync(at(file), at(name)),
    remove,
    removeGuide(slug) {
      remove(`reference/methods/${slug}.md`);
      for (const name of readdirSync(at("reference/references"))) {
        const file = `reference/references/${name}`;
        const text = readFileSync(at(file), "utf8");
        write(
          file,
          text.replace(/(?<=^ {2}topics: \[).*(?=\]$)/gm, (topics) => without(topics, slug)),
        );
      }
    },
  };
}

const without = (list: string, name: string) =>
  list
    .split(", ")
    .filter((one) => one !== name)
    .join(", ");
