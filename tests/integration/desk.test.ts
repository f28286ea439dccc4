import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DraftSubject, mayTakeBack, mayWriteDraft } from "#app/domain/cases/policy.ts";
import { passOnReport } from "#app/domain/problem-reports/pass-on-report.server.ts";
import { type Viewer, viewerOf } from "#app/domain/viewer.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import type { Sql } from "#db/client.ts";
import { countForAssociation, type DeskGroup, deskGroups, listDesk } from "#db/queries/cases/desk.ts";
import { findDraftSubject, openDraft } from "#db/queries/cases/draft.ts";
import { storeProblemReport } from "#db/queries/problem-reports.ts";
import { buildDraft, type DraftOptions } from "#seeds/builders/build-draft.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { callers, here, there, unitHere, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson } from "#tests/support/people.ts";

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await sql`
    insert into unit (id, municipality_code, slug, name, kind)
    values (${unitHere}, ${here.code}, 'proeve', 'Prøveskolen', 'skole')`;
});
afterAll(() => database.drop());
beforeEach(() => sql`truncate case_story, person cascade`);

type Given = { role: Role; unitId?: string; code?: string };

/** Somebody who has signed in with all that the roles give. */
async function person(name: string, ...given: Given[]): Promise<{ id: string; viewer: Viewer }> {
  const roles = given.map(({ role, unitId, code }) => ({
    role,
    unitId,
    municipality: role.startsWith("association") ? undefined : (code ?? here.code),
  }));
  const { id, email } = await createPerson(sql, { name, roles });
  const places = { [here.code]: here, [there.code]: there };
  const viewer = viewerOf({
    ...{ id, name, email, demo: false, introduced: true, sessionId: "", secondFactor: true, acting: null },
    grants: roles.map(({ role, unitId = null, municipality = "" }) => ({
      role,
      unitId,
      municipality: places[municipality] ?? null,
    })),
  });
  return { id, viewer };
}

/** A version of a draft as it is handed over, waiting or answered. */
async function handOver(
  draft: { id: string; revisionId: string },
  is: {
    by?: string;
    assigned?: string;
    association?: boolean;
    answer?: "returned" | "taken_back";
    words?: string;
    at?: string;
  },
): Promise<void> {
  const state = is.answer ? "kept" : "submitted";
  const [version] = await sql<{ id: string }[]>`
    insert into case_revision (case_id, municipality_code, unit_id, title, summary, stage, content, text, state, number, kept_because, names_unit)
    select case_id, municipality_code, unit_id, 'Titel', 'Kort', 'i-gang', content, text, ${state},
      (select count(*) from case_revision v where v.case_id = r.case_id), 'handed_over', true
    from case_revision r where id = ${draft.revisionId} returning id`;
  if (!is.answer) await sql`update case_story set submitted_revision_id = ${version?.id ?? ""} where id = ${draft.id}`;
  await sql`
    insert into case_hand_over (revision_id, handed_over_by, handed_over_at, assigned_to, to_association, answer, answered_at, words)
    values (
      ${version?.id ?? ""}, ${is.by ?? null}, coalesce(${is.at ?? null}::timestamptz, now()), ${is.assigned ?? null},
      ${is.association ?? false}, ${is.answer ?? null}, case when ${is.answer ?? null}::text is not null then now() end, ${is.words ?? null}
    )`;
}

async function publish(draft: { id: string; revisionId: string }, slug: string): Promise<void> {
  const [version] = await sql<{ id: string }[]>`
    insert into case_revision (case_id, municipality_code, title, summary, stage, content, text, state, number, kept_because, names_unit)
    select case_id, municipality_code, 'Udgivet', 'Kort', 'i-gang', content, text, 'published', 1, 'published', true
    from case_revision r where id = ${draft.revisionId} returning id`;
  await sql`
    update case_story set published_revision_id = ${version?.id ?? ""}, working_revision_id = null, slug = ${slug},
      first_published_at = now(), visibility = 'public'
    where id = ${draft.id}`;
  await sql`delete from case_revision where id = ${draft.revisionId}`;
}

const titled = (title: string, options: DraftOptions = {}) => buildDraft(sql, { title, ...options });

/** The titles of each group of a desk that has any. */
async function deskOf(viewer: Viewer): Promise<Partial<Record<DeskGroup, string[]>>> {
  const groups: Partial<Record<DeskGroup, string[]>> = {};
  for (const group of deskGroups) {
    const { items, total } = await listDesk(sql, viewer, group, { page: 1, pageSize: 50 });
    expect(total).toBe(items.length);
    if (total > 0) groups[group] = items.map(({ title }) => title);
  }
  return groups;
}

