import type { Sql } from "../client.ts";
import type { JoinRequestTable, PersonTable } from "../row-types.ts";

/** Somebody who asks for access. */
export type JoinRequestRow = Pick<JoinRequestTable, "personId" | "askedAt"> &
  Pick<PersonTable, "name" | "email" | "demo">;

/** Who asks for access to a municipality, first come first. */
export async function listJoinRequests(sql: Sql, code: string): Promise<JoinRequestRow[]> {
  return sql<JoinRequestRow[]>`
    select p.id as "personId", p.name, p.email, p.demo, j.asked_at as "askedAt"
    from join_request j join person p on p.id = j.person_id
    where j.municipality_code = ${code} order by j.asked_at`;
}

/** Municipalities without a coordinator where somebody waits for KL. */
export async function listWaitingForAssociation(sql: Sql): Promise<{ slug: string; name: string; waiting: number }[]> {
  return sql<{ slug: string; name: string; waiting: number }[]>`
    select k.slug, k.name, count(*)::int as waiting
    from join_request j join municipality k on k.code = j.municipality_code
    where not exists (
      select from role_grant g join person c on c.id = g.person_id
      where g.municipality_code = k.code and g.role = 'coordinator' and not c.demo
    )
    group by k.code order by k.name collate danish`;
}

/** Asks for access. @returns false when it has been asked */
export async function storeJoinRequest(sql: Sql, personId: string, code: string): Promise<boolean> {
  const inserted = await sql`
    insert into join_request (person_id, municipality_code) values (${personId}, ${code}) on conflict do nothing`;
  return inserted.count > 0;
}

/** Takes a request away. @returns false when there is none */
export async function deleteJoinRequest(sql: Sql, personId: string, code: string): Promise<boolean> {
  const deleted = await sql`delete from join_request where person_id = ${personId} and municipality_code = ${code}`;
  return deleted.count > 0;
}

/** The municipalities that a person has asked for access to. */
export async function listRequestsOf(sql: Sql, personId: string): Promise<{ slug: string; name: string }[]> {
  return sql<{ slug: string; name: string }[]>`
    select k.slug, k.name from join_request j join municipality k on k.code = j.municipality_code
    where j.person_id = ${personId} order by k.name collate danish`;
}
