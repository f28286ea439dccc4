import type { HocuspocusProvider } from "@hocuspocus/provider";
import { type MarkMessage, readSaved } from "./protocol.ts";

/** The state of a text's changes in one browser. */
export interface Saving {
  /** True when the server has stored every change that was made here. */
  saved: boolean;
  /** When it last stored any of them; null before that. */
  at: Date | null;
  /** When the oldest change was made that it may not have stored; null when there is none. Somebody who types without a pause is never quite done. */
  waitsSince: Date | null;
  /** How many of the changes made here it has stored. */
  stored: number;
}

/**
 * Tells how far the changes of a browser have come: at each first change that is not stored, and whenever more are stored. What the provider
 * calls synced, and its count of unsynced changes, say that the server has read them, not that it has stored them.
 *
 * After a change the browser sends a mark. The socket keeps the order of what is sent, and the server answers a mark when what came before it
 * is stored; while a mark is on its way no other is sent, and if there were changes meanwhile, one more is sent after its answer. A new
 * connection begins with a mark, because what was under way on the old one may be lost; the server answers it when the browser has also sent
 * what the server had not got.
 */
export function watchSaving(provider: HocuspocusProvider, tell: (saving: Saving) => void): void {
  let changes = 0;
  let asked: number | null = null;
  /** When the first change was made after the mark that is on its way. */
  let since: Date | null = null;
  const now: Saving = { saved: true, at: null, waitsSince: null, stored: 0 };
  const say = (change: Partial<Saving>) => tell({ ...Object.assign(now, change) });
  const ask = () => {
    if (!provider.isSynced) return;
    asked = changes;
    since = null;
    provider.sendStateless(JSON.stringify({ type: "mark", mark: changes } satisfies MarkMessage));
  };
  provider.document.on("update", (_update: Uint8Array, origin: unknown) => {
    if (origin === provider) return;
    changes += 1;
    if (now.saved) say({ saved: false, waitsSince: new Date() });
    if (asked === null) ask();
    else since ??= new Date();
  });
  provider.on("synced", ask);
  // A connection that has died in a sleep is given up without a word to the provider, which takes the next one to be in step already.
  provider.on("open", () => {
    asked = null;
    provider.synced = false;
  });
  provider.on("stateless", ({ payload }: { payload: string }) => {
    const answer = readSaved(payload);
    if (!answer || answer.mark !== asked) return;
    asked = null;
    const at = new Date(answer.at);
    const stored = answer.mark;
    if (stored !== changes) {
      say({ at, waitsSince: since ?? now.waitsSince, stored });
      ask();
    } else if (!now.saved) say({ saved: true, at, waitsSince: null, stored });
  });
}
