import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { removeEvidence } from "#app/domain/statuses/choose-evidence.server.ts";
import { groupsOf } from "#app/domain/statuses/completeness-of-status.ts";
import { beginStatus, changeEdition, discardEdition } from "#app/domain/statuses/keep-status.server.ts";
import { closeGroup, saveAnswers } from "#app/domain/statuses/save-answers.server.ts";
import type { Sql } from "#db/client.ts";
import { findEditionSubject, findStatusDraft, listKeptStatuses } from "#db/queries/statuses/keep-edition.ts";
import { listEvidenceChoices } from "#db/queries/statuses/keep-evidence.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { here, there } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createViewer } from "#tests/support/handing-over.ts";
import {
  answer,
  approve,
  beginUnchanged,
  clearStatuses,
  closeAll,
  heading,
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
let invented: Known;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  ({ writer, coordinator, approver } = await setUpStatuses(sql));
  invented = await createViewer(sql, [{ role: "coordinator", municipality: here.code }], {
    name: "Opdigtet",
    demo: true,
  });
});
afterAll(() => database.drop());
beforeEach(() => clearStatuses(sql));

const begin = (viewer: Known, period = "2026H1") => beginStatus(sql, viewer, here.code, { period, ...heading });
const draftOf = async (viewer: Known, id: string) => {
  const draft = await findStatusDraft(sql, viewer, id);
  if (!draft) throw new Error("no draft");
  return draft;
};
const rowsOf = async () => (await sql<{ n: number }[]>`select count(*)::int as n from status_answer`)[0]?.n;

describe("beginning", () => {
  it("is for contributors and coordinators of the municipality alone", async () => {
    const elsewhere = await createViewer(sql, [{ role: "coordinator", municipality: there.code }]);
    for (const viewer of [approver, elsewhere]) expect(await refused(begin(viewer))).toMatchObject({ status: 403 });
    await begin(writer);
  });

  it("needs a period that KL has opened and not closed", async () => {
    await sql`insert into period (code) values ('2027H1')`;
    await sql`update period set closed_at = now() where code = '2026H2'`;
    expect(await refused(begin(writer, "2027H1"))).toMatchObject({ status: 409, field: "period" });
    expect((await refused(begin(writer, "2027H2")))?.message).toContain("ikke åbnet 2. halvår 2027");
    expect((await refused(begin(writer, "2026H2")))?.message).toContain("lukket 2. halvår 2026");
    expect(await sql`select from status`).toHaveLength(0);
  });

  it("makes one edition where two begin at once", async () => {
    const both = await Promise.all([refused(begin(writer)), refused(begin(coordinator))]);
    expect(both.filter((one) => one === null)).toHaveLength(1);
    expect(both.find((one) => one !== null)?.message).toContain("har allerede begyndt på statussen");
    expect(await sql`select from status_edition`).toHaveLength(1);
  });

  it("keeps invented statuses beside real ones, each written by its own sort of people", async () => {
    const [real, demo] = [await begin(writer), await begin(invented)];
    expect(await refused(answer(sql, invented, real, { "point:2025:1": { text: "Hej" } }))).toMatchObject({
      status: 403,
    });
    expect(await refused(answer(sql, coordinator, demo, { "point:2025:1": { text: "Hej" } }))).toMatchObject({
      status: 403,
    });
    expect(await findStatusDraft(sql, invented, real)).toBeUndefined();
    expect((await listKeptStatuses(sql, invented, here.code)).statuses.map((one) => one.demo)).toEqual([true]);
  });

  it("takes the sections and themes that are due in the month, and what KL asks; another month brings others", async () => {
    const [mandate] = await sql<{ id: string }[]>`
      insert into mandate (slug, municipality_code, title, asked_by, visibility, published_at)
      values ('opf', ${here.code}, 'Opfølgning', 'Byrådet', 'public', now()) returning id`;
    const id = mandate?.id ?? "";
    await sql`insert into follow_up_section (mandate_id, position, title, due_months) values
      (${id}, 1, 'Altid', '{}'), (${id}, 2, 'Juni', '{6}'), (${id}, 3, 'Oktober', '{10}')`;
    await sql`insert into thematic_follow_up (mandate_id, position, period_printed, period_from, period_to, theme, focus_kind) values
      (${id}, 1, 'Juni 2026', '2026-06', '2026-06', 'Sommertema', 'emner'), (${id}, 2, '2027', '2027', '2027', 'Senere', 'emner'),
      (${id}, 3, 'April 2026', '2026-04', '2026-04', 'Forårstema', 'emner')`;
    await sql`insert into period_question (period_code, theme, question) values ('2026H1', 'Fravær', 'Hvad ser I?')`;
    const edition = await begin(writer);
    const titles = async () => (await draftOf(writer, edition)).content.parts.map(({ title }) => title);
    expect(await titles()).toEqual(["Altid", "Juni", "Sommertema", "Fravær"]);
    // A section that is answered stays when the meeting is moved.
    await answer(sql, writer, edition, { "part:2": { text: "Der er ro." } });
    const april = { cutOff: "2026-03-31", metOn: "2026-04-20", body: null };
    await changeEdition(sql, writer, edition, { version: 1, ...april });
    expect(await titles()).toEqual(["Altid", "Juni", "Fravær", "Forårstema"]);
  });

  it("gives a municipality without a follow-up of its own the standard sections", async () => {
    const { content } = await draftOf(writer, await begin(writer));
    expect(content.parts.map(({ title }) => title)).toEqual(["Aktivitet", "Trivsel", "Økonomi"]);
  });
});

