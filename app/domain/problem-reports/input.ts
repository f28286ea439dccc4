import { z } from "zod";

const text = (value: unknown) => (typeof value === "string" ? value.replaceAll("\0", "").trim() : "");

/** What a reader may send about a page. Messages are Danish sentences for the reader. */
export const problemReportInput = z.object({
  path: z.preprocess(
    text,
    z
      .string()
      .regex(/^\/(?![/\\])[^\s\\]{0,499}$/, "Siden skal være en adresse her på sitet, for eksempel /metoder/nest."),
  ),
  message: z.preprocess(
    text,
    z.string().min(1, "Skriv, hvad der er galt.").max(4000, "Skriv højst 4.000 tegn. Det vigtigste er nok."),
  ),
  replyTo: z.preprocess(
    (value) => text(value) || null,
    z
      .email("Mailadressen ser ikke rigtig ud. Ret den, eller lad feltet stå tomt.")
      .max(200, "Mailadressen er for lang.")
      .nullable(),
  ),
});

export type ProblemReportInput = z.infer<typeof problemReportInput>;

/** Which report. */
export const reportIdInput = z.object({ report: z.guid("Den melding findes ikke længere.") });
