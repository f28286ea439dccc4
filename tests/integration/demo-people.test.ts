import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Accounts, createAccounts } from "#app/domain/accounts/accounts.server.ts";
import { askForReset } from "#app/domain/accounts/change-password.server.ts";
import { demoToken, signInDemo } from "#app/domain/accounts/demo-link.server.ts";
import { register } from "#app/domain/accounts/register.server.ts";
import { hashToken } from "#app/domain/accounts/secrets.server.ts";
import { issueToken } from "#app/domain/accounts/tokens.server.ts";
import { beginActing } from "#app/domain/acting/act.server.ts";
import { createContact } from "#app/domain/contacts/keep-contacts.server.ts";
import { askForDomain, decideDomain } from "#app/domain/mail-domains/keep-domains.server.ts";
import { hidePage } from "#app/domain/pages/hide-page.server.ts";
import { acceptInvitation, invite } from "#app/domain/people/invite.server.ts";
import { lookAtRole } from "#app/domain/people/look-at-leaving.server.ts";
import { approveRequest, grantRole, removePerson } from "#app/domain/people/roles.server.ts";
import { handleReport } from "#app/domain/problem-reports/handle-report.server.ts";
import { reportProblem } from "#app/domain/problem-reports/report-problem.server.ts";
import { createUnit } from "#app/domain/units/keep-units.server.ts";
import { anonymous, type Viewer, viewerOf } from "#app/domain/viewer.ts";
import { fileOfAudit, pageOfAudit } from "#app/http/audit-pages.ts";
import { readReportLists } from "#app/http/report-intents.ts";
import { recipientsOf } from "#app/mail/write-letter.ts";
import type { Sql } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { countContacts, listContacts } from "#db/queries/contacts/for-keepers.ts";
import { storeContact } from "#db/queries/contacts/store.ts";
import { removeDemoRows } from "#db/queries/demo.ts";
import { listInvitations, storeInvitation } from "#db/queries/invitations.ts";
import { findJoinRequest, listJoinRequests, storeJoinRequest } from "#db/queries/join-requests.ts";
import { findMunicipalityOfDomain, listDomains, listFurtherDomains, storeDomain } from "#db/queries/mail-domains.ts";
import { listGrants } from "#db/queries/people/grants.ts";
import {
  findPersonOf,
  listAllCoordinators,
  listAssociationPeople,
  listNamesOf,
  listPeopleOf,
} from "#db/queries/people/list.ts";
import { storeProblemReport } from "#db/queries/problem-reports.ts";
import { readSession } from "#db/queries/sessions.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { seedMailDomains, seedPlaces } from "#seeds/reference/seed-places.ts";
import { here } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson, type GivenRole, openSession, type TestPerson } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { startTestWorker } from "#tests/support/worker.ts";

const from = { network: "192.0.2.1", device: "Firefox på Linux", cookies: null };
const there = "0101";

let database: TestDatabase;
let sql: Sql;
let accounts: Accounts;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await seedMailDomains(sql);
  await buildCase(sql, { slug: "opdigtet", demo: true });
  accounts = createAccounts(sql, { secretKey: testSecretKey, https: false });
});
afterAll(() => database.drop());

type Someone = TestPerson & { viewer: Viewer };
async function someone(roles: readonly GivenRole[], { demo = false } = {}): Promise<Someone> {
  const person = await createPerson(sql, { roles, demo });
  const id = hashToken((await openSession(sql, person.id)).replace("session=", ""));
  const row = await readSession(sql, id);
  if (!row) throw new Error("no session");
  return { ...person, viewer: viewerOf({ ...row, sessionId: id }) };
}
const coordinator = (demo = false) => someone([{ role: "coordinator", municipality: here.code }], { demo });
const administrator = (demo = false) => someone([{ role: "association_admin" }], { demo });
const colleague = (demo = false) => someone([{ role: "contributor", municipality: here.code }], { demo });
const invited = (email: string) => ({ name: "Ny", email, role: "approver", unit: null, privateMail: false }) as const;
const unitOf = async (demo: boolean) =>
  (
    await sql<{ id: string }[]>`
      insert into unit (municipality_code, slug, name, kind, demo)
      values (${here.code}, ${crypto.randomUUID()}, 'Skolen', 'skole', ${demo}) returning id`
  )[0]?.id ?? "";
