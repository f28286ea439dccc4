import type { IncomingMessage, ServerResponse } from "node:http";
import pLimit from "p-limit";
import type { Incoming } from "#app/http/incoming.ts";

/** One way through the server, for requests of a kind. */
export interface Lane {
  name: string;
  /** Whether the lane answers the request. The first in the list that does so has it. */
  takes(incoming: Incoming): boolean;
  answer(incoming: Incoming, response: ServerResponse): Promise<void>;
}

/** Sends a request down the first lane that takes it. What goes wrong there is logged and told in one sentence. */
export async function runLanes(lanes: readonly Lane[], incoming: Incoming, response: ServerResponse): Promise<void> {
  try {
    await lanes.find((lane) => lane.takes(incoming))?.answer(incoming, response);
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
    response.end("Noget gik galt hos os. Prøv igen om lidt.");
  }
}

/** Places that work takes turns at, so that however much comes at once, everybody else gets a turn in between. */
export interface Places {
  /** Whether so many wait that one more is better told to come again. */
  readonly full: boolean;
  take<T>(work: () => Promise<T>): Promise<T>;
}

/** @param atOnce how much is worked on at a time @param mostWaiting how much may wait */
export function createPlaces(atOnce: number, mostWaiting: number): Places {
  const limit = pLimit(atOnce);
  return {
    get full() {
      return limit.pendingCount >= mostWaiting;
    },
    take: (work) => limit(work),
  };
}

/** How long whoever is still sending may take to read the answer, in milliseconds. */
const graceMs = 1_000;

/** Closes the connection when a request is answered before it is read and does not come to its end: a body that nobody wants may be endless. */
export function closeIfUnread(request: IncomingMessage, response: ServerResponse): void {
  response.once("finish", () => {
    if (request.complete) return;
    // Said before it is done: whoever is cut off in the middle of sending may never read the answer.
    request.socket.end();
    const timer = setTimeout(() => request.destroy(), graceMs);
    request.once("close", () => clearTimeout(timer));
    request.resume();
  });
}
