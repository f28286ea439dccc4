import type { Sql } from "../../client.ts";

/** The condition that a `status` can be read: it is published, and not hidden. What is published is public. */
export const visibleStatus = (sql: Sql, status = "s") =>
  sql`(${sql(status)}.published_edition_id is not null and ${sql(status)}.hidden_at is null)`;