describe("who may open a draft", () => {
  it("is the same by the policy and in SQL, for every caller and every tie to the draft", async () => {
    const base = viewerFor(callers[1] as (typeof callers)[number]).person?.id ?? "";
    await sql`insert into person (id, email, name, demo) values (${base}, 'anne@example.org', 'Anne', false)`;
    const { id: stranger } = await createPerson(sql);
    const made: { id: string; subject: DraftSubject }[] = [];
    for (const municipalityCode of [here.code, there.code]) {
      for (const begunBy of [null, base, stranger]) {
        for (const contributor of [false, true]) {
          for (const unitId of municipalityCode === here.code ? [null, unitHere] : [null]) {
            const { id } = await buildDraft(sql, { municipalityCode, begunBy, unitId });
            if (contributor)
              await sql`insert into case_contributor (case_id, person_id, demo) values (${id}, ${base}, false)`;
            const subject = await findDraftSubject(sql, id);
            if (subject) made.push({ id, subject });
          }
        }
      }
      const { id } = await buildDraft(sql, { municipalityCode, demo: true });
      const subject = await findDraftSubject(sql, id);
      if (subject) made.push({ id, subject });
    }
    expect(made).toHaveLength(20);
    let opened = 0;
    for (const caller of callers) {
      const viewer = viewerFor(caller);
      const bySql = await sql<{ id: string }[]>`
        select c.id from case_story c join case_revision r on r.id = c.working_revision_id where ${openDraft(sql, viewer)}`;
      const byPolicy = made.filter(({ subject }) => mayWriteDraft(viewer, subject));
      opened += byPolicy.length;
      expect(bySql.map(({ id }) => id).sort(), caller.name).toEqual(byPolicy.map(({ id }) => id).sort());
    }
    expect(opened).toBeGreaterThan(40);
  });
});

