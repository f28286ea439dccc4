/** How many zeros each unit stands for. */
const zeros = { "kr.": 0, "1.000 kr.": 3, "mio. kr.": 6 } as const;

/**
 * An amount as a Danish table prints it, in whole kroner: "4.400" in 1.000 kr. is 4400000, "-1,9" in mio. kr. is -1900000.
 * @throws {RangeError} when it is no amount, or none in whole kroner
 */
export function amountOf(printed: string, unit: keyof typeof zeros): number {
  const match = /^(-?(?:\d{1,3}(?:\.\d{3})+|\d+))(?:,(\d+))?$/.exec(printed);
  if (!match) throw new RangeError(`no amount: ${printed}`);
  const [, whole = "", fraction = ""] = match;
  const decimals = fraction.replace(/0+$/, "");
  if (decimals.length > zeros[unit]) throw new RangeError(`not in whole kroner: ${printed}`);
  return Number(whole.replaceAll(".", "") + decimals.padEnd(zeros[unit], "0"));
}
