import * as Y from "yjs";
import { textFragment } from "../text-fragment.ts";

/** A paragraph, heading or cell with words in it that are not sent. */
export type UnsentBlock = { words: string; unsent: boolean }[];

/** From and to which number, that not included, the letters of one browser are not sent. */
type Spans = Map<number, [from: number, to: number][]>;

/**
 * The words that changes have brought into a text, each with the rest of its paragraph.
 * @param document the text with the changes in it
 * @param changes as Yjs writes them
 */
export function unsentBlocks(document: Y.Doc, changes: readonly Uint8Array[]): UnsentBlock[] {
  const spans: Spans = new Map();
  const loose: UnsentBlock[] = [];
  for (const { structs } of changes.map((change) => Y.decodeUpdate(change)))
    for (const struct of structs) {
      const { client, clock } = struct.id;
      spans.set(client, [...(spans.get(client) ?? []), [clock, clock + struct.length]]);
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString)
        loose.push([{ words: struct.content.str, unsent: true }]);
    }
  // Where the rest of the text is missing, the words have no place yet, and are told one after the other.
  if (document.store.pendingStructs) return [loose.flat()].filter(hasUnsent);
  return blocksIn(document.getXmlFragment(textFragment), spans).filter(hasUnsent);
}

const hasUnsent = (block: UnsentBlock) => block.some(({ words, unsent }) => unsent && words.trim() !== "");

function blocksIn(parent: Y.XmlFragment | Y.XmlElement, spans: Spans): UnsentBlock[] {
  const blocks: UnsentBlock[] = [];
  let line: UnsentBlock | null = null;
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) {
      if (!line) {
        line = [];
        blocks.push(line);
      }
      line.push(...wordsIn(child, spans));
    } else if (child instanceof Y.XmlElement && child.nodeName === "hardBreak")
      line?.push({ words: "\n", unsent: false });
    else if (child instanceof Y.XmlElement) {
      line = null;
      blocks.push(...blocksIn(child, spans));
    }
  }
  return blocks;
}

function wordsIn(text: Y.XmlText, spans: Spans): UnsentBlock {
  const words: UnsentBlock = [];
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const { client, clock } = item.id;
    const own = spans.get(client) ?? [];
    for (const [at, letter] of item.content.str.split("").entries()) {
      const unsent = own.some(([from, to]) => clock + at >= from && clock + at < to);
      const last = words.at(-1);
      if (last?.unsent === unsent) last.words += letter;
      else words.push({ words: letter, unsent });
    }
  }
  return words;
}
