import * as Y from "yjs";
import { type CopiedText, type Copies, type CopyStep, copiesHere } from "./copies.ts";
import { forgetPage, holdOpen, type News, openNews } from "./kept-pages.ts";

/** How long what is typed waits until it is kept, in milliseconds: a key is not to wait for it. */
const typedWaitMs = 50;
/** How long changes of others wait until they are kept, in milliseconds: they can be had again. */
const othersWaitMs = 1_000;
/** After so many steps, what is kept of a text is written as one. */
const mostSteps = 300;
/** Behind the name of a document, marks the copy of what the server would not take. */
const asideMark = "refused";
/** How long until it is tried again to keep what there was no room for, in milliseconds. */
const againMs = 10_000;

/** The copy of an open text. */
export interface OpenCopy {
  /** The browser had a copy when the text was opened; it is in the document. */
  readonly found: boolean;
  /** What is typed is kept here. */
  readonly keeps: boolean;
  /** There is no room left. */
  readonly full: boolean;
  /** The changes that the server has not stored. */
  unsent(): Uint8Array[];
  /** Begins to follow the text, and brings what was not sent into it. @param server the origin of changes that came from there */
  begin(server: unknown): void;
  /** The server has stored so many of the changes that were made since `begin`. */
  stored(changes: number): void;
  /** The text is in step with the server's. */
  inStep(): void;
  /** The server will never take what waits: it is put where it is shown, and is not sent again when the text is opened. */
  setAside(): Promise<void>;
  /** Keeps nothing any more, and forgets what was kept. */
  forget(): Promise<void>;
}

/** Changes that were written into one row or several, and how many of them are still to be sent. */
interface Batch {
  ids: string[];
  left: number;
}

/** A change that is still to be sent. @property at its number among the changes since `begin` */
interface Waiting {
  at: number;
  bytes: Uint8Array;
  batch: Batch | null;
}

/**
 * Keeps a copy of a text in the browser while it is written in: all of it, so that it can be opened without a network, and apart from that the
 * changes that the server has not stored. The copy goes when the window is closed and the server has everything.
 * @param tell is called when nothing can be kept any more, and when it can again
 * @param isSafe true while the server has everything and can be reached
 * @param onSignedOut is called when somebody has signed out in this browser
 */
