import { type Sql, transaction } from "#db/client.ts";
import { findOwnerOfPath } from "#db/queries/hidden-pages.ts";
import { storeProblemReport } from "#db/queries/problem-reports.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { slowDown } from "../accounts/slow-down.server.ts";
import type { Throttle } from "../accounts/throttle.server.ts";
import { refuseOtherSide } from "../demo-address.ts";
import { isDemo, type Viewer } from "../viewer.ts";
import type { ProblemReportInput } from "./input.ts";

/**
 * Keeps a reader's report about a page, and tells the municipality that it belongs to, and KL. Anyone may report. What an invented person
 * reports reaches invented people alone.
 * @throws {TooManyTries}
 * @throws {DomainError} at `replyTo`
 */
export async function reportProblem(
  sql: Sql,
  throttle: Throttle,
  viewer: Viewer,
  input: ProblemReportInput,
  network: string,
): Promise<void> {
  const demo = isDemo(viewer);
  if (input.replyTo) refuseOtherSide(input.replyTo.toLowerCase(), demo, "replyTo");
  await slowDown(throttle, "report", { network });
  await transaction(sql, async (tx) => {
    const municipality = await findOwnerOfPath(tx, input.path);
    const report = await storeProblemReport(tx, { ...input, municipality, demo });
    await leaveLetter(tx, { kind: "problem-report", report });
  });
}
