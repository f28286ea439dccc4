import { z } from "zod";

/** Where anybody can get an address, so that it tells nothing of who somebody works for. */
const publicProviders =
  /^(.+\.)?(gmail\.com|googlemail\.com|(hotmail|outlook|live|msn|yahoo)\.(com?\.)?[a-z]{2,3}|icloud\.com|me\.com|mac\.com|mail\.(dk|com|ru)|jubii\.dk|ofir\.dk|sol\.dk|pm\.me|proton\.[a-z]+|protonmail\.[a-z]+|gmx\.[a-z.]+|web\.de|aol\.com|yandex\.[a-z]+|zoho\.[a-z]+|stofanet\.dk|tdcadsl\.dk|youmail\.dk|fastmail\.[a-z]+|tutanota\.[a-z]+)$/;

/** The domain of a mail address, ASCII alone, so that letters that look alike are not taken for each other. */
export const domainInput = z
  .string()
  .transform((value) => value.toLowerCase().replace(/^.*@/, ""))
  .pipe(
    z
      .string()
      .max(200, "Domænet er for langt.")
      .regex(
        /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
        "Skriv det, der står efter @ i mailadressen, for eksempel vestskolen.dk. Kun almindelige bogstaver, tal, punktum og bindestreg.",
      )
      .refine(
        (domain) => !publicProviders.test(domain),
        "Det er en privat mailtjeneste, som alle kan få en adresse hos.",
      ),
  );

export const askDomainInput = z.object({
  domain: domainInput,
  note: z
    .string()
    .min(1, "Skriv, hvem der bruger adresserne. Så kan KL svare hurtigt.")
    .max(300, "Skriv højst 300 tegn."),
});
/** KL's answer is to the municipality that has asked. */
export const decideDomainInput = z.object({ domain: domainInput, municipality: z.string().regex(/^\d{4}$/) });
export const domainKeyInput = z.object({ domain: domainInput });
