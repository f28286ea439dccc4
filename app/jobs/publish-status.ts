import { danishToday } from "#app/domain/dates.ts";
import { publishDueEdition } from "#app/domain/statuses/publish-due.server.ts";
import type { Sql } from "#db/client.ts";
import { leaveJob } from "#db/queries/outbox.ts";
import { listDueEditions } from "#db/queries/statuses/keep-hand-over.ts";
import type { JobHandlers } from "./registry.ts";

/** Publishes the statuses whose day has come: a job for each, so that one that fails keeps no other waiting. */
export const statusHandlers = (sql: Sql): Pick<JobHandlers, "publish-statuses" | "publish-status"> => ({
  async "publish-statuses"() {
    for (const edition of await listDueEditions(sql, danishToday()))
      await leaveJob(sql, "publish-status", { edition }, { key: `publish-status:${edition}` });
  },
  "publish-status": ({ edition }) => publishDueEdition(sql, edition),
});
