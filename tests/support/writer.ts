import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { type Refusal, refusalOf, textAddress } from "#app/collaboration/protocol.ts";
import { type OtherWriter, watchCarets } from "#app/collaboration/watch-carets.ts";
import { type Saving, watchSaving } from "#app/collaboration/watch-saving.ts";
import { schemaHash } from "#app/editor/schema-hash.ts";
import { textFragment } from "#app/editor/text-fragment.ts";

/** A browser that has a text open, without the editor. */
export interface TestWriter {
  document: Y.Doc;
  provider: HocuspocusProvider;
  /** How far the changes made here have come, as the page is told. */
  saving: Saving;
  /** How often the page was told that everything is saved. */
  savedTimes: number;
  /** The words of the text when it was last told so. */
  savedWords: string;
  /** Who else has the text open, as the page is told. */
  others: OtherWriter[];
  /** Why sockets were closed, in order; null for a lost connection. */
  closed: (Refusal | null)[];
  /** Puts a paragraph at the end. */
  type(words: string): void;
  /** The words of the text, as this browser has it. */
  words(): string;
  leave(): void;
}

/** A socket that sends what a browser would: its cookie and where its page comes from. */
export const socketOf = (headers: Record<string, string>) =>
  class extends WebSocket {
    constructor(url: string) {
      super(url, { headers });
      // One that is left before it has opened says so as an error.
      this.on("error", () => {});
    }
  };

/** Opens a text as the editor does. @param options.document a document that the browser has kept */
export function openText(
  url: string,
  revisionId: string,
  cookie: string,
  { document = new Y.Doc(), hash = schemaHash }: { document?: Y.Doc; hash?: string } = {},
): TestWriter {
  const closed: TestWriter["closed"] = [];
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: textAddress(url, revisionId, hash),
    WebSocketPolyfill: socketOf({ cookie, origin: url }),
    delay: 100,
    minDelay: 100,
    maxDelay: 200,
    onClose: ({ event }) => closed.push(refusalOf(event.code)),
  });
  const provider = new HocuspocusProvider({ websocketProvider, name: revisionId, document });
  const writer: TestWriter = {
    document,
    provider,
    saving: { saved: true, at: null, waitsSince: null, stored: 0 },
    savedTimes: 0,
    savedWords: "",
    others: [],
    closed,
    type(words) {
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [new Y.XmlText(words)]);
      document.getXmlFragment(textFragment).push([paragraph]);
    },
    words: () =>
      document
        .getXmlFragment(textFragment)
        .toString()
        .replace(/<[^>]*>/g, " "),
    leave() {
      provider.destroy();
      websocketProvider.destroy();
    },
  };
  watchSaving(provider, (saving) => {
    writer.saving = { ...saving };
    if (!saving.saved) return;
    writer.savedTimes += 1;
    writer.savedWords = writer.words();
  });
  watchCarets(provider, (others) => {
    writer.others = others;
  });
  provider.attach();
  return writer;
}

/** Opens a text and waits until it is there. */
export async function openedText(...given: Parameters<typeof openText>): Promise<TestWriter> {
  const writer = openText(...given);
  if (!writer.provider.isSynced) await new Promise((resolve) => writer.provider.on("synced", resolve));
  return writer;
}

/** Knocks at a text and leaves at once. @returns `open`, or why not; a status, where no socket was opened at all */
export function knockAtText(
  url: string,
  revisionId: string,
  headers: Record<string, string>,
): Promise<string | number> {
  const socket = new (socketOf({ origin: url, ...headers }))(textAddress(url, revisionId, schemaHash));
  return new Promise((resolve) => {
    socket.once("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.once("close", (code) => resolve(refusalOf(code) ?? code));
    // Whoever is let in hears nothing for a while; whoever is not is told at once why.
    socket.once("open", () => socket.ping());
    socket.once("pong", () => {
      resolve("open");
      socket.terminate();
    });
  });
}
