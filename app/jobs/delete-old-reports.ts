import type { Task } from "graphile-worker";
import { createDatabase } from "#db/client.ts";
import { deleteOldProblemReports } from "#db/queries/problem-reports.ts";

/** Every night: reports about pages may hold personal data and are kept only as long as the privacy page says. */
export const deleteOldReports =
  (databaseUrl: string): Task =>
  async () => {
    const sql = createDatabase(databaseUrl, { max: 1 });
    try {
      await deleteOldProblemReports(sql);
    } finally {
      await sql.end();
    }
  };
