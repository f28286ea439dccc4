import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAccounts } from "#app/domain/accounts/accounts.server.ts";
import { hashToken } from "#app/domain/accounts/secrets.server.ts";
import { issueToken } from "#app/domain/accounts/tokens.server.ts";
import { acceptInvitation } from "#app/domain/people/invite.server.ts";
import type { Sql } from "#db/client.ts";
import { storeInvitation } from "#db/queries/invitations.ts";
import { listGrants } from "#db/queries/people/grants.ts";
import { readSession } from "#db/queries/sessions.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";

const here = "0751";
const from = { device: "Firefox på Linux", network: "192.0.2.1", cookies: null };
const newcomer = { name: "Ny Kollega", password: "fire blå skovsnegle danser" };

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
});
afterAll(() => database.drop());

/** An invitation by somebody who is signed in. @returns what the link in its letter holds */
async function invited(email: string): Promise<{ token: string; inviter: string }> {
  const { id: inviter } = await createPerson(sql, { roles: [{ role: "coordinator", municipality: here }] });
  await openSession(sql, inviter);
  const invitationId = await storeInvitation(sql, {
    ...{ email, name: "Ny Kollega", role: "contributor", municipality: here, unitId: null },
    ...{ invitedBy: inviter, demo: false },
  });
  return { token: await issueToken(sql, { purpose: "invitation", invitationId }), inviter };
}
const accept = (token: string, input: typeof newcomer | null) =>
  acceptInvitation(sql, createAccounts(sql, { secretKey: testSecretKey, https: false }), token, input, from);
const sessionsOf = async (id: string) =>
  (await sql<{ id: string }[]>`select id from session where person_id = ${id}`).map((row) => row.id);

describe("an invitation that is taken", () => {
  it("by a newcomer opens one session, which is the newcomer's, without the second factor", async () => {
    const { token, inviter } = await invited("ny@aarhus.dk");
    const [cookie] = (await accept(token, newcomer)) ?? [];
    const session = hashToken(/^session=([\w-]{43});/.exec(cookie ?? "")?.[1] ?? "");
    const row = await readSession(sql, session);
    expect(row).toMatchObject({ name: "Ny Kollega", email: "ny@aarhus.dk", secondFactor: false, device: from.device });
    expect(row?.grants).toMatchObject([{ role: "contributor", municipality: { code: here } }]);
    expect(await sessionsOf(row?.id ?? "")).toEqual([session]);
    expect(await sessionsOf(inviter), "whoever invited stays signed in").toHaveLength(1);
  });

  it("by one who has an account ends the sessions that person had, nobody else's, and opens none", async () => {
    const known = await createPerson(sql, { roles: [{ role: "reader", municipality: "0101" }] });
    const bystander = await createPerson(sql);
    for (const { id } of [known, known, bystander]) await openSession(sql, id);
    const { token, inviter } = await invited(known.email);
    expect(await accept(token, null)).toBeNull();
    expect(await sessionsOf(known.id)).toEqual([]);
    expect((await listGrants(sql, known.id)).map(({ role }) => role).sort()).toEqual(["contributor", "reader"]);
    for (const id of [bystander.id, inviter]) expect(await sessionsOf(id)).toHaveLength(1);
  });
});
