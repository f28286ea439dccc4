import { EventEmitter } from "node:events";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { RawData, WebSocket } from "ws";
import * as Y from "yjs";
import { largestCaretMessage } from "./carets.ts";
import { nothing, Refused } from "./check.ts";
import { largestMessage, type MarkMessage, type Refusal, readMark, refusals } from "./protocol.ts";

/** Hocuspocus' kinds of messages, and the kinds of a message of sync. */
const kinds = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, syncReply: 4, stateless: 5, close: 7 } as const;
const syncKinds = { whatHaveYou: 0, whatYouMiss: 1, change: 2 } as const;

/** How long a browser has until it has signed in to its text, in milliseconds. */
const signInMs = 10_000;

/** The news that a gate gives of its browser. */
export interface GateEvents {
  /** A change, which is in the text when this returns. @throws {Refused} */
  onChange(change: Uint8Array): void;
  /** It has sent all that the server had not got. */
  onInStep(): void;
  onMark(mark: MarkMessage["mark"]): void;
  /** It tells where its caret is, as an awareness update. @throws {RangeError} */
  onCaret(message: Uint8Array): void;
  onClosed(): void;
}

/** As much of a socket as Hocuspocus makes use of. */
export interface UsedSocket extends EventEmitter, Pick<WebSocket, "binaryType" | "close" | "ping" | "readyState"> {
  send(message: Uint8Array, done?: (error?: Error) => void): void;
}

/**
 * A socket as Hocuspocus is given it: every message is read here first, and nothing comes through but what a browser needs to send of its one
 * text. Changes go to the text by `onChange`; Hocuspocus gets one that changes nothing in their place, and acknowledges it. Where
 * its caret is goes to the room; what a browser would say to other browsers is left out.
 */
export class Gate extends EventEmitter implements UsedSocket {
  closed = false;
  /** The browser has sent what the server had not got, so that nothing of what it has made before is missing. */
  inStep = false;
  binaryType: WebSocket["binaryType"] = "nodebuffer";
  private asked = false;
  private early: Buffer[] | null = [];
  private earlyBytes = 0;
  private readonly patience: NodeJS.Timeout;

  constructor(
    private readonly socket: WebSocket,
    private readonly name: string,
    private readonly events: GateEvents,
  ) {
    super();
    socket.on("message", (data, isBinary) => this.read(data, isBinary));
    socket.on("pong", () => this.emit("pong"));
    // What breaks the rules of the protocol, or is too large, `ws` closes by itself; without a listener it would end the process.
    socket.on("error", () => {});
    socket.once("close", (code, reason) => this.end(code, reason.toString()));
    this.patience = setTimeout(() => this.refuse("notUnderstood"), signInMs);
  }

  get readyState(): WebSocket["readyState"] {
    return this.socket.readyState;
  }

  send(message: Uint8Array, done?: (error?: Error) => void): void {
    this.socket.send(message, done);
  }

  /** Tells the browser something that is no part of the text. */
  tell(words: string): void {
    if (this.closed) return;
    const message = encoding.encode((encoder) => {
      encoding.writeVarString(encoder, this.name);
      encoding.writeVarUint(encoder, kinds.stateless);
      encoding.writeVarString(encoder, words);
    });
    this.send(message);
  }

  /** Asks whether the browser is there, and tells it that the server is: Hocuspocus' provider gives up a socket on which nothing comes for long. */
  ping(): void {
    this.socket.ping();
    this.tell(JSON.stringify({ type: "here" }));
  }

  /** Closed by Hocuspocus, when something in it fails. */
  close(): void {
    this.refuse("again");
  }

  /** Closes the socket; nothing more of it is read, and it counts as closed at once. */
  refuse(refusal: Refusal): void {
    if (this.closed) return;
    closeSocket(this.socket, refusal);
    this.end(refusals[refusal], refusal);
  }

  /** Hocuspocus has opened the text to this browser. */
  open(): void {
    clearTimeout(this.patience);
    const early = this.early ?? [];
    this.early = null;
    for (const message of early) this.handle(message);
  }

  private end(code: number, reason: string): void {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.patience);
    this.events.onClosed();
    this.emit("close", code, Buffer.from(reason));
  }

  private read(data: RawData, isBinary: boolean): void {
    if (this.closed) return;
    if (!isBinary || !Buffer.isBuffer(data)) {
      this.refuse("notUnderstood");
      return;
    }
    if (!this.early) {
      this.handle(data);
      return;
    }
    // Before the text is open, the one thing that goes through is the request to open it.
    if (!this.asked && kindOf(data, this.name) === kinds.auth) {
      this.asked = true;
      this.emit("message", authMessage(this.name));
      return;
    }
    this.early.push(data);
    this.earlyBytes += data.length;
    if (this.earlyBytes > largestMessage) this.refuse("tooMuch");
  }

  private handle(data: Buffer): void {
    if (this.closed) return;
    try {
      this.handOn(data);
    } catch (error) {
      this.refuse(error instanceof Refused ? error.refusal : "notUnderstood");
    }
  }

  private handOn(data: Buffer): void {
    const decoder = decoding.createDecoder(data);
    if (decoding.readVarString(decoder) !== this.name) throw new RangeError("another text");
    const kind = decoding.readVarUint(decoder);
    if (kind === kinds.queryAwareness) return;
    if (kind === kinds.awareness) {
      const message = decoding.readVarUint8Array(decoder);
      if (message.length > largestCaretMessage) throw new Refused("tooMuch");
      this.events.onCaret(message);
    } else if (kind === kinds.close) this.socket.close(1000);
    else if (kind === kinds.stateless) {
      const asked = readMark(decoding.readVarString(decoder));
      if (!asked) throw new RangeError("not a mark");
      this.events.onMark(asked.mark);
    } else if (kind === kinds.sync || kind === kinds.syncReply) {
      const syncKind = decoding.readVarUint(decoder);
      const bytes = decoding.readVarUint8Array(decoder);
      if (syncKind === syncKinds.whatHaveYou) {
        Y.decodeStateVector(bytes);
        this.emit("message", syncMessage(this.name, kind, syncKind, bytes));
      } else if (syncKind === syncKinds.whatYouMiss || syncKind === syncKinds.change) {
        this.events.onChange(bytes);
        if (syncKind === syncKinds.whatYouMiss && !this.inStep) {
          this.inStep = true;
          this.events.onInStep();
        }
        this.emit("message", syncMessage(this.name, kind, syncKind, nothing));
      } else throw new RangeError("an unknown kind of sync");
    } else throw new RangeError("an unknown kind of message");
  }
}

/** Closes a socket for a reason that the browser is told. Whoever does not answer is not waited for. */
export function closeSocket(socket: WebSocket, refusal: Refusal): void {
  socket.on("error", () => {});
  socket.close(refusals[refusal], refusal);
  setTimeout(() => socket.terminate(), 1_000).unref();
}

/** The kind of a message about a text; null for one that cannot be read or is about another. */
function kindOf(data: Buffer, name: string): number | null {
  try {
    const decoder = decoding.createDecoder(data);
    return decoding.readVarString(decoder) === name ? decoding.readVarUint(decoder) : null;
  } catch {
    return null;
  }
}

function syncMessage(name: string, kind: number, syncKind: number, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarString(encoder, name);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint(encoder, syncKind);
    encoding.writeVarUint8Array(encoder, bytes);
  });
}

/** The request to open the text. Its token is empty: the cookie of the handshake has told whose browser it is. */
function authMessage(name: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarString(encoder, name);
    encoding.writeVarUint(encoder, kinds.auth);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, "");
  });
}
