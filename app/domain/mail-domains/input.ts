import { z } from "zod";
import { isPublicMail } from "./public-mail.ts";

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
      .refine((domain) => !isPublicMail(domain), "Det er en privat mailtjeneste, som alle kan få en adresse hos."),
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
