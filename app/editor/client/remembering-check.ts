import type { Node } from "@tiptap/pm/model";
import { checkWholeText, type PlacedFinding, readingOn } from "#app/domain/privacy-check/check-text.ts";
import { namesPlace, type ToldAbove, toldIn } from "#app/domain/privacy-check/circumstances.ts";
import type { Content } from "../content.ts";
import type { PictureAttributes } from "../schema/picture.ts";

/** A finding, and where it stands in the whole text. */
export interface FindingHere extends PlacedFinding {
  /** Its key, numbered where the same words stand more than once. The field `pictures`: it is said of the picture that stands there. */
  id: string;
  from: number;
  to: number;
  /** Where its block is shown: after the paragraph, or after the table that the paragraph is in. */
  below: number;
}

interface Block {
  node: Node;
  /** Where its words begin. */
  start: number;
  below: number;
}

/** Where what is said of a block is shown: after it, or after the table that it is in. */
function belowOf(text: Node, at: number, { nodeSize }: Node): number {
  const $at = text.resolve(at);
  for (let depth = 1; depth <= $at.depth; depth += 1)
    if ($at.node(depth).type.name === "table") return $at.after(depth);
  return at + nodeSize;
}

interface Picture {
  node: Node;
  at: number;
}

/** The pictures of a text, each with where it stands. */
function picturesIn(text: Node): Picture[] {
  const found: Picture[] = [];
  text.descendants((node, at) => {
    if (node.type.name === "picture") found.push({ node, at });
    return !node.isTextblock;
  });
  return found;
}

/** What is said of a picture: its description and the text below it, a line each. */
function wordsOfPicture({ attrs }: Node): string {
  const { alt, decorative, caption } = attrs as PictureAttributes;
  return [decorative ? "" : alt, caption].filter((words) => words.trim()).join("\n");
}

/** The blocks that hold words, in reading order. */
function blocksIn(text: Node): Block[] {
  const found: Block[] = [];
  text.descendants((node, at) => {
    if (!node.isTextblock) return true;
    found.push({ node, start: at + 1, below: belowOf(text, at, node) });
    return false;
  });
  return found;
}

const isHeading = (node: Node) => node.type.name === "heading";

/** Looks through texts. */
export interface RememberingCheck {
  (text: Node): FindingHere[];
  /** Looks at blocks that are new until time is up. @returns whether all have been seen */
  begin(text: Node, timeIsUp: () => boolean): boolean;
}

/** A block with all that its findings depend on. */
interface Read {
  block: Block;
  next: Node | undefined;
  schoolNamed: boolean;
  above: ToldAbove;
}

/** Looks through a text again and again, each time only at the blocks that are new. */
export function rememberingCheck(): RememberingCheck {
  const places = new WeakMap<Node, boolean>();
  const told = new WeakMap<Node, ToldAbove>();
  const known = new WeakMap<Node, { next: Node | undefined; context: string; findings: PlacedFinding[] }>();
  const namesOne = ({ node }: { node: Node }) => {
    const before = places.get(node);
    if (before !== undefined) return before;
    const now = namesPlace(node.isTextblock ? node.textContent : wordsOfPicture(node));
    places.set(node, now);
    return now;
  };
  const toldBy = (node: Node) => {
    const before = told.get(node);
    if (before !== undefined) return before;
    const now = toldIn(node.textBetween(0, node.content.size, undefined, "\n"), { heading: isHeading(node) });
    told.set(node, now);
    return now;
  };
  const contextOf = ({ schoolNamed, above }: Read) => JSON.stringify([schoolNamed, above]);
  const knownOf = (read: Read): PlacedFinding[] | undefined => {
    const seen = known.get(read.block.node);
    return seen && seen.next === read.next && seen.context === contextOf(read) ? seen.findings : undefined;
  };
  const findingsOf = (read: Read): PlacedFinding[] => {
    const before = knownOf(read);
    if (before) return before;
    const { block, next, schoolNamed, above } = read;
    const content: Content = {
      type: "doc",
      content: [block.node, ...(next ? [next] : [])].map((one) => one.toJSON()),
    };
    const findings = checkWholeText({ content, schoolNamed, above }).filter((finding) => finding.block === 0);
    known.set(block.node, { next, context: contextOf(read), findings });
    return findings;
  };
  /** Reads the blocks one after the other. */
  const reading = (blocks: readonly Block[], schoolNamed: boolean) => {
    const readOn = readingOn();
    return (block: Block, index: number): Read => ({
      block,
      next: blocks[index + 1]?.node,
      schoolNamed,
      above: readOn(toldBy(block.node), isHeading(block.node)),
    });
  };
  const ofPictures = new WeakMap<Node, { schoolNamed: boolean; findings: PlacedFinding[] }>();
  const knownOfPicture = (picture: Node, schoolNamed: boolean): PlacedFinding[] | undefined => {
    const seen = ofPictures.get(picture);
    return seen?.schoolNamed === schoolNamed ? seen.findings : undefined;
  };
  const findingsOfPicture = (picture: Node, schoolNamed: boolean): PlacedFinding[] => {
    const before = knownOfPicture(picture, schoolNamed);
    if (before) return before;
    const found = checkWholeText({ fields: { pictures: wordsOfPicture(picture) }, schoolNamed });
    const findings = found.map((finding) => ({ ...finding, label: `${finding.label} ved billedet` }));
    ofPictures.set(picture, { schoolNamed, findings });
    return findings;
  };
  const check = (text: Node): FindingHere[] => {
    const blocks = blocksIn(text);
    const pictures = picturesIn(text);
    // No `some`: each is to be remembered.
    const schoolNamed = [...blocks, ...pictures].map(namesOne).includes(true);
    const times = new Map<string, number>();
    const idOf = ({ key }: PlacedFinding) => {
      const before = times.get(key) ?? 0;
      times.set(key, before + 1);
      return `${key}-${before}`;
    };
    const inWords = blocks.map(reading(blocks, schoolNamed)).flatMap((read) =>
      findingsOf(read).map((finding) => {
        const { start, below } = read.block;
        return { ...finding, id: idOf(finding), from: start + finding.start, to: start + finding.end, below };
      }),
    );
    const atPictures = pictures.flatMap(({ node, at }) =>
      findingsOfPicture(node, schoolNamed).map((finding) => {
        return { ...finding, id: idOf(finding), from: at, to: at + node.nodeSize, below: belowOf(text, at, node) };
      }),
    );
    return [...inWords, ...atPictures].sort((one, other) => one.from - other.from);
  };
  const begin = (text: Node, timeIsUp: () => boolean): boolean => {
    const blocks = blocksIn(text);
    const pictures = picturesIn(text);
    let schoolNamed = false;
    for (const block of blocks) {
      if (!(places.has(block.node) && told.has(block.node)) && timeIsUp()) return false;
      toldBy(block.node);
      schoolNamed = namesOne(block) || schoolNamed;
    }
    for (const picture of pictures) {
      if (!places.has(picture.node) && timeIsUp()) return false;
      schoolNamed = namesOne(picture) || schoolNamed;
    }
    for (const read of blocks.map(reading(blocks, schoolNamed))) {
      if (!knownOf(read) && timeIsUp()) return false;
      findingsOf(read);
    }
    for (const { node } of pictures) {
      if (!knownOfPicture(node, schoolNamed) && timeIsUp()) return false;
      findingsOfPicture(node, schoolNamed);
    }
    return true;
  };
  return Object.assign(check, { begin });
}
