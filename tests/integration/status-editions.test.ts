import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAccounts } from "#app/domain/accounts/accounts.server.ts";
import { deleteAccount } from "#app/domain/accounts/leave.server.ts";
import { noteOutcome, removeStatus } from "#app/domain/statuses/after-publication.server.ts";
import { beginCorrection, beginStatus } from "#app/domain/statuses/keep-status.server.ts";
import { closeGroup } from "#app/domain/statuses/save-answers.server.ts";
import { activityStages, effects, judges } from "#app/domain/statuses/status-vocabulary.ts";
import type { StatusField } from "#app/domain/statuses/subjects.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { type Sql, transaction } from "#db/client.ts";
import { removeDemoRows } from "#db/queries/demo.ts";
import { readOwnData } from "#db/queries/people/own-data.ts";
import { findStatusDraft, listKeptStatuses } from "#db/queries/statuses/keep-edition.ts";
import { here } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createViewer } from "#tests/support/handing-over.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
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
  storeInitiativeFor,
  storeNumber,
  submit,
} from "#tests/support/statuses.ts";

type Known = Awaited<ReturnType<typeof createViewer>>;

let database: TestDatabase;
let sql: Sql;
let writer: Known;
let coordinator: Known;
let approver: Known;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  ({ writer, coordinator, approver } = await setUpStatuses(sql));
});
afterAll(() => database.drop());
beforeEach(() => clearStatuses(sql));

const statusId = async (period = "2026H1") =>
  (await sql<{ id: string }[]>`select id from status where period_code = ${period} and not demo`)[0]?.id ?? "";
const publish = async (id: string, by = writer) => {
  await submit(sql, by, id);
  await approve(sql, approver, id);
};
const published = async (
  said: Parameters<typeof answer>[3] = { "point:2025:1": { change: "aendret", stage: "i-gang", text: "Ro." } },
) => {
  const id = await beginUnchanged(sql, writer);
  await answer(sql, writer, id, said);
  await publish(id);
  return id;
};
const correct = async (said: Parameters<typeof answer>[3]) => {
  const id = await beginCorrection(sql, coordinator, await statusId(), { because: "Et tal var forkert." });
  await answer(sql, coordinator, id, said);
  await publish(id, coordinator);
  return id;
};
const blocksOf = async (id: string) =>
  (await sql<{ blocks: unknown }[]>`select blocks from status_edition where id = ${id}`)[0]?.blocks;
/** Blocks without the ids of pins, which are rows of each edition. */
const wordsOf = (blocks: unknown) =>
  JSON.stringify(blocks, (key, value) => (key === "pin" ? "pin" : key === "pins" ? (value as []).length : value));
const draftOf = async (id: string) => {
  const draft = await findStatusDraft(sql, coordinator, id);
  if (!draft) throw new Error("no draft");
  return draft;
};

