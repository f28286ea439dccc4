import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { endExports } from "#db/queries/exports/keeping.ts";
import { findStatusSubject } from "#db/queries/statuses/keep-edition.ts";
import { updateOutcome } from "#db/queries/statuses/keep-hand-over.ts";
import { removeEditions } from "#db/queries/statuses/keep-publication.ts";
import { assertNamesNobody, assertNoCprNumber } from "../cases/privacy-policy.ts";
import { danishToday, longDate } from "../dates.ts";
import { DomainError, demoOnly, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { mayChange, type Viewer } from "../viewer.ts";
import { heldEdition, statusInLog } from "./held-edition.server.ts";
import type { outcomeInput, removeStatusInput } from "./input.ts";
import { mayRunStatuses } from "./policy.ts";

/**
 * Notes what the committee did with a published edition.
 * @throws {DomainError} 400 at a day that has not come, or that lies before the meeting
 */
export async function noteOutcome(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  { outcome, outcomeOn, agendaItem }: z.output<typeof outcomeInput>,
): Promise<void> {
  assertNoCprNumber(agendaItem ?? "", "agendaItem");
  if (outcomeOn > danishToday()) throw new DomainError("Den dato er ikke kommet endnu.", 400, "outcomeOn");
  await transaction(sql, async (tx) => {
    const edition = await heldEdition(tx, editionId, "update");
    assertMayRun(viewer, edition);
    if (edition.state !== "published") throw new DomainError("Statussen er ikke udgivet endnu.", 409);
    if (edition.metOn && outcomeOn < edition.metOn)
      throw new DomainError(
        `Den dato ligger før mødet, som var ${longDate(edition.metOn)}. Skriv den dag, hvor udvalget behandlede statussen.`,
        400,
        "outcomeOn",
      );
    await updateOutcome(tx, editionId, { outcome, outcomeOn, agendaItem });
    await recordAudit(tx, viewer, { ...statusInLog("status.outcome", edition), detail: { outcome } });
  });
}

/**
 * Removes all that a status says for good, in every edition, also in one that is under way. A notice with the date stands instead, and a file with
 * all that the municipality has written is taken away.
 */
export async function removeStatus(
  sql: Sql,
  viewer: Viewer,
  statusId: string,
  { because }: z.output<typeof removeStatusInput>,
): Promise<void> {
  assertNamesNobody(because, "because");
  await transaction(sql, async (tx) => {
    const status = await findStatusSubject(tx, statusId, { lock: true });
    if (!status) throw goneMeanwhile();
    assertMayRun(viewer, status);
    if (!status.publishedEditionId) throw new DomainError("Der er ikke noget udgivet. Kassér kladden i stedet.", 409);
    const editions = await removeEditions(tx, statusId);
    await endExports(tx, status.municipality);
    await recordAudit(tx, viewer, {
      ...statusInLog("status.removed_for_good", status),
      detail: { editions },
      reason: because,
    });
  });
}

/** @throws {DomainError} 403 unless the viewer runs the municipality, and real rows are not touched by invented people */
function assertMayRun(viewer: Viewer, { municipality, demo }: { municipality: string; demo: boolean }): void {
  if (!mayRunStatuses(viewer, municipality)) throw notAllowed("Kun kommunens koordinator kan gøre det.");
  if (!mayChange(viewer, demo)) throw demoOnly();
}
