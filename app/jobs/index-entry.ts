import type { Task } from "graphile-worker";
import { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { kinds } from "#search/document.ts";
import type { Hit } from "#search/engine.ts";
import { leaveMirrorEntry, leaveMirrorRebuild } from "#search/mirror-jobs.ts";
import { indexEntry } from "#search/store.ts";

/** The entry that a job is about. */
export const entrySchema = z.object({ kind: z.enum(kinds), id: z.string().max(100) }) satisfies z.ZodType<Hit>;

/**
 * After a change: what can be found is brought in step with its row, and the mirror told in the same transaction. Where there is no
 * mirror, one that comes later will have missed the change, so the job to make it anew is left waiting.
 */
export const indexChangedEntry =
  (sql: Sql, options: { mirrored: boolean }): Task =>
  async (payload) => {
    const entry = entrySchema.parse(payload);
    await transaction(sql, async (tx) => {
      await indexEntry(tx, entry);
      await (options.mirrored ? leaveMirrorEntry(tx, entry) : leaveMirrorRebuild(tx));
    });
  };
