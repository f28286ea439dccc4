import type { Grant } from "#app/domain/viewer.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import type { Sql } from "../client.ts";

/** What signing in is checked against. */
export interface Credentials {
  id: string;
  name: string;
  email: string;
  demo: boolean;
  passwordHash: string | null;
  /** Encrypted. */
  totpSecret: string | null;
  /** Whether codes are in use. */
  totp: boolean;
  /** The period of the code that was last used. */
  totpLastStep: number | null;
}

const credentials = (sql: Sql) => sql`
  id, name, email, demo, password_hash as "passwordHash", totp_secret as "totpSecret", totp_confirmed_at is not null as totp,
  totp_last_step as "totpLastStep"`;

/** The person with this address, in lower case. */
export async function findByEmail(sql: Sql, email: string): Promise<Credentials | undefined> {
  const [row] = await sql<Credentials[]>`select ${credentials(sql)} from person where email = ${email}`;
  return row;
}

/** @param options.lock holds the row until the transaction ends */
export async function findPerson(
  sql: Sql,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Credentials | undefined> {
  const [row] = await sql<Credentials[]>`
    select ${credentials(sql)} from person where id = ${id} ${options.lock ? sql`for update` : sql``}`;
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

/** @returns false when somebody else has the address */
export async function setEmail(sql: Sql, id: string, email: string): Promise<boolean> {
  const updated = await sql`
    update person set email = ${email} where id = ${id} and not exists (select from person where email = ${email})`;
  return updated.count > 0;
}

/** The person has read what one can do here. */
export async function setIntroduced(sql: Sql, id: string): Promise<void> {
  await sql`update person set introduced_at = coalesce(introduced_at, now()) where id = ${id}`;
}

/** Keeps a secret that is not in use before a code made from it has been given. @param secret encrypted */
export async function setTotpSecret(sql: Sql, id: string, secret: string): Promise<void> {
  await sql`
    update person set totp_secret = ${secret}, totp_last_step = null where id = ${id} and totp_confirmed_at is null`;
}

/** Takes codes into use, with new recovery codes. */
export async function confirmTotp(sql: Sql, id: string, recoveryHashes: readonly string[]): Promise<void> {
  await sql`update person set totp_confirmed_at = now() where id = ${id}`;
  await replaceRecoveryCodes(sql, id, recoveryHashes);
}

/** Throws the secret and the recovery codes away. */
export async function clearTotp(sql: Sql, id: string): Promise<void> {
  await sql`update person set totp_secret = null, totp_confirmed_at = null, totp_last_step = null where id = ${id}`;
  await sql`delete from recovery_code where person_id = ${id}`;
}

/** Uses the code of a period up. @returns false when it, or a later one, has been used */
export async function takeTotpStep(sql: Sql, id: string, step: number): Promise<boolean> {
  const updated = await sql`
    update person set totp_last_step = ${step} where id = ${id} and coalesce(totp_last_step, -1) < ${step}`;
  return updated.count > 0;
}

export async function replaceRecoveryCodes(sql: Sql, id: string, hashes: readonly string[]): Promise<void> {
  await sql`delete from recovery_code where person_id = ${id}`;
  await sql`insert into recovery_code ${sql(hashes.map((hash) => ({ person_id: id, hash })))}`;
}

/** @returns whether the person had it, unused */
export async function takeRecoveryCode(sql: Sql, id: string, hash: string): Promise<boolean> {
  const deleted = await sql`delete from recovery_code where person_id = ${id} and hash = ${hash}`;
  return deleted.count > 0;
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(sql: Sql, id: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int from recovery_code where person_id = ${id}`;
  return row?.count ?? 0;
}

/** A person as coordinators and KL see one. */
export interface PersonRow {
  id: string;
  name: string;
  email: string;
  demo: boolean;
  /** Whether codes are in use; without, the roles that need them do not count. */
  totp: boolean;
  grants: PersonGrant[];
}

/** A role that a person has, as it can be taken away. */
export interface PersonGrant {
  id: string;
  role: Role;
  unit: string | null;
  municipality: { slug: string; name: string } | null;
}

const people = (sql: Sql, which: ReturnType<Sql>) => sql<PersonRow[]>`
  select p.id, p.name, p.email, p.demo, p.totp_confirmed_at is not null as totp,
    json_agg(json_build_object(
      'id', g.id, 'role', g.role, 'unit', u.name,
      'municipality', case when k.code is not null then json_build_object('slug', k.slug, 'name', k.name) end
    ) order by array_position(known_roles(), g.role) desc, k.name collate danish, u.name collate danish) as grants
  from role_grant g
  join person p on p.id = g.person_id
  left join municipality k on k.code = g.municipality_code
  left join unit u on u.id = g.unit_id
  where ${which}
  group by p.id
  order by p.demo, max(array_position(known_roles(), g.role)) desc, p.name collate danish`;

/** The people of a municipality with their roles there; those who run it first. */
export async function listPeopleOf(sql: Sql, code: string): Promise<PersonRow[]> {
  return people(sql, sql`g.municipality_code = ${code}`);
}

/** KL's people, and the coordinators of every municipality. */
export async function listAppointed(sql: Sql): Promise<PersonRow[]> {
  return people(sql, sql`g.role in ('coordinator', 'association_editor', 'association_admin')`);
}

/** Municipalities that nobody real runs, in Danish alphabetical order. */
export async function listUnled(sql: Sql): Promise<{ slug: string; name: string }[]> {
  return sql<{ slug: string; name: string }[]>`
    select k.slug, k.name from municipality k
    where not exists (
      select from role_grant g join person p on p.id = g.person_id
      where g.municipality_code = k.code and g.role = 'coordinator' and not p.demo
    )
    order by k.name collate danish`;
}

/** Every role of a person. */
export async function listGrants(sql: Sql, personId: string): Promise<(Grant & { id: string; unit: string | null })[]> {
  return sql<(Grant & { id: string; unit: string | null })[]>`
    select g.id, g.role, g.unit_id as "unitId", u.name as unit,
      case when k.code is not null then json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) end as municipality
    from role_grant g left join municipality k on k.code = g.municipality_code left join unit u on u.id = g.unit_id
    where g.person_id = ${personId}
    order by array_position(known_roles(), g.role), k.name collate danish`;
}

/** A role to give. @returns false when the person had it */
export async function storeGrant(
  sql: Sql,
  grant: { personId: string; role: Role; municipality: string | null; unitId: string | null },
): Promise<boolean> {
  const { personId, role, municipality, unitId } = grant;
  const inserted = await sql`
    insert into role_grant (person_id, role, municipality_code, unit_id) values (${personId}, ${role}, ${municipality}, ${unitId})
    on conflict do nothing`;
  return inserted.count > 0;
}

/** A role to take away, with whose it is. */
export interface GrantRow {
  id: string;
  personId: string;
  role: Role;
  municipality: string | null;
  demo: boolean;
}

/** Holds the role until the transaction ends. */
export async function findGrant(sql: Sql, id: string): Promise<GrantRow | undefined> {
  const [row] = await sql<GrantRow[]>`
    select g.id, g.person_id as "personId", g.role, g.municipality_code as municipality, p.demo
    from role_grant g join person p on p.id = g.person_id where g.id = ${id} for update of g`;
  return row;
}

export async function deleteGrant(sql: Sql, id: string): Promise<void> {
  await sql`delete from role_grant where id = ${id}`;
}

/** Takes all of a person's roles in a municipality away. @returns the roles */
export async function deleteGrantsIn(sql: Sql, personId: string, code: string): Promise<Role[]> {
  const deleted = await sql<{ role: Role }[]>`
    delete from role_grant where person_id = ${personId} and municipality_code = ${code} returning role`;
  return deleted.map(({ role }) => role);
}

/**
 * How many run a municipality, or administer the site for KL. Held until the transaction ends: two who leave at once take turns.
 * @param code null for KL's administrators
 * @param options.demo counts invented people; otherwise real ones
 */
export async function countRunning(
  sql: Sql,
  code: string | null,
  { demo, lock }: { demo: boolean; lock?: boolean },
): Promise<number> {
  if (lock) await sql`select pg_advisory_xact_lock(hashtext('running'), hashtext(${code ?? "association"}))`;
  const [row] = await sql<{ count: number }[]>`
    select count(distinct g.person_id)::int from role_grant g join person p on p.id = g.person_id
    where g.role = ${code === null ? "association_admin" : "coordinator"} and g.municipality_code is not distinct from ${code}
      and p.demo = ${demo}`;
  return row?.count ?? 0;
}

/** Deletes a person; what is the person's alone goes with the row, everything else forgets whose it was. */
export async function deletePerson(sql: Sql, id: string): Promise<void> {
  await sql`delete from person where id = ${id}`;
}

/** Whose unit it is, for a role that is to be limited to it; it cannot be deleted before the transaction ends. */
export async function findUnitPlace(
  sql: Sql,
  id: string,
): Promise<{ municipality: string; demo: boolean } | undefined> {
  const [unit] = await sql<{ municipality: string; demo: boolean }[]>`
    select municipality_code as municipality, demo from unit where id = ${id} for key share`;
  return unit;
}

/** The units that a role in a municipality can be limited to. */
export async function listUnitNames(sql: Sql, code: string): Promise<{ id: string; name: string }[]> {
  return sql<{ id: string; name: string }[]>`
    select id, name from unit where municipality_code = ${code} order by demo, name collate danish`;
}
