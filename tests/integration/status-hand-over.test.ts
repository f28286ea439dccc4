import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { danishToday } from "#app/domain/dates.ts";
import { returnStatus, stopPublication } from "#app/domain/statuses/answer-status.server.ts";
import { takeBackStatus } from "#app/domain/statuses/hand-over-status.server.ts";
import { findingsOfStatus } from "#app/domain/statuses/privacy-of-status.ts";
import { publishDueEdition } from "#app/domain/statuses/publish-due.server.ts";
import { type Viewer, viewerOf } from "#app/domain/viewer.ts";
import { statusHandlers } from "#app/jobs/publish-status.ts";
import type { Letter } from "#app/mail/letters.ts";
import { recipientsOf, writeLetter } from "#app/mail/write-letter.ts";
import type { Sql } from "#db/client.ts";
import { findStatusDraft } from "#db/queries/statuses/keep-edition.ts";
import { here } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import type { createViewer } from "#tests/support/handing-over.ts";
import { createPerson } from "#tests/support/people.ts";
import {
  answer,
  approve,
  beginUnchanged,
  clearStatuses,
  refused,
  restOn,
  setUpStatuses,
  stateOf,
  storeInitiativeFor,
  storeNumber,
  submit,
  versionOf,
} from "#tests/support/statuses.ts";

type Known = Awaited<ReturnType<typeof createViewer>>;

let database: TestDatabase;
let sql: Sql;
let writer: Known;
let coordinator: Known;
let approver: Known;
let acting: Viewer;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  ({ writer, coordinator, approver } = await setUpStatuses(sql));
  const { id } = await createPerson(sql, { name: "Kaj", roles: [{ role: "association_editor" }] });
  acting = viewerOf({
    ...{ id, name: "Kaj", email: "", demo: false, introduced: true, sessionId: "", secondFactor: true },
    grants: [{ role: "association_editor", municipality: null, unitId: null }],
    acting: { municipality: here, reason: "Efter aftale", endsAt: new Date() },
  });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await clearStatuses(sql);
  for (const { person, role } of [
    { person: writer.person.id, role: "contributor" },
    { person: approver.person.id, role: "approver" },
    { person: coordinator.person.id, role: "coordinator" },
  ])
    await sql`
      insert into role_grant (person_id, role, municipality_code) select ${person}, ${role}, ${here.code}
      where not exists (select from role_grant where person_id = ${person} and role = ${role})`;
});

const letters = async () =>
  (
    await sql<{ letter: Letter }[]>`
      select j.payload as letter from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'letter' order by j.id`
  ).map(({ letter }) => letter);
const told = async (letter: Letter | undefined) => {
  if (!letter) throw new Error("no letter");
  const to = (await recipientsOf(sql, letter)) ?? [];
  const mail = to[0] && (await writeLetter(sql, "https://site", letter, to[0].id));
  return {
    to: to.map(({ name }) => name).sort(),
    subject: mail?.subject,
    link: mail?.link?.href,
    all: JSON.stringify(mail),
  };
};
const takeRole = (viewer: Known) => sql`delete from role_grant where person_id = ${viewer.person.id}`;
const dueToday = (id: string) => sql`update status_edition set publish_on = '2026-06-01' where id = ${id}`;
const editionOf = async (id: string) =>
  (
    await sql<Record<string, unknown>[]>`
      select state, late, publish_on, stopped_because, answer_words, published_at is not null as published from status_edition where id = ${id}`
  )[0];
const audit = async () =>
  (await sql<{ action: string }[]>`select action from audit_log where action like 'status.%' order by id`).map(
    ({ action }) => action,
  );

