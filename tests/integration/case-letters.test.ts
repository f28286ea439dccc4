import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveCase, assignCase, returnCase, takeBackCase } from "#app/domain/cases/answer-case.server.ts";
import { shareDraft, unshareDraft } from "#app/domain/cases/share-draft.server.ts";
import type { Letter } from "#app/mail/letters.ts";
import { recipientsOf, writeLetter } from "#app/mail/write-letter.ts";
import type { Sql } from "#db/client.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { here } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { buildSubmitted, createViewer, handOverFields } from "#tests/support/handing-over.ts";

type Known = Awaited<ReturnType<typeof createViewer>>;

let database: TestDatabase;
let sql: Sql;
let writer: Known;
let helper: Known;
let approver: Known;
let coordinator: Known;
let association: Known;

beforeAll(async () => {
  database = await createTestDatabase({ seed: "reference" });
  sql = database.sql;
  const municipality = here.code;
  writer = await createViewer(sql, [{ role: "contributor", municipality }], { name: "Frida" });
  helper = await createViewer(sql, [{ role: "contributor", municipality }], { name: "Hjalte" });
  approver = await createViewer(sql, [{ role: "approver", municipality }], { name: "Gerda" });
  coordinator = await createViewer(sql, [{ role: "coordinator", municipality }], { name: "Karen" });
  association = await createViewer(sql, [{ role: "association_editor" }], { name: "Kaj" });
  // Neither of another unit nor invented.
  const [unit] = await sql<{ id: string }[]>`
    insert into unit (municipality_code, slug, name, kind) values (${municipality}, 'anden', 'Anden', 'skole') returning id`;
  await createViewer(sql, [{ role: "approver", municipality, unitId: unit?.id }], { name: "Uvedkommende" });
  await createViewer(sql, [{ role: "approver", municipality }], { name: "Opdigtet", demo: true });
});
afterAll(() => database.drop());

/** Whom a letter goes to, and what it says to them. */
async function posted(wanted: Letter, person?: Known) {
  const recipients = (await recipientsOf(sql, wanted)) ?? [];
  const to = person?.person.id ?? recipients[0]?.id;
  const mail = to === undefined ? null : await writeLetter(sql, "https://site", wanted, to);
  // No letter of a draft holds anything of it.
  const said = JSON.stringify(mail);
  for (const words of [handOverFields.title, handOverFields.summary, "Overgangen", "Skriv mere"])
    expect(said).not.toContain(words);
  return { to: recipients.map(({ name }) => name).sort(), subject: mail?.subject, link: mail?.link?.href };
}

describe("the letters about a text on its way", () => {
  it("go to everybody who may say yes, and to nobody once there is an answer", async () => {
    const { id, revision } = await buildSubmitted(sql, writer);
    const letter = { kind: "case-submitted", revision } as const;
    expect(await posted(letter)).toEqual({
      to: ["Gerda", "Karen"],
      subject: "Et eksempel venter på dit svar",
      link: `https://site/mine-tekster/${id}/svar`,
    });
    await takeBackCase(sql, writer, id, revision);
    expect((await posted(letter)).to).toEqual([]);
    expect(await writeLetter(sql, "https://site", letter, approver.person.id)).toBeNull();
  });

  it("go to the one who is asked, and to the next one", async () => {
    const fields = { assignedTo: approver.person.id };
    const { id, revision } = await buildSubmitted(sql, writer, { fields });
    expect((await posted({ kind: "case-submitted", revision })).to).toEqual(["Gerda"]);
    await assignCase(sql, writer, id, { revision, assignedTo: coordinator.person.id });
    const asked = { kind: "case-assigned", revision, person: coordinator.person.id } as const;
    expect((await posted(asked, coordinator)).subject).toBe("Et eksempel venter på dit svar");
    expect((await posted({ ...asked, person: approver.person.id }, approver)).subject).toBeUndefined();
  });

  it("go to KL alone where KL has been asked", async () => {
    const { revision } = await buildSubmitted(sql, writer);
    await sql`update case_hand_over set to_association = true where revision_id = ${revision}`;
    const { to, subject } = await posted({ kind: "case-submitted", revision });
    expect([to, subject]).toEqual([["Kaj"], "Et eksempel fra Aarhus Kommune venter på KL's svar"]);
    expect(association.person.name).toBe("Kaj");
  });

  it("go to one who is added to a draft, as long as that is so, and not to those who add themselves", async () => {
    const { id } = await buildDraft(sql, { begunBy: writer.person.id, title: handOverFields.title });
    const left = async () =>
      (
        await sql<{ letter: Letter }[]>`
          select j.payload as letter from graphile_worker._private_jobs j
          where j.payload ->> 'kind' = 'case-shared' and j.payload ->> 'case' = ${id}`
      ).map(({ letter }) => letter);
    await shareDraft(sql, coordinator, id, coordinator.person.id);
    expect(await left()).toEqual([]);
    await shareDraft(sql, writer, id, helper.person.id);
    const letter = { kind: "case-shared", case: id, person: helper.person.id } as const;
    expect(await left()).toEqual([letter]);
    expect(await posted(letter, helper)).toMatchObject({
      subject: "Du kan skrive med i et eksempel",
      link: `https://site/mine-tekster/${id}`,
    });
    await unshareDraft(sql, helper, id, helper.person.id);
    expect(await writeLetter(sql, "https://site", letter)).toBeNull();
  });

  it("tell those who write what became of it, not the one who answered, nor one who has left", async () => {
    const { id, revision } = await buildSubmitted(sql, writer);
    await sql`insert into case_contributor (case_id, person_id, demo) values (${id}, ${helper.person.id}, false)`;
    await returnCase(sql, approver, id, { revision, words: "Skriv mere." });
    expect(await posted({ kind: "case-returned", revision })).toEqual({
      to: ["Frida", "Hjalte"],
      subject: "Dit eksempel er sendt tilbage",
      link: `https://site/mine-tekster/${id}/svar`,
    });
    const next = await buildSubmitted(sql, writer, { fields: { title: "Et eksempel, der bliver udgivet" } });
    await sql`insert into case_contributor (case_id, person_id, demo) values (${next.id}, ${helper.person.id}, false)`;
    await sql`delete from role_grant where person_id = ${helper.person.id}`;
    await approveCase(sql, approver, next.id, { revision: next.revision, words: "", held: [] });
    expect(await posted({ kind: "case-published", revision: next.revision })).toEqual({
      to: ["Frida"],
      subject: "Dit eksempel er udgivet",
      link: "https://site/eksempler/et-eksempel-der-bliver-udgivet",
    });
  });
});
