/** The units that an amount can be written in, each with the number of decimals that still give whole kroner. */
export const amountUnits = { "kr.": 0, "1.000 kr.": 3, "mio. kr.": 6 } as const;
export type AmountUnit = keyof typeof amountUnits;

/** An amount as it is written in a field of a unit, so that it reads back as the same. @param amount whole kroner */
export function writtenAmount(amount: number, unit: AmountUnit): string {
  return new Intl.NumberFormat("da-DK", { maximumFractionDigits: amountUnits[unit] })
    .format(amount / 10 ** amountUnits[unit])
    .replace("\u2212", "-");
}

/** An amount with its unit, as it is read: "1.349.268 tusind kr." @param amount whole kroner; null where there is none */
export const amountInWords = (amount: number | null, unit: AmountUnit): string =>
  amount === null ? "intet beløb" : `${writtenAmount(amount, unit)} ${unit === "1.000 kr." ? "tusind kr." : unit}`;
