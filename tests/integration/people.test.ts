import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAccounts } from "#app/domain/accounts/accounts.server.ts";
import { deleteAccount } from "#app/domain/accounts/leave.server.ts";
import { hashToken } from "#app/domain/accounts/secrets.server.ts";
import { issueToken } from "#app/domain/accounts/tokens.server.ts";
import { auditSentence } from "#app/domain/audit/vocabulary.ts";
import { acceptInvitation, invite } from "#app/domain/people/invite.server.ts";
import { inviteMany } from "#app/domain/people/invite-many.server.ts";
import {
  approveRequest,
  grantRole,
  refuseRequest,
  removePerson,
  resetTotp,
  revokeRole,
} from "#app/domain/people/roles.server.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import { viewerOf } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { listAudit } from "#db/queries/audit.ts";
import { storeContact } from "#db/queries/contacts/store.ts";
import { storeJoinRequest } from "#db/queries/join-requests.ts";
import { listGrants } from "#db/queries/people/grants.ts";
import { listAllCoordinators, listAssociationPeople, listPeopleOf } from "#db/queries/people/list.ts";
import { readSession } from "#db/queries/sessions.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson, type GivenRole, openSession, type TestPerson } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";

const here = "0751";
const elsewhere = "0101";

const password = "fire blå skovsnegle danser";

let database: TestDatabase;
let sql: Sql;
let accounts: ReturnType<typeof createAccounts>;
beforeEach(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  accounts = createAccounts(sql, { secretKey: testSecretKey, https: false });
  await seedPlaces(sql);
});
afterEach(() => database.drop());

/** A person with roles, and the viewer of a session of the person's. */
async function person(
  roles: readonly GivenRole[],
  options: { demo?: boolean; name?: string } = {},
): Promise<TestPerson & { viewer: Viewer }> {
  const made = await createPerson(sql, { roles, ...options });
  const cookie = await openSession(sql, made.id);
  const id = hashToken(cookie.replace("session=", ""));
  const row = await readSession(sql, id);
  if (!row) throw new Error("no session");
  return { ...made, viewer: viewerOf({ ...row, sessionId: id }) };
}
const coordinator = (municipality = here) => person([{ role: "coordinator", municipality }]);
const rolesOf = async (id: string) => (await listGrants(sql, id)).map(({ role }) => role);
const sessions = async (id: string) => (await sql`select from session where person_id = ${id}`).length;
const letters = async () =>
  (
    await sql<{ payload: { kind: string } }[]>`
      select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'letter' order by j.id`
  ).map(({ payload }) => payload.kind);
const deeds = async () =>
  (await sql<{ action: string }[]>`select action from audit_log order by id`).map(({ action }) => action);
const grantOf = async (id: string, role: string) =>
  (await sql<{ id: string }[]>`select id from role_grant where person_id = ${id} and role = ${role}`)[0]?.id ?? "";

describe("roles", () => {
  it("are given and taken by the coordinator, which ends the person's sessions, is written down and told", async () => {
    const { viewer } = await coordinator();
    const colleague = await person([{ role: "reader", municipality: here }]);
    await grantRole(sql, viewer, here, { person: colleague.id, role: "approver", unit: null });
    expect(await rolesOf(colleague.id)).toEqual(["reader", "approver"]);
    expect(await sessions(colleague.id)).toBe(0);
    await revokeRole(sql, viewer, here, await grantOf(colleague.id, "reader"));
    expect(await rolesOf(colleague.id)).toEqual(["approver"]);
    expect(await deeds()).toEqual(["role.granted", "role.revoked"]);
    expect(await letters()).toEqual(["roles-changed", "roles-changed"]);
  });

  it("cannot be given by others, to people elsewhere, twice, nor KL's by a municipality", async () => {
    const { viewer } = await coordinator();
    const colleague = await person([{ role: "reader", municipality: here }]);
    const stranger = await person([{ role: "reader", municipality: elsewhere }]);
    const give = (by: Viewer, who: string, role: "approver" | "reader" | "association_admin") =>
      grantRole(sql, by, here, { person: who, role, unit: null });
    const contributor = await person([{ role: "contributor", municipality: here }]);
    const other = await coordinator(elsewhere);
    await expect(give(contributor.viewer, colleague.id, "approver")).rejects.toMatchObject({ status: 403 });
    await expect(give(other.viewer, colleague.id, "approver")).rejects.toMatchObject({ status: 403 });
    await expect(give(viewer, colleague.id, "association_admin")).rejects.toMatchObject({ status: 403 });
    await expect(give(viewer, stranger.id, "approver")).rejects.toMatchObject({ status: 404 });
    await expect(give(viewer, colleague.id, "reader")).rejects.toMatchObject({ status: 409 });
    expect(await deeds()).toEqual([]);
    expect(await letters()).toEqual([]);
  });

  it("are limited to a unit of the municipality, where the role can be", async () => {
    const { viewer } = await coordinator();
    const colleague = await person([{ role: "reader", municipality: here }]);
    const unit = async (municipality: string) =>
      (
        await sql<{ id: string }[]>`
          insert into unit (municipality_code, slug, name, kind) values (${municipality}, 'skolen', 'Skolen', 'skole') returning id`
      )[0]?.id ?? "";
    const [own, foreign] = [await unit(here), await unit(elsewhere)];
    const give = (role: "approver" | "coordinator", id: string) =>
      grantRole(sql, viewer, here, { person: colleague.id, role, unit: id });
    await expect(give("coordinator", own)).rejects.toMatchObject({ status: 400, field: "unit" });
    await expect(give("approver", foreign)).rejects.toMatchObject({ status: 400, field: "unit" });
    await give("approver", own);
    expect((await listGrants(sql, colleague.id)).map(({ unit: name }) => name)).toEqual([null, "Skolen"]);
  });
});

