import { z } from "zod";
import { activityStages, changes, effects, judges, milestoneChanges } from "../domain/statuses/status-vocabulary.ts";

/*
 * A paper as a list of blocks: what a municipality's status says, in the order in which a committee reads it. A page, print, and later PDF and Word are made
 * of the same list. It is stored with the edition and never changes. What the status rests on (titles, figures, passages) is not in it: a block names
 * a row of `status_evidence` by its id (a pin), which is read where it stands, so that what is withdrawn is gone from every paper too.
 */

const words = z.string();
const pins = z.array(z.guid());
const codes = <const L extends Readonly<Record<string, string>>>(list: L) =>
  z.enum(Object.keys(list) as [keyof L & string]);

/** Question or topic of a thematic follow-up, with the ones under it. */
const listItem = z.object({ text: words, under: z.array(words) });

/** A block of a paper. */
export const block = z.discriminatedUnion("type", [
  /** A heading; `id` is its anchor on the page. `note` stands beside it, such as "Indgår i juni-opfølgningen". */
  z.object({
    type: z.literal("heading"),
    level: z.union([z.literal(2), z.literal(3), z.literal(4)]),
    text: words,
    id: words.optional(),
    note: words.optional(),
  }),
  /** Paragraphs, parted by blank lines. `tone` says whose or what sort of words they are. */
  z.object({ type: z.literal("text"), text: words, tone: z.enum(["plain", "quote", "hard", "help", "note", "blank"]) }),
  /** Names and what they are. */
  z.object({ type: z.literal("facts"), facts: z.array(z.object({ label: words, value: words })) }),
  z.object({ type: z.literal("list"), items: z.array(listItem) }),
  z.object({ type: z.literal("table"), caption: words, columns: z.array(words), rows: z.array(z.array(words)) }),
  /** One of the ten points; its text, what is hard and what it rests on follow as blocks of their own. Null: not assessed in this status. */
  z.object({
    type: z.literal("point"),
    year: z.number().int(),
    number: z.number().int(),
    title: words,
    stage: codes(activityStages).nullable(),
    effect: codes(effects).nullable(),
    judgedBy: z.array(codes(judges)),
  }),
  /** An initiative or a milestone: its pin bears the title. `change` is null where nothing was said of it. */
  z.object({
    type: z.literal("line"),
    pin: z.guid(),
    change: z.union([codes(changes), codes(milestoneChanges)]).nullable(),
    said: words,
    under: z.boolean(),
  }),
  /** The figures of an indicator as they stood: a chart with its table. Without pins it stands with its words and no number. */
  z.object({
    type: z.literal("figure"),
    indicator: words,
    title: words,
    changeSeenBy: words.nullable(),
    note: words.nullable(),
    blank: words.nullable(),
    pins,
  }),
  /** What the block before rests on. */
  z.object({ type: z.literal("sources"), pins }),
]);
export type Block = z.infer<typeof block>;

/** The blocks of a paper, as they are stored. */
export const paperBlocks = z.array(block);
