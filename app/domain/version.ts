import { z } from "zod";

/** The version that a form rests on, as it sends it. */
export const versionInput = z
  .string()
  .regex(/^\d{1,9}$/, "Siden er gammel. Åbn den igen.")
  .transform(Number);
