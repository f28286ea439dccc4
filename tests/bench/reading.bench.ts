// A case page for an anonymous reader against a bare Node server that sends the same bytes, in turns, and what a reading page weighs.
import { gzipSync } from "node:zlib";
import autocannon from "autocannon";
import { serveSite, startChild } from "#tests/support/start-child.ts";

const rounds = 5;
const seconds = 4;
const page = "/eksempler/aarhus-trivselsteam";
const acceptEncoding = "gzip, deflate, br";

const bareServer = `
  const { createServer } = require("node:http");
  const body = Buffer.from(process.argv[1], "base64");
  const server = createServer((request, response) => { response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Encoding": "br", "Content-Length": body.length }); response.end(body); });
  server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ url: "http://127.0.0.1:" + server.address().port })));
  process.stdin.on("close", () => process.exit(0)).resume();
`;

const perSecond = async (url: string) =>
  (await autocannon({ url, connections: 32, duration: seconds, headers: { "accept-encoding": acceptEncoding } }))
    .requests.average;

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The bytes of an address as they travel: fetch would unpack them. */
async function bytesOnTheWire(url: string): Promise<Buffer> {
  const { request } = await import("node:http");
  return new Promise((resolve, reject) => {
    request(url, { headers: { "accept-encoding": acceptEncoding } }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve(Buffer.concat(chunks));
    })
      .on("error", reject)
      .end();
  });
}

const site = await startChild(serveSite);
const address = `${site.ready.TEST_SITE_URL}${page}`;
await fetch(address);
const body = await bytesOnTheWire(address);
const bare = await startChild(["-e", bareServer, body.toString("base64")]);

const ours: number[] = [];
const theirs: number[] = [];
const ratios: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const one = await perSecond(address);
  const other = await perSecond(String(bare.ready.url));
  ours.push(one);
  theirs.push(other);
  ratios.push(one / other);
}
console.log(
  `case page, requests per second: ${Math.round(median(ours))}; bare Node server, same ${body.length} bytes: ${Math.round(median(theirs))}`,
);
console.log(
  `ratio, median of ${rounds} rounds: ${median(ratios).toFixed(2)} (aim: at least 0.5; lowest ${Math.min(...ratios).toFixed(2)})`,
);

const html = await (await fetch(address)).text();
let script = 0;
for (const [, src] of html.matchAll(/<script[^>]+src="([^"]+)"/g)) {
  script += gzipSync(Buffer.from(await (await fetch(new URL(src ?? "", address))).arrayBuffer())).length;
}
console.log(`JavaScript of the page: ${(script / 1024).toFixed(1)} KB gzip (aim: at most 90)`);

for (const child of [site, bare]) await child.stop();
