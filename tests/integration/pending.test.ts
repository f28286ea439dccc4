import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Accounts, createAccounts } from "#app/domain/accounts/accounts.server.ts";
import { askForNewAddress, confirmNewAddress } from "#app/domain/accounts/address.server.ts";
import { changePassword, chooseNewPassword } from "#app/domain/accounts/change-password.server.ts";
import { endAllSessions } from "#app/domain/accounts/end-sessions.server.ts";
import { hashToken } from "#app/domain/accounts/secrets.server.ts";
import { issueToken, lookAtToken } from "#app/domain/accounts/tokens.server.ts";
import { beginTotp, confirmTotpWith, endTotp } from "#app/domain/accounts/totp.server.ts";
import { acceptInvitation, invite } from "#app/domain/people/invite.server.ts";
import { rolesToGive } from "#app/domain/people/policy.ts";
import { approveRequest, grantRole, removePerson, resetTotp, revokeRole } from "#app/domain/people/roles.server.ts";
import { type Viewer, viewerOf } from "#app/domain/viewer.ts";
import { letterHandlers } from "#app/jobs/letter.ts";
import { leaveLetter } from "#app/mail/letters.ts";
import type { Sql } from "#db/client.ts";
import { deleteInvitationsWithoutRight, storeInvitation } from "#db/queries/invitations.ts";
import { storeJoinRequest } from "#db/queries/join-requests.ts";
import { leaveJob } from "#db/queries/outbox.ts";
import { deletePerson } from "#db/queries/people/account.ts";
import { readSession } from "#db/queries/sessions.ts";
import type { Purpose } from "#db/queries/tokens.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { callers, here, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson, type GivenRole, openSession, type TestPerson } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";

const password = "fire blå skovsnegle danser";
const other = "gule cykler under broen";
const from = { network: "192.0.2.1", device: "Firefox på Linux", cookies: null };

let database: TestDatabase;
let sql: Sql;
let accounts: Accounts;
let passwordHash: string;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  accounts = createAccounts(sql, { secretKey: testSecretKey, https: false });
  passwordHash = await accounts.passwords.hash(password);
});
afterAll(() => database.drop());

type Someone = TestPerson & { viewer: Viewer };

/** A person with a session, as the guard would see it. */
async function someone(roles: readonly GivenRole[] = []): Promise<Someone> {
  const person = await createPerson(sql, { roles, passwordHash });
  const id = hashToken((await openSession(sql, person.id)).replace("session=", ""));
  const row = await readSession(sql, id);
  if (!row) throw new Error("no session");
  return { ...person, viewer: viewerOf({ ...row, sessionId: id }) };
}
const coordinator = () => someone([{ role: "coordinator", municipality: here.code }]);
const administrator = () => someone([{ role: "association_admin" }]);
const jobs = async (kind: string, by: string) =>
  sql`select from graphile_worker._private_jobs where payload ->> 'kind' = ${kind} and payload ->> 'person' = ${by}`;

/** What can wait for a person: how it comes about, and whether it still stands. */
const pending: Readonly<Record<string, (person: Someone) => Promise<() => Promise<boolean>>>> = {
  "a new address, by its link": (person) => token("new_address", person, { email: `ny-${person.email}` }),
  "a new address whose letter waits": async ({ id, viewer }) => {
    await askForNewAddress(sql, accounts, viewer, { email: `senere-${id}@odense.dk`, current: password });
    return async () => (await jobs("new-address", id)).length > 0;
  },
  "a new address whose letter is just being handed over": async ({ id }) => {
    const letter = { kind: "new-address", person: id, email: `nu-${id}@odense.dk` } as const;
    const finish = await handedOver(letter);
    return async () => {
      await finish();
      return (await sql`select from one_time_token where payload ->> 'email' = ${letter.email}`).length > 0;
    };
  },
  "a secret for codes that is not in use": async ({ id, viewer }) => {
    await beginTotp(sql, accounts.secrets, viewer);
    return async () =>
      (await sql`select from person where id = ${id} and totp_secret is not null and totp_confirmed_at is null`)
        .length > 0;
  },
  "a new password, by its link": (person) => token("password_reset", person),
  "a new password whose letter waits": async ({ id }) => {
    await leaveLetter(sql, { kind: "password-reset", person: id });
    return async () => (await jobs("password-reset", id)).length > 0;
  },
  "a new password that has just been asked for": async ({ email }) => {
    await leaveJob(sql, "password-reset", { email });
    return async () =>
      (await sql`select from graphile_worker._private_jobs where payload::jsonb = ${sql.json({ email })}`).length > 0;
  },
  "the second step of a sign-in": (person) => token("second_factor", person),
};

async function token(purpose: Purpose, { id: personId }: Someone, payload = {}) {
  const raw = await issueToken(sql, { purpose, personId, payload });
  return async () => (await lookAtToken(sql, purpose, raw)) !== undefined;
}

