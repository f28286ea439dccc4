import { statSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { hashToken } from "#app/domain/accounts/secrets.server.ts";
import { type Letter, leaveLetter } from "#app/mail/letters.ts";
import { deleteMailsOf, listKeptMails } from "#app/mail/post.ts";
import type { Sql } from "#db/client.ts";
import { type ContactFields, storeContact, updateContact } from "#db/queries/contacts/store.ts";
import { storeInvitation } from "#db/queries/invitations.ts";
import { leaveJob } from "#db/queries/outbox.ts";
import { storeProblemReport } from "#db/queries/problem-reports.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { mailsTo } from "#tests/support/mails.ts";
import { createPerson, type TestPerson } from "#tests/support/people.ts";
import { startSmtp, type TestSmtp } from "#tests/support/smtp.ts";
import { startTestWorker } from "#tests/support/worker.ts";

const publicUrl = "https://mereforflere.example";
const here = "0751";

let database: TestDatabase;
let sql: Sql;
let smtp: TestSmtp;
let folder: string;
let worker: { stop(): Promise<void> };
let person: TestPerson;
let coordinator: TestPerson;
let admin: TestPerson;
let demoPerson: TestPerson;

beforeAll(async () => {
  smtp = await startSmtp();
});
afterAll(() => smtp.stop());
beforeEach(async () => {
  smtp.taken.length = 0;
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  folder = path.join(process.env.TEST_FOLDER ?? "", `mails-${database.url.split("/").at(-1)}`);
  const mail = { smtpUrl: smtp.url, from: "ingen-svar@mereforflere.example", folder, publicUrl };
  worker = await startTestWorker({ databaseUrl: database.url, mail });
  person = await createPerson(sql, { name: "Mette Møller", roles: [{ role: "contributor", municipality: here }] });
  coordinator = await createPerson(sql, { name: "Karen Holm", roles: [{ role: "coordinator", municipality: here }] });
  admin = await createPerson(sql, { name: "Anders And", roles: [{ role: "association_admin" }] });
  demoPerson = await createPerson(sql, {
    name: "Karla (opdigtet)",
    demo: true,
    roles: [{ role: "coordinator", municipality: here }],
  });
});
afterEach(async () => {
  smtp.release();
  await worker.stop();
  await database.drop();
});

const idle = () =>
  expect
    .poll(
      () =>
        sql`select from graphile_worker.jobs where task_identifier = any(array['letter', 'letter-to', 'password-reset'])`,
      { timeout: 15_000 },
    )
    .toHaveLength(0);

/** Leaves a letter and waits until all that comes of it is done. */
async function post(wanted: Letter): Promise<TestSmtp["taken"]> {
  await leaveLetter(sql, wanted);
  await idle();
  return smtp.taken;
}
const linkOf = (text = "") => /https:\/\/\S+/.exec(text)?.[0] ?? "";

describe("a letter", () => {
  const toPerson = (): [Letter, TestPerson, RegExp][] => [
    [{ kind: "already-registered", person: person.id }, person, /\/log-ind$/],
    [{ kind: "password-reset", person: person.id }, person, /\/ny-adgangskode\?kode=[\w-]{43}$/],
    [{ kind: "security", person: person.id, what: "totp-on" }, person, /\/min-side\/sikkerhed$/],
    [{ kind: "request-approved", person: person.id, municipality: here }, person, /\/log-ind$/],
    [{ kind: "request-refused", person: person.id, municipality: here }, person, /example$/],
    [{ kind: "roles-changed", person: person.id, municipality: here }, person, /\/min-side$/],
    [{ kind: "removed", person: person.id, municipality: here }, person, /\/min-side$/],
    [{ kind: "request-waiting", person: person.id, municipality: here }, coordinator, /\/kommuner\/aarhus\/personer$/],
    [{ kind: "domain-asked", domain: "x.dk", municipality: here, demo: false }, admin, /\/kl\/maildomaener$/],
    [
      { kind: "domain-decided", domain: "x.dk", municipality: here, approved: true, demo: false },
      coordinator,
      /\/kommuner\/aarhus\/maildomaener$/,
    ],
    [{ kind: "last-coordinator-left", municipality: here, demo: false }, admin, /\/kommuner\/aarhus\/personer$/],
    [
      { kind: "acting-began", municipality: here, reason: "Karen er syg i dag", demo: false },
      coordinator,
      /\/kommuner\/aarhus\/haendelser$/,
    ],
  ];

  it("of every kind arrives as text and as HTML, in Danish, with its link, at the right person and nobody else", async () => {
    for (const [wanted, to, link] of toPerson()) {
      smtp.taken.length = 0;
      const taken = await post(wanted);
      expect(
        taken.map((one) => one.to),
        wanted.kind,
      ).toEqual([[to.email]]);
      const [{ mail } = { mail: undefined }] = taken;
      expect(mail?.from, wanted.kind).toEqual({ name: "Mere for Flere", address: "ingen-svar@mereforflere.example" });
      expect(mail?.text, wanted.kind).toContain(`Hej ${to.name}`);
      expect(linkOf(mail?.text), wanted.kind).toMatch(link);
      expect(mail?.html, wanted.kind).toContain('lang="da"');
      expect(mail?.html?.replaceAll("&#38;", "&"), wanted.kind).toContain(linkOf(mail?.text));
      expect(mail?.headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-generated");
    }
  });

  it("to an address arrives there: registration, invitation, a new address, a contact person", async () => {
    const invitation = await storeInvitation(sql, {
      ...{ email: "ny@aarhus.dk", name: "Ny Kollega", role: "contributor", municipality: here, unitId: null },
      ...{ invitedBy: coordinator.id, demo: false },
    });
    const contact = await storeContact(
      sql,
      here,
      {
        ...{ name: "Kontakt Person", title: "Leder", email: "kontakt@aarhus.dk", phone: null },
        topics: [{ kind: "municipality" }],
      },
      false,
    );
    const letters: [Letter, string, RegExp][] = [
      [
        { kind: "registration", email: "selv@aarhus.dk", name: "Selv", municipality: here },
        "selv@aarhus.dk",
        /\/opret-konto\/bekraeft\?kode=[\w-]{43}$/,
      ],
      [{ kind: "invitation", invitation }, "ny@aarhus.dk", /\/invitation\?kode=[\w-]{43}$/],
      [
        { kind: "new-address", person: person.id, email: "nyt@aarhus.dk" },
        "nyt@aarhus.dk",
        /\/bekraeft-adresse\?kode=/,
      ],
      [
        { kind: "address-asked", person: person.id, email: "nuvaerende@aarhus.dk" },
        "nuvaerende@aarhus.dk",
        /\/min-side\/sikkerhed$/,
      ],
      [{ kind: "contact-consent", contact }, "kontakt@aarhus.dk", /\/kontaktperson\?kode=[\w-]{43}$/],
    ];
    for (const [wanted, to, link] of letters) {
      smtp.taken.length = 0;
      const [one, ...more] = await post(wanted);
      expect([one?.to, more], wanted.kind).toEqual([[to], []]);
      expect(linkOf(one?.mail.text), wanted.kind).toMatch(link);
    }
  });

  it("to a contact person is one, and names all that the person is to be asked about and all may read", async () => {
    await buildMethod(sql, { slug: "nest", title: "Nest" });
    const { id: caseId } = await buildCase(sql, { municipalityCode: here, title: "Da Nora kom", state: "hidden" });
    const [method = { id: "" }] = await sql<{ id: string }[]>`select id from method where slug = 'nest'`;
    const contact = await storeContact(
      sql,
      here,
      {
        ...{ name: "Kontakt Person", title: "Leder", email: "flere@aarhus.dk", phone: null },
        topics: [{ kind: "municipality" }, { kind: "method", id: method.id }, { kind: "case", id: caseId }],
      },
      false,
    );
    const taken = await post({ kind: "contact-consent", contact });
    expect(taken.map(({ mail }) => mail.text)).toEqual([
      expect.stringContaining(
        "De kan spørge dig om:\n\n• kommunens arbejde i det hele\n• Nest\n• Et eksempel, som ikke kan læses af alle\n\nDu bestemmer selv.",
      ),
    ]);
    expect(taken[0]?.mail.html).toMatch(
      /<ul[^>]*><li>kommunens arbejde i det hele<\/li><li>Nest<\/li><li>Et eksempel, som ikke kan læses af alle<\/li><\/ul>/,
    );
  });

  it("repeats no name that whoever reads it has not chosen", async () => {
    const words = "Vind en gave, ring 70 20 30 40";
    const unit = await sql<{ id: string }[]>`
      insert into unit (municipality_code, slug, name, kind) values (${here}, 'gave', ${words}, 'skole') returning id`;
    const invitation = await storeInvitation(sql, {
      ...{ email: "en@aarhus.dk", name: words, role: "contributor", municipality: here, unitId: unit[0]?.id ?? "" },
      ...{ invitedBy: coordinator.id, demo: false },
    });
    const entry = { name: words, title: words, email: "to@aarhus.dk", phone: null };
    const topics = [{ kind: "municipality" }] as const;
    const contact = await storeContact(sql, here, { ...entry, topics }, false);
    await sql`update person set name = ${words} where id = ${person.id}`;
    const report = { message: "Se her", replyTo: null, municipality: here, demo: false };
    const letters: Letter[] = [
      { kind: "registration", email: "tre@aarhus.dk", name: words, municipality: here },
      { kind: "invitation", invitation },
      { kind: "contact-consent", contact },
      { kind: "new-address", person: person.id, email: "fire@aarhus.dk" },
      { kind: "request-waiting", person: person.id, municipality: here },
      {
        kind: "problem-report",
        report: await storeProblemReport(sql, { ...report, path: "/Vind-en-gave,-ring-70-20-30-40" }),
      },
    ];
    for (const wanted of letters) {
      smtp.taken.length = 0;
      const taken = await post(wanted);
      expect(taken.length, wanted.kind).toBeGreaterThan(0);
      for (const { mail } of taken) expect(JSON.stringify(mail), wanted.kind).not.toMatch(/Vind.en|70.20.30/);
    }
  });

  it("that invites says on whose behalf: KL's own, or the municipality's", async () => {
    const invited = { name: "Ny Kollega", role: "coordinator", municipality: here, unitId: null, demo: false } as const;
    const admin = await createPerson(sql, { roles: [{ role: "association_admin" }] });
    for (const [invitedBy, host] of [
      [admin.id, "KL"],
      [coordinator.id, "Aarhus Kommune"],
    ] as const) {
      smtp.taken.length = 0;
      const email = `${host === "KL" ? "fra-kl" : "fra-kommunen"}@aarhus.dk`;
      const [{ mail } = { mail: undefined }] = await post({
        kind: "invitation",
        invitation: await storeInvitation(sql, { ...invited, email, invitedBy }),
      });
      expect(mail?.subject).toBe(`Du er inviteret til Mere for Flere af ${host}`);
      expect(mail?.text).toContain(`inviterer dig på vegne af ${host} til Mere for Flere`);
    }
  });

  it("that the server will never take is over, and shown where it was sent from, without the address", async () => {
    const invitation = await storeInvitation(sql, {
      ...{ email: "ukendt@aarhus.dk", name: "Ny Kollega", role: "contributor", municipality: here, unitId: null },
      ...{ invitedBy: coordinator.id, demo: false },
    });
    const entry = { name: "Kontakt Person", title: "Leder", email: "ukendt@aarhus.dk", phone: null };
    const topics = [{ kind: "municipality" }] as const;
    const contact = await storeContact(sql, here, { ...entry, topics }, false);
    smtp.forget("ukendt@aarhus.dk");
    const said: string[] = [];
    vi.spyOn(console, "error").mockImplementation((...words) => void said.push(words.join(" ")));
    await post({ kind: "invitation", invitation });
    await post({ kind: "contact-consent", contact });
    smtp.refuse(1, 554);
    await post({ kind: "password-reset", person: person.id });
    vi.restoreAllMocks();
    expect(smtp.taken).toEqual([]);
    expect(await sql`select from one_time_token`).toHaveLength(0);
    const rows = await sql<{ why: string }[]>`
      select undeliverable as why from invitation union all select undeliverable from contact_person`;
    for (const { why } of rows) expect(why).toMatch(/550 <\[adressen\]> is unknown/);
    expect(rows).toHaveLength(2);
    expect(said).toHaveLength(3);
    expect(said.join()).not.toContain("ukendt@aarhus.dk");
  });

  it("about a report goes to the coordinators and to KL, and does not repeat what may name a child", async () => {
    const report = await storeProblemReport(sql, {
      ...{ path: "/eksempler/x", message: "Barnet hedder Sofus", replyTo: null, municipality: here, demo: false },
    });
    const taken = await post({ kind: "problem-report", report });
    expect(taken.flatMap(({ to }) => to).sort()).toEqual([admin.email, coordinator.email].sort());
    for (const { mail } of taken) expect(`${mail.subject} ${mail.text} ${mail.html}`).not.toContain("Sofus");
    const links = taken.map(({ to, mail }) => [to[0], /https:\S+meldinger/.exec(mail.text ?? "")?.[0]]);
    expect(Object.fromEntries(links)).toEqual({
      [admin.email]: `${publicUrl}/kl/meldinger`,
      [coordinator.email]: `${publicUrl}/kommuner/aarhus/meldinger`,
    });
  });

  it("for a municipality without a coordinator goes to KL", async () => {
    await sql`delete from person where id = ${coordinator.id}`;
    const taken = await post({ kind: "request-waiting", person: person.id, municipality: here });
    expect(taken.flatMap(({ to }) => to)).toEqual([admin.email]);
  });

  it("that the server turns away is tried again and arrives once, and no link stands open meanwhile", async () => {
    smtp.refuse(1);
    await leaveLetter(sql, { kind: "password-reset", person: person.id });
    const attempts = () =>
      sql<
        { attempts: number }[]
      >`select attempts from graphile_worker.jobs where attempts > 0 and task_identifier like 'letter%'`;
    await expect.poll(attempts, { timeout: 10_000 }).toHaveLength(1);
    expect(await sql`select from one_time_token`).toHaveLength(0);
    expect(smtp.taken).toEqual([]);
    await sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where task_identifier like 'letter%'), run_at => now())`;
    await idle();
    expect(smtp.taken).toHaveLength(1);
    expect(await sql`select from one_time_token`).toHaveLength(1);
  });

  it("holds no transaction open while the mail server takes its time, and its link opens when it has been handed over", async () => {
    smtp.hold();
    await leaveLetter(sql, { kind: "password-reset", person: person.id });
    await expect.poll(() => smtp.held, { timeout: 10_000 }).toBe(1);
    const open = () =>
      sql`select from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`;
    await expect.poll(open).toHaveLength(0);
    expect(await sql`select from one_time_token`).toHaveLength(0);
    smtp.release();
    await idle();
    const [token] = await sql<{ hash: string }[]>`select hash from one_time_token`;
    expect(token?.hash).toBe(hashToken(linkOf(smtp.taken[0]?.mail.text).split("kode=")[1] ?? ""));
  });

  it("to a contact person whose address is changed while it is on its way opens nothing", async () => {
    const fields: ContactFields = {
      ...{ name: "Kontakt Person", title: "Leder", email: "forkert@aarhus.dk", phone: null },
      topics: [{ kind: "municipality" }],
    };
    const contact = await storeContact(sql, here, fields, false);
    smtp.hold();
    await leaveLetter(sql, { kind: "contact-consent", contact });
    await expect.poll(() => smtp.held, { timeout: 10_000 }).toBe(1);
    expect(await updateContact(sql, contact, 1, { ...fields, email: "rigtig@aarhus.dk" }, { asksAnew: true })).toBe(
      true,
    );
    smtp.release();
    await idle();
    expect(await sql`select consent_hash as hash from contact_person`).toEqual([{ hash: null }]);
  });

  it("about what has gone is not written", async () => {
    const gone = "00000000-0000-4000-8000-000000000000";
    await leaveLetter(sql, { kind: "password-reset", person: gone });
    await leaveLetter(sql, { kind: "invitation", invitation: gone });
    await leaveLetter(sql, { kind: "problem-report", report: gone });
    await leaveLetter(sql, { kind: "contact-consent", contact: gone });
    await idle();
    expect(smtp.taken).toEqual([]);
  });

  it("for a forgotten password is written to those who have an account, and to no others", async () => {
    await leaveJob(sql, "password-reset", { email: person.email });
    await leaveJob(sql, "password-reset", { email: "ingen@aarhus.dk" });
    await leaveJob(sql, "password-reset", { email: demoPerson.email });
    await idle();
    expect(smtp.taken.flatMap(({ to }) => to)).toEqual([person.email]);
  });

  it("with lines and signs in a name keeps them out of its head and its code", async () => {
    const name = 'Per "<b>" & Bcc: alle';
    await sql`update person set name = ${name} where id = ${person.id}`;
    const [one] = await post({ kind: "security", person: person.id, what: "totp-off" });
    expect(one?.to).toEqual([person.email]);
    expect(one?.mail.to).toEqual([{ name, address: person.email }]);
    expect(one?.mail.bcc).toBeUndefined();
    expect(one?.mail.html).toContain("&#60;b&#62;&#34; &#38; Bcc");
  });
});

describe("mail to invented people", () => {
  it("never leaves the site, and lies where only its owner can read it", async () => {
    await post({ kind: "security", person: demoPerson.id, what: "totp-on" });
    await post({ kind: "acting-began", municipality: here, reason: "Vi prøver det af", demo: true });
    expect(smtp.taken).toEqual([]);
    expect(await mailsTo(folder, demoPerson.email)).toHaveLength(2);
    const kept = await listKeptMails(folder);
    expect(kept.map(({ demo }) => demo)).toEqual([true, true]);
    expect(kept.map(({ name }) => statSync(path.join(folder, name)).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(kept.map(({ name }) => name).join()).not.toContain("person");
    const always = { since: null, until: null };
    const addresses = [{ email: demoPerson.email.toUpperCase(), ...always }];
    expect(await deleteMailsOf(folder, { id: demoPerson.id, addresses })).toBe(2);
    expect(await listKeptMails(folder)).toEqual([]);
  });
});

describe("a mail server that is not there", () => {
  it("costs nothing but time, and its password is not told", async () => {
    await worker.stop();
    const said: string[] = [];
    for (const level of ["log", "error", "warn", "info"] as const)
      vi.spyOn(console, level).mockImplementation((...words) => void said.push(words.join(" ")));
    const mail = { smtpUrl: "smtp://site:hemmeligt@127.0.0.1:1", from: "x@example.org", folder, publicUrl };
    worker = await startTestWorker({ databaseUrl: database.url, mail });
    await leaveLetter(sql, { kind: "password-reset", person: person.id });
    const failed = () => sql`select from graphile_worker.jobs where attempts > 0 and last_error is not null`;
    await expect.poll(failed, { timeout: 10_000 }).toHaveLength(1);
    const [job] = await sql<
      { error: string }[]
    >`select last_error as error from graphile_worker.jobs where last_error is not null`;
    expect(`${said.join("\n")} ${job?.error}`).not.toContain("hemmeligt");
    vi.restoreAllMocks();
  });
});
