import type { Content } from "#app/editor/content.ts";
import { caseSections, type SectionName } from "#app/editor/schema/section.ts";
import { beginningOf, partsOf, sentencesOfSection, wordsWritten } from "#app/editor/written.ts";
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
  hard: string | null;
  /** The anchor of the section in the text that tells the rest; null when there is none. */
  hardAt: string | null;
  content: Content;
}

/**
 * Tells what was hard once: at the top alone where its section is a few plain sentences, and otherwise the beginning at the top with the way
 * to the section. A text without the section stays as it is, with what it was given.
 */
export function asTold(content: Content, hard: string | null): ToldCase {
  const parts = partsOf(content);
  const part = parts.find(({ section }) => section === "hard");
  const words = sentencesOfSection(content, "hard");
  if (!part || !words) return { hard, hardAt: null, content };
  const [heading, ...blocks] = part.blocks;
  const isAsAsked = heading?.content?.length === 1 && heading.content[0]?.text === caseSections.hard.heading;
  if (isAsAsked && words.length <= mostHard && blocks.every(isPlain)) {
    const others = parts.filter((one) => one !== part).flatMap((one) => one.blocks);
    return { hard: words, hardAt: null, content: { ...content, content: others } };
  }
  return {
    hard: beginningOf(words, mostBeginning),
    hardAt: hardAnchor,
    content: {
      ...content,
      content: (content.content ?? []).map((block) =>
        block === heading ? { ...block, attrs: { ...block.attrs, id: hardAnchor } } : block,
      ),
    },
  };
}

/** A stretch of a text, by its text block as `textBlocksOf` counts them, and the words that stand there. */
interface Place {
  block: number | null;
  start: number;
  end: number;
  quote: string;
}

/** The places of a text where they stand as it is told: those in what the top of the page tells alone count in its words. */
export function placesAsTold<P extends Place>(content: Content, told: ToldCase, places: readonly P[]) {
  const asWritten = { inHard: [] as P[], inText: places };
  if (told.content === content || told.hardAt !== null || told.hard === null) return asWritten;
  const parts = partsOf(content);
  const at = parts.findIndex(({ section }) => section === "hard");
  const countIn = (blocks: readonly Content[]) => blocks.flatMap(textBlocksOf).length;
  const first = countIn(parts.slice(0, at).flatMap(({ blocks }) => blocks));
  const taken = countIn(parts[at]?.blocks ?? []);
  const { hard } = told;
  const inHard: P[] = [];
  const inText: P[] = [];
  let from = 0;
  for (const place of places) {
    const block = place.block ?? -1;
    if (block < first) inText.push(place);
    else if (block >= first + taken) inText.push({ ...place, block: block - taken });
    else {
      const words = place.quote.replace(/\s+/g, " ").trim();
      const start = hard.indexOf(words, from);
      if (start < 0) continue;
      from = start + words.length;
      inHard.push({ ...place, start, end: from });
    }
  }
  return { inHard, inText };
}

/** A paragraph that loses nothing as plain words. */
const isPlain = ({ type, content = [] }: Content) =>
  type === "paragraph" && content.every((child) => child.type === "text" && (child.marks ?? []).length === 0);

/** What a version of a text is called: see `calledBy`. */
export const nameOf = (version?: { title: string; content: Content } | null): string =>
  calledBy({ title: version?.title ?? "", beginning: version ? wordsWritten(version.content) : "" });
