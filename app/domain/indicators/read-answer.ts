import { readDigits } from "../read-digits.ts";
import type { NumberQualifier, ValueBlank } from "./value-vocabulary.ts";

/** What a value answers, as a person has written it: a number, or why there is none; or a Danish sentence that tells how to write it. */
export type ReadAnswer =
  | { number: number; qualifier: NumberQualifier | null }
  | { blank: ValueBlank }
  | { refused: string };

/** How a person may write why there is no number. */
const blanks: Readonly<Record<string, ValueBlank>> = {
  mangler: "mangler",
  "ikke relevant": "ikke-relevant",
  skjult: "skjult",
  "på vej": "paa-vej",
};

const qualifiers: Readonly<Record<string, NumberQualifier>> = {
  cirka: "cirka",
  "ca.": "cirka",
  ca: "cirka",
  over: "over",
  "mere end": "over",
  under: "under",
  "mindre end": "under",
};

/** No indicator comes near it. */
const largest = 1_000_000_000_000;

/**
 * Reads the number of a value in its indicator's unit: "12,5", "cirka 100", "12 %" where the unit is percent, or "mangler".
 * @param of the indicator's
 */
export function readAnswer(words: string, { unit, decimals }: { unit: string | null; decimals: number }): ReadAnswer {
  const plain = words.trim().replace(/\s+/g, " ");
  const lower = plain.toLowerCase().replace(/\.$/, "");
  const blank = Object.hasOwn(blanks, lower) ? blanks[lower] : undefined;
  if (blank) return { blank };
  const found = /^(cirka|ca\.?|over|mere end|under|mindre end) (.+)$/i.exec(plain);
  const qualifier = found ? (qualifiers[(found[1] ?? "").toLowerCase()] ?? null) : null;
  const read = readDigits(withoutUnit(found?.[2] ?? plain, unit), {
    noun: "tal",
    letters: `Skriv kun tallet${unit ? ` i enheden ${unit}` : ""}. Er der intet tal, så skriv mangler, ikke relevant, skjult eller på vej.`,
  });
  if ("refused" in read) {
    const isEmpty = !/\d/.test(plain);
    return isEmpty && /\p{L}/u.test(plain)
      ? { refused: "Skriv et tal, eller skriv mangler, ikke relevant, skjult eller på vej." }
      : read;
  }
  const after = read.decimals?.replace(/0+$/, "") ?? "";
  if (after.length > decimals)
    return {
      refused:
        decimals === 0
          ? "Indikatoren har hele tal. Skriv tallet uden decimaler."
          : `Indikatoren har højst ${decimals} ${decimals === 1 ? "decimal" : "decimaler"}.`,
    };
  const number = Number(`${read.whole}.${after || "0"}`);
  if (number > largest) return { refused: "Tallet er for stort. Se efter, om enheden er den rigtige." };
  return { number: read.negative && number !== 0 ? -number : number, qualifier };
}

/** A number without the unit that may stand after it. */
function withoutUnit(words: string, unit: string | null): string {
  const endings = unit?.startsWith("procent") ? ["procent", "pct.", "pct", "%", unit] : unit ? [unit] : [];
  const ending = endings.find((one) => words.toLowerCase().endsWith(one.toLowerCase()));
  return ending && words.length > ending.length ? words.slice(0, -ending.length).trim() : words;
}
