import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import * as Y from "yjs";
import { isFinal, type Refusal, refusalOf, textAddress } from "#app/collaboration/protocol.ts";
import { type OtherWriter, watchCarets } from "#app/collaboration/watch-carets.ts";
import { type Saving, watchSaving } from "#app/collaboration/watch-saving.ts";
import type { CopiedText } from "../offline/copies.ts";
import { keepCopy } from "../offline/keep-copy.ts";
import { watchPerson } from "../offline/watch-person.ts";
import { schemaHash } from "../schema-hash.ts";
import { patientSocket } from "./patient-socket.ts";
import { mayEnd, type SavedState, savedState } from "./saved-state.ts";

/** How often the browser asks how far the server is, in milliseconds: a connection that has died in a sleep is noticed by it. */
const heartbeat = 10_000;
/** How long nothing may come before the connection counts as dead. */
const silence = 30_000;
/** How long the server is waited for before a text is opened from the browser's own copy, in milliseconds. */
const copyWaits = 2_500;

/** The text of a draft, in step with the server's. */
export interface SharedDocument {
  document: Y.Doc;
  provider: HocuspocusProvider;
  /** When the text is here: the server's, or without a connection the browser's copy. */
  opened: Promise<void>;
  /** When the server's text is here for the first time. */
  inStep: Promise<void>;
  /** True while the server has not stored all. */
  hasUnsaved(): boolean;
  /** The changes that the server has not stored. */
  unsent(): Uint8Array[];
  /** What is typed is kept in the browser until the server has stored it. */
  readonly keeps: boolean;
  /** Tries to reach the server at once. */
  tryNow(): void;
}

/**
 * Opens the shared document of a working revision, with what the browser has kept of it.
 * @param text whose it is, and which
 * @param tellPage.begins is told at once when there is something that is not saved
 * @param tellPage.show is told the state when it changes, and once a second while something waits
 * @param tellPage.ended is told when nothing can be written any more, and with null when it can again
 * @param tellPage.others is told who else has the text open, whenever one of them comes, goes or moves
 * @param tellPage.full is told when the browser has no room to keep what is typed
 * @param tellPage.signedOut is told when somebody has signed out in this browser, once its copy is forgotten
 * @param tellPage.anotherPerson is told when somebody else has signed in in this browser; what is not sent stays with the one who typed it
 */
export async function openSharedDocument(
  text: Omit<CopiedText, "at">,
  tellPage: {
    begins(): void;
    show(state: SavedState): void;
    ended(refusal: Refusal | null): void;
    others(others: OtherWriter[]): void;
    full(): void;
    signedOut(): void;
    anotherPerson(): void;
  },
): Promise<SharedDocument> {
  const { document: revisionId, person } = text;
  const document = new Y.Doc();
  let wasFull = false;
  let fromCopy = false;
  const copy = await keepCopy(document, text, {
    tell() {
      if (copy.full && !wasFull) tellPage.full();
      wasFull = copy.full;
      tell();
    },
    isSafe: () => saving.saved && provider.isSynced && navigator.onLine,
    onSignedOut: () =>
      void copy
        .forget()
        .catch(() => {})
        .then(tellPage.signedOut),
  });
  let saving: Saving = { saved: true, at: null, waitsSince: null, stored: 0 };
  let refusal: Refusal | null = null;
  let refusedAt: Date | null = null;
  const tellNow = () =>
    tellPage.show(
      savedState({
        connected: provider.isSynced,
        online: navigator.onLine,
        saving,
        kept: copy.keeps,
        fromCopy,
        refusal,
        now: refusedAt ?? new Date(),
      }),
    );
  function closed(code: number): void {
    const found = refusalOf(code);
    if (!found || !isFinal(found)) return;
    socket.disconnect();
    if (found === "anotherPerson") tellPage.anotherPerson();
    if (refusal || found === "anotherPerson") return;
    refusal = found;
    refusedAt = new Date();
    tellPage.ended(found);
    if (found === "tooMuch" || found === "notAllowed") void copy.setAside().catch(() => {});
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
  const socket: HocuspocusProviderWebsocket = new HocuspocusProviderWebsocket({
    url: textAddress(location.origin, revisionId, schemaHash, person),
    // What opens the text is waited for.
    WebSocketPolyfill: patientSocket(() => provider.isSynced),
    messageReconnectTimeout: silence,
    minDelay: 500,
    delay: 500,
    maxDelay: 5_000,
    // Told before the socket decides to come back; told by the provider it would come back once, and then again and again.
    onClose: ({ event }: { event: { code: number } }) => closed(event.code),
  });
  const provider: HocuspocusProvider = new HocuspocusProvider({
    websocketProvider: socket,
    name: revisionId,
    document,
    forceSyncInterval: heartbeat,
  });
  const inStep = new Promise<void>((resolve) => {
    provider.on("synced", () => {
      fromCopy = false;
      resolve();
      tell();
    });
  });
  const copyOpened = new Promise<void>((resolve) => {
    if (!copy.found) return;
    const open = () => {
      if (provider.isSynced || refusal) return;
      fromCopy = true;
      resolve();
      tell();
    };
    if (navigator.onLine) setTimeout(open, copyWaits);
    else open();
    addEventListener("offline", open);
  });
  provider.on("close", tell);
  watchSaving(provider, (now) => {
    const begins = saving.saved && !now.saved;
    saving = now;
    copy.stored(now.stored);
    // What was called saved is not for a moment longer.
    if (begins) tellPage.begins();
    tell();
  });
  copy.begin(provider);
  void inStep.then(copy.inStep);
  watchCarets(provider, tellPage.others);
  provider.attach();

  const tryNow = () => {
    if (refusal && !mayEnd(refusal)) return;
    if (refusal) {
      refusal = null;
      tellPage.ended(null);
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
  watchPerson(person, () => refusal !== null, tellPage.anotherPerson);
  tellNow();

  return {
    document,
    provider,
    opened: Promise.race([inStep, copyOpened]),
    inStep,
    hasUnsaved: () => !saving.saved,
    unsent: copy.unsent,
    get keeps() {
      return copy.keeps;
    },
    tryNow,
  };
}
