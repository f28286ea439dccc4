import { getSchema } from "@tiptap/core";
import { type Content, picturesIn, wordsOf } from "./content.ts";
import { writingExtensions } from "./schema/extensions.ts";
import { longestAttribute, mostCells, mostCharacters, mostDepth, mostNodes } from "./schema/limits.ts";
import { caseSections, isSectionName, type SectionName } from "./schema/section.ts";

const schema = getSchema(writingExtensions);

/** A text that holds more than one may. */
export class TooMuchWritten extends RangeError {}

/** Call-outs that are the editors' own. */
const editorsOnly = ["note"];

/** A text whose parts are all known but do not fit together: two who write at once can make one, which their editors mend. */
export class DisorderedText extends RangeError {}

/** How much a text holds. */
export interface Size {
  characters: number;
  nodes: number;
  /** Cells beyond those that a table may have, of all tables. */
  cellsTooMany: number;
}

const nothingYet: Size = { characters: 0, nodes: 0, cellsTooMany: 0 };

/**
 * Checks that a text is one that writers of cases can have written: no nodes of documents, no call-outs of the editors, no merged cells, no
 * attribute that the schema does not know, and no more than may be.
 * @param before as for `assertSize`
 * @returns how much it holds
 * @throws {TooMuchWritten} when it holds more than may be
 * @throws {DisorderedText} when its parts do not fit together
 * @throws {RangeError} for everything else, saying what is wrong
 */
export function assertWritten(content: Content, before?: Size): Size {
  assertParts(content);
  const text = schema.nodeFromJSON(content);
  if (text.type !== schema.topNodeType) throw new RangeError(`not a whole text: ${text.type.name}`);
  try {
    text.check();
  } catch (error) {
    throw new DisorderedText(String(error));
  }
  const size = sizeOf(content);
  assertSize(size, before);
  return size;
}

/**
 * Refuses a text that holds more than one may.
 * @param before how much it held before a change: what two processes have taken in at once can be too much together, and is made less then
 * @throws {TooMuchWritten}
 */
export function assertSize(size: Size, before: Size = nothingYet): void {
  const { characters, nodes, cellsTooMany } = before;
  if (size.characters > Math.max(mostCharacters, characters)) throw new TooMuchWritten("too many characters");
  if (size.nodes > Math.max(mostNodes, nodes)) throw new TooMuchWritten("too many nodes");
  if (size.cellsTooMany > cellsTooMany) throw new TooMuchWritten("too many cells in a table");
}

/** Counts how much a text holds, whatever it is. */
export function sizeOf(content: Content): Size {
  const size = { ...nothingYet };
  const count = (node: Content): void => {
    size.characters += node.text?.length ?? 0;
    size.nodes += 1;
    if (node.type === "table") size.cellsTooMany += Math.max(0, cellsOf(node) - mostCells);
    node.content?.forEach(count);
  };
  count(content);
  return size;
}

/** Checks what can be checked of each node alone. @throws as `assertWritten` */
function assertParts(node: Content, depth = 0): void {
  if (depth > mostDepth) throw new TooMuchWritten("too deep");
  assertAttributes(schema.nodes[node.type ?? ""]?.spec.attrs, node.attrs);
  for (const { type, attrs } of node.marks ?? []) assertAttributes(schema.marks[type]?.spec.attrs, attrs);
  if (node.type === "callout" && editorsOnly.includes(node.attrs?.kind))
    throw new RangeError("a call-out of the editors");
  if ((node.attrs?.colspan ?? 1) !== 1 || (node.attrs?.rowspan ?? 1) !== 1) throw new RangeError("merged cells");
  for (const child of node.content ?? []) assertParts(child, depth + 1);
}

