import { z } from "zod";
import { audiences } from "../cases/audiences.ts";
import { isDay, readPartialDate } from "../dates.ts";
import { keepWarningField } from "../sources.ts";
import { versionInput } from "../version.ts";
import { codes } from "../vocabulary.ts";

const id = z.guid("Den findes ikke længere. Åbn siden igen.");
const visibility = z.enum(codes(audiences), "Vælg, hvem der må læse den.");

const ambitionShape = {
  /** A commitment: `2025-3`. */
  point: z.string().regex(/^\d{4}-\d{1,2}$/, "Vælg et af de ti punkter."),
  text: z
    .string()
    .transform((value) => value.replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().min(1, "Skriv, hvad I vil.").max(1_000, "Skriv højst 1.000 tegn.")),
  holdsFrom: z.string("Skriv, hvornår den gælder fra.").transform((value, context) => {
    const date = readPartialDate(value);
    if (date !== null && isDay(date)) return date;
    const sentence = value === "" ? "Skriv, hvornår den gælder fra." : "Skriv en dag, for eksempel 1. januar 2026.";
    context.addIssue({ code: "custom", message: sentence });
    return "";
  }),
  keepWarning: keepWarningField,
};

/** An ambition as a person sends it. */
export const newAmbitionInput = z.object(ambitionShape);
export const changeAmbitionInput = z.object({ ambition: id, version: versionInput, ...ambitionShape });
export const publishAmbitionInput = z.object({ ambition: id, version: versionInput, visibility });
export const ambitionVersionInput = z.object({ ambition: id, version: versionInput });
