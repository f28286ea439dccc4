import { z } from "zod";
import { emailInput, nameInput, privateMailInput } from "../accounts/input.ts";
import { versionInput } from "../version.ts";
import { topicOf, topicShape } from "./topic.ts";

const id = z.guid("Det findes ikke længere. Åbn siden igen.");

/** The topics that a contact person can be asked about, each as `topicValue` gives it. */
const topics = z
  .array(z.string().regex(topicShape, "Vælg noget fra listen."))
  .transform((values) => [...new Set(values)].map(topicOf));

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
  topic: topics,
  /** Cases besides, by their titles or addresses, where there are too many to choose from. */
  case: z.array(z.string().max(400, "Titlen er for lang. Indsæt eksemplets adresse i stedet.")),
});
export const changeContactInput = contactInput.extend({ contact: id, version: versionInput });
/** The contact person's own answer to what was shown. */
export const consentInput = z.object({ version: versionInput });
export const contactIdInput = z.object({ contact: id });