const topic = { topic: [{ kind: "municipality" as const }], case: [], privateMail: false };

describe("an invented person", () => {
  it("turns no real invitation into an invented one", async () => {
    const [real, invented] = [await coordinator(), await coordinator(true)];
    await invite(sql, accounts.letters, real.viewer, here.code, invited("inviteret@aarhus.dk"));
    const before = await sql`select * from invitation where email = 'inviteret@aarhus.dk'`;
    await expect(
      invite(sql, accounts.letters, invented.viewer, here.code, invited("inviteret@aarhus.dk")),
    ).rejects.toMatchObject({
      ...{ status: 400, field: "email" },
    });
    expect(await sql`select * from invitation where email = 'inviteret@aarhus.dk'`).toEqual(before);
    await invite(sql, accounts.letters, invented.viewer, here.code, invited("ny.kollega@demo.example"));
    await expect(
      invite(sql, accounts.letters, real.viewer, here.code, invited("ny.kollega@demo.example")),
    ).rejects.toMatchObject({
      ...{ status: 400, field: "email" },
    });
  });

  it("occupies no real address, and cannot tell one that is known from one that is not", async () => {
    const { viewer } = await administrator(true);
    const acting = await coordinator(true);
    const known = await colleague();
    const answerTo = (email: string) =>
      Promise.all([
        invite(sql, accounts.letters, viewer, null, { ...invited(email), role: "association_editor" }),
        invite(sql, accounts.letters, acting.viewer, here.code, invited(email)),
        createContact(sql, accounts.letters, acting.viewer, here.code, {
          name: "X",
          title: "Y",
          email,
          phone: null,
          ...topic,
        }),
      ]).catch((error) => error);
    const [one, two] = [await answerTo(known.email), await answerTo("ingen.kender@aarhus.dk")];
    expect(one).toMatchObject({ status: 400, field: "email" });
    expect(two).toEqual(one);
    expect(two.message).toContain("@demo.example");
    expect(await sql`select from contact_person`).toHaveLength(0);
  });

  it("admits nobody real by a mail domain, and takes none from a municipality", async () => {
    const [invented, inventedAdmin, real] = [await coordinator(true), await administrator(true), await coordinator()];
    const ask = (by: Viewer, domain: string) => askForDomain(sql, by, here.code, { domain, note: "Skolens." });
    await expect(ask(invented.viewer, "vestskolen.dk")).rejects.toMatchObject({ status: 400, field: "domain" });
    await expect(ask(real.viewer, "vestskolen.demo.example")).rejects.toMatchObject({ status: 400, field: "domain" });
    await ask(real.viewer, "vestskolen.dk");
    const domain = "vestskolen.demo.example";
    await ask(invented.viewer, domain);
    await decideDomain(sql, inventedAdmin.viewer, { domain, municipality: here.code }, true);
    expect(await findMunicipalityOfDomain(sql, domain, true)).toMatchObject({ code: here.code });
    const email = `nogen@${domain}`;
    await expect(register(sql, accounts, { name: "X", email }, "192.0.2.1")).rejects.toMatchObject({ field: "email" });
  });

  it("comes in by a link alone, which works once and leaves nothing to come in by again", async () => {
    for (const named of [here.code, "AARHUS", "Læsø", "læsø", "laesoe"])
      expect((await demoToken(sql, "coordinator", named)).name, named).toMatch(/koordinator i (Aarhus|Læsø)$/);
    await expect(demoToken(sql, "coordinator", "Andeby")).rejects.toThrow("laesoe");
    const { token } = await demoToken(sql, "coordinator", here.slug);
    await signInDemo(sql, accounts, token, from);
    await expect(signInDemo(sql, accounts, token, from)).rejects.toMatchObject({ status: 400 });
    const invented = await coordinator(true);
    await invite(sql, accounts.letters, invented.viewer, here.code, invited("opdigtet@demo.example"));
    const [row] = await sql<{ id: string }[]>`select id from invitation where email = 'opdigtet@demo.example'`;
    const raw = await issueToken(sql, { purpose: "invitation", invitationId: row?.id });
    const input = { name: "Olga Opdigtet", password: "fire blå skovsnegle danser" };
    expect(await acceptInvitation(sql, accounts, raw, input, from)).toHaveLength(2);
    expect(await sql`select demo, password_hash as password from person where email = 'opdigtet@demo.example'`).toEqual(
      [{ demo: true, password: null }],
    );
    await sql`delete from graphile_worker._private_jobs`;
    const real = await colleague();
    for (const email of ["opdigtet@demo.example", real.email]) await askForReset(sql, accounts, email, from);
    const worker = await startTestWorker({ databaseUrl: database.url });
    try {
      const waiting = () => sql`select from graphile_worker._private_jobs`;
      await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(0);
    } finally {
      await worker.stop();
    }
    const links = await sql`select person_id as person from one_time_token where purpose = 'password_reset'`;
    expect(links).toEqual([{ person: real.id }]);
  });

  it("takes nothing over from a real one, nor a real one from an invented one", async () => {
    const { viewer } = await coordinator();
    for (const demo of [true, false]) {
      const [leaving, heir] = [await colleague(demo), await colleague(!demo)];
      const remove = removePerson(sql, viewer, here.code, { person: leaving.id, successor: heir.id });
      await expect(remove).rejects.toMatchObject({ status: 400, field: "successor" });
    }
  });

  it("has roles in invented units alone, and a real one in real units", async () => {
    const { viewer } = await coordinator();
    for (const demo of [true, false]) {
      const [holder, unit] = [await colleague(demo), await unitOf(!demo)];
      const give = grantRole(sql, viewer, here.code, { person: holder.id, role: "approver", unit });
      await expect(give).rejects.toMatchObject({ status: 400, field: "unit" });
      await grantRole(sql, viewer, here.code, { person: holder.id, role: "approver", unit: await unitOf(demo) });
    }
  });

  it("enters units whose names no real one can have", async () => {
    const [real, invented] = [await coordinator(), await coordinator(true)];
    const unit = { name: "Østre Skole", kind: "skole", parent: null } as const;
    await createUnit(sql, invented.viewer, here.code, unit);
    await createUnit(sql, real.viewer, here.code, unit);
    const rows = await sql`select slug, name, demo from unit where name like 'Østre Skole%' order by demo`;
    expect(rows).toEqual([
      { slug: "oestre-skole", name: "Østre Skole", demo: false },
      { slug: "oestre-skole-opdigtet", name: "Østre Skole (opdigtet)", demo: true },
    ]);
    const named = { ...unit, name: "Vestre Skole (opdigtet)" };
    await expect(createUnit(sql, real.viewer, here.code, named)).rejects.toMatchObject({ status: 400, field: "name" });
  });

  it("who asks for access is answered by invented people, whatever real ones there are", async () => {
    const [asking, inventedAdmin] = [await someone([], { demo: true }), await administrator(true)];
    await someone([{ role: "coordinator", municipality: there }]);
    await storeJoinRequest(sql, asking.id, there);
    await approveRequest(sql, inventedAdmin.viewer, there, {
      person: asking.id,
      role: "reader",
      unit: null,
    });
    expect(await listGrants(sql, asking.id)).toMatchObject([{ role: "reader" }]);
  });
});

