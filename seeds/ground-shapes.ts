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

/** What entries of both sorts hold, those that rest on a passage and invented ones; the rest is of one sort alone. */
type Either<A, B> = Pick<A, keyof A & keyof B> & Partial<Omit<A, keyof B>> & Partial<Omit<B, keyof A>>;

/** Of an invented row: who may read it, and what it rests on. */
const inventedState = {
  visibility: z.enum(["public", "network", "municipality"]).optional(),
  published: z.boolean().default(true),
  /** It rests on the word of its municipality, and on no source. */
  ownWord: z.boolean().default(false),
};

const milestoneFields = { title: line, planned: line.max(100).optional(), plannedBy: partialDate.optional() };
const milestone = z.strictObject({ ...milestoneFields, passage });
const inventedMilestone = z.strictObject({
  ...milestoneFields,
  expectedBy: partialDate.optional(),
  doneOn: partialDate.optional(),
  moves: z
    .array(
      z.strictObject({ was: partialDate.optional(), became: partialDate, because: line.min(10).max(300), on: day }),
    )
    .default([]),
});

const initiativeFields = {
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
};
const initiative = z.strictObject({ ...initiativeFields, passage, milestones: z.array(milestone).default([]) });
const inventedInitiative = z.strictObject({
  municipality,
  ...initiativeFields,
  ...inventedState,
  milestones: z.array(inventedMilestone).default([]),
});
type WithoutMilestones<T> = Omit<T, "milestones">;
export type SeededInitiative = Either<
  WithoutMilestones<z.output<typeof initiative>>,
  WithoutMilestones<z.output<typeof inventedInitiative>>
> & { milestones: Either<z.output<typeof milestone>, z.output<typeof inventedMilestone>>[] };

const agreementFields = {
  slug,
  title: line,
  year: z.number().int().optional(),
  parties: z.array(line).default([]),
  /** The slug of the later agreement that has taken its place, of the same municipality. */
  supersededBy: slug.optional(),
};
const agreement = z.strictObject({ ...agreementFields, passage });
const inventedAgreement = z.strictObject({ municipality, ...agreementFields });
export type SeededAgreement = Either<z.output<typeof agreement>, z.output<typeof inventedAgreement>>;

const moneyKind = z.enum(["foreslaaet", "aftalt", "vedtaget", "korrigeret-budget", "prognose", "regnskab"]);
const moneyUnit = z.enum(["kr.", "1.000 kr.", "mio. kr."]);
const account = z.enum(["drift", "anlaeg"]);

const lineFields = {
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
};
const budgetRow = z.strictObject({
  row: z.enum(["line", "heading", "total"]).default("line"),
  ...lineFields,
  mean: line.optional(),
  passage,
});

const hasCellPerYear = ({ years, cells, financingByYear = cells }: Cells) =>
  cells.length === years.length && financingByYear.length === years.length;
interface Cells {
  years: readonly number[];
  cells: readonly string[];
  financingByYear?: readonly string[] | undefined;
}
const cellPerYear = "a row has a cell for each year";

const budgetTable = z
  .strictObject({
    slug,
    title: line,
    note: line.optional(),
    agreement: slug.optional(),
    kind: moneyKind,
    priceYear: z.number().int().optional(),
    unit: moneyUnit,
    account: account.optional(),
    years: z.array(z.number().int()).min(1),
    passage,
    rows: z.array(budgetRow),
    differences: z
      .array(z.strictObject({ initiative: slug.optional(), subject: line, textSays: line, tableSays: line, passage }))
      .default([]),
  })
  .refine(({ years, rows }) => rows.every((row) => hasCellPerYear({ years, ...row })), cellPerYear)
  .refine(
    ({ rows }) => new Set(rows.map((row) => row.passage)).size === rows.length,
    "each row has a place of its own in the document, by which a later release knows it again",
  );
export type SeededBudgetTable = z.output<typeof budgetTable>;

/** A line of money that stands in no table. */
const inventedLine = z
  .strictObject({
    municipality,
    slug,
    ...lineFields,
    ...inventedState,
    level: z.enum(["almen", "mellemform", "special"]).optional(),
    /** The slug of an agreement of the municipality. */
    agreement: slug.optional(),
    kind: moneyKind,
    priceYear: z.number().int().optional(),
    unit: moneyUnit,
    account: account.optional(),
    years: z.array(z.number().int()).min(1),
    /** Years whose amount is hidden; their cells are empty. */
    hiddenYears: z.array(z.number().int()).default([]),
    /** What stood in the place of an amount until a day. */
    earlier: z.array(z.strictObject({ year: z.number().int(), cell: line, until: day, because: line })).default([]),
  })
  .refine(hasCellPerYear, cellPerYear);
export type SeededLine = z.output<typeof inventedLine>;

const threeLabels = { almen: "Almen", mellemform: "Mellemformer", special: "Special" };

/** The three lines a year of a municipality that has no more. */
const inventedAccounts = z
  .strictObject({
    municipality,
    kind: moneyKind,
    priceYear: z.number().int().optional(),
    unit: moneyUnit,
    years: z.array(z.number().int()).min(1),
    almen: z.array(z.string()),
    mellemform: z.array(z.string()),
    special: z.array(z.string()),
    partYears: z.array(z.number().int()).default([]),
    hiddenYears: z.array(z.number().int()).default([]),
    ...inventedState,
  })
  .transform(({ almen, mellemform, special, ...shared }) =>
    Object.entries({ almen, mellemform, special }).map(([name, cells]): z.input<typeof inventedLine> => {
      const level = name as keyof typeof threeLabels;
      return { ...shared, slug: `${shared.kind}-${level}`, label: threeLabels[level], level, cells };
    }),
  )
  .pipe(z.array(inventedLine));

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

