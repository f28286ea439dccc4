import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findProblemReport, findReportedCase, setPassedOn } from "#db/queries/problem-reports.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { isCoordinator, isDemo, mayChange, type Viewer } from "../viewer.ts";

/**
 * Shows a report to those who write the case that it is about, without who sent it. Only a report about a case of the municipality.
 * @param municipality code
 */
export async function passOnReport(sql: Sql, viewer: Viewer, municipality: string, id: string): Promise<void> {
  await transaction(sql, async (tx) => {
    const report = await findProblemReport(tx, id);
    if (report?.demo !== isDemo(viewer) || report.municipality !== municipality) throw goneMeanwhile();
    if (!isCoordinator(viewer, municipality)) throw notAllowed("Kun kommunens koordinator sender meldinger videre.");
    const about = await findReportedCase(tx, report.path);
    if (about?.municipality !== municipality)
      throw new DomainError(
        "Meldingen handler ikke om et af kommunens eksempler, så der er ingen at sende den til.",
        409,
      );
    if (!mayChange(viewer, about.demo)) throw demoOnly();
    if (!(await setPassedOn(tx, id))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { action: "report.passed_on", municipality, subject: report.path.slice(0, 200) });
  });
}