/** ProseMirror takes no notice of attributes that it does not know, and lets most values be. */
function assertAttributes(
  known: Readonly<Record<string, unknown>> = {},
  given: Readonly<Record<string, unknown>> = {},
) {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(known, name)) throw new RangeError(`unknown attribute: ${name.slice(0, 40)}`);
    const parts = Array.isArray(value) ? value : [value];
    if (parts.some((part) => part !== null && typeof part === "object")) throw new RangeError(`not a value: ${name}`);
    if (String(value).length > longestAttribute) throw new TooMuchWritten(`too long an attribute: ${name}`);
  }
}

const cellsOf = (table: Content): number =>
  (table.content ?? []).reduce((cells, row) => cells + (row.content?.length ?? 0), 0);

const paragraphOf = (words: string): Content => ({ type: "paragraph", content: [{ type: "text", text: words }] });

/** A paragraph for each line, and a list of lines that are written as its points. */
function blocksOf(answer: string): Content[] {
  const blocks: Content[] = [];
  for (const line of answer.split("\n").map((one) => one.trim())) {
    if (!line) continue;
    const point = /^[-*•–]\s+(.+)$/.exec(line)?.[1];
    const last = blocks.at(-1);
    if (!point) blocks.push(paragraphOf(line));
    else {
      const item: Content = { type: "listItem", content: [paragraphOf(point)] };
      if (last?.type === "bulletList") last.content?.push(item);
      else blocks.push({ type: "bulletList", content: [item] });
    }
  }
  return blocks.length > 0 ? blocks : [{ type: "paragraph" }];
}

/** The heading of a section and what stands under it. */
export const sectionOf = (name: SectionName, answer = ""): Content[] => [
  {
    type: "heading",
    attrs: { level: 2, section: name },
    content: [{ type: "text", text: caseSections[name].heading }],
  },
  ...blocksOf(answer),
];

/** The four sections that every case is begun with. */
export const firstSections = ["challenge", "did", "outcome", "hard"] as const satisfies readonly SectionName[];

/**
 * The text that a case begins with: the four sections with what was answered, a paragraph for each line or the points of a list, and the
 * further ones that were answered or opened.
 */
export const begunText = (
  answers: Readonly<Partial<Record<SectionName, string>>>,
  opened: readonly SectionName[] = [],
): Content => ({
  type: "doc",
  content: [
    ...firstSections.flatMap((name) => sectionOf(name, answers[name])),
    ...(Object.keys(caseSections) as SectionName[]).flatMap((name) =>
      !(firstSections as readonly string[]).includes(name) && (answers[name] || opened.includes(name))
        ? sectionOf(name, answers[name])
        : [],
    ),
  ],
});

/** What a text was begun with. */
export interface Begun {
  answers: Partial<Record<SectionName, string>>;
  /** The further sections that stand in the text, answered or not. */
  opened: SectionName[];
}

/** The answers that a text was begun with; undefined when it holds what no answer makes, because it has been written in since. */
export function answersIn(content: Content): Begun | undefined {
  const answers: Begun["answers"] = {};
  for (const { section, blocks } of partsOf(content)) {
    if (!section) return undefined;
    const lines = blocks.slice(1).flatMap((block) => {
      if (block.type !== "bulletList") return [wordsOf(block)];
      return (block.content ?? []).map((item) => `- ${wordsOf(item)}`);
    });
    answers[section] = lines.join("\n");
  }
  const opened = (Object.keys(answers) as SectionName[]).filter(
    (name) => !(firstSections as readonly string[]).includes(name),
  );
  const again = schema.nodeFromJSON(begunText(answers, opened));
  return again.eq(schema.nodeFromJSON(content)) ? { answers, opened } : undefined;
}

/** A part of a text: what stands under one heading of the second level, the heading first if there is one. */
interface Part {
  section: SectionName | null;
  blocks: Content[];
}

/** The text in parts, each with the heading that it begins with; what stands before the first heading is a part without one. */
export function partsOf(content: Content): Part[] {
  const parts: Part[] = [];
  for (const block of content.content ?? []) {
    const begins = block.type === "heading" && block.attrs?.level === 2;
    const last = parts.at(-1);
    if (begins || !last) {
      const name = begins ? block.attrs?.section : null;
      parts.push({ section: isSectionName(name) ? name : null, blocks: [block] });
    } else last.blocks.push(block);
  }
  return parts;
}

