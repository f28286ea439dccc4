import fc from "fast-check";
import * as encoding from "lib0/encoding";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { WebSocket } from "ws";
import * as Y from "yjs";
import { caretColours } from "#app/collaboration/carets.ts";
import { mostWriters, textAddress } from "#app/collaboration/protocol.ts";
import { applyAsOneChange } from "#app/domain/cases/derive-working-text.server.ts";
import { contentToText } from "#app/editor/content.ts";
import { mostCharacters } from "#app/editor/schema/limits.ts";
import { schemaHash } from "#app/editor/schema-hash.ts";
import { contentOfSharedText, openSharedText } from "#app/editor/shared-text.ts";
import { textFragment } from "#app/editor/text-fragment.ts";
import { begunText } from "#app/editor/written.ts";
import { type Sql, transaction } from "#db/client.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { findSharedText } from "#db/queries/cases/shared-text.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { knockAtText, openedText, openText, socketOf, type TestWriter } from "#tests/support/writer.ts";

const patience = { timeout: 40_000 };
const soon = { timeout: 8_000, interval: 5 };

// Two processes on one database, as far as they know of each other.
let site: TestSite;
let beside: TestSite;
let coordinator: { id: string; cookie: string };
const open: TestWriter[] = [];

beforeAll(async () => {
  site = await startSite({ seed: "reference" });
  beside = await startSite({ beside: site });
  coordinator = await writerOf("coordinator");
});
afterEach(() => {
  for (const writer of open.splice(0)) writer.leave();
});
afterAll(async () => {
  await beside.stop();
  await site.stop();
});

async function writerOf(role: "coordinator" | "contributor", name?: string) {
  const { id } = await createPerson(site.sql, { roles: [{ role, municipality: "0751" }], ...(name && { name }) });
  return { id, cookie: await openSession(site.sql, id) };
}

/** Somebody of KL who acts for a municipality. */
async function actingFor(municipality: string) {
  const { id } = await createPerson(site.sql, { roles: [{ role: "association_editor" }] });
  const cookie = await openSession(site.sql, id);
  await site.sql`
    insert into acting (session_id, municipality_code, reason, ends_at)
    select id, ${municipality}, 'Hjælper kommunen i gang', now() + interval '1 hour' from session where person_id = ${id}`;
  return { id, cookie };
}

const draft = () => buildDraft(site.sql, { begunBy: coordinator.id });

async function write(revisionId: string, as: { cookie: string }, at = site): Promise<TestWriter> {
  const writer = await openedText(at.url, revisionId, as.cookie);
  open.push(writer);
  return writer;
}

async function storedWords(revisionId: string): Promise<string> {
  const stored = await findSharedText(site.sql, revisionId);
  return stored ? contentToText(contentOfSharedText(openSharedText(stored.snapshot, stored.updates))) : "";
}

/** Moves the caret of a browser to the beginning of its text. */
const moveCaret = ({ provider, document }: TestWriter, user?: object) => {
  const place = Y.relativePositionToJSON(
    Y.createRelativePositionFromTypeIndex(document.getXmlFragment(textFragment), 0),
  );
  provider.awareness?.setLocalState({ cursor: { anchor: place, head: place }, ...(user && { user }) });
};