describe("a correction", () => {
  it("is begun by the coordinator, of what is published, by one at a time, also in a closed period", async () => {
    const draft = await beginUnchanged(sql, writer);
    const because = "Et tal var forkert.";
    expect(await refused(beginCorrection(sql, coordinator, await statusId(), { because }))).toMatchObject({
      status: 409,
    });
    await publish(draft);
    await sql`update period set closed_at = now()`;
    expect(await refused(beginCorrection(sql, writer, await statusId(), { because }))).toMatchObject({ status: 403 });
    const named = beginCorrection(sql, coordinator, await statusId(), { because: "Eleven Magnus blev nævnt." });
    expect(await refused(named)).toMatchObject({ status: 400, field: "because" });
    const id = await statusId();
    const both = await Promise.all([1, 2].map(() => refused(beginCorrection(sql, coordinator, id, { because }))));
    expect(both.filter((one) => one === null)).toHaveLength(1);
  });

  it("says the same until it is changed, needs no line anew, and stands at the same address beside the earlier", async () => {
    await storeInitiativeFor(sql);
    const value = await storeNumber(sql, { number: 12 });
    const first = await beginUnchanged(sql, writer);
    await answer(sql, writer, first, { "point:2025:1": { change: "aendret", effect: "dokumenteret", text: "Ro." } });
    await restOn(sql, writer, first, "point:2025:1", ["value", value]);
    await publish(first);
    // What has begun since is no part of what is corrected.
    await storeInitiativeFor(sql);
    const id = await beginCorrection(sql, coordinator, await statusId(), { because: "Et tal var forkert." });
    const { content, previous } = await draftOf(id);
    expect(content.answers).toEqual((await draftOf(first)).content.answers);
    expect(content.edition).toMatchObject({
      number: 2,
      kind: "correction",
      because: "Et tal var forkert.",
      ...heading,
    });
    expect(previous).toMatchObject({ number: 1, period: "2026H1" });
    await publish(id, coordinator);
    expect(wordsOf(await blocksOf(id))).toBe(wordsOf(await blocksOf(first)));
    const { statuses } = await listKeptStatuses(sql, writer, here.code);
    expect(statuses).toMatchObject([{ publishedEditionId: id, editions: [{ number: 2 }, { number: 1 }] }]);
  });

  it("keeps what the committee did with what it corrects, also what is noted meanwhile", async () => {
    const first = await published();
    const id = await beginCorrection(sql, coordinator, await statusId(), { because: "Et tal var forkert." });
    const outcome = { outcome: "til-efterretning", outcomeOn: "2026-06-15", agendaItem: "7" } as const;
    await noteOutcome(sql, coordinator, first, outcome);
    await publish(id, coordinator);
    expect((await draftOf(id)).content.edition).toMatchObject(outcome);
    const next = await beginUnchanged(sql, writer);
    await publish(next);
    expect((await draftOf(next)).content.edition).toMatchObject({ outcome: null, outcomeOn: null, agendaItem: null });
  });

  it("is late where what it corrects was, and not for a period that closed after that", async () => {
    await published();
    await sql`update period set closed_at = now()`;
    const id = await correct({ "point:2025:1": { text: "Mere ro." } });
    expect(await sql`select late from status_edition where id = ${id}`).toEqual([{ late: false }]);
  });

  it("makes true what it says anew, takes back what it no longer says, and lets be what has become true since", async () => {
    const { id: initiative, milestones } = await storeInitiativeFor(sql, { milestones: ["Et", "To"] });
    await published({
      [`initiative:${initiative}`]: { change: "aendret", state: "vedtaget" },
      [`milestone:${milestones[0]}`]: { change: "naaet", done: "2026-05" },
      [`milestone:${milestones[1]}`]: { change: "droppet", because: "Den giver ikke mening." },
    });
    await sql`update initiative set state = 'afsluttet'`;
    await correct({
      [`milestone:${milestones[0]}`]: { change: "flyttet", done: "", expected: "2027", because: "Den var ikke nået." },
    });
    expect(await sql`select state from initiative`).toEqual([{ state: "afsluttet" }]);
    expect(
      await sql`select done_on, expected_by, dropped_on is not null as dropped from milestone order by position`,
    ).toEqual([
      { done_on: null, expected_by: "2027", dropped: false },
      { done_on: null, expected_by: null, dropped: true },
    ]);
  });
});

