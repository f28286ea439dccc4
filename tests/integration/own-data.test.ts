import { randomUUID } from "node:crypto";
import path from "node:path";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAccounts } from "#app/domain/accounts/accounts.server.ts";
import { confirmNewAddress } from "#app/domain/accounts/address.server.ts";
import { deleteAccount } from "#app/domain/accounts/leave.server.ts";
import { ownData } from "#app/domain/accounts/own-data.server.ts";
import { hashToken } from "#app/domain/accounts/secrets.server.ts";
import { issueToken } from "#app/domain/accounts/tokens.server.ts";
import { declineConsent, handOverContacts } from "#app/domain/contacts/keep-contacts.server.ts";
import { demoDomain } from "#app/domain/demo-address.ts";
import { type Viewer, viewerOf } from "#app/domain/viewer.ts";
import { createFolderStore } from "#app/files/folder-store.ts";
import { clearAway } from "#app/jobs/clear-away.ts";
import { letterHandlers } from "#app/jobs/letter.ts";
import { leaveLetter } from "#app/mail/letters.ts";
import { createPost, deleteMailsOf, listKeptMails, type Post, readKeptMail } from "#app/mail/post.ts";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { insertPicture } from "#db/queries/cases/pictures.ts";
import { setConsentHash, storeContact } from "#db/queries/contacts/store.ts";
import { storeInvitation } from "#db/queries/invitations.ts";
import { daysFailedJobsAreKept } from "#db/queries/outbox.ts";
import { storeProblemReport } from "#db/queries/problem-reports.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { removeDemo } from "#seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";

const here = "0751";
const password = "fire blå skovsnegle danser";

let database: TestDatabase;
let sql: Sql;
let folder: string;
let post: Post;
let accounts: ReturnType<typeof createAccounts>;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  folder = path.join(process.env.TEST_FOLDER ?? "", `mails-${database.url.split("/").at(-1)}`);
  post = createPost({ smtpUrl: undefined, from: "x@example.org", folder, publicUrl: "http://localhost:3000" });
  accounts = createAccounts(sql, { secretKey: testSecretKey, https: false });
});
afterAll(async () => {
  post.close();
  await database.drop();
});
beforeEach(async () => {
  await sql`truncate person, contact_person, invitation, problem_report, audit_log, one_time_token cascade`;
  await sql`delete from graphile_worker._private_jobs`;
});

async function person(name: string, email: string): Promise<{ id: string; viewer: Viewer }> {
  const passwordHash = await accounts.passwords.hash(password);
  const { id } = await createPerson(sql, { name, email, passwordHash });
  const rest = { demo: false, introduced: true, sessionId: "", secondFactor: false, grants: [], acting: null };
  return { id, viewer: viewerOf({ id, name, email, ...rest }) };
}

/** Everything that can bear somebody's address, written while that person has it. */
async function leaveTraces(name: string, email: string, phone: string): Promise<void> {
  const topics = [{ kind: "municipality" }] as const;
  await storeContact(sql, here, { name, title: "Konsulent", email, phone, topics }, false);
  const invited = { email, name, role: "reader", municipality: here, unitId: null, demo: false } as const;
  const { id } = await createPerson(sql);
  const invitation = await storeInvitation(sql, { ...invited, invitedBy: id });
  await storeProblemReport(sql, {
    ...{ path: `/soeg?q=${email}`, message: `Skriv til ${email.toUpperCase()}.`, municipality: here },
    ...{ replyTo: email.toUpperCase(), demo: false },
  });
  await recordAudit(sql, null, { action: "page.hidden", reason: `Efter ønske fra ${email}` });
  await leaveLetter(sql, { kind: "invitation", invitation });
  await leaveLetter(sql, { kind: "registration", email, name, municipality: here });
  await sql`update graphile_worker._private_jobs set attempts = max_attempts, last_error = ${`550 <${email}> is unknown`}`;
  await post.send({ to: { name, address: email }, demo: false, subject: "Hej", paragraphs: [phone] });
}

