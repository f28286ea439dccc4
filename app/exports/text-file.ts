import { z } from "zod";
import { audiences } from "#app/domain/cases/audiences.ts";
import { codes, stages } from "#app/domain/vocabulary.ts";
import type { Content } from "#app/editor/content.ts";
import type { ExportedBody, ExportedText, ExportedVersion } from "#db/queries/exports/contents.ts";

/*
 * The shape of `eksempel.json`, one file for each text. Its JSON Schema lies in the ZIP as `eksempel.schema.json`, made of the same.
 */

const moment = z.iso.datetime().describe("ISO 8601, UTC");
const name = z
  .string()
  .nullable()
  .describe("A person's name; null when nobody is meant, or the account has been deleted");
const audience = z.enum(codes(audiences));

const handOver = z
  .object({
    handedOverAt: moment,
    handedOverBy: name,
    assignedTo: name.describe("The approver who was asked; null: any who may approve"),
    toAssociation: z.boolean().describe("KL was asked, because the municipality has no second person"),
    answer: z.enum(["approved", "returned", "taken_back"]).nullable(),
    answeredAt: moment.nullable(),
    answeredBy: name,
    words: z.string().nullable(),
    quotes: z.array(z.string()).describe("Places of the text that the answer quotes"),
  })
  .describe("A version on its way to a yes, and what came of it");

const version = z.object({
  id: z.guid(),
  number: z.number().int().nullable().describe("From 1; null for what is being written"),
  state: z.enum(["working", "kept", "submitted", "published"]),
  keptBecause: z.enum(["pause", "handed_over", "restored", "published"]).nullable(),
  createdAt: moment,
  published: z.boolean().describe("The one that is published, or was when the text was withdrawn or hidden"),
  authors: z
    .array(z.object({ name: z.string(), lastWroteAt: moment }))
    .describe("Who have written since the version before"),
  handOver: handOver.nullable(),
  title: z.string(),
  summary: z.string(),
  hard: z.string().nullable().describe("What was hard, in one sentence"),
  stage: z.enum(codes(stages)).nullable(),
  settings: z.array(z.string()),
  levels: z.array(z.string()),
  mellemformLevels: z.array(z.number().int()),
  classLevels: z.array(z.number().int()),
  schoolSize: z.number().int().nullable(),
  partners: z.array(z.string()),
  unit: z.string().nullable(),
  namesUnit: z.boolean().nullable().describe("Whether readers are told the unit; null: not answered yet"),
  periodFrom: z.string().nullable().describe("A year or a month"),
  periodTo: z.string().nullable(),
  visibility: audience.describe("With whom it is to be shared once it is published"),
  document: z.object({ slug: z.string(), title: z.string() }).nullable(),
  methods: z.array(z.object({ slug: z.string(), title: z.string() })),
  commitments: z.array(
    z.object({
      year: z.number().int(),
      number: z.number().int(),
      title: z.string(),
      linkedBy: z.enum(["source", "editors"]),
      why: z.string(),
    }),
  ),
  citations: z.array(z.object({ address: z.string(), title: z.string(), byline: z.string() })),
  content: z.looseObject({ type: z.literal("doc") }).describe("The text as the editor stores it: ProseMirror JSON"),
  text: z.string().describe("The text as plain words"),
});

/** A text of a municipality with all that is kept of it. */
export const textFile = z
  .object({
    formatVersion: z.literal(1),
    municipality: z.object({ code: z.string(), name: z.string() }),
    id: z.guid(),
    slug: z.string().nullable().describe("Its address is /eksempler/<slug>; null before it is published"),
    earlierSlugs: z.array(z.string()),
    demo: z.boolean().describe("Invented"),
    state: z.enum(["draft", "returned", "submitted", "published"]).describe("How far the work on it has come"),
    visibility: audience.describe("With whom what is published is shared now"),
    title: z.string(),
    begunAt: moment,
    begunBy: name,
    firstPublishedAt: moment.nullable(),
    withdrawnAt: moment.nullable(),
    withdrawnBecause: z.string().nullable(),
    hiddenAt: moment.nullable(),
    awaitsApproval: z.boolean().describe("Hidden until it is approved anew"),
    hiddenBefore: z.boolean().describe("Hidden already before that, and still when it is approved"),
    binnedAt: moment.nullable(),
    contributors: z.array(z.object({ name: z.string(), addedAt: moment })),
    keptWarnings: z
      .array(z.object({ key: z.string(), reason: z.string(), by: name, at: moment }))
      .describe("Warnings of the privacy check that stay, and why"),
    reports: z
      .array(z.object({ message: z.string(), reportedAt: moment, passedOnAt: moment, handledAt: moment.nullable() }))
      .describe("What readers have reported and the coordinator has passed on to the writers"),
    pictures: z
      .array(
        z.object({
          id: z.guid().describe("As the nodes `picture` of a text name it"),
          width: z.number().int(),
          height: z.number().int(),
          madeAt: moment,
          madeBy: name,
          consentUntil: z.iso.date().nullable().describe("The last day on which it may be shown; null: without an end"),
          hidden: z.boolean().describe("Its consent has ended: it is shown to nobody, and its file is not here"),
        }),
      )
      .describe("Its pictures, the file of each in `billeder/<id>.webp`"),
    versions: z.array(version).describe("The oldest first; what is being written is the last"),
  })
  .describe("A text (eksempel) of a municipality with all that is kept of it");

/** The shape of the file as a JSON Schema, for whoever reads it by program. */
export const textFileSchema = (): string => `${JSON.stringify(z.toJSONSchema(textFile), null, 2)}\n`;

/** The words and choices of a version; those of a working revision with all that has been typed. */
export type StandingBody = Omit<ExportedBody, "shared">;

/** The file of a text, version by version. @param bodies what its versions say, in the order of `versions` */
export async function* textFileParts(
  municipality: { code: string; name: string },
  { versions, beginning: _beginning, ...text }: ExportedText,
  bodies: AsyncIterator<StandingBody>,
): AsyncGenerator<string> {
  const head = JSON.stringify({ formatVersion: 1, municipality, ...text }, null, 2);
  yield `${head.slice(0, head.lastIndexOf("\n"))},\n  "versions": [`;
  for (const [at, one] of versions.entries()) {
    const { value, done } = await bodies.next();
    if (done) throw new RangeError(`a version of ${text.id} is missing`);
    yield `${at > 0 ? "," : ""}\n${JSON.stringify(wholeVersion(one, value))}`;
  }
  yield "\n  ]\n}\n";
}

const wholeVersion = (one: ExportedVersion, body: StandingBody): z.input<typeof version> => ({
  ...one,
  ...body,
  content: body.content as Content & { type: "doc" },
});
