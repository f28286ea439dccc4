import { run } from "graphile-worker";
import { createDatabase } from "#db/client.ts";
import { rebuildIndex } from "#search/store.ts";
import { deleteOldReports } from "./delete-old-reports.ts";
import { indexChangedEntry } from "./index-entry.ts";

/** Runs the jobs that writes have left in the outbox, and those that come round every night, until `stop` is called. */
export async function startWorker(databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const sql = createDatabase(databaseUrl, { max: 2 });
  const runner = await run({
    connectionString: databaseUrl,
    concurrency: 2,
    noHandleSignals: true,
    taskList: {
      "delete-old-reports": deleteOldReports(sql),
      "index-entry": indexChangedEntry(sql),
      "rebuild-index": () => rebuildIndex(sql),
    },
    crontab: "15 3 * * * delete-old-reports ?fill=2d",
  });
  return {
    stop: async () => {
      await runner.stop();
      await sql.end({ timeout: 1 });
    },
  };
}