describe("the desk", () => {
  it("shows a writer the own texts, each in its group, and an approver's words", async () => {
    const writer = await person("Frida", { role: "contributor" });
    const friend = await person("Finn", { role: "contributor" });
    await titled("Kladden", { begunBy: writer.id });
    const along = await titled("Vennens", { begunBy: friend.id });
    await sql`insert into case_contributor (case_id, person_id, demo) values (${along.id}, ${writer.id}, false)`;
    await titled("Vennens egen", { begunBy: friend.id });
    const returned = await titled("Tilbage", { begunBy: writer.id });
    await handOver(returned, { answer: "returned", words: "Skriv, hvad I gjorde." });
    const takenBack = await titled("Taget tilbage", { begunBy: writer.id });
    await handOver(takenBack, { answer: "taken_back" });
    await handOver(await titled("Venter", { begunBy: writer.id }), { by: writer.id });
    await publish(await titled("", { begunBy: writer.id }), "udgivet");
    const desk = await deskOf(writer.viewer);
    expect({ ...desk, draft: desk.draft?.sort() }).toEqual({
      returned: ["Tilbage"],
      draft: ["Kladden", "Taget tilbage", "Vennens"],
      waiting: ["Venter"],
      published: ["Udgivet"],
    });
    await sql`update case_story set withdrawn_at = now() where slug = 'udgivet'`;
    expect(await deskOf(writer.viewer)).toMatchObject({ withdrawn: ["Udgivet"] });
    expect((await deskOf(writer.viewer)).published).toBeUndefined();
    const back = await listDesk(sql, writer.viewer, "returned", { page: 1, pageSize: 10 });
    expect(back.items).toMatchObject([{ words: "Skriv, hvad I gjorde." }]);
  });

  it("shows nothing of others to those who only read, or write elsewhere", async () => {
    await titled("Kladden");
    await handOver(await titled("Venter"), {});
    for (const given of [
      { role: "reader" },
      { role: "coordinator", code: there.code },
      { role: "contributor" },
    ] as const)
      expect(await deskOf((await person("Fremmed", given)).viewer)).toEqual({});
  });

  it("leaves the coordinator what nobody writes in any longer, also when a role has gone", async () => {
    const writer = await person("Frida", { role: "contributor" });
    const friend = await person("Finn", { role: "contributor" });
    const coordinator = await person("Karen", { role: "coordinator" });
    await titled("Hendes", { begunBy: writer.id });
    await titled("Ingens");
    const shared = await titled("Ingens, men Finn er med");
    await sql`insert into case_contributor (case_id, person_id, demo) values (${shared.id}, ${friend.id}, false)`;
    expect(await deskOf(coordinator.viewer)).toEqual({
      ownerless: ["Ingens"],
      others: expect.toSatisfy((x) => x.length === 2),
    });
    await sql`delete from role_grant where person_id = any(${[writer.id, friend.id]}::uuid[])`;
    const desk = await deskOf(coordinator.viewer);
    expect([desk.ownerless?.length, desk.others]).toEqual([3, undefined]);
    // Whoever has lost the role opens it no more.
    const without = { ...writer.viewer, person: { ...writer.viewer.person, grants: [] } } as Viewer;
    expect(await deskOf(without)).toEqual({});
  });

  it("names as those who write along only who still do, and of what nobody writes those who did", async () => {
    const writer = await person("Frida", { role: "contributor" });
    const friend = await person("Finn", { role: "contributor" });
    const coordinator = await person("Karen", { role: "coordinator" });
    const { id } = await titled("Vores", { begunBy: writer.id });
    await sql`insert into case_contributor (case_id, person_id, demo) values (${id}, ${friend.id}, false)`;
    const namesIn = async (viewer: Viewer, group: DeskGroup) =>
      (await listDesk(sql, viewer, group, { page: 1, pageSize: 5 })).items.map(({ others }) => others);
    expect(await namesIn(friend.viewer, "draft")).toEqual([["Frida"]]);
    await sql`delete from role_grant where person_id = ${writer.id}`;
    expect(await namesIn(friend.viewer, "draft")).toEqual([[]]);
    await sql`delete from role_grant where person_id = ${friend.id}`;
    expect(await namesIn(coordinator.viewer, "ownerless")).toEqual([["Frida", "Finn"]]);
  });

  it("tells of a unit that is another by now", async () => {
    const writer = await person("Frida", { role: "contributor" });
    const { id, revisionId } = await titled("Vores", { begunBy: writer.id, unitId: unitHere });
    const [next] = await sql<{ id: string }[]>`
      insert into unit (municipality_code, slug, name, kind) values (${here.code}, 'ny', 'Nyskolen', 'skole') returning id`;
    await publish({ id, revisionId }, "enheden");
    await sql`update case_revision set unit_id = ${unitHere} where case_id = ${id}`;
    await sql`update unit set closed_at = now(), merged_into = ${next?.id ?? ""} where id = ${unitHere}`;
    try {
      const [text] = (await listDesk(sql, writer.viewer, "published", { page: 1, pageSize: 5 })).items;
      expect(text?.unit).toEqual({ name: "Prøveskolen", closed: true, successor: "Nyskolen" });
    } finally {
      await sql`update unit set closed_at = null, merged_into = null where id = ${unitHere}`;
    }
  });

  it("queues for an approver what may be answered, what has waited longest first, and not what the approver has written in", async () => {
    const approver = await person("Gitte", { role: "approver", unitId: unitHere });
    const coordinator = await person("Karen", { role: "coordinator" });
    await handOver(await titled("Nyeste", { unitId: unitHere }), { at: "2026-11-20T08:00:00Z", assigned: approver.id });
    await handOver(await titled("Ældste", { unitId: unitHere }), { at: "2026-11-01T08:00:00Z" });
    await handOver(await titled("Anden enhed"), { at: "2026-11-02T08:00:00Z" });
    await handOver(await titled("Egen", { unitId: unitHere, begunBy: approver.id }), { at: "2026-11-03T08:00:00Z" });
    await handOver(await titled("Hos KL", { unitId: unitHere }), { association: true });
    const queue = await listDesk(sql, approver.viewer, "to_answer", { page: 1, pageSize: 10 });
    // The title stands in the working revision.
    expect(queue.items.map(({ title, waitsForMe }) => [title, waitsForMe])).toEqual([
      ["Ældste", false],
      ["Nyeste", true],
    ]);
    const all = await listDesk(sql, coordinator.viewer, "to_answer", { page: 1, pageSize: 10 });
    expect(all.items.map(({ title }) => title)).toEqual(["Ældste", "Anden enhed", "Egen", "Nyeste"]);
    const second = await listDesk(sql, coordinator.viewer, "to_answer", { page: 2, pageSize: 3 });
    expect([second.items.map(({ title }) => title), second.total]).toEqual([["Nyeste"], 4]);
  });

  it("says of what waits whether the viewer may take it back, as the policy does", async () => {
    const writer = await person("Frida", { role: "contributor" });
    const friend = await person("Finn", { role: "contributor" });
    const approver = await person("Gitte", { role: "approver" });
    const typist = await person("Tove", { role: "approver" });
    const coordinator = await person("Karen", { role: "coordinator" });
    const draft = await titled("Venter", { begunBy: writer.id });
    await sql`insert into case_contributor (case_id, person_id, demo) values (${draft.id}, ${friend.id}, false)`;
    await sql`insert into case_revision_author (revision_id, person_id) values (${draft.revisionId}, ${typist.id})`;
    await handOver(draft, { by: writer.id });
    const subject = await findDraftSubject(sql, draft.id);
    const said = [];
    for (const { viewer } of [writer, friend, typist, coordinator, approver]) {
      const lists = await Promise.all(
        (["waiting", "others"] as const).map((group) => listDesk(sql, viewer, group, { page: 1, pageSize: 10 })),
      );
      const [row, more] = lists.flatMap(({ items }) => items);
      expect([row?.id, more]).toEqual([draft.id, undefined]);
      expect(row?.mayTakeBack).toBe(subject && mayTakeBack(viewer, subject));
      said.push(row?.mayTakeBack);
    }
    expect(said).toEqual([true, true, true, true, false]);
  });

  it("hands KL what a municipality has handed it, and nothing else", async () => {
    const editor = await person("Rikke", { role: "association_editor" });
    await titled("Kladden");
    await handOver(await titled("Hos kommunen"), {});
    await handOver(await titled("Hos KL"), { association: true });
    expect(await deskOf(editor.viewer)).toEqual({ to_answer: ["Hos KL"] });
    expect(await countForAssociation(sql, editor.viewer)).toBe(1);
    expect(await countForAssociation(sql, (await person("Karen", { role: "coordinator" })).viewer)).toBe(0);
  });

  it("shows writers what readers have reported once it is passed on, until it is dealt with", async () => {
    const writer = await person("Frida", { role: "contributor" });
    const story = await titled("", { begunBy: writer.id });
    await publish(story, "nu");
    await sql`insert into retired_case_slug (slug, case_id) values ('foer', ${story.id})`;
    const report = (path: string, message: string, passedOn: boolean, handled = false) => sql`
      insert into problem_report (path, message, reply_to, municipality_code, passed_on_at, handled_at)
      values (
        ${path}, ${message}, 'laeser@example.org', ${here.code},
        case when ${passedOn} then now() end, case when ${handled} then now() end
      )`;
    await report("/eksempler/nu", "Linket virker ikke.", true);
    await report("/eksempler/foer?fra=avisen", "Et årstal er forkert.", true);
    await report("/eksempler/nu", "Ikke sendt videre.", false);
    await report("/eksempler/nu", "Ordnet.", true, true);
    await report("/eksempler/nuet", "En anden side.", true);
    const { items } = await listDesk(sql, writer.viewer, "published", { page: 1, pageSize: 10 });
    expect(items.map(({ reports }) => reports)).toEqual([["Linket virker ikke.", "Et årstal er forkert."]]);
    expect(JSON.stringify(items)).not.toContain("laeser@example.org");
  });

  it("has a report from the municipality's coordinator, who passes on only what is about a case of the own", async () => {
    const writer = await person("Frida", { role: "contributor" });
    const coordinator = await person("Karen", { role: "coordinator" });
    await publish(await titled("", { begunBy: writer.id }), "nu");
    await publish(await titled("", { municipalityCode: there.code }), "derovre");
    await sql`delete from problem_report`;
    const [about, page, foreign] = await Promise.all(
      ["/eksempler/nu", "/metoder/nest", "/eksempler/derovre"].map((path) =>
        storeProblemReport(sql, {
          path,
          message: "Et årstal er forkert.",
          replyTo: null,
          demo: false,
          municipality: here.code,
        }),
      ),
    );
    const pass = (viewer: Viewer, id = "") => passOnReport(sql, viewer, here.code, id);
    for (const other of [page, foreign])
      await expect(pass(coordinator.viewer, other)).rejects.toMatchObject({ status: 409 });
    await expect(pass(writer.viewer, about)).rejects.toMatchObject({ status: 403 });
    const elsewhere = await person("Kaj", { role: "coordinator", code: there.code });
    await expect(passOnReport(sql, elsewhere.viewer, there.code, about ?? "")).rejects.toMatchObject({ status: 404 });
    const told = async () =>
      (await listDesk(sql, writer.viewer, "published", { page: 1, pageSize: 10 })).items.flatMap(
        ({ reports }) => reports,
      );
    expect(await told()).toEqual([]);
    await pass(coordinator.viewer, about);
    expect(await told()).toEqual(["Et årstal er forkert."]);
    await expect(pass(coordinator.viewer, about)).rejects.toMatchObject({ status: 409 });
    expect(await sql`select action from audit_log where action = 'report.passed_on'`).toHaveLength(1);
  });

  it("keeps real texts from invented people, and shows them the invented", async () => {
    await titled("Rigtig");
    await titled("Opdigtet", { demo: true });
    const real = await person("Karen", { role: "coordinator" });
    const invented = { ...real.viewer, person: { ...real.viewer.person, demo: true } } as Viewer;
    expect(await deskOf(invented)).toEqual({ ownerless: ["Opdigtet"] });
  });
});
