import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { longestAddress, unreadable } from "#app/http/early-refusal.ts";

/** The code of Node's parser for an address with bytes that no address may have, such as letters that are not escaped. */
const badAddress = "HPE_INVALID_URL";

/**
 * Answers what Node's parser refuses before there is a request: an address with letters or spaces that are not escaped with the way to the
 * same one with them escaped (RFC 9112, 3.2), another one that it cannot read with a sentence, the rest as Node itself does. Nothing is
 * written into an answer that is on its way.
 * @param headers what every answer of the site carries
 */
export function answerUnparsed(server: Server, headers: Readonly<Record<string, string>>): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.on("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    answering.set(socket, response);
    response.once("close", () => answering.delete(socket));
  });
  server.on("clientError", (error: ParseError, socket) => {
    if (!socket.writable || answering.get(socket)?.headersSent) {
      socket.destroy(error);
      return;
    }
    const { status, message } = unreadable();
    const line = firstLineAtFault(error);
    const moved = line && escapedAddress(line);
    const said = !moved && (error.code === badAddress || line) && message ? message : "";
    const lines = Object.entries({
      Connection: "close",
      ...(moved ? { ...headers, Location: moved } : {}),
      ...(said ? { ...headers, "Content-Type": "text/plain; charset=utf-8" } : {}),
      "Content-Length": Buffer.byteLength(said),
    }).map(([name, value]) => `${name}: ${value}`);
    const refusal = (error.code && otherwise[error.code]) ?? `${status} Bad Request`;
    const first = `HTTP/1.1 ${moved ? "301 Moved Permanently" : refusal}`;
    socket.end([first, ...lines, "", said].join("\r\n"));
  });
}

/** The first line of a request, a letter for each byte, when it is what the parser stumbled over and has an address; else null. */
function firstLineAtFault({ rawPacket, bytesParsed = 0 }: ParseError): string | null {
  const end = rawPacket?.indexOf("\r\n") ?? -1;
  if (!rawPacket || end < 0 || bytesParsed > end) return null;
  const line = rawPacket.toString("latin1", 0, end);
  return /^[A-Z]+ \/.* HTTP\/1\.[01]$/.test(line) ? line : null;
}

/** The address in the first line of a request that reads, on this host, as it is written properly; null where it holds what no address means. */
function escapedAddress(line: string): string | null {
  const [, address = ""] = /^(?:GET|HEAD) (\/(?![/\\])[\x20-\x7e\x80-\xff]*) HTTP\/1\.[01]$/.exec(line) ?? [];
  const escaped = address.replace(
    /[^\x21-\x7e]|["<>\\^`{|}]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
  // What needed no escape was refused for something else, and would be again.
  return escaped === address || escaped.length > longestAddress ? null : escaped;
}

interface ParseError extends NodeJS.ErrnoException {
  /** All that came in with the bytes that could not be read, and how much of it could. */
  rawPacket?: Buffer;
  bytesParsed?: number;
}

/** The status lines of what is no bad request. */
const otherwise: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};
