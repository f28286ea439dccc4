import { hashToken, newToken } from "#app/domain/accounts/secrets.server.ts";
import { demoDomain } from "#app/domain/demo-address.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import type { Sql } from "#db/client.ts";
import { findPerson, storePerson } from "#db/queries/people/account.ts";
import { storeGrant } from "#db/queries/people/grants.ts";
import { storeSession } from "#db/queries/sessions.ts";

/** A role in a place. */
export interface GivenRole {
  role: Role;
  /** Code; left out for KL's roles. */
  municipality?: string;
  unitId?: string;
}

/** Somebody who can sign in. */
export interface TestPerson {
  id: string;
  email: string;
  name: string;
}

let count = 0;

/** Makes a person with roles. */
export async function createPerson(
  sql: Sql,
  options: {
    roles?: readonly GivenRole[];
    name?: string;
    email?: string;
    demo?: boolean;
    passwordHash?: string;
    introduced?: boolean;
  } = {},
): Promise<TestPerson> {
  count += 1;
  const { name = `Person ${count}`, demo = false, passwordHash = null } = options;
  const { email = `person${count}@${demo ? demoDomain : "example.org"}` } = options;
  const id = await storePerson(sql, { name, email, passwordHash, demo });
  if (!id) throw new Error(`${email} is taken`);
  for (const { role, municipality = null, unitId = null } of options.roles ?? []) {
    await storeGrant(sql, { personId: id, role, municipality, unitId });
  }
  if (options.introduced !== false) await sql`update person set introduced_at = now() where id = ${id}`;
  return { id, email, name };
}

/** Opens a session without going through the door. @returns the `cookie` header of a request in it */
export async function openSession(sql: Sql, personId: string, { secondFactor = true } = {}): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + 14 * 24 * 60 * 60 * 1_000);
  const { deviceGeneration = 0 } = (await findPerson(sql, personId)) ?? {};
  const session = { id: hashToken(token), personId, deviceGeneration, secondFactor, device: "En prøve", expiresAt };
  if (!(await storeSession(sql, session))) throw new Error("no session");
  return `session=${token}`;
}
