import type { Sql } from "../../client.ts";
import type { PersonTable } from "../../row-types.ts";

/** Whom a letter goes to. */
export type Recipient = Pick<PersonTable, "id" | "name" | "email" | "demo">;

/** A person by id. */
export async function findRecipient(sql: Sql, id: string): Promise<Recipient | undefined> {
  const [row] = await sql<Recipient[]>`select id, name, email, demo from person where id = ${id}`;
  return row;
}

/** Who runs a municipality. @param demo the invented ones; otherwise the real ones */
export async function listCoordinators(sql: Sql, code: string, demo: boolean): Promise<Recipient[]> {
  return sql<Recipient[]>`
    select distinct p.id, p.name, p.email, p.demo from role_grant g join person p on p.id = g.person_id
    where g.municipality_code = ${code} and g.role = 'coordinator' and p.demo = ${demo}`;
}

/** KL's people. @param roles which of KL's roles */
export async function listAssociation(sql: Sql, roles: readonly string[], demo: boolean): Promise<Recipient[]> {
  return sql<Recipient[]>`
    select distinct p.id, p.name, p.email, p.demo from role_grant g join person p on p.id = g.person_id
    where g.role = any(${[...roles]}) and p.demo = ${demo}`;
}
