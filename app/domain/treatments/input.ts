import { z } from "zod";
import { isDay, readPartialDate } from "../dates.ts";
import { keepWarningField, optionalText } from "../sources.ts";
import { versionInput } from "../version.ts";

const howToDay = "Skriv en dag, for eksempel 17. juni 2025.";
/** A day as a person writes it. */
const day = z.string("Skriv datoen for mødet.").transform((value, context) => {
  const date = readPartialDate(value);
  if (date === null || !isDay(date))
    context.addIssue({ code: "custom", message: value === "" ? "Skriv datoen for mødet." : howToDay });
  return date ?? "";
});

const treatmentShape = {
  treatedOn: day,
  body: z
    .string()
    .transform((value) => value.replace(/\s+/g, " "))
    .pipe(
      z
        .string()
        .min(1, "Skriv, hvem der behandlede erklæringen, for eksempel Byrådet.")
        .max(200, "Feltet må højst fylde 200 tegn."),
    ),
  document: optionalText("Dokumentet", 400),
  keepWarning: keepWarningField,
};

/** Where a municipality has dealt with the declaration of a year. */
export const newTreatmentInput = z.object({
  year: z
    .string()
    .regex(/^\d{4}$/, "Vælg en erklæring.")
    .transform(Number),
  ...treatmentShape,
});
const id = z.guid("Det findes ikke længere. Åbn siden igen.");
export const changeTreatmentInput = z.object({ treatment: id, version: versionInput, ...treatmentShape });
export const treatmentVersionInput = z.object({ treatment: id, version: versionInput });
