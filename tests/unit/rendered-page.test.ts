import { createServer, type IncomingHttpHeaders, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CachedPage, renderedPage, send } from "#app/http/page-cache.ts";

const body = Buffer.from(`<!doctype html>${"<p>Rødgrød med fløde.</p>".repeat(100)}`);
let page: CachedPage;
let missing: CachedPage;
let server: Server;

beforeAll(async () => {
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" };
  page = await renderedPage(200, headers, body);
  missing = await renderedPage(404, headers, body);
  server = createServer((incoming, response) => send(incoming, response, incoming.url === "/" ? page : missing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Asks for the page, or for one that is missing. */
function ask(headers: Record<string, string> = {}, { method = "GET", path = "/" } = {}) {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    request({ port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
    })
      .on("error", reject)
      .end();
  });
}

describe("a rendered page", () => {
  it("is sent as it is to those who take nothing else", async () => {
    const { status, headers, bytes } = await ask();
    expect(status).toBe(200);
    expect(headers["content-encoding"]).toBeUndefined();
    expect(headers["content-length"]).toBe(String(body.length));
    expect(bytes.equals(body)).toBe(true);
  });

  it("is sent compressed in the best way that the reader takes", async () => {
    const best = await ask({ "accept-encoding": "gzip, deflate, br, zstd" });
    expect(best.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(best.bytes).equals(body)).toBe(true);
    const older = await ask({ "accept-encoding": "gzip, deflate" });
    expect(older.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(older.bytes).equals(body)).toBe(true);
    expect(older.bytes.length).toBeLessThan(body.length / 10);
  });

  it.each([
    ["br;q=0", undefined],
    ["br;q=0, gzip;q=0.0", undefined],
    ["gzip;q=1.0, br;q=0", "gzip"],
    ["gzip; q=0.5, br; q=0.000", "gzip"],
    ["BR", "br"],
    ["identity", undefined],
    ["breeze", undefined],
    ["", undefined],
  ])("takes »%s« at its word", async (accepted, encoding) => {
    const answer = await ask({ "accept-encoding": accepted });
    expect(answer.headers["content-encoding"]).toBe(encoding);
    expect(answer.headers["content-length"]).toBe(String(answer.bytes.length));
  });

  it("tells caches in between what the answer depends on", async () => {
    expect((await ask()).headers.vary).toBe("Accept-Encoding, Cookie");
  });

  it("has a mark of its own in each encoding, which follows from what it says", async () => {
    const marks = await Promise.all(
      ["", "gzip", "br"].map(async (accepted) => (await ask({ "accept-encoding": accepted })).headers.etag),
    );
    expect(new Set(marks).size).toBe(3);
    const same = await renderedPage(200, {}, Buffer.from(body));
    const other = await renderedPage(200, {}, Buffer.concat([body, Buffer.from(" ")]));
    expect(same.br.etag).toBe(page.br.etag);
    expect(other.br.etag).not.toBe(page.br.etag);
  });

  it("is not sent again to those who have it", async () => {
    for (const accepted of ["", "gzip", "br"]) {
      const first = await ask({ "accept-encoding": accepted });
      const again = await ask({ "accept-encoding": accepted, "if-none-match": String(first.headers.etag) });
      expect(again.status).toBe(304);
      expect(again.bytes).toHaveLength(0);
      expect(again.headers).toMatchObject({
        etag: first.headers.etag,
        vary: first.headers.vary,
        "cache-control": "no-cache",
      });
      expect(again.headers["content-length"]).toBeUndefined();
      expect(again.headers["content-encoding"]).toBeUndefined();
    }
  });

  it("is recognised by a weakened mark, among several, and by any", async () => {
    const { etag } = (await ask()).headers;
    for (const marks of [`W/${etag}`, `"older", ${etag}`, `"older",W/${etag}`, "*"]) {
      expect((await ask({ "if-none-match": marks })).status, marks).toBe(304);
    }
  });

  it("is sent to those who have another one", async () => {
    const { etag } = (await ask({ "accept-encoding": "gzip" })).headers;
    expect((await ask({ "if-none-match": '"older"' })).status).toBe(200);
    expect((await ask({ "if-none-match": String(etag), "accept-encoding": "br" })).status).toBe(200);
  });

  it("tells of itself without its body", async () => {
    const asked = { "accept-encoding": "gzip" };
    const head = await ask(asked, { method: "HEAD" });
    const full = await ask(asked);
    expect(head.status).toBe(200);
    expect(head.bytes).toHaveLength(0);
    expect({ ...head.headers, date: "" }).toEqual({ ...full.headers, date: "" });
    expect((await ask({ ...asked, "if-none-match": String(full.headers.etag) }, { method: "HEAD" })).status).toBe(304);
  });

  it("keeps its status, and a page of trouble is always sent", async () => {
    const first = await ask({}, { path: "/nej" });
    expect(first.status).toBe(404);
    const again = await ask({ "if-none-match": String(first.headers.etag) }, { path: "/nej" });
    expect(again.status).toBe(404);
    expect(again.bytes.equals(body)).toBe(true);
  });
});
