import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { nothing } from "#app/collaboration/check.ts";
import { hashToken } from "#app/domain/accounts/secrets.server.ts";
import { applyAsOneChange, deriveWorkingText, storedTextOf } from "#app/domain/cases/derive-working-text.server.ts";
import { mayWriteDraft } from "#app/domain/cases/policy.ts";
import { viewerOf } from "#app/domain/viewer.ts";
import { contentToText } from "#app/editor/content.ts";
import { openSharedText, sharedTextOf } from "#app/editor/shared-text.ts";
import { begunText } from "#app/editor/written.ts";
import { type Sql, transaction } from "#db/client.ts";
import { storeActing } from "#db/queries/acting.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { findSharedText, insertTextUpdates, listUnstored } from "#db/queries/cases/shared-text.ts";
import { keepVersion } from "#db/queries/cases/versions.ts";
import { readSession } from "#db/queries/sessions.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { callers, here } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson, openSession } from "#tests/support/people.ts";

let database: TestDatabase;
let sql: Sql;
let me: string;
beforeAll(async () => {
  database = await createTestDatabase({ seed: "reference" });
  sql = database.sql;
  me = (await createPerson(sql, { roles: [{ role: "contributor", municipality: "0751" }] })).id;
});
afterAll(() => database.drop());

const restored = begunText({ challenge: "Noget helt andet.", did: "Vi mødtes.", hard: "Tiden." });

describe("the text of a working revision", () => {
  it("is turned into another as one change, which other copies take in", async () => {
    const { revisionId } = await buildDraft(sql);
    const before = await findSharedText(sql, revisionId);
    const open = openSharedText(before?.snapshot ?? new Uint8Array());
    await transaction(sql, (tx) => applyAsOneChange(tx, revisionId, me, restored));
    const stored = await findSharedText(sql, revisionId);
    const text = openSharedText(stored?.snapshot ?? new Uint8Array());
    const change = Y.encodeStateAsUpdate(text, Y.encodeStateVector(open));
    Y.applyUpdate(open, change);
    expect(text.getXmlFragment("text").toString()).toBe(open.getXmlFragment("text").toString());
    const [row] = await sql<
      { text: string; content: object }[]
    >`select text, content from case_revision where id = ${revisionId}`;
    expect(row?.text).toBe(contentToText(restored));
    const authors = await sql<
      { id: string }[]
    >`select person_id as id from case_revision_author where revision_id = ${revisionId}`;
    expect(authors.map(({ id }) => id)).toContain(me);
    expect(change.length).toBeLessThan(sharedTextOf(restored).length);
  });

  it("is not turned into another when it is handed over, in the bin or no longer written, and nothing is kept of the try", async () => {
    const { id, revisionId } = await buildDraft(sql);
    await sql`update case_story set binned_at = now() where id = ${id}`;
    const change = transaction(sql, (tx) => applyAsOneChange(tx, revisionId, me, restored));
    await expect(change).rejects.toMatchObject({ status: 409 });
    await sql`delete from case_story where id = ${id}`;
    const derived = transaction(sql, (tx) => deriveWorkingText(tx, revisionId));
    await expect(derived).rejects.toMatchObject({ status: 409 });
  });

  it("is derived without anchors where the seeds have stored it without a shared text", async () => {
    const { revisionId } = await buildDraft(sql);
    const anchored = {
      type: "doc",
      content: [{ type: "paragraph", attrs: { id: "her" }, content: [{ type: "text", text: "Fra kilden." }] }],
    };
    await sql`delete from shared_text where revision_id = ${revisionId}`;
    await sql`update case_revision set content = ${sql.json(anchored)} where id = ${revisionId}`;
    const content = await transaction(sql, (tx) => deriveWorkingText(tx, revisionId));
    expect(JSON.stringify(content)).toContain("Fra kilden.");
    expect(JSON.stringify(content)).not.toContain('her"');
  });
});

describe("a draft that the seeds have stored", () => {
  it("gets one shared text, whoever opens it first and however many at once", async () => {
    const { revisionId } = await buildDraft(sql);
    await sql`delete from shared_text where revision_id = ${revisionId}`;
    const opened = await Promise.all(Array.from({ length: 4 }, () => storedTextOf(sql, revisionId)));
    const [row] = await sql<
      { snapshot: Uint8Array }[]
    >`select snapshot from shared_text where revision_id = ${revisionId}`;
    for (const one of opened) expect(one?.snapshot).toEqual(row?.snapshot);
  });
});

