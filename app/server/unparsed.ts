import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { unreadable } from "#app/http/early-refusal.ts";

/** What Node's parser calls an address with bytes that no address may have, such as letters that are not escaped. */
const badAddress = "HPE_INVALID_URL";

/**
 * Answers what Node's parser refuses before there is a request: an address that it cannot read with a sentence, the rest as Node itself
 * does. Nothing is written into an answer that is on its way.
 * @param headers what every answer of the site carries
 */
export function answerUnparsed(server: Server, headers: Readonly<Record<string, string>>): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.on("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    answering.set(socket, response);
    response.once("close", () => answering.delete(socket));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || answering.get(socket)?.headersSent) {
      socket.destroy(error);
      return;
    }
    const { status, message } = unreadable();
    const said = error.code === badAddress && message ? message : "";
    const lines = Object.entries({
      Connection: "close",
      ...(said ? { ...headers, "Content-Type": "text/plain; charset=utf-8" } : {}),
      "Content-Length": Buffer.byteLength(said),
    }).map(([name, value]) => `${name}: ${value}`);
    const first = `HTTP/1.1 ${(error.code && otherwise[error.code]) ?? `${status} Bad Request`}`;
    socket.end([first, ...lines, "", said].join("\r\n"));
  });
}

/** The status lines of what is no bad request. */
const otherwise: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};
