import type { Task } from "graphile-worker";
import type { Sql } from "#db/client.ts";
import { deleteOldProblemReports } from "#db/queries/problem-reports.ts";

/** Every night: reports about pages may hold personal data and are kept only as long as the privacy page says. */
export const deleteOldReports =
  (sql: Sql): Task =>
  async () => {
    await deleteOldProblemReports(sql);
  };