describe("submitting", () => {
  it("says at each field what is missing, and changes nothing", async () => {
    const { id: initiative, milestones } = await storeInitiativeFor(sql, { milestones: ["Et", "To", "Tre"] });
    const id = await beginUnchanged(sql, writer);
    const [one, two, three] = milestones.map((milestone) => `milestone:${milestone}`);
    await answer(sql, writer, id, {
      [`initiative:${initiative}`]: { change: "" },
      [`${one}`]: { change: "naaet" },
      [`${two}`]: { change: "flyttet", because: "kort" },
      [`${three}`]: { change: "droppet" },
      "point:2025:1": { change: "aendret", effect: "dokumenteret" },
      "point:2025:2": { change: "aendret", effect: "forkert-vej" },
      "part:1": { change: "" },
    });
    const error = await refused(submit(sql, writer, id));
    expect(error?.status).toBe(400);
    expect([error?.field, ...Object.keys(error?.also ?? {})].sort()).toEqual(
      [
        `initiative:${initiative}.change`,
        `${one}.done`,
        `${two}.expected`,
        `${two}.because`,
        `${three}.because`,
        "part:1.change",
        "point:2025:1.effect",
        "point:2025:2.text",
      ].sort(),
    );
    expect(await stateOf(sql, id)).toBe("draft");
    expect(await letters()).toEqual([]);
    // What stops asks nothing of its milestones but why.
    await answer(sql, writer, id, {
      [`initiative:${initiative}`]: { change: "stoppet", because: "Ingen brugte den." },
      "point:2025:1": { effect: "for-tidligt" },
      "point:2025:2": { text: "Fraværet stiger." },
      "part:1": { change: "uaendret" },
    });
    expect(await submit(sql, writer, id)).toBe("submitted");
  });

  it("is done once where two submit at the same time", async () => {
    const id = await beginUnchanged(sql, writer);
    const version = await versionOf(sql, id);
    const both = await Promise.all([
      refused(submit(sql, writer, id, { version })),
      refused(submit(sql, coordinator, id, { version })),
    ]);
    expect(both.filter((one) => one === null)).toHaveLength(1);
    expect(both.find((one) => one !== null)).toMatchObject({ status: 409 });
    expect(await letters()).toHaveLength(1);
    expect(await refused(submit(sql, writer, id, { version: version + 1 }))).toMatchObject({ status: 409 });
  });

  it("blocks a CPR number that has come in, and asks a reason for what points to somebody, also a number of few", async () => {
    const few = await storeNumber(sql, { number: 3 });
    const id = await beginUnchanged(sql, writer);
    // As a status before may have held it.
    const text = (value: string) => sql`
      insert into status_answer (edition_id, subject, field, value) values (${id}, 'people:boern', 'text', ${value})
      on conflict (edition_id, subject, field) do update set value = excluded.value`;
    await text("Barnet 010114-1234");
    expect((await refused(submit(sql, writer, id)))?.message).toContain("CPR-nummer");
    await text("");
    await answer(sql, writer, id, {
      "point:2025:1": { change: "aendret", effect: "dokumenteret", text: "Anne Marie Jensen har set det." },
    });
    await restOn(sql, writer, id, "point:2025:1", ["value", few]);
    const draft = await findStatusDraft(sql, writer, id);
    const keys = draft ? findingsOfStatus(draft).map(({ key }) => key) : [];
    expect(keys).toContain(`value-${few}`);
    expect(keys).toHaveLength(2);
    const error = await refused(submit(sql, writer, id));
    expect([error?.field, ...Object.keys(error?.also ?? {})].sort()).toEqual(keys.map((key) => `reason-${key}`).sort());
    const reasons = Object.fromEntries(keys.map((key) => [key, "Det er et offentligt tal."]));
    // One pair of eyes is enough, but not for a warning that is kept.
    await sql`update municipality set pairs_of_eyes = 1 where code = ${here.code}`;
    expect(await submit(sql, writer, id, { reasons })).toBe("submitted");
    expect((await refused(approve(sql, approver, id)))?.field).toMatch(/^holds-/);
    expect(await approve(sql, approver, id, { held: keys })).toBe("published");
  });

  it("publishes at once where one pair of eyes is enough, but never for KL that acts", async () => {
    await sql`update municipality set pairs_of_eyes = 1 where code = ${here.code}`;
    const id = await beginUnchanged(sql, acting as Known);
    expect(await submit(sql, acting, id)).toBe("submitted");
    const refusal = await refused(approve(sql, acting, id));
    expect(refusal).toMatchObject({ status: 403 });
    expect(refusal?.message).toContain("aldrig godkende");
    expect(await approve(sql, approver, id)).toBe("published");
    const alone = await beginUnchanged(sql, writer, "2026H2");
    expect(await submit(sql, writer, alone)).toBe("published");
    expect(await audit()).toContain("status.published_alone");
  });

  it("says so plainly where there is nobody else", async () => {
    await takeRole(approver);
    await takeRole(coordinator);
    const id = await beginUnchanged(sql, writer);
    expect((await refused(submit(sql, writer, id)))?.message).toContain("ét par øjne");
    await sql`update municipality set pairs_of_eyes = 1 where code = ${here.code}`;
    await answer(sql, writer, id, { "people:boern": { text: "Anne Marie Jensen var med." } });
    const draft = await findStatusDraft(sql, writer, id);
    const reasons = Object.fromEntries(
      draft ? findingsOfStatus(draft).map(({ key }) => [key, "Hun har sagt ja."]) : [],
    );
    expect((await refused(submit(sql, writer, id, { reasons: { ...reasons } })))?.message).toMatch(
      /mindst 10 tegn|beholdt/,
    );
    const long = Object.fromEntries(Object.keys(reasons).map((key) => [key, "Hun har selv sagt ja til det."]));
    expect((await refused(submit(sql, writer, id, { reasons: long })))?.message).toContain("beholdt en advarsel");
    expect(await stateOf(sql, id)).toBe("draft");
  });

  it("asks whom it names, who must be able to answer", async () => {
    const id = await beginUnchanged(sql, writer);
    expect(await refused(submit(sql, writer, id, { assignedTo: writer.person.id }))).toMatchObject({
      field: "assignedTo",
    });
    await submit(sql, writer, id, { assignedTo: coordinator.person.id });
    const [letter] = await letters();
    expect(await told(letter)).toMatchObject({
      to: ["Karen"],
      link: `https://site/kommuner/aarhus/statusser/${id}/svar`,
    });
    await takeBackStatus(sql, writer, id, { version: await versionOf(sql, id) });
    expect((await told(letter)).to).toEqual([]);
    await submit(sql, writer, id);
    expect((await told((await letters())[1])).to).toEqual(["Gerda", "Karen"]);
  });
});

