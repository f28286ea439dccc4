import type { FileStore } from "#app/files/store.ts";
import { deleteOldMails } from "#app/mail/post.ts";
import type { Sql } from "#db/client.ts";
import { deleteOldAudit } from "#db/queries/audit.ts";
import { deleteLongBinned } from "#db/queries/cases/bin.ts";
import { deleteLongUnusedPictures } from "#db/queries/cases/pictures.ts";
import { deleteExpiredInvitations } from "#db/queries/invitations.ts";
import { deleteExhaustedJobs } from "#db/queries/outbox.ts";
import { deleteOldProblemReports } from "#db/queries/problem-reports.ts";
import { deleteOldCounts } from "#db/queries/rate-limits.ts";
import { deleteExpiredSessions } from "#db/queries/sessions.ts";
import { deleteExpiredTokens } from "#db/queries/tokens.ts";
import { removeOrphans } from "./pictures.ts";
import type { JobHandlers } from "./registry.ts";

/** Deletes what is over, or older than the privacy page says that it may be. */
export const clearAway =
  (
    sql: Sql,
    { auditDays, mailFolder, files }: { auditDays: number; mailFolder: string; files: FileStore },
  ): JobHandlers["clear-away"] =>
  async () => {
    await deleteOldProblemReports(sql);
    await deleteOldAudit(sql, auditDays);
    await deleteExpiredSessions(sql);
    await deleteExpiredTokens(sql);
    await deleteExpiredInvitations(sql);
    await deleteOldCounts(sql);
    await deleteExhaustedJobs(sql);
    await deleteLongBinned(sql);
    await deleteLongUnusedPictures(sql);
    await removeOrphans(sql, files);
    await deleteOldMails(mailFolder);
  };
