import { once } from "node:events";
import { connect } from "node:net";
import { setInterval } from "node:timers/promises";
import fc from "fast-check";
import * as encoding from "lib0/encoding";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { nothing } from "#app/collaboration/check.ts";
import { largestMessage, mostSockets, type Refusal, refusalOf, textAddress } from "#app/collaboration/protocol.ts";
import { applyAsOneChange, deriveWorkingText } from "#app/domain/cases/derive-working-text.server.ts";
import { contentToText } from "#app/editor/content.ts";
import { schemaHash } from "#app/editor/schema-hash.ts";
import { contentOfSharedText, openSharedText } from "#app/editor/shared-text.ts";
import { textFragment } from "#app/editor/text-fragment.ts";
import { assertWritten, begunText } from "#app/editor/written.ts";
import { transaction } from "#db/client.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { findSharedText } from "#db/queries/cases/shared-text.ts";
import { keepVersion } from "#db/queries/cases/versions.ts";
import { deleteSessionsOf } from "#db/queries/sessions.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { openedText, openText, socketOf, type TestWriter } from "#tests/support/writer.ts";

const patience = { timeout: 30_000 };
const soon = { timeout: 8_000, interval: 5 };

let site: TestSite;
let me: string;
let cookie: string;
const open: TestWriter[] = [];
beforeAll(async () => {
  site = await startSite({ seed: "reference" });
  me = (await createPerson(site.sql, { roles: [{ role: "contributor", municipality: "0751" }] })).id;
  cookie = await openSession(site.sql, me);
});
afterEach(() => {
  for (const writer of open.splice(0)) writer.leave();
});
afterAll(() => site.stop());

const draft = () => buildDraft(site.sql, { begunBy: me });

/** Opens a text for as long as the test lasts. */
async function write(revisionId: string, as = cookie): Promise<TestWriter> {
  const writer = await openedText(site.url, revisionId, as);
  open.push(writer);
  return writer;
}

/** The words of a text as the database has them. */
async function storedWords(revisionId: string): Promise<string> {
  const stored = await findSharedText(site.sql, revisionId);
  return stored ? contentToText(contentOfSharedText(openSharedText(stored.snapshot, stored.updates))) : "";
}

const saved = (writer: TestWriter) => expect.poll(() => writer.saving.saved, soon).toBe(true);
const closedFor = (writer: TestWriter, refusal: Refusal) => expect.poll(() => writer.closed, soon).toContain(refusal);
const updatesOf = async (revisionId: string) => {
  const [row] = await site.sql<{ n: number }[]>`
    select count(*)::integer as n from text_update where revision_id = ${revisionId}`;
  return row?.n;
};

/** A bare socket on a text. */
function knock(revisionId: string, { as = cookie, origin = site.url, hash = schemaHash, person = "" } = {}) {
  const Socket = socketOf({ cookie: as, origin });
  return new Socket(textAddress(site.url, revisionId, hash, person));
}

/** Why a socket was closed; the status, where it was never opened. */
async function answerOf(socket: ReturnType<typeof knock>): Promise<string | number | null> {
  return new Promise((resolve) => {
    socket.once("unexpected-response", (_request, response) => resolve(response.statusCode ?? null));
    socket.once("close", (code) => resolve(refusalOf(code) ?? code));
    socket.on("error", () => {});
  });
}

/** A bare socket that has been let in to its text. */
async function signIn(revisionId: string, as = cookie) {
  const socket = knock(revisionId, { as });
  socket.on("error", () => {});
  await once(socket, "open");
  await signInOn(socket, revisionId);
  return socket;
}

function message(revisionId: string, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarString(encoder, revisionId);
    write(encoder);
  });
}

function signingIn(to: encoding.Encoder): void {
  encoding.writeVarUint(to, 2);
  encoding.writeVarUint(to, 0);
  encoding.writeVarString(to, "");
}

const change = (revisionId: string, update: Uint8Array) =>
  message(revisionId, (to) => {
    encoding.writeVarUint(to, 0);
    encoding.writeVarUint(to, 2);
    encoding.writeVarUint8Array(to, update);
  });