describe("saving", () => {
  it("keeps each field by itself, and shows both where two have typed in one", async () => {
    const id = await begin(writer);
    const point = "point:2025:1";
    const typed = (text: string, version: number) =>
      saveAnswers(sql, writer, id, [{ subject: point, field: "text", value: text, version }]);
    expect(await typed("Første", 0)).toMatchObject({ saved: [{ version: 1 }], conflicts: [] });
    const other = await saveAnswers(sql, coordinator, id, [
      { subject: point, field: "text", value: "Andet", version: 0 },
      { subject: point, field: "hard", value: "Tid", version: 0 },
    ]);
    expect(other.saved).toMatchObject([{ field: "hard", version: 1 }]);
    expect(other.conflicts).toEqual([{ subject: point, field: "text", value: "Første", version: 1, by: "Frida" }]);
    expect(await typed("Første", 0)).toMatchObject({ saved: [{ version: 1 }], conflicts: [] });
    expect(await typed("Andet", 1)).toMatchObject({ saved: [{ version: 2 }], conflicts: [] });
    expect(await typed("Tredje", 1)).toMatchObject({ saved: [], conflicts: [{ value: "Andet", version: 2 }] });
    expect((await draftOf(writer, id)).changedBy[point]).toEqual({ text: "Frida", hard: "Karen" });
  });

  it("lets two save one field at once, and takes the first alone", async () => {
    const id = await begin(writer);
    const both = await Promise.all(
      [writer, coordinator].map((viewer) =>
        saveAnswers(sql, viewer, id, [
          { subject: "point:2025:1", field: "text", value: viewer.person.name, version: 0 },
        ]),
      ),
    );
    expect(both.flatMap(({ saved }) => saved)).toHaveLength(1);
    const [kept] = both.flatMap(({ saved }) => saved);
    expect(both.flatMap(({ conflicts }) => conflicts)).toMatchObject([{ value: kept?.value, by: kept?.value }]);
  });

  it.each([
    ["a text of 100,000 characters", { text: "å".repeat(100_000) }, /højst 4.000 tegn her. Der står 100.000/],
    ["a CPR number", { text: "Barnet 010114-1234 trives." }, /CPR-nummer/],
    ["a stage that nobody knows", { stage: "færdig" }, /fra listen/],
    ["a change of a point that only an initiative has", { change: "stoppet" }, /fra listen/],
    ["a judge that nobody knows", { judged: "boern,naboer" }, /hvem der har set/],
  ])("refuses %s at its field alone and stores the others", async (_, fields, sentence) => {
    const id = await begin(writer);
    const [field] = Object.keys(fields);
    const { saved, refused: held } = await answer(sql, writer, id, { "point:2025:1": { ...fields, hard: "Tid" } });
    expect(held).toEqual([{ subject: "point:2025:1", field, sentence: expect.stringMatching(sentence) }]);
    expect(saved).toMatchObject([{ field: "hard", version: 1 }]);
    expect((await draftOf(writer, id)).content.answers["point:2025:1"]).toEqual({ hard: "Tid" });
  });

  it("keeps dates and judges in one form, and refuses days that have not come", async () => {
    const { milestones } = await storeInitiativeFor(sql);
    const id = await begin(writer);
    const milestone = `milestone:${milestones[0]}`;
    await answer(sql, writer, id, {
      "point:2025:1": { judged: "boern, maalt" },
      [milestone]: { expected: "Marts 2027", done: "1.3.2026" },
    });
    expect((await draftOf(writer, id)).content.answers).toMatchObject({
      "point:2025:1": { judged: "maalt,boern" },
      [milestone]: { expected: "2027-03", done: "2026-03-01" },
    });
    const future = await answer(sql, writer, id, { [milestone]: { done: "2090" } });
    expect(future.refused[0]?.sentence).toContain("ikke kommet");
    const because = await answer(sql, writer, id, { [milestone]: { because: "x".repeat(301) } });
    expect(because.refused[0]?.sentence).toContain("højst 300 tegn");
  });

  it("knows no line of another municipality, of the other sort, or that is not there", async () => {
    const demo = await storeInitiativeFor(sql, { demo: true });
    const id = await begin(writer);
    for (const subject of [`initiative:${demo.id}`, "part:44", "point:2025:9"])
      expect(await answer(sql, writer, id, { [subject]: { change: "uaendret" } })).toMatchObject({
        saved: [],
        refused: [{ subject, sentence: expect.stringContaining("findes ikke længere") }],
      });
    expect(await rowsOf()).toBe(0);
  });

  it("is over when the status is sent, and for one who has lost the role", async () => {
    const id = await beginUnchanged(sql, writer);
    const lost: Known = { ...writer, person: { ...writer.person, grants: [] } };
    expect(await refused(answer(sql, lost, id, { "people:boern": { text: "Elevrådet" } }))).toMatchObject({
      status: 403,
    });
    await submit(sql, writer, id);
    const late = await refused(answer(sql, coordinator, id, { "people:boern": { text: "Elevrådet" } }));
    expect(late).toMatchObject({ status: 409 });
    expect(late?.message).toContain("Tag den tilbage først");
  });

  it("closes the lines of a section that nobody has answered, and leaves KL's question open", async () => {
    await storeInitiativeFor(sql);
    await sql`insert into period_question (period_code, theme, question) values ('2026H1', 'Fravær', 'Hvad ser I?')`;
    const id = await begin(writer);
    await answer(sql, writer, id, { "point:2025:2": { change: "aendret", stage: "i-gang" } });
    expect(await closeGroup(sql, writer, id, "points")).toBe(1);
    expect(await closeGroup(sql, writer, id, "points")).toBe(0);
    await closeGroup(sql, writer, id, "initiatives");
    await closeGroup(sql, writer, id, "parts");
    const { content } = await draftOf(writer, id);
    expect(groupsOf(content).map(({ unanswered }) => unanswered)).toEqual([0, 0, 0]);
    expect(content.answers["point:2025:2"]).toEqual({ change: "aendret", stage: "i-gang" });
    expect(content.answers["part:4"]).toBeUndefined();
  });
});

