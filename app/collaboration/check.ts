import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import type { Content } from "#app/editor/content.ts";
import { openSharedText, textFragment } from "#app/editor/shared-text.ts";
import { assertSize, assertWritten, measureWritten, TooMuchWritten } from "#app/editor/written.ts";
import type { Refusal } from "./protocol.ts";

/** Whatever Yjs shares. */
type SharedType = Y.Transaction["changed"] extends Map<infer T, unknown> ? T : never;

/** A change that must not reach the text. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal);
  }
}

/**
 * A copy of a shared text on which each change is tried before anything else gets to see it. What is tried costs as much as the blocks that it
 * changes: those of which nothing has changed have been measured before.
 */
export class TrialText {
  private readonly measured = new WeakMap<object, { characters: number; nodes: number }>();
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
    const changes: Uint8Array[] = [];
    const keep = (made: Uint8Array) => changes.push(made);
    this.document.on("update", keep);
    try {
      Y.applyUpdate(this.document, change);
      if (changes.length === 0) return nothing;
      this.assertWritten();
    } catch (error) {
      throw new Refused(error instanceof TooMuchWritten ? "tooMuch" : "notAllowed");
    } finally {
      this.document.off("update", keep);
    }
    return changes.length === 1 && changes[0] ? changes[0] : Y.mergeUpdates(changes);
  }

  destroy(): void {
    this.document.destroy();
  }

  /** A block that was changed is to be measured anew. */
  private forget(changed: SharedType): void {
    let type: SharedType | null = changed;
    while (type && type.parent !== this.text) type = type.parent;
    if (type) this.measured.delete(type);
  }

  private assertWritten(): void {
    if (this.document.share.size > 1 || this.text._map.size > 0) throw new RangeError("more than a text");
    let characters = 0;
    let nodes = 0;
    for (const block of this.text.toArray()) {
      const known = this.measured.get(block);
      const size = known ?? measureBlock(block);
      if (!known) this.measured.set(block, size);
      characters += size.characters;
      nodes += size.nodes;
    }
    assertSize(characters, nodes);
  }
}

/** The change that changes nothing, as Yjs writes one. */
export const nothing = new Uint8Array([0, 0]);

function measureBlock(block: unknown) {
  assertPlain(block);
  const content = yXmlFragmentToProsemirrorJSON({ toArray: () => [block] } as unknown as Y.XmlFragment) as Content;
  assertWritten(content);
  return measureWritten(content);
}

/** Refuses what Yjs can hold and a text cannot: other shared types, attributes of words, things embedded in words. */
function assertPlain(type: unknown, depth = 0): void {
  if (depth > 100) throw new TooMuchWritten("too deep");
  if (type instanceof Y.XmlText) {
    if (Object.keys(type.getAttributes()).length > 0) throw new RangeError("words with attributes");
    for (const { insert, attributes } of type.toDelta()) {
      if (typeof insert !== "string") throw new RangeError("something in the words");
      for (const mark of Object.values(attributes ?? {}))
        if (Object.prototype.toString.call(mark) !== "[object Object]") throw new RangeError("not a mark");
    }
  } else if (type instanceof Y.XmlElement && !(type instanceof Y.XmlHook)) {
    for (const child of type.toArray()) assertPlain(child, depth + 1);
  } else throw new RangeError("not a part of a text");
}