/** What a browser would send that has made a change of its own to the text. */
async function changeBy(revisionId: string, make: (text: Y.XmlFragment, document: Y.Doc) => void): Promise<Uint8Array> {
  const stored = await findSharedText(site.sql, revisionId);
  const document = openSharedText(stored?.snapshot ?? nothing, stored?.updates);
  const before = Y.encodeStateVector(document);
  document.transact(() => make(document.getXmlFragment(textFragment), document));
  return Y.encodeStateAsUpdate(document, before);
}

const element = (
  name: string,
  attributes: Record<string, unknown> = {},
  children: (Y.XmlElement | Y.XmlText)[] = [],
) => {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, children);
  return made;
};

describe("a text that is written", patience, () => {
  it("is stored before the page says so, with who wrote it", async () => {
    const { revisionId } = await draft();
    await site.sql`delete from case_revision_author where revision_id = ${revisionId}`;
    const writer = await write(revisionId);
    expect(writer.words()).toContain("Overgangen var svær.");
    // As long as nothing can be stored, nothing is said to be.
    await transaction(site.sql, async (tx) => {
      await tx`lock table text_update in exclusive mode`;
      writer.type("Vi holdt et møde.");
      await expect
        .poll(async () => (await site.sql`select from pg_locks where not granted`).count, soon)
        .toBeGreaterThan(0);
      expect(writer.saving.saved).toBe(false);
    });
    await saved(writer);
    expect(await storedWords(revisionId)).toContain("Vi holdt et møde.");
    const authors = await site.sql<{ id: string }[]>`
      select person_id as id from case_revision_author where revision_id = ${revisionId}`;
    expect(authors.map(({ id }) => id)).toEqual([me]);
    const [row] = await site.sql<
      { id: string }[]
    >`select person_id as id from text_update where revision_id = ${revisionId}`;
    expect(row?.id).toBe(me);
  });

  it("says that a deletion is saved only when it is", async () => {
    const { revisionId } = await draft();
    const writer = await write(revisionId);
    const text = writer.document.getXmlFragment(textFragment);
    text.delete(text.length - 1, 1);
    expect(writer.saving.saved).toBe(false);
    await saved(writer);
    expect(await storedWords(revisionId)).not.toContain("Tiden.");
  });

  it("is told to be stored bit by bit, though somebody types without a pause", async () => {
    const { revisionId } = await draft();
    const writer = await write(revisionId);
    const waited: number[] = [];
    for await (const _ of setInterval(20)) {
      writer.type("Ord.");
      const { saved: all, at, waitsSince } = writer.saving;
      expect(all).toBe(false);
      if (at && waitsSince) waited.push(waitsSince.getTime());
      if (new Set(waited).size > 3) break;
    }
    expect(waited).toEqual([...waited].sort((one, other) => one - other));
    await saved(writer);
    expect(writer.saving.waitsSince).toBeNull();
  });

  it("comes to the other browsers that have it open, and to those that open it later", async () => {
    const { revisionId } = await draft();
    const [one, other] = [await write(revisionId), await write(revisionId)];
    one.type("Fra den ene.");
    await expect.poll(() => other.words(), soon).toContain("Fra den ene.");
    await saved(one);
    one.leave();
    other.leave();
    const later = await write(revisionId);
    expect(later.words()).toContain("Fra den ene.");
  });

  it("is merged when the last has left, and content and words are derived", async () => {
    const { revisionId } = await draft();
    const writer = await write(revisionId);
    writer.type("Sidste ord.");
    await saved(writer);
    expect(await updatesOf(revisionId)).toBe(1);
    writer.leave();
    await expect.poll(() => updatesOf(revisionId), soon).toBe(0);
    const [row] = await site.sql<{ text: string; content: unknown }[]>`
      select text, content from case_revision where id = ${revisionId}`;
    expect(row?.text).toContain("Sidste ord.");
    expect(JSON.stringify(row?.content)).toContain("Sidste ord.");
    expect(await storedWords(revisionId)).toContain("Sidste ord.");
  });

  it("is merged at five hundred updates while it is being written", async () => {
    const { revisionId } = await draft();
    const grown = openSharedText((await findSharedText(site.sql, revisionId))?.snapshot ?? nothing);
    const changes: string[] = [];
    grown.on("update", (made: Uint8Array) => changes.push(Buffer.from(made).toString("hex")));
    for (let n = 0; n < 497; n += 1)
      grown.getXmlFragment(textFragment).push([element("paragraph", {}, [new Y.XmlText(`Nr. ${n}.`)])]);
    await site.sql`
      insert into text_update (revision_id, bytes)
      select ${revisionId}, decode(hex, 'hex') from unnest(${changes}::text[]) with ordinality as x (hex, n) order by n`;
    const writer = await write(revisionId);
    for (const words of ["Et.", "To."]) {
      writer.type(words);
      await saved(writer);
    }
    expect(await updatesOf(revisionId)).toBe(499);
    writer.type("Tre.");
    await expect.poll(() => updatesOf(revisionId), soon).toBe(0);
    writer.type("Fire.");
    await saved(writer);
    const words = await storedWords(revisionId);
    for (const one of ["Nr. 0.", "Nr. 496.", "Et.", "To.", "Tre.", "Fire."]) expect(words).toContain(one);
  });

  it("that the seeds have stored is shared once, however many open it at once", async () => {
    const { revisionId } = await draft();
    await site.sql`delete from shared_text where revision_id = ${revisionId}`;
    const writers = await Promise.all([write(revisionId), write(revisionId), write(revisionId)]);
    for (const { words } of writers) expect(words().split("Overgangen var svær.").length).toBe(2);
    expect((await storedWords(revisionId)).split("Overgangen var svær.").length).toBe(2);
  });

  it("is kept as a version when it has been written in for ten minutes", async () => {
    const { id, revisionId } = await draft();
    await site.sql`update case_revision set created_at = now() - interval '11 minutes' where id = ${revisionId}`;
    const versions = () => site.sql<{ number: number; text: string; because: string; authors: string[] }[]>`
      select number, text, kept_because as because,
        array(select person_id::text from case_revision_author where revision_id = v.id) as authors
      from case_revision v where case_id = ${id} and number is not null order by number`;
    const writer = await write(revisionId);
    writer.type("Efter elleve minutter.");
    await expect.poll(async () => (await versions()).length, soon).toBe(1);
    const [version] = await versions();
    expect(version).toMatchObject({ number: 1, because: "pause", authors: [me] });
    expect(version?.text).toContain("Efter elleve minutter.");
    writer.type("Lige efter.");
    await saved(writer);
    writer.leave();
    await expect.poll(() => updatesOf(revisionId), soon).toBe(0);
    expect((await versions()).length).toBe(1);
  });
});

