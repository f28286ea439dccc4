import type { Sql } from "#db/client.ts";
import { lastLetter } from "./correct.ts";
import type { Wanted } from "./danish.ts";

/**
 * Which of the wanted things the fewest texts have, by its place; null where there is nothing to choose between, or nobody has written any of
 * them. A word is as common as the commonest that begins with its stem, since every entry's words are counted when it is indexed; a row of
 * words is as common as the rarest of them.
 */
export async function rarestOf(sql: Sql, wanted: readonly Wanted[]): Promise<number | null> {
  if (wanted.length < 2) return null;
  const forms = [...new Set(wanted.flatMap(({ alternatives }) => alternatives.flat()))];
  const rows = await sql<{ form: string; entries: number }[]>`
    select form, entries
    from unnest(${forms}::text[]) as form,
    lateral (select max(entries) as entries from search_word where word ~>=~ form and word ~<~ (form || ${lastLetter})) counted
    where entries is not null`;
  const countOf = new Map(rows.map(({ form, entries }) => [form, entries]));
  const counts = wanted.map(({ alternatives }) =>
    Math.max(...alternatives.map((row) => Math.min(...row.map((form) => countOf.get(form) ?? 0)))),
  );
  const written = counts.filter((count) => count > 0);
  return written.length === 0 ? null : counts.indexOf(Math.min(...written));
}
