import type { Sql } from "../client.ts";

/**
 * What stands at an address: the thing, the address that it has moved to, that it is gone (withdrawn), or hidden while somebody looks at it.
 * `null` is used for nothing at all, and for what the viewer may not see.
 */
export type Found<T> =
  | { state: "here"; item: T }
  | { state: "moved"; slug: string }
  | { state: "gone" }
  | { state: "hidden" }
  | null;

/** Whether what all could read has been withdrawn, or is hidden. @param id a uuid. */
export async function isGone(sql: Sql, table: "case_story" | "method" | "document", id: string): Promise<boolean> {
  const once =
    table === "document"
      ? sql`hidden_at is not null`
      : sql`published_revision_id is not null and visibility = 'public' and (withdrawn_at is not null or hidden_at is not null)`;
  const rows = await sql`select from ${sql(table)} where id = ${id} and ${once}`;
  return rows.length > 0;
}
