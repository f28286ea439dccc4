import type { Sql } from "../client.ts";

/** Stores what a reader says is wrong with a page. @param replyTo how to answer, when the reader wants it. */
export async function storeProblemReport(
  sql: Sql,
  report: { path: string; message: string; replyTo: string | null },
): Promise<void> {
  await sql`insert into problem_report (path, message, reply_to) values (${report.path}, ${report.message}, ${report.replyTo})`;
}

/** How many days a report is kept. The privacy page says the same number. */
export const daysReportsAreKept = 180;

/** Deletes reports that are older than they may be. @returns how many. */
export async function deleteOldProblemReports(sql: Sql): Promise<number> {
  const deleted =
    await sql`delete from problem_report where reported_at < now() - make_interval(days => ${daysReportsAreKept})`;
  return deleted.count;
}
