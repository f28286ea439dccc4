import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { binDraft, unbinDraft } from "#app/domain/cases/bin-draft.server.ts";
import { shareDraft, unshareDraft } from "#app/domain/cases/share-draft.server.ts";
import { type Viewer, viewerOf } from "#app/domain/viewer.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import { createFolderStore } from "#app/files/folder-store.ts";
import { clearAway } from "#app/jobs/clear-away.ts";
import type { Sql } from "#db/client.ts";
import { daysInBin } from "#db/queries/cases/bin.ts";
import { listPossibleWriters, listWritingAlong } from "#db/queries/cases/contributors.ts";
import { listDesk } from "#db/queries/cases/desk.ts";
import { findDraft } from "#db/queries/cases/draft.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { here, there } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson } from "#tests/support/people.ts";

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
});
afterAll(() => database.drop());
beforeEach(() => sql`truncate case_story, person, audit_log cascade`);

async function person(
  name: string,
  role: Role,
  { place = here, demo = false } = {},
): Promise<{ id: string; viewer: Viewer }> {
  const { id, email } = await createPerson(sql, { name, demo, roles: [{ role, municipality: place.code }] });
  return {
    id,
    viewer: viewerOf({
      ...{ id, name, email, demo, introduced: true, sessionId: "", secondFactor: true, acting: null },
      grants: [{ role, municipality: place, unitId: null }],
    }),
  };
}

const actions = async () =>
  (await sql<{ action: string }[]>`select action from audit_log order by id`).map(({ action }) => action);

describe("who writes along", () => {
  const possible = async (viewer: Viewer, id: string, words = "") =>
    (await listPossibleWriters(sql, viewer, id, { words, limit: 10 })).items.map(({ name }) => name);

  it("is somebody of the municipality with a role that writes, real with real and invented with invented", async () => {
    const beginner = await person("Frida Først", "contributor");
    await person("Finn Forfatter", "contributor");
    await person("Gitte Godkender", "approver");
    await person("Lars Læser", "reader");
    await person("Kaj København", "contributor", { place: there });
    const invented = await person("Dorte Demo", "contributor", { demo: true });
    const real = await buildDraft(sql, { begunBy: beginner.id });
    const demo = await buildDraft(sql, { demo: true });
    expect(await possible(beginner.viewer, real.id)).toEqual(["Finn Forfatter", "Gitte Godkender"]);
    expect(await possible(beginner.viewer, real.id, "forf")).toEqual(["Finn Forfatter"]);
    expect(await possible((await person("Karen", "coordinator")).viewer, demo.id)).toEqual(["Dorte Demo"]);
    expect(await possible(invented.viewer, real.id)).toEqual([]);
    for (const { name, id } of await sql<{ name: string; id: string }[]>`
      select name, id from person where name in ('Lars Læser', 'Kaj København', 'Dorte Demo')`)
      await expect(shareDraft(sql, beginner.viewer, real.id, id), name).rejects.toMatchObject({ status: 409 });
    expect(await actions()).toEqual([]);
  });

  it("opens the draft to them until they leave, are taken off, or lose the role", async () => {
    const beginner = await person("Frida Først", "contributor");
    const friend = await person("Finn Forfatter", "contributor");
    const { id } = await buildDraft(sql, { begunBy: beginner.id });
    const opens = async () => (await findDraft(sql, friend.viewer, id)) !== undefined;
    expect(await opens()).toBe(false);
    await shareDraft(sql, beginner.viewer, id, friend.id);
    expect(await opens()).toBe(true);
    await expect(shareDraft(sql, beginner.viewer, id, friend.id)).rejects.toMatchObject({ status: 409 });
    expect(await listWritingAlong(sql, beginner.viewer, id)).toMatchObject([
      { name: "Frida Først", began: true, writes: true },
      { name: "Finn Forfatter", began: false, writes: true },
    ]);
    await unshareDraft(sql, friend.viewer, id, friend.id);
    expect(await opens()).toBe(false);
    await shareDraft(sql, beginner.viewer, id, friend.id);
    await unshareDraft(sql, beginner.viewer, id, friend.id);
    expect(await opens()).toBe(false);
    await expect(unshareDraft(sql, beginner.viewer, id, friend.id)).rejects.toMatchObject({ status: 409 });
    await shareDraft(sql, beginner.viewer, id, friend.id);
    await sql`delete from role_grant where person_id = ${friend.id}`;
    expect(await listWritingAlong(sql, beginner.viewer, id)).toMatchObject([{ writes: true }, { writes: false }]);
    expect(await actions()).toEqual(["case.shared", "case.left", "case.shared", "case.unshared", "case.shared"]);
  });

  it("is decided by who began and by the coordinator alone", async () => {
    const beginner = await person("Frida Først", "contributor");
    const friend = await person("Finn Forfatter", "contributor");
    const third = await person("Trine Tredje", "contributor");
    const { id } = await buildDraft(sql, { begunBy: beginner.id });
    await shareDraft(sql, (await person("Karen", "coordinator")).viewer, id, friend.id);
    await expect(shareDraft(sql, friend.viewer, id, third.id)).rejects.toMatchObject({ status: 403 });
    await expect(shareDraft(sql, third.viewer, id, third.id)).rejects.toMatchObject({ status: 404 });
    await shareDraft(sql, beginner.viewer, id, third.id);
    await expect(unshareDraft(sql, friend.viewer, id, third.id)).rejects.toMatchObject({ status: 403 });
    expect(await listWritingAlong(sql, beginner.viewer, id)).toHaveLength(3);
  });
});

