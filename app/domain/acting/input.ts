import { z } from "zod";

export const actingInput = z.object({
  municipality: z.string().regex(/^\d{4}$/, "Vælg en kommune."),
  reason: z.string().min(10, "Skriv en grund på mindst 10 tegn.").max(300, "Skriv højst 300 tegn."),
  hours: z.enum(["1", "2", "4"], "Vælg, hvor længe.").transform(Number),
});
