import { type Sql, transaction } from "#db/client.ts";
import { leaveMirrorEntry, leaveMirrorRebuild } from "#search/mirror-jobs.ts";
import { indexEntry } from "#search/store.ts";
import type { JobHandlers } from "./registry.ts";

/**
 * After a change: what can be found is brought in step with its row, and the mirror told in the same transaction. Where there is no
 * mirror, one that comes later will have missed the change, so the job to make it anew is left waiting.
 */
export const indexChangedEntry =
  (sql: Sql, options: { mirrored: boolean }): JobHandlers["index-entry"] =>
  (entry) =>
    transaction(sql, async (tx) => {
      await indexEntry(tx, entry);
      await (options.mirrored ? leaveMirrorEntry(tx, entry) : leaveMirrorRebuild(tx));
    });
