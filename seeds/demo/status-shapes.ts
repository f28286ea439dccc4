import { z } from "zod";
import { activityStages, effects } from "#app/domain/statuses/status-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const sentence = z.string().min(10).max(300);
const sentences = z.array(sentence).min(1);
const period = z.string().regex(/^20\d\dH[12]$/);
const code = z.string().regex(/^\d{4}$/);

const seasons = z.strictObject({
  cutOffs: z.array(day).min(1),
  meetings: z.array(day).min(1),
  again: z.strictObject({ cutOff: day, metOn: day }).optional(),
  corrected: day.optional(),
  late: z.strictObject({ metOn: day, publishedOn: day }).optional(),
  coming: z.strictObject({ cutOff: day, metOn: day, publishOn: day }).optional(),
});

/** `demo/statuses.yaml`. */
export const statusPlan = z.strictObject({
  calendar: z.record(period, seasons),
  questions: z.array(z.strictObject({ period, theme: z.string().max(200), question: sentence })),
  places: z.record(code, z.string().regex(/^[-ucmskirg]{4}$/)),
  withdrawn: z.array(z.string().regex(/^\d{4}\/20\d\dH[12]$/)),
  treatments: z.array(z.strictObject({ municipality: code, treatedOn: day, body: z.string().min(1).max(200) })),
  ambitions: z.array(
    z.strictObject({
      municipality: code,
      number: z.number().int(),
      holdsFrom: day,
      text: z.string().min(1).max(1_000),
    }),
  ),
});
export type StatusPlan = z.output<typeof statusPlan>;

const ofStages = Object.fromEntries(codes(activityStages).map((stage) => [stage, sentences])) as Record<
  keyof typeof activityStages,
  typeof sentences
>;
const shownEffects = codes(effects).filter((one) => one !== "for-tidligt" && one !== "ingen-endnu");
const ofEffects = Object.fromEntries(shownEffects.map((effect) => [effect, sentences])) as Record<
  "tidlige-tegn" | "dokumenteret" | "forkert-vej",
  typeof sentences
>;

/** `demo/status-words.yaml`. */
export const statusWords = z.strictObject({
  points: z.record(z.string(), z.strictObject({ ...ofStages, ...ofEffects, hard: sentences, help: sentences })),
  effects: z.strictObject({ "for-tidligt": sentences, "ingen-endnu": sentences }),
  sections: z.record(z.string(), sentences),
  questions: sentences,
  people: z.strictObject({ boern: sentences, foraeldre: sentences, medarbejdere: sentences, raad: sentences }),
  initiatives: z.strictObject({ begun: sentences, ended: sentences, stopped: sentences }),
  corrections: z.strictObject({ section: sentences, point: sentences }),
  returned: sentences,
  bodies: z.array(z.string()).min(1),
});
export type StatusWords = z.output<typeof statusWords>;