describe("the edition", () => {
  it("tells of what somebody else has saved of its dates", async () => {
    const id = await begin(writer);
    await changeEdition(sql, coordinator, id, { version: 1, ...heading, body: "Udvalget" });
    const stale = await refused(changeEdition(sql, writer, id, { version: 1, ...heading }));
    expect(stale).toMatchObject({ status: 409, also: { body: "Gemt nu: »Udvalget«" } });
    const before = { version: 2, ...heading, metOn: "2026-05-01" };
    expect(await refused(changeEdition(sql, writer, id, before))).toMatchObject({ status: 400, field: "metOn" });
  });

  it("is thrown away by who began it or the coordinator, with all that it holds", async () => {
    const helper = await createViewer(sql, [{ role: "contributor", municipality: here.code }]);
    const id = await beginUnchanged(sql, writer);
    expect(await refused(discardEdition(sql, helper, id, { version: 1 }))).toMatchObject({ status: 403 });
    expect(await refused(discardEdition(sql, writer, id, { version: 7 }))).toMatchObject({ status: 409 });
    await discardEdition(sql, writer, id, { version: await versionOf(sql, id) });
    expect(await sql`select from status`).toHaveLength(0);
    expect(await rowsOf()).toBe(0);
  });
});

describe("evidence", () => {
  it("is chosen among the municipality's own, by name, real for the real", async () => {
    const mine = await storeInitiativeFor(sql, { isPublic: false });
    await storeInitiativeFor(sql, { demo: true });
    const value = await storeNumber(sql, { number: 12 });
    await buildCase(sql, { slug: "vores", municipalityCode: here.code, title: "Vores eksempel" });
    await buildCase(sql, { slug: "deres", municipalityCode: there.code });
    const choices = await listEvidenceChoices(sql, writer, here.code, { demo: false });
    expect(choices.map(({ kind, isPublic }) => `${kind} ${isPublic}`)).toEqual([
      "case true",
      "value true",
      "initiative false",
      "milestone false",
      "passage true",
    ]);
    expect(choices.find(({ kind }) => kind === "value")?.name).toMatch(/Tal \d+, 2025: 12 børn/);
    expect(await listEvidenceChoices(sql, writer, here.code, { demo: false, words: "vores" })).toHaveLength(1);
    const id = await begin(writer);
    for (const choice of choices) {
      await restOn(sql, writer, id, "point:2025:1", [choice.kind, choice.thing]);
      await restOn(sql, coordinator, id, "point:2025:1", [choice.kind, choice.thing]);
    }
    const { content, standing, along } = await draftOf(writer, id);
    expect(content.evidence).toHaveLength(5);
    expect([standing.length, along.length]).toEqual([3, 2]);
    // Withdrawn, or hidden since it could be traced to a child: it stands no more.
    await sql`update case_story set hidden_at = now() where slug = 'vores'`;
    await sql`update indicator_value set taken_back_at = now(), published_at = null where id = ${value}`;
    await sql`update initiative set hidden_at = now() where id = ${mine.id}`;
    const fallen = await draftOf(writer, id);
    expect([fallen.standing.length, fallen.along.length]).toEqual([1, 0]);
    await removeEvidence(sql, writer, id, { id: content.evidence[0]?.id ?? "" });
    await removeEvidence(sql, writer, id, { id: content.evidence[0]?.id ?? "" });
    expect((await draftOf(writer, id)).content.evidence).toHaveLength(4);
    await sql`delete from case_story`;
  });

  it("cannot be another's, nor of a line that is not there", async () => {
    const demo = await storeInitiativeFor(sql, { demo: true });
    const id = await begin(writer);
    expect(await refused(restOn(sql, writer, id, "point:2025:1", ["initiative", demo.id]))).toMatchObject({
      status: 400,
    });
    expect(await refused(restOn(sql, writer, id, "point:2025:1", ["case", "hvad"]))).toMatchObject({ status: 400 });
    const mine = await storeInitiativeFor(sql);
    expect(await refused(restOn(sql, writer, id, "point:1999:1", ["initiative", mine.id]))).toMatchObject({
      status: 400,
    });
    expect(await refused(restOn(sql, writer, id, "point:2025:1", ["milestone", mine.id]))).toMatchObject({
      status: 400,
    });
  });
});