describe("an answer", () => {
  it("is given by one who has not written in it", async () => {
    const id = await beginUnchanged(sql, writer);
    await answer(sql, coordinator, id, { "people:boern": { text: "Elevrådet" } });
    await submit(sql, writer, id);
    for (const viewer of [writer, coordinator])
      expect(await refused(approve(sql, viewer, id))).toMatchObject({ status: 403 });
    expect(await approve(sql, approver, id)).toBe("published");
    expect(await refused(approve(sql, approver, id))).toMatchObject({ status: 409 });
  });

  it("names a day that has not gone by: one that has is refused at its field, and today is at once", async () => {
    const id = await beginUnchanged(sql, writer);
    await submit(sql, writer, id);
    expect(await refused(approve(sql, approver, id, { publishOn: "2020-01-01" }))).toMatchObject({
      status: 400,
      field: "publishOn",
      message: "Den dato er forbi. Lad feltet stå tomt for at udgive nu.",
    });
    expect(await stateOf(sql, id)).toBe("submitted");
    expect(await approve(sql, approver, id, { publishOn: danishToday() })).toBe("published");
  });

  it("sends it back with words, and tells those who wrote; stale forms change nothing", async () => {
    const id = await beginUnchanged(sql, writer);
    await submit(sql, writer, id);
    const version = await versionOf(sql, id);
    expect(await refused(returnStatus(sql, writer, id, { version, words: "Skriv mere." }))).toMatchObject({
      status: 403,
    });
    await returnStatus(sql, approver, id, { version, words: "Skriv mere om trivsel." });
    expect(await editionOf(id)).toMatchObject({ state: "returned", answer_words: "Skriv mere om trivsel." });
    expect(await refused(returnStatus(sql, approver, id, { version, words: "Igen." }))).toMatchObject({ status: 409 });
    const letter = await told((await letters()).at(-1));
    expect(letter).toMatchObject({ to: ["Frida"], link: `https://site/kommuner/aarhus/statusser/${id}` });
    expect(letter.all).not.toContain("trivsel");
    await answer(sql, writer, id, { "people:boern": { text: "Elevrådet" } });
    await submit(sql, writer, id);
    expect(await editionOf(id)).toMatchObject({ state: "submitted", answer_words: null });
  });
});

