import { z } from "zod";
import { codes, stages } from "../vocabulary.ts";
import { mostAnswer } from "./answer-vocabulary.ts";
import { choiceNames } from "./choice-vocabulary.ts";

const answer = z.string().max(20_000, "Skriv højst 20.000 tegn her. Resten kan stå i teksten bagefter.").default("");

export const beginInput = z.object({
  municipality: z.string().regex(/^\d{4}$/, "Vælg en kommune."),
  method: z.string().max(100).default(""),
  /** The case that the same answers have been kept in before, and how they were then. */
  draft: z.union([z.literal(""), z.guid("Åbn siden igen, og prøv derfra.")]).default(""),
  was: z.string().max(100).default(""),
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

const caseRevision = z.guid("Åbn siden igen, og prøv derfra.");

/** Names the version that a verb is about. */
export const revisionInput = z.object({ revision: caseRevision });

export const submitInput = z.object({
  revision: caseRevision,
  title: z.string().min(1, "Skriv en titel.").max(150, "Skriv højst 150 tegn i titlen."),
  summary: z
    .string()
    .min(1, "Skriv kort, hvad det handler om.")
    .max(300, "Skriv højst 300 tegn. Resten kan stå i teksten."),
  stage: z.enum(codes(stages), "Vælg, hvor langt I er."),
  settings: z.array(z.string()).readonly().default([]),
  /** The unit that is to be named, by its id: the answer is about that one and no other. */
  namesUnit: z.union([z.guid(), z.enum(["nej", ""])], "Vælg, om stedets navn skal stå der.").default(""),
  assignedTo: z.union([z.guid(), z.literal("")], "Vælg en, der må godkende.").default(""),
  toAssociation: z.enum(["ja", ""]).default(""),
});

/** Of a hand-over that is not taken: what is as it must be, each by itself. */
export const unsentInput = z.object({
  revision: caseRevision,
  title: submitInput.shape.title.optional().catch(undefined),
  summary: submitInput.shape.summary.optional().catch(undefined),
  stage: submitInput.shape.stage.optional().catch(undefined),
  settings: submitInput.shape.settings.catch([]),
  namesUnit: submitInput.shape.namesUnit.catch(""),
});

export const answerInput = z.object({
  revision: caseRevision,
  words: z.string().max(mostAnswer, "Skriv højst 4.000 tegn.").default(""),
});

export const assignInput = z.object({
  revision: caseRevision,
  assignedTo: z.union([z.guid(), z.literal("")], "Vælg en, der må godkende.").default(""),
});

export const withdrawInput = z.object({
  revision: caseRevision,
  reason: z.string().min(10, "Skriv en grund på mindst 10 tegn, uden navne.").max(300, "Skriv højst 300 tegn."),
});

export const narrowInput = z.object({
  revision: caseRevision,
  visibility: z.enum(["network", "municipality"], "Vælg, hvem der stadig må læse det."),
});

export const readdressInput = z.object({
  revision: caseRevision,
  slug: z
    .string()
    .max(100, "Skriv højst 100 tegn.")
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Brug kun små bogstaver fra a til z, tal og bindestreger."),
});

export const pairsOfEyesInput = z.object({ pairs: z.enum(["1", "2"], "Vælg én eller to.") });

/** A choice of a working revision. What is chosen is checked where it is stored. */
export const choiceInput = z.object({
  revision: caseRevision,
  choice: z.enum(choiceNames, "Åbn siden igen, og prøv derfra."),
  was: z.string().max(20_000),
});

/** A text, and the revision of it that the form was made of. */
export const binInput = z.object({
  text: z.guid("Den tekst findes ikke længere."),
  revision: caseRevision,
});
export const unbinInput = binInput.pick({ text: true });

/** Somebody who is to write along, or no longer. */
export const writerInput = z.object({ person: z.guid("Vælg en person fra listen.") });

/** Names the working revision that an older version is written into, and the version by its number. */
export const restoreInput = z.object({
  revision: caseRevision,
  version: z.coerce.number<string>("Vælg en version.").int().min(1).max(999_999),
});

export const removeVersionsInput = z.object({
  revision: caseRevision,
  reason: z.string().min(10, "Skriv en grund på mindst 10 tegn, uden navne.").max(300, "Skriv højst 300 tegn."),
  sure: z.literal("ja", "Sæt hak, hvis du har slettet det i teksten, som den er nu."),
});
