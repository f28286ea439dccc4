import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findMunicipalityName } from "#db/queries/municipalities.ts";
import { storeStatusAuthor } from "#db/queries/statuses/keep-answers.ts";
import {
  copyEdition,
  copyParts,
  type EditionHeading,
  findEditionBefore,
  findEditionUnderWay,
  findHeldPeriod,
  holdStatus,
  insertEdition,
  prefillEdition,
  removeEdition,
  syncParts,
  updateHeading,
} from "#db/queries/statuses/keep-begin.ts";
import { findEditionSubject, findStatusSubject } from "#db/queries/statuses/keep-edition.ts";
import { personOf } from "../accounts/totp.server.ts";
import { assertNamesNobody, assertNoCprNumber } from "../cases/privacy-policy.ts";
import { longDate } from "../dates.ts";
import { changedMeanwhile, DomainError, goneMeanwhile, notAllowed, savedMeanwhile } from "../domain-error.ts";
import { isCoordinator, isDemo, type Viewer } from "../viewer.ts";
import {
  assertMayWrite,
  assertSameSort,
  assertVersion,
  assertWritable,
  heldEdition,
  statusInLog,
} from "./held-edition.server.ts";
import type { beginCorrectionInput, beginStatusInput, changeEditionInput, editionVersionInput } from "./input.ts";
import { periodName } from "./period-vocabulary.ts";
import { mayRunStatuses, mayWriteStatus } from "./policy.ts";
import { standardSections } from "./status-vocabulary.ts";
import { prefilledFields } from "./subjects.ts";

/**
 * Begins a status of a municipality, or its next edition for another meeting in the period, prefilled from what it last published.
 * @returns the id of the edition
 * @throws {DomainError} 409 when the period is not open, or somebody is at it already
 */
export async function beginStatus(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { period, ...heading }: z.output<typeof beginStatusInput>,
): Promise<string> {
  if (!mayWriteStatus(viewer, code)) throw notAllowed("Du har ikke en rolle, der skriver kommunens status.");
  assertHeading(heading);
  return transaction(sql, async (tx) => {
    await assertOpen(tx, period);
    const place = await findMunicipalityName(tx, code);
    if (!place) throw goneMeanwhile();
    const statusId = await holdStatus(tx, { municipality: code, period, demo: isDemo(viewer) });
    await assertNobodyAtIt(tx, statusId);
    const me = personOf(viewer).id;
    const id = await insertEdition(tx, statusId, { ...heading, because: null, by: me });
    await syncParts(tx, id, standardSections);
    const before = await findEditionBefore(tx, id);
    if (before) await prefillEdition(tx, before, id, prefilledFields);
    await storeStatusAuthor(tx, id, me);
    await recordAudit(tx, viewer, statusInLog("status.begun", { municipality: code, slug: place.slug, period }));
    return id;
  });
}

/**
 * Begins a correction of what is published: a new edition that says the same until it is changed. A closed period keeps nobody from it.
 * @returns the id of the edition
 * @throws {DomainError} 409 when nothing is published, or somebody is at another edition already
 */
export async function beginCorrection(
  sql: Sql,
  viewer: Viewer,
  statusId: string,
  { because }: z.output<typeof beginCorrectionInput>,
): Promise<string> {
  return transaction(sql, async (tx) => {
    const status = await findStatusSubject(tx, statusId, { lock: true });
    if (!status) throw goneMeanwhile();
    assertSameSort(viewer, status.demo);
    if (!mayRunStatuses(viewer, status.municipality))
      throw notAllowed("Kun kommunens koordinator kan begynde en rettelse.");
    assertNamesNobody(because, "because");
    const published = status.publishedEditionId && (await findEditionSubject(tx, status.publishedEditionId));
    if (!published) throw new DomainError("Der er ikke noget udgivet, som kan rettes.", 409);
    await assertNobodyAtIt(tx, statusId);
    const me = personOf(viewer).id;
    const { cutOff, metOn, body } = published;
    const id = await insertEdition(tx, statusId, { cutOff, metOn, body, because, by: me });
    await copyParts(tx, published.id, id);
    await copyEdition(tx, published.id, id);
    await storeStatusAuthor(tx, id, me);
    await recordAudit(tx, viewer, statusInLog("status.correction_begun", status));
    return id;
  });
}

/**
 * Changes the dates and the body of an edition that is being written. Another month brings other parts; those that somebody has answered stay.
 * @throws {DomainError} 409 with what is saved now, when somebody else has saved meanwhile
 */
export async function changeEdition(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  { version, ...heading }: z.output<typeof changeEditionInput>,
): Promise<void> {
  assertHeading(heading);
  await transaction(sql, async (tx) => {
    const edition = await heldEdition(tx, editionId, "update");
    assertMayWrite(viewer, edition);
    assertWritable(edition);
    if (edition.version !== version) throw savedMeanwhile(inWords(edition), inWords(heading));
    if (!(await updateHeading(tx, editionId, version, heading))) throw changedMeanwhile();
    if (edition.kind === "meeting") await syncParts(tx, editionId, standardSections);
    await storeStatusAuthor(tx, editionId, personOf(viewer).id);
  });
}

/** Throws away an edition that is being written, with its answers; what is published stays as it is. */
export async function discardEdition(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  { version }: z.output<typeof editionVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const edition = await heldEdition(tx, editionId, "update");
    assertMayWrite(viewer, edition);
    if (edition.begunBy !== personOf(viewer).id && !isCoordinator(viewer, edition.municipality))
      throw notAllowed("Kun den, der begyndte på statussen, og kommunens koordinator kan kassere den.");
    assertWritable(edition);
    assertVersion(edition, version);
    await removeEdition(tx, editionId, edition.statusId);
    await recordAudit(tx, viewer, statusInLog("status.discarded", edition));
  });
}

/** @throws {DomainError} 409 unless KL has opened the period and not closed it; it is kept open until the transaction ends */
async function assertOpen(tx: Sql, code: string): Promise<void> {
  const period = await findHeldPeriod(tx, code);
  if (!period?.openedAt)
    throw new DomainError(`KL har ikke åbnet ${periodName(code)} endnu. Vælg et halvår, der er åbent.`, 409, "period");
  if (period.closedAt)
    throw new DomainError(
      `KL har lukket ${periodName(code)}. Det, der var begyndt, kan gøres færdigt, men nye kan ikke begyndes.`,
      409,
      "period",
    );
}

/** @throws {DomainError} 409 when an edition of the status is under way; the status must be held */
async function assertNobodyAtIt(tx: Sql, statusId: string): Promise<void> {
  const underWay = await findEditionUnderWay(tx, statusId);
  if (!underWay) return;
  throw new DomainError(
    `${underWay.by ?? "En anden"} har allerede begyndt på statussen. Åbn den fra listen, og skriv med der.`,
    409,
  );
}

function assertHeading({ cutOff, metOn, body }: EditionHeading): void {
  assertNoCprNumber(body ?? "", "body");
  if (metOn && metOn < cutOff)
    throw new DomainError(
      "Mødet ligger før den dag, som tallene og teksten gælder til. Ret en af datoerne.",
      400,
      "metOn",
    );
}

const inWords = ({ cutOff, metOn, body }: EditionHeading): Record<string, string> => ({
  cutOff: longDate(cutOff),
  metOn: metOn ? longDate(metOn) : "",
  body: body ?? "",
});