async function changeAddress(personId: string, email: string): Promise<void> {
  await confirmNewAddress(sql, await issueToken(sql, { purpose: "new_address", personId, payload: { email } }));
}

const deleteIt = (viewer: Viewer) =>
  deleteAccount(sql, accounts, viewer, { current: password }, { mailFolder: folder });

/** How many rows of each table, and of the outbox, hold a text; those that hold none left out. */
async function rowsWith(text: string): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c
    where c.relkind = 'r' and (c.relnamespace = 'public'::regnamespace or c.oid = 'graphile_worker._private_jobs'::regclass)`;
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
      select count(*)::int from ${sql.unsafe(name)} t where strpos(lower(t::text), ${text.toLowerCase()}) > 0`;
    if (count > 0) found[name] = count;
  }
  return found;
}

describe("a person who has had another address", () => {
  it("leaves no trace under either when the account is deleted", async () => {
    const { id, viewer } = await person("Sporløs Sørensen", "gammel@aarhus.dk");
    await leaveTraces("Sporløs Sørensen", "gammel@aarhus.dk", "11223344");
    await changeAddress(id, "ny@aarhus.dk");
    await leaveTraces("Sporløs Sørensen", "ny@aarhus.dk", "11223344");
    expect(await rowsWith("gammel@aarhus.dk")).toMatchObject({ contact_person: 1, earlier_address: 1 });
    await deleteIt(viewer);
    for (const trace of ["gammel@aarhus.dk", "ny@aarhus.dk", "Sporløs", "11223344", id])
      expect(await rowsWith(trace), trace).toEqual({});
    expect(await listKeptMails(folder)).toEqual([]);
    const [report] = await sql`select message, reply_to from problem_report limit 1`;
    expect(report).toEqual({ message: "Skriv til […].", reply_to: null });
  });

  it("takes along what stands under each", async () => {
    const { id, viewer } = await person("Mette Møller", "gammel@aarhus.dk");
    await leaveTraces("Mette Møller", "gammel@aarhus.dk", "11223344");
    await changeAddress(id, "ny@aarhus.dk");
    const data = await ownData(sql, viewer, { mailFolder: folder });
    expect(data).toMatchObject({
      konto: { mailadresse: "ny@aarhus.dk" },
      tidligereAdresser: [{ mailadresse: "gammel@aarhus.dk" }],
      kontaktperson: [{ navn: "Mette Møller", telefon: "11223344" }],
      invitationer: [{ rolle: "reader" }],
      meldinger: [{ tekst: "Skriv til GAMMEL@AARHUS.DK." }],
      ventendeBreve: [{ slags: "registration" }, { slags: "address-changed" }],
    });
    expect(data.mails).toHaveLength(1);
    await deleteIt(viewer);
  });

  it("hands over what colleagues were to ask under the earlier one", async () => {
    const { id, viewer } = await person("Lis Rejser", "gammel@aarhus.dk");
    const heir = await person("Bo Bliver", "bo@aarhus.dk");
    await leaveTraces("Lis Rejser", "gammel@aarhus.dk", "11223344");
    await changeAddress(id, "ny@aarhus.dk");
    const leaving = { municipality: here, fromPersonId: id, toPersonId: heir.id };
    await transaction(sql, (tx) => handOverContacts(tx, heir.viewer, leaving));
    expect(await sql`select name, email, phone from contact_person`).toEqual([
      { name: "Bo Bliver", email: "bo@aarhus.dk", phone: null },
    ]);
    await deleteIt(viewer);
    expect(await sql`select from contact_person`).toHaveLength(1);
  });

  it("has no more of an address that has passed on than what is from the own time", async () => {
    const before = await person("Før Holm", "leder@aarhus.dk");
    await leaveTraces("Før Holm", "leder@aarhus.dk", "11111111");
    await changeAddress(before.id, "holm@aarhus.dk");
    await sql`delete from graphile_worker._private_jobs`;
    const after = await person("Efter Lund", "leder@aarhus.dk");
    await sql`delete from invitation`;
    await leaveTraces("Efter Lund", "leder@aarhus.dk", "22222222");
    const phones = async ({ viewer }: { viewer: Viewer }) => {
      const { kontaktperson, meldinger, mails } = await ownData(sql, viewer, { mailFolder: folder });
      return [kontaktperson.map(({ telefon }) => telefon), meldinger.length, mails.length];
    };
    expect(await phones(before)).toEqual([["11111111"], 1, 1]);
    expect(await phones(after)).toEqual([["22222222"], 1, 1]);
    await deleteIt(before.viewer);
    expect(await rowsWith("11111111")).toEqual({});
    expect(await rowsWith("leder@aarhus.dk")).toMatchObject({ contact_person: 1, invitation: 1, problem_report: 1 });
    expect(await phones(after)).toEqual([["22222222"], 1, 1]);
    await deleteIt(after.viewer);
    expect(await rowsWith("leder@aarhus.dk")).toEqual({});
    expect(await listKeptMails(folder)).toEqual([]);
  });
});

