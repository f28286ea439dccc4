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
  takeIn(document, [snapshot, ...updates]);
  return document;
}

/**
 * Takes changes into a shared document on the server. Yjs would do away with marks that have become superfluous by what comes from elsewhere;
 * in a transaction that counts as one's own it does not. The browsers do, and tell so: what a server did by itself would be told to those
 * who are connected to it and to nobody else, and would never be stored.
 */
export function takeIn(document: Y.Doc, changes: readonly Uint8Array[]): void {
  Y.transact(document, (transaction) => {
    for (const change of changes) Y.applyUpdate(document, change);
    transaction.local = true;
  });
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
