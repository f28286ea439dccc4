// Fifty people write in ten texts: how long it takes from a key until a colleague has it, in one process and across two, against a bare Hocuspocus
// with the same texts and browsers, in turns; what a reader notices meanwhile; and how much memory an open text takes.
import { setTimeout as pause } from "node:timers/promises";
import v8 from "node:v8";
import vm from "node:vm";
import { Document } from "@hocuspocus/server";
import * as Y from "yjs";
import type { Persister } from "#app/collaboration/persist.ts";
import { Room, type Writer } from "#app/collaboration/room.ts";
import { sharedTextOf } from "#app/editor/shared-text.ts";
import { textFragment } from "#app/editor/text-fragment.ts";
import { createDatabase } from "#db/client.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { serveBeside, serveSite, startChild } from "#tests/support/start-child.ts";
import { openedText, type TestWriter } from "#tests/support/writer.ts";
import { textToShare } from "./text-to-share.ts";

const texts = 10;
const writersOfEach = 5;
const rounds = 3;
const seconds = 8;
const betweenKeysMs = 200;
const page = "/eksempler/aarhus-trivselsteam";
const openTexts = 30;
const longText = 10_000;

const at = (values: readonly number[], part: number) =>
  [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) * part)] ?? 0;
const inMs = (values: readonly number[]) =>
  `p50 ${at(values, 0.5).toFixed(1)} ms, p95 ${at(values, 0.95).toFixed(1)} ms of ${values.length}`;
const ratio = (ours: readonly number[], bare: readonly number[], part: number) =>
  (at(ours, part) / at(bare, part)).toFixed(2);

/** One who writes, by one of several processes. */
interface Typist extends TestWriter {
  process: number;
  /** The paragraph that is the own one's. */
  line: Y.XmlText;
}

/** Opens the texts, with those who write in them spread over the processes. */
async function openAll(urls: readonly string[]): Promise<Typist[][]> {
  const all: Typist[][] = [];
  for (const { revisionId, cookies } of drafts) {
    const typists: Typist[] = [];
    for (const [index, cookie] of cookies.entries()) {
      const process = index % urls.length;
      const writer = await openedText(urls[process] ?? "", revisionId, cookie);
      const line = new Y.XmlText();
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [line]);
      writer.document.getXmlFragment(textFragment).push([paragraph]);
      typists.push(Object.assign(writer, { process, line }));
    }
    all.push(typists);
  }
  return all;
}

/** How long keys took until colleagues had them, in milliseconds: those in the same process, and those in another. */
interface Took {
  here: number[];
  across: number[];
}

/** Lets everybody type. */
async function typeAll(urls: readonly string[], took: Took): Promise<void> {
  const all = await openAll(urls);
  await pause(500);
  let measuring = true;
  for (const typists of all) {
    for (const reader of typists) {
      for (const writer of typists) {
        if (writer === reader) continue;
        const { clientID } = writer.document;
        const kept = reader.process === writer.process ? took.here : took.across;
        reader.document.on("afterTransaction", ({ beforeState, afterState }: Y.Transaction) => {
          const [from = 0, to = 0] = [beforeState.get(clientID), afterState.get(clientID)];
          for (let clock = from; clock < to; clock += 1) {
            const pressed = pressedAt.get(`${clientID} ${clock}`);
            if (pressed !== undefined && measuring) kept.push(performance.now() - pressed);
          }
        });
      }
    }
  }
  const pressedAt = new Map<string, number>();
  const began = performance.now();
  await Promise.all(
    all.flat().map(async ({ document, line }) => {
      await pause(Math.random() * betweenKeysMs);
      while (performance.now() - began < seconds * 1_000) {
        pressedAt.set(`${document.clientID} ${Y.getState(document.store, document.clientID)}`, performance.now());
        line.insert(line.length, "e");
        await pause(betweenKeysMs * (0.5 + Math.random()));
      }
    }),
  );
  measuring = false;
  for (const { leave } of all.flat()) leave();
  await pause(1_000);
}

/** How long a page takes that is rendered for its reader, in milliseconds, again and again: the dearest kind of reading. */
async function read(goesOn: () => boolean): Promise<number[]> {
  const took: number[] = [];
  for (; goesOn(); await pause(20)) {
    const asked = performance.now();
    await (await fetch(site.ready.TEST_SITE_URL + page, { headers: { cookie: reader } })).text();
    took.push(performance.now() - asked);
  }
  return took;
}
const readFor = (ms: number) => {
  const began = performance.now();
  return read(() => performance.now() - began < ms);
};