describe("the next edition", () => {
  it("is for another meeting in the open period, with its own dates, prefilled from the one before", async () => {
    await published();
    const later = { period: "2026H1", cutOff: "2026-06-20", metOn: "2026-06-30", body: "Byrådet" };
    const id = await beginStatus(sql, writer, here.code, later);
    const { content } = await draftOf(id);
    expect(content.edition).toMatchObject({ number: 2, kind: "meeting", cutOff: "2026-06-20", body: "Byrådet" });
    expect(content.answers).toEqual({ "point:2025:1": { stage: "i-gang", text: "Ro." } });
    await closeAll(sql, writer, id);
    await publish(id);
    expect(await sql`select from status`).toHaveLength(1);
  });

  it("has of its parts what the same part said before, whatever their places; a new question opens empty", async () => {
    const ask = (period: string, theme: string) =>
      sql`insert into period_question (period_code, theme, question) values (${period}, ${theme}, 'Hvad ser I?')`;
    const [mandate] = await sql<{ id: string }[]>`
      insert into mandate (slug, municipality_code, title, asked_by, visibility, published_at)
      values ('opf', ${here.code}, 'Opfølgning', 'Byrådet', 'public', now()) returning id`;
    await sql`insert into follow_up_section (mandate_id, position, title, due_months) values
      (${mandate?.id ?? ""}, 1, 'Økonomi', '{6}'), (${mandate?.id ?? ""}, 2, 'Altid', '{}')`;
    await ask("2026H1", "Fravær");
    await ask("2026H2", "Overgange");
    await ask("2026H2", "Fravær");
    await published({
      "part:1": { change: "aendret", text: "Om penge." },
      "part:2": { change: "aendret", text: "Om alt." },
      "part:3": { change: "aendret", text: "I juni: færre." },
    });
    const october = { cutOff: "2026-09-30", metOn: "2026-10-20", body: null };
    const { content, previous } = await draftOf(
      await beginStatus(sql, writer, here.code, { period: "2026H2", ...october }),
    );
    expect(content.parts.map(({ title }) => title)).toEqual(["Altid", "Overgange", "Fravær"]);
    const partsIn = (answers: object | undefined) =>
      Object.entries(answers ?? {}).filter(([subject]) => subject.startsWith("part:"));
    expect(partsIn(content.answers)).toEqual([["part:1", { text: "Om alt." }]]);
    expect(partsIn(previous?.answers)).toEqual([["part:1", { change: "aendret", text: "Om alt." }]]);
  });

  it("copies nothing of a status that is hidden or removed", async () => {
    await published();
    await sql`update status set hidden_at = now()`;
    const id = await beginStatus(sql, writer, here.code, { period: "2026H2", ...heading });
    expect((await draftOf(id)).content.answers).toEqual({});
  });
});

describe("after publication", () => {
  it("notes what the committee did, for the coordinator", async () => {
    const id = await published();
    const outcome = { outcome: "til-efterretning", outcomeOn: "2026-06-15", agendaItem: "Punkt 7" } as const;
    expect(await refused(noteOutcome(sql, writer, id, outcome))).toMatchObject({ status: 403 });
    expect(await refused(noteOutcome(sql, coordinator, id, { ...outcome, outcomeOn: "2099-01-01" }))).toMatchObject({
      field: "outcomeOn",
    });
    const early = await refused(noteOutcome(sql, coordinator, id, { ...outcome, outcomeOn: "2026-06-14" }));
    expect(early).toMatchObject({ status: 400, field: "outcomeOn" });
    expect(early?.message).toContain("ligger før mødet, som var 15. juni 2026");
    await noteOutcome(sql, coordinator, id, outcome);
    expect((await draftOf(id)).content.edition).toMatchObject(outcome);
    const draft = await beginStatus(sql, writer, here.code, { period: "2026H2", ...heading });
    expect(await refused(noteOutcome(sql, coordinator, draft, outcome))).toMatchObject({ status: 409 });
  });

  it("removes every edition for good, and leaves the day; the period can be begun anew", async () => {
    await published();
    await correct({ "point:2025:1": { text: "Ord, der skal væk." } });
    await beginCorrection(sql, coordinator, await statusId(), { because: "Endnu en rettelse." });
    const because = "Der stod noget, der ikke må stå.";
    expect(await refused(removeStatus(sql, writer, await statusId(), { because }))).toMatchObject({ status: 403 });
    await removeStatus(sql, coordinator, await statusId(), { because });
    expect(await sql`select removed_at is not null as removed, published_edition_id as published from status`).toEqual([
      { removed: true, published: null },
    ]);
    for (const table of ["status_edition", "status_answer", "status_part", "status_evidence", "status_author"])
      expect(await sql`select from ${sql(table)}`).toHaveLength(0);
    expect(await sql`select reason, detail from audit_log where action = 'status.removed_for_good'`).toEqual([
      { reason: because, detail: { editions: 2 } },
    ]);
    expect(await refused(removeStatus(sql, coordinator, await statusId(), { because }))).toMatchObject({ status: 409 });
    const again = await beginStatus(sql, writer, here.code, { period: "2026H1", ...heading });
    expect((await draftOf(again)).content.answers).toEqual({});
    await closeAll(sql, writer, again);
    await publish(again);
    expect(await sql`select removed_at from status`).toEqual([{ removed_at: null }]);
  });
});

