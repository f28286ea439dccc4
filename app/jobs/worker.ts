import { run } from "graphile-worker";
import { deleteOldReports } from "./delete-old-reports.ts";

/** Runs the jobs that writes have left in the outbox, and those that come round every night, until `stop` is called. */
export async function startWorker(databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const runner = await run({
    connectionString: databaseUrl,
    concurrency: 2,
    noHandleSignals: true,
    taskList: { "delete-old-reports": deleteOldReports(databaseUrl) },
    crontab: "15 3 * * * delete-old-reports ?fill=2d",
  });
  return { stop: () => runner.stop() };
}
