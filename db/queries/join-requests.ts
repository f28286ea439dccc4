import type { Sql } from "../client.ts";
import type { JoinRequestTable, PersonTable } from "../row-types.ts";
import { holdsWords } from "./holds-words.ts";
import { type Head, toHead } from "./paging.ts";
import type { Onlooker } from "./people/list.ts";

/** Somebody who asks for access. */
export type JoinRequestRow = Pick<JoinRequestTable, "personId" | "askedAt"> &
  Pick<PersonTable, "name" | "email" | "demo">;

const requests = (sql: Sql) => sql`
  select p.id as "personId", p.name, p.email, p.demo, j.asked_at as "askedAt", count(*) over ()::int as total
  from join_request j join person p on p.id = j.person_id`;

/**
 * Who asks for access to a municipality, first come first.
 * @param options.words of the name or the address
 * @param options.limit the most that are wanted; all of them are counted
 */
export async function listJoinRequests(
  sql: Sql,
  code: string,
  { words, limit, demo }: { words: string; limit: number } & Onlooker,
): Promise<Head<JoinRequestRow>> {
  const rows = await sql<(JoinRequestRow & { total: number })[]>`
    ${requests(sql)}
    where j.municipality_code = ${code} and p.demo = ${demo} and ${holdsWords(sql, sql`p.name || ' ' || p.email`, words)}
    order by j.asked_at, p.id limit ${limit}`;
  return toHead(rows);
}

/** A person's asking for access to a municipality. */
export async function findJoinRequest(
  sql: Sql,
  code: string,
  personId: string,
  { demo }: Onlooker,
): Promise<JoinRequestRow | undefined> {
  const rows = await sql<(JoinRequestRow & { total: number })[]>`
    ${requests(sql)} where j.municipality_code = ${code} and j.person_id = ${personId} and p.demo = ${demo}`;
  return toHead(rows).items[0];
}

/** Municipalities without a coordinator where somebody waits for KL. @param demo whether among invented people; otherwise among real ones */
export async function listWaitingForAssociation(
  sql: Sql,
  demo: boolean,
): Promise<{ slug: string; name: string; waiting: number }[]> {
  return sql<{ slug: string; name: string; waiting: number }[]>`
    select k.slug, k.name, count(*)::int as waiting
    from join_request j join municipality k on k.code = j.municipality_code join person p on p.id = j.person_id
    where p.demo = ${demo} and not exists (
      select from role_grant g join person c on c.id = g.person_id
      where g.municipality_code = k.code and g.role = 'coordinator' and c.demo = ${demo}
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
