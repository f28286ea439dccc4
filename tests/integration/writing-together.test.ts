import fc from "fast-check";
import * as encoding from "lib0/encoding";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { mostWriters } from "#app/collaboration/protocol.ts";
import { applyAsOneChange } from "#app/domain/cases/derive-working-text.server.ts";
import { contentToText } from "#app/editor/content.ts";
import { contentOfSharedText, openSharedText } from "#app/editor/shared-text.ts";
import { textFragment } from "#app/editor/text-fragment.ts";
import { begunText } from "#app/editor/written.ts";
import { transaction } from "#db/client.ts";
import { findSharedText } from "#db/queries/cases/shared-text.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { knockAtText, openedText, type TestWriter } from "#tests/support/writer.ts";

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
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      words: fc.option(fc.string({ minLength: 1, maxLength: 6 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 5, maxLength: 25 }), async (changes) => {
        const { revisionId } = await draft();
        const all = [
          await write(revisionId, coordinator),
          await write(revisionId, coordinator, beside),
          await write(revisionId, coordinator, beside),
        ];
        for (const { who, at, words } of changes) {
          const writer = all[who];
          const text = writer?.document.getXmlFragment(textFragment);
          if (!writer || !text) continue;
          const place = Math.floor(at * (text.length + (words === null ? 0 : 1)));
          if (words === null) {
            if (text.length > 1) text.delete(Math.min(place, text.length - 1), 1);
            continue;
          }
          const paragraph = new Y.XmlElement("paragraph");
          paragraph.insert(0, [new Y.XmlText(words)]);
          text.insert(Math.min(place, text.length), [paragraph]);
        }
        for (const writer of all) await expect.poll(() => writer.saving.saved, soon).toBe(true);
        const [first] = all;
        for (const writer of all) await expect.poll(() => writer.words() === first?.words(), soon).toBe(true);
        const stored = await findSharedText(site.sql, revisionId);
        const text = openSharedText(stored?.snapshot ?? new Uint8Array(), stored?.updates ?? []);
        expect(text.getXmlFragment(textFragment).toJSON()).toBe(first?.document.getXmlFragment(textFragment).toJSON());
        for (const writer of all) writer.leave();
      }),
      { numRuns: 6 },
    );
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

  it("are all seen by one who comes later to another process, however many they are", async () => {
    const { revisionId } = await draft();
    // All of them in one message would be longer than the database takes.
    const name = "Mette Marie Holm-Sørensen Kirkegaard Andersen af Odense";
    const many = await Promise.all(Array.from({ length: mostWriters }, () => writerOf("coordinator", name)));
    for (const writer of await Promise.all(many.map((person) => write(revisionId, person)))) moveCaret(writer);
    const late = await write(revisionId, coordinator, beside);
    await expect.poll(() => late.others.length, soon).toBe(mostWriters);
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

  it("acting for the municipality", async () => {
    const { revisionId } = await draft();
    const { id } = await createPerson(site.sql, { roles: [{ role: "association_editor" }] });
    const cookie = await openSession(site.sql, id);
    await site.sql`
      insert into acting (session_id, municipality_code, reason, ends_at)
      select id, '0751', 'Hjælper kommunen i gang', now() + interval '1 hour' from session where person_id = ${id}`;
    const writer = await write(revisionId, { cookie }, beside);
    await site.sql`delete from acting where session_id in (select id from session where person_id = ${id})`;
    await expect.poll(() => writer.closed, { timeout: 2_000, interval: 5 }).toEqual(["noRight"]);
  });
});