const isEmpty = (block: Content) => !wordsOf(block).trim() && picturesIn(block).length === 0;

/** The text as readers get it: without the sections that were left empty, and without empty paragraphs at the end of a part. */
export function withoutEmptySections(content: Content): Content {
  const kept = partsOf(content).flatMap(({ section, blocks }) => {
    const [heading, ...rest] = blocks;
    if (section && rest.every(isEmpty)) return [];
    while (rest.length > 0 && rest.at(-1)?.type === "paragraph" && isEmpty(rest.at(-1) ?? {})) rest.pop();
    return heading ? [heading, ...rest] : rest;
  });
  while (kept.length > 0 && kept.at(-1)?.type === "paragraph" && isEmpty(kept.at(-1) ?? {})) kept.pop();
  return { ...content, content: kept.length > 0 ? kept : [{ type: "paragraph" }] };
}

/** The words of a section in one line; empty when the text has it not. */
export function wordsOfSection(content: Content, name: SectionName): string {
  const part = partsOf(content).find(({ section }) => section === name);
  return (part?.blocks.slice(1) ?? []).map(wordsOf).join(" ").replace(/\s+/g, " ").trim();
}

/**
 * What stands under the heading of a section, to be read in one go: its paragraphs and the points of its lists as sentences. A table is left
 * out, unless there is nothing else. Empty when the text has not the section.
 */
export function sentencesOfSection(content: Content, name: SectionName): string {
  const part = partsOf(content).find(({ section }) => section === name);
  return inSentences(part?.blocks.slice(1) ?? []) || wordsOfSection(content, name);
}

/** Blocks of text in one line, each ended as a sentence is; without tables and headings. */
function inSentences(blocks: readonly Content[]): string {
  const lines: string[] = [];
  const read = (block: Content): void => {
    if (block.type === "table" || block.type === "heading") return;
    const line = block.type === "paragraph" ? wordsOf(block).replace(/\s+/g, " ").trim() : "";
    if (line) lines.push(/[\p{L}\p{N}]$/u.test(line) ? `${line}.` : line);
    else for (const child of block.content ?? []) read(child);
  };
  blocks.forEach(read);
  return lines.join(" ");
}

/** What its writers have written in a text, to be read in one go, without the headings. */
export const wordsWritten = (content: Content): string => inSentences(content.content ?? []);

/**
 * The beginning of a text, whole sentences as far as there are any.
 * @param most characters
 */
export function beginningOf(words: string, most: number): string {
  if (words.length <= most) return words;
  const cut = words.slice(0, most);
  const ends = [...`${cut}${words.slice(most, most + 3)}`.matchAll(/[.?!]["»«”)]{0,2}(?=\s["»«”(]{0,2}[\p{Lu}\d])/gu)]
    .map(({ index, 0: end }) => index + end.length)
    .filter((end) => end <= most && end > most / 3);
  const sentence = ends.at(-1);
  if (sentence) return cut.slice(0, sentence);
  return `${cut.slice(0, most - 2).replace(/\s+\S*$/, "")} …`;
}

/**
 * A text that was made from a document, as writers can go on with it: without the anchors, page marks and marks that only documents have.
 * Its links to documents stay.
 */
export function asWritten(content: Content): Content {
  const { id: _anchor, ...attrs } = content.attrs ?? {};
  const marks = content.marks?.filter(({ type }) => schema.marks[type]);
  return {
    ...content,
    ...(content.attrs && { attrs }),
    ...(marks && { marks }),
    ...(content.content && {
      content: content.content.flatMap((child) => {
        if (child.type === "callout" && editorsOnly.includes(child.attrs?.kind))
          return (child.content ?? []).map(asWritten);
        return schema.nodes[child.type ?? ""] ? [asWritten(child)] : [];
      }),
    }),
  };
}