/** Does every letter that waits, as the worker does. */
async function writeLetters(): Promise<void> {
  const handlers = letterHandlers(sql, post, { publicUrl: "http://localhost:3000" });
  for (;;) {
    const [job] = await sql<{ id: string; name: "letter" | "letter-to"; payload: never }[]>`
      select j.id, t.identifier as name, j.payload
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier like 'letter%' and j.attempts < j.max_attempts order by j.id limit 1`;
    if (!job) return;
    await handlers[job.name](job.payload, job.id);
    await sql`delete from graphile_worker._private_jobs where id = ${job.id}`;
  }
}

/** Every letter to somebody else that names or tells of a person who asks, invites and changes address. */
async function leaveLettersAbout({ id }: { id: string }, mark: string): Promise<void> {
  await leaveLetter(sql, { kind: "request-waiting", person: id, municipality: here });
  const invited = { name: "Ny", role: "reader", municipality: here, unitId: null, demo: false } as const;
  const invitation = await storeInvitation(sql, { ...invited, email: `ny.${mark}@aarhus.dk`, invitedBy: id });
  await leaveLetter(sql, { kind: "invitation", invitation });
  const topics = [{ kind: "municipality" }] as const;
  const entry = { name: "Kim", title: "Leder", email: `kim.${mark}@aarhus.dk`, phone: null, topics };
  const contact = await storeContact(sql, here, entry, false);
  await leaveLetter(sql, { kind: "contact-consent", contact, by: id });
  await leaveLetter(sql, { kind: "new-address", person: id, email: `oensket.${mark}@aarhus.dk` });
  await leaveLetter(sql, { kind: "address-changed", person: id, email: `forladt.${mark}@aarhus.dk` });
}

const recipients = async () =>
  (await Promise.all((await listKeptMails(folder)).map((one) => readKeptMail(folder, one))))
    .map((bytes) => /^To: .*$/im.exec(bytes.toString())?.[0] ?? "")
    .sort();
/** Whether any letter in the folder holds a text. */
async function isInFolder(text: string): Promise<boolean> {
  const mails = await Promise.all((await listKeptMails(folder)).map((one) => readKeptMail(folder, one)));
  const read = await Promise.all(mails.map((bytes) => PostalMime.parse(bytes)));
  return read.some(({ subject, text: said, html }) => `${subject} ${said} ${html}`.includes(text));
}

