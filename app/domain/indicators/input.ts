import { z } from "zod";
import { audiences } from "../cases/audiences.ts";
import { countings, directions, privateSchoolWords } from "../ground-vocabulary.ts";
import { keepWarningField, optionalCode, optionalDate, optionalText, sourceShape } from "../sources.ts";
import { versionInput } from "../version.ts";
import { codes } from "../vocabulary.ts";

const id = z.guid("Den findes ikke længere. Åbn siden igen.");
const oneLine = (empty: string, what: string, most: number) =>
  z
    .string()
    .transform((value) => value.replace(/\s+/g, " "))
    .pipe(z.string().min(1, empty).max(most, `${what} må højst fylde ${most} tegn.`));
const tick = z
  .string()
  .optional()
  .transform((value) => value === "ja");
/** The lines of a field that has one on each. */
const lines = (what: string) =>
  optionalText(what, 4_000).transform((value) =>
    (value ?? "")
      .split("\n")
      .map((line) => line.trim().replace(/\s+/g, " "))
      .filter(Boolean),
  );

const title = oneLine("Skriv, hvad indikatoren hedder.", "Navnet", 200);
const definition = z
  .string()
  .transform((value) => value.replace(/\r\n?/g, "\n"))
  .pipe(
    z.string().min(1, "Skriv, hvad der bliver talt, og hvordan.").max(2_000, "Definitionen må højst fylde 2.000 tegn."),
  );
const shared = {
  title,
  definition,
  answers: z.enum(["tal", "ord"], "Vælg tal eller ord."),
  unit: optionalText("Enheden", 100),
  words: lines("Listen"),
  keepWarning: keepWarningField,
};

/** A new indicator: what it is called, what is counted, and in which unit or words. */
export const newIndicatorInput = z.object(shared);

/** All that is kept of an indicator in its form. */
export const changeIndicatorInput = z.object({
  ...shared,
  indicator: id,
  version: versionInput,
  decimals: z
    .string()
    .regex(/^[0-4]$/, "Vælg 0 til 4 decimaler.")
    .transform(Number),
  level: optionalText("Feltet", 200),
  cadence: optionalText("Feltet", 200),
  countedFrom: optionalText("Kilden til tallene", 300),
  sourceUrl: optionalText("Adressen", 500).pipe(
    z.url({ protocol: /^https$/, error: "Skriv adressen med https:// foran." }).nullable(),
  ),
  countedBy: optionalCode(codes(countings), "Vælg fra listen."),
  privateSchools: optionalCode(codes(privateSchoolWords), "Vælg fra listen."),
  caveat: optionalText("Forbeholdet", 1_000),
  direction: optionalCode(codes(directions), "Vælg en retning."),
  changeSeenBy: optionalText("Feltet", 500),
  notComparableBecause: optionalText("Grunden", 500),
  series: lines("Listen"),
  parts: lines("Listen"),
  breaks: lines("Listen"),
  points: z.array(z.string().regex(/^\d{4}-\d{1,2}$/, "Vælg punkter fra listen.")),
  ...sourceShape,
});
export const indicatorVersionInput = z.object({ indicator: id, version: versionInput });

/** What is said beside the answer of a value. */
const besideShape = {
  denominator: optionalText("Feltet", 20),
  projected: tick,
  expected: optionalDate,
  published: optionalDate,
  updated: optionalDate,
  /** Of a number behind which 1 to 4 may stand: hidden, or kept since it cannot be traced to anybody. */
  small: optionalCode(["skjul", "behold"], "Vælg, om tallet skal skjules."),
  ...sourceShape,
  keepWarning: keepWarningField,
};
const publishShape = {
  /** They are published at once, for `visibility`. */
  publish: tick,
  visibility: z.enum(codes(audiences), "Vælg, hvem der må læse det.").optional(),
};
/** New values of an indicator, beside their times and answers, which are as many as the form has. */
export const enterValuesInput = z.object({
  ...publishShape,
  series: optionalText("Serien", 100),
  pooled: tick,
  ...besideShape,
});
/** A time with the answers that were typed for it, by part; null: the whole. `fields` names where they were typed. */
export interface TypedValue {
  time: string;
  part: string | null;
  answer: string;
  fields: { time: string; answer: string };
}

const because = optionalText("Grunden", 300);
const valueShape = { value: id, version: versionInput };
export const correctValueInput = z.object({
  ...valueShape,
  answer: z.string().max(60, "Tallet er for langt.").default(""),
  because,
  ...publishShape,
  ...besideShape,
});
export const hideValueInput = z.object({ ...valueShape, because, keepWarning: keepWarningField });
export const valueVersionInput = z.object(valueShape);
export const publishValuesInput = z.object({
  values: z.array(id).min(1, "Sæt kryds ved mindst ét tal."),
  visibility: z.enum(codes(audiences), "Vælg, hvem der må læse det."),
});
