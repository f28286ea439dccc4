const months = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];

/** Today's date in Denmark as `YYYY-MM-DD`. */
export function danishDate(instant: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(instant);
}

/** `2026-11-22` as "22. november 2026", `2026-11` as "november 2026", `2026` as it is. */
export function longDate(date: string): string {
  const [year, month, day] = date.split("-");
  if (!month) return String(year);
  const name = months[Number(month) - 1];
  return day ? `${Number(day)}. ${name} ${year}` : `${name} ${year}`;
}

/** A span of years or months in words: "2023–2026", "fra 2023", "til 2026". */
export function longPeriod(from: string | null, to: string | null): string | null {
  if (from && to) return from === to ? longDate(from) : `${longDate(from)}–${longDate(to)}`;
  if (from) return `fra ${longDate(from)}`;
  return to ? `til ${longDate(to)}` : null;
}

/** Whole numbers the Danish way: 1.234. */
export const danishNumber = (value: number) => new Intl.NumberFormat("da-DK").format(value);
