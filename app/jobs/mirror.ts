import type { Task, TaskList } from "graphile-worker";
import type { Sql } from "#db/client.ts";
import { isMirrorCurrent, type MirrorPlace, mirrorEntry, rebuildMirror } from "#search/mirror.ts";
import { wakeMirrorJobs } from "#search/mirror-jobs.ts";
import { entrySchema } from "./index-entry.ts";

/** The jobs that keep the copy of the index on Meilisearch. A worker without one does not know them: they wait for one that has it. */
export const mirrorTasks = (sql: Sql, place: MirrorPlace): TaskList => ({
  "mirror-entry": (payload) => mirrorEntry(sql, place, entrySchema.parse(payload)),
  "rebuild-mirror": () => rebuildMirror(sql, place),
  "wake-mirror": wakeMirror(sql, place),
});

/** When these jobs come round. */
export const mirrorCrontab = "*/5 * * * * wake-mirror ?max=1";

/** Jobs that failed are tried again sooner than their growing waits would have it, also where nobody searches and notices the return. */
const wakeMirror =
  (sql: Sql, place: MirrorPlace): Task =>
  async () => {
    if (await isMirrorCurrent(place)) await wakeMirrorJobs(sql);
  };
