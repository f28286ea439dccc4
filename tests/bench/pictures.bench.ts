// A picture of 20 MB is sent into a text, again and again: what a reader notices meanwhile.
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import sharp from "sharp";
import { createDatabase } from "#db/client.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { serveSite, startChild } from "#tests/support/start-child.ts";

const seconds = 20;
const page = "/eksempler/aarhus-trivselsteam";

const at = (values: number[], part: number) =>
  [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) * part)] ?? 0;

/** Noise does not compress: as many pixels as fit into 20 MB, and so as dear as a photo of that size gets. */
async function largePicture(): Promise<Buffer> {
  const [width, height] = [5_600, 4_200];
  const raw = { width, height, channels: 3 as const };
  const noise = sharp(randomBytes(width * height * 3), { raw }).blur(0.6);
  for (let quality = 95; quality > 50; quality -= 5) {
    const made = await noise.clone().jpeg({ quality }).toBuffer();
    if (made.length < 20 * 1024 * 1024) return made;
  }
  throw new Error("no picture fits");
}

const site = await startChild(serveSite);
const url = String(site.ready.TEST_SITE_URL);
const sql = createDatabase(String(site.ready.TEST_SITE_DATABASE_URL), { max: 2 });
const reader = await openSession(sql, (await createPerson(sql)).id);
const person = await createPerson(sql, { roles: [{ role: "contributor", municipality: "0751" }] });
const writer = await openSession(sql, person.id);
const { id } = await buildDraft(sql, { municipalityCode: "0751", begunBy: person.id });
const picture = await largePicture();

/** How long a page takes that is rendered for its reader, in milliseconds, again and again: the dearest kind of reading. */
async function read(): Promise<number[]> {
  const took: number[] = [];
  for (const began = performance.now(); performance.now() - began < seconds * 1_000; await pause(20)) {
    const asked = performance.now();
    await (await fetch(url + page, { headers: { cookie: reader } })).text();
    took.push(performance.now() - asked);
  }
  return took;
}

/** Sends the picture until time is up, from a thread of its own: what it costs to send is not the site's. @returns how long each took, in milliseconds */
const send = (): Promise<number[]> =>
  new Promise((resolve, reject) => {
    const address = `${url}/mine-tekster/${id}/billeder/ny`;
    const sender = new Worker(
      `const { parentPort, workerData: { address, cookie, origin, picture, until } } = require("node:worker_threads");
      (async () => {
        const took = [];
        while (performance.timeOrigin + performance.now() < until) {
          const asked = performance.now();
          const answer = await fetch(address, { method: "POST", headers: { cookie, origin }, body: picture });
          if (answer.status !== 201) throw new Error(answer.status + ": " + (await answer.text()));
          took.push(performance.now() - asked);
        }
        parentPort.postMessage(took);
      })();`,
      {
        eval: true,
        workerData: { address, cookie: writer, origin: url, picture, until: Date.now() + seconds * 1_000 },
      },
    );
    sender.once("message", resolve);
    sender.once("error", reject);
  });

await read();
const idle = await read();
const [meanwhile, sent] = await Promise.all([read(), send()]);
const ratio = (part: number) => (at(meanwhile, part) / at(idle, part)).toFixed(2);
console.log(
  `a picture of ${(picture.length / 1024 / 1024).toFixed(0)} MB, sent ${sent.length} times, each in ${at(sent, 0.5).toFixed(0)} ms\n` +
    `a page for its reader meanwhile: p50 ${at(meanwhile, 0.5).toFixed(1)} ms, ${ratio(0.5)} x idle; p95 ${at(meanwhile, 0.95).toFixed(1)} ms, ${ratio(0.95)} x idle (aim: at most 1.5)`,
);
await sql.end();
await site.stop();
process.exit(0);