describe("prefilling", () => {
  it("copies what still holds from the last published, of the same sort, and asks anew what has become of it", async () => {
    const { id: initiative, milestones } = await storeInitiativeFor(sql, { milestones: ["Et", "To"] });
    const ended = await storeInitiativeFor(sql, { milestones: [] });
    const value = await storeNumber(sql, { number: 12 });
    const first = await beginUnchanged(sql, writer);
    await answer(sql, writer, first, {
      "point:2025:1": {
        change: "aendret",
        stage: "i-gang",
        effect: "dokumenteret",
        judged: "maalt",
        text: "Ro.",
        help: "Hjælp",
      },
      "part:2": { change: "aendret", text: "Trivslen er bedre." },
      [`initiative:${initiative}`]: { change: "aendret", text: "Den går godt." },
      [`initiative:${ended.id}`]: { change: "stoppet", because: "Ingen brugte den.", text: "Slut." },
      [`milestone:${milestones[0]}`]: { change: "naaet", done: "2026-05" },
      "people:boern": { text: "Elevrådet" },
    });
    await restOn(sql, writer, first, "point:2025:1", ["value", value]);
    await submit(sql, writer, first);
    await approve(sql, approver, first);
    const demo = await begin(invented, "2026H2");
    expect((await draftOf(invented, demo)).content.answers).toEqual({});
    const next = await begin(writer, "2026H2");
    const { content, standing, previous, changedBy } = await draftOf(writer, next);
    expect(content.answers).toEqual({
      "point:2025:1": { stage: "i-gang", effect: "dokumenteret", judged: "maalt", text: "Ro.", help: "Hjælp" },
      "part:2": { text: "Trivslen er bedre." },
      [`initiative:${initiative}`]: { text: "Den går godt." },
    });
    expect(standing).toHaveLength(1);
    expect(previous).toMatchObject({ period: "2026H1", number: 1, answers: { "people:boern": { text: "Elevrådet" } } });
    expect(changedBy).toEqual({});
    expect(content.initiatives.map(({ id, milestones: open }) => [id, open.map((one) => one.id)])).toEqual([
      [initiative, [milestones[1]]],
    ]);
    expect(await stateOf(sql, next)).toBe("draft");
    expect((await findEditionSubject(sql, next))?.authors).toEqual([writer.person.id]);
    await closeAll(sql, writer, next);
  });
});
