import type { Sql } from "../client.ts";
import type { OneTimeTokenTable } from "../row-types.ts";

/** What a token opens. */
export type Purpose = OneTimeTokenTable["purpose"];

/** What a token stands for. */
export interface TokenRow extends Pick<OneTimeTokenTable, "personId" | "invitationId"> {
  payload: Record<string, string>;
}

/** Keeps a new token. @param token.hash of what the link or cookie holds */
export async function storeToken(
  sql: Sql,
  token: {
    hash: string;
    purpose: Purpose;
    minutes: number;
    personId?: string | null;
    invitationId?: string | null;
    payload?: Record<string, string>;
  },
): Promise<void> {
  const { hash, purpose, minutes, personId = null, invitationId = null, payload = {} } = token;
  await sql`
    insert into one_time_token (hash, purpose, person_id, invitation_id, payload, expires_at)
    values (${hash}, ${purpose}, ${personId}, ${invitationId}, ${sql.json(payload)}, now() + make_interval(mins => ${minutes}))`;
}

/** What a token stands for, if it is good. It stays so: a link that is merely looked at, as mail filters do, is not used. */
export async function findToken(sql: Sql, purpose: Purpose, hash: string): Promise<TokenRow | undefined> {
  const [row] = await sql<TokenRow[]>`
    select person_id as "personId", invitation_id as "invitationId", payload
    from one_time_token where hash = ${hash} and purpose = ${purpose} and expires_at > now()`;
  return row;
}

/** Uses a token up. Of two who come with it at once, one gets nothing. */
export async function takeToken(sql: Sql, purpose: Purpose, hash: string): Promise<TokenRow | undefined> {
  const [row] = await sql<TokenRow[]>`
    delete from one_time_token where hash = ${hash} and purpose = ${purpose} and expires_at > now()
    returning person_id as "personId", invitation_id as "invitationId", payload`;
  return row;
}

/** Takes back every token of a purpose that a person has. */
export async function dropTokens(sql: Sql, purpose: Purpose, personId: string): Promise<void> {
  await sql`delete from one_time_token where person_id = ${personId} and purpose = ${purpose}`;
}

/** Takes back every token that a person has. */
export async function dropAllTokens(sql: Sql, personId: string): Promise<void> {
  await sql`delete from one_time_token where person_id = ${personId}`;
}

/** Removes the tokens that are over. */
export async function deleteExpiredTokens(sql: Sql): Promise<void> {
  await sql`delete from one_time_token where expires_at < now()`;
}
