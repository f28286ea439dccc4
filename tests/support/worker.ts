import path from "node:path";
import { createFolderStore } from "#app/files/folder-store.ts";
import { startWorker, type WorkerOptions, type WorkerParts } from "#app/jobs/worker.ts";

/** The worker with mail that lands in a folder of the run, unless told otherwise. */
export const startTestWorker = (
  parts: Pick<WorkerParts, "databaseUrl"> & Partial<WorkerParts>,
  options?: WorkerOptions,
) =>
  startWorker(
    {
      auditDays: 730,
      mail: {
        smtpUrl: undefined,
        from: "ingen-svar@example.org",
        folder: path.join(process.env.TEST_FOLDER ?? "", `mails-${process.pid}`),
        publicUrl: "http://localhost:3000",
      },
      files: createFolderStore(path.join(process.env.TEST_FOLDER ?? "", `files-${process.pid}`)),
      ...parts,
    },
    options,
  );
