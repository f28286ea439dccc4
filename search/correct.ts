import { distance } from "fastest-levenshtein";
import type { Sql } from "#db/client.ts";
import { compoundOf, type Wanted, wantedOfRuns } from "./danish.ts";
import { stem } from "./words.ts";

/** From this length on a word may have two slips, and from `shortestMended` one. */
const longWord = 8;
const shortestMended = 4;
/** How many readings of a misspelt word are tried. */
const mostReadings = 3;
/** Comes after every letter that a word can have. */
const lastLetter = "\u{10ffff}";

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
      .map(({ word: near, entries }) => ({ near, entries, slips: slipsBetween(word, near) }))
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

/** The words near those that nobody has written, the likest of each first. */
async function nearestWords(
  sql: Sql,
  wanted: readonly Wanted[],
): Promise<{ typed: string; word: string; entries: number }[]> {
  const words = wanted.map(({ typed }) => typed).filter((typed) => typed.length >= shortestMended);
  if (words.length === 0) return [];
  return sql<{ typed: string; word: string; entries: number }[]>`
    with unknown as materialized (
      select typed from unnest(${words}::text[], ${words.map(stem)}::text[]) as asked (typed, stem)
      where not exists (select from search_word where word = typed)
        -- Between the stem and the last word that can begin so: the index of beginnings knows where that is.
        and not exists (select from search_word where word ~>=~ stem and word ~<~ (stem || ${lastLetter}))
    )
    select typed, near.word, near.entries
    from unknown,
    lateral (select word, entries from search_word where word % typed order by word <-> typed limit 20) near`;
}

/** Which neighbouring words somebody has written as one. */
async function knownCompounds(sql: Sql, wanted: readonly Wanted[]): Promise<Set<string>> {
  const pairs = wanted.slice(1).map((one, index) => compoundOf([wanted[index]?.typed ?? "", one.typed]));
  if (pairs.length === 0) return new Set();
  const rows = await sql<{ word: string }[]>`select word from search_word where word = any(${pairs})`;
  return new Set(rows.map(({ word }) => word));
}

/** The words with those put together that are one, from the left. */
function merged(wanted: readonly Wanted[], compounds: ReadonlySet<string>): (readonly string[])[] {
  const runs: (readonly string[])[] = [];
  for (let at = 0; at < wanted.length; at += 1) {
    const [one, next] = [wanted[at], wanted[at + 1]];
    if (!one) continue;
    const together = next && compounds.has(compoundOf([one.typed, next.typed]));
    runs.push(together ? [...one.parts, ...next.parts] : one.parts);
    if (together) at += 1;
  }
  return runs;
}
