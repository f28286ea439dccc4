import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Sql } from "#db/client.ts";
import { kinds } from "#search/document.ts";
import type { Hit } from "#search/engine.ts";
import { indexEntry } from "#search/store.ts";

/** The entry that a job is about. */
export const entrySchema = z.object({ kind: z.enum(kinds), id: z.string().max(100) }) satisfies z.ZodType<Hit>;

/** After a change: what can be found is brought in step with its row. */
export const indexChangedEntry =
  (sql: Sql): Task =>
  async (payload) => {
    const entry = entrySchema.parse(payload);
    await sql.begin((tx) => indexEntry(tx as unknown as Sql, entry));
  };
