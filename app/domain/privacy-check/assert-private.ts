import { DomainError } from "../domain-error.ts";
import { checkWholeText } from "./check-text.ts";
import { findFullNames } from "./people.ts";
import { readableText } from "./readable-text.ts";

/**
 * Checks the texts of a form before they are saved. A CPR number is never saved; what only may point to somebody is saved when the sender has
 * been told of it and sends it once more. These texts name roles: whoever is named in full is warned of, public or not.
 * @param texts by the name of the field; null where it is empty
 * @param kept the sender has been told
 * @throws {DomainError} at the fields; with `keepWarning` where sending it once more helps
 */
export function assertPrivate(texts: Readonly<Record<string, string | null>>, kept: boolean): void {
  const findings = checkWholeText({ fields: texts });
  const blocked = findings.filter(({ level }) => level === "block");
  if (blocked.length > 0) {
    const sentence = "Der står et CPR-nummer. Slet det. Det må aldrig stå her.";
    throw new DomainError(
      sentence,
      400,
      blocked[0]?.field,
      Object.fromEntries(blocked.map((one) => [one.field, sentence])),
    );
  }
  const told = [
    ...Object.entries(texts).flatMap(([field, text]) => namedIn(field, text ?? "")),
    ...findings.map(({ field, quote, why }) => ({ field, quote, why })),
  ];
  if (kept || told.length === 0) return;
  throw new DomainError(
    "Se de nævnte steder efter. Ret dem, eller gem det, som det står, hvis det ikke peger på et barn, en forælder eller en ansat.",
    400,
    "keepWarning",
    Object.fromEntries(told.reverse().map(({ field, quote, why }) => [field, `»${quote}«: ${why}`])),
  );
}

/** Who is named in full. A source may be called by those who wrote it. */
const namedIn = (field: string, text: string) => {
  if (field === "sourceWords") return [];
  const { plain } = readableText(text);
  return findFullNames(plain).map(({ start, end }) => ({
    field,
    quote: plain.slice(start, end),
    why: "Det ligner et navn. Siderne nævner ingen personer: Skriv stillingen eller rollen i stedet.",
  }));
};
