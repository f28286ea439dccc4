import { type AmountUnit, amountUnits } from "./amount-vocabulary.ts";

/** An amount as it was read: whole kroner, or a Danish sentence that tells how to write it. */
export type ReadAmount = { amount: number } | { refused: string };

/** No budget of a municipality comes near it. */
const largest = 1_000_000_000_000;
const whole = /^(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)$/;

/**
 * Reads an amount as a person writes it in Danish: a full stop or a space between thousands, a comma before decimals, a minus before a saving.
 * Whatever can be meant in two ways is refused rather than guessed.
 * @param words what stands in the field, without the unit
 * @param unit the unit that the person has chosen
 */
export function readAmount(words: string, unit: AmountUnit): ReadAmount {
  const plain = words
    .replace(/[\u00a0\u2009\u202f]/g, " ")
    .replace(/[\u2212\u2013]/g, "-")
    .trim();
  const refused = (sentence: string): ReadAmount => ({ refused: sentence });
  if (!/\d/.test(plain)) return refused("Skriv et beløb, for eksempel 1.250.");
  if (/^\(.*\)$/.test(plain))
    return refused(`Skriv et minus foran i stedet for parentes: -${plain.slice(1, -1).trim()}.`);
  if (/^-?[\d.,]+e[+-]?\d+$/i.test(plain)) return refused("Skriv tallet helt ud uden e, for eksempel 1.000.000.");
  if (/\p{L}/u.test(plain))
    return refused(
      "Skriv kun tallet, og vælg enheden i feltet »Enhed«. 12 mio. kr. skrives som 12 med enheden mio. kr.",
    );
  const [, sign = "", number = ""] = /^(-?) ?(.*)$/.exec(plain) ?? [];
  if (/,\d{3}[.,]/.test(number) || (number.match(/,/g)?.length ?? 0) > 1)
    return refused("Skriv punktum mellem tusinder og komma før decimaler: 1.234,5.");
  const [before = "", decimals, ...more] = number.split(",");
  if (more.length > 0 || decimals === "" || (decimals !== undefined && !/^\d+$/.test(decimals)))
    return refused("Skriv beløbet med cifre, for eksempel 1.250 eller 1.250,5.");
  if (!whole.test(before))
    return refused(
      /^\d+\.\d{1,2}$/.test(before)
        ? `Punktum står mellem tusinder. Skriv decimaler med komma: ${before.replace(".", ",")}.`
        : "Skriv beløbet med cifre, og punktum mellem tusinder, for eksempel 1.250.000.",
    );
  const most = amountUnits[unit];
  if (decimals !== undefined && most === 0)
    return refused(`Hele kroner skrives uden komma. Skriv ${before}, eller vælg 1.000 kr. som enhed.`);
  if (decimals !== undefined && decimals.length > most)
    return refused(`Beløbet skal give hele kroner. Skriv højst ${most} decimaler, når enheden er ${unit}.`);
  const amount = Number(`${before.replace(/[. ]/g, "")}${(decimals ?? "").padEnd(most, "0")}`);
  if (amount > largest) return refused("Beløbet er for stort. Se efter, om enheden er den rigtige.");
  // Nothing is no saving.
  return { amount: sign && amount !== 0 ? -amount : amount };
}
