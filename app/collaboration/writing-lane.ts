import { randomUUID } from "node:crypto";
import { type IncomingMessage, type Server, ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { Hocuspocus } from "@hocuspocus/server";
import { type WebSocket, WebSocketServer } from "ws";
import type * as Y from "yjs";
import type { Accounts } from "#app/domain/accounts/accounts.server.ts";
import { storedTextOf } from "#app/domain/cases/derive-working-text.server.ts";
import type { SignedIn } from "#app/domain/viewer.ts";
import { takeIn } from "#app/editor/shared-text.ts";
import { readIncoming } from "#app/http/incoming.ts";
import { atMost } from "#app/server/lifetime.ts";
import type { Listener, Sql } from "#db/client.ts";
import { listTextUpdates, listUnstored, notifyWriting } from "#db/queries/cases/shared-text.ts";
import { admitToText } from "./authenticate.ts";
import { Refused } from "./check.ts";
import { closeSocket, Gate, type UsedSocket } from "./gate.ts";
import { SocketCount } from "./limit.ts";
import { keepVersionIfDue, mergeText } from "./merge.ts";
import { type Notice, readNotice } from "./notices.ts";
import { createPersister } from "./persist.ts";
import { largestMessage, writingPath } from "./protocol.ts";
import { Room, type Writer } from "./room.ts";
import type { Rooms } from "./rooms.ts";

/** Merged at so many stored updates, and when the last writer has left. */
const mostUnmerged = 500;
/** How long what is still to be stored is given when the site stops, in milliseconds. */
const closingMs = 1_500;
/** How often a browser is asked whether it is there, in milliseconds: the provider gives up after twice as long. */
const pingMs = 15_000;
/** How often everybody's right to write is asked anew, in milliseconds: what ends by the clock alone is not told, and ends as soon. */
const rightsMs = 1_500;
/** How long somebody who comes waits for the line on which the database tells of changes, in milliseconds. */
const lineMs = 3_000;
/** How long until it is asked again whether a version is due, where nobody had written, in milliseconds. */
const versionLookMs = 60_000;

/** Where texts are written: the sockets of the site, and the texts that are open on them. */
export interface WritingLane extends Rooms {
  /** What it does when the database tells of the texts that are written. While that line is down, nobody writes. */
  listener: Listener;
  /** Takes the sockets of the site's own HTTP server. */
  attach(server: Server): void;
  /** Tells everybody to come back, and stores what is still to be stored. */
  close(): Promise<void>;
}

/**
 * Makes the lane of a site. It opens each text once, for all who write in it, and lets go of it when the last has left.
 * @param parts.originOf the origin that a request must come from, as a form must
 */
export function createWritingLane(parts: {
  sql: Sql;
  accounts: Accounts;
  originOf(request: IncomingMessage): string;
}): WritingLane {
  const { sql, accounts, originOf } = parts;
  const rooms = new Map<string, Promise<Room>>();
  const open = new Map<string, Room>();
  const leaving = new Map<string, Promise<void>>();
  const count = new SocketCount();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false });
  /** How many stored updates a text was opened with, beside its snapshot. */
  const unmerged = new WeakMap<Y.Doc, number>();
  const me: string = randomUUID();
  let line = new Switch();
  let closing = false;

  const persister = createPersister(sql, me, {
    stored(revisionId, through) {
      const room = open.get(revisionId);
      room?.stored(through);
      if (room) inBackground(tidy(room));
    },
    refused(revisionId, why) {
      // What the room has in memory is not what is stored: it is opened anew for those who come back.
      open.get(revisionId)?.shut("again", why);
    },
  });

  // Hocuspocus carries the text between browsers. It stores nothing: its own way of storing gives up after one failure.
  const hocuspocus = new Hocuspocus({
    quiet: true,
    timeout: pingMs,
    async onLoadDocument({ document, documentName }) {
      const stored = await storedTextOf(sql, documentName);
      if (!stored) throw new Refused("gone");
      takeIn(document, [stored.snapshot, ...stored.updates]);
      unmerged.set(document, stored.updates.length);
    },
    async connected({ context }) {
      context.gate.open();
    },
    async onDisconnect({ context }) {
      context.gate.close();
    },
    // Texts are let go of by `letGo` alone, once everything is stored.
    beforeUnloadDocument: () => Promise.reject(),
  });

  async function openRoom(revisionId: string): Promise<Room> {
    hocuspocus.documents.delete(revisionId);
    const document = await hocuspocus.createDocument(revisionId, {}, "", { isAuthenticated: true, readOnly: false });
    const room = new Room(document, persister, unmerged.get(document) ?? 0, (carets) =>
      tell({ text: revisionId, teller: me, carets: Buffer.from(carets).toString("base64") }),
    );
    open.set(revisionId, room);
    tell({ text: revisionId, teller: me, opened: true });
    return room;
  }

  /** The room of a text, opened by whoever comes first. One that is being left is waited for. */
  async function roomOf(revisionId: string): Promise<Room> {
    for (;;) {
      await leaving.get(revisionId);
      let opening = rooms.get(revisionId);
      if (!opening) {
        opening = openRoom(revisionId);
        rooms.set(revisionId, opening);
        opening.catch(() => rooms.delete(revisionId));
      }
      const room = await opening;
      if (open.get(revisionId) === room && !leaving.has(revisionId)) return room;
    }
  }

  /** Lets go of a text that nobody writes in any more. */
  function leave(room: Room): void {
    const { revisionId } = room;
    if (leaving.has(revisionId) || open.get(revisionId) !== room || room.writers.size > 0) return;
    const gone = letGo(room).finally(() => leaving.delete(revisionId));
    leaving.set(revisionId, gone);
    inBackground(gone);
  }

  async function letGo(room: Room): Promise<void> {
    const { revisionId, document } = room;
    await persister.flush(revisionId);
    // While the database goes away no transaction is begun: postgres.js ends the process over one whose connection is lost in its middle.
    await line.turnedOn;
    await mergeText(sql, revisionId).catch(logged);
    await keepVersionIfDue(sql, revisionId).catch(logged);
    hocuspocus.documents.delete(revisionId);
    document.destroy();
    room.close();
    rooms.delete(revisionId);
    open.delete(revisionId);
    tell({ text: revisionId, teller: me, opened: false });
  }

  /** Merges a text that has many updates, and keeps a version of one that has been written in for long. */
  async function tidy(room: Room): Promise<void> {
    if (room.tidying) return;
    room.tidying = true;
    await merges(room).finally(() => {
      room.tidying = false;
    });
  }

  async function merges(room: Room): Promise<void> {
    if (room.unmerged >= mostUnmerged) {
      room.unmerged = 0;
      await mergeText(sql, room.revisionId);
    }
    if (Date.now() < room.versionDue) return;
    room.versionDue = Date.now() + versionLookMs;
    room.versionDue = (await keepVersionIfDue(sql, room.revisionId)) ?? room.versionDue;
  }

  function enter(room: Room, person: SignedIn, socket: WebSocket, request: IncomingMessage): void {
    const gate = new Gate(socket, room.revisionId, {
      onChange: (change) => room.change(writer, change),
      onInStep: () => room.inStep(writer),
      onMark: (mark) => room.ask(writer, mark),
      onCaret: (message) => room.caret(writer, message),
      onClosed: () => {
        room.leave(writer);
        leave(room);
      },
    });
    const writer: Writer = { person, gate, last: 0, asked: null, client: null };
    room.writers.add(writer);
    const used: UsedSocket = gate;
    hocuspocus.handleConnection(used as WebSocket, request, { gate });
    // The right may have ended between the asking and now.
    inBackground(askRights((one) => one === writer));
  }

  /** Closes the sockets of those who may no longer write, among some of those who have a text open. */
  async function askRights(which: (writer: Writer, room: Room) => boolean): Promise<void> {
    const asked = [...open.values()].flatMap((room) =>
      [...room.writers].filter((writer) => which(writer, room)).map((writer) => ({ room, writer })),
    );
    if (asked.length === 0) return;
    const writers = asked.map(({ room: { revisionId }, writer: { person } }) => ({
      revisionId,
      personId: person.id,
      sessionId: person.sessionId,
    }));
    for (const [index, { because }] of (await listUnstored(sql, writers)).entries())
      if (because) asked[index]?.writer.gate.refuse(because);
  }

  function tell(notice: Notice): void {
    inBackground(notifyWriting(sql, JSON.stringify(notice)));
  }

  async function hear(notice: Notice): Promise<void> {
    if ("person" in notice) return askRights(({ person }) => person.id === notice.person);
    if ("session" in notice) return askRights(({ person }) => person.sessionId === notice.session);
    if ("ended" in notice) return askRights((_writer, room) => room.revisionId === notice.ended);
    if ("anew" in notice) return open.get(notice.anew)?.shut("anew");
    if (notice.teller === me) return;
    // One that is being opened may have been read before what is told was stored.
    const room = await rooms.get(notice.text);
    if (!room || open.get(notice.text) !== room) return;
    if ("updates" in notice && notice.bytes) room.learn(notice.bytes.map((bytes) => Buffer.from(bytes, "base64")));
    else if ("updates" in notice) await learn(room, notice.updates);
    else if ("carets" in notice) room.caretsFrom(notice.teller, Buffer.from(notice.carets, "base64"));
    else if (notice.opened) room.openedBy(notice.teller);
    else room.leftBy(notice.teller);
  }

  /** Brings what others have stored into a text that is open here. What has been merged since it was told lies in the snapshot. */
  async function learn(room: Room, ids: readonly number[]): Promise<void> {
    const updates = await listTextUpdates(sql, room.revisionId, ids);
    if (updates) return room.learn(updates);
    const stored = await storedTextOf(sql, room.revisionId);
    if (stored) room.learn([stored.snapshot, ...stored.updates]);
  }

  async function answer(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const incoming = readIncoming(request);
    if (incoming.path !== writingPath || incoming.malformed) return endWith(socket, 404);
    if (request.headers.origin !== originOf(request)) return endWith(socket, 403);
    if (closing) return endWith(socket, 503);
    const shakeHands = (then: (opened: WebSocket) => void) => sockets.handleUpgrade(request, socket, head, then);
    let leaves = () => {};
    try {
      const { viewer, ended } = await accounts.sessions.viewerOf(request.headers.cookie);
      if (!viewer.person) throw new Refused(ended === "roles" || ended === "removed" ? "rolesChanged" : "signedOut");
      const { person } = viewer;
      leaves = count.add(person.id);
      socket.once("close", leaves);
      const revisionId = await admitToText(sql, viewer, incoming.query);
      await atMost(lineMs, line.turnedOn);
      if (!line.isOn) throw new Refused("again");
      const room = await roomOf(revisionId);
      if (closing) throw new Refused("again");
      if (room.isFullFor(person.id)) throw new Refused("full");
      shakeHands((opened) => enter(room, person, opened, request));
      // The handshake may have failed.
      leave(room);
      if (socket.destroyed) leaves();
    } catch (error) {
      leaves();
      // A browser is told the reason of a socket that was opened, never the status of one that was not.
      if (error instanceof Refused) shakeHands((opened) => closeSocket(opened, error.refusal));
      else {
        logged(error);
        endWith(socket, 503);
      }
    }
  }

  const rights = setInterval(() => inBackground(askRights(() => true)), rightsMs).unref();

  return {
    attach(server) {
      server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        socket.on("error", () => socket.destroy());
        if (request.headers.upgrade?.toLowerCase() !== "websocket") {
          serveUnchanged(server, request, socket);
          return;
        }
        inBackground(answer(request, socket, head));
      });
    },
    listener: {
      onNotify: (payload) => inBackground(hear(readNotice(payload))),
      onListening: () => line.turnOn(),
      onLost() {
        // What is told meanwhile is missed: who comes back is let in anew, to what is stored.
        // Each try that fails is a loss too; whoever waits goes on waiting for the first that holds.
        if (line.isOn) line = new Switch();
        for (const room of open.values()) room.shut("again");
      },
    },
    flush: (revisionId) => persister.flush(revisionId),
    async close() {
      closing = true;
      clearInterval(rights);
      for (const room of open.values()) room.shut("again");
      const stored = persister.flush().then(() => Promise.all(leaving.values()));
      await atMost(closingMs, stored);
      persister.stop();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

/** Something that is off until it is turned on. */
class Switch {
  isOn = false;
  turnOn = () => {};
  readonly turnedOn = new Promise<void>((resolve) => {
    this.turnOn = () => {
      this.isOn = true;
      resolve();
    };
  });
}

/** Answers a request that would rather speak another HTTP as what it also is: one of HTTP/1.1. */
function serveUnchanged(server: Server, request: IncomingMessage, socket: Duplex): void {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket as Socket);
  response.once("finish", () => socket.end());
  server.emit("request", request, response);
}

function endWith(socket: Duplex, status: number): void {
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

const logged = (error: unknown) => console.error(error);

const inBackground = (work: Promise<unknown>) => void work.catch(logged);
