import { run } from "graphile-worker";
import { createPost, type MailSettings } from "#app/mail/post.ts";
import { createDatabase } from "#db/client.ts";
import type { MirrorPlace } from "#search/mirror.ts";
import { rebuildIndex } from "#search/store.ts";
import { clearAway } from "./clear-away.ts";
import { indexChangedEntry } from "./index-entry.ts";
import { letterTasks } from "./letter.ts";
import { mirrorCrontab, mirrorTasks } from "./mirror.ts";

/** What the jobs work on. */
export interface WorkerParts {
  databaseUrl: string;
  /** Where the index is copied to, if anywhere. */
  meilisearch?: MirrorPlace;
  mail: MailSettings;
  /** How many days the audit log is kept. */
  auditDays: number;
}

/** Runs the jobs that writes have left in the outbox, and those that come round by themselves, until `stop` is called. */
export async function startWorker({
  databaseUrl,
  meilisearch,
  mail,
  auditDays,
}: WorkerParts): Promise<{ stop(): Promise<void> }> {
  // A job about the mirror holds a connection while Meilisearch works.
  const sql = createDatabase(databaseUrl, { max: 4 });
  const post = createPost(mail);
  const runner = await run({
    connectionString: databaseUrl,
    concurrency: 2,
    // Two that look for work in the same moment can each leave a queue to the other; they look again after so many milliseconds.
    pollInterval: 500,
    noHandleSignals: true,
    taskList: {
      "clear-away": clearAway(sql, { auditDays, mailFolder: mail.folder }),
      ...letterTasks(sql, post, mail),
      "index-entry": indexChangedEntry(sql, { mirrored: meilisearch !== undefined }),
      "rebuild-index": () => rebuildIndex(sql),
      ...(meilisearch && mirrorTasks(sql, meilisearch)),
    },
    crontab: ["15 3 * * * clear-away ?fill=2d", ...(meilisearch ? [mirrorCrontab] : [])].join("\n"),
  });
  return {
    stop: async () => {
      await runner.stop();
      post.close();
      await sql.end({ timeout: 1 });
    },
  };
}
