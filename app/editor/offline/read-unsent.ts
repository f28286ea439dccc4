import * as Y from "yjs";
import type { Copies, UnsentText } from "./copies.ts";
import { type UnsentBlock, unsentBlocks } from "./unsent-words.ts";

/** The words of a text that are not sent, from the browser's copy of it. */
export async function readUnsent(copies: Copies, text: UnsentText): Promise<UnsentBlock[]> {
  const { kept } = await copies.read(text);
  const changes = text.changes.map(({ bytes }) => bytes);
  const document = new Y.Doc();
  Y.applyUpdate(document, Y.mergeUpdates([...kept, ...changes]));
  return unsentBlocks(document, changes);
}
