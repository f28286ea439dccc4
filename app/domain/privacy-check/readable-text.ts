/** A text as a reader sees it, and where each of its characters stands in what was written. */
export interface ReadableText {
  /** Without characters that cannot be seen; digits, letters, dashes and spaces in their usual form. Line breaks stay. */
  plain: string;
  /** The place of each character of `plain` in the text as written, and at last the length of that. */
  at: readonly number[];
}

const unseen = /\p{Default_Ignorable_Code_Point}/u;
const dash = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;
const space = /[\t\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
const digit = /\p{Nd}/u;

/** The digits of every script stand ten by ten, from nought to nine. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && digit.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/** Runs of characters that are in their usual form, as nearly all are, and single ones that may not be. */
const runs = /[\n -~æøåÆØÅ»«]+|./gsu;

const usualForm = (character: string): string => {
  if (dash.test(character)) return "-";
  if (space.test(character)) return " ";
  const usual = character.normalize("NFKC");
  return digit.test(usual) && !/\d/.test(usual) ? digitOf(usual) : usual;
};

const plainRun = /^[\n -~æøåÆØÅ»«]/;

/** A character as a reader sees it; nothing where it cannot be seen. */
function seenForm(character: string): string {
  if (unseen.test(character)) return "";
  const usual = usualForm(character);
  return usual.length === 1 ? usual : character;
}

/** Reads a text as its readers do, so that a number is a number however it was typed. */
export function readableText(text: string): ReadableText {
  const at: number[] = [];
  let plain = "";
  let index = 0;
  for (const [run] of text.matchAll(runs)) {
    const kept = plainRun.test(run) ? run : seenForm(run);
    plain += kept;
    for (let unit = 0; unit < kept.length; unit += 1) at.push(index + unit);
    index += run.length;
  }
  at.push(text.length);
  return { plain, at };
}

/** A stretch of a text: from `start` up to `end`. */
export interface Span {
  start: number;
  end: number;
}

/** All places where a pattern with the flag `g` fits. */
export const matches = (plain: string, pattern: RegExp): (Span & { match: RegExpExecArray })[] =>
  [...plain.matchAll(pattern)].map((match) => ({ match, start: match.index, end: match.index + match[0].length }));

/** Abbreviations and counts whose full stop ends no sentence, as in "2. klasse" or "f.eks. i skolen". */
const endsNoSentence =
  /(?:\b\d{1,2}|\b(?:bl\.a|f\.eks|ca|dvs|evt|fx|hhv|inkl|jf|kl|m\.m|mfl|mv|nr|osv|pct|pga|tlf|afd|dr|prof|adj|lekt)|\b\p{Lu})$/u;

/** The sentences of a text, none left out. */
export function sentencesOf(plain: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { match, end } of matches(plain, /[.!?:]{1,5}["»«”')]{0,3}\s{1,20}(?=["»«”'(]{0,3}[\p{Lu}\d])/gu)) {
    const before = plain.slice(Math.max(start, match.index - 12), match.index);
    if (match[0].startsWith(".") && endsNoSentence.test(before)) continue;
    spans.push({ start, end });
    start = end;
  }
  if (start < plain.length) spans.push({ start, end: plain.length });
  return spans;
}