describe("publishing", () => {
  it("makes what it says true, tells those who wrote, and writes it down", async () => {
    const { id: initiative, milestones } = await storeInitiativeFor(sql, { milestones: ["Et", "To", "Tre"] });
    const ended = await storeInitiativeFor(sql, { milestones: ["Ligger"] });
    const id = await beginUnchanged(sql, writer);
    await answer(sql, writer, id, {
      [`initiative:${initiative}`]: { change: "aendret", state: "afsluttet" },
      [`initiative:${ended.id}`]: { change: "stoppet", because: "Ingen brugte den." },
      [`milestone:${ended.milestones[0]}`]: { change: "naaet", done: "2026-01" },
      [`milestone:${milestones[0]}`]: { change: "naaet", done: "2026-05-02" },
      [`milestone:${milestones[1]}`]: { change: "flyttet", expected: "2027-02", because: "Lokalerne er ikke klar." },
      [`milestone:${milestones[2]}`]: { change: "droppet", because: "Den giver ikke mening mere." },
    });
    await submit(sql, writer, id);
    await approve(sql, approver, id);
    expect(await sql`select state from initiative order by state`).toEqual([
      { state: "afsluttet" },
      { state: "stoppet" },
    ]);
    const stands = await sql`
      select title, done_on, expected_by, dropped_because from milestone order by initiative_id = ${ended.id}, position`;
    expect(stands).toEqual([
      { title: "Et", done_on: "2026-05-02", expected_by: null, dropped_because: null },
      { title: "To", done_on: null, expected_by: "2027-02", dropped_because: null },
      { title: "Tre", done_on: null, expected_by: null, dropped_because: "Den giver ikke mening mere." },
      // Of an initiative that stops, nothing more is said.
      { title: "Ligger", done_on: null, expected_by: null, dropped_because: null },
    ]);
    expect(await sql`select was, became, because, moved_by from milestone_move`).toEqual([
      { was: "2026-09", became: "2027-02", because: "Lokalerne er ikke klar.", moved_by: writer.person.id },
    ]);
    expect(await editionOf(id)).toMatchObject({ state: "published", late: false, published: true });
    expect(await sql`select published_edition_id as id from status`).toEqual([{ id }]);
    const letter = await told((await letters()).at(-1));
    expect(letter).toMatchObject({ to: ["Frida"], link: "https://site/kommuner/aarhus/status/2026H1" });
    expect((await audit()).slice(-3)).toEqual(["status.begun", "status.submitted", "status.published"]);
  });

  it("changes nothing at all where it fails half way", async () => {
    const { milestones } = await storeInitiativeFor(sql);
    const id = await beginUnchanged(sql, writer);
    await answer(sql, writer, id, { [`milestone:${milestones[0]}`]: { change: "naaet", done: "2026-05" } });
    await submit(sql, writer, id);
    await sql`alter table status_edition add constraint no_more check (state <> 'published')`;
    await expect(approve(sql, approver, id)).rejects.toThrow("no_more");
    await sql`alter table status_edition drop constraint no_more`;
    expect(await sql`select done_on from milestone`).toEqual([{ done_on: null }]);
    expect(await stateOf(sql, id)).toBe("submitted");
  });

  it("publishes initiatives along for the coordinator alone, and leaves them out otherwise", async () => {
    const hidden = await storeInitiativeFor(sql, { isPublic: false });
    const out = await beginUnchanged(sql, coordinator);
    await answer(sql, coordinator, out, {
      [`initiative:${hidden.id}`]: { change: "aendret", state: "afsluttet", text: "Kun for os." },
      "point:2025:1": { change: "aendret", effect: "tidlige-tegn" },
    });
    await restOn(sql, coordinator, out, "point:2025:1", ["initiative", hidden.id]);
    // Without it, the effect rests on nothing that all can read.
    expect(await refused(submit(sql, coordinator, out))).toMatchObject({ field: "point:2025:1.effect" });
    await answer(sql, coordinator, out, { "point:2025:1": { effect: "for-tidligt" } });
    await submit(sql, coordinator, out);
    await approve(sql, approver, out);
    expect(await sql`select state, published_at from initiative`).toEqual([{ state: "i-gang", published_at: null }]);
    expect(await sql`select from status_answer where edition_id = ${out} and subject like 'initiative:%'`).toHaveLength(
      0,
    );
    expect(await sql`select from status_evidence where edition_id = ${out}`).toHaveLength(0);
    expect(JSON.stringify(await sql`select blocks from status_edition where id = ${out}`)).not.toContain("Kun for os");

    const along = await beginUnchanged(sql, coordinator, "2026H2");
    await answer(sql, coordinator, along, { "point:2025:1": { change: "aendret", effect: "tidlige-tegn" } });
    await restOn(sql, coordinator, along, "point:2025:1", ["milestone", hidden.milestones[0] ?? ""]);
    expect(await refused(submit(sql, writer, along, { publishAlong: true }))).toMatchObject({ status: 403 });
    await submit(sql, coordinator, along, { publishAlong: true });
    await approve(sql, approver, along);
    expect(await sql`select visibility, published_at is not null as published from initiative`).toEqual([
      { visibility: "public", published: true },
    ]);
    expect(await sql`select from status_evidence where edition_id = ${along} and chosen`).toHaveLength(1);
    expect(
      await sql`select from audit_log where action = 'initiative.published' and subject = ${`/indsatser/${hidden.slug}`}`,
    ).toHaveLength(1);
  });

  it("says nothing of an initiative that was taken back or hidden while it waited", async () => {
    const [back, hidden] = [await storeInitiativeFor(sql), await storeInitiativeFor(sql)];
    const id = await beginUnchanged(sql, coordinator);
    await answer(sql, coordinator, id, {
      [`initiative:${back.id}`]: { change: "aendret", text: "Om den ene." },
      [`initiative:${hidden.id}`]: { change: "stoppet", because: "Om den anden." },
    });
    await submit(sql, coordinator, id, { publishAlong: true });
    await sql`update initiative set published_at = null, taken_back_at = now() where id = ${back.id}`;
    await sql`update initiative set hidden_at = now() where id = ${hidden.id}`;
    await approve(sql, approver, id);
    expect(
      await sql`select from status_answer where edition_id = ${id} and subject ~ '^(initiative|milestone)'`,
    ).toHaveLength(0);
    expect(await sql`select distinct state from initiative`).toEqual([{ state: "i-gang" }]);
    expect(
      await sql`select from initiative where visibility = 'public' and published_at is not null and hidden_at is null`,
    ).toHaveLength(0);
  });

  it("refuses a claim whose only evidence was withdrawn while it waited", async () => {
    const value = await storeNumber(sql, { number: 12 });
    const id = await beginUnchanged(sql, writer);
    await answer(sql, writer, id, { "point:2025:1": { change: "aendret", effect: "dokumenteret" } });
    await restOn(sql, writer, id, "point:2025:1", ["value", value]);
    await submit(sql, writer, id);
    await sql`update indicator_value set published_at = null, taken_back_at = now()`;
    const error = await refused(approve(sql, approver, id));
    expect(error).toMatchObject({ status: 409 });
    expect(error?.message).toContain("effekten har intet belæg");
    expect(await stateOf(sql, id)).toBe("submitted");
  });

  it("takes what was begun in a period that was closed meanwhile, marked as late", async () => {
    const id = await beginUnchanged(sql, writer);
    await sql`update period set closed_at = now()`;
    await answer(sql, writer, id, { "people:boern": { text: "Elevrådet" } });
    await submit(sql, writer, id);
    await approve(sql, approver, id);
    expect(await editionOf(id)).toMatchObject({ state: "published", late: true });
  });
});

