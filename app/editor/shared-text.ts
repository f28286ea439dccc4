import { getSchema } from "@tiptap/core";
import { prosemirrorJSONToYDoc, updateYFragment, yDocToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import type { Content } from "./content.ts";
import { writingExtensions } from "./schema/extensions.ts";
import { textFragment } from "./text-fragment.ts";

const schema = getSchema(writingExtensions);

/** A new shared document that holds a text, as Yjs writes one. Made twice of the same text, the two must never be merged. */
export function sharedTextOf(content: Content): Uint8Array {
  return Y.encodeStateAsUpdate(prosemirrorJSONToYDoc(schema, content, textFragment));
}

/** The shared document that a snapshot and the updates since make up. */
export function openSharedText(snapshot: Uint8Array, updates: readonly Uint8Array[] = []): Y.Doc {
  const document = new Y.Doc();
  Y.transact(document, () => {
    for (const update of [snapshot, ...updates]) Y.applyUpdate(document, update);
  });
  return document;
}

/** A shared document with all that it knows, as Yjs writes one. */
export const encodeSharedText = (document: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(document);

/** The text of a shared document. Not checked: see `assertWritten`. Writers at the same time can empty it; then it is one empty paragraph. */
export function contentOfSharedText(document: Y.Doc): Content {
  const content = yDocToProsemirrorJSON(document, textFragment) as Content;
  return content.content?.length ? content : { ...content, content: [{ type: "paragraph" }] };
}

/**
 * Turns the text of a shared document into another, changing as little as that takes.
 * @returns the change, as Yjs writes one, for other copies of the document
 */
export function changeInto(document: Y.Doc, content: Content): Uint8Array {
  const changes: Uint8Array[] = [];
  const keep = (change: Uint8Array) => changes.push(change);
  document.on("update", keep);
  const meta = { mapping: new Map(), isOMark: new Map() };
  updateYFragment(document, document.getXmlFragment(textFragment), schema.nodeFromJSON(content), meta);
  document.off("update", keep);
  return Y.mergeUpdates(changes);
}
