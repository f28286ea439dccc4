import * as Y from "yjs";
import type { Content } from "#app/editor/content.ts";
import { openSharedText, takeIn } from "#app/editor/shared-text.ts";
import { textFragment } from "#app/editor/text-fragment.ts";
import { assertSize, assertWritten, DisorderedText, type Size, sizeOf, TooMuchWritten } from "#app/editor/written.ts";
import type { Refusal } from "./protocol.ts";

/** Any part of a shared document: a text, an element, a map. */
type SharedType = Y.Transaction["changed"] extends Map<infer T, unknown> ? T : never;

/** A change that must not reach the text. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal);
  }
}

/**
 * A copy of a shared text on which each change is tried before anything else gets to see it. What is tried costs as much as the blocks that it
 * changes: those of which nothing has changed have been measured before. What other processes have taken in is measured, not tried again.
 */
export class TrialText {
  private readonly measured = new WeakMap<object, Size>();
  /** The parts of the text as content, until something in them changes. */
  private readonly contents = new WeakMap<object, Content[]>();
  private readonly document: Y.Doc;
  private readonly text: Y.XmlFragment;

  /** @param state of the text, as Yjs writes one; taken as it is */
  constructor(state: Uint8Array) {
    this.document = openSharedText(state);
    this.text = this.document.getXmlFragment(textFragment);
    this.document.on("afterTransaction", ({ changed }: Y.Transaction) => {
      for (const type of changed.keys()) this.forget(type);
    });
  }

  /**
   * Tries a change.
   * @returns what it has changed, which is less than was given when a part was known, or rests on something that has not come yet
   * @throws {Refused} when it makes the text one that no writer can have written; the copy is then spoilt, and another must be made
   */
  take(change: Uint8Array): Uint8Array {
    const before = this.measure();
    const changes: Uint8Array[] = [];
    const keep = (made: Uint8Array) => changes.push(made);
    this.document.on("update", keep);
    try {
      takeIn(this.document, [change]);
      if (changes.length === 0) return nothing;
      this.assertWritten(before);
    } catch (error) {
      throw new Refused(refusalFor(error));
    } finally {
      this.document.off("update", keep);
    }
    return changes.length === 1 && changes[0] ? changes[0] : Y.mergeUpdates(changes);
  }

  /** Takes in changes that have been tried elsewhere. */
  learn(changes: readonly Uint8Array[]): void {
    takeIn(this.document, changes);
  }

  destroy(): void {
    this.document.destroy();
  }

  /** Lets go of all that is known of a part that was changed, and of those that it lies in. */
  private forget(changed: SharedType): void {
    for (let type: SharedType | null = changed; type?.parent; type = type.parent) {
      this.contents.delete(type);
      this.measured.delete(type);
    }
  }

  private assertWritten(before: Size): void {
    if (this.document.share.size > 1 || this.text._map.size > 0) throw new RangeError("more than a text");
    for (const block of this.text.toArray())
      if (!this.measured.has(block)) this.measured.set(block, assertWritten(this.textOf(block), before));
    assertSize(this.measure(), before);
  }

  /** How much the text holds. */
  private measure(): Size {
    const all: Size = { characters: 0, nodes: 0, cellsTooMany: 0 };
    for (const block of this.text.toArray()) {
      const size = this.measured.get(block) ?? sizeOf(this.textOf(block));
      this.measured.set(block, size);
      all.characters += size.characters;
      all.nodes += size.nodes;
      all.cellsTooMany += size.cellsTooMany;
    }
    return all;
  }

  /** A block by itself, as a text. */
  private textOf(block: unknown): Content {
    return { type: "doc", content: this.contentOf(block) };
  }

  /**
   * A part of the text as content, as the editor reads it.
   * @throws {RangeError} where it holds what Yjs can and a text cannot: other shared types, words with attributes, things between words
   */
  private contentOf(type: unknown, depth = 0): Content[] {
    if (!(type instanceof Y.XmlText || type instanceof Y.XmlElement) || type instanceof Y.XmlHook)
      throw new RangeError("not a part of a text");
    if (depth > deepest) throw new TooMuchWritten("too deep");
    const known = this.contents.get(type);
    if (known) return known;
    const content = type instanceof Y.XmlText ? wordsIn(type) : [this.nodeOf(type, depth)];
    this.contents.set(type, content);
    return content;
  }

  private nodeOf(element: Y.XmlElement, depth: number): Content {
    const attrs = element.getAttributes();
    const children = element.toArray().flatMap((child) => this.contentOf(child, depth + 1));
    return {
      type: element.nodeName,
      ...(Object.keys(attrs).length > 0 && { attrs }),
      ...(children.length > 0 && { content: children }),
    };
  }
}

/** Two changes at once may not fit together; then the browser comes back, gets what the other has changed, and its editor mends the text. */
function refusalFor(error: unknown): Refusal {
  if (error instanceof TooMuchWritten) return "tooMuch";
  return error instanceof DisorderedText ? "again" : "notAllowed";
}

/** Deeper than any text may be; what lies so deep is not even read. */
const deepest = 100;

/** The change that changes nothing, as Yjs writes one. */
export const nothing = new Uint8Array([0, 0]);

function wordsIn(type: Y.XmlText): Content[] {
  if (Object.keys(type.getAttributes()).length > 0) throw new RangeError("words with attributes");
  return type.toDelta().map(({ insert, attributes }: { insert: unknown; attributes?: Record<string, unknown> }) => {
    if (typeof insert !== "string") throw new RangeError("something between the words");
    const marks = Object.entries(attributes ?? {}).map(([mark, attrs]) => {
      if (Object.prototype.toString.call(attrs) !== "[object Object]") throw new RangeError("not a mark");
      return { type: mark, attrs: attrs as Record<string, unknown> };
    });
    return { type: "text", text: insert, ...(marks.length > 0 && { marks }) };
  });
}
