import { z } from "zod";
import { audiences } from "#app/domain/cases/audiences.ts";
import { aimKinds, directions, initiativeKinds, initiativeStates, moneyKinds } from "#app/domain/ground-vocabulary.ts";
import { editionStates, outcomes } from "#app/domain/statuses/status-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";
import type { ExportedAmbition, ExportedTreatment } from "#db/queries/exports/ambitions.ts";
import type {
  ExportedAim,
  ExportedIndicator,
  ExportedInitiative,
  ExportedMandate,
  ExportedMoney,
  ExportedPlacement,
} from "#db/queries/exports/ground.ts";
import type { ExportedStatus } from "#db/queries/exports/statuses.ts";

/*
 * The shape of the one JSON file of what a municipality does, spends, wants and measures. Its JSON Schema lies beside it, made of the same.
 */

export const groundFileName = "indsatser-og-tal.json";
export const groundSchemaName = "indsatser-og-tal.schema.json";

/** All that the file holds. */
export interface Ground {
  initiatives: readonly ExportedInitiative[];
  money: readonly ExportedMoney[];
  indicators: readonly ExportedIndicator[];
  mandates: readonly ExportedMandate[];
  aims: readonly ExportedAim[];
  placements: readonly ExportedPlacement[];
  ambitions: readonly ExportedAmbition[];
  treatments: readonly ExportedTreatment[];
  statuses: readonly ExportedStatus[];
}

const moment = z.iso.datetime().describe("ISO 8601, UTC");
const name = z
  .string()
  .nullable()
  .describe("A person's name; null when nobody is meant, or the account has been deleted");
const told = z.string().nullable().describe("null: not told");
const audience = z.enum(codes(audiences)).describe("Whom it is published for");
const demo = z.boolean().describe("Invented");
const source = z
  .object({ address: z.string().nullable(), title: z.string(), dated: z.string() })
  .nullable()
  .describe("A passage of a document, or a source in words; null: the municipality's own word");
const standing = {
  visibility: audience,
  publishedAt: moment.nullable().describe("null: saved, and seen by nobody but those who keep it"),
  takenBackAt: moment.nullable().describe("Published by mistake, and gone for readers"),
};

const initiative = z.object({
  id: z.guid(),
  slug: z.string().describe("Its address is /indsatser/<slug>"),
  earlierSlugs: z.array(z.string()),
  demo,
  kind: z.enum(codes(initiativeKinds)),
  title: z.string(),
  summary: z.string(),
  toTeach: told.describe("What a trial is to teach"),
  state: z.enum(codes(initiativeStates)).nullable(),
  decidedBy: told,
  decidedOn: told,
  periodPrinted: told,
  periodKind: z.enum(["kalenderaar", "skoleaar"]).nullable(),
  periodFrom: told,
  periodTo: told,
  settings: z.array(z.string()),
  levels: z.array(z.string()),
  mellemformLevels: z.array(z.number().int()),
  targetGroup: told,
  coverage: told,
  partners: z.array(z.string()),
  ownerRole: told,
  source,
  ...standing,
  hiddenAt: moment.nullable(),
  createdAt: moment,
  begunBy: name,
  changedAt: moment,
  units: z.array(z.string()),
  municipalities: z.array(z.string()).describe("Others that take part"),
  commitments: z.array(
    z.object({
      year: z.number().int(),
      number: z.number().int(),
      linkedBy: z.enum(["source", "editors"]),
      why: z.string(),
    }),
  ),
  methods: z.array(z.string()).describe("Slugs"),
  cases: z.array(z.string()).describe("Titles"),
  milestones: z.array(
    z.object({
      title: z.string(),
      planned: told.describe("As printed"),
      plannedBy: told,
      expectedBy: told,
      doneOn: told,
      source,
      moves: z.array(z.object({ was: told, became: z.string(), because: z.string(), movedAt: moment, movedBy: name })),
    }),
  ),
});

const recorded = {
  recordedAt: moment,
  recordedBy: name,
  replacedAt: moment.nullable().describe("From when another stands in its place; null: it stands"),
  replacedBy: name,
  replacedBecause: z.string().nullable(),
};

