/** The units that an amount can be written in, each with the number of decimals that still give whole kroner. */
export const amountUnits = { "kr.": 0, "1.000 kr.": 3, "mio. kr.": 6 } as const;
export type AmountUnit = keyof typeof amountUnits;

/** An amount as it is written in a field of a unit, so that it reads back as the same. @param amount whole kroner */
export function writtenAmount(amount: number, unit: AmountUnit): string {
  return new Intl.NumberFormat("da-DK", { maximumFractionDigits: amountUnits[unit] })
    .format(amount / 10 ** amountUnits[unit])
    .replace("\u2212", "-");
}

/** The blanks of a cell as they are written in a field. None of them is 0. */
export const cellBlankWords = { dash: "-", empty: "tomt", within_frame: "eksisterende ramme" } as const;
/** Why a cell that somebody enters has no amount. */
export type TypedBlank = keyof typeof cellBlankWords;

/** The content of a cell: an amount with its printed form, or a blank. */
export interface AmountOrBlank {
  /** Whole kroner; null where there is no amount. */
  amount: number | null;
  blank: TypedBlank | "hidden" | null;
}

/** A cell as it is written in a field of a unit, so that it reads back as the same; nothing for one that is hidden. */
export function writtenCell({ amount, blank }: AmountOrBlank, unit: AmountUnit): string {
  if (amount !== null) return writtenAmount(amount, unit);
  return blank === null || blank === "hidden" ? "" : cellBlankWords[blank];
}

/** A cell as it is read, with its unit, or with the words for why there is no amount. */
export function cellInWords({ amount, blank }: AmountOrBlank, unit: AmountUnit): string {
  if (amount !== null) return amountInWords(amount, unit);
  if (blank === "dash") return "en streg (-)";
  if (blank === "empty") return "tomt felt";
  if (blank === "within_frame") return cellBlankWords.within_frame;
  return blank === "hidden" ? "skjult" : "ikke oplyst";
}

/** An amount with its unit, as it is read: "1.349.268 tusind kr." @param amount whole kroner; null where there is none */
export const amountInWords = (amount: number | null, unit: AmountUnit): string =>
  amount === null ? "intet beløb" : `${writtenAmount(amount, unit)} ${unit === "1.000 kr." ? "tusind kr." : unit}`;
