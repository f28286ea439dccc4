/** A half year as its code, such as `2026H1`. */
export type PeriodCode = string;

/** Tells whether a text is the code of a period. */
export const isPeriodCode = (text: string): text is PeriodCode => /^20\d{2}H[12]$/.test(text);

/** A period in words: "1. halvår 2026". */
export const periodName = (code: PeriodCode): string => `${code.slice(5)}. halvår ${code.slice(0, 4)}`;

/** The first and the last day of a period, `YYYY-MM-DD`. */
export function daysOfPeriod(code: PeriodCode): { from: string; to: string } {
  const year = code.slice(0, 4);
  return code.endsWith("H1")
    ? { from: `${year}-01-01`, to: `${year}-06-30` }
    : { from: `${year}-07-01`, to: `${year}-12-31` };
}

/** The period that a day lies in. @param day `YYYY-MM-DD` */
export const periodOf = (day: string): PeriodCode => `${day.slice(0, 4)}H${Number(day.slice(5, 7)) <= 6 ? 1 : 2}`;

/** The period before another. */
export const periodBefore = (code: PeriodCode): PeriodCode =>
  code.endsWith("H2") ? `${code.slice(0, 4)}H1` : `${Number(code.slice(0, 4)) - 1}H2`;