describe("people", () => {
  it("are shown what is held of them in statuses, and leave no trace but the words", async () => {
    const municipality = here.code;
    const passing = await createViewer(sql, [{ role: "contributor", municipality }], { name: "Farvel", demo: false });
    const value = await storeNumber(sql, { number: 2 });
    const id = await beginUnchanged(sql, passing);
    await answer(sql, passing, id, { "point:2025:1": { change: "aendret", effect: "dokumenteret", text: "Ro." } });
    await restOn(sql, passing, id, "point:2025:1", ["value", value]);
    await submit(sql, passing, id, { reasons: { [`value-${value}`]: "Det er et offentligt tal." } });
    await approve(sql, approver, id, { held: [`value-${value}`] });
    const mine = await readOwnData(sql, passing.person.id);
    const of = { kommune: "Aarhus", halvaar: "2026H1", udgave: 1 };
    expect(mine?.svarIStatusser).toContainEqual({
      ...of,
      om: "point:2025:1",
      felt: "text",
      tekst: "Ro.",
      hvornaar: expect.any(String),
    });
    expect(mine?.statusser.map(({ hvad }) => hvad).sort()).toEqual([
      "begyndte på den",
      "sendte den til godkendelse",
      "skrev i den",
    ]);
    expect(mine?.beholdteAdvarslerIStatusser).toEqual([{ ...of, grund: "Det er et offentligt tal." }]);
    expect(mine?.belaegIStatusser).toMatchObject([{ ...of, om: "point:2025:1" }]);
    const theirs = await readOwnData(sql, approver.person.id);
    expect(theirs?.statusser).toMatchObject([{ ...of, hvad: "svarede på den" }]);
    expect(theirs?.svarIStatusser).toEqual([]);

    const accounts = createAccounts(sql, { secretKey: testSecretKey, https: false });
    const mailFolder = path.join(process.env.TEST_FOLDER ?? "", "mails-status-editions");
    await sql`update person set password_hash = ${await accounts.passwords.hash("fire blå skovsnegle danser")} where id = ${passing.person.id}`;
    await deleteAccount(sql, accounts, passing, { current: "fire blå skovsnegle danser" }, { mailFolder });
    const traces = await sql`
      select to_jsonb(e)::text as row from status_edition e union all select to_jsonb(a)::text from status_answer a
      union all select to_jsonb(w)::text from status_kept_warning w union all select to_jsonb(v)::text from status_evidence v
      union all select to_jsonb(u)::text from status_author u`;
    expect(JSON.stringify(traces)).not.toContain(passing.person.id);
    expect(JSON.stringify(traces)).toContain("Ro.");
  });

  it("that are invented go with their statuses, and nothing else goes", async () => {
    const municipality = here.code;
    const demo = await createViewer(sql, [{ role: "coordinator", municipality }], { name: "Opdigtet", demo: true });
    const second = await createViewer(sql, [{ role: "approver", municipality }], { name: "Også opdigtet", demo: true });
    const real = await published();
    await storeInitiativeFor(sql, { demo: true });
    const id = await beginUnchanged(sql, demo);
    await submit(sql, demo, id);
    await approve(sql, second, id);
    await sql`insert into period_question (period_code, demo, theme, question) values ('2026H1', true, 'Opdigtet', 'Hvad ser I?')`;
    await sql`insert into status_reminder (municipality_code, period_code, demo) values (${municipality}, '2026H1', true)`;
    await sql`
      insert into ambition (municipality_code, demo, declaration_year, number, text, holds_from)
      values (${municipality}, true, 2025, 1, 'Opdigtet', '2026-01-01')`;
    await sql`
      insert into treatment (municipality_code, demo, declaration_year, treated_on, body)
      values (${municipality}, true, 2025, '2026-01-01', 'Opdigtet')`;
    await transaction(sql, removeDemoRows);
    for (const table of [
      "status",
      "period_question",
      "status_reminder",
      "ambition",
      "treatment",
      "person",
      "initiative",
    ])
      expect([table, (await sql`select from ${sql(table)} where demo`).count]).toEqual([table, 0]);
    expect(await sql`select id from status_edition`).toEqual([{ id: real }]);
  });
});