describe("a verb of a text that is open", patience, () => {
  it("finds stored what was typed before it, and its change comes to the browsers", async () => {
    const { revisionId } = await draft();
    const writer = await write(revisionId);
    const other = await write(revisionId);
    writer.type("Lige før.");
    await expect.poll(() => other.words(), soon).toContain("Lige før.");
    await site.rooms.flush(revisionId);
    const derived = await transaction(site.sql, (tx) => deriveWorkingText(tx, revisionId));
    expect(contentToText(derived)).toContain("Lige før.");
    const restored = begunText({ challenge: "Som det var engang." });
    await transaction(site.sql, (tx) => applyAsOneChange(tx, revisionId, me, restored));
    await expect.poll(() => writer.words(), soon).toContain("Som det var engang.");
    expect(writer.words()).not.toContain("Lige før.");
    writer.type("Og videre.");
    await saved(writer);
    expect(await storedWords(revisionId)).toContain("Og videre.");
    expect(await storedWords(revisionId)).toContain("Som det var engang.");
  });
});

describe("a text that ends while it is written", patience, () => {
  /** Hands over as a verb does: what was sent until now is in the version, what comes later nowhere. */
  const handOver = (id: string) =>
    transaction(site.sql, async (tx) => {
      const subject = await findDraftSubject(tx, id, { lock: true });
      if (subject?.state !== "draft") return "too late";
      await tx`
        update case_revision set title = 'T', summary = 'S', stage = 'erfaringer', names_unit = true
        where id = (select working_revision_id from case_story where id = ${id})`;
      const version = await keepVersion(tx, id, "handed_over");
      await tx`update case_story set submitted_revision_id = ${version.id} where id = ${id}`;
      return "handed over";
    });

  it("takes nothing more once it is handed over, and says so", async () => {
    const { id, revisionId } = await draft();
    const writer = await write(revisionId);
    expect(await Promise.all([handOver(id), handOver(id)])).toEqual(
      expect.arrayContaining(["handed over", "too late"]),
    );
    writer.type("For sent.");
    await closedFor(writer, "notWritable");
    expect(writer.saving.saved).toBe(false);
    expect(await storedWords(revisionId)).not.toContain("For sent.");
    expect(await answerOf(knock(revisionId))).toBe("notWritable");
  });

  it("waits for a verb that has locked it, and keeps no other text waiting", async () => {
    const [locked, other] = [await draft(), await draft()];
    const [one, two] = [await write(locked.revisionId), await write(other.revisionId)];
    await transaction(site.sql, async (tx) => {
      await findDraftSubject(tx, locked.id, { lock: true });
      one.type("Vent på mig.");
      two.type("Jeg venter ikke.");
      await saved(two);
      expect(one.saving.saved).toBe(false);
    });
    await saved(one);
    expect(await storedWords(locked.revisionId)).toContain("Vent på mig.");
  });

  it.each([
    ["in the bin", "notWritable", (id: string) => site.sql`update case_story set binned_at = now() where id = ${id}`],
    ["deleted", "gone", (id: string) => site.sql`delete from case_story where id = ${id}`],
  ] as const)("takes nothing more when it is %s", async (_name, refusal, end) => {
    const { id, revisionId } = await draft();
    const writer = await write(revisionId);
    await end(id);
    writer.type("For sent.");
    await closedFor(writer, refusal);
    expect(await storedWords(revisionId)).not.toContain("For sent.");
  });

  it.each([
    ["a session that ends", "signedOut", (id: string) => site.sql`delete from session where person_id = ${id}`],
    [
      "a role taken away, which ends the sessions",
      "rolesChanged",
      (id: string) => deleteSessionsOf(site.sql, id, { because: "roles" }),
    ],
    ["a role taken away", "noRight", (id: string) => site.sql`delete from role_grant where person_id = ${id}`],
  ] as const)("takes nothing more after %s, and the others lose nothing", async (_name, refusal, end) => {
    const { id, revisionId } = await draft();
    const other = await createPerson(site.sql, { roles: [{ role: "contributor", municipality: "0751" }] });
    await site.sql`insert into case_contributor (case_id, person_id, demo) values (${id}, ${other.id}, false)`;
    const leaving = await write(revisionId, await openSession(site.sql, other.id));
    const staying = await write(revisionId);
    await end(other.id);
    leaving.type("Uden ret.");
    staying.type("Med ret.");
    await closedFor(leaving, refusal);
    // The first word is the one that the browser heeds.
    expect(leaving.closed[0]).toBe(refusal);
    await saved(staying);
    expect(staying.closed).not.toContain(refusal);
    expect(await storedWords(revisionId)).toContain("Med ret.");
    const [row] = await site.sql`
      select from text_update where revision_id = ${revisionId} and person_id = ${other.id}`;
    expect(row).toBeUndefined();
  });
});