/** A letter that the mail server has not yet taken. @returns lets it, and ends when the job is done */
async function handedOver(letter: Parameters<typeof leaveLetter>[1]): Promise<() => Promise<void>> {
  await leaveLetter(sql, letter);
  const [job] = await sql<{ id: string }[]>`select max(id)::text as id from graphile_worker._private_jobs`;
  let take = () => {};
  let sending = () => {};
  const begun = new Promise<void>((resolve) => {
    sending = resolve;
  });
  const taken = new Promise<null>((resolve) => {
    take = () => resolve(null);
  });
  const send = () => {
    sending();
    return taken;
  };
  const handlers = letterHandlers(
    sql,
    { send, async discard() {}, close() {} },
    { publicUrl: "https://mereforflere.example" },
  );
  const done = handlers.letter(letter, job?.id ?? "");
  await begun;
  return async () => {
    take();
    await done;
  };
}

const confirmedTotp = (id: string) =>
  sql`update person set totp_secret = ${accounts.secrets.seal("JBSWY3DPEHPK3PXP")}, totp_confirmed_at = now() where id = ${id}`;

interface Act {
  roles?: readonly GivenRole[];
  /** What of the pending cannot be there at the same time. */
  without?: string;
  does(person: Someone): Promise<unknown>;
}
const contributor: readonly GivenRole[] = [{ role: "contributor", municipality: here.code }];

/** What drops all of it. */
const acts: Readonly<Record<string, Act>> = {
  "a forgotten password that is replaced": {
    does: async ({ id }) => {
      const raw = await issueToken(sql, { purpose: "password_reset", personId: id });
      await chooseNewPassword(sql, accounts, raw, { password: other }, from);
    },
  },
  "a change of password": {
    does: ({ viewer }) => changePassword(sql, accounts, viewer, { current: password, password: other }, from),
  },
  "a sign-out everywhere": { does: ({ viewer }) => endAllSessions(sql, viewer) },
  "a new address that is confirmed": {
    does: async ({ id }) => {
      const payload = { email: `anden-${id}@odense.dk` };
      await confirmNewAddress(sql, await issueToken(sql, { purpose: "new_address", personId: id, payload }));
    },
  },
  "a removal from the municipality": {
    roles: contributor,
    does: async ({ id }) => removePerson(sql, (await coordinator()).viewer, here.code, { person: id, successor: null }),
  },
  "a role that is given": {
    roles: contributor,
    does: async ({ id }) =>
      grantRole(sql, (await coordinator()).viewer, here.code, { person: id, role: "approver", unit: null }),
  },
  "a role that is taken": {
    roles: contributor,
    does: async ({ id }) => {
      const [grant] = await sql<{ id: string }[]>`select id from role_grant where person_id = ${id}`;
      await revokeRole(sql, (await coordinator()).viewer, here.code, grant?.id ?? "");
    },
  },
  "a yes to one who asks for access": {
    does: async ({ id }) => {
      await storeJoinRequest(sql, id, here.code);
      const yes = { person: id, role: "reader", unit: null } as const;
      await approveRequest(sql, (await coordinator()).viewer, here.code, yes);
    },
  },
  "an invitation that is taken": {
    does: async ({ email }) => {
      const invitationId = await storeInvitation(sql, {
        ...{ email, name: "X", role: "reader", municipality: here.code, unitId: null, demo: false },
        invitedBy: (await coordinator()).id,
      });
      const raw = await issueToken(sql, { purpose: "invitation", invitationId });
      await acceptInvitation(sql, accounts, raw, null, from);
    },
  },
  "codes that KL has reset": {
    without: "a secret for codes that is not in use",
    does: async ({ id }) => {
      await confirmedTotp(id);
      await resetTotp(sql, (await administrator()).viewer, id);
    },
  },
  "codes that are taken into use": {
    without: "a secret for codes that is not in use",
    does: async ({ id, viewer }) => {
      await beginTotp(sql, accounts.secrets, viewer);
      const [row] = await sql<{ sealed: string }[]>`select totp_secret as sealed from person where id = ${id}`;
      const secret = Secret.fromBase32(
        accounts.secrets
          .open(row?.sealed ?? "")
          .split(":")
          .at(-1) ?? "",
      );
      await confirmTotpWith(sql, accounts, viewer, new TOTP({ secret, period: 30 }).generate(), from);
    },
  },
  "codes that are done without": {
    without: "a secret for codes that is not in use",
    does: async ({ id, viewer }) => {
      await confirmedTotp(id);
      await endTotp(sql, viewer);
    },
  },
};

