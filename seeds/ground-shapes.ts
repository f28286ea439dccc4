import { z } from "zod";
import { codes, levels, settings } from "#app/domain/vocabulary.ts";

const slug = z.string().regex(/^[a-z0-9-]+$/);
const municipality = z.string().regex(/^\d{4}$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const line = z.string().trim().min(1);
const partialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
/** A place in a document: an anchor of the file's own document, or the address of a place in another. */
const passage = z.string().regex(/^(\/dokumenter\/[a-z0-9-]+#)?[a-z0-9-]+$/);
const commitments = z
  .array(z.strictObject({ number: z.number().int().positive(), linkedBy: z.enum(["source", "editors"]), why: line }))
  .default([]);

const initiative = z.strictObject({
  slug,
  kind: z.enum(["indsats", "proevehandling"]).default("indsats"),
  title: line.max(200),
  summary: line.max(1000),
  toTeach: line.optional(),
  state: z.enum(["foreslaaet", "aftalt", "vedtaget", "i-gang", "afsluttet", "stoppet"]).optional(),
  decidedBy: line.optional(),
  decidedOn: partialDate.optional(),
  period: z
    .strictObject({
      printed: line.optional(),
      kind: z.enum(["kalenderaar", "skoleaar"]).optional(),
      from: partialDate.optional(),
      to: partialDate.optional(),
    })
    .default({}),
  settings: z.array(z.enum(codes(settings))).default([]),
  levels: z.array(z.enum(codes(levels))).default([]),
  mellemformLevels: z.array(z.number().int().min(1).max(4)).default([]),
  targetGroup: line.max(300).optional(),
  coverage: line.max(300).optional(),
  partners: z.array(line).default([]),
  ownerRole: line.optional(),
  units: z.array(slug).default([]),
  methods: z.array(slug).default([]),
  cases: z.array(slug).default([]),
  commitments,
  passage,
  milestones: z
    .array(
      z.strictObject({ title: line, planned: line.max(100).optional(), plannedBy: partialDate.optional(), passage }),
    )
    .default([]),
});
export type SeededInitiative = z.output<typeof initiative>;

const agreement = z.strictObject({
  slug,
  title: line,
  year: z.number().int().optional(),
  parties: z.array(line).default([]),
  passage,
});
export type SeededAgreement = z.output<typeof agreement>;

const budgetRow = z.strictObject({
  row: z.enum(["line", "heading", "total"]).default("line"),
  /** As printed, with its proposal number and all. */
  label: line,
  initiative: slug.optional(),
  permanence: z.enum(["engang", "varig"]).optional(),
  sector: line.optional(),
  proposal: line.optional(),
  financing: line.optional(),
  /** Where it changes with the year: one for each. */
  financingByYear: z.array(line).optional(),
  /** As printed, one for each year: an amount in the table's unit, "-", or "" for an empty cell. */
  cells: z.array(z.string()),
  /** The cells are paid within a frame that is there already. */
  withinFrame: z.boolean().default(false),
  /** Years that an amount covers a part of. */
  partYears: z.array(z.number().int()).default([]),
  mean: line.optional(),
  passage,
});

const budgetTable = z
  .strictObject({
    slug,
    title: line,
    note: line.optional(),
    agreement: slug.optional(),
    kind: z.enum(["foreslaaet", "aftalt", "vedtaget", "korrigeret-budget", "prognose", "regnskab"]),
    priceYear: z.number().int().optional(),
    unit: z.enum(["kr.", "1.000 kr.", "mio. kr."]),
    account: z.enum(["drift", "anlaeg"]).optional(),
    years: z.array(z.number().int()).min(1),
    passage,
    rows: z.array(budgetRow),
    differences: z
      .array(z.strictObject({ initiative: slug.optional(), subject: line, textSays: line, tableSays: line, passage }))
      .default([]),
  })
  .refine(
    ({ years, rows }) =>
      rows.every(
        ({ cells, financingByYear = cells }) =>
          cells.length === years.length && financingByYear.length === years.length,
      ),
    "a row has a cell for each year",
  )
  .refine(
    ({ rows }) => new Set(rows.map((row) => row.passage)).size === rows.length,
    "each row has a place of its own in the document, by which a later release knows it again",
  );
export type SeededBudgetTable = z.output<typeof budgetTable>;

const aim = z.strictObject({
  slug,
  kind: z.enum([
    "maal",
    "pejlemaerke",
    "sigtelinje",
    "forventet-effekt",
    "boernesyn",
    "naerhedsprincip",
    "forandring",
    "langsigtet-maal",
  ]),
  title: line,
  text: line.optional(),
  initiatives: z.array(slug).default([]),
  indicators: z.array(slug).default([]),
  passage,
});
export type SeededAim = z.output<typeof aim>;

const placement = z.strictObject({
  slug,
  subject: line,
  whoDecides: line.optional(),
  whoPays: line.optional(),
  model: line.optional(),
  holdsFrom: line.optional(),
  passage,
});
export type SeededPlacement = z.output<typeof placement>;

const mandate = z.strictObject({
  slug,
  title: line.max(200),
  askedBy: line.max(200),
  askedWhen: line.optional(),
  howOften: line.optional(),
  answeredBy: line.optional(),
  passage,
  points: z.array(z.strictObject({ text: line, passage })),
  papers: z.array(
    z.strictObject({
      title: line,
      datedPrinted: line.optional(),
      body: line.optional(),
      metOn: day.optional(),
      document: slug,
    }),
  ),
  sections: z.array(
    z.strictObject({
      title: line,
      dueMonths: z.array(z.number().int().min(1).max(12)).default([]),
      duePrinted: line.optional(),
      indicators: z.array(slug).default([]),
      passage,
    }),
  ),
  followUps: z.array(
    z.strictObject({
      period: line,
      numeral: z
        .string()
        .regex(/^[IVX]+$/)
        .optional(),
      from: partialDate,
      to: partialDate,
      theme: line,
      themeNote: line.optional(),
      focusKind: z.enum(["spoergsmaal", "emner", "ikke-besluttet"]),
      focus: z
        .array(
          z.strictObject({
            text: line,
            passage,
            parts: z.array(z.strictObject({ text: line, passage })).default([]),
          }),
        )
        .default([]),
      note: line.optional(),
      initiative: slug.optional(),
      data: z
        .array(
          z.strictObject({
            kind: z.enum(["cases", "interview", "rundringning", "klager", "materiale", "andet"]),
            printed: line,
            added: line.optional(),
          }),
        )
        .default([]),
      passage,
    }),
  ),
});
export type SeededMandate = z.output<typeof mandate>;

const choices = z.array(z.strictObject({ code: slug, label: line })).default([]);

const indicatorValue = z
  .strictObject({
    /** A municipality's code, or the country. */
    of: z.union([municipality, z.literal("landet")]),
    series: slug.optional(),
    part: slug.optional(),
    time: z.union([
      z.strictObject({
        kind: z.enum(["aar", "skoleaar", "dato", "spaend"]),
        from: day,
        /** The first day after it. */
        to: day,
        printed: line.optional(),
      }),
      z.strictObject({ kind: z.literal("ikke-oplyst"), printed: line.optional() }),
    ]),
    number: z.number().optional(),
    word: slug.optional(),
    blank: z.enum(["mangler", "ikke-relevant", "skjult", "paa-vej"]).optional(),
    expected: partialDate.optional(),
    /** The figure as the document has it. */
    printed: line.max(60).optional(),
    qualifier: z.enum(["cirka", "over", "under"]).optional(),
    denominator: z.number().int().positive().optional(),
    projected: z.boolean().default(false),
    pooledYears: z.number().int().optional(),
    publishedPrinted: line.optional(),
    updatedPrinted: line.optional(),
    passage,
  })
  .refine(
    ({ number, word, blank }) => [number, word, blank].filter((one) => one !== undefined).length === 1,
    "a value is a number, a word, or a reason why there is neither",
  );

const indicator = z.strictObject({
  slug,
  title: line.max(200),
  definition: line.max(2000),
  answers: z.enum(["tal", "ord"]).default("tal"),
  unit: line.max(100).optional(),
  decimals: z.number().int().min(0).max(4).default(0),
  level: line.optional(),
  cadence: line.optional(),
  source: line.max(300).optional(),
  sourceUrl: z.url({ protocol: /^https$/ }).optional(),
  /** The day on which we read the source, of an indicator that stands in none of our documents. */
  sourceRead: day.optional(),
  countedBy: z.enum(["bopael", "skole", "begge"]).optional(),
  privateSchools: z.enum(["med", "uden", "kan-vaelges"]).optional(),
  caveat: line.max(1000).optional(),
  direction: z.enum(["op", "ned", "balance"]).optional(),
  changeSeenBy: line.optional(),
  notComparableBecause: line.optional(),
  commitments: z.array(z.number().int().positive()).default([]),
  series: choices,
  parts: choices,
  words: choices,
  breaks: z.array(z.strictObject({ onDay: day, because: line })).default([]),
  chart: z.strictObject({ updated: line.optional(), note: line.optional(), passage }).optional(),
  values: z.array(indicatorValue).default([]),
  passage: passage.optional(),
});
export type SeededIndicator = z.output<typeof indicator>;
export type SeededValue = SeededIndicator["values"][number];

const list = <T extends z.ZodType>(of: T) => z.array(of).default([]);

/** `reference/ground/*.yaml`: a municipality's, or, without one, the indicators of all. */
export const groundFile = z
  .strictObject({
    municipality: municipality.optional(),
    /** The document that passages without an address are places in. */
    document: slug.optional(),
    initiatives: list(initiative),
    agreements: list(agreement),
    budgetTables: list(budgetTable),
    aims: list(aim),
    placements: list(placement),
    mandates: list(mandate),
    indicators: list(indicator),
  })
  .refine(
    ({ municipality, document, initiatives, agreements, budgetTables, aims, placements, mandates }) =>
      (municipality && document) ||
      [initiatives, agreements, budgetTables, aims, placements, mandates].every(({ length }) => length === 0),
    "what is a municipality's stands in its file, with its document",
  )
  .refine(
    ({ municipality, indicators }) =>
      indicators.every(({ passage, source, sourceUrl, sourceRead }) =>
        municipality ? passage : source && sourceUrl && sourceRead,
      ),
    "an indicator rests on a passage, one of all on a source that has been read",
  );
export type GroundFile = z.output<typeof groundFile>;
