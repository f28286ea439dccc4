import { z } from "zod";
import { audiences } from "../cases/audiences.ts";
import { accounts, moneyKinds, permanences } from "../ground-vocabulary.ts";
import { keepWarningField, optionalCode, optionalText, sourceShape } from "../sources.ts";
import { versionInput } from "../version.ts";
import { codes } from "../vocabulary.ts";
import { type AmountUnit, amountUnits } from "./amount-vocabulary.ts";

const id = z.guid("Det findes ikke længere. Åbn siden igen.");
const year = z
  .string()
  .regex(/^(199\d|20\d\d|2100)$/, "Skriv et årstal fra 1990 til 2100, for eksempel 2026.")
  .transform(Number);
const unit = z.enum(Object.keys(amountUnits) as AmountUnit[], "Vælg en enhed.");
const typedAmount = z.string().max(40, "Beløbet er for langt.");
const visibility = z.enum(codes(audiences), "Vælg, hvem der må læse det.");
const tick = z
  .string()
  .optional()
  .transform((value) => value === "ja");

/** The three lines of a year, from the accounts. An empty line is not entered. */
export const accountsInput = z.object({
  year,
  unit,
  almen: typedAmount.default(""),
  mellemform: typedAmount.default(""),
  special: typedAmount.default(""),
  /** They are published at once, for `visibility`. */
  publish: tick,
  visibility: visibility.default("municipality"),
  ...sourceShape,
  keepWarning: keepWarningField,
});
export const publishAccountsInput = z.object({ year, visibility });
export const accountsYearInput = z.object({ year });

/** What a line is, beside its amounts. */
const lineShape = {
  label: z
    .string()
    .transform((value) => value.replace(/\s+/g, " "))
    .pipe(z.string().min(1, "Skriv, hvad pengene går til.").max(300, "Skriv højst 300 tegn.")),
  kind: z.enum(codes(moneyKinds), "Vælg, hvad slags beløb det er."),
  priceYear: z
    .string()
    .optional()
    .transform((value) => value || null)
    .pipe(year.nullable()),
  account: optionalCode(codes(accounts), "Vælg drift eller anlæg."),
  permanence: optionalCode(codes(permanences), "Vælg engangsmidler eller varige midler."),
  financing: optionalText("Finansieringen", 300),
  sector: optionalText("Sektoren", 100),
  proposal: optionalText("Forslagets nummer", 100),
  agreement: optionalText("Aftalen", 400),
  ...sourceShape,
  keepWarning: keepWarningField,
};
/** The amount of a line in a year. */
const amountShape = {
  year,
  unit,
  amount: typedAmount.default(""),
  partYear: tick,
  /** What pays in that year, where it is another than the line's. */
  yearFinancing: optionalText("Finansieringen", 300),
};

export const newLineInput = z.object({ ...lineShape, ...amountShape });
export const changeLineInput = z.object({ row: id, version: versionInput, ...lineShape });
export const newAmountInput = z.object({ row: id, ...amountShape, keepWarning: keepWarningField });
export const removeLineInput = z.object({ row: id, version: versionInput });

/** The correction of an amount. */
export const correctAmountInput = z.object({
  row: id,
  year,
  /** The amount that the form was made for. */
  line: id,
  unit,
  amount: typedAmount,
  partYear: tick,
  yearFinancing: optionalText("Finansieringen", 300),
  because: optionalText("Grunden", 300),
  keepWarning: keepWarningField,
});
export const hideAmountInput = z.object({
  row: id,
  year,
  line: id,
  because: optionalText("Grunden", 300),
  keepWarning: keepWarningField,
});

const agreementShape = {
  title: z
    .string()
    .transform((value) => value.replace(/\s+/g, " "))
    .pipe(z.string().min(1, "Skriv, hvad aftalen hedder.").max(200, "Skriv højst 200 tegn.")),
  agreedYear: z
    .string()
    .optional()
    .transform((value) => value || null)
    .pipe(year.nullable()),
  parties: optionalText("Listen", 2_000).transform((value) =>
    (value ?? "")
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
  /** The agreement that has taken its place. */
  supersededBy: optionalText("Aftalen", 400),
  ...sourceShape,
  keepWarning: keepWarningField,
};
/** An agreement about a budget. */
export const newAgreementInput = z.object(agreementShape);
export const changeAgreementInput = z.object({ agreement: id, version: versionInput, ...agreementShape });
export const agreementVersionInput = z.object({ agreement: id, version: versionInput });
