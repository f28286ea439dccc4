import { z } from "zod";
import { audiences } from "#app/domain/cases/audiences.ts";
import { codes, levels, methodKinds, settings, stages, unitKinds } from "#app/domain/vocabulary.ts";

const slug = z.string().regex(/^[a-z0-9-]+$/);
const municipality = z.string().regex(/^\d{4}$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const moment = z.string().regex(/^\d{4}(-\d{2})?$/);
const line = z.string().trim().min(1);

/** Front matter of `reference/documents/*.md`. */
export const documentFront = z.strictObject({
  title: line,
  publisher: line,
  municipality: municipality.optional(),
  kind: line,
  body: line,
  dated: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
  datedNote: line.optional(),
  summary: line,
  omitted: line.optional(),
});
export type DocumentFront = z.infer<typeof documentFront>;

const grade = z.union([
  z.strictObject({ grade: z.enum(["A", "B", "C", "D"]), basis: line, source: line }),
  z.strictObject({ grade: z.null(), needed: line }),
]);

const claim = z.strictObject({ words: line, dose: line.nullable().default(null), sources: z.array(slug).min(1) });
const known = z.strictObject({
  lead: line,
  findings: z.array(z.union([claim, z.strictObject({ beside: z.array(claim).min(2) })])).default([]),
  missing: z.array(line).default([]),
  searchedIn: z.string().regex(/^\d{4}-\d{2}$/),
});

const monday = z.strictObject({ lead: line.nullable().default(null), steps: z.array(line).length(3) });

/** An entry of `reference/laws.yaml`. */
export const lawEntry = z.strictObject({
  slug,
  title: line,
  statements: z
    .array(z.strictObject({ words: line, reported: z.boolean().default(false), sources: z.array(slug).min(1) }))
    .min(1),
  read: line,
});
export type LawEntry = z.infer<typeof lawEntry>;

/** Front matter of `reference/methods/*.md`. */
export const methodFront = z
  .strictObject({
    title: line,
    kind: z.enum(codes(methodKinds)),
    summary: line.max(220),
    aliases: z.array(line).default([]),
    settings: z.array(z.enum(codes(settings))).default([]),
    levels: z.array(z.enum(codes(levels))).default([]),
    mellemformLevels: z.array(z.number().int().min(1).max(4)).default([]),
    timeToStart: line,
    related: z.array(slug).default([]),
    known: known.optional(),
    monday: monday.optional(),
    law: z.array(slug).default([]),
    commitments: z.array(z.strictObject({ point: z.number().int(), why: line })).default([]),
    useFor: line.optional(),
    profile: z
      .strictObject({ targetGroup: grade, method: grade, implementation: grade, effect: grade, economy: grade })
      .optional(),
  })
  .refine(({ kind, profile, useFor }) => {
    const graded = kind === "metode" || kind === "program";
    const used = kind === "organisering" || kind === "styring";
    return graded === Boolean(profile) && used === Boolean(useFor);
  }, "metode and program carry a profile, organisering and styring a useFor, tema neither");
export type MethodFront = z.infer<typeof methodFront>;

/** How far the writing of an invented case has come, beside what readers have of it. */
const work = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("draft") }),
  z.strictObject({ state: z.literal("binned") }),
  z.strictObject({ state: z.literal("returned"), at: day, words: line, quotes: z.array(line).default([]) }),
  z.strictObject({ state: z.literal("submitted"), at: day }),
  z.strictObject({ state: z.literal("revised"), adds: line }),
  z.strictObject({ state: z.literal("withdrawn"), because: line.max(300) }),
]);
export type SeededWork = z.infer<typeof work>;

/** Front matter of `reference/cases/*.md` and `demo/cases/*.md`. */
export const caseFront = z.strictObject({
  title: line,
  municipality,
  summary: line.max(220),
  hard: line.optional(),
  stage: z.enum(codes(stages)),
  settings: z.array(z.enum(codes(settings))).default([]),
  levels: z.array(z.enum(codes(levels))).default([]),
  mellemformLevels: z.array(z.number().int().min(1).max(4)).default([]),
  classLevels: z.array(z.number().int().min(0).max(10)).default([]),
  schoolSize: z.number().int().positive().optional(),
  partners: z.array(line).default([]),
  unit: slug.optional(),
  period: z.strictObject({ from: moment.optional(), to: moment.optional() }).optional(),
  methods: z.array(slug).default([]),
  commitments: z
    .array(z.strictObject({ number: z.number().int(), linkedBy: z.enum(["source", "editors"]), why: line }))
    .default([]),
  document: slug.optional(),
  visibility: z.enum(codes(audiences)).default("public"),
  published: day.optional(),
  work: work.optional(),
});
export type CaseFront = z.infer<typeof caseFront>;

/** `reference/units.yaml` and `demo/units.yaml`. */
export const unitList = z.array(
  z.strictObject({
    slug,
    municipality,
    kind: z.enum(codes(unitKinds)),
    name: line,
    parent: slug.optional(),
  }),
);

/** `reference/declarations/<year>.yaml`. */
export const declarationFile = z.strictObject({
  year: z.number().int(),
  title: line,
  summary: line,
  onBehalfOf: line,
  numberingNote: line,
  document: slug,
  commitments: z.array(
    z.strictObject({ number: z.number().int().positive(), title: line, plain: line, quote: line, anchor: slug }),
  ),
});
