import { readDigits } from "../read-digits.ts";
import { type AmountUnit, amountUnits } from "./amount-vocabulary.ts";

/** An amount as it was read: whole kroner, or a Danish sentence that tells how to write it. */
export type ReadAmount = { amount: number } | { refused: string };

/** No budget of a municipality comes near it. */
const largest = 1_000_000_000_000;

/**
 * Reads an amount as a person writes it in Danish.
 * @param words what stands in the field, without the unit
 * @param unit the unit that the person has chosen
 */
export function readAmount(words: string, unit: AmountUnit): ReadAmount {
  const read = readDigits(words, {
    noun: "beløb",
    letters: "Skriv kun tallet, og vælg enheden i feltet »Enhed«. 12 mio. kr. skrives som 12 med enheden mio. kr.",
  });
  if ("refused" in read) return read;
  const { negative, whole, decimals, written } = read;
  const refused = (sentence: string): ReadAmount => ({ refused: sentence });
  const most = amountUnits[unit];
  if (decimals !== null && most === 0)
    return refused(`Hele kroner skrives uden komma. Skriv ${written}, eller vælg 1.000 kr. som enhed.`);
  if (decimals !== null && decimals.length > most)
    return refused(`Beløbet skal give hele kroner. Skriv højst ${most} decimaler, når enheden er ${unit}.`);
  const amount = Number(`${whole}${(decimals ?? "").padEnd(most, "0")}`);
  if (amount > largest) return refused("Beløbet er for stort. Se efter, om enheden er den rigtige.");
  // Nothing is no saving.
  return { amount: negative && amount !== 0 ? -amount : amount };
}