describe("while the database is away", patience, () => {
  it("nothing is lost in ten seconds, and all of it is stored when it is back", async () => {
    const { revisionId } = await draft();
    const writer = await write(revisionId);
    const name = new URL(site.databaseUrl).pathname.slice(1);
    const admin = (await import("postgres")).default(process.env.TEST_POSTGRES_URL ?? "", { max: 1 });
    await admin.unsafe(`alter database "${name}" allow_connections false`);
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
    // The ten seconds are what is promised: somebody writes on all the while, a paragraph each tenth of a second.
    let n = 0;
    for await (const _ of setInterval(100)) {
      writer.type(`Ord ${n}.`);
      n += 1;
      if (n === 100) break;
    }
    expect(writer.saving.saved).toBe(false);
    expect(writer.closed.filter((why) => why !== "again" && why !== null)).toEqual([]);
    await admin.unsafe(`alter database "${name}" allow_connections true`);
    await admin.end();
    await saved(writer);
    const words = await storedWords(revisionId);
    for (let one = 0; one < n; one += 1) expect(words).toContain(`Ord ${one}.`);
    writer.type("Og videre.");
    await saved(writer);
  });
});

describe("a request that asks for another kind of connection", patience, () => {
  it("is answered as what it is without", async () => {
    const { port } = new URL(site.url);
    const asking = connect(Number(port), "127.0.0.1");
    asking.write(
      "GET /healthz HTTP/1.1\r\nHost: site\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
    );
    let answer = "";
    for await (const chunk of asking) answer += chunk;
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(answer).toContain('"status"');
  });
});