describe("the last coordinator", () => {
  it("cannot be removed by others, not even by KL that acts for the municipality", async () => {
    const last = await coordinator();
    const admin = await person([{ role: "association_admin" }]);
    const acting = viewerOf({
      ...{ id: admin.id, name: "", email: "", demo: false, introduced: true, sessionId: "", secondFactor: true },
      grants: [{ role: "association_admin", municipality: null, unitId: null }],
      acting: { municipality: { code: here, slug: "aarhus", name: "Aarhus" }, reason: "", endsAt: new Date() },
    });
    const grant = await grantOf(last.id, "coordinator");
    await expect(revokeRole(sql, acting, here, grant)).rejects.toMatchObject({ status: 409 });
    const remove = removePerson(sql, acting, here, { person: last.id, successor: null });
    await expect(remove).rejects.toMatchObject({ status: 409 });
    expect(await rolesOf(last.id)).toEqual(["coordinator"]);
  });

  it("leaves knowingly or not at all, and KL takes over", async () => {
    const last = await coordinator();
    const grant = await grantOf(last.id, "coordinator");
    const unknowing = { status: 409, message: expect.stringContaining("Du er kommunens sidste koordinator.") };
    await expect(revokeRole(sql, last.viewer, here, grant)).rejects.toMatchObject(unknowing);
    const removal = { person: last.id, successor: null };
    await expect(removePerson(sql, last.viewer, here, removal)).rejects.toMatchObject(unknowing);
    await sql`update person set password_hash = ${await accounts.passwords.hash(password)} where id = ${last.id}`;
    const network = { mailFolder: "/findes-ikke" };
    const deletion = deleteAccount(sql, accounts, last.viewer, { current: password }, network);
    await expect(deletion).rejects.toMatchObject(unknowing);
    expect([await rolesOf(last.id), await letters()]).toEqual([["coordinator"], []]);
    await revokeRole(sql, last.viewer, here, grant, { last: true });
    expect(await rolesOf(last.id)).toEqual([]);
    expect(await letters()).toEqual(["last-coordinator-left", "roles-changed"]);
  });

  it("is never taken by two who remove each other at once, in whichever way, and neither meets a fault", async () => {
    type Leaver = Awaited<ReturnType<typeof coordinator>>;
    const remove = (by: Leaver, who: Leaver) =>
      removePerson(sql, by.viewer, here, { person: who.id, successor: null, last: true });
    const revoke = (by: Leaver, _who: Leaver, grant: string) => revokeRole(sql, by.viewer, here, grant);
    const leave = ({ viewer }: Leaver) =>
      deleteAccount(sql, accounts, viewer, { current: "" }, { mailFolder: "/findes-ikke" });
    const ways = [
      ...[remove, revoke].flatMap((a) => [remove, revoke].map((b) => ({ a, b }))),
      { a: remove, b: leave },
      { a: revoke, b: leave },
    ];
    for (const { a, b } of [...ways, ...ways, ...ways]) {
      // Invented ones need no password to leave.
      const demo = { demo: true };
      const roles = [{ role: "coordinator", municipality: here }] as const;
      const [one, two] = [await person(roles, demo), await person(roles, demo)];
      const [ofOne, ofTwo] = [await grantOf(one.id, "coordinator"), await grantOf(two.id, "coordinator")];
      const results = await Promise.allSettled([a(one, two, ofTwo), b(two, one, ofOne)]);
      const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
      // One who has been removed may still delete the account.
      if (b !== leave) expect(refused).toHaveLength(1);
      for (const { status } of refused) expect(status).toEqual(expect.any(Number));
      expect(await sql`select from role_grant where role = 'coordinator'`).toHaveLength(1);
      await sql`delete from person`;
    }
  });

  it("or any other is not kept waiting for ever by a colleague, when two give each other a role at once", async () => {
    const [one, two] = [await coordinator(), await coordinator()];
    const give = (by: typeof one, who: typeof one) =>
      grantRole(sql, by.viewer, here, { person: who.id, role: "approver", unit: null });
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([give(one, two), give(two, one)]);
      await sql`delete from role_grant where role = 'approver'`;
    }
  });

  it("of an invented sort does not count among the real ones", async () => {
    const last = await coordinator();
    const invented = await person([{ role: "coordinator", municipality: here }], { demo: true });
    const remove = removePerson(sql, invented.viewer, here, { person: last.id, successor: null });
    await expect(remove).rejects.toMatchObject({ status: 403 });
    expect(await rolesOf(last.id)).toEqual(["coordinator"]);
  });
});