describe("a letter to somebody else", () => {
  beforeEach(async () => {
    await createPerson(sql, {
      email: "koordinator@aarhus.dk",
      roles: [{ role: "coordinator", municipality: here }],
    });
  });

  it("that asks a contact person without an account goes with the no, the one that waits too; others stay", async () => {
    const topics = [{ kind: "municipality" }] as const;
    const entry = { name: "Kim", title: "Leder", phone: null, topics };
    const kim = await storeContact(sql, here, { ...entry, email: "kim@aarhus.dk" }, false);
    const bo = await storeContact(sql, here, { ...entry, email: "bo@aarhus.dk" }, false);
    for (const contact of [kim, bo]) await leaveLetter(sql, { kind: "contact-consent", contact });
    await leaveLetter(sql, { kind: "registration", name: "Kim", email: "kim@aarhus.dk", municipality: here });
    await writeLetters();
    expect(await recipients()).toHaveLength(3);
    await leaveLetter(sql, { kind: "contact-consent", contact: kim });
    await setConsentHash(sql, { id: kim, email: "kim@aarhus.dk" }, hashToken("linket"));
    await declineConsent(sql, folder, "linket");
    expect(await recipients()).toEqual(["To: bo@aarhus.dk", "To: kim@aarhus.dk"]);
    expect(await isInFolder("/kontaktperson?kode="), "to the other").toBe(true);
    expect(await rowsWith(kim)).toEqual({ audit_log: 1 });
    await sql`delete from contact_person`;
    const addresses = ["bo", "kim"].map((name) => ({ email: `${name}@aarhus.dk`, since: null, until: null }));
    await deleteMailsOf(folder, { id: "", addresses });
  });

  it("that names or tells of a person goes with the account, and those about others stay", async () => {
    const mona = await person("Mona Muus", "mona@aarhus.dk");
    const ib = await person("Ib Iversen", "ib@aarhus.dk");
    await leaveLettersAbout(ib, "ib");
    await writeLetters();
    const others = await recipients();
    expect(others).toHaveLength(5);
    await leaveLettersAbout(mona, "mona");
    await writeLetters();
    expect(await recipients()).toHaveLength(10);
    expect([await isInFolder("mona@aarhus.dk"), await isInFolder("Mona Muus")]).toEqual([true, true]);
    expect((await ownData(sql, mona.viewer, { mailFolder: folder })).mails).toHaveLength(5);
    await deleteIt(mona.viewer);
    expect(await recipients()).toEqual(others);
    expect([await isInFolder("mona@aarhus.dk"), await isInFolder("Mona Muus")]).toEqual([false, false]);
    await deleteIt(ib.viewer);
    expect(await recipients()).toEqual([]);
  });

  it("that waits or has failed for good goes too, but whoever was asked to be a contact person is asked without the name", async () => {
    const mona = await person("Mona Muus", "mona@aarhus.dk");
    const ib = await person("Ib Iversen", "ib@aarhus.dk");
    for (const one of [mona, ib]) await leaveLettersAbout(one, one === mona ? "mona" : "ib");
    await sql`update graphile_worker._private_jobs set attempts = max_attempts where payload ->> 'kind' = 'request-waiting'`;
    await deleteIt(mona.viewer);
    const left = await sql<{ kind: string }[]>`
      select payload ->> 'kind' as kind from graphile_worker._private_jobs where payload::text not like ${`%${ib.id}%`}
      order by 1`;
    expect(left.map(({ kind }) => kind)).toEqual(["contact-consent", "invitation"]);
    expect(await rowsWith(mona.id)).toEqual({});
    await writeLetters();
    expect(await isInFolder("Mona")).toBe(false);
    expect((await recipients()).filter((to) => to.includes("kim."))).toHaveLength(2);
    await deleteIt(ib.viewer);
    await deleteMailsOf(folder, { id: "", addresses: [{ email: "kim.mona@aarhus.dk", since: null, until: null }] });
  });

  it("that is being written while the account is deleted leaves no copy", async () => {
    const mona = await person("Mona Muus", "mona@aarhus.dk");
    const handlers = letterHandlers(sql, post, { publicUrl: "http://localhost:3000" });
    const wanted = { kind: "new-address", person: mona.id, email: "oensket@aarhus.dk" } as const;
    await leaveLetter(sql, wanted);
    const [job = { id: "" }] = await sql<{ id: string }[]>`select id from graphile_worker._private_jobs`;
    await sql`delete from graphile_worker._private_jobs`;
    await handlers.letter(wanted, job.id);
    expect(await listKeptMails(folder)).toEqual([]);
    await leaveLetter(sql, wanted);
    await writeLetters();
    expect(await listKeptMails(folder)).toHaveLength(1);
    await deleteIt(mona.viewer);
  });
});

