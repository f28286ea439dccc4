import type { Sql } from "../../client.ts";
import type { PersonTable } from "../../row-types.ts";
import { keepEarlierAddress } from "./addresses.ts";

/** What signing in is checked against. */
export interface Credentials
  extends Pick<
    PersonTable,
    "id" | "name" | "email" | "demo" | "passwordHash" | "totpSecret" | "totpLastStep" | "deviceGeneration"
  > {
  /** Whether codes are in use. */
  totp: boolean;
}

const credentials = (sql: Sql) => sql`
  id, name, email, demo, password_hash as "passwordHash", totp_secret as "totpSecret", totp_confirmed_at is not null as totp,
  totp_last_step as "totpLastStep", device_generation as "deviceGeneration"`;

/** The person with this address, in lower case. */
export async function findByEmail(sql: Sql, email: string): Promise<Credentials | undefined> {
  const [row] = await sql<Credentials[]>`select ${credentials(sql)} from person where email = ${email}`;
  return row;
}

/** @param options.lock holds the row until the transaction ends; what is written down of the person meanwhile need not wait for it */
export async function findPerson(
  sql: Sql,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Credentials | undefined> {
  const [row] = await sql<Credentials[]>`
    select ${credentials(sql)} from person where id = ${id} ${options.lock ? sql`for no key update` : sql``}`;
  return row;
}

/** @returns the new person's id; undefined when the address is taken */
export async function storePerson(
  sql: Sql,
  person: { email: string; name: string; passwordHash: string | null; demo: boolean },
): Promise<string | undefined> {
  const { email, name, passwordHash, demo } = person;
  const [row] = await sql<{ id: string }[]>`
    insert into person (email, name, password_hash, demo) values (${email}, ${name}, ${passwordHash}, ${demo})
    on conflict (email) do nothing returning id`;
  return row?.id;
}

/** Changes what a person is called. */
export async function setName(sql: Sql, id: string, name: string): Promise<void> {
  await sql`update person set name = ${name} where id = ${id}`;
}

export async function setPassword(sql: Sql, id: string, passwordHash: string): Promise<void> {
  await sql`update person set password_hash = ${passwordHash} where id = ${id}`;
}

/** Makes strangers of the devices that a person has signed in on. No sign-in that has begun opens a session any more. */
export async function forgetDevices(sql: Sql, id: string): Promise<void> {
  await sql`update person set device_generation = device_generation + 1 where id = ${id}`;
}

/** @returns false when somebody else has the address */
export async function setEmail(sql: Sql, id: string, email: string): Promise<boolean> {
  const [before] = await sql<Pick<PersonTable, "email">[]>`select email from person where id = ${id} for update`;
  const updated = await sql`
    update person set email = ${email} where id = ${id} and not exists (select from person where email = ${email})`;
  if (!before || updated.count === 0) return false;
  await keepEarlierAddress(sql, id, before.email, email);
  return true;
}

/** The person has read what one can do here. */
export async function setIntroduced(sql: Sql, id: string): Promise<void> {
  await sql`update person set introduced_at = coalesce(introduced_at, now()) where id = ${id}`;
}

/** Deletes a person; what is the person's alone goes with the row, everything else forgets whose it was. */
export async function deletePerson(sql: Sql, id: string): Promise<void> {
  await sql`delete from person where id = ${id}`;
}