describe("KL's last administrator", () => {
  it("cannot go before there is another", async () => {
    const admin = await person([{ role: "association_admin" }]);
    await expect(
      revokeRole(sql, admin.viewer, null, await grantOf(admin.id, "association_admin")),
    ).rejects.toMatchObject({
      status: 409,
    });
    const second = await person([{ role: "association_admin" }]);
    await revokeRole(sql, second.viewer, null, await grantOf(admin.id, "association_admin"));
    expect(await rolesOf(admin.id)).toEqual([]);
  });
});

describe("codes that are lost", () => {
  it("are thrown away by KL's administrators alone, which ends the sessions and is told", async () => {
    const admin = await person([{ role: "association_admin" }]);
    const { viewer, id } = await coordinator();
    await expect(resetTotp(sql, admin.viewer, id)).rejects.toMatchObject({ status: 409 });
    await sql`update person set totp_secret = 'x', totp_confirmed_at = now() where id = ${id}`;
    await sql`insert into recovery_code values (${id}, 'x')`;
    const colleague = await coordinator();
    await expect(resetTotp(sql, colleague.viewer, id)).rejects.toMatchObject({ status: 403 });
    await expect(resetTotp(sql, viewer, id)).rejects.toMatchObject({ status: 403 });
    await resetTotp(sql, admin.viewer, id);
    expect(await sql`select totp_secret as secret from person where id = ${id}`).toEqual([{ secret: null }]);
    expect(await sql`select from recovery_code`).toHaveLength(0);
    expect(await sessions(id)).toBe(0);
    expect(await deeds()).toEqual(["account.totp_reset"]);
    expect(await letters()).toEqual(["security"]);
  });
});

