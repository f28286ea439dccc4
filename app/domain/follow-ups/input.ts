import { z } from "zod";
import type { FollowUpSectionTable } from "#db/row-types.ts";
import { audiences } from "../cases/audiences.ts";
import { dataKinds, focusKinds } from "../ground-vocabulary.ts";
import { howToDate, keepWarningField, optionalCode, optionalDate, optionalText, sourceShape } from "../sources.ts";
import { versionInput } from "../version.ts";
import { codes } from "../vocabulary.ts";

const id = z.guid("Det findes ikke længere. Åbn siden igen.");
const line = (most: number, missing: string, tooLong: string) =>
  z
    .string()
    .transform((value) => value.replace(/\s+/g, " "))
    .pipe(z.string().min(1, missing).max(most, tooLong));
const title = line(200, "Skriv en titel.", "Titlen må højst fylde 200 tegn.");
const askedBy = line(200, "Skriv, hvem der har bedt om opfølgningen.", "Feltet må højst fylde 200 tegn.");
const visibility = z.enum(codes(audiences), "Vælg, hvem der må læse det.");
const optionalId = z
  .string()
  .optional()
  .transform((value) => value || null);
/** A passage of its own; without one a part rests on what its mandate rests on. */
const passage = optionalText("Stedet", 400);
/** After which of the others it stands, and after which it stood when the form was made; null is first. */
const orderShape = { after: optionalId, wasAfter: optionalId };

/** A new mandate: who asked is enough beside its title. */
export const newMandateInput = z.object({ title, askedBy, keepWarning: keepWarningField });

/** All that is kept of a mandate in its form. */
export const changeMandateInput = z.object({
  mandate: id,
  version: versionInput,
  title,
  askedBy,
  askedWhen: optionalText("Feltet", 100),
  howOften: optionalText("Feltet", 100),
  answeredBy: optionalText("Feltet", 200),
  /** One on each line. */
  points: optionalText("Opdraget", 5_000),
  visibility,
  ...sourceShape,
  keepWarning: keepWarningField,
});
export const publishMandateInput = z.object({ mandate: id, version: versionInput, visibility });
export const mandateVersionInput = z.object({ mandate: id, version: versionInput });

const sectionShape = {
  title,
  dueMonths: z.array(
    z
      .string()
      .regex(/^([1-9]|1[0-2])$/, "Vælg måneder fra listen.")
      .transform((value) => Number(value) as FollowUpSectionTable["dueMonths"][number]),
  ),
  duePrinted: optionalText("Feltet", 200),
  indicators: z.array(z.guid("Vælg indikatorer fra listen.")),
  passage,
  keepWarning: keepWarningField,
};
/** A part of the papers. Without months it is due every time. */
export const newSectionInput = z.object(sectionShape);
export const changeSectionInput = z.object({ section: id, version: versionInput, ...sectionShape, ...orderShape });
export const sectionVersionInput = z.object({ section: id, version: versionInput });

const paperShape = {
  title,
  datedPrinted: optionalText("Datoen", 100),
  body: optionalText("Feltet", 200),
  metOn: optionalDate,
  document: optionalText("Dokumentet", 400),
  keepWarning: keepWarningField,
};
/** A paper in which the follow-up was given, with the date on its front and the day of its meeting. */
export const newPaperInput = z.object(paperShape);
export const changePaperInput = z.object({ paper: id, version: versionInput, ...paperShape });
export const paperVersionInput = z.object({ paper: id, version: versionInput });

const themeShape = {
  periodPrinted: line(60, "Skriv, hvornår den er, for eksempel juni 2027.", "Perioden må højst fylde 60 tegn."),
  numeral: z
    .string()
    .optional()
    .transform((value) => value?.toUpperCase().replace(/\.$/, "") || null)
    .pipe(
      z
        .string()
        .regex(/^[IVX]{1,10}$/, "Skriv et romertal, for eksempel II, eller lad feltet være tomt.")
        .nullable(),
    ),
  periodFrom: optionalDate.pipe(z.string(howToDate)),
  periodTo: optionalDate,
  theme: line(200, "Skriv temaet.", "Temaet må højst fylde 200 tegn."),
  themeNote: optionalText("Feltet", 500),
  focusKind: z.enum(codes(focusKinds), "Vælg spørgsmål, emner eller ikke endeligt besluttet."),
  /** One on each line; a part begins with a dash. */
  focus: optionalText("Fokus", 8_000),
  note: optionalText("Noten", 1_000),
  initiative: optionalText("Indsatsen", 400),
  dataKind: z.array(optionalCode(codes(dataKinds), "Vælg fra listen.")),
  dataPrinted: z.array(z.string().max(200, "Skriv højst 200 tegn.")),
  dataAdded: z.array(z.string().max(200, "Skriv højst 200 tegn.")),
  passage,
  keepWarning: keepWarningField,
};
/** A closer look at one theme. */
export const newThemeInput = z.object(themeShape);
export const changeThemeInput = z.object({ themeId: id, version: versionInput, ...themeShape, ...orderShape });
export const themeVersionInput = z.object({ themeId: id, version: versionInput });

const subject = line(200, "Skriv, hvad det handler om.", "Skriv højst 200 tegn.");
/** How places are given and paid; what it is about is enough to begin. */
export const newPlacementInput = z.object({ subject, keepWarning: keepWarningField });
export const changePlacementInput = z.object({
  placement: id,
  version: versionInput,
  subject,
  whoDecides: optionalText("Feltet", 500),
  whoPays: optionalText("Feltet", 500),
  model: optionalText("Feltet", 1_000),
  holdsFrom: optionalText("Feltet", 200),
  visibility,
  ...sourceShape,
  keepWarning: keepWarningField,
});
export const publishPlacementInput = z.object({ placement: id, version: versionInput, visibility });
export const placementVersionInput = z.object({ placement: id, version: versionInput });