describe("a browser that is turned away", patience, () => {
  it("learns why, before it is read", async () => {
    const { revisionId } = await draft();
    const stranger = await openSession(site.sql, (await createPerson(site.sql)).id);
    expect(await answerOf(knock(revisionId, { origin: "https://et-andet-sted.dk" }))).toBe(403);
    expect(await answerOf(knock(revisionId, { origin: "" }))).toBe(403);
    expect(await answerOf(knock(revisionId, { as: "" }))).toBe("signedOut");
    expect(await answerOf(knock(revisionId, { as: "session=forkert" }))).toBe("signedOut");
    expect(await answerOf(knock(revisionId, { as: stranger }))).toBe("noRight");
    expect(await answerOf(knock("", { as: stranger, person: "00000000-0000-4000-8000-00000000abcd" }))).toBe(
      "anotherPerson",
    );
    const { id: changed } = await createPerson(site.sql);
    const ended = await openSession(site.sql, changed);
    await deleteSessionsOf(site.sql, changed, { because: "roles" });
    expect(await answerOf(knock(revisionId, { as: ended }))).toBe("rolesChanged");
    expect(await answerOf(knock("ikke-et-id"))).toBe("gone");
    expect(await answerOf(knock("00000000-0000-4000-8000-00000000abcd"))).toBe("gone");
    expect(await answerOf(knock(revisionId, { hash: "0".repeat(32) }))).toBe("oldSchema");
    const Socket = socketOf({ cookie, origin: site.url });
    expect(await answerOf(new Socket(`${site.url.replace("http", "ws")}/eksempler`))).toBe(404);
  });

  it("by an older schema leaves nothing behind of what it had", async () => {
    const { revisionId } = await draft();
    const before = await storedWords(revisionId);
    const writer = openText(site.url, revisionId, cookie, { hash: "f".repeat(32) });
    open.push(writer);
    writer.type("Fra en gammel side.");
    await closedFor(writer, "oldSchema");
    expect(await storedWords(revisionId)).toBe(before);
  });

  it("is the twenty-first of a person, until one of the others is closed", async () => {
    const { revisionId } = await draft();
    const person = await createPerson(site.sql, { roles: [{ role: "coordinator", municipality: "0751" }] });
    const as = await openSession(site.sql, person.id);
    const sockets = [];
    for (let n = 0; n < mostSockets; n += 1) sockets.push(await signIn(revisionId, as));
    expect(await answerOf(knock(revisionId, { as }))).toBe("tooMany");
    expect(sockets.every(({ readyState }) => readyState === 1)).toBe(true);
    sockets[0]?.close();
    await expect
      .poll(async () => {
        const again = knock(revisionId, { as });
        const answer = await Promise.race([
          answerOf(again),
          once(again, "open").then(() => signInOn(again, revisionId)),
        ]);
        again.terminate();
        return answer;
      }, soon)
      .toBe("open");
    for (const socket of sockets) socket.terminate();
  });

  it("sends nothing for ten seconds", async () => {
    const { revisionId } = await draft();
    const began = Date.now();
    expect(await answerOf(knock(revisionId))).toBe("notUnderstood");
    expect(Date.now() - began).toBeGreaterThan(9_000);
  });

  it("sends more than four megabytes at once", async () => {
    const { revisionId } = await draft();
    const socket = await signIn(revisionId);
    socket.send(Buffer.alloc(largestMessage + 1));
    expect(await answerOf(socket)).toBe("tooMuch");
  });
});

