import { type BlankKind, valueBlanks } from "#app/domain/blank-vocabulary.ts";
import { danishDecimals, longDate } from "#app/domain/dates.ts";
import type { ShownValue, ValueAnswer, ValueTime } from "#db/queries/indicators/values.ts";
import { Blank } from "../blank.tsx";

/** Why there is neither a number nor a word, as charts and tables say it. */
export const blankOf: Readonly<Record<NonNullable<ValueAnswer["blank"]>, BlankKind>> = {
  mangler: "missing",
  "ikke-relevant": "not_relevant",
  skjult: "hidden",
  "paa-vej": "coming",
};

/** The last day before a day. */
const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** The time that a value is of, as printed; else as its unit of time is written. */
export function timeInWords({ timeKind, timeFrom, timeTo, timePrinted }: ValueTime): string {
  if (timePrinted) return timePrinted;
  if (!timeFrom || !timeTo) return "tid ikke oplyst";
  const year = timeFrom.slice(0, 4);
  if (timeKind === "aar") return year;
  if (timeKind === "skoleaar") return `${year}/${timeTo.slice(2, 4)}`;
  return timeKind === "dato" ? longDate(timeFrom) : `${longDate(timeFrom)} til ${longDate(dayBefore(timeTo))}`;
}

/** A number with the decimals of its indicator, the Danish way. */
export const numberInWords = (number: number, decimals: number): string =>
  danishDecimals(number, decimals, Math.max(decimals, 4));

/** What a value answers, in words: as printed, or as we write it. */
export function answerInWords({ number, word, printed, qualifier }: ValueAnswer, decimals: number): string | null {
  if (printed) return printed;
  if (word) return word;
  return number === null ? null : `${qualifier ? `${qualifier} ` : ""}${numberInWords(number, decimals)}`;
}

/** What a value answers, with the way to its passage and what is said beside it. */
export function ToldAnswer({ value, decimals }: { value: ShownValue; decimals: number }) {
  const { blank, printed, expected, source, denominator, pooledYears, projected } = value;
  const words = blank ? null : value.word ? inBrief(value.word) : answerInWords(value, decimals);
  const address = source?.address;
  const notes = [
    projected && "fremskrevet",
    value.word && printed && `»${printed}«`,
    denominator && `af ${numberInWords(denominator, 0)}`,
    pooledYears && `${pooledYears} år lagt sammen`,
    blank && printed && `»${printed}«`,
    expected && `ventes ${longDate(expected)}`,
    value.publishedPrinted && `udgivet ${value.publishedPrinted}`,
    value.updatedPrinted && `opdateret ${value.updatedPrinted}`,
  ].filter(Boolean);
  const shown = blank ? <Blank kind={blankOf[blank]} /> : words;
  return (
    <>
      {address ? (
        <a className="figure" href={address}>
          {shown}
        </a>
      ) : (
        shown
      )}
      {notes.length > 0 && <span className="cell-sub">{notes.join(", ")}</span>}
    </>
  );
}

const inBrief = (word: string) => word.charAt(0).toLowerCase() + word.slice(1);

/** A value that was, or took its place, as one word or number. */
export function answerWas(answer: ValueAnswer | null, decimals: number): string {
  if (!answer) return "skjult";
  return answerInWords(answer, decimals) ?? (answer.blank ? valueBlanks[answer.blank] : "ikke oplyst");
}
