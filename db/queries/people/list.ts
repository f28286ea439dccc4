import type { Sql } from "../../client.ts";
import type { PersonTable, RoleGrantTable } from "../../row-types.ts";

/** A person as coordinators and KL see one. */
export interface PersonRow extends Pick<PersonTable, "id" | "name" | "email" | "demo"> {
  /** Whether codes are in use; without, the roles that need them do not count. */
  totp: boolean;
  grants: PersonGrant[];
}

/** A role that a person has, as it can be taken away. */
export interface PersonGrant extends Pick<RoleGrantTable, "id" | "role"> {
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
