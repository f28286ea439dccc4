import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { storeStatusAuthor } from "#db/queries/statuses/keep-answers.ts";
import { readStatusContent } from "#db/queries/statuses/keep-content.ts";
import { type EditionSubject, listStatusApprovers } from "#db/queries/statuses/keep-edition.ts";
import { listEvidenceFigures, listEvidenceStanding } from "#db/queries/statuses/keep-evidence.ts";
import { storeKeptWarnings, updateSubmitted, updateWritable } from "#db/queries/statuses/keep-hand-over.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { personOf } from "../accounts/totp.server.ts";
import { assertMayPass } from "../cases/privacy-policy.ts";
import { DomainError, goneMeanwhile, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { editionStateAfter } from "../workflow/edition-workflow.ts";
import { missingByName, missingIn } from "./completeness-of-status.ts";
import { assertMayWrite, assertVersion, heldEdition, statusInLog } from "./held-edition.server.ts";
import type { editionVersionInput, submitStatusInput } from "./input.ts";
import { mayPublishAlone, mayPublishAlong } from "./policy.ts";
import { findingsOfStatus } from "./privacy-of-status.ts";
import { publishEdition } from "./publish-edition.server.ts";

/**
 * Hands an edition over: it waits for a yes. Where one pair of eyes is enough, and no warning has been kept, it is published at once.
 * @param input.reasons why warnings of the privacy check may stay, by their keys
 * @throws {DomainError} 409 when somebody else was first, 400 at each field that lacks something; nothing is changed then
 */
export async function submitStatus(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  {
    version,
    assignedTo,
    publishAlong,
    reasons,
  }: z.output<typeof submitStatusInput> & {
    reasons: Readonly<Record<string, string>>;
  },
): Promise<"submitted" | "published"> {
  const me = personOf(viewer).id;
  return transaction(sql, async (tx) => {
    const edition = await heldEdition(tx, editionId, "update");
    assertMayWrite(viewer, edition);
    if (editionStateAfter(edition.state, "submit") === null)
      throw new DomainError("Statussen er allerede sendt. Se, hvem der har den nu.", 409);
    assertVersion(edition, version);
    if (publishAlong && !mayPublishAlong(viewer, edition.municipality))
      throw notAllowed("Kun kommunens koordinator kan udgive indsatser sammen med statussen.");
    const kept = await assertReady(tx, editionId, { publishAlong, reasons });

    const approvers = await listStatusApprovers(tx, editionId, me);
    const alone = edition.alone && Object.keys(kept).length === 0 && mayPublishAlone(viewer, edition);
    const asked = alone ? null : whoIsAsked(approvers, assignedTo, { alone: edition.alone, keeps: kept });
    await storeStatusAuthor(tx, editionId, me);
    await storeKeptWarnings(tx, editionId, kept, me);
    await updateSubmitted(tx, editionId, { by: me, assignedTo: asked, publishAlong });
    if (alone) {
      await publishEdition(tx, viewer, { ...edition, submittedBy: me, publishAlong });
      await recordAudit(tx, viewer, statusInLog("status.published_alone", edition));
      return "published";
    }
    await recordAudit(tx, viewer, { ...statusInLog("status.submitted", edition), personId: asked });
    await leaveLetter(tx, { kind: "status-submitted", edition: editionId });
    return "submitted";
  });
}

/** Takes back what was handed over; it can be written again. */
export async function takeBackStatus(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  { version }: z.output<typeof editionVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const edition = await heldEdition(tx, editionId, "update");
    assertMayWrite(viewer, edition);
    assertWaits(edition);
    assertVersion(edition, version);
    await updateWritable(tx, editionId, null);
    await recordAudit(tx, viewer, statusInLog("status.taken_back", edition));
  });
}

/** @throws {DomainError} 409 unless the edition waits for an answer */
export function assertWaits({ state }: Pick<EditionSubject, "state">): void {
  if (editionStateAfter(state, "approve") !== null) return;
  throw new DomainError(
    state === "published"
      ? "Statussen er allerede udgivet."
      : state === "approved"
        ? "Statussen er godkendt og venter på sin dag. Stop udgivelsen først."
        : "Statussen venter ikke på svar mere. Måske er den taget tilbage eller sendt tilbage.",
    409,
  );
}

/** @returns the reasons that are needed @throws {DomainError} when an answer, an evidence or a reason is missing, each at its field */
async function assertReady(
  tx: Sql,
  editionId: string,
  { publishAlong, reasons }: { publishAlong: boolean; reasons: Readonly<Record<string, string>> },
): Promise<Record<string, string>> {
  const content = await readStatusContent(tx, editionId);
  if (!content) throw goneMeanwhile();
  const standing = (await listEvidenceStanding(tx, editionId)).filter(
    ({ standing: how }) => how === "public" || (publishAlong && how === "along"),
  );
  const missing = missingIn(content, new Set(standing.map(({ id }) => id)));
  const [first, ...others] = Object.entries(missingByName(missing));
  if (first) throw new DomainError(first[1], 400, first[0], Object.fromEntries(others));
  const figures = await listEvidenceFigures(tx, editionId);
  return assertMayPass(findingsOfStatus({ content, figures }), reasons);
}

/** Whom the edition goes to; null: any who may. @throws {DomainError} 409 when there is nobody, or the one chosen may not */
function whoIsAsked(
  approvers: readonly { id: string }[],
  assignedTo: string,
  { alone, keeps }: { alone: boolean; keeps: Readonly<Record<string, string>> },
): string | null {
  if (approvers.length === 0)
    throw new DomainError(
      alone && Object.keys(keeps).length > 0
        ? "Du har beholdt en advarsel om, at nogen kan genkendes. Så skal en anden læse statussen, før den udgives, og der er ingen anden i kommunen, der må. Ret teksten, så advarslen forsvinder, eller bed koordinatoren give en kollega rollen som godkender."
        : "Der er ingen anden i kommunen, der må godkende statussen. Bed koordinatoren give en kollega rollen som godkender. Koordinatoren kan også vælge, at ét par øjne er nok i kommunen.",
      409,
    );
  if (assignedTo !== "" && !approvers.some(({ id }) => id === assignedTo))
    throw new DomainError("Den, du har valgt, må ikke godkende statussen. Vælg en anden.", 409, "assignedTo");
  return assignedTo || null;
}
