/** The months as they are written in a date, January first. */
export const months = [
  "januar",
  "februar",
  "marts",
  "april",
  "maj",
  "juni",
  "juli",
  "august",
  "september",
  "oktober",
  "november",
  "december",
];

const danishDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" });

/** The date in Denmark at an instant, as `YYYY-MM-DD`. */
export const danishDate = (instant: Date) => danishDay.format(instant);

const danishClock = new Intl.DateTimeFormat("da-DK", {
  timeZone: "Europe/Copenhagen",
  hour: "2-digit",
  minute: "2-digit",
});

/** The time of day in Denmark at an instant: "14.05". */
export const danishTime = (instant: Date) => danishClock.format(instant);

/** Today's date in Denmark, looked up once a minute: every request asks, and midnight falls on a whole minute. */
export function danishToday(): string {
  const minute = Math.floor(Date.now() / 60_000);
  if (minute !== today.minute) today = { minute, date: danishDate(new Date(minute * 60_000)) };
  return today.date;
}
let today = { minute: 0, date: "" };

/** Whether words are a day since 1990 as `YYYY-MM-DD`. */
export const isDay = (words: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(words) &&
  words >= "1990" &&
  !Number.isNaN(Date.parse(words)) &&
  new Date(words).toISOString().startsWith(words);

/** Whether words are a year, a month or a day between 1990 and 2100 as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export const isPartialDate = (words: string): boolean =>
  /^\d{4}(-\d{2}(-\d{2})?)?$/.test(words) && readPartialDate(words) === words;

/** The first day of a year or a month; a day as it is. @param date `YYYY`, `YYYY-MM` or `YYYY-MM-DD` */
export const firstDayOf = (date: string): string => `${date}-01-01`.slice(0, 10);

/** The first day after a year, a month or a day. @param date `YYYY`, `YYYY-MM` or `YYYY-MM-DD` */
export function dayAfter(date: string): string {
  const [year = 0, month, day] = date.split("-").map(Number);
  const next =
    month === undefined ? [year + 1, 0, 1] : day === undefined ? [year, month, 1] : [year, month - 1, day + 1];
  return new Date(Date.UTC(next[0] ?? 0, next[1] ?? 0, next[2])).toISOString().slice(0, 10);
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
export const danishNumber = (value: number) => wholeNumber.format(value);
const wholeNumber = new Intl.NumberFormat("da-DK");

/** Numbers the Danish way with at least and at most so many decimals: "1.234,5", "−1,9". */
export function danishDecimals(value: number, least: number, most: number): string {
  const key = `${least} ${most}`;
  // A format takes far longer to make than to use, and a page has hundreds of numbers.
  const format =
    decimalFormats.get(key) ??
    new Intl.NumberFormat("da-DK", { minimumFractionDigits: least, maximumFractionDigits: most });
  decimalFormats.set(key, format);
  return format.format(value).replace("-", "−");
}
const decimalFormats = new Map<string, Intl.NumberFormat>();

const dateForms: readonly { form: RegExp; order: readonly ("year" | "month" | "day")[] }[] = [
  { form: /^(\d{4})$/, order: ["year"] },
  { form: /^(\d{4})-(\d{1,2})$/, order: ["year", "month"] },
  { form: /^(\d{4})-(\d{1,2})-(\d{1,2})$/, order: ["year", "month", "day"] },
  { form: /^(\d{1,2})[./-](\d{4})$/, order: ["month", "year"] },
  { form: /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/, order: ["day", "month", "year"] },
  { form: /^(\p{L}+) (\d{4})$/u, order: ["month", "year"] },
  { form: /^(\d{1,2})\.? (\p{L}+) (\d{4})$/u, order: ["day", "month", "year"] },
];

/**
 * Reads a year, a month or a day as a person writes it: "2026", "marts 2026", "1. marts 2026", "1.3.2026", "2026-03-01".
 * @returns `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null when it is no date between 1990 and 2100
 */
export function readPartialDate(words: string): string | null {
  const plain = words.trim().replace(/\s+/g, " ").toLowerCase();
  for (const { form, order } of dateForms) {
    const found = form.exec(plain);
    if (!found) continue;
    const part = (name: "year" | "month" | "day") => {
      const at = order.indexOf(name);
      if (at < 0) return null;
      const value = found[at + 1] ?? "";
      return /^\d+$/.test(value) ? Number(value) : months.indexOf(value) + 1;
    };
    const [year, month, day] = [part("year") ?? 0, part("month"), part("day")];
    if (year < 1990 || year > 2100 || (month !== null && (month < 1 || month > 12))) return null;
    if (day !== null && (day < 1 || day > new Date(Date.UTC(year, month ?? 1, 0)).getUTCDate())) return null;
    const two = (value: number) => String(value).padStart(2, "0");
    return [String(year), ...(month === null ? [] : [two(month)]), ...(day === null ? [] : [two(day)])].join("-");
  }
  return null;
}
