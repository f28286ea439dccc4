import {
  addedHeads,
  addedModifiers,
  notHeads,
  notModifiers,
  shortHeads,
  shortModifiers,
  whole,
} from "./compounds/exceptions.ts";
import lists from "./compounds/lists.json" with { type: "json" };
import { remembering, spell, stem } from "./words.ts";

/*
 * Danish writes compounds as one word: `kvalitetsteam` is a team for quality. A word is split where every part but the last is a word as it
 * stands within compounds, with its linking element (`kvalitets`, `børne`), and the last may end one. `compounds/build.ts` makes the lists.
 */

/** From a word as it stands within a compound to the word. */
const modifiers = new Map([
  ...lists.modifiers.split(" ").map((entry): [string, string] => {
    const [form = "", word = form] = entry.split("=");
    return [form, word];
  }),
  ...addedModifiers,
]);
for (const form of notModifiers) modifiers.delete(form);

/** Stems of the words that may end a compound. */
const heads = new Set([...lists.heads.split(" "), ...addedHeads]);
for (const head of notHeads) heads.delete(head);

const shortestPart = 3;
const shortestCompound = 6;
const mostParts = 4;

interface Split {
  parts: readonly string[];
  cost: number;
}

/** The best way to read a stem as a compound of at most so many parts: the fewest parts, and then the most alike in length. */
function splitOf(stemmed: string, most: number): Split | null {
  let best: Split | null = null;
  for (let at = shortestPart; at <= stemmed.length - shortestPart; at += 1) {
    const [first, rest] = [stemmed.slice(0, at), stemmed.slice(at)];
    const word = modifiers.get(first);
    if (word === undefined || (first.length === shortestPart && !shortModifiers.has(first))) continue;
    const isHead = (heads.has(rest) || heads.has(stem(rest))) && (rest.length > shortestPart || shortHeads.has(rest));
    const more = isHead || most <= 2 || rest.length < shortestCompound ? null : splitOf(rest, most - 1);
    if (!isHead && !more) continue;
    const parts = [word, ...(more?.parts ?? [rest])];
    const cost = parts.length * 100 + Math.abs(first.length - rest.length);
    if (!best || cost < best.cost) best = { parts, cost };
  }
  return best;
}

const splits = remembering((word) => {
  const stemmed = stem(word);
  if (stemmed.length < shortestCompound || whole.has(stemmed)) return "";
  return (
    splitOf(stemmed, mostParts)
      ?.parts.map((part) => stem(spell(part)))
      .join(" ") ?? ""
  );
});

/**
 * The stems of the words that a compound is made of, in their order; none of a word that is no compound or that is not known to be one.
 * @param word spelt by `spell`, in any form: `læringsmiljøer` gives `læring` and `miljø`
 */
export function partsOfCompound(word: string): readonly string[] {
  const split = splits(word);
  return split === "" ? [] : split.split(" ");
}