export async function keepCopy(
  document: Y.Doc,
  about: Omit<CopiedText, "at">,
  { tell, isSafe, onSignedOut }: { tell: () => void; isSafe: () => boolean; onSignedOut: () => void },
): Promise<OpenCopy> {
  let copies: Copies | null = await copiesHere();
  const { kept, unsent: found } = (await copies?.read(about).catch(() => null)) ?? { kept: [], unsent: [] };
  // What is not sent is brought in by `begin`, when it is noticed.
  if (found.length === 0) for (const change of kept) Y.applyUpdate(document, change);
  if (copies) holdOpen(about);
  const news = openNews();
  const origin = {};
  let waiting: Waiting[] = [];
  let changes = 0;
  let steps = 0;
  let fails = false;
  let full = false;
  let whole = false;
  let toKeep: Uint8Array[] = [];
  let sent: string[] = [];
  let writing = false;
  let isAside = false;
  let timer: { due: number; id: ReturnType<typeof setTimeout> } | undefined;

  /** Keeps what there is to keep within so many milliseconds. */
  function soon(ms: number): void {
    const due = performance.now() + ms;
    if (timer && timer.due <= due) return;
    clearTimeout(timer?.id);
    const id = setTimeout(() => {
      timer = undefined;
      void write();
    }, ms);
    timer = { due, id };
  }

  /** Keeps all that there is to keep, one step after the other. */
  async function write(): Promise<void> {
    if (writing) return;
    writing = true;
    while (await step());
    writing = false;
  }

  /** Keeps what there is to keep now. @returns whether there may be more */
  async function step(): Promise<boolean> {
    const fresh = waiting.filter(({ batch }) => !batch);
    if (!copies || (fresh.length === 0 && toKeep.length === 0 && sent.length === 0 && !whole)) return false;
    const id = crypto.randomUUID();
    const batch: Batch = { ids: [id], left: fresh.length };
    for (const one of fresh) one.batch = batch;
    const written: CopyStep = {
      unsent: fresh.length > 0 ? [{ id, bytes: Y.mergeUpdates(fresh.map(({ bytes }) => bytes)) }] : [],
      sent,
      whole: whole ? Y.encodeStateAsUpdate(document) : undefined,
      kept: toKeep.length > 0 && !whole ? Y.mergeUpdates(toKeep) : undefined,
    };
    const settled = sent;
    [toKeep, sent, whole] = [[], [], false];
    try {
      await copies.write({ ...about, at: Date.now() }, written);
    } catch (error) {
      for (const one of fresh) one.batch = null;
      sent = [...settled, ...sent];
      // What the server has can be had again: it leaves its room to what it has not.
      if (written.kept || written.whole) return true;
      fails = true;
      full = error instanceof DOMException && error.name === "QuotaExceededError";
      tell();
      soon(againMs);
      return false;
    }
    steps = written.whole ? 0 : steps + 1;
    if (steps >= mostSteps) whole = true;
    if (fails) {
      [fails, full] = [false, false];
      tell();
    }
    return true;
  }

  /** A change waits no more. */
  function settle({ bytes, batch }: Waiting): void {
    toKeep.push(bytes);
    if (!batch) return;
    batch.left -= 1;
    if (batch.left === 0) sent.push(...batch.ids);
  }

  function onNews({ data }: MessageEvent<News>): void {
    if ("signedOut" in data) onSignedOut();
    else if (data.left === about.document) {
      whole = true;
      soon(0);
    }
  }

  /** The window is closed, or put aside: it keeps what is not sent alone. */
  function leave(): void {
    if (!copies) return;
    if (waiting.length > 0 || !isSafe()) {
      // Whatever is under way is not waited for.
      void step();
      return;
    }
    void copies.remove(about, { sent }).catch(() => {});
    forgetPage(about.person, about.text);
    news?.postMessage({ left: about.document } satisfies News);
  }

  return {
    found: kept.length > 0,
    get keeps() {
      return isAside || (copies !== null && !fails);
    },
    get full() {
      return full;
    },
    unsent: () => waiting.map(({ bytes }) => bytes),
    begin(server) {
      document.on("update", (bytes: Uint8Array, from: unknown) => {
        if (from === server) {
          toKeep.push(bytes);
          soon(othersWaitMs);
          return;
        }
        changes += 1;
        if (from === origin) return;
        waiting.push({ at: changes, bytes, batch: null });
        soon(typedWaitMs);
      });
      if (found.length > 0) {
        const bytes = Y.mergeUpdates(found.map((change) => change.bytes));
        waiting.push({ at: 1, bytes, batch: { ids: found.map(({ id }) => id), left: 1 } });
        Y.applyUpdate(document, Y.mergeUpdates([...kept, bytes]), origin);
      }
      addEventListener("pagehide", leave);
      // A phone may end a page that is out of sight without a word.
      addEventListener("visibilitychange", () => void step());
      addEventListener("pageshow", ({ persisted }) => {
        if (!persisted) return;
        whole = true;
        soon(0);
      });
      news?.addEventListener("message", onNews);
    },
    stored(through) {
      const settled = waiting.filter(({ at }) => at <= through);
      if (settled.length === 0) return;
      waiting = waiting.filter(({ at }) => at > through);
      for (const one of settled) settle(one);
      soon(typedWaitMs);
    },
    inStep() {
      whole = true;
      soon(0);
    },
    async setAside() {
      const was = copies;
      const changes = waiting.map(({ bytes }) => bytes);
      if (!was || changes.length === 0) return;
      copies = null;
      const aside = { ...about, document: `${about.document} ${asideMark}`, at: Date.now() };
      const unsent = [{ id: crypto.randomUUID(), bytes: Y.mergeUpdates(changes) }];
      await was.write(aside, { unsent, whole: Y.encodeStateAsUpdate(document), insteadOf: about });
      isAside = true;
    },
    async forget() {
      const was = copies;
      copies = null;
      await was?.remove(about);
      forgetPage(about.person, about.text);
    },
  };
}
