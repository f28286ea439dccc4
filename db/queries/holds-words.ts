import type { Sql } from "../client.ts";

/** More words than anybody looks for at once. */
const mostWords = 10;

/**
 * The condition that a text holds each of some words, in any order, as a part of a word, in capitals or not. No words: any text does.
 * @param text the text, in SQL
 */
export function holdsWords(sql: Sql, text: ReturnType<Sql>, words: string): ReturnType<Sql> {
  const wanted = words.trim().split(/\s+/).slice(0, mostWords);
  return sql`not exists (
    select from unnest(${wanted}::text[]) as wanted (word)
    where position(lower(wanted.word collate danish) in lower((${text}) collate danish)) = 0
  )`;
}
