import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import type { StoredFile } from "#app/files/store.ts";
import type { Listener } from "#db/client.ts";

/** Memory that rendered pages may take, in bytes. */
const memory = 64 * 1024 * 1024;
/** A page is rendered again after this long even when nothing is known to have changed, in milliseconds. */
const longestLife = 60_000;

type Encoding = "br" | "gzip" | "identity";

interface Rendered {
  bytes: Buffer;
  /** Headers as a flat list of names and values, which costs least to write. */
  headers: string[];
  etag: string;
}

export type CachedPage = Record<Encoding, Rendered> & { status: number };

/**
 * Rendered answers for readers who are not signed in. All are dropped when the content changes: the database tells every process.
 * While that line is down nothing is kept.
 */
export class PageCache {
  readonly #pages = new LRUCache<string, CachedPage>({
    maxSize: memory,
    ttl: longestLife,
    sizeCalculation: ({ identity, gzip: zipped, br }) =>
      identity.bytes.length + zipped.bytes.length + br.bytes.length + 1_000,
  });
  /** Pages that are being rendered of the content as it is now, by key. */
  readonly #inFlight = new Map<string, Promise<{ page: CachedPage; cacheable: boolean }>>();
  #listening = false;
  #version = 0;

  /** What it does when the database tells that content has changed. */
  readonly listener: Listener = {
    onNotify: () => this.drop(),
    onListening: () => {
      this.drop();
      this.#listening = true;
    },
    onLost: () => {
      this.#listening = false;
    },
  };

  drop(): void {
    this.#version += 1;
    this.#pages.clear();
    this.#inFlight.clear();
  }

  /** The page that is kept under a key. While the database does not tell of changes, none is. */
  kept(key: string): CachedPage | undefined {
    return this.#listening ? this.#pages.get(key) : undefined;
  }

  /**
   * The page under a key: the one that is kept, the one that is being rendered for somebody else, or one that is rendered now. It is kept
   * unless the content has changed meanwhile.
   * @param render also tells whether the page is the same for all who ask for it
   * @returns null to those who waited for a page that turned out to be for whoever asked first
   */
  async pageAt(
    key: string,
    render: () => Promise<{ page: CachedPage; cacheable: boolean }>,
  ): Promise<CachedPage | null> {
    // While the database does not tell of changes, nobody waits for another's page either.
    if (!this.#listening) return (await render()).page;
    const kept = this.kept(key);
    if (kept) return kept;
    const begun = this.#inFlight.get(key);
    if (begun) {
      const { page, cacheable } = await begun;
      return cacheable ? page : null;
    }
    const version = this.#version;
    const rendering = render();
    this.#inFlight.set(key, rendering);
    try {
      const { page, cacheable } = await rendering;
      if (cacheable && this.#listening && version === this.#version) this.#pages.set(key, page);
      return page;
    } finally {
      if (this.#inFlight.get(key) === rendering) this.#inFlight.delete(key);
    }
  }
}

/** Compresses an answer once for all who ask. @param once the request that it is for alone, which is all it is then compressed for */
export async function renderedPage(
  status: number,
  headers: Record<string, string | readonly string[]>,
  body: Buffer,
  once?: IncomingMessage,
): Promise<CachedPage> {
  const wanted = once && encodingFor(once.headers["accept-encoding"]);
  const [zipped, brotli] = await Promise.all([
    wanted && wanted !== "gzip" ? body : promisify(gzip)(body, { level: 6 }),
    wanted && wanted !== "br"
      ? body
      : promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  ]);
  const digest = createHash("sha256").update(body).digest("base64url").slice(0, 24);
  const rendered = (bytes: Buffer, encoding: Encoding): Rendered => {
    const etag = `"${digest}-${encoding}"`;
    const all = {
      ...headers,
      ...(encoding === "identity" ? {} : { "Content-Encoding": encoding }),
      "Content-Length": String(bytes.length),
      ETag: etag,
      Vary: "Accept-Encoding, Cookie",
    };
    return {
      bytes,
      etag,
      headers: Object.entries(all).flatMap(([name, values]) => [values].flat().flatMap((value) => [name, value])),
    };
  };
  return { status, identity: rendered(body, "identity"), gzip: rendered(zipped, "gzip"), br: rendered(brotli, "br") };
}

// An encoding that is named, and not with the weight of nought that refuses it (RFC 9110, 12.5.3).
const takesBrotli = /(^|[\s,])br\s*($|,|;(?!\s*q=0(\.0*)?\s*($|,)))/i;
const takesGzip = /(^|[\s,])gzip\s*($|,|;(?!\s*q=0(\.0*)?\s*($|,)))/i;

function encodingFor(accepted = ""): Encoding {
  if (takesBrotli.test(accepted)) return "br";
  return takesGzip.test(accepted) ? "gzip" : "identity";
}

/** Whether a reader has the page already. Proxies weaken the mark that they pass on, and a cache may hold several. */
const isHeld = (marks = "", etag: string) => marks === "*" || marks.includes(etag);

/** Sends an answer in the encoding that the reader takes, or 304 when the reader has it. */
export function send(request: IncomingMessage, response: ServerResponse, page: CachedPage): void {
  const { bytes, etag, headers } = page[encodingFor(request.headers["accept-encoding"])];
  if (page.status === 200 && isHeld(request.headers["if-none-match"], etag)) {
    response.writeHead(
      304,
      headers.filter((_, index) => !headers[index - (index % 2)]?.startsWith("Content-")),
    );
    response.end();
    return;
  }
  response.writeHead(page.status, headers);
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** Sends a file in place of the body of a rendered answer. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { status, identity }: CachedPage,
  { size, stream }: StoredFile,
): Promise<void> {
  const ofBody = ["Content-Length", "ETag"];
  const headers = identity.headers.filter((_, index) => !ofBody.includes(identity.headers[index - (index % 2)] ?? ""));
  response.writeHead(status, [...headers, "Content-Length", String(size)]);
  await sendStream(request, response, stream);
}

/** Sends a file behind the head of its answer, as it is read. A reader who leaves meanwhile is no trouble. */
export async function sendStream(request: IncomingMessage, response: ServerResponse, stream: Readable): Promise<void> {
  if (request.method === "HEAD") {
    stream.destroy();
    response.end();
    return;
  }
  await pipeline(stream, response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  });
}