describe("what one side writes", () => {
  const anyRequest = new Request("http://localhost/");
  const sides = [false, true];

  it("stands in the log of that side alone, in the list and in the file", async () => {
    const reasonOf = (demo: boolean) => `Grunden, som ${demo ? "en opdigtet" : "en rigtig"} har skrevet`;
    for (const demo of sides) {
      const { viewer } = await administrator(demo);
      await beginActing(sql, viewer, { municipality: here.code, reason: reasonOf(demo), hours: 1 });
    }
    for (const demo of sides) {
      for (const [{ viewer }, municipality] of [
        [await coordinator(demo), here.code],
        [await administrator(demo), here.code],
        [await administrator(demo), null],
      ] as const) {
        const { rows } = await pageOfAudit({ sql, viewer }, anyRequest, municipality, "/");
        const file = await fileOfAudit({ sql, viewer }, municipality, "haendelser").text();
        expect(rows.map(({ reason }) => reason)).toContain(reasonOf(demo));
        expect(rows.map(({ reason }) => reason)).not.toContain(reasonOf(!demo));
        expect(rows.every((row) => row.demo === demo)).toBe(true);
        expect(file).toContain(reasonOf(demo));
        expect(file).not.toContain(reasonOf(!demo));
      }
    }
  });

  it("is told to the coordinators of that side when KL acts, and it is known whether there are any", async () => {
    const reason = "Koordinatoren er syg";
    for (const demo of sides) {
      const { viewer } = await administrator(demo);
      const begin = (municipality: string) => beginActing(sql, viewer, { municipality, reason, hours: 1 });
      const municipality = demo ? "0147" : "0151";
      await someone([{ role: "coordinator", municipality }], { demo: !demo });
      expect(await begin(municipality)).toBe(false);
      const told = await someone([{ role: "coordinator", municipality }], { demo });
      expect(await begin(municipality)).toBe(true);
      const to = await recipientsOf(sql, { kind: "acting-began", municipality, reason, demo });
      expect(to?.map(({ id }) => id)).toEqual([told.id]);
    }
  });

  it("about a page is read and dealt with by that side alone, whatever page it is about", async () => {
    const real = await buildCase(sql, { slug: "rigtig" });
    const paths = [`/eksempler/${real.slug}`, "/eksempler/opdigtet", "/om"];
    const senders = [
      { viewer: anonymous, replyTo: "Laerer@skole.example", demo: false },
      { viewer: (await colleague()).viewer, replyTo: null, demo: false },
      { viewer: (await colleague(true)).viewer, replyTo: "nogen@demo.example", demo: true },
    ];
    for (const { viewer, replyTo, demo } of senders)
      for (const path of paths)
        await reportProblem(sql, accounts.throttle, viewer, { path, replyTo, message: demo ? "Leg" : "Alvor" }, "::1");
    for (const demo of sides) {
      const seen = async ({ viewer }: Someone, municipality: string | null) => {
        const { reports } = await readReportLists(anyRequest, { sql, viewer }, municipality);
        return reports;
      };
      const [admin, keeper] = [await administrator(demo), await coordinator(demo)];
      const all = await seen(admin, null);
      expect(all.total).toBe(demo ? 3 : 6);
      expect(new Set(all.items.map(({ path }) => path))).toEqual(new Set(paths));
      expect(new Set(all.items.map(({ message }) => message))).toEqual(new Set([demo ? "Leg" : "Alvor"]));
      expect(new Set(all.items.map(({ replyTo }) => replyTo))).toEqual(
        new Set(demo ? ["nogen@demo.example"] : ["Laerer@skole.example", null]),
      );
      expect((await seen(keeper, here.code)).items.map(({ demo: mark }) => mark)).toEqual(
        Array(demo ? 2 : 4).fill(demo),
      );
      const [other] = await sql<{ id: string }[]>`
        select id from problem_report where demo <> ${demo} and municipality_code = ${here.code} and handled_at is null limit 1`;
      const [own] = await sql<{ id: string }[]>`
        select id from problem_report where demo = ${demo} and municipality_code = ${here.code} limit 1`;
      if (!own || !other) throw new Error("no reports");
      for (const { viewer } of [keeper, admin])
        await expect(handleReport(sql, viewer, other.id)).rejects.toMatchObject({ status: 404 });
      await handleReport(sql, keeper.viewer, own.id);
      const to = await recipientsOf(sql, { kind: "problem-report", report: own.id });
      expect(to?.map(({ id }) => id)).toContain(keeper.id);
      expect(to?.every((one) => one.demo === demo)).toBe(true);
    }
  });

  it("on desks is seen by that side alone: people, who asks for access, invitations, contact persons, mail domains", async () => {
    const place = "0461";
    const mine: Record<string, Record<string, string>> = {};
    for (const demo of sides) {
      const side = demo ? "opdigtet" : "rigtig";
      const email = (name: string) => `${name}@${demo ? "demo.example" : "odense.dk"}`;
      const runs = await createPerson(sql, { demo, roles: [{ role: "coordinator", municipality: place }] });
      const editor = await createPerson(sql, { demo, roles: [{ role: "association_editor" }] });
      const asking = await createPerson(sql, { demo });
      await storeJoinRequest(sql, asking.id, place);
      for (const municipality of [place, null]) {
        const role = municipality ? ("reader" as const) : ("association_editor" as const);
        const to = { email: email(`ny-${role}`), name: "Ny", role, municipality, unitId: null };
        await storeInvitation(sql, { ...to, invitedBy: runs.id, demo });
      }
      const entry = { name: `Kontakt ${side}`, title: "X", email: email("kontakt"), phone: null };
      await storeContact(sql, place, { ...entry, topics: [{ kind: "municipality" }] }, demo);
      const domain = `${side}-skole.${demo ? "demo.example" : "dk"}`;
      await storeDomain(sql, { domain, municipality: place, note: `Noten er ${side}`, demo });
      mine[side] = { runs: runs.name, editor: editor.name, asking: asking.name, contact: entry.name, domain };
    }
    const all = { page: 1, pageSize: 100 };
    for (const demo of sides) {
      const [own, other] = demo ? [mine.opdigtet, mine.rigtig] : [mine.rigtig, mine.opdigtet];
      if (!own || !other) throw new Error("nobody");
      const head = { words: "", limit: 100, demo };
      const lists = {
        people: (await listPeopleOf(sql, place, { words: "", role: null, demo }, all)).items,
        names: await listNamesOf(sql, place, { words: "", except: crypto.randomUUID(), limit: 100, demo }),
        coordinators: (await listAllCoordinators(sql, "odense", all, { demo })).items,
        association: await listAssociationPeople(sql, { demo }),
        requests: (await listJoinRequests(sql, place, head)).items,
        invitations: (await listInvitations(sql, place, head)).items,
        invitationsToKl: (await listInvitations(sql, null, head)).items,
        contacts: (await listContacts(sql, place, { words: "", demo }, all)).items,
        domains: await listDomains(sql, place, { demo }),
        further: (await listFurtherDomains(sql, { demo }, all)).items,
      };
      const marked = Object.entries(lists).flatMap(([list, rows]) =>
        (rows as { demo?: boolean; own?: boolean }[]).filter((row) => !row.own && row.demo === !demo).map(() => list),
      );
      expect(marked, "lists that show what the other side has").toEqual([]);
      const told = JSON.stringify(lists);
      for (const name of Object.values(own)) expect(told).toContain(`"${name}"`);
      for (const name of Object.values(other)) expect(told).not.toContain(`"${name}"`);
      for (const [list, rows] of Object.entries(lists)) expect(rows.length, list).toBeGreaterThan(0);
      expect(
        lists.domains.map(({ domain }) => domain),
        "what a municipality has of itself is public",
      ).toContain("odense.dk");
      expect(await countContacts(sql, place, { demo })).toBe(1);
    }
  });

  it("is opened by that side alone, on a page of its own", async () => {
    for (const demo of sides) {
      const [{ viewer }, one, asking] = [
        await coordinator(demo),
        await colleague(!demo),
        await someone([], { demo: !demo }),
      ];
      await storeJoinRequest(sql, asking.id, here.code);
      expect(await findPersonOf(sql, here.code, one.id, { demo })).toBeUndefined();
      expect(await findPersonOf(sql, here.code, one.id, { demo: !demo })).toBeDefined();
      expect(await findJoinRequest(sql, here.code, asking.id, { demo })).toBeUndefined();
      const [grant] = await listGrants(sql, one.id);
      expect(await lookAtRole(sql, viewer, here.code, grant?.id ?? "")).toBeNull();
    }
  });

  it("gives an address of that side to answer to", async () => {
    const invented = (await colleague(true)).viewer;
    const report = { path: "/om", message: "Hej" };
    for (const [viewer, replyTo] of [
      [invented, "min.egen@aarhus.dk"],
      [anonymous, "coordinator.aarhus@Demo.Example"],
    ] as const)
      await expect(reportProblem(sql, accounts.throttle, viewer, { ...report, replyTo }, "::1")).rejects.toMatchObject({
        status: 400,
        field: "replyTo",
      });
    expect(await sql`select from problem_report where message = 'Hej'`).toHaveLength(0);
  });

  it("about why a page is hidden is for that side, and real pages that are hidden are not for invented people", async () => {
    const slugs = { real: "skjult-rigtig", mine: "skjult-opdigtet", theirs: "skjult-af-rigtig" };
    for (const slug of Object.values(slugs)) await buildCase(sql, { slug, demo: slug !== slugs.real });
    const keepers = { real: await coordinator(), invented: await coordinator(true) };
    const hide = (by: Someone, slug: string, reason: string) =>
      hidePage(sql, by.viewer, { path: `/eksempler/${slug}`, reason });
    await hide(keepers.real, slugs.real, "Et barn kan genkendes");
    await hide(keepers.real, slugs.theirs, "Et andet barn kan genkendes");
    await hide(keepers.invented, slugs.mine, "Jeg prøver bare");
    const seen = async ({ viewer }: Someone) => {
      const { hidden } = await readReportLists(anyRequest, { sql, viewer }, here.code);
      expect(hidden.total).toBe(hidden.items.length);
      return Object.fromEntries(hidden.items.map(({ path, reason }) => [path.replace("/eksempler/", ""), reason]));
    };
    expect(await seen(keepers.real)).toEqual({
      [slugs.real]: "Et barn kan genkendes",
      [slugs.theirs]: "Et andet barn kan genkendes",
      [slugs.mine]: null,
    });
    expect(await seen(keepers.invented)).toEqual({ [slugs.theirs]: null, [slugs.mine]: "Jeg prøver bare" });
  });
});

