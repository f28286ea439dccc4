import type { Sql } from "../client.ts";

/** Removes counts that no longer count. */
export async function deleteOldCounts(sql: Sql): Promise<void> {
  await sql`delete from rate_limit where expire < extract(epoch from now()) * 1000`;
}
