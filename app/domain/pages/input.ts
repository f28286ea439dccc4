import { z } from "zod";
import { hideablePath } from "./policy.ts";

const path = z.string().regex(hideablePath, "Den side kan ikke skjules.");

export const hideInput = z.object({
  path,
  reason: z.string().min(10, "Skriv en grund på mindst 10 tegn, uden navne.").max(300, "Skriv højst 300 tegn."),
});
export const showInput = z.object({ path });