it("is offered to hide the invented pages that are reported alone, and none that is hidden already", async () => {
  await buildCase(sql, { slug: "meldt-rigtig" });
  await buildCase(sql, { slug: "meldt-opdigtet", demo: true });
  const offered = async (by: Someone) => {
    const { reports } = await readReportLists(new Request("http://localhost/"), { sql, viewer: by.viewer }, null);
    const found = reports.items.filter(({ message }) => message === "Skjul den");
    return Object.fromEntries(found.map(({ path, hides, isHidden }) => [path, isHidden ? "hidden" : hides]));
  };
  const report = { message: "Skjul den", replyTo: null, municipality: null };
  const paths = ["/eksempler/meldt-rigtig", "/eksempler/meldt-opdigtet", "/om"] as const;
  const [real, invented] = [await administrator(), await administrator(true)];
  for (const demo of [true, false]) for (const path of paths) await storeProblemReport(sql, { ...report, path, demo });
  expect(await offered(real)).toEqual({ [paths[0]]: true, [paths[1]]: true, [paths[2]]: false });
  expect(await offered(invented)).toEqual({ [paths[0]]: false, [paths[1]]: true, [paths[2]]: false });
  await hidePage(sql, real.viewer, { path: paths[0], reason: "Et barn kan genkendes" });
  await hidePage(sql, invented.viewer, { path: paths[1], reason: "Et barn kan genkendes" });
  expect(await offered(real)).toEqual({ [paths[0]]: "hidden", [paths[1]]: "hidden", [paths[2]]: false });
});