it("letters to invented people, and those that wait about them, go with the demo data; the others stay", async () => {
  const kim = await createPerson(sql, { name: "Kim", demo: true });
  const mail = { subject: "Hej", paragraphs: ["Hej"] };
  await post.send({ to: { address: kim.email }, demo: true, ...mail });
  await post.send({ to: { address: "bo@aarhus.dk" }, demo: false, ...mail });
  const bo = await person("Bo", "bo@aarhus.dk");
  const invited = { name: "Ny", role: "reader", municipality: here, unitId: null, demo: true } as const;
  const invitation = await storeInvitation(sql, { ...invited, email: `ny@${demoDomain}`, invitedBy: kim.id });
  await leaveLetter(sql, { kind: "invitation", invitation });
  await leaveLetter(sql, { kind: "request-waiting", person: kim.id, municipality: here });
  await leaveLetter(sql, { kind: "last-coordinator-left", municipality: here, demo: true });
  await leaveLetter(sql, { kind: "new-address", person: bo.id, email: `bo@${demoDomain}` });
  await leaveLetter(sql, { kind: "last-coordinator-left", municipality: here, demo: false });
  await leaveLetter(sql, { kind: "request-waiting", person: bo.id, municipality: here });
  await removeDemo(sql, folder);
  expect(await recipients()).toEqual(["To: bo@aarhus.dk"]);
  const left = await sql<{ kind: string }[]>`
    select payload ->> 'kind' as kind from graphile_worker._private_jobs where payload ->> 'kind' is not null order by id`;
  expect(left.map(({ kind }) => kind)).toEqual(["last-coordinator-left", "request-waiting"]);
  await deleteIt(bo.viewer);
});

