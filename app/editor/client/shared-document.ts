import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import * as Y from "yjs";
import { isFinal, type Refusal, refusalOf, textAddress } from "#app/collaboration/protocol.ts";
import { type OtherWriter, watchCarets } from "#app/collaboration/watch-carets.ts";
import { type Saving, watchSaving } from "#app/collaboration/watch-saving.ts";
import { schemaHash } from "../schema-hash.ts";
import { mayEnd, type SavedState, savedState } from "./saved-state.ts";

/** How often the browser asks how far the server is, in milliseconds: a connection that has died in a sleep is noticed by it. */
const heartbeat = 10_000;
/** How long nothing may come before the connection counts as dead. */
const silence = 30_000;

/** The text of a draft, in step with the server's. */
export interface SharedDocument {
  document: Y.Doc;
  provider: HocuspocusProvider;
  /** When the server's text is here for the first time. */
  opened: Promise<void>;
  /** True while the server has not stored all. */
  hasUnsaved(): boolean;
  /** Tries to reach the server at once. */
  tryNow(): void;
}

/**
 * Opens the shared document of a working revision.
 * @param revisionId its name
 * @param show is told the state when it changes, and once a second while something waits
 * @param ended is told when nothing can be written any more, and with null when it can again
 * @param tellOthers is told who else has the text open, whenever one of them comes, goes or moves
 */
export function openSharedDocument(
  revisionId: string,
  show: (state: SavedState) => void,
  ended: (refusal: Refusal | null) => void,
  tellOthers: (others: OtherWriter[]) => void,
): SharedDocument {
  const document = new Y.Doc();
  let saving: Saving = { saved: true, at: null, waitsSince: null };
  let refusal: Refusal | null = null;
  let refusedAt: Date | null = null;
  const tellNow = () =>
    show(
      savedState({
        connected: provider.isSynced,
        online: navigator.onLine,
        saving,
        refusal,
        now: refusedAt ?? new Date(),
      }),
    );
  function closed(code: number): void {
    const found = refusalOf(code);
    if (!found || !isFinal(found)) return;
    socket.disconnect();
    if (refusal) return;
    refusal = found;
    refusedAt = new Date();
    ended(found);
  }
  let telling = false;
  // A key changes it several times, and is not to wait for it. Not by frames: a page in the background has none.
  const tell = () => {
    if (telling) return;
    telling = true;
    setTimeout(() => {
      telling = false;
      tellNow();
    }, 30);
  };
  const socket = new HocuspocusProviderWebsocket({
    url: textAddress(location.origin, revisionId, schemaHash),
    messageReconnectTimeout: silence,
    minDelay: 500,
    delay: 500,
    maxDelay: 5_000,
    // Told before the socket decides to come back; told by the provider it would come back once, and then again and again.
    onClose: ({ event }: { event: { code: number } }) => closed(event.code),
  });
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name: revisionId,
    document,
    forceSyncInterval: heartbeat,
  });
  const opened = new Promise<void>((resolve) => {
    provider.on("synced", () => {
      resolve();
      tell();
    });
  });
  provider.on("close", tell);
  watchSaving(provider, (now) => {
    const begins = saving.saved && !now.saved;
    saving = now;
    // What was called saved is not for a moment longer.
    if (begins) tellNow();
    else tell();
  });
  watchCarets(provider, tellOthers);
  provider.attach();

  const tryNow = () => {
    if (refusal && !mayEnd(refusal)) return;
    if (refusal) {
      refusal = null;
      ended(null);
    }
    socket.checkConnection();
    void socket.connect();
  };
  const onWake = () => {
    if (window.document.visibilityState === "visible") tryNow();
    tell();
  };
  addEventListener("online", onWake);
  addEventListener("offline", tell);
  addEventListener("visibilitychange", onWake);
  setInterval(() => {
    if (!saving.saved) tell();
  }, 1_000);
  tellNow();

  return {
    document,
    provider,
    opened,
    hasUnsaved: () => !saving.saved,
    tryNow,
  };
}
