import { exportFileKey } from "#app/exports/places.ts";
import type { FileStore, StoredFile } from "#app/files/store.ts";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { type ExportFile, exportJobKey, findExportFile, insertExport } from "#db/queries/exports/keeping.ts";
import { leaveJob } from "#db/queries/outbox.ts";
import { personOf } from "../accounts/totp.server.ts";
import { DomainError, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { mayExport } from "./policy.ts";

/** How often it is tried to make an export. */
const mostTries = 5;

/**
 * Asks for a file with all that is kept of a municipality's texts. Invented people get what is invented, others the rest.
 * @param municipality code
 * @throws {DomainError} 409 when one is being made
 */
export async function askForExport(sql: Sql, viewer: Viewer, municipality: string): Promise<void> {
  const { id: by, demo } = personOf(viewer);
  if (!mayExport(viewer, municipality)) throw notAllowed("Kun kommunens koordinator kan tage alt ud.");
  await transaction(sql, async (tx) => {
    const id = await insertExport(tx, { municipality, demo, by });
    if (!id)
      throw new DomainError(
        "Der bliver allerede lavet et udtræk. Vent, til det er klart: så får den, der bad om det, en mail.",
        409,
      );
    await leaveJob(tx, "make-export", { export: id }, { key: exportJobKey(id), maxAttempts: mostTries });
    await recordAudit(tx, viewer, { action: "export.asked", municipality });
  });
}

/** A file on its way to whoever fetches it. */
export interface FetchedExport extends Pick<ExportFile, "slug" | "readyAt"> {
  file: StoredFile;
}

/** Opens the file of an export for somebody who may fetch it, and writes that down. @returns undefined for others, and when it has expired. @param id a uuid */
export async function fetchExport(
  sql: Sql,
  files: FileStore,
  viewer: Viewer,
  id: string,
): Promise<FetchedExport | undefined> {
  const found = await findExportFile(sql, viewer, id);
  const file = found && (await files.open(exportFileKey(found)));
  if (!file) return undefined;
  try {
    await recordAudit(sql, viewer, { action: "export.fetched", municipality: found.municipalityCode });
  } catch (error) {
    file.stream.destroy();
    throw error;
  }
  return { file, slug: found.slug, readyAt: found.readyAt };
}
