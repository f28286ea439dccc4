import { spell, stem, type Wanted } from "./danish.ts";

/** A piece of an excerpt; the pieces that were asked for are marked. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** About how long an excerpt is, in characters. */
const length = 220;
/** How much stands before the first word that was asked for. */
const before = 60;

/** The part of a text where most of the wanted words stand, with those words marked. Starts and ends between words. */
export function excerptOf(text: string, wanted: readonly Wanted[]): Piece[] {
  // Of a phrase that stands for a word, the single words would only confuse.
  const forms = new Set(
    wanted.flatMap(({ alternatives }) => alternatives.flatMap((row) => (row.length === 1 ? row : []))),
  );
  const starts = wanted.map(({ typed }) => stem(typed)).filter((form) => form.length >= 3);
  // A heading or a table's cell ends without a stop, and would run into what comes next.
  const flat = text
    .trim()
    .replace(/(?<![.!?:;,…])[^\S\n]*\n\s*/g, " · ")
    .replace(/\s+/g, " ");
  const hits = [...flat.matchAll(/[\p{L}\p{N}]+/gu)]
    .map((match) => ({ at: match.index, word: match[0], form: stem(spell(match[0])) }))
    .filter(({ form }) => forms.has(form) || starts.some((start) => form.startsWith(start)));
  let best = { from: 0, count: 0 };
  for (const [index, { at }] of hits.entries()) {
    const from = Math.max(0, at - before);
    const inside = new Set<string>();
    for (let next = index; next < hits.length; next += 1) {
      const hit = hits[next];
      if (!hit || hit.at >= from + length) break;
      inside.add(hit.form);
    }
    if (inside.size > best.count) best = { from, count: inside.size };
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
