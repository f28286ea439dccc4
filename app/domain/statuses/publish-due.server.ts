import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { type EditionSubject, findEditionSubject } from "#db/queries/statuses/keep-edition.ts";
import { holdsAssociationRole, holdsRoleForAll, updateStopped } from "#db/queries/statuses/keep-hand-over.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { danishToday } from "../dates.ts";
import { DomainError } from "../domain-error.ts";
import { editionStateAfter } from "../workflow/edition-workflow.ts";
import { statusInLog } from "./held-edition.server.ts";
import { publishEdition } from "./publish-edition.server.ts";

/**
 * Publishes an edition whose day has come, if all that its yes rested on still holds: those who sent and approved it have their roles, the period
 * has been opened, and its claims have something that they rest on. Where not, it waits for an answer again, and those who wrote it and approved it
 * are told why. Nothing where it waits no more.
 */
export async function publishDueEdition(sql: Sql, editionId: string): Promise<void> {
  try {
    await transaction(sql, async (tx) => {
      const edition = await dueEdition(tx, editionId);
      if (!edition) return;
      await assertStillHolds(tx, edition);
      await publishEdition(tx, null, edition);
      await recordAudit(tx, null, statusInLog("status.published", edition), edition.demo);
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await transaction(sql, async (tx) => {
      const edition = await dueEdition(tx, editionId);
      if (!edition) return;
      await updateStopped(tx, editionId, error.message);
      await recordAudit(tx, null, statusInLog("status.not_published", edition), edition.demo);
      await leaveLetter(tx, { kind: "status-stopped", edition: editionId, approver: edition.answeredBy });
    });
  }
}

/** The edition, held, if its day has come. */
async function dueEdition(tx: Sql, id: string): Promise<EditionSubject | undefined> {
  const edition = await findEditionSubject(tx, id, { lock: "update" });
  const isDue = edition?.publishOn != null && edition.publishOn <= danishToday();
  return edition && isDue && editionStateAfter(edition.state, "publish") !== null ? edition : undefined;
}

/** @throws {DomainError} when a right that the yes rested on is gone */
async function assertStillHolds(tx: Sql, edition: EditionSubject): Promise<void> {
  const { municipality, answeredBy, submittedBy, publishAlong, periodOpened } = edition;
  const holds = async (person: string | null, roles: readonly ("contributor" | "approver" | "coordinator")[]) =>
    person !== null && (await holdsRoleForAll(tx, { person, municipality, roles }));
  if (!periodOpened) throw new DomainError("Halvåret er ikke åbnet af KL.", 409);
  if (!(await holds(answeredBy, ["approver", "coordinator"])))
    throw new DomainError(
      "Den, der godkendte statussen, har ikke længere rollen til det. En anden skal godkende den.",
      409,
    );
  const byAssociation = submittedBy !== null && (await holdsAssociationRole(tx, submittedBy));
  if (!byAssociation && !(await holds(submittedBy, ["contributor", "coordinator"])))
    throw new DomainError(
      "Den, der sendte statussen, har ikke længere rollen til det. Tag den tilbage, og send den igen.",
      409,
    );
  if (publishAlong && !byAssociation && !(await holds(submittedBy, ["coordinator"])))
    throw new DomainError(
      "Den, der sendte statussen, er ikke længere koordinator og kan ikke udgive indsatserne sammen med den. Tag den tilbage, og send den igen.",
      409,
    );
}
