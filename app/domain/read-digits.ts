/** The digits of a number as they were read, or a Danish sentence that tells how to write it. */
export type ReadDigits =
  | {
      negative: boolean;
      /** The digits before the comma, without full stops. */
      whole: string;
      /** The digits after the comma; null without one. */
      decimals: string | null;
      /** What stood before the comma, as it was written. */
      written: string;
    }
  | { refused: string };

const wholeForm = /^(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)$/;
const called = { beløb: "beløbet", tal: "tallet" } as const;

/**
 * Reads a number as a person writes it in Danish: a full stop or a space between thousands, a comma before decimals, a minus before what is
 * below zero. Whatever can be meant in two ways is refused rather than guessed.
 * @param words what stands in the field
 * @param as.noun what it is, in the sentences
 * @param as.letters the sentence about letters
 */
export function readDigits(words: string, as: { noun: keyof typeof called; letters: string }): ReadDigits {
  const plain = words
    .replace(/[\u00a0\u2009\u202f]/g, " ")
    .replace(/[\u2212\u2013]/g, "-")
    .trim();
  const refused = (sentence: string): ReadDigits => ({ refused: sentence });
  if (!/\d/.test(plain)) return refused(`Skriv et ${as.noun}, for eksempel 1.250.`);
  if (/^\(.*\)$/.test(plain))
    return refused(`Skriv et minus foran i stedet for parentes: -${plain.slice(1, -1).trim()}.`);
  if (/^-?[\d.,]+e[+-]?\d+$/i.test(plain)) return refused("Skriv tallet helt ud uden e, for eksempel 1.000.000.");
  if (/\p{L}/u.test(plain)) return refused(as.letters);
  const [, sign = "", number = ""] = /^(-?) ?(.*)$/.exec(plain) ?? [];
  if (/,\d{3}[.,]/.test(number) || (number.match(/,/g)?.length ?? 0) > 1)
    return refused("Skriv punktum mellem tusinder og komma før decimaler: 1.234,5.");
  const [before = "", decimals = null, ...more] = number.split(",");
  if (more.length > 0 || (decimals !== null && !/^\d+$/.test(decimals)))
    return refused(`Skriv ${called[as.noun]} med cifre, for eksempel 1.250 eller 1.250,5.`);
  if (!wholeForm.test(before))
    return refused(
      /^\d+\.\d{1,2}$/.test(before)
        ? `Punktum står mellem tusinder. Skriv decimaler med komma: ${before.replace(".", ",")}.`
        : `Skriv ${called[as.noun]} med cifre, og punktum mellem tusinder, for eksempel 1.250.000.`,
    );
  return { negative: sign !== "", whole: before.replace(/[. ]/g, ""), decimals, written: before };
}
