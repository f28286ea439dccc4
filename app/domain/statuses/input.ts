import { z } from "zod";
import { isDay, readPartialDate } from "../dates.ts";
import { optionalText } from "../sources.ts";
import { versionInput } from "../version.ts";
import { codes } from "../vocabulary.ts";
import { isPeriodCode } from "./period-vocabulary.ts";
import { outcomes } from "./status-vocabulary.ts";

const howToDay = "Skriv en dag, for eksempel 30. juni 2026.";

/** A day as a person writes it, or null when it is left out. */
const optionalDay = z
  .string()
  .optional()
  .transform((value, context) => {
    if (!value) return null;
    const day = readPartialDate(value);
    if (day !== null && isDay(day)) return day;
    context.addIssue({ code: "custom", message: howToDay });
    return null;
  });
const day = (sentence: string) => optionalDay.pipe(z.string(sentence));
const period = z.string().refine(isPeriodCode, "Vælg et halvår fra listen.");
const person = z.union([z.guid(), z.literal("")], "Vælg en, der må godkende.").default("");
const yes = z
  .string()
  .optional()
  .transform((value) => value === "ja");

/** The longest that one answer may be, in characters. */
export const mostInAnswer = 4_000;

const heading = {
  cutOff: day("Skriv den dag, tallene og teksten gælder til."),
  metOn: optionalDay,
  body: optionalText("Udvalgets navn", 200),
};
export const beginStatusInput = z.object({ period, ...heading });
export const changeEditionInput = z.object({ version: versionInput, ...heading });
export const editionVersionInput = z.object({ version: versionInput });

const reason = z
  .string()
  .transform((value) => value.replace(/\r\n?/g, "\n").trim())
  .pipe(z.string().min(10, "Skriv en grund på mindst 10 tegn, uden navne.").max(1_000, "Skriv højst 1.000 tegn."));
export const beginCorrectionInput = z.object({ because: reason });
export const removeStatusInput = z.object({ because: reason.pipe(z.string().max(300, "Skriv højst 300 tegn.")) });

export const submitStatusInput = z.object({
  version: versionInput,
  assignedTo: person,
  publishAlong: yes,
});

const words = z
  .string()
  .default("")
  .transform((value) => value.replace(/\r\n?/g, "\n").trim());
export const returnStatusInput = z.object({
  version: versionInput,
  words: words.pipe(
    z.string().min(3, "Skriv til dem, der har skrevet, hvad der skal rettes.").max(4_000, "Skriv højst 4.000 tegn."),
  ),
});
export const stopPublicationInput = z.object({
  version: versionInput,
  words: words.pipe(
    z.string().min(3, "Skriv, hvorfor den ikke skal udgives nu.").max(1_000, "Skriv højst 1.000 tegn."),
  ),
});
export const approveStatusInput = z.object({ version: versionInput, publishOn: optionalDay });

export const outcomeInput = z.object({
  outcome: z.enum(codes(outcomes), "Vælg, hvad udvalget gjorde."),
  outcomeOn: day("Skriv, hvornår udvalget behandlede den."),
  agendaItem: optionalText("Punktet på dagsordenen", 100),
});

/** What an evidence of a claim may be. */
export const evidenceKinds = ["case", "value", "line", "initiative", "milestone", "passage"] as const;
export const addEvidenceInput = z.object({
  subject: z.string().max(100),
  kind: z.enum(evidenceKinds, "Vælg belægget fra listen."),
  thing: z.string().min(1, "Vælg belægget fra listen.").max(400, "Vælg belægget fra listen."),
});
export const removeEvidenceInput = z.object({ id: z.guid("Det findes ikke længere. Åbn siden igen.") });