const blank = z.enum(["mangler", "ikke-relevant", "skjult", "paa-vej"]);
const valuePlace = {
  /** A municipality's code, or the country. */
  of: z.union([municipality, z.literal("landet")]),
  series: slug.optional(),
  part: slug.optional(),
};
const valueFields = {
  ...valuePlace,
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
  blank: blank.optional(),
  expected: partialDate.optional(),
  /** The figure as the document has it. */
  printed: line.max(60).optional(),
  qualifier: z.enum(["cirka", "over", "under"]).optional(),
  denominator: z.number().int().positive().optional(),
  projected: z.boolean().default(false),
  pooledYears: z.number().int().optional(),
  publishedPrinted: line.optional(),
  updatedPrinted: line.optional(),
};
const hasOneAnswer = ({ number, word, blank }: { number?: unknown; word?: unknown; blank?: unknown }) =>
  [number, word, blank].filter((one) => one !== undefined).length === 1;
const oneAnswer = "a value is a number, a word, or a reason why there is neither";

const indicatorValue = z.strictObject({ ...valueFields, passage }).refine(hasOneAnswer, oneAnswer);
const inventedValue = z
  .strictObject({
    ...valueFields,
    ...inventedState,
    /** The number that stood in its place until a day. */
    earlier: z.strictObject({ number: z.number(), until: day, because: line }).optional(),
  })
  .refine(hasOneAnswer, oneAnswer);
export type SeededValue = Either<z.output<typeof indicatorValue>, z.output<typeof inventedValue>>;

/** Values of one place, year after year. */
const inventedRun = z
  .strictObject({
    ...valuePlace,
    ...inventedState,
    timeKind: z.enum(["aar", "skoleaar"]),
    /** The year in which the first begins. */
    from: z.number().int(),
    /** Each is of that many years together. */
    pooledYears: z.number().int().min(2).optional(),
    /** Numbers, words of the indicator's list, and reasons why there is neither. */
    answers: z.array(z.union([z.number(), slug])).min(1),
    denominators: z.array(z.number().int().positive()).optional(),
    /** From this year on they are reckoned ahead. */
    projectedFrom: z.number().int().optional(),
    /** When what is on its way will be there. */
    expected: partialDate.optional(),
  })
  .transform(({ timeKind, from, pooledYears, answers, denominators, projectedFrom = 9999, expected, ...shared }) => {
    const step = pooledYears ?? 1;
    const begins = timeKind === "aar" ? "01-01" : "08-01";
    return answers.map((answer, at): z.input<typeof inventedValue> => {
      const year = from + at * step;
      const why = blank.safeParse(answer).data;
      return {
        ...shared,
        time: { kind: pooledYears ? "spaend" : timeKind, from: `${year}-${begins}`, to: `${year + step}-${begins}` },
        ...(why ? { blank: why } : typeof answer === "number" ? { number: answer } : { word: answer }),
        ...(why === "paa-vej" ? { expected } : {}),
        denominator: why ? undefined : denominators?.[at],
        projected: year >= projectedFrom,
        pooledYears,
      };
    });
  })
  .pipe(z.array(inventedValue));

const indicatorFields = {
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
  /** The date that the source bears, of an indicator that stands in none of our documents. */
  sourceDated: partialDate.optional(),
  /** When we read it, of a source whose date we do not know. */
  sourceRead: partialDate.optional(),
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
};
const indicator = z.strictObject({
  ...indicatorFields,
  chart: z.strictObject({ updated: line.optional(), note: line.optional(), passage }).optional(),
  values: z.array(indicatorValue).default([]),
  passage: passage.optional(),
});
const inventedIndicator = z.strictObject(indicatorFields);
type WithoutValues<T> = Omit<T, "values">;
export type SeededIndicator = Either<WithoutValues<z.output<typeof indicator>>, z.output<typeof inventedIndicator>>;

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
      indicators.every(({ passage, source, sourceUrl, sourceDated, sourceRead }) =>
        municipality ? passage : source && sourceUrl && Boolean(sourceDated) !== Boolean(sourceRead),
      ),
    "an indicator rests on a passage, one of all on a source with its date, or with the month in which it was read",
  );
export type GroundFile = z.output<typeof groundFile>;

/** `demo/ground/*.yaml`: what is invented. It rests on no document, and each entry names its municipality. */
export const inventedGroundFile = z.strictObject({
  /** What every row rests on that is not its municipality's own word. */
  source: z.strictObject({ words: line.max(300), dated: day }),
  /** The day on which all of it was entered and published. */
  recorded: day,
  initiatives: list(inventedInitiative),
  agreements: list(inventedAgreement),
  accounts: list(inventedAccounts),
  lines: list(inventedLine),
  indicators: list(inventedIndicator),
  /** Values of those, and of the indicators of all. */
  figures: list(z.strictObject({ indicator: slug, runs: list(inventedRun), values: list(inventedValue) })),
});
export type InventedGroundFile = z.output<typeof inventedGroundFile>;
