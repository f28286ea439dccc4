import type { Sql } from "#db/client.ts";
import { listPassages, type PassageChoice, type RestsOn } from "#db/queries/passages.ts";
import { longDate } from "./dates.ts";
import { DomainError } from "./domain-error.ts";
import type { SourceInput } from "./sources.ts";

/** A passage as a choice: its id in forms, and its name, which no other has. */
function passageChoices(passages: readonly PassageChoice[]): (PassageChoice & { id: string; name: string })[] {
  const times = new Map<string, number>();
  return passages.map((passage) => {
    const name = `${passage.title}: ${passage.label}`;
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return { ...passage, id: `${passage.slug}#${passage.anchor}`, name: time > 1 ? `${name} (${time})` : name };
  });
}

/**
 * The passages that a row may rest on as choices: the id and the name of each.
 * @param keeper the municipality, of whose documents they are; null: those of all
 * @param now what the row rests on already
 */
export const passageOptions = async (
  sql: Sql,
  keeper: string | null,
  now?: RestsOn,
): Promise<{ id: string; name: string }[]> =>
  passageChoices(await listPassages(sql, keeper, now)).map(({ id, name }) => ({ id, name }));

/**
 * What a row is to rest on, as it is stored.
 * @param keeper the municipality, of whose documents the passage must be; null: the association, which has no word of its own to rest on
 * @param now what the row rests on already
 * @throws {DomainError} at the field that is missing, or where the passage is gone
 */
export async function chosenSource(
  tx: Sql,
  keeper: string | null,
  { source, passage, sourceWords, sourceDated }: SourceInput,
  now?: RestsOn,
): Promise<RestsOn> {
  const nothing = { documentId: null, anchor: null, sourceWords: null, sourceDated: null };
  if (source === "egen" && keeper === null) throw new DomainError("Vælg en kilde.", 400, "source");
  if (source === "egen") return nothing;
  if (source === "kilde") {
    if (!sourceWords) throw new DomainError("Skriv, hvad kilden er.", 400, "sourceWords");
    if (!sourceDated) throw new DomainError("Skriv, hvornår kilden er fra.", 400, "sourceDated");
    return { ...nothing, sourceWords, sourceDated };
  }
  const chosen = passageChoices(await listPassages(tx, keeper, now)).find(
    ({ id, name }) => passage === id || passage === name,
  );
  if (!chosen)
    throw new DomainError(
      passage ? "Det sted findes ikke længere i dokumentet. Vælg et andet." : "Vælg stedet i dokumentet.",
      400,
      "passage",
    );
  return { ...nothing, documentId: chosen.documentId, anchor: chosen.anchor };
}

/** What a row rests on in the words of its form, by field. */
export const sourceInWords = ({ documentId, anchor, sourceWords, sourceDated }: RestsOn) => ({
  source: documentId
    ? `Et sted i et dokument (#${anchor})`
    : sourceWords
      ? "En anden kilde"
      : "Kommunens egen oplysning",
  sourceWords: sourceWords ?? "",
  sourceDated: sourceDated ? longDate(sourceDated) : "",
});