const money = z.object({
  id: z.guid(),
  row: z.enum(["line", "heading", "total"]).describe("A total is printed, and is never summed"),
  label: z.string(),
  table: z.string().nullable().describe("The title of the table that it stands in"),
  agreement: z
    .object({
      title: z.string(),
      year: z.number().int().nullable(),
      parties: z.array(z.string()).describe("Empty: they are not named"),
      supersededBy: z.string().nullable().describe("The title of the later one that has taken its place"),
      source,
    })
    .nullable(),
  initiative: z
    .object({ slug: z.string(), title: z.string() })
    .nullable()
    .describe("It is published with this initiative, whatever its own standing"),
  kind: z.enum(codes(moneyKinds)),
  priceYear: z.number().int().nullable(),
  printedUnit: z.string(),
  account: z.enum(["drift", "anlaeg"]).nullable(),
  permanence: z.enum(["engang", "varig"]).nullable(),
  level: z.enum(["almen", "mellemform", "special"]).nullable(),
  sector: told,
  proposal: told,
  financing: told,
  meanPrinted: z.string().nullable(),
  meanAmount: z.number().int().nullable(),
  source,
  ...standing,
  createdAt: moment,
  enteredBy: name,
  amounts: z
    .array(
      z.object({
        year: z.number().int(),
        partYear: z.boolean(),
        amount: z.number().int().nullable().describe("Whole kroner"),
        printed: z.string().nullable().describe("The cell as printed, in the unit of the row"),
        blank: z.enum(["dash", "empty", "within_frame", "hidden"]).nullable().describe("Why there is no amount"),
        financing: told,
        ...recorded,
      }),
    )
    .describe("Also those that another took the place of"),
});

const indicator = z.object({
  id: z.guid(),
  slug: z.string().describe("Its address is /indikatorer/<slug>"),
  demo,
  own: z.boolean().describe("The municipality's own, and not of all"),
  title: z.string(),
  definition: z.string(),
  unit: told,
  decimals: z.number().int(),
  caveat: told,
  direction: z.enum(codes(directions)).nullable(),
  changeSeenBy: told,
  notComparableBecause: z.string().nullable(),
  publishedAt: moment.nullable(),
  hiddenAt: moment.nullable(),
  source,
  values: z
    .array(
      z.object({
        timeKind: z.string(),
        timeFrom: z.iso.date().nullable(),
        timeTo: z.iso.date().nullable().describe("The first day after the time that it is of"),
        timePrinted: z.string().nullable(),
        series: z.string().nullable(),
        part: z.string().nullable(),
        number: z.number().nullable(),
        word: z.string().nullable(),
        blank: z.enum(["mangler", "ikke-relevant", "skjult", "paa-vej"]).nullable().describe("None of them is 0"),
        expected: z.string().nullable(),
        printed: z.string().nullable(),
        qualifier: z.enum(["cirka", "over", "under"]).nullable(),
        denominator: z.number().int().nullable(),
        projected: z.boolean(),
        pooledYears: z.number().int().nullable(),
        publishedPrinted: z.string().nullable(),
        updatedPrinted: z.string().nullable(),
        source,
        ...standing,
        ...recorded,
      }),
    )
    .describe("The municipality's, also those that another took the place of"),
});

const mandate = z.object({
  id: z.guid(),
  demo,
  title: z.string(),
  askedBy: z.string(),
  askedWhen: told,
  howOften: told,
  answeredBy: told,
  source,
  ...standing,
  enteredBy: name,
  changedAt: moment,
  points: z.array(z.string()),
  papers: z.array(z.object({ title: z.string(), datedPrinted: told, body: told, metOn: z.iso.date().nullable() })),
  sections: z.array(
    z.object({
      title: z.string(),
      dueMonths: z.array(z.number().int()).describe("Empty: in every paper"),
      duePrinted: told,
      indicators: z.array(z.string()).describe("Titles"),
    }),
  ),
  followUps: z.array(
    z.object({
      periodPrinted: z.string(),
      numeral: z.string().nullable(),
      periodFrom: z.string(),
      periodTo: z.string(),
      theme: z.string(),
      themeNote: z.string().nullable(),
      focusKind: z.enum(["spoergsmaal", "emner", "ikke-besluttet"]),
      note: z.string().nullable(),
      initiative: z.string().nullable().describe("The title of the initiative that it looks at"),
      focus: z.array(
        z.object({
          position: z.number().int(),
          under: z.number().int().nullable().describe("The position of the question that it is a part of"),
          text: z.string(),
        }),
      ),
      data: z.array(z.object({ kind: z.string(), printed: z.string(), added: z.string().nullable() })),
    }),
  ),
});

const aim = z.object({
  id: z.guid(),
  demo,
  kind: z.enum(Object.keys(aimKinds)),
  title: z.string(),
  text: z.string().nullable(),
  visibility: audience,
  publishedAt: moment.nullable(),
  address: z.string(),
});

