import { z } from "zod";
import { isDay, readPartialDate } from "../dates.ts";
import { keepWarningField } from "../sources.ts";
import { versionInput } from "../version.ts";
import { isPeriodCode } from "./period-vocabulary.ts";

const period = z.string().refine(isPeriodCode, "Vælg et halvår fra listen.");
const question = z.guid("Den findes ikke længere. Åbn siden igen.");

/** A period to be opened, again or for the first time. @see versionInput 0: it has never been opened */
export const periodVersionInput = z.object({ period, version: versionInput });

const theme = z
  .string()
  .transform((value) => value.replace(/\s+/g, " "))
  .pipe(z.string().min(1, "Skriv, hvad opfølgningen handler om.").max(200, "Temaet må højst fylde 200 tegn."));
const asked = z
  .string()
  .transform((value) => value.replace(/\r\n?/g, "\n").trim())
  .pipe(z.string().min(1, "Skriv, hvad I vil spørge om.").max(1_000, "Spørgsmålet må højst fylde 1.000 tegn."));

/** A thematic follow-up of KL's own in a period. */
export const newQuestionInput = z.object({ period, theme, asked, keepWarning: keepWarningField });
export const changeQuestionInput = z.object({
  question,
  version: versionInput,
  theme,
  asked,
  keepWarning: keepWarningField,
});
export const questionVersionInput = z.object({ question, version: versionInput });

/** Whom KL writes to about a period, and whether it is about invented statuses. */
export const sendRemindersInput = z.object({
  period,
  demodata: z.enum(["ja", "nej"], "Vælg rigtige statusser eller Demodata."),
  municipality: z
    .array(z.string().regex(/^\d{4}$/, "Vælg kommuner fra listen."))
    .min(1, "Vælg mindst én kommune at skrive til.")
    .max(98, "Der er 98 kommuner."),
});

/** When KL may write again, and why not before. */
export const putOffReminderInput = z.object({
  reminder: z.guid("Den findes ikke længere. Åbn siden igen."),
  until: z.string().transform((value, context) => {
    const day = readPartialDate(value);
    if (day !== null && isDay(day)) return day;
    context.addIssue({ code: "custom", message: "Skriv en dag, for eksempel 1. februar 2027." });
    return z.NEVER;
  }),
  because: z
    .string()
    .transform((value) => value.replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().min(10, "Skriv en grund på mindst 10 tegn, uden navne.").max(300, "Skriv højst 300 tegn.")),
  keepWarning: keepWarningField,
});
