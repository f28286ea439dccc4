import type { Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";

/** True of a change that came by the shared document: from others, from undo, or from the server. It must be taken as it is. */
export const isChangeFromOthers = (change: Transaction): boolean =>
  Boolean(change.getMeta(ySyncPluginKey)?.isChangeOrigin);