const ambition = z.object({
  id: z.guid(),
  demo,
  year: z.int(),
  number: z.int().describe("The commitment"),
  text: z.string(),
  holdsFrom: z.iso.date(),
  ...standing,
  enteredBy: name,
  changedAt: moment,
});

const treatment = z.object({
  id: z.guid(),
  demo,
  year: z.int().describe("The declaration"),
  body: z.string(),
  treatedOn: z.iso.date(),
  document: told,
  enteredBy: name,
});

const status = z.object({
  id: z.guid(),
  demo,
  period: z.string().describe("A half year: 2026H1"),
  hiddenAt: moment.nullable(),
  removedAt: moment.nullable().describe("Its words were removed for good"),
  editions: z.array(
    z.object({
      id: z.guid(),
      number: z.int(),
      origin: z.enum(["own", "document"]).describe("document: told again from a paper of the municipality's"),
      kind: z.enum(["meeting", "correction"]),
      because: told,
      state: z.enum(codes(editionStates)),
      cutOff: z.iso.date(),
      metOn: z.iso.date().nullable(),
      body: told,
      begunAt: moment,
      begunBy: name,
      submittedAt: moment.nullable(),
      submittedBy: name,
      answeredAt: moment.nullable(),
      answeredBy: name,
      answerWords: told.describe("What was said when it was sent back or published"),
      publishOn: z.iso.date().nullable(),
      publishedAt: moment.nullable(),
      late: z.boolean().describe("Published after its half year was closed"),
      outcome: z.enum(codes(outcomes)).nullable().describe("What the committee did with it"),
      outcomeOn: z.iso.date().nullable(),
      agendaItem: told,
      parts: z.array(
        z.object({ position: z.int(), kind: z.enum(["section", "theme", "question"]), title: z.string() }),
      ),
      answers: z.array(
        z.object({
          subject: z
            .string()
            .describe("point:<year>:<number>, initiative:<id>, milestone:<id>, part:<position>, people:<group>"),
          about: told.describe("The title of that"),
          field: z.string(),
          value: z.string(),
          changedAt: moment,
          changedBy: name,
        }),
      ),
      evidence: z.array(
        z.object({
          subject: z.string(),
          kind: z.enum(["case", "value", "line", "initiative", "milestone", "passage"]),
          thing: z.string().nullable().describe("Its id, or a place in a document; null: it is gone"),
        }),
      ),
    }),
  ),
});

const placement = z.object({
  id: z.guid(),
  demo,
  subject: z.string(),
  whoDecides: told,
  whoPays: told,
  model: told,
  holdsFrom: told,
  source,
  ...standing,
  enteredBy: name,
  changedAt: moment,
});

/** What a municipality does, spends, wants and measures, with all that is kept of it. */
export const exportedGround = z
  .object({
    formatVersion: z.literal(1),
    municipality: z.object({ code: z.string(), name: z.string() }),
    demo: z.boolean().describe("Its rows are invented, all but the definitions of indicators that are for all"),
    initiatives: z.array(initiative),
    money: z.array(money),
    indicators: z.array(indicator),
    mandates: z.array(mandate),
    aims: z.array(aim),
    placements: z.array(placement),
    ambitions: z.array(ambition),
    treatments: z.array(treatment),
    statuses: z.array(status),
  })
  .describe(
    "What a municipality does (indsatser), spends (penge), wants (maal, ambitioner, opfoelgninger), measures (indikatorer) and reports (statusser)",
  );

/** The shape of the file as a JSON Schema, for whoever reads it by program. */
export const groundFileSchema = (): string => `${JSON.stringify(z.toJSONSchema(exportedGround), null, 2)}\n`;

/** The file, row by row. */
export function* groundFileParts(
  { municipality, demo: isInvented }: { municipality: { code: string; name: string }; demo: boolean },
  ground: Ground,
): Generator<string> {
  const { code, name: called } = municipality;
  const head = { formatVersion: 1, municipality: { code, name: called }, demo: isInvented };
  yield JSON.stringify(head, null, 2).replace(/\n}$/, "");
  for (const [noun, rows] of Object.entries(ground) as [keyof Ground, readonly unknown[]][]) {
    yield `,\n  ${JSON.stringify(noun)}: [`;
    for (const [at, row] of rows.entries()) yield `${at > 0 ? "," : ""}\n${JSON.stringify(row)}`;
    yield "\n  ]";
  }
  yield "\n}\n";
}

/** Keeps what is read and what is told in step: a column that is read is in the shape, and the other way round. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
export const isInStep: Same<
  { [N in keyof Ground]: keyof Ground[N][number] },
  { [N in keyof Ground]: keyof z.infer<typeof exportedGround>[N][number] }
> = true;