describe("what a session writes", () => {
  it("is stored as long as the policy lets its person write in the draft", async () => {
    const [{ id: unitId } = { id: "" }] = await sql<{ id: string }[]>`
      insert into unit (municipality_code, slug, name, kind) values (${here.code}, 'enhed', 'Enhed', 'skole') returning id`;
    const lasting = callers.filter(({ roles, demo, passwordAlone }) => roles && !demo && !passwordAlone);
    let allowed = 0;
    for (const caller of lasting) {
      const given = (caller.roles ?? []).map(({ role, place, unit }) => ({
        role,
        municipality: place?.code,
        unitId: unit ? unitId : undefined,
      }));
      const person = await createPerson(sql, { roles: given });
      const sessionId = hashToken((await openSession(sql, person.id)).replace("session=", ""));
      if (caller.acting)
        await storeActing(sql, { sessionId, municipality: here.code, reason: "Koordinatoren er syg", hours: 1 });
      const session = await readSession(sql, sessionId);
      const viewer = session && viewerOf({ ...session, sessionId });
      for (const options of [{}, { unitId }, { begunBy: person.id }, { begunBy: person.id, unitId }, { added: true }]) {
        const { id, revisionId } = await buildDraft(sql, { municipalityCode: here.code, ...options });
        if ("added" in options)
          await sql`insert into case_contributor (case_id, person_id, demo) values (${id}, ${person.id}, false)`;
        const subject = await findDraftSubject(sql, id);
        const may = Boolean(viewer && subject && mayWriteDraft(viewer, subject));
        const update = { revisionId, personId: person.id, sessionId, bytes: nothing };
        const where = `${caller.name} ${JSON.stringify(options)}`;
        expect((await insertTextUpdates(sql, [update], null)).length === 1, where).toBe(may);
        expect(
          (await listUnstored(sql, [update])).map(({ because }) => because),
          where,
        ).toEqual([may ? null : "noRight"]);
        allowed += Number(may);
      }
    }
    expect(allowed).toBeGreaterThan(20);
  });
});

describe("a version", () => {
  it("holds what the working revision does, its links, and who has written since the version before", async () => {
    const { id, revisionId } = await buildDraft(sql, { begunBy: me });
    const other = await createPerson(sql);
    await sql`
      update case_revision set title = 'Titel', summary = 'Kort', hard = 'Svært', stage = 'erfaringer', settings = '{dagtilbud}',
        levels = '{almen}', mellemform_levels = '{1}', class_levels = '{3}', school_size = 300, partners = '{PPR}', period_from = '2025',
        period_to = '2026', visibility = 'network', names_unit = true
      where id = ${revisionId}`;
    await sql`insert into case_method select ${revisionId}, id, 1 from method limit 1`;
    await sql`insert into case_commitment select ${revisionId}, declaration_year, number, 'source', '' from commitment limit 1`;
    await sql`insert into case_citation (revision_id, position, reference_slug) select ${revisionId}, 1, slug from reference limit 1`;
    const first = await transaction(sql, (tx) => keepVersion(tx, id, "pause"));
    await sql`insert into case_revision_author (revision_id, person_id) values (${revisionId}, ${other.id})`;
    const second = await transaction(sql, (tx) => keepVersion(tx, id, "handed_over"));

    const rowOf = async (revision: string) => {
      const [row] =
        await sql`select to_jsonb(r) - '{id,state,number,kept_because,created_at}'::text[] as row from case_revision r where id = ${revision}`;
      const links = await sql`
        select to_jsonb(x) - 'revision_id' as link from (
          select method_id::text as a, position::text as b, revision_id from case_method
          union all select number::text, why, revision_id from case_commitment
          union all select reference_slug, position::text, revision_id from case_citation
        ) x where revision_id = ${revision} order by 1`;
      return { row: row?.row, links: links.map(({ link }) => link) };
    };
    const working = await rowOf(revisionId);
    expect(working.links.length).toBe(3);
    expect(await rowOf(first.id)).toEqual(working);
    expect(await rowOf(second.id)).toEqual(working);
    const authors = async (revision: string) =>
      (
        await sql<{ id: string }[]>`select person_id as id from case_revision_author where revision_id = ${revision}`
      ).map((row) => row.id);
    expect(await authors(first.id)).toEqual([me]);
    expect(await authors(second.id)).toEqual([other.id]);
    const kept =
      await sql`select number, state, kept_because as because from case_revision where id = any(${[first.id, second.id]}) order by number`;
    expect([...kept]).toEqual([
      { number: 1, state: "kept", because: "pause" },
      { number: 2, state: "submitted", because: "handed_over" },
    ]);
    await expect(
      transaction(sql, (tx) => keepVersion(tx, "00000000-0000-4000-8000-00000000abcd", "pause")),
    ).rejects.toThrow(RangeError);
  });
});
