import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAccounts } from "#app/domain/accounts/accounts.server.ts";
import { confirmNewAddress } from "#app/domain/accounts/address.server.ts";
import { deleteAccount } from "#app/domain/accounts/leave.server.ts";
import { ownData } from "#app/domain/accounts/own-data.server.ts";
import { issueToken } from "#app/domain/accounts/tokens.server.ts";
import { handOverContacts } from "#app/domain/contacts/keep-contacts.server.ts";
import { type Viewer, viewerOf } from "#app/domain/viewer.ts";
import { clearAway } from "#app/jobs/clear-away.ts";
import { leaveLetter } from "#app/mail/letters.ts";
import { createPost, listKeptMails, type Post } from "#app/mail/post.ts";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { storeContact } from "#db/queries/contacts/store.ts";
import { storeInvitation } from "#db/queries/invitations.ts";
import { daysFailedJobsAreKept } from "#db/queries/outbox.ts";
import { storeProblemReport } from "#db/queries/problem-reports.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
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
  const topic = { methodId: null, caseId: null, commitment: null };
  await storeContact(sql, here, { name, title: "Konsulent", email, phone, ...topic }, false);
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

it("a job that has failed for good is cleared away in time, and one that may be tried again is not", async () => {
  for (const email of ["opgivet@aarhus.dk", "nyligt@aarhus.dk", "venter@aarhus.dk"])
    await leaveLetter(sql, { kind: "registration", email, name: "Ny", municipality: here });
  await sql`
    update graphile_worker._private_jobs set attempts = max_attempts where payload ->> 'email' <> 'venter@aarhus.dk'`;
  await sql`
    update graphile_worker._private_jobs set updated_at = now() - make_interval(days => ${daysFailedJobsAreKept + 1})
    where payload ->> 'email' <> 'nyligt@aarhus.dk'`;
  await clearAway(sql, { auditDays: 730, mailFolder: folder })({}, "0");
  const left = await sql<{ email: string }[]>`select payload ->> 'email' as email from graphile_worker._private_jobs`;
  expect(left.map(({ email }) => email).sort()).toEqual(["nyligt@aarhus.dk", "venter@aarhus.dk"]);
});
