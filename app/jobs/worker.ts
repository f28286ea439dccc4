import { run } from "graphile-worker";
import { createDatabase } from "#db/client.ts";
import type { MirrorPlace } from "#search/mirror.ts";
import { rebuildIndex } from "#search/store.ts";
import { deleteOldReports } from "./delete-old-reports.ts";
import { indexChangedEntry } from "./index-entry.ts";
import { mirrorCrontab, mirrorTasks } from "./mirror.ts";

/** What the jobs work on. */
export interface WorkerParts {
  databaseUrl: string;
  /** Where the index is copied to, if anywhere. */
  meilisearch?: MirrorPlace;
}

/** Runs the jobs that writes have left in the outbox, and those that come round by themselves, until `stop` is called. */
export async function startWorker({ databaseUrl, meilisearch }: WorkerParts): Promise<{ stop(): Promise<void> }> {
  // A job about the mirror holds a connection while Meilisearch works.
  const sql = createDatabase(databaseUrl, { max: 4 });
  const runner = await run({
    connectionString: databaseUrl,
    concurrency: 2,
    noHandleSignals: true,
    taskList: {
      "delete-old-reports": deleteOldReports(sql),
      "index-entry": indexChangedEntry(sql, { mirrored: meilisearch !== undefined }),
      "rebuild-index": () => rebuildIndex(sql),
      ...(meilisearch && mirrorTasks(sql, meilisearch)),
    },
    crontab: ["15 3 * * * delete-old-reports ?fill=2d", ...(meilisearch ? [mirrorCrontab] : [])].join("\n"),
  });
  return {
    stop: async () => {
      await runner.stop();
      await sql.end({ timeout: 1 });
    },
  };
}
