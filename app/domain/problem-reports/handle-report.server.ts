import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findProblemReport, setHandled } from "#db/queries/problem-reports.ts";
import { changedMeanwhile, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { isDemo, type Viewer } from "../viewer.ts";
import { mayReadAllReports, mayReadReportsOf } from "./policy.ts";

/** Says that a report has been dealt with. It is kept as long as all of them are. Invented people know of invented reports, others of others. */
export async function handleReport(sql: Sql, viewer: Viewer, id: string): Promise<void> {
  await transaction(sql, async (tx) => {
    const report = await findProblemReport(tx, id);
    if (report?.demo !== isDemo(viewer)) throw goneMeanwhile();
    const { municipality, path } = report;
    if (!(municipality ? mayReadReportsOf(viewer, municipality) : mayReadAllReports(viewer))) throw notAllowed();
    if (!(await setHandled(tx, id))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { action: "report.handled", municipality, subject: path.slice(0, 200) });
  });
}