describe("whatever is said", () => {
  const words = fc.constantFrom("", "Der er ro.", "Vi mødes hver måned.\n\nDet er svært at nå.", "Lærerne er med.");
  const optional = <T extends string>(list: readonly T[]) => fc.constantFrom("", ...list);
  const point = fc.record({
    stage: optional(codes(activityStages)),
    effect: optional(codes(effects).filter((effect) => effect !== "dokumenteret" && effect !== "tidlige-tegn")),
    judged: fc.subarray(codes(judges)).map((chosen) => chosen.join(",")),
    text: fc.constantFrom("Der er ro.", "Vi mødes hver måned.\n\nDet er svært at nå."),
    hard: words,
    help: words,
  });
  const said = fc.record({ one: point, two: point, part: words, initiative: words, people: words });
  type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;
  const answers = ({ one, two, part, initiative, people }: Said, id: string): Parameters<typeof answer>[3] => ({
    "point:2025:1": { change: "aendret", ...one },
    "point:2025:2": { change: "aendret", ...two },
    "part:1": { change: "aendret", text: part },
    [`initiative:${id}`]: { change: "aendret", text: initiative },
    "people:boern": { text: people },
  });

  it("the next status in which nothing is changed says the same", async () => {
    await fc.assert(
      fc.asyncProperty(said, async (typed) => {
        await clearStatuses(sql);
        const { id: initiative } = await storeInitiativeFor(sql);
        const first = await beginUnchanged(sql, writer);
        await answer(sql, writer, first, answers(typed, initiative));
        await publish(first);
        const unchanged = async (period: string) => {
          const id = await beginUnchanged(sql, writer, period);
          await publish(id);
          return (await draftOf(id)).content;
        };
        const [second, before] = [await unchanged("2026H2"), (await draftOf(first)).content];
        const lasting = ["stage", "effect", "judged", "text", "hard", "help"] as const satisfies readonly StatusField[];
        for (const subject of ["point:2025:1", "point:2025:2", "part:1", `initiative:${initiative}`])
          for (const field of lasting)
            expect([subject, field, second.answers[subject]?.[field] ?? ""]).toEqual([
              subject,
              field,
              before.answers[subject]?.[field] ?? "",
            ]);
        // From unchanged to unchanged, the paper itself is the same but for its dates.
        await sql`insert into period (code, opened_at) values ('2027H1', now())`;
        const third = await unchanged("2027H1");
        expect(wordsOf(await blocksOf(third.edition.id))).toBe(wordsOf(await blocksOf(second.edition.id)));
      }),
      { numRuns: 4 },
    );
  }, 60_000);

  it("an edition reads as on its day, whatever is corrected after it", async () => {
    const correction = fc.record({
      said,
      state: fc.constantFrom("vedtaget", "afsluttet"),
      title: fc.constantFrom("A", "B"),
    });
    await fc.assert(
      fc.asyncProperty(said, fc.array(correction, { minLength: 1, maxLength: 3 }), async (typed, corrections) => {
        await clearStatuses(sql);
        const { id: initiative } = await storeInitiativeFor(sql);
        const first = await beginUnchanged(sql, writer);
        await answer(sql, writer, first, answers(typed, initiative));
        await publish(first);
        const read = async (id: string) => ({
          blocks: await blocksOf(id),
          answers: (await draftOf(id)).content.answers,
        });
        const kept: [string, Awaited<ReturnType<typeof read>>][] = [[first, await read(first)]];
        for (const { said: now, state, title } of corrections) {
          await sql`update initiative set state = ${state}, title = ${title}`;
          const id = await correct(answers(now, initiative));
          kept.push([id, await read(id)]);
        }
        for (const [id, then] of kept) expect(await read(id)).toEqual(then);
        expect((await listKeptStatuses(sql, writer, here.code)).statuses[0]?.editions).toHaveLength(kept.length);
      }),
      { numRuns: 4 },
    );
  }, 60_000);
});

it("a group is not closed in what is published", async () => {
  const id = await published();
  expect(await refused(closeGroup(sql, writer, id, "points"))).toMatchObject({ status: 409 });
});
