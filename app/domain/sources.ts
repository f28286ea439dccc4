import { z } from "zod";
import { readPartialDate } from "./dates.ts";

/** What a row that a municipality enters can rest on. */
export const sourceChoices = {
  egen: "Kommunens egen oplysning",
  sted: "Et sted i et af kommunens dokumenter",
  kilde: "En anden kilde med dato",
} as const;

/** One line or more that may be left out; null when it is. @param what the field, for the sentence that says it is too long */
export const optionalText = (what: string, most: number) =>
  z
    .string()
    .optional()
    .transform((value) => value?.replace(/\r\n?/g, "\n") || null)
    .pipe(z.string().max(most, `${what} må højst fylde ${most} tegn.`).nullable());

/** How a date is to be written. */
export const howToDate = "Skriv et år, en måned eller en dag, for eksempel 2026, marts 2026 eller 1. marts 2026.";

/** A date as precise as it is known, or null when it is left out. */
export const optionalDate = z
  .string()
  .optional()
  .transform((value, context) => {
    if (!value) return null;
    const date = readPartialDate(value);
    if (date === null) context.addIssue({ code: "custom", message: howToDate });
    return date;
  });

/** One of a list, or null when it is left out. @param list the codes */
export const optionalCode = <const T extends string>(list: readonly T[], sentence: string) =>
  z
    .string()
    .optional()
    .transform((value) => value || null)
    .pipe(z.enum(list, sentence).nullable());

/** The fields of a form in which a row says what it rests on. */
export const sourceShape = {
  source: z.enum(["egen", "sted", "kilde"], "Vælg, hvad det hviler på.").default("egen"),
  passage: optionalText("Stedet", 400),
  sourceWords: optionalText("Kilden", 300),
  sourceDated: optionalDate,
};

const sourceInput = z.object(sourceShape);
/** What a person has said that a row rests on. */
export type SourceInput = z.output<typeof sourceInput>;

/** The field that says that a warning about privacy has been seen. */
export const keepWarningField = z
  .string()
  .optional()
  .transform((value) => value === "ja");
