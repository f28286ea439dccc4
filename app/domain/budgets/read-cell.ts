import { DomainError } from "../domain-error.ts";
import { type AmountUnit, cellBlankWords, type TypedBlank } from "./amount-vocabulary.ts";
import { readAmount } from "./read-amount.ts";

/** What stands in a cell: an amount in whole kroner, or why there is none. 0 is an amount. */
export type ReadCell = { amount: number; blank: null } | { amount: null; blank: TypedBlank };

const blanks: readonly (readonly [TypedBlank, RegExp])[] = [
  ["dash", /^[-\u2010-\u2015\u2212]$/],
  ["empty", /^tomt?( felt)?$/i],
  ["within_frame", /^(inden for )?(den )?(eksisterende ramme|rammen)$/i],
];

/** Reads a cell as a person writes it: an amount, a dash, "tomt" or "eksisterende ramme", which are four things. @param words without the unit */
export function readCell(words: string, unit: AmountUnit): ReadCell | { refused: string } {
  const plain = words.replace(/\s+/g, " ").trim();
  if (plain === "") return { refused: `Skriv beløbet. Er feltet tomt i kilden, så skriv: ${cellBlankWords.empty}.` };
  const [blank] = blanks.find(([, form]) => form.test(plain)) ?? [];
  if (blank) return { amount: null, blank };
  const read = readAmount(words, unit);
  return "refused" in read ? read : { amount: read.amount, blank: null };
}

/** A cell as a form gives it. @throws {DomainError} at the field, with how to write it */
export function typedCell(words: string, unit: AmountUnit, field: string): ReadCell {
  const read = readCell(words, unit);
  if ("refused" in read) throw new DomainError(read.refused, 400, field);
  return read;
}