describe("a change that no writer can have made", patience, () => {
  it("closes its socket alone, and is neither stored nor given on", async () => {
    const { revisionId } = await draft();
    const other = await write(revisionId);
    const socket = await signIn(revisionId);
    socket.send(change(revisionId, await changeBy(revisionId, (text) => text.push([element("script")]))));
    expect(await answerOf(socket)).toBe("notAllowed");
    const large = await signIn(revisionId);
    const long = element("paragraph", {}, [new Y.XmlText("x".repeat(200_001))]);
    large.send(change(revisionId, await changeBy(revisionId, (text) => text.push([long]))));
    expect(await answerOf(large)).toBe("tooMuch");
    other.type("Det gik godt.");
    await saved(other);
    expect(other.closed).toEqual([]);
    expect(other.document.getXmlFragment(textFragment).toString()).not.toMatch(/script|xxx/);
    const stored = await findSharedText(site.sql, revisionId);
    expect(
      openSharedText(stored?.snapshot ?? nothing, stored?.updates)
        .getXmlFragment(textFragment)
        .toString(),
    ).not.toMatch(/script|xxx/);
    expect(await storedWords(revisionId)).toContain("Det gik godt.");
  });

  it("cannot be sent for another text than the socket's own", async () => {
    const [mine, foreign] = [await draft(), await buildDraft(site.sql)];
    const socket = await signIn(mine.revisionId);
    const update = await changeBy(foreign.revisionId, (text) => text.push([element("paragraph")]));
    socket.send(change(foreign.revisionId, update));
    expect(await answerOf(socket)).toBe("notUnderstood");
    expect(await updatesOf(foreign.revisionId)).toBe(0);
  });

  it("is a word to other browsers, or a forged answer of the server", async () => {
    const { revisionId } = await draft();
    const other = await write(revisionId);
    const heard: string[] = [];
    other.provider.on("stateless", ({ payload }: { payload: string }) => heard.push(payload));
    for (const kind of [5, 6]) {
      const socket = await signIn(revisionId);
      const forged = JSON.stringify({ type: "saved", mark: 1, at: 1 });
      socket.send(
        message(revisionId, (to) => {
          encoding.writeVarUint(to, kind);
          encoding.writeVarString(to, forged);
        }),
      );
      expect(await answerOf(socket)).toBe("notUnderstood");
    }
    other.type("Videre.");
    await saved(other);
    expect(heard.filter((payload) => payload.includes('"at":1}'))).toEqual([]);
  });

  it("whatever bytes it is, ends nothing but its socket", async () => {
    const { revisionId } = await draft();
    const writer = await write(revisionId);
    const known = [
      change(revisionId, await changeBy(revisionId, (text) => text.push([element("paragraph")]))),
      message(revisionId, signingIn),
      ...[0, 1, 3, 4, 5, 6, 7, 8, 99].map((kind) => message(revisionId, (to) => encoding.writeVarUint(to, kind))),
    ];
    const random = fc.uint8Array({ maxLength: 300 });
    const spoilt = fc
      .tuple(fc.constantFrom(...known), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
      .map(([bytes, edits]) => {
        const spoiling = Uint8Array.from(bytes);
        for (const [place, byte] of edits) spoiling[place % spoiling.length] = byte;
        return spoiling;
      });
    const followed = random.map((bytes) => message(revisionId, (to) => encoding.writeUint8Array(to, bytes)));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(random, spoilt, followed), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (sent, early) => {
          const socket = early ? knock(revisionId) : await signIn(revisionId);
          if (early) await once(socket, "open");
          for (const bytes of sent) socket.send(bytes);
          socket.close();
          await once(socket, "close");
        },
      ),
      { numRuns: 300 },
    );
    writer.type("Her endnu.");
    await saved(writer);
    const stored = await findSharedText(site.sql, revisionId);
    assertWritten(contentOfSharedText(openSharedText(stored?.snapshot ?? nothing, stored?.updates)));
    expect(await storedWords(revisionId)).toContain("Her endnu.");
  });
});

async function signInOn(socket: ReturnType<typeof knock>, revisionId: string): Promise<string> {
  socket.send(message(revisionId, signingIn));
  await once(socket, "message");
  return "open";
}
