import { getSchema } from "@tiptap/core";
import { prosemirrorJSONToYDoc, yDocToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import type { Content } from "./content.ts";
import { writingExtensions } from "./schema/extensions.ts";

const schema = getSchema(writingExtensions);

/** The fragment of a shared document that holds the text. */
export const textFragment = "text";

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

/** The text of a shared document. Not checked: see `assertWritten`. */
export const contentOfSharedText = (document: Y.Doc): Content =>
  yDocToProsemirrorJSON(document, textFragment) as Content;
