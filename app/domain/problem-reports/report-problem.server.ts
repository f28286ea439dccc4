import type { Sql } from "#db/client.ts";
import { storeProblemReport } from "#db/queries/problem-reports.ts";
import type { ProblemReportInput } from "./input.ts";

/** Keeps a reader's report about a page. Anyone may report; nobody can read reports until accounts exist. */
export async function reportProblem(sql: Sql, input: ProblemReportInput): Promise<void> {
  await storeProblemReport(sql, input);
}
