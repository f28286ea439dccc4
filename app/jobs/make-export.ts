import { Readable } from "node:stream";
import { isId } from "#app/domain/id.ts";
import { exportFiles } from "#app/exports/export-files.ts";
import { exportFileKey, exportKey, exportsKey } from "#app/exports/places.ts";
import { zipOf } from "#app/exports/zip.ts";
import type { FileStore } from "#app/files/store.ts";
import { leaveLetter } from "#app/mail/letters.ts";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import {
  beginExport,
  type ExportCounts,
  listKnownExports,
  listOverExports,
  removeExport,
  setExportReady,
} from "#db/queries/exports/keeping.ts";
import { leaveJob } from "#db/queries/outbox.ts";
import type { JobHandlers } from "./registry.ts";

/**
 * Makes the file with all texts of a municipality, from its beginning whatever a try before has come to, and tells whoever asked. All of it is
 * of one moment. What is made twice at the same time is ready once: the try that began last counts.
 */
export const makeExport =
  (sql: Sql, files: FileStore, { publicUrl }: { publicUrl: string }): JobHandlers["make-export"] =>
  async ({ export: id }) => {
    const begun = await beginExport(sql, id);
    if (!begun) return;
    const { attempt, municipality, demo, askedBy } = begun;
    await files.remove(exportKey(id));
    const key = exportFileKey({ id, attempt });
    try {
      const counts: ExportCounts = { texts: 0, versions: 0, pictures: 0 };
      const bytes = await transaction(sql, async (tx) => {
        await tx`set transaction isolation level repeatable read, read only`;
        const made = exportFiles(tx, { municipality, demo, publicUrl, madeAt: new Date(), files, counts });
        return files.put(key, Readable.from(zipOf(made), { objectMode: false }));
      });
      await transaction(sql, async (tx) => {
        if (!(await setExportReady(tx, { id, attempt, bytes, counts })))
          throw new Error("The export was begun anew, or texts of it were removed for good, while it was made");
        await recordAudit(
          tx,
          null,
          { action: "export.made", municipality: municipality.code, detail: { ...counts } },
          demo,
        );
        if (askedBy) await leaveLetter(tx, { kind: "export-ready", person: askedBy, export: id });
        await leaveJob(tx, "clear-exports", {});
      });
    } catch (error) {
      await files.remove(key);
      throw error;
    }
  };

/** Removes the exports whose time is up, file and row, and files that belong to none. */
export const clearExports =
  (sql: Sql, files: FileStore): JobHandlers["clear-exports"] =>
  async () => {
    for (const { id, municipality, demo } of await listOverExports(sql)) {
      await files.remove(exportKey(id));
      await transaction(sql, async (tx) => {
        const removed = await removeExport(tx, id);
        if (removed?.wasReady) await recordAudit(tx, null, { action: "export.expired", municipality }, demo);
      });
    }
    // What somebody else has put there is let be.
    const there = (await files.list(exportsKey)).map(({ name }) => name).filter(isId);
    const known = new Set(await listKnownExports(sql, there));
    for (const id of there) if (!known.has(id)) await files.remove(exportKey(id));
  };
