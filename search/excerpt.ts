import { spell, stem, type Wanted } from "./danish.ts";

/** A piece of an excerpt; the pieces that were asked for are marked. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** About how long an excerpt is, in characters. */
const length = 220;

/** The part of a text where most of the wanted words stand, with those words marked. Starts and ends between words. */
export function excerptOf(text: string, wanted: readonly Wanted[]): Piece[] {
  // Of a phrase that stands for a word, the single words would only confuse.
  const forms = new Set(
    wanted.flatMap(({ alternatives }) => alternatives.flatMap((row) => (row.length === 1 ? row : []))),
  );
  const starts = wanted.map(({ typed }) => stem(typed)).filter((form) => form.length >= 3);
  const isHit = (word: string) => {
    const form = stem(spell(word));
    return forms.has(form) || starts.some((start) => form.startsWith(start));
  };
  const flat = text.replace(/\s+/g, " ").trim();
  const words = [...flat.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    at: match.index,
    word: match[0],
    hit: isHit(match[0]),
  }));
  const hits = words.filter((word) => word.hit);
  let best = { from: 0, count: 0 };
  for (const { at } of hits) {
    const from = Math.max(0, at - 60);
    const count = new Set(
      hits.filter((hit) => hit.at >= from && hit.at < from + length).map(({ word }) => stem(spell(word))),
    ).size;
    if (count > best.count) best = { from, count };
  }
  const from = best.from === 0 ? 0 : flat.indexOf(" ", best.from) + 1;
  const cut = flat.length - from <= length ? flat.length : flat.lastIndexOf(" ", from + length);
  const pieces: Piece[] = [];
  let written = from;
  if (from > 0) pieces.push({ text: "… ", hit: false });
  for (const { at, word } of hits) {
    if (at < from || at + word.length > cut) continue;
    if (at > written) pieces.push({ text: flat.slice(written, at), hit: false });
    pieces.push({ text: word, hit: true });
    written = at + word.length;
  }
  pieces.push({ text: flat.slice(written, cut) + (cut < flat.length ? " …" : ""), hit: false });
  return pieces.filter(({ text: words }) => words !== "");
}