describe("one who asks for access", () => {
  it("is answered by the coordinator, by KL only where there is none, and once", async () => {
    const asking = await person([]);
    await storeJoinRequest(sql, asking.id, here);
    const admin = await person([{ role: "association_admin" }]);
    const editor = await person([{ role: "association_editor" }]);
    const yes = { person: asking.id, role: "contributor", unit: null } as const;
    await expect(approveRequest(sql, editor.viewer, here, yes)).rejects.toMatchObject({ status: 403 });
    const { viewer } = await coordinator();
    await expect(approveRequest(sql, admin.viewer, here, yes)).rejects.toMatchObject({ status: 403 });
    const both = await Promise.allSettled([
      approveRequest(sql, viewer, here, yes),
      refuseRequest(sql, viewer, here, asking.id),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await deeds()).toHaveLength(1);
  });

  it("where there is no coordinator is answered by KL's administrators", async () => {
    const asking = await person([]);
    await storeJoinRequest(sql, asking.id, here);
    const admin = await person([{ role: "association_admin" }]);
    await approveRequest(sql, admin.viewer, here, { person: asking.id, role: "coordinator", unit: null });
    expect(await rolesOf(asking.id)).toEqual(["coordinator"]);
  });
});

describe("an invitation", () => {
  it("is sent by those who may give the role, and KL appoints coordinators alone", async () => {
    const admin = await person([{ role: "association_admin" }]);
    const fields = { name: "Ny", email: "ny@aarhus.dk", privateMail: false, unit: null };
    await expect(
      invite(sql, accounts.letters, admin.viewer, here, { ...fields, role: "reader" }),
    ).rejects.toMatchObject({ status: 403 });
    await invite(sql, accounts.letters, admin.viewer, here, { ...fields, role: "coordinator" });
    await invite(sql, accounts.letters, admin.viewer, null, { ...fields, role: "association_editor" });
    await invite(sql, accounts.letters, admin.viewer, here, { ...fields, name: "Ny igen", role: "coordinator" });
    const rows = await sql`select name, role from invitation order by role`;
    expect(rows).toEqual([
      { name: "Ny", role: "association_editor" },
      { name: "Ny igen", role: "coordinator" },
    ]);
    expect(await letters()).toEqual(["invitation", "invitation", "invitation"]);
  });
});

describe("several invitations at once", () => {
  it("are each answered for by itself, and the log names whom they were to", async () => {
    const { viewer } = await coordinator();
    const people = [
      "mh3@aarhus.dk",
      "Åse Ørsted <aase@aarhus.dk>",
      "bo.holm@aarhus.dk",
      "forkert",
      "kim@gmail.com",
      "gave.dk <x@aarhus.dk>",
      "bo.holm@aarhus.dk",
    ].join("\n");
    const asked = { people, role: "reader", unit: null } as const;
    const { sent, refused } = await inviteMany(sql, accounts.letters, viewer, here, asked);
    expect(sent).toEqual(["mh3@aarhus.dk", "aase@aarhus.dk", "bo.holm@aarhus.dk"]);
    expect(refused.map(({ line }) => line)).toEqual(["forkert", "kim@gmail.com", "gave.dk <x@aarhus.dk>"]);
    for (const { why } of refused) expect(why).toMatch(/^[A-Z].+\.$/);
    expect(await sql`select name from invitation order by name`).toEqual([
      { name: "Bo Holm" },
      // Initials are no name.
      { name: "Ny kollega" },
      { name: "Åse Ørsted" },
    ]);
    const told = async () =>
      (await listAudit(sql, { municipality: here, before: null, limit: 10, demo: false })).map((row) =>
        auditSentence(row),
      );
    expect(await told()).toEqual([
      "inviterede Bo Holm (læser)",
      "inviterede Åse Ørsted (læser)",
      "inviterede Ny kollega (læser)",
    ]);
    const [{ id: invitationId } = { id: "" }] = await sql<
      { id: string }[]
    >`select id from invitation where name = 'Bo Holm'`;
    const token = await issueToken(sql, { purpose: "invitation", invitationId });
    await acceptInvitation(
      sql,
      accounts,
      token,
      { name: "Bo Holm-Lund", password },
      { device: "x", network: "::1", cookies: "" },
    );
    expect((await told())[1]).toBe("inviterede Bo Holm-Lund (læser)");
    const none = inviteMany(sql, accounts.letters, viewer, here, { ...asked, role: "association_admin" });
    await expect(none).rejects.toMatchObject({ status: 403 });
  });
});

describe("a list of people", () => {
  const paging = { page: 1, pageSize: 2 };
  const namesIn = ({ items, total }: { items: { name: string }[]; total: number }) => [
    total,
    ...items.map(({ name }) => name),
  ];

  it("holds those who run the municipality first, in pages, each with the roles there", async () => {
    await person([{ role: "reader", municipality: here }], { name: "Åse Læser" });
    await person([{ role: "reader", municipality: here }], { name: "Anne Læser" });
    const both = [
      { role: "coordinator", municipality: here },
      { role: "reader", municipality: elsewhere },
    ] as const;
    await person(both, { name: "Østen Koordinator" });
    const page = (number: number) =>
      listPeopleOf(sql, here, { words: "", role: null, demo: false }, { ...paging, page: number });
    expect(namesIn(await page(1))).toEqual([3, "Østen Koordinator", "Anne Læser"]);
    expect(namesIn(await page(2))).toEqual([3, "Åse Læser"]);
    expect((await page(9)).page).toBe(2);
    expect((await page(1)).items[0]?.grants).toMatchObject([{ role: "coordinator" }]);
  });

  it("is narrowed by a role, and by words that are no patterns, in capitals or not", async () => {
    await person([{ role: "reader", municipality: here }], { name: "Åse Bach Ørsted" });
    await person([{ role: "approver", municipality: here }], { name: "Åse 100% Ørsted" });
    await person([{ role: "approver", municipality: elsewhere }], { name: "Åse Ørsted" });
    const find = (words: string, role: "reader" | "approver" | null = null) =>
      listPeopleOf(sql, here, { words, role, demo: false }, paging);
    expect(namesIn(await find("ØRSTED åse"))).toEqual([2, "Åse 100% Ørsted", "Åse Bach Ørsted"]);
    expect(namesIn(await find("ørsted", "reader"))).toEqual([1, "Åse Bach Ørsted"]);
    expect(namesIn(await find("%"))).toEqual([1, "Åse 100% Ørsted"]);
    expect(namesIn(await find("_"))).toEqual([0]);
  });

  it("of KL's tells its own people, and finds coordinators by what they coordinate", async () => {
    await person([{ role: "association_admin" }, { role: "coordinator", municipality: here }], { name: "Kaj KL" });
    await person([{ role: "coordinator", municipality: elsewhere }], { name: "Kim Koordinator" });
    await person([{ role: "reader", municipality: here }], { name: "Lis Læser" });
    expect(
      (await listAssociationPeople(sql, { demo: false })).map(({ name, grants }) => [name, grants.length]),
    ).toEqual([["Kaj KL", 1]]);
    expect(namesIn(await listAllCoordinators(sql, "", paging, { demo: false }))).toEqual([
      2,
      "Kaj KL",
      "Kim Koordinator",
    ]);
    expect(namesIn(await listAllCoordinators(sql, "københavn", paging, { demo: false }))).toEqual([
      1,
      "Kim Koordinator",
    ]);
  });
});

describe("somebody who leaves", () => {
  it("hands over what colleagues are to be asked about, and the successor is asked", async () => {
    const { viewer } = await coordinator();
    const leaving = await person([{ role: "contributor", municipality: here }], { name: "Lis Rejser" });
    const staying = await person([{ role: "contributor", municipality: here }], { name: "Bo Bliver" });
    const topics = [{ kind: "municipality" }] as const;
    const entry = { name: leaving.name, title: "Konsulent", email: leaving.email, phone: "12345678", topics };
    const contact = await storeContact(sql, here, entry, false);
    await sql`update contact_person set consented_at = now() where id = ${contact}`;
    const outsider = await person([{ role: "reader", municipality: elsewhere }]);
    const toOutsider = removePerson(sql, viewer, here, { person: leaving.id, successor: outsider.id });
    await expect(toOutsider).rejects.toMatchObject({ status: 400, field: "successor" });
    await removePerson(sql, viewer, here, { person: leaving.id, successor: staying.id });
    expect(await sql`select name, email, phone, consented_at as consented from contact_person`).toEqual([
      { name: "Bo Bliver", email: staying.email, phone: null, consented: null },
    ]);
    expect(await letters()).toEqual(["contact-consent", "removed"]);
    const stayed = await listPeopleOf(sql, here, { words: "", role: null, demo: false }, { page: 1, pageSize: 100 });
    expect(stayed.items.map(({ id }) => id)).not.toContain(leaving.id);
  });

  it("without a successor leaves no entry behind, and deletes the account with all that is the person's", async () => {
    const last = await person([{ role: "coordinator", municipality: here }], { demo: true });
    const topics = [{ kind: "municipality" }] as const;
    await storeContact(sql, here, { name: last.name, title: "Leder", email: last.email, phone: null, topics }, true);
    await deleteAccount(sql, accounts, last.viewer, { current: "", last: true }, { mailFolder: "/findes-ikke" });
    expect(await sql`select from contact_person`).toHaveLength(0);
    expect(await sql`select from person where id = ${last.id}`).toHaveLength(0);
    const log = await sql`select action, actor_id as actor, by_system as system from audit_log order by id`;
    expect(log).toEqual([
      { action: "coordinator.last_left", actor: null, system: false },
      { action: "account.deleted", actor: null, system: false },
    ]);
  });
});
