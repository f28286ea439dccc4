import { partsOfCompound } from "./compounds.ts";
import type { Wanted } from "./danish.ts";
import { formOf, spell, stem } from "./words.ts";

/** A piece of an excerpt; the pieces that were asked for are marked. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** About how long an excerpt is, in characters. */
const length = 220;
/** How much stands before the first word that was asked for. */
const before = 60;

/** A word that was asked for, where it stands in a text. */
interface Hit {
  at: number;
  word: string;
  form: string;
}

/** The part of a text where most of the wanted words stand, with those words marked. Starts and ends between words. */
export function excerptOf(text: string, wanted: readonly Wanted[]): Piece[] {
  // Of a phrase that stands for a word, the single words would only confuse.
  const forms = new Set([
    ...wanted.flatMap(({ alternatives }) => alternatives.flatMap((row) => (row.length === 1 ? row : []))),
    ...wanted.flatMap(({ parts }) => parts.map(stem)),
    // Of a compound the last word is what it is about.
    ...wanted.flatMap(({ typed }) => partsOfCompound(typed).slice(-1)),
  ]);
  const starts = wanted.flatMap(({ typed, whole }) => (whole ? [] : [stem(typed)])).filter((form) => form.length >= 3);
  const from = bestPlace(text, hitsIn(text, forms, starts), wanted.length);
  const rest = flat(text.slice(from, from + 4 * length));
  const goesOn = rest.length > length;
  const gap = rest.lastIndexOf(" ", length);
  const shown = goesOn ? rest.slice(0, gap > 0 ? gap : length) : rest;
  const pieces: Piece[] = [];
  let written = 0;
  if (from > 0) pieces.push({ text: "… ", hit: false });
  for (const { at, word } of hitsIn(shown, forms, starts)) {
    if (at > written) pieces.push({ text: shown.slice(written, at), hit: false });
    pieces.push({ text: word, hit: true });
    written = at + word.length;
  }
  pieces.push({ text: shown.slice(written) + (goesOn ? " …" : ""), hit: false });
  return pieces.filter(({ text: words }) => words !== "");
}

/** The words of a text that were asked for, one after the other. */
function* hitsIn(text: string, forms: ReadonlySet<string>, starts: readonly string[]): Generator<Hit> {
  const isWanted = (form: string) => forms.has(form) || starts.some((start) => form.startsWith(start));
  for (const { 0: run, index } of text.matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu)) {
    // What hyphens hold together may have been asked for as one word, or for its parts.
    const whole = formOf(run);
    const parts = run.includes("-") && !forms.has(whole) ? [...run.matchAll(/[^-]+/g)] : [];
    const found = parts.filter(([part]) => isWanted(formOf(part)));
    for (const part of found) yield { at: index + part.index, word: part[0], form: formOf(part[0]) };
    if (found.length === 0 && (isWanted(whole) || partsOfCompound(spell(run)).some((part) => forms.has(part))))
      yield { at: index, word: run, form: whole };
  }
}

/** Where an excerpt begins that shows as many of the hits as possible. @param most so many are as good as all */
function bestPlace(text: string, hits: Iterable<Hit>, most: number): number {
  let best = { at: 0, count: 0 };
  let inside: Hit[] = [];
  for (const hit of hits) {
    inside = [...inside.filter(({ at }) => hit.at < at - before + length), hit];
    const count = new Set(inside.map(({ form }) => form)).size;
    if (count > best.count) best = { at: inside[0]?.at ?? 0, count };
    if (count >= most) break;
  }
  const from = best.at - before;
  if (from <= 0) return 0;
  const gap = text.slice(from, best.at).search(/\s\S/);
  return gap < 0 ? best.at : from + gap + 1;
}

/** On one line. A heading or a table's cell ends without a stop, and would run into what comes next. */
const flat = (text: string) =>
  text
    .trim()
    .replace(/(?<![.!?:;,…\s])[^\S\n]*\n\s*/g, " · ")
    .replace(/\s+/g, " ");