describe("two processes on one database", patience, () => {
  it("show each other's writers what is written, as soon as it is stored", async () => {
    const { revisionId } = await draft();
    const [here, there] = [await write(revisionId, coordinator), await write(revisionId, coordinator, beside)];
    here.type("Skrevet her.");
    there.type("Skrevet der.");
    await expect.poll(() => there.words(), soon).toContain("Skrevet her.");
    await expect.poll(() => here.words(), soon).toContain("Skrevet der.");
    await expect.poll(() => here.words() === there.words(), soon).toBe(true);
    expect(here.closed).toEqual([]);
    expect(there.closed).toEqual([]);
  });

  it("show what a verb has changed in one of them, though it is merged at once", async () => {
    const { revisionId } = await draft();
    const [here, there] = [await write(revisionId, coordinator), await write(revisionId, coordinator, beside)];
    const restored = begunText({ challenge: "Som det var engang." });
    await transaction(site.sql, (tx) => applyAsOneChange(tx, revisionId, coordinator.id, restored));
    for (const writer of [here, there]) await expect.poll(() => writer.words(), soon).toContain("Som det var engang.");
  });

  it("give one text of whatever three people change at once", async () => {
    const change = fc.record({
      who: fc.nat({ max: 2 }),
      what: fc.constantFrom("block", "no block", "words", "no words", "bold"),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      within: fc.double({ min: 0, max: 1, noNaN: true }),
      words: fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }),
      pause: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 5, maxLength: 20 }), async (changes) => {
        const { revisionId } = await draft();
        const all = [
          await write(revisionId, coordinator),
          await write(revisionId, coordinator, beside),
          await write(revisionId, coordinator, beside),
        ];
        for (const { who, what, at, within, words, pause } of changes) {
          const writer = all[who];
          const text = writer?.document.getXmlFragment(textFragment);
          if (!writer || !text) continue;
          const placeIn = (length: number) => Math.min(Math.floor(at * length), length - 1);
          const paragraphs = text.toArray().filter((block) => (block as Y.XmlElement).nodeName === "paragraph");
          const inner = paragraphs.length > 0 && (paragraphs[placeIn(paragraphs.length)] as Y.XmlElement).get(0);
          if (what === "block") {
            const paragraph = new Y.XmlElement("paragraph");
            paragraph.insert(0, [new Y.XmlText(words)]);
            text.insert(Math.floor(at * (text.length + 1)) % (text.length + 1), [paragraph]);
          } else if (what === "no block") {
            if (text.length > 1) text.delete(placeIn(text.length), 1);
          } else if (inner instanceof Y.XmlText) {
            // As editors do: nobody cuts a character in two. Yjs would put a mark for what cannot be read in its place, here alone.
            const held = inner.toDelta().reduce((all: string, { insert }: { insert: string }) => all + insert, "");
            const wholeAt = (place: number) => place - (/[\udc00-\udfff]/.test(held.charAt(place)) ? 1 : 0);
            const from = wholeAt(Math.floor(within * held.length));
            const length = wholeAt(Math.min(from + words.length, held.length)) - from;
            if (what === "words") inner.insert(from, words);
            else if (what === "no words") inner.delete(from, length);
            else inner.format(from, length, { bold: {} });
          }
          // Some of it comes to the others before they go on, and some at the same time as theirs.
          if (pause) await expect.poll(() => writer.saving.saved, soon).toBe(true);
        }
        for (const writer of all) await expect.poll(() => writer.saving.saved, soon).toBe(true);
        // A browser that learns of another's bold may do away with marks that have become superfluous, and tell so: it is a change like others.
        const wholeStored = async () => {
          const stored = await findSharedText(site.sql, revisionId);
          const text = openSharedText(stored?.snapshot ?? new Uint8Array(), stored?.updates ?? []);
          return text.getXmlFragment(textFragment).toJSON();
        };
        const wholes = async () => [
          await wholeStored(),
          ...all.map(({ document }) => document.getXmlFragment(textFragment).toJSON()),
        ];
        await expect.poll(async () => [...new Set(await wholes())], soon).toHaveLength(1);
        for (const writer of all) expect(writer.closed).toEqual([]);
        for (const writer of all) writer.leave();
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it("take in too much together, which everybody sees, and can make less but not more", async () => {
    const { revisionId, id } = await draft();
    const [here, there] = [await write(revisionId, coordinator), await write(revisionId, coordinator, beside)];
    const half = mostCharacters / 2;
    // Neither hears of the other before it has taken in its own.
    await transaction(site.sql, async (tx) => {
      await findDraftSubject(tx, id, { lock: true });
      here.type("x".repeat(half));
      there.type("y".repeat(half));
    });
    await expect.poll(() => here.words() === there.words(), soon).toBe(true);
    for (const writer of [here, there]) await expect.poll(() => writer.saving.saved, soon).toBe(true);
    expect((await storedWords(revisionId)).length).toBeGreaterThan(mostCharacters);
    const text = there.document.getXmlFragment(textFragment);
    const last = (text.get(text.length - 1) as Y.XmlElement).get(0) as Y.XmlText;
    last.delete(0, 5);
    await expect.poll(() => there.saving.saved, soon).toBe(true);
    await expect.poll(() => here.words() === there.words(), soon).toBe(true);
    here.type("Mere.");
    await expect.poll(() => here.closed, soon).toEqual(["tooMuch"]);
    expect(there.closed).toEqual([]);
    const late = await write(revisionId, coordinator);
    expect(late.words()).toBe(there.words());
  });

  it("miss nothing of each other when the line on which the database tells of it is lost", async () => {
    const { revisionId } = await draft();
    const [here, there] = [await write(revisionId, coordinator), await write(revisionId, coordinator, beside)];
    await site.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'mere-for-flere notices'`;
    await expect.poll(() => there.closed, soon).toContain("again");
    here.type("Imens.");
    await expect.poll(() => there.words(), soon).toContain("Imens.");
    there.type("Bagefter.");
    await expect.poll(() => here.words(), soon).toContain("Bagefter.");
    await expect.poll(() => storedWords(revisionId), soon).toContain("Bagefter.");
  });
});

describe("those who write in one text", patience, () => {
  it("see each other by the names of their accounts, whatever their browsers say, until they leave", async () => {
    const { revisionId } = await draft();
    const [mette, lars] = [await writerOf("coordinator", "Mette Holm"), await writerOf("coordinator", "Lars Bo")];
    const here = await write(revisionId, mette);
    const same = await write(revisionId, lars);
    const there = await write(revisionId, lars, beside);
    moveCaret(here, { name: "KL", colour: 3 });
    moveCaret(same);
    moveCaret(there);
    const names = (writer: TestWriter) => writer.others.map(({ name }) => name).sort();
    await expect.poll(() => names(there), soon).toEqual(["Lars Bo", "Mette Holm"]);
    await expect.poll(() => names(here), soon).toEqual(["Lars Bo", "Lars Bo"]);
    await expect.poll(() => names(same), soon).toEqual(["Lars Bo", "Mette Holm"]);
    const shown = there.provider.awareness?.states.get(here.document.clientID);
    expect(shown).toMatchObject({ user: { name: "Mette Holm" }, cursor: { anchor: { tname: textFragment } } });
    here.leave();
    await expect.poll(() => names(there), soon).toEqual(["Lars Bo"]);
    await expect.poll(() => names(same), soon).toEqual(["Lars Bo"]);
  });

  it("are seen again after a lost connection", async () => {
    const { revisionId } = await draft();
    const here = await write(revisionId, coordinator);
    const there = await write(revisionId, coordinator, beside);
    moveCaret(here);
    moveCaret(there);
    await expect.poll(() => [here.others.length, there.others.length], soon).toEqual([1, 1]);
    here.provider.configuration.websocketProvider.webSocket?.close();
    await expect.poll(() => here.closed.length, soon).toBe(1);
    await expect.poll(() => [here.others.length, there.others.length], soon).toEqual([1, 1]);
  });

  it("are seen where they come back, though the process that they left was killed and has not said so", async () => {
    const { revisionId } = await draft();
    const mette = await writerOf("coordinator", "Mette Holm");
    const other = await write(revisionId, coordinator, beside);
    const here = await write(revisionId, mette);
    moveCaret(here);
    await expect.poll(() => other.others.map(({ name }) => name), soon).toEqual(["Mette Holm"]);
    // The way to the one process is lost without a word to it, and the browser goes to the other.
    const { websocketProvider } = here.provider.configuration;
    const lost = websocketProvider.webSocket as unknown as WebSocket;
    lost.close = () => {};
    websocketProvider.configuration.url = textAddress(beside.url, revisionId, schemaHash);
    websocketProvider.configuration.WebSocketPolyfill = socketOf({ cookie: mette.cookie, origin: beside.url });
    websocketProvider.onClose({ event: { code: 4408, reason: "forced" } as never });
    const shown = () => other.provider.awareness?.states.get(here.document.clientID)?.cursor;
    here.provider.awareness?.setLocalState({ cursor: null });
    await expect.poll(shown, soon).toBeNull();
    moveCaret(here);
    await expect.poll(shown, soon).toMatchObject({ anchor: { tname: textFragment } });
    // That the first process finds its way lost takes nothing from the second.
    lost.terminate();
    const late = await write(revisionId, coordinator);
    await expect.poll(() => late.others.map(({ name }) => name), soon).toContain("Mette Holm");
    expect(other.others.map(({ name }) => name)).toContain("Mette Holm");
  });

  it("are all seen by one who comes later to another process, however many they are", async () => {
    const { revisionId } = await draft();
    // All of them in one message would be longer than the database takes.
    const name = "Mette Marie Holm-Sørensen Kirkegaard Andersen af Odense";
    const many = await Promise.all(Array.from({ length: mostWriters - 1 }, () => writerOf("coordinator", name)));
    for (const writer of await Promise.all(many.map((person) => write(revisionId, person)))) moveCaret(writer);
    const late = await write(revisionId, coordinator, beside);
    await expect.poll(() => late.others.length, soon).toBe(mostWriters - 1);
  });

  it("cannot move another's caret, and are closed for what is no caret", async () => {
    const { revisionId } = await draft();
    const [mette, lars] = [await writerOf("coordinator", "Mette Holm"), await writerOf("coordinator", "Lars Bo")];
    const here = await write(revisionId, mette);
    const other = await write(revisionId, lars);
    moveCaret(here);
    await expect.poll(() => other.others.map(({ name }) => name), soon).toEqual(["Mette Holm"]);
    const forged = (state: unknown, clock: number) =>
      encoding.encode((encoder) => {
        encoding.writeVarString(encoder, revisionId);
        encoding.writeVarUint(encoder, 1);
        encoding.writeVarUint8Array(
          encoder,
          encoding.encode((message) => {
            encoding.writeVarUint(message, 1);
            encoding.writeVarUint(message, here.document.clientID);
            encoding.writeVarUint(message, clock);
            encoding.writeVarString(message, JSON.stringify(state));
          }),
        );
      });
    const send = (message: Uint8Array) => other.provider.configuration.websocketProvider.webSocket?.send(message);
    send(forged({ cursor: null, user: { name: "Lars Bo" } }, 1_000));
    send(forged(null, 1_001));
    moveCaret(other);
    await expect.poll(() => here.others.map(({ name }) => name), soon).toEqual(["Lars Bo"]);
    expect(other.others.map(({ name }) => name)).toEqual(["Mette Holm"]);
    send(forged({ cursor: { anchor: "<script>", head: 1 } }, 1));
    await expect.poll(() => other.closed, soon).toContain("notUnderstood");
    expect(here.closed).toEqual([]);
  });

  it(`are at most ${mostWriters} people`, async () => {
    const { revisionId } = await draft();
    const people = await Promise.all(Array.from({ length: mostWriters + 1 }, () => writerOf("coordinator")));
    const [last, ...first] = people;
    await Promise.all(first.map((person) => write(revisionId, person)));
    const [again] = first;
    if (!last || !again) throw new Error("nobody");
    await write(revisionId, again);
    expect(await knockAtText(site.url, revisionId, { cookie: last.cookie })).toBe("full");
  });

  it("are as many in two processes as in one", async () => {
    const { revisionId } = await draft();
    const people = await Promise.all(Array.from({ length: mostWriters + 1 }, () => writerOf("coordinator")));
    const [last, ...first] = people;
    const [again] = first;
    if (!last || !again) throw new Error("nobody");
    const writers = await Promise.all(
      first.map((person, index) => write(revisionId, person, index % 2 === 0 ? site : beside)),
    );
    for (const one of writers) await expect.poll(() => one.others.length, soon).toBe(mostWriters - 1);
    for (const { url } of [site, beside]) {
      expect(await knockAtText(url, revisionId, { cookie: last.cookie })).toBe("full");
      const way = openText(url, revisionId, again.cookie);
      open.push(way);
      await expect.poll(() => way.others.length, soon).toBeGreaterThanOrEqual(mostWriters - 1);
    }
    writers[1]?.leave();
    await expect.poll(() => writers[0]?.others.length, soon).toBeLessThan(mostWriters + 1);
    await expect.poll(() => knockAtText(site.url, revisionId, { cookie: last.cookie }), soon).not.toBe("full");
  });

  it("have each a colour of their own, as far as there are colours, in one process and in two", async () => {
    const { revisionId } = await draft();
    const people = await Promise.all(Array.from({ length: caretColours }, () => writerOf("coordinator")));
    const writers = await Promise.all(
      people.map((person, index) => write(revisionId, person, index % 2 === 0 ? site : beside)),
    );
    const colours = (writer: TestWriter) => {
      for (const one of writers) moveCaret(one);
      return new Set(writer.others.map(({ colour }) => colour)).size;
    };
    for (const one of writers) await expect.poll(() => colours(one), { ...soon, interval: 200 }).toBe(caretColours - 1);
    // Another window of one who is here is shown in the same colour.
    const [first] = people;
    const [, other] = writers;
    if (!first || !other) throw new Error("nobody");
    const second = await write(revisionId, first, beside);
    moveCaret(second);
    await expect.poll(() => other.others.length, soon).toBe(caretColours);
    expect(new Set(other.others.map(({ colour }) => colour)).size).toBe(caretColours - 1);
  });
});

describe("a right that ends closes the text at once, though nothing is typed", patience, () => {
  const contributors = async () => {
    const made = await draft();
    const writer = await writerOf("contributor");
    await site.sql`insert into case_contributor (case_id, person_id, demo) values (${made.id}, ${writer.id}, false)`;
    return { ...made, writer };
  };
  it.each([
    ["the role", "noRight", ({ person }) => site.sql`delete from role_grant where person_id = ${person}`],
    ["being named", "noRight", ({ person }) => site.sql`delete from case_contributor where person_id = ${person}`],
    ["the session", "signedOut", ({ person }) => site.sql`delete from session where person_id = ${person}`],
    [
      "the text, in the bin",
      "notWritable",
      ({ id }) => site.sql`update case_story set binned_at = now() where id = ${id}`,
    ],
    ["the text, deleted", "gone", ({ id }) => site.sql`delete from case_story where id = ${id}`],
    ["the account", "signedOut", ({ person }) => site.sql`delete from person where id = ${person}`],
  ] as [string, string, (of: { id: string; person: string }) => Promise<unknown>][])(
    "%s",
    async (_name, refusal, end) => {
      const { id, revisionId, writer } = await contributors();
      const [here, there] = [await write(revisionId, writer), await write(revisionId, writer, beside)];
      await end({ id, person: writer.id });
      for (const one of [here, there])
        await expect.poll(() => one.closed, { timeout: 2_000, interval: 5 }).toEqual([refusal]);
    },
  );

  it.each([
    [
      "a session, by the clock",
      "signedOut",
      (person: string, sql: Sql) => sql`update session set expires_at = now() where person_id = ${person}`,
    ],
    [
      "acting, by the clock",
      "noRight",
      (person: string, sql: Sql) => sql`
        update acting set ends_at = now() where session_id in (select id from session where person_id = ${person})`,
    ],
  ])("%s", async (_name, refusal, end) => {
    const { revisionId } = await draft();
    const acting = await actingFor("0751");
    const writer = await write(revisionId, acting);
    // As if it had been meant to end now all the while: that is not told.
    await transaction(site.sql, async (tx) => {
      await tx`set local session_replication_role = replica`;
      await end(acting.id, tx);
    });
    await expect.poll(() => writer.closed, { timeout: 2_000, interval: 5 }).toEqual([refusal]);
  });

  it("but not that the page is hidden from its readers: it is its writers who mend it", async () => {
    const { id, revisionId } = await draft();
    const writer = await write(revisionId, coordinator, beside);
    await site.sql`update case_story set hidden_at = now() where id = ${id}`;
    writer.type("Uden navnet.");
    await expect.poll(() => storedWords(revisionId), soon).toContain("Uden navnet.");
    expect(writer.closed).toEqual([]);
  });

  it("acting for the municipality", async () => {
    const { revisionId } = await draft();
    const acting = await actingFor("0751");
    const writer = await write(revisionId, acting, beside);
    await site.sql`delete from acting where session_id in (select id from session where person_id = ${acting.id})`;
    await expect.poll(() => writer.closed, { timeout: 2_000, interval: 5 }).toEqual(["noRight"]);
  });
});
