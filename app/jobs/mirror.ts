import type { Sql } from "#db/client.ts";
import { isMirrorCurrent, type MirrorPlace, mirrorEntry, rebuildMirror } from "#search/mirror.ts";
import { wakeMirrorJobs } from "#search/mirror-jobs.ts";
import type { MirrorJobHandlers } from "./registry.ts";

/** The jobs that keep the copy of the index on Meilisearch. A worker without one does not know them: they wait for one that has it. */
export const mirrorHandlers = (sql: Sql, place: MirrorPlace): MirrorJobHandlers => ({
  "mirror-entry": (entry) => mirrorEntry(sql, place, entry),
  "rebuild-mirror": () => rebuildMirror(sql, place),
  // Also where nobody searches and notices that Meilisearch is back.
  "wake-mirror": async () => {
    if (await isMirrorCurrent(place)) await wakeMirrorJobs(sql);
  },
});