describe("on its day", () => {
  const waiting = async () => {
    const id = await beginUnchanged(sql, writer);
    await submit(sql, writer, id);
    expect(await approve(sql, approver, id, { publishOn: "2099-01-01" })).toBe("approved");
    return id;
  };

  it("is published by the job, once, however often that runs", async () => {
    const id = await waiting();
    await publishDueEdition(sql, id);
    expect(await stateOf(sql, id)).toBe("approved");
    await dueToday(id);
    const handlers = statusHandlers(sql);
    await handlers["publish-statuses"]({}, "1");
    await handlers["publish-statuses"]({}, "2");
    const jobs = await sql`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'publish-status'`;
    expect(jobs).toEqual([{ payload: { edition: id } }]);
    await Promise.all([
      handlers["publish-status"]({ edition: id }, "3"),
      handlers["publish-status"]({ edition: id }, "4"),
    ]);
    expect(await editionOf(id)).toMatchObject({ state: "published", stopped_because: null });
    expect((await letters()).filter(({ kind }) => kind === "status-published")).toHaveLength(1);
    expect(
      await sql`select by_system from audit_log where action = 'status.published' order by id desc limit 1`,
    ).toEqual([{ by_system: true }]);
  });

  it("can be stopped until then, and waits for an answer again", async () => {
    const id = await waiting();
    const version = await versionOf(sql, id);
    await stopPublication(sql, writer, id, { version, words: "Mødet er flyttet." });
    expect(await editionOf(id)).toMatchObject({
      state: "submitted",
      stopped_because: "Mødet er flyttet.",
      publish_on: null,
    });
    expect(await told((await letters()).at(-1))).toMatchObject({
      to: ["Frida", "Gerda"],
      subject: "Kommunens status er ikke udgivet",
    });
    expect(await refused(stopPublication(sql, writer, id, { version, words: "Igen." }))).toMatchObject({ status: 409 });
    expect(await approve(sql, approver, id)).toBe("published");
    const stopped = stopPublication(sql, writer, id, { version: await versionOf(sql, id), words: "For sent." });
    expect((await refused(stopped))?.message).toContain("Lav en rettelse");
  });

  it.each([
    ["the approver has lost the role", () => takeRole(approver), "godkendte statussen, har ikke længere"],
    ["the sender has lost the role", () => takeRole(writer), "sendte statussen, har ikke længere"],
    [
      "the sender has no account any more",
      (id: string) => sql`update status_edition set submitted_by = null where id = ${id}`,
      "sendte statussen",
    ],
    ["the period was never opened", () => sql`update period set opened_at = null`, "ikke åbnet"],
  ])("waits for an answer again where %s, and tells why", async (_, happens, sentence) => {
    const id = await waiting();
    await dueToday(id);
    await happens(id);
    await publishDueEdition(sql, id);
    const edition = await editionOf(id);
    expect(edition).toMatchObject({ state: "submitted", publish_on: null, published: false });
    expect(String(edition?.stopped_because)).toContain(sentence);
    expect((await letters()).at(-1)).toMatchObject({ kind: "status-stopped", approver: approver.person.id });
    expect((await audit()).at(-1)).toBe("status.not_published");
    await publishDueEdition(sql, id);
    expect((await letters()).filter(({ kind }) => kind === "status-stopped")).toHaveLength(1);
  });

  it("waits for an answer again where its evidence is gone, and nothing is published along", async () => {
    const initiative = await storeInitiativeFor(sql, { isPublic: false });
    const value = await storeNumber(sql, { number: 12 });
    const id = await beginUnchanged(sql, coordinator);
    await answer(sql, coordinator, id, { "point:2025:1": { change: "aendret", effect: "dokumenteret" } });
    await restOn(sql, coordinator, id, "point:2025:1", ["value", value]);
    await submit(sql, coordinator, id, { publishAlong: true });
    await approve(sql, approver, id, { publishOn: "2099-01-01" });
    await dueToday(id);
    await sql`delete from indicator_value`;
    await publishDueEdition(sql, id);
    expect(await stateOf(sql, id)).toBe("submitted");
    expect(await sql`select published_at from initiative where id = ${initiative.id}`).toEqual([
      { published_at: null },
    ]);
  });

  it("publishes what KL has sent while it acted, when the municipality has said yes", async () => {
    const id = await beginUnchanged(sql, acting as Known);
    await submit(sql, acting, id, { publishAlong: true });
    await approve(sql, approver, id, { publishOn: "2099-01-01" });
    await dueToday(id);
    await publishDueEdition(sql, id);
    expect(await stateOf(sql, id)).toBe("published");
  });
});
