import type { Sql } from "../client.ts";
import type { RoleGrantTable } from "../row-types.ts";

/** A role that is limited to a unit. */
export type UnitGrantRow = Pick<RoleGrantTable, "id" | "personId" | "role">;

/**
 * The roles that are limited to a unit, their people held until the transaction ends, as all do who change what a person has. To be taken
 * before the unit itself is held: whoever gives somebody a role there holds that person first.
 */
export async function lockGrantsOfUnit(sql: Sql, unit: string): Promise<UnitGrantRow[]> {
  return sql<UnitGrantRow[]>`
    select g.id, g.person_id as "personId", g.role from role_grant g join person p on p.id = g.person_id
    where g.unit_id = ${unit} order by p.id, g.id for no key update of p`;
}

/** How many roles are limited to a unit. */
export async function countGrantsOfUnit(sql: Sql, unit: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int from role_grant where unit_id = ${unit}`;
  return row?.count ?? 0;
}

/** Limits the roles of one unit to another; who has the same role there already has it once. */
export async function moveGrants(sql: Sql, from: string, to: string): Promise<void> {
  await sql`
    delete from role_grant g using role_grant other
    where g.unit_id = ${from} and other.unit_id = ${to} and other.person_id = g.person_id and other.role = g.role`;
  await sql`update role_grant set unit_id = ${to} where unit_id = ${from}`;
}

/** Lets the invitations to one unit be to another; who is invited to the same there already is invited once. */
export async function moveInvitations(sql: Sql, from: string, to: string): Promise<void> {
  await sql`
    delete from invitation i using invitation other
    where i.unit_id = ${from} and other.unit_id = ${to} and other.email = i.email and other.role = i.role`;
  await sql`update invitation set unit_id = ${to} where unit_id = ${from}`;
}

/** Takes back the invitations to a unit. */
export async function deleteInvitationsOfUnit(sql: Sql, unit: string): Promise<void> {
  await sql`delete from invitation where unit_id = ${unit}`;
}

/** Lets what is being written at one unit be written at another, or with null at the whole municipality. What has been handed over stays. */
export async function moveDrafts(sql: Sql, from: string, to: string | null): Promise<void> {
  await sql`update case_revision set unit_id = ${to}, names_unit = null where unit_id = ${from} and state = 'working'`;
}