describe("the bin", () => {
  const inBin = async (viewer: Viewer) => (await listDesk(sql, viewer, "binned", { page: 1, pageSize: 10 })).total;

  it("takes a draft from who began it or the coordinator, and gives it back", async () => {
    const beginner = await person("Frida Først", "contributor");
    const friend = await person("Finn Forfatter", "contributor");
    const coordinator = await person("Karen", "coordinator");
    const { id, revisionId } = await buildDraft(sql, { begunBy: beginner.id });
    await shareDraft(sql, beginner.viewer, id, friend.id);
    await expect(binDraft(sql, friend.viewer, id, revisionId)).rejects.toMatchObject({ status: 403 });
    const stranger = (await person("Fremmed", "contributor")).viewer;
    await expect(binDraft(sql, stranger, id, revisionId)).rejects.toMatchObject({ status: 404 });
    await expect(binDraft(sql, beginner.viewer, id, id)).rejects.toMatchObject({ status: 409 });
    await binDraft(sql, beginner.viewer, id, revisionId);
    await expect(binDraft(sql, beginner.viewer, id, revisionId)).rejects.toMatchObject({ status: 409 });
    expect([await inBin(beginner.viewer), await inBin(coordinator.viewer), await inBin(friend.viewer)]).toEqual([
      1, 1, 0,
    ]);
    expect((await listDesk(sql, beginner.viewer, "draft", { page: 1, pageSize: 10 })).total).toBe(0);
    await unbinDraft(sql, coordinator.viewer, id);
    await expect(unbinDraft(sql, coordinator.viewer, id)).rejects.toMatchObject({ status: 409 });
    expect((await listDesk(sql, beginner.viewer, "draft", { page: 1, pageSize: 10 })).total).toBe(1);
    expect((await actions()).slice(1)).toEqual(["case.binned", "case.unbinned"]);
  });

  it("takes nothing that waits for an answer, and of what was public only what is withdrawn", async () => {
    const beginner = await person("Frida Først", "contributor");
    const coordinator = await person("Karen", "coordinator");
    const { id, revisionId } = await buildDraft(sql, { begunBy: beginner.id });
    const [version] = await sql<{ id: string }[]>`
      insert into case_revision (case_id, municipality_code, title, summary, stage, content, text, state, number, kept_because, names_unit)
      select case_id, municipality_code, 'T', 'K', 'i-gang', content, text, 'submitted', 1, 'handed_over', true
      from case_revision where id = ${revisionId} returning id`;
    const versionId = version?.id ?? "";
    await sql`update case_story set submitted_revision_id = ${versionId} where id = ${id}`;
    await expect(binDraft(sql, beginner.viewer, id, revisionId)).rejects.toMatchObject({
      message: expect.stringContaining("venter på svar"),
    });
    await sql`
      update case_story set submitted_revision_id = null, published_revision_id = ${versionId}, working_revision_id = null,
        first_published_at = now(), slug = 'udgivet' where id = ${id}`;
    await expect(binDraft(sql, coordinator.viewer, id, versionId)).rejects.toMatchObject({
      message: expect.stringContaining("udgivet"),
    });
    await sql`update case_story set withdrawn_at = now() where id = ${id}`;
    await binDraft(sql, coordinator.viewer, id, versionId);
    expect(await inBin(coordinator.viewer)).toBe(1);
  });

  it("is emptied of what has lain in it for long enough, with all that was written, and of nothing else", async () => {
    const beginner = await person("Frida Først", "contributor");
    const age = async (days: number | null) => {
      const { id, revisionId } = await buildDraft(sql, { begunBy: beginner.id });
      await sql`insert into text_update (revision_id, person_id, bytes) values (${revisionId}, ${beginner.id}, '\\x00')`;
      await sql`insert into case_contributor (case_id, person_id, demo) values (${id}, ${beginner.id}, false)`;
      await sql`update case_story set binned_at = now() - make_interval(days => ${days}) where id = ${id} and ${days}::int is not null`;
      return id;
    };
    const [, young, kept] = [await age(daysInBin + 1), await age(daysInBin - 1), await age(null)];
    await clearAway(sql, { auditDays: 730, mailFolder: "/nowhere", files: createFolderStore("/nowhere") })(
      {},
      "0",
    ).catch(() => undefined);
    const left = (await sql<{ id: string }[]>`select id from case_story`).map(({ id }) => id);
    expect(left.sort()).toEqual([young, kept].sort());
    for (const table of ["case_revision", "shared_text", "text_update", "case_revision_author", "case_contributor"])
      expect(await sql`select from ${sql(table)}`, table).toHaveLength(2);
  });
});
