import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashToken } from "#app/domain/accounts/secrets.server.ts";
import { beginActing } from "#app/domain/acting/act.server.ts";
import { isAssociation, isCoordinator, type Viewer, viewerOf } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { readSession } from "#db/queries/sessions.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson, openSession } from "#tests/support/people.ts";

const here = "0751";

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
});
afterAll(() => database.drop());

describe("KL that acts for a municipality", () => {
  let person: string;
  let session: string;
  beforeEach(async () => {
    ({ id: person } = await createPerson(sql, { roles: [{ role: "association_editor" }] }));
    session = hashToken((await openSession(sql, person)).replace("session=", ""));
    await beginActing(sql, await viewer(), { municipality: here, reason: "Koordinatoren er syg", hours: 2 });
  });

  /** The person as the next request finds them. */
  async function viewer(): Promise<Viewer> {
    const row = await readSession(sql, session);
    if (!row) throw new Error("no session");
    return viewerOf({ ...row, sessionId: session });
  }
  const mayWhat = ({ municipalities, person: signedIn, ...all }: Viewer) => ({
    coordinates: isCoordinator({ municipalities, person: signedIn, ...all }, here),
    municipalities,
    acting: signedIn?.acting?.municipality.code,
  });
  const nothing = { coordinates: false, municipalities: [], acting: undefined };

  it("is its coordinator until the end, and not a moment longer", async () => {
    await sql`update acting set ends_at = now() + interval '1 minute' where session_id = ${session}`;
    expect(mayWhat(await viewer())).toEqual({ coordinates: true, municipalities: [here], acting: here });
    await sql`update acting set ends_at = now() where session_id = ${session}`;
    const past = await viewer();
    expect(mayWhat(past)).toEqual(nothing);
    expect(isAssociation(past), "is still KL").toBe(true);
  });

  it("may nothing there once it has lost KL's role, or has not given its code", async () => {
    await sql`update session set second_factor = false where id = ${session}`;
    expect(mayWhat(await viewer())).toEqual(nothing);
    await sql`update session set second_factor = true where id = ${session}`;
    expect(mayWhat(await viewer()).coordinates).toBe(true);
    await sql`delete from role_grant where person_id = ${person}`;
    const without = await viewer();
    expect(mayWhat(without)).toEqual(nothing);
    expect(without.network).toBe(false);
  });

  it("keeps what it is at home, and no more, when it is of a municipality too and has lost KL's role", async () => {
    await sql`update role_grant set role = 'reader', municipality_code = '0101' where person_id = ${person}`;
    expect(mayWhat(await viewer())).toEqual({ ...nothing, municipalities: ["0101"] });
  });
});
