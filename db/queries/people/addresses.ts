import type { Sql } from "../../client.ts";

/** An address of a person, and when it was. Of two people who have had the same, each has what bears it from the own time. */
export interface HeldAddress {
  email: string;
  /** When the one who had it before gave it up; null: nobody had. */
  since: Date | null;
  /** When the person gave it up, and somebody else has had it since; null: nobody has. */
  until: Date | null;
}

/** The addresses of a person, as rows of `email`, `since` and `until`: the one in use, and all that were given up. */
export const addressesOf = (sql: Sql, personId: string): ReturnType<Sql> => sql`(
  select mine.email,
    (
      select max(before.given_up_at) from earlier_address before
      where before.email = mine.email and before.person_id <> ${personId}
        and (mine.given_up_at is null or before.given_up_at < mine.given_up_at)
    ) as since,
    case when mine.given_up_at is not null and (
      exists (select from person p where p.email = mine.email)
      or exists (
        select from earlier_address later
        where later.email = mine.email and later.person_id <> ${personId} and later.given_up_at > mine.given_up_at
      )
    ) then mine.given_up_at end as until
  from (
    select email, null::timestamptz as given_up_at from person where id = ${personId}
    union all
    select email, given_up_at from earlier_address where person_id = ${personId}
  ) mine
)`;

/**
 * The condition that an address was the person's at a time.
 * @param held rows that `addressesOf` gives
 */
export const isHeld = (
  sql: Sql,
  held: ReturnType<Sql>,
  address: ReturnType<Sql>,
  at: ReturnType<Sql>,
): ReturnType<Sql> => sql`exists (
  select from ${held} held
  where held.email = ${address} and (held.since is null or ${at} >= held.since) and (held.until is null or ${at} < held.until)
)`;

/** Every address that a person has or has had; the one in use first. */
export async function listAddressesOf(sql: Sql, personId: string): Promise<HeldAddress[]> {
  return sql<HeldAddress[]>`
    select held.* from ${addressesOf(sql, personId)} held order by (select email from person where id = ${personId}) = held.email desc`;
}

/** Keeps the address that a person gives up, and forgets that the new one was given up once. */
export async function keepEarlierAddress(sql: Sql, personId: string, earlier: string, now: string): Promise<void> {
  await sql`delete from earlier_address where person_id = ${personId} and email = ${now}`;
  await sql`
    insert into earlier_address (person_id, email) values (${personId}, ${earlier})
    on conflict (person_id, email) do update set given_up_at = now()`;
}
