import { valueBlanks } from "../blank-vocabulary.ts";
export type ValueBlank = keyof typeof valueBlanks;

/** What may stand before a number. */
export type NumberQualifier = "cirka" | "over" | "under";

/** How a time is to be written. */
export const howToTime =
  "Skriv et år (2025), et skoleår (2024/25), en dag (1. marts 2026) eller et tidsrum (2023 til 2025).";

/** A number as it is written in a field, so that it reads back as the same. */
export const writtenNumber = (number: number): string =>
  new Intl.NumberFormat("da-DK", { maximumFractionDigits: 10 }).format(number).replace("\u2212", "-");

/** What a value answers as its form has it, and as it is told to those who keep it. */
export function keptAnswerInWords(value: {
  number: number | null;
  qualifier: NumberQualifier | null;
  wordLabel: string | null;
  blank: ValueBlank | null;
}): string {
  if (value.blank) return valueBlanks[value.blank];
  if (value.wordLabel) return value.wordLabel;
  return value.number === null ? "" : `${value.qualifier ? `${value.qualifier} ` : ""}${writtenNumber(value.number)}`;
}
