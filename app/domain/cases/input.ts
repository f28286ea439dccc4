import { z } from "zod";
import { choiceNames } from "./choices.ts";

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

/** Which choice of which working revision. What is chosen is checked where it is stored. */
export const choiceInput = z.object({
  revision: z.uuid("Åbn siden igen, og prøv derfra."),
  choice: z.enum(choiceNames, "Åbn siden igen, og prøv derfra."),
  was: z.string().max(20_000),
});

/** Which text, and which revision of it the form was made of. */
export const binInput = z.object({
  text: z.uuid("Den tekst findes ikke længere."),
  revision: z.uuid("Åbn siden igen, og prøv derfra."),
});
export const unbinInput = binInput.pick({ text: true });

/** Who is to write along, or no longer. */
export const writerInput = z.object({ person: z.uuid("Vælg en person fra listen.") });
