import { distance } from "fastest-levenshtein";
import type { Sql } from "#db/client.ts";
import { stem, type Wanted, wantedOfWords } from "./danish.ts";

/** From this length on a word may have two slips, and from `shortestMended` one. */
const longWord = 8;
const shortestMended = 4;
/** How many readings of a misspelt word are tried. */
const mostReadings = 3;

/**
 * Reads words that nobody has written as the nearest ones that somebody has. Both engines ask with what comes out, so a slip means
 * the same on both.
 * @returns what is wanted, the likeliest reading of each word first; and the question put right, or null when every word is known.
 */
export async function corrected(
  sql: Sql,
  wanted: readonly Wanted[],
): Promise<{ wanted: readonly Wanted[]; meant: string | null }> {
  const words = wanted.map(({ typed }) => typed).filter((typed) => typed.length >= shortestMended);
  if (words.length === 0) return { wanted, meant: null };
  const rows = await sql<{ typed: string; word: string; entries: number }[]>`
    select asked.typed, near.word, near.entries
    from unnest(${words}::text[], ${words.map(stem)}::text[]) as asked (typed, stem),
    lateral (select word, entries from search_word where word % asked.typed order by word <-> asked.typed limit 20) near
    where not exists (
      select from search_word where word = any(array[asked.typed, asked.stem]) or word like asked.stem || '%'
    )`;
  if (rows.length === 0) return { wanted, meant: null };
  const readings = wanted.map((one) => {
    const slips = one.typed.length >= longWord ? 2 : 1;
    return rows
      .filter(({ typed }) => typed === one.typed)
      .map(({ word, entries }) => ({
        word,
        entries,
        slips: Math.min(distance(word, one.typed), distance(stem(word), stem(one.typed))),
      }))
      .filter((candidate) => candidate.slips <= slips)
      .sort((a, b) => a.slips - b.slips || b.entries - a.entries)
      .slice(0, mostReadings)
      .map(({ word }) => word);
  });
  if (readings.every((words) => words.length === 0)) return { wanted, meant: null };
  // Read as if it had been spelt like this, with all the other ways of saying it, and then with the other readings.
  const read = wanted.map(({ typed }, index) => readings[index]?.[0] ?? typed);
  const mended = wantedOfWords(read).map((one, index) => ({
    ...one,
    alternatives: [
      ...one.alternatives,
      ...(readings[index] ?? []).slice(1).map((word) => [stem(word)]),
      ...(wanted[index]?.alternatives ?? []),
    ],
  }));
  return { wanted: mended, meant: read.join(" ") };
}
