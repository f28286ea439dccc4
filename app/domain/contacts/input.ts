import { z } from "zod";
import { emailInput, nameInput, privateMailInput } from "../accounts/input.ts";
import { versionInput } from "../version.ts";

const id = z.uuid("Det findes ikke længere. Åbn siden igen.");

/** What a contact person is about, as the list sends it: `method:<id>`, `case:<id>`, `commitment:2025-3`, or nothing. */
const topic = z
  .string()
  .optional()
  .transform((value) => value ?? "")
  .pipe(z.string().regex(/^((method|case):[0-9a-f-]{36}|commitment:\d{4}-\d{1,2})?$/, "Vælg noget fra listen."))
  .transform((value) => {
    const [kind, key = ""] = value.split(":");
    const [year, number] = key.split("-").map(Number);
    return {
      methodId: kind === "method" ? key : null,
      caseId: kind === "case" ? key : null,
      commitment: kind === "commitment" && year && number ? { year, number } : null,
    };
  });

export const contactInput = z.object({
  name: nameInput,
  title: z
    .string()
    .transform((value) => value.replace(/\s+/g, " "))
    .pipe(z.string().min(1, "Skriv, hvad personen er, for eksempel inklusionskonsulent.").max(100, "Højst 100 tegn.")),
  email: emailInput,
  privateMail: privateMailInput,
  phone: z
    .string()
    .optional()
    .transform((value) => value?.replace(/\s+/g, " ") || null)
    .pipe(
      z
        .string()
        .regex(/^\+?[0-9 ]{8,20}$/, "Skriv telefonnummeret med tal, for eksempel 12 34 56 78.")
        .nullable(),
    ),
  topic,
  /** A case that it is about instead, by its title or its address, where there are too many to choose from. */
  case: z
    .string()
    .optional()
    .transform((value) => value || null)
    .pipe(z.string().max(400, "Titlen er for lang. Indsæt eksemplets adresse i stedet.").nullable()),
});
export const changeContactInput = contactInput.extend({ contact: id, version: versionInput });
/** The contact person's own answer to what was shown. */
export const consentInput = z.object({ version: versionInput });
export const contactIdInput = z.object({ contact: id });
