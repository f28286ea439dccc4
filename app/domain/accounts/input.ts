import { z } from "zod";

/** A mail address as people type it: ASCII alone, so that a domain that looks like another is not it. Kept in lower case. */
export const emailInput = z
  .string()
  .transform((value) => value.toLowerCase())
  .pipe(
    z.email("Mailadressen ser ikke rigtig ud. Skriv den som navn@kommune.dk.").max(200, "Mailadressen er for lang."),
  );

// Hangul has letters that fill a place and show nothing.
const visibleLetter = /(?![\u115f\u1160\u3164\uffa0])\p{L}/u;
const addressOrLink = /@|\/\/|[\p{L}\p{N}-]{2,}\.\p{L}{2,}/u;

/** Sent along when somebody has been warned that an address is private, and wants it all the same. */
export const privateMailInput = z
  .string()
  .optional()
  .transform((value) => value === "ja");

/** What a person is called, on one line: with a letter that can be seen, and without an address or a link. The database holds it so too. */
export const nameInput = z
  .string()
  .transform((value) =>
    value
      .normalize("NFKC")
      .replace(/\p{Cf}/gu, "")
      .replace(/\s+/g, " ")
      .trim(),
  )
  .pipe(
    z
      .string()
      .min(1, "Skriv navnet.")
      .max(100, "Navnet må højst fylde 100 tegn.")
      .regex(visibleLetter, "Skriv navnet med bogstaver.")
      .refine(
        (name) => !addressOrLink.test(name),
        "Et navn kan ikke rumme en mailadresse eller et link. Sæt mellemrum efter punktum.",
      ),
  );

/** Whether a name may stand. One that was chosen before this was asked may not. */
export const isFitName = (name: string): boolean => nameInput.safeParse(name).success;

/** A password that is to be held against what is kept; how good it is was judged when it was chosen. */
const password = z.string().min(1, "Skriv din adgangskode.");

/** Six digits, however they are grouped. */
const digits = z
  .string()
  .transform((value) => value.replace(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "Koden er seks cifre. Se den i din app."));

export const signInInput = z.object({ email: emailInput, password });
export const codeInput = z.object({ code: digits });
/** Ten letters and digits in two groups, as they were shown. */
export const recoveryInput = z.object({
  code: z
    .string()
    .transform((value) => value.toLowerCase().replace(/[^a-z0-9]/g, ""))
    .pipe(z.string().length(10, "En reservekode er ti tegn, for eksempel k7m2q-9xw4t.")),
});
export const registrationInput = z.object({ name: nameInput, email: emailInput });
export const resetInput = z.object({ email: emailInput });
/** A new password; `weaknessOf` says whether it will do. */
export const newPasswordInput = z.object({ password: z.string().min(1, "Vælg en adgangskode.") });
export const newPersonInput = newPasswordInput.extend({ name: nameInput });
/** One who takes an invitation; an invented person has no password. */
export const newcomerInput = z.object({ name: nameInput, password: z.string().optional() });
export const firstAdminInput = newPersonInput.extend({ email: emailInput });
export const changePasswordInput = newPasswordInput.extend({ current: password });
export const changeAddressInput = z.object({ email: emailInput, current: password });
export const nameChangeInput = z.object({ name: nameInput });
export const currentPasswordInput = z.object({ current: password });
