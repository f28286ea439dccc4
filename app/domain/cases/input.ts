import { z } from "zod";

const answer = z.string().max(20_000, "Skriv højst 20.000 tegn her. Resten kan stå i teksten bagefter.").default("");

export const beginInput = z.object({
  municipality: z.string().regex(/^\d{4}$/, "Vælg en kommune."),
  method: z.string().max(100).default(""),
  challenge: answer,
  did: answer,
  outcome: answer,
  hard: answer,
  who: answer,
  differently: answer,
  cost: answer,
  advice: answer,
  voices: answer,
});