/** The bytes that something takes for each of many. */
function bytesOfEach(make: () => unknown): number {
  v8.setFlagsFromString("--expose-gc");
  const collect = vm.runInNewContext("gc") as () => void;
  collect();
  const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const kept = Array.from({ length: openTexts }, make);
  collect();
  const after = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  return (after - before) / kept.length;
}

function weigh(): void {
  const state = sharedTextOf(textToShare(longText));
  const typed = new Y.Doc();
  Y.applyUpdate(typed, state);
  const known = Y.encodeStateVector(typed);
  ((typed.getXmlFragment(textFragment).get(1) as Y.XmlElement).get(0) as Y.XmlText).insert(0, "Et ord. ");
  const change = Y.encodeStateAsUpdate(typed, known);
  const bare = bytesOfEach(() => {
    const document = new Y.Doc();
    Y.applyUpdate(document, state);
    Y.applyUpdate(document, change);
    return document;
  });
  const persister: Persister = { add: () => 1, flush: async () => {}, stop() {} };
  const ours = bytesOfEach(() => {
    const document = new Document("text");
    Y.applyUpdate(document, state);
    const room = new Room(document, persister, 0, () => {});
    room.change({ person: { id: "", sessionId: "" }, last: 0, asked: null, client: null } as unknown as Writer, change);
    return room;
  });
  const inKilobytes = (bytes: number) => `${(bytes / 1_024).toFixed(0)} KB`;
  console.log(
    `an open text of ${longText} words that has been written in: ${inKilobytes(ours)}, its bare Y.Doc ${inKilobytes(bare)}, ratio ${(ours / bare).toFixed(2)} (aim: at most 3)`,
  );
}

weigh();
const site = await startChild(serveSite);
const beside = await startChild(serveBeside, undefined, site.ready);
const bare = await startChild(["--import", "tsx", "tests/bench/bare-hocuspocus.ts"]);
const sql = createDatabase(String(site.ready.TEST_SITE_DATABASE_URL), { max: 2 });
const reader = await openSession(sql, (await createPerson(sql)).id);
const content = textToShare();
const drafts: { revisionId: string; cookies: string[] }[] = [];
for (let text = 0; text < texts; text += 1) {
  const { revisionId } = await buildDraft(sql, { municipalityCode: "0751", content });
  const cookies: string[] = [];
  for (let n = 0; n < writersOfEach; n += 1) {
    const { id } = await createPerson(sql, { roles: [{ role: "coordinator", municipality: "0751" }] });
    cookies.push(await openSession(sql, id));
  }
  drafts.push({ revisionId, cookies });
}

const one = String(site.ready.TEST_SITE_URL);
const sides = { bare: [String(bare.ready.url)], ours: [one], two: [one, String(beside.ready.TEST_SITE_URL)] };
const took = { bare: newTook(), ours: newTook(), two: newTook() };
function newTook(): Took {
  return { here: [], across: [] };
}
const reading = { idle: [] as number[], meanwhile: [] as number[] };
await readFor(3_000);
for (let round = 0; round < rounds; round += 1) {
  reading.idle.push(...(await readFor((seconds * 1_000) / 2)));
  for (const side of ["bare", "ours", "two"] as const) await typeAll(sides[side], took[side]);
  let done = false;
  const typing = typeAll(sides.ours, newTook()).then(() => {
    done = true;
  });
  const [meanwhile] = await Promise.all([read(() => !done), typing]);
  reading.meanwhile.push(...meanwhile);
}

const writers = texts * writersOfEach;
console.log(`${writers} writers in ${texts} texts, from a key to a colleague's copy`);
console.log(`  bare Hocuspocus: ${inMs(took.bare.here)}`);
console.log(
  `  one process: ${inMs(took.ours.here)}; ratio p50 ${ratio(took.ours.here, took.bare.here, 0.5)}, p95 ${ratio(took.ours.here, took.bare.here, 0.95)} (aim: p95 at most 1.5)`,
);
console.log(
  `  across two processes: ${inMs(took.two.across)}; ratio p50 ${ratio(took.two.across, took.bare.here, 0.5)}, p95 ${ratio(took.two.across, took.bare.here, 0.95)} (aim: p95 at most 5)`,
);
console.log(
  `a reader's page meanwhile: ${inMs(reading.meanwhile)}; idle ${inMs(reading.idle)}; ratio p50 ${ratio(reading.meanwhile, reading.idle, 0.5)} (aim: at most 1.5)`,
);
await sql.end();
await Promise.all([bare.stop(), beside.stop()]);
await site.stop();
process.exit(0);
