const kroner = { "kr.": 1, "1.000 kr.": 1000, "mio. kr.": 1_000_000 } as const;

/**
 * An amount as a Danish table prints it, in whole kroner: "4.400" in 1.000 kr. is 4400000, "-1,9" in mio. kr. is -1900000.
 * @throws {RangeError} when it is no amount, or none in whole kroner
 */
export function amountOf(printed: string, unit: keyof typeof kroner): number {
  if (!/^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/.test(printed)) throw new RangeError(`no amount: ${printed}`);
  const exact = Number(printed.replaceAll(".", "").replace(",", ".")) * kroner[unit];
  const whole = Math.round(exact);
  if (Math.abs(exact - whole) > 1e-6) throw new RangeError(`not in whole kroner: ${printed}`);
  return whole;
}
