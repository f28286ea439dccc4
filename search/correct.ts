import { distance } from "fastest-levenshtein";
import type { Sql } from "#db/client.ts";
import { partsOfCompound } from "./compounds.ts";
import { compoundOf, type Wanted, wantedOfRuns } from "./danish.ts";
import { soundOf } from "./sounds.ts";
import { stem } from "./words.ts";

/** From this length on a word may have two slips, and from `shortestMended` one. */
const longWord = 8;
const shortestMended = 4;
/** How many readings of a misspelt word are tried. */
const mostReadings = 3;
/** Comes after every letter that a word can have: what begins so stands between the beginning and the beginning with it. */
export const lastLetter = "\u{10ffff}";

/** Of short words the first letter is nearly always right, and the stems are too short to tell words apart. */
function slipsBetween(typed: string, word: string): number {
  if (typed.length >= longWord) return Math.min(distance(word, typed), distance(stem(word), stem(typed)));
  return word[0] === typed[0] ? distance(word, typed) : Number.POSITIVE_INFINITY;
}

/**
 * Reads what was typed as what was meant: two words that others write as one are one, and a word that nobody has written is the nearest
 * one that somebody has. Both engines ask with what comes out, so it means the same on both.
 * @returns what is wanted, the likeliest reading of each word first; and the question put right, or null when every word is known.
 */
export async function corrected(
  sql: Sql,
  typed: readonly Wanted[],
): Promise<{ wanted: readonly Wanted[]; meant: string | null }> {
  const [compounds, nearest] = await Promise.all([knownCompounds(sql, typed), nearestWords(sql, typed)]);
  const wanted = compounds.size > 0 ? wantedOfRuns(merged(typed, compounds)) : typed;
  const readings = wanted.map(({ typed: word }) => {
    const slips = word.length >= longWord ? 2 : 1;
    return nearest
      .filter((row) => row.typed === word)
      .map(({ word: near, entries, alike }) => ({ near, entries, slips: alike ? 0 : slipsBetween(word, near) }))
      .filter((candidate) => candidate.slips <= slips)
      .sort((a, b) => a.slips - b.slips || b.entries - a.entries)
      .slice(0, mostReadings)
      .map(({ near }) => near);
  });
  if (readings.every((words) => words.length === 0)) return { wanted, meant: null };
  // Read as if it had been spelt like this, with all the other ways of saying it, and then with the other readings.
  const read = wanted.map(({ parts }, index) => (readings[index]?.[0] ? partedAs(parts, readings[index][0]) : parts));
  const mended = wantedOfRuns(read).map((one, index) => ({
    ...one,
    alternatives: [
      ...one.alternatives,
      ...(readings[index] ?? []).slice(1).map((word) => [stem(word)]),
      ...(wanted[index]?.alternatives ?? []),
    ],
  }));
  return { wanted: mended, meant: read.map((parts) => parts.join("-")).join(" ") };
}

/** A word parted where the misspelt one was: `co-teching` was meant to be `co-teaching`. */
function partedAs(parts: readonly string[], word: string): readonly string[] {
  const head = parts.slice(0, -1);
  const start = compoundOf(head);
  return start && word.startsWith(start) && word.length > start.length ? [...head, word.slice(start.length)] : [word];
}

/** A word that somebody has written, and the one that was typed and may have been meant to be it. */
interface Reading {
  typed: string;
  word: string;
  entries: number;
  /** They sound alike. */
  alike: boolean;
}

/** The words near those that nobody has written, and those that sound like them. A compound of words that we know is no slip. */
async function nearestWords(sql: Sql, wanted: readonly Wanted[]): Promise<Reading[]> {
  const words = wanted
    .filter(({ typed }) => typed.length >= shortestMended && partsOfCompound(typed).length === 0)
    .map(({ typed }) => typed);
  if (words.length === 0) return [];
  return sql<Reading[]>`
    with unknown as materialized (
      select typed, sound from unnest(${words}::text[], ${words.map(stem)}::text[], ${words.map(soundOf)}::text[]) as asked (typed, stem, sound)
      where not exists (select from search_word where word = typed)
        -- Between the stem and the last word that can begin so: the index of beginnings knows where that is.
        and not exists (select from search_word where word ~>=~ stem and word ~<~ (stem || ${lastLetter}))
    )
    select typed, near.word, near.entries, near.sound = unknown.sound as alike
    from unknown,
    lateral (
      (select word, entries, sound from search_word where word % typed order by word <-> typed limit 20)
      union
      (select word, entries, sound from search_word s where s.sound = unknown.sound order by entries desc limit 5)
    ) near`;
}

/** So many neighbouring words may be one: `back 2 school`. */
const mostMerged = 3;

/** The words from a place on as one. */
const togetherFrom = (wanted: readonly Wanted[], at: number, length: number): string | null =>
  at + length <= wanted.length ? compoundOf(wanted.slice(at, at + length).map(({ typed }) => typed)) : null;

/** Which neighbouring words somebody has written as one. */
async function knownCompounds(sql: Sql, wanted: readonly Wanted[]): Promise<Set<string>> {
  const runs = wanted.flatMap((_, at) => [mostMerged, 2].flatMap((length) => togetherFrom(wanted, at, length) ?? []));
  if (runs.length === 0) return new Set();
  const rows = await sql<{ word: string }[]>`select word from search_word where word = any(${runs})`;
  return new Set(rows.map(({ word }) => word));
}

/** The words with those put together that are one, from the left, the longest first. */
function merged(wanted: readonly Wanted[], compounds: ReadonlySet<string>): (readonly string[])[] {
  const runs: (readonly string[])[] = [];
  for (let at = 0; at < wanted.length; ) {
    const length = [mostMerged, 2].find((one) => compounds.has(togetherFrom(wanted, at, one) ?? "")) ?? 1;
    runs.push(wanted.slice(at, at + length).flatMap(({ parts }) => parts));
    at += length;
  }
  return runs;
}
