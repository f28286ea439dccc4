// Fifty writers in fifty texts: how long it takes from a key until the page says that it is saved, and what a reader notices meanwhile.
import { setTimeout as pause } from "node:timers/promises";
import { createDatabase } from "#db/client.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { serveSite, startChild } from "#tests/support/start-child.ts";
import { openedText, type TestWriter } from "#tests/support/writer.ts";

const writers = 50;
const seconds = 15;
const betweenKeysMs = 200;
const page = "/eksempler/aarhus-trivselsteam";

const at = (values: number[], part: number) =>
  [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) * part)] ?? 0;

const site = await startChild(serveSite);
const url = String(site.ready.TEST_SITE_URL);
const sql = createDatabase(String(site.ready.TEST_SITE_DATABASE_URL), { max: 2 });
const reader = await openSession(sql, (await createPerson(sql)).id);

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

/** Presses keys, each when the one before is saved and a moment has gone. @returns how long each took until it was, in milliseconds */
async function press(writer: TestWriter): Promise<number[]> {
  const took: number[] = [];
  for (const began = performance.now(); performance.now() - began < seconds * 1_000; ) {
    await pause(betweenKeysMs * (0.5 + Math.random()));
    const pressed = performance.now();
    const before = writer.savedTimes;
    writer.type("Et ord.");
    while (writer.savedTimes === before) await pause(2);
    took.push(performance.now() - pressed);
  }
  return took;
}

await read();
const idle = await read();
const open: TestWriter[] = [];
for (let n = 0; n < writers; n += 1) {
  const person = await createPerson(sql, { roles: [{ role: "contributor", municipality: "0751" }] });
  const { revisionId } = await buildDraft(sql, { municipalityCode: "0751", begunBy: person.id });
  open.push(await openedText(url, revisionId, await openSession(sql, person.id)));
}
const [meanwhile, ...saved] = await Promise.all([read(), ...open.map(press)]);
const all = saved.flat();
console.log(
  `${writers} writers, from a key to "Gemt": p50 ${at(all, 0.5).toFixed(0)} ms, p95 ${at(all, 0.95).toFixed(0)} ms of ${all.length} (aim: p95 under 400)`,
);
console.log(
  `a reader's page meanwhile: p50 ${at(meanwhile, 0.5).toFixed(1)} ms, idle ${at(idle, 0.5).toFixed(1)} ms, ratio ${(at(meanwhile, 0.5) / at(idle, 0.5)).toFixed(2)} (aim: at most 1.5)`,
);
for (const writer of open) writer.leave();
await sql.end();
await site.stop();
process.exit(0);