describe("the database keeps invented rows apart", () => {
  const person = (email: string, demo: boolean) =>
    `insert into person (email, name, demo) values ('${email}', 'X', ${demo})`;
  const invitation = (email: string, demo: boolean, by = "null") =>
    `insert into invitation (email, name, role, municipality_code, invited_by, demo, expires_at)
     values ('${email}', 'X', 'reader', '${here.code}', ${by}, ${demo}, now() + interval '1 day')`;
  const anyone = (demo: boolean) => `(select id from person where demo = ${demo} limit 1)`;
  const unit = (demo: boolean) =>
    `(select id from unit where municipality_code = '${here.code}' and demo = ${demo} limit 1)`;
  it.each([
    ["an invented person under a real address", person("x@aarhus.dk", true), "person_demo_address"],
    // Such a one would be found by the name of a demo person, and be given the role.
    ["a real person as a demo person", person("coordinator.aarhus@demo.example", false), "person_demo_address"],
    [
      "an invented person with a password",
      "update person set password_hash = 'x' where demo",
      "person_demo_comes_by_link",
    ],
    [
      "an invented person with codes",
      "update person set totp_secret = 'x', totp_confirmed_at = now() where demo",
      "person_demo_comes_by_link",
    ],
    ["a real person that becomes invented", "update person set demo = true where not demo", "person_demo_address"],
    ["an invented invitation to a real address", invitation("x@aarhus.dk", true), "invitation_demo_address"],
    ["a real invitation to an invented address", invitation("x@demo.example", false), "invitation_demo_address"],
    [
      "a real invitation by an invented person",
      invitation("x@aarhus.dk", false, anyone(true)),
      "invitation_invited_by",
    ],
    [
      "an invented domain that may be real",
      `insert into mail_domain (domain, municipality_code, demo) values ('x.dk', '${here.code}', true)`,
      "mail_domain_demo",
    ],
    [
      "an invented contact at a real address",
      `insert into contact_person (municipality_code, name, title, email, demo) values ('${here.code}', 'X', 'Y', 'x@aarhus.dk', true)`,
      "contact_demo_address",
    ],
    [
      "an invented role of a real person",
      `insert into role_grant (person_id, role, municipality_code, demo) select ${anyone(false)}, 'reader', '0147', true`,
      "role_grant_person",
    ],
    [
      "a real role in an invented unit",
      `insert into role_grant (person_id, role, municipality_code, unit_id) select ${anyone(false)}, 'approver', '${here.code}', ${unit(true)}`,
      "role_grant_unit",
    ],
    [
      "an invented report that a real person is to be answered on",
      "insert into problem_report (path, message, reply_to, demo) values ('/', 'X', 'x@aarhus.dk', true)",
      "problem_report_demo_address",
    ],
    [
      "a real report that an invented person is to be answered on",
      "insert into problem_report (path, message, reply_to) values ('/', 'X', 'X@Demo.Example')",
      "problem_report_demo_address",
    ],
  ])("refuses %s", async (_, statement, constraint) => {
    for (const demo of [true, false]) {
      await coordinator(demo);
      await unitOf(demo);
    }
    await expect(sql.unsafe(statement)).rejects.toMatchObject({ constraint_name: constraint });
  });
});

