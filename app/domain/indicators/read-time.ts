import { readPartialDate } from "../dates.ts";
import { howToTime } from "./value-vocabulary.ts";

/** The time that a value is of, as a person has written it, or a Danish sentence that tells how to write it. */
export type ReadTime =
  | {
      kind: "aar" | "skoleaar" | "dato" | "spaend";
      /** The first day, `YYYY-MM-DD`, and the first day after. */
      from: string;
      to: string;
      /** Of how many whole years or school years it is; null where it is of none. */
      years: number | null;
    }
  | { refused: string };

const first = 1990;
const last = 2100;
const schoolYear = /^(?:skoleåret )?(\d{4}) ?\/ ?(\d{4}|\d{2})$/;

/** Reads the time that a value is of. Whatever can be meant in two ways is refused rather than guessed. */
export function readTime(words: string): ReadTime {
  const plain = words.trim().replace(/[–—]/g, "-").replace(/\s+/g, " ").toLowerCase();
  if (!plain) return { refused: howToTime };
  if (/^\d{4}-\d{1,2}$/.test(plain))
    return { refused: "Skriv et skoleår som 2024/25, en måned som marts 2026 og et tidsrum som 2023 til 2025." };
  const whole = readMoment(plain);
  if (whole) return whole;
  const [begins = "", ends = "", ...more] = plain.split(/ til | ?- ?/);
  const [from, to] = [readMoment(begins), readMoment(ends)];
  if (more.length > 0 || !from || !to) return { refused: howToTime };
  if ("refused" in from) return from;
  if ("refused" in to) return to;
  if (to.to <= from.from) return { refused: "Tidsrummet slutter, før det begynder." };
  const years = Number(to.to.slice(0, 4)) - Number(from.from.slice(0, 4));
  const isWhole = /-(01|08)-01$/.test(from.from) && to.to.slice(4) === from.from.slice(4);
  return { kind: "spaend", from: from.from, to: to.to, years: isWhole ? years : null };
}

/** A year, a school year, a month or a day; null when it is none of them. */
function readMoment(plain: string): ReadTime | null {
  const school = schoolYear.exec(plain);
  if (school) {
    const [, from = "", to = ""] = school;
    if (Number(from) < first || Number(from) > last) return outside(from);
    if (Number(to) !== (to.length === 2 ? (Number(from) + 1) % 100 : Number(from) + 1))
      return { refused: "Et skoleår slutter året efter, at det begynder: 2024/25." };
    return { kind: "skoleaar", from: `${from}-08-01`, to: `${Number(from) + 1}-08-01`, years: 1 };
  }
  const year = /\d{4}/.exec(plain)?.[0];
  if (year && (Number(year) < first || Number(year) > last)) return outside(year);
  const date = readPartialDate(plain);
  if (date === null) return null;
  const [on, month, day] = date.split("-").map(Number);
  if (month === undefined) return { kind: "aar", from: `${on}-01-01`, to: `${Number(on) + 1}-01-01`, years: 1 };
  const after = new Date(Date.UTC(Number(on), day ? month - 1 : month, day ? day + 1 : 1)).toISOString().slice(0, 10);
  return day
    ? { kind: "dato", from: date, to: after, years: null }
    : { kind: "spaend", from: `${date}-01`, to: after, years: null };
}

const outside = (year: string): ReadTime => ({
  refused: `Skriv et årstal mellem ${first} og ${last}. Der står ${year}.`,
});