describe("a person who has written", () => {
  /** A text that the person has begun, typed in, added to another's, handed over, answered and kept a warning in. */
  async function write(id: string): Promise<{ own: string; other: string }> {
    const own = await buildDraft(sql, { municipalityCode: here, begunBy: id, title: "Egen tekst" });
    const other = await buildDraft(sql, { municipalityCode: here, title: "Andens tekst" });
    await sql`insert into case_contributor (case_id, person_id, demo) values (${other.id}, ${id}, false)`;
    await sql`insert into text_update (revision_id, person_id, bytes) values (${own.revisionId}, ${id}, '\\x00'), (${own.revisionId}, ${id}, '\\x01')`;
    const [version] = await sql<{ id: string }[]>`
      insert into case_revision (case_id, municipality_code, title, content, text, state, number, kept_because)
      select case_id, municipality_code, title, content, text, 'kept', 1, 'handed_over'
      from case_revision where id = ${own.revisionId} returning id`;
    await sql`
      insert into case_hand_over (revision_id, handed_over_by, assigned_to, answer, answered_by, answered_at, words)
      values (${version?.id ?? ""}, ${id}, ${id}, 'returned', ${id}, now(), 'Skriv mere.')`;
    await sql`
      insert into kept_warning (case_id, finding_key, reason, kept_by)
      values (${own.id}, 'noegle-til-fundet', 'Det er en forsker, der er citeret.', ${id})`;
    const picture = { id: randomUUID(), caseId: own.id, width: 480, height: 360, bytes: 9_000 };
    await insertPicture(sql, { ...picture, consentUntil: "2027-06-30", madeBy: id });
    const [initiative] = await sql<{ id: string }[]>`
      insert into initiative (slug, municipality_code, title, begun_by) values (${`indsats-${own.id}`}, ${here}, 'Egen indsats', ${id})
      returning id`;
    const [step] = await sql<{ id: string }[]>`
      insert into milestone (initiative_id, position, title) values (${initiative?.id ?? ""}, 1, 'Eget skridt') returning id`;
    await sql`
      insert into milestone_move (milestone_id, became, because, moved_by)
      values (${step?.id ?? ""}, '2027', 'Vi manglede lokaler.', ${id})`;
    await sql`insert into mandate (slug, municipality_code, title, asked_by, entered_by) values ('egen', ${here}, 'Egen opfølgning', 'Byrådet', ${id})`;
    await sql`
      insert into placement (slug, municipality_code, position, subject, entered_by) values ('egen', ${here}, 0, 'Egne pladser', ${id})`;
    const [row] = await sql<{ id: string }[]>`
      insert into budget_row (municipality_code, label, kind, level, entered_by) values (${here}, 'Egen linje', 'regnskab', 'almen', ${id})
      returning id`;
    await sql`
      insert into budget_line (row_id, year, amount, recorded_by, replaced_at, replaced_by, replaced_because)
      values (${row?.id ?? ""}, 2024, 1, ${id}, now(), ${id}, 'Vi talte forkert.')`;
    const [indicator] = await sql<{ id: string }[]>`
      insert into indicator (slug, municipality_code, title, definition, unit, entered_by)
      values (${`indikator-${own.id}`}, ${here}, 'Egen indikator', 'Målt', 'procent', ${id}) returning id`;
    const time = { time_kind: "aar", time_from: "2025-01-01", time_to: "2026-01-01" };
    const value = { indicator_id: indicator?.id ?? "", municipality_code: here, ...time };
    const entered = { recorded_by: id, recorded_at: new Date("2026-10-01") };
    const replaced = { replaced_at: new Date("2026-10-02"), replaced_by: id, replaced_because: "Vi talte forkert." };
    await sql`insert into indicator_value ${sql({ ...value, ...entered, ...replaced, number: 12, time_printed: "2025" })}`;
    // One that could be traced to a child: what it was is told to nobody.
    await sql`insert into indicator_value ${sql({ ...value, ...entered, ...replaced, number: 3 })}`;
    await sql`insert into indicator_value ${sql({ ...value, blank: "skjult", recorded_at: replaced.replaced_at })}`;
    return { own: own.id, other: other.id };
  }

  it("takes it all along, and leaves the texts without a trace of it when the account is deleted", async () => {
    const { id, viewer } = await person("Skrivende Skov", "skriver@aarhus.dk");
    const { own, other } = await write(id);
    expect(await ownData(sql, viewer, { mailFolder: folder })).toMatchObject({
      begyndteTekster: [{ titel: "Egen tekst", kommune: "Aarhus" }],
      skriverMedI: [{ titel: "Andens tekst" }],
      harSkrevetI: [{ titel: "Egen tekst", version: null }],
      gemteAendringer: [{ titel: "Egen tekst", antal: 2 }],
      sendtTilGodkendelse: [
        { titel: "Egen tekst", afDig: true, tilDig: true, svar: "returned", svaretAfDig: true, ord: "Skriv mere." },
      ],
      beholdteAdvarsler: [{ titel: "Egen tekst", grund: "Det er en forsker, der er citeret." }],
      billeder: [{ titel: "Egen tekst", kommune: "Aarhus", maaVisesTil: "2027-06-30" }],
      begyndteIndsatser: [{ titel: "Egen indsats", kommune: "Aarhus" }],
      begyndteOpfoelgninger: [
        { titel: "Egen opfølgning", kommune: "Aarhus", hvad: "en opfølgning" },
        { titel: "Egne pladser", kommune: "Aarhus", hvad: "hvordan pladser gives" },
      ],
      flyttedeMilepaele: [{ titel: "Eget skridt", grund: "Vi manglede lokaler." }],
      penge: expect.arrayContaining([
        expect.objectContaining({ linje: "Egen linje", aar: null, hvad: "begyndte en linje" }),
        expect.objectContaining({ linje: "Egen linje", aar: 2024, hvad: "tastede et beløb ind" }),
        expect.objectContaining({
          linje: "Egen linje",
          aar: 2024,
          hvad: "rettede et beløb",
          grund: "Vi talte forkert.",
        }),
      ]),
      begyndteIndikatorer: [{ titel: "Egen indikator", kommune: "Aarhus" }],
    });
    const { tal } = await ownData(sql, viewer, { mailFolder: folder });
    expect(
      tal.map(({ indikator, tid, hvad, tal: answer, grund }) => [indikator, tid, hvad, answer, grund]).sort(),
    ).toEqual([
      ["Egen indikator", "2025", "rettede et tal", "12", "Vi talte forkert."],
      ["Egen indikator", "2025", "tastede et tal ind", "12", null],
      ["Egen indikator", "2025-01-01", "rettede et tal", null, "Vi talte forkert."],
      ["Egen indikator", "2025-01-01", "tastede et tal ind", null, null],
    ]);
    await deleteIt(viewer);
    expect(await rowsWith(id)).toEqual({});
    const left = await sql`select id, begun_by as "begunBy" from case_story where id = any(${[own, other]}::uuid[])`;
    expect(left).toMatchObject([{ begunBy: null }, { begunBy: null }]);
    const updates = await sql`select person_id as "personId" from text_update`;
    expect(updates).toMatchObject([{ personId: null }, { personId: null }]);
    // What the municipality has decided, spent, asked for and measured stays, as it was.
    const kept = await sql<{ row: string; by: string | null }[]>`
      select title as row, begun_by as by from initiative where title = 'Egen indsats'
      union all select because, moved_by from milestone_move
      union all select label, entered_by from budget_row where label = 'Egen linje'
      union all select amount || ' kr. ' || replaced_because, coalesce(recorded_by, replaced_by) from budget_line
      union all select title, entered_by from indicator where title = 'Egen indikator'
      union all select number || ' ' || replaced_because, coalesce(recorded_by, replaced_by) from indicator_value where number is not null
      union all select title, entered_by from mandate where title = 'Egen opfølgning'`;
    expect(kept.map(({ row, by }) => [row, by]).sort()).toEqual(
      [
        ...["1 kr. Vi talte forkert.", "12 Vi talte forkert.", "3 Vi talte forkert.", "Egen indikator", "Egen indsats"],
        ...["Egen linje", "Egen opfølgning", "Vi manglede lokaler."],
      ].map((row) => [row, null]),
    );
    await sql`truncate case_story, initiative, budget_row, indicator, mandate, placement cascade`;
  });

  it("has nothing of what others have written or answered", async () => {
    const { id } = await person("Skrivende Skov", "skriver@aarhus.dk");
    await write(id);
    const { viewer } = await person("Anden", "anden@aarhus.dk");
    const data = await ownData(sql, viewer, { mailFolder: folder });
    expect(data).toMatchObject({
      begyndteTekster: [],
      skriverMedI: [],
      harSkrevetI: [],
      gemteAendringer: [],
      sendtTilGodkendelse: [],
      beholdteAdvarsler: [],
      billeder: [],
      begyndteIndsatser: [],
      begyndteOpfoelgninger: [],
      flyttedeMilepaele: [],
      penge: [],
      begyndteIndikatorer: [],
      tal: [],
    });
    await sql`truncate case_story, initiative, budget_row, indicator, mandate, placement cascade`;
  });
});

it("a job that has failed for good is cleared away in time, and one that may be tried again is not", async () => {
  for (const email of ["opgivet@aarhus.dk", "nyligt@aarhus.dk", "venter@aarhus.dk"])
    await leaveLetter(sql, { kind: "registration", email, name: "Ny", municipality: here });
  await sql`
    update graphile_worker._private_jobs set attempts = max_attempts where payload ->> 'email' <> 'venter@aarhus.dk'`;
  await sql`
    update graphile_worker._private_jobs set updated_at = now() - make_interval(days => ${daysFailedJobsAreKept + 1})
    where payload ->> 'email' <> 'nyligt@aarhus.dk'`;
  await clearAway(sql, { auditDays: 730, mailFolder: folder, files: createFolderStore(folder) })({}, "0");
  const left = await sql<{ email: string }[]>`select payload ->> 'email' as email from graphile_worker._private_jobs`;
  expect(left.map(({ email }) => email).sort()).toEqual(["nyligt@aarhus.dk", "venter@aarhus.dk"]);
});