describe.each(Object.entries(acts))("%s", (_, { roles, without, does }) => {
  it("drops all that waits for the person, and nothing of others", async () => {
    const [person, bystander] = [await someone(roles), await someone()];
    const begun = Object.entries(pending).filter(([name]) => name !== without);
    const stands: [string, () => Promise<boolean>, () => Promise<boolean>][] = [];
    for (const [name, begin] of begun) stands.push([name, await begin(person), await begin(bystander)]);
    await does(person);
    const left: string[] = [];
    const dropped: string[] = [];
    for (const [name, mine, theirs] of stands) {
      if (await mine()) left.push(name);
      if (!(await theirs())) dropped.push(name);
    }
    expect(left, "still stands").toEqual([]);
    expect(dropped, "a bystander's").toEqual([]);
  });
});

describe("a session that has just been ended", () => {
  it("begins nothing more", async () => {
    const { viewer } = await coordinator();
    const ended = await someone([{ role: "coordinator", municipality: here.code }]);
    await sql`delete from session where person_id = ${ended.id}`;
    const invited = { name: "Ny", email: "ny@odense.dk", role: "reader", unit: null, privateMail: false } as const;
    const deeds = (by: Viewer) => [
      () => beginTotp(sql, accounts.secrets, by),
      () => invite(sql, accounts.letters, by, here.code, invited),
      () => askForNewAddress(sql, accounts, by, { email: "ny@odense.dk", current: password }),
      () => changePassword(sql, accounts, by, { current: password, password: other }, from),
    ];
    for (const deed of deeds(ended.viewer)) await expect(deed()).rejects.toMatchObject({ status: 403 });
    for (const deed of deeds(viewer)) await deed();
  });
});

describe("an invitation", () => {
  const sentBy = async (invitedBy: string, municipality: string | null = here.code) => {
    const role = municipality === null ? "association_editor" : "coordinator";
    const email = `${crypto.randomUUID()}@odense.dk`;
    return storeInvitation(sql, { email, name: "X", role, municipality, unitId: null, invitedBy, demo: false });
  };
  const stands = async (id: string) => (await sql`select from invitation where id = ${id}`).length > 0;
  const grantOf = async (id: string) =>
    (await sql<{ id: string }[]>`select id from role_grant where person_id = ${id} limit 1`)[0]?.id ?? "";

  it("ends when whoever sent it may not any more, or has left", async () => {
    const { viewer } = await coordinator();
    const [revoked, removed, gone] = [await coordinator(), await coordinator(), await coordinator()];
    const sent = [await sentBy(revoked.id), await sentBy(removed.id), await sentBy(gone.id)];
    await revokeRole(sql, viewer, here.code, await grantOf(revoked.id));
    await removePerson(sql, viewer, here.code, { person: removed.id, successor: null });
    await deletePerson(sql, gone.id);
    expect(await Promise.all(sent.map(stands))).toEqual([false, false, false]);
    const [admin, last] = [await administrator(), await administrator()];
    const atAssociation = await sentBy(admin.id, null);
    await revokeRole(sql, last.viewer, null, await grantOf(admin.id));
    expect(await stands(atAssociation)).toBe(false);
  });

  it("stands while whoever sent it could send it again, as the policy says", async () => {
    for (const caller of callers.filter(({ demo, passwordAlone }) => !demo && !passwordAlone)) {
      const roles = (caller.roles ?? []).flatMap(({ role, place, unit }) =>
        unit ? [] : [{ role, municipality: place?.code }],
      );
      const { id } = await createPerson(sql, { roles });
      const [inHere, atAssociation] = [await sentBy(id), await sentBy(id, null)];
      await deleteInvitationsWithoutRight(sql, id);
      // KL's editors send it when they act for the municipality.
      const acting = viewerFor({ ...caller, acting: true });
      expect([await stands(inHere), await stands(atAssociation)], caller.name).toEqual([
        rolesToGive(acting, here.code).includes("coordinator"),
        rolesToGive(acting, null).includes("association_editor"),
      ]);
    }
  });

  it("to one who is taken out of the municipality does not lead back in", async () => {
    const { viewer, id: invitedBy } = await coordinator();
    const [revoked, removed] = [await someone(contributor), await someone(contributor)];
    const to = ({ email }: Someone) =>
      storeInvitation(sql, {
        ...{ email, name: "X", role: "approver", municipality: here.code, unitId: null, invitedBy, demo: false },
      });
    const sent = [await to(revoked), await to(removed)];
    await storeJoinRequest(sql, removed.id, here.code);
    await revokeRole(sql, viewer, here.code, await grantOf(revoked.id));
    await removePerson(sql, viewer, here.code, { person: removed.id, successor: null });
    expect(await Promise.all(sent.map(stands))).toEqual([false, false]);
    expect(await sql`select from join_request where person_id = ${removed.id}`).toHaveLength(0);
  });
});

it("the address in use is told when another is asked for", async () => {
  const { id, email, viewer } = await someone();
  await askForNewAddress(sql, accounts, viewer, { email: "helt-ny@odense.dk", current: password });
  const [told] = await sql`
    select payload ->> 'email' as email from graphile_worker._private_jobs
    where payload ->> 'kind' = 'address-asked' and payload ->> 'person' = ${id}`;
  expect(told).toEqual({ email });
});
