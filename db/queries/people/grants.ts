import type { Grant } from "#app/domain/viewer.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import type { Sql } from "../../client.ts";
import type { PersonTable, RoleGrantTable } from "../../row-types.ts";

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
    insert into role_grant (person_id, role, municipality_code, unit_id, demo)
    select id, ${role}, ${municipality}, ${unitId}, demo from person where id = ${personId}
    on conflict do nothing`;
  return inserted.count > 0;
}

/** A role to take away, with whose it is. */
export interface GrantRow extends Pick<RoleGrantTable, "id" | "personId" | "role">, Pick<PersonTable, "demo"> {
  municipality: RoleGrantTable["municipalityCode"];
}

/** @param options.lock holds the person until the transaction ends, as all do who change what a person has */
export async function findGrant(sql: Sql, id: string, options: { lock?: boolean } = {}): Promise<GrantRow | undefined> {
  const [row] = await sql<GrantRow[]>`
    select g.id, g.person_id as "personId", g.role, g.municipality_code as municipality, p.demo
    from role_grant g join person p on p.id = g.person_id where g.id = ${id}
    ${options.lock ? sql`for no key update of p` : sql``}`;
  return row;
}

/** @returns false when it has been taken away */
export async function deleteGrant(sql: Sql, id: string): Promise<boolean> {
  const deleted = await sql`delete from role_grant where id = ${id}`;
  return deleted.count > 0;
}

/** Takes all of a person's roles in a municipality away. @returns the roles */
export async function deleteGrantsIn(sql: Sql, personId: string, code: string): Promise<Role[]> {
  const deleted = await sql<{ role: Role }[]>`
    delete from role_grant where person_id = ${personId} and municipality_code = ${code} returning role`;
  return deleted.map(({ role }) => role);
}

/**
 * Holds who runs some municipalities until the transaction ends, so that two who leave at once take turns. To be taken before any row is
 * held: whoever holds a person and then waits here keeps the one who is here waiting for that person.
 * @param codes null for KL's administrators
 */
export async function lockRunning(sql: Sql, codes: readonly (string | null)[]): Promise<void> {
  for (const code of [...new Set(codes.map((one) => one ?? "association"))].sort())
    await sql`select pg_advisory_xact_lock(hashtext('running'), hashtext(${code}))`;
}

/**
 * How many run a municipality, or administer the site for KL.
 * @param code null for KL's administrators
 * @param options.demo counts invented people; otherwise real ones
 */
export async function countRunning(sql: Sql, code: string | null, { demo }: { demo: boolean }): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(distinct g.person_id)::int from role_grant g join person p on p.id = g.person_id
    where g.role = ${code === null ? "association_admin" : "coordinator"} and g.municipality_code is not distinct from ${code}
      and p.demo = ${demo}`;
  return row?.count ?? 0;
}