it("all that is invented goes at once, and nothing of real people", async () => {
  const own = await createTestDatabase();
  try {
    const tx = own.sql;
    await seedPlaces(tx);
    const keep = { municipality: here.code, role: "approver" } as const;
    for (const demo of [true, false]) {
      const slug = demo ? "opdigtet" : "rigtig";
      const [unit] = await tx<{ id: string }[]>`
        insert into unit (municipality_code, slug, name, kind, demo) values (${here.code}, ${slug}, 'X', 'skole', ${demo}) returning id`;
      const { id, email } = await createPerson(tx, { demo, roles: [{ ...keep, unitId: unit?.id }] });
      await openSession(tx, id);
      const at = demo ? "demo.example" : "aarhus.dk";
      await tx`
        insert into invitation (email, name, role, municipality_code, unit_id, invited_by, demo, expires_at)
        values (${`ny@${at}`}, 'X', 'approver', ${here.code}, ${unit?.id ?? null}, ${id}, ${demo}, now() + interval '1 day')`;
      await tx`
        insert into invitation (email, name, role, demo, expires_at)
        values (${`kl@${at}`}, 'X', 'association_editor', ${demo}, now() + interval '1 day')`;
      await tx`insert into mail_domain (domain, municipality_code, demo) values (${`x.${at}`}, ${here.code}, ${demo})`;
      await tx`
        insert into contact_person (municipality_code, name, title, email, demo) values (${here.code}, 'X', 'Y', ${email}, ${demo})`;
      await storeProblemReport(tx, { path: "/om", message: "X", replyTo: null, municipality: here.code, demo });
      await recordAudit(tx, null, { action: "page.hidden", municipality: here.code }, demo);
    }
    await removeDemoRows(tx);
    for (const table of [
      "unit",
      "person",
      "role_grant",
      "invitation",
      "mail_domain",
      "contact_person",
      "problem_report",
      "audit_log",
    ])
      expect(await tx`select distinct demo from ${tx(table)}`, table).toEqual([{ demo: false }]);
    expect(await tx`select from session`).toHaveLength(1);
  } finally {
    await own.drop();
  }
});
