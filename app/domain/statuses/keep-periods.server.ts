import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import {
  findKeptPeriod,
  findKeptQuestion,
  insertPeriod,
  insertQuestion,
  type KeptQuestion,
  updatePeriod,
  updateQuestion,
  withdrawQuestionRow,
} from "#db/queries/statuses/keep-periods.ts";
import { danishToday } from "../dates.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed, savedMeanwhile } from "../domain-error.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import { isAssociation, isDemo, type Viewer } from "../viewer.ts";
import type {
  changeQuestionInput,
  newQuestionInput,
  periodVersionInput,
  questionVersionInput,
} from "./period-input.ts";
import { type PeriodCode, periodName, periodOf } from "./period-vocabulary.ts";
import { mayAskInPeriod, mayKeepPeriods } from "./policy.ts";

/** The period after another. */
export const periodAfter = (code: PeriodCode): PeriodCode =>
  code.endsWith("H1") ? `${code.slice(0, 4)}H2` : `${Number(code.slice(0, 4)) + 1}H1`;

/** Periods are real: an invented person is told so, anybody else that it is KL's. */
function assertKeeps(viewer: Viewer): void {
  if (mayKeepPeriods(viewer)) return;
  if (isAssociation(viewer) && isDemo(viewer))
    throw notAllowed(
      "Halvårene er rigtige og gælder for alle kommuner. Som demoperson kan du ikke åbne eller lukke dem.",
    );
  throw notAllowed();
}

/**
 * Opens a period, so that municipalities can begin a status of it, or opens one again that was closed.
 * @param input.version 0: it has never been opened
 */
export async function openPeriod(
  sql: Sql,
  viewer: Viewer,
  { period: code, version }: z.output<typeof periodVersionInput>,
): Promise<void> {
  assertKeeps(viewer);
  if (code > periodAfter(periodOf(danishToday())))
    throw new DomainError(`Der kan højst åbnes et halvår frem. Vent med ${periodName(code)}.`, 400, "period");
  await transaction(sql, async (tx) => {
    const kept = await findKeptPeriod(tx, code);
    if (kept?.openedAt && !kept.closedAt)
      throw new DomainError(`${periodName(code)} er allerede åbent.`, 409, "period");
    const done = kept ? await updatePeriod(tx, code, { version, open: true }) : await insertPeriod(tx, code);
    if (!done) throw changedMeanwhile();
    await recordAudit(tx, viewer, { action: "period.opened", subject: code });
  });
}

/** Closes a period: no status of it is begun any more. One that is begun can still be published, and is marked as late. */
export async function closePeriod(
  sql: Sql,
  viewer: Viewer,
  { period: code, version }: z.output<typeof periodVersionInput>,
): Promise<void> {
  assertKeeps(viewer);
  await transaction(sql, async (tx) => {
    const kept = await findKeptPeriod(tx, code);
    if (!kept?.openedAt) throw goneMeanwhile();
    if (kept.closedAt) throw new DomainError(`${periodName(code)} er allerede lukket.`, 409, "period");
    if (!(await updatePeriod(tx, code, { version, open: false }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { action: "period.closed", subject: code });
  });
}

/** Adds a thematic follow-up of KL's own to a period that is open. Invented people add invented ones. @returns its id */
export async function addQuestion(
  sql: Sql,
  viewer: Viewer,
  { period, theme, asked, keepWarning }: z.output<typeof newQuestionInput>,
): Promise<string> {
  const demo = isDemo(viewer);
  if (!mayAskInPeriod(viewer, demo)) throw notAllowed();
  assertPrivate({ theme, asked }, keepWarning);
  return transaction(sql, async (tx) => {
    await assertOpen(tx, period);
    const id = await insertQuestion(tx, { period, demo, theme, question: asked });
    await recordAudit(tx, viewer, { action: "period.question_added", subject: period });
    return id;
  });
}

/** Changes the words of a thematic follow-up. @throws {DomainError} 409 with what is saved now, when somebody else has saved meanwhile */
export async function changeQuestion(
  sql: Sql,
  viewer: Viewer,
  { question: id, version, theme, asked, keepWarning }: z.output<typeof changeQuestionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldQuestion(tx, viewer, id);
    assertPrivate({ theme, asked }, keepWarning);
    await assertOpen(tx, kept.period);
    if (kept.version !== version) throw savedMeanwhile({ theme: kept.theme, asked: kept.question }, { theme, asked });
    if (!(await updateQuestion(tx, id, { version, theme, question: asked }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { action: "period.question_changed", subject: kept.period });
  });
}

/** Withdraws a thematic follow-up. Statuses that have it already keep it, with what is answered. */
export async function withdrawQuestion(
  sql: Sql,
  viewer: Viewer,
  { question: id, version }: z.output<typeof questionVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldQuestion(tx, viewer, id);
    if (!(await withdrawQuestionRow(tx, id, version))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { action: "period.question_withdrawn", subject: kept.period });
  });
}

/** A thematic follow-up that stands, held until the transaction ends. @throws {DomainError} when it is real where the viewer is invented */
async function heldQuestion(tx: Sql, viewer: Viewer, id: string): Promise<KeptQuestion> {
  if (!isAssociation(viewer)) throw notAllowed();
  const kept = await findKeptQuestion(tx, id);
  if (!kept) throw goneMeanwhile();
  if (!mayAskInPeriod(viewer, kept.demo)) throw demoOnly();
  if (kept.withdrawnAt) throw new DomainError("Opfølgningen er trukket tilbage.", 409);
  return kept;
}

async function assertOpen(tx: Sql, code: string): Promise<void> {
  const period = await findKeptPeriod(tx, code);
  if (!period?.openedAt) throw new DomainError("Halvåret er ikke åbnet. Vælg et halvår fra listen.", 400, "period");
  if (period.closedAt)
    throw new DomainError(`${periodName(code)} er lukket, så der kan ikke spørges mere i det.`, 409, "period");
}
