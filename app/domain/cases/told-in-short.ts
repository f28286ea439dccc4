import { type Content, wordsOf } from "#app/editor/content.ts";
import { caseSections, type SectionName } from "#app/editor/schema/section.ts";
import { beginningOf, paragraphOf, partsOf, sentencesOfSection, wordsWritten } from "#app/editor/written.ts";
import { calledBy } from "../called-by.ts";
import { textBlocksOf } from "../privacy-check/check-text.ts";

/** The most that a summary holds, in characters. */
const mostSummary = 300;
/** The most that is told of what was hard beside the text, in characters. */
const mostHard = 400;

/** The sections that a summary is taken from where there is neither what was done nor what came of it, in this order. */
const otherwise: readonly SectionName[] = ["challenge", "hard", ...(Object.keys(caseSections) as SectionName[])];

/** A summary made of the answers: what was done and what came of it, or else what there is. Empty when nothing has been written. */
export function proposedSummary(content: Content): string {
  const did = sentencesOfSection(content, "did");
  const outcome = sentencesOfSection(content, "outcome");
  const half = beginningOf(did, outcome ? mostSummary / 2 : mostSummary);
  const other = otherwise.map((name) => sentencesOfSection(content, name)).find((words) => words !== "");
  return beginningOf(`${half} ${outcome}`.trim() || other || wordsWritten(content), mostSummary);
}

/** What was hard on the way, as cards and the top of the page tell it: the beginning of its section; null when nothing stands there. */
export const hardIn = (content: Content): string | null =>
  beginningOf(sentencesOfSection(content, "hard"), mostHard) || null;

/** Where the section about what was hard stands on a page. */
const hardAnchor = "det-svaere";
/** What the top of a page tells of a longer section, in characters. */
const mostBeginning = 160;

/** A case as its page tells it: what was hard at the top, and the text below. */
export interface ToldCase {
  /** Paragraphs and lists. */
  hard: Content | null;
  /** The anchor of the section in the text that tells the rest; null when there is none. */
  hardAt: string | null;
  content: Content;
}

/**
 * Tells what was hard once: at the top alone where its section is a few paragraphs and lists, under its heading where writers gave it one of
 * their own, and otherwise the beginning at the top with the way to the section. A text without the section stays as it is, with what it was
 * given, and so does one whose section has no paragraphs and lists.
 */
export function asTold(content: Content, hard: string | null): ToldCase {
  const parts = partsOf(content);
  const part = parts.find(({ section }) => section === "hard");
  const words = sentencesOfSection(content, "hard");
  if (!part || !words) return { hard: hard ? textOf([paragraphOf(hard)]) : null, hardAt: null, content };
  const [heading, ...blocks] = part.blocks;
  const opened = blocks.flatMap(withoutBox);
  if (words.length <= mostHard && opened.every(isPlain)) {
    const others = parts.filter((one) => one !== part).flatMap((one) => one.blocks);
    const told = heading && !isAsAsked(heading) ? [inBold(heading), ...opened] : opened;
    return { hard: textOf(told), hardAt: null, content: { ...content, content: others } };
  }
  const beginning = beginningBlocks(opened, mostBeginning);
  if (beginning.length === 0) return { hard: null, hardAt: null, content };
  return {
    hard: textOf(beginning),
    hardAt: hardAnchor,
    content: {
      ...content,
      content: (content.content ?? []).map((block) =>
        block === heading ? { ...block, attrs: { ...block.attrs, id: hardAnchor } } : block,
      ),
    },
  };
}

const textOf = (blocks: readonly Content[]): Content => ({ type: "doc", content: [...blocks] });

/** Whether the heading of the section stands as it was begun. */
const isAsAsked = ({ content = [] }: Content) =>
  content.length === 1 && content[0]?.text === caseSections.hard.heading && !content[0].marks?.length;

/** A heading as a paragraph. */
const inBold = ({ content = [] }: Content): Content => ({
  type: "paragraph",
  content: content.map((child) => ({ ...child, marks: [{ type: "bold" }] })),
});

/** What a call-out of what was hard holds: the top of the page is such a box itself. */
const withoutBox = (block: Content): Content[] =>
  block.type === "callout" && block.attrs?.kind === "hard" ? (block.content ?? []) : [block];

const plainTypes: ReadonlySet<string> = new Set(["paragraph", "bulletList", "orderedList", "listItem"]);

/** A paragraph, or a list of nothing but paragraphs and lists. */
const isPlain = ({ type = "", content = [] }: Content): boolean =>
  type === "paragraph" || (plainTypes.has(type) && content.every(isPlain));

/** The first paragraphs and points of lists that stand together, as many as may be. @param most characters */
function beginningBlocks(blocks: readonly Content[], most: number): Content[] {
  const first = blocks.findIndex((block) => isPlain(block) && wordsOf(block));
  const told: Content[] = [];
  let left = most;
  const fits = (block: Content) => {
    left -= wordsOf(block).length;
    return left >= 0;
  };
  for (const block of first < 0 ? [] : blocks.slice(first)) {
    if (!isPlain(block)) return told;
    const had = left;
    if (fits(block)) {
      told.push(block);
      continue;
    }
    left = had;
    if (block.type === "paragraph") {
      if (told.length === 0) told.push(paragraphOf(beginningOf(wordsOf(block).replace(/\s+/g, " "), most)));
      return told;
    }
    const points = block.content ?? [];
    const end = points.findIndex((point) => !fits(point));
    if (end > 0) told.push({ ...block, content: points.slice(0, end) });
    else if (told.length === 0) told.push(paragraphOf(beginningOf(wordsOf(block).replace(/\s+/g, " "), most)));
    return told;
  }
  return told;
}

/** A stretch of a text, by its text block as `textBlocksOf` counts them. */
interface Place {
  block: number | null;
}

/** The places of a text where they stand as it is told: those in what the top of the page tells alone count in its blocks. */
export function placesAsTold<P extends Place>(content: Content, told: ToldCase, places: readonly P[]) {
  const inHard: P[] = [];
  const inText: P[] = [];
  if (told.content === content || told.hardAt !== null || told.hard === null) return { inHard, inText: [...places] };
  const parts = partsOf(content);
  const at = parts.findIndex(({ section }) => section === "hard");
  const countIn = (blocks: readonly Content[]) => blocks.flatMap(textBlocksOf).length;
  const first = countIn(parts.slice(0, at).flatMap(({ blocks }) => blocks));
  const taken = countIn(parts[at]?.blocks ?? []);
  const left = taken - countIn([told.hard]);
  for (const place of places) {
    const block = place.block ?? -1;
    if (block < first) inText.push(place);
    else if (block >= first + taken) inText.push({ ...place, block: block - taken });
    else if (block >= first + left) inHard.push({ ...place, block: block - first - left });
  }
  return { inHard, inText };
}

/** What a version of a text is called: see `calledBy`. */
export const nameOf = (version?: { title: string; content: Content } | null): string =>
  calledBy({ title: version?.title ?? "", beginning: version ? wordsWritten(version.content) : "" });
