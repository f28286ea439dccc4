import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import {
  insertMilestone,
  type KeptInitiative,
  type KeptMilestone,
  listKeptMilestones,
  type MilestoneFields,
  moveMilestone,
  removeMilestone,
  touchInitiative,
  updateMilestone,
  updateMilestoneDone,
} from "#db/queries/initiatives/keep.ts";
import { personOf } from "../accounts/totp.server.ts";
import { chosenSource, sourceInWords } from "../chosen-source.server.ts";
import { danishToday, longDate } from "../dates.ts";
import { changedMeanwhile, DomainError, goneMeanwhile, notAllowed, savedMeanwhile } from "../domain-error.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import type { Viewer } from "../viewer.ts";
import type {
  changeMilestoneInput,
  milestoneDoneInput,
  milestoneVersionInput,
  moveMilestoneInput,
  newMilestoneInput,
} from "./input.ts";
import { heldInitiative, inLog } from "./keep-initiatives.server.ts";
import { mayChangeKept } from "./policy.ts";

/** Where a milestone is kept. */
interface Where {
  code: string;
  initiative: string;
}

/** Adds a milestone to an initiative. */
export async function addMilestone(
  sql: Sql,
  viewer: Viewer,
  where: Where,
  { keepWarning, title, planned, plannedBy, ...source }: z.output<typeof newMilestoneInput>,
): Promise<void> {
  assertPrivate({ title, planned, sourceWords: source.sourceWords }, keepWarning);
  await onInitiative(sql, viewer, where, async (tx) => {
    const restsOn = await chosenSource(tx, where.code, source);
    await insertMilestone(tx, where.initiative, { title, planned, plannedBy, ...restsOn });
  });
}

/** Changes a milestone. The time of one that readers have seen is moved instead, with a reason. */
export async function changeMilestone(
  sql: Sql,
  viewer: Viewer,
  where: Where,
  { milestone: id, version, keepWarning, title, planned, plannedBy, ...source }: z.output<typeof changeMilestoneInput>,
): Promise<void> {
  assertPrivate({ title, planned, sourceWords: source.sourceWords }, keepWarning);
  await onInitiative(sql, viewer, where, async (tx, initiative) => {
    const kept = await heldMilestone(tx, viewer, where, id);
    const wasSeen = initiative.publishedAt !== null || initiative.takenBackAt !== null;
    const time = wasSeen ? { planned: kept.planned, plannedBy: kept.plannedBy } : { planned, plannedBy };
    const wanted = { title, ...time, ...(await chosenSource(tx, where.code, source)) };
    if (kept.version !== version) throw savedMeanwhile(inWords(kept), inWords(wanted));
    if (!(await updateMilestone(tx, id, version, wanted))) throw changedMeanwhile();
  });
}

/** Says when a milestone was reached. */
export async function reachMilestone(
  sql: Sql,
  viewer: Viewer,
  where: Where,
  { milestone: id, version, doneOn }: z.output<typeof milestoneDoneInput>,
): Promise<void> {
  if (doneOn > danishToday()) throw new DomainError("Den dato er ikke kommet endnu.", 400, "doneOn");
  await onInitiative(sql, viewer, where, async (tx) => {
    const kept = await heldMilestone(tx, viewer, where, id);
    if (kept.version !== version) throw savedMeanwhile({ doneOn: inDate(kept.doneOn) }, { doneOn: inDate(doneOn) });
    if (!(await updateMilestoneDone(tx, id, version, doneOn))) throw changedMeanwhile();
  });
}

/** Takes back that a milestone was reached. */
export async function unreachMilestone(
  sql: Sql,
  viewer: Viewer,
  where: Where,
  { milestone: id, version }: z.output<typeof milestoneVersionInput>,
): Promise<void> {
  await onInitiative(sql, viewer, where, async (tx) => {
    const kept = await heldMilestone(tx, viewer, where, id);
    if (!kept.doneOn) throw new DomainError("Den står allerede som ikke nået.", 409);
    if (!(await updateMilestoneDone(tx, id, version, null))) throw changedMeanwhile();
  });
}

/** Moves a milestone to another date. The old one stays, with the reason. */
export async function delayMilestone(
  sql: Sql,
  viewer: Viewer,
  where: Where,
  { milestone: id, version, became, because, keepWarning }: z.output<typeof moveMilestoneInput>,
): Promise<void> {
  assertPrivate({ because }, keepWarning);
  await onInitiative(sql, viewer, where, async (tx) => {
    const kept = await heldMilestone(tx, viewer, where, id);
    if (kept.version !== version)
      throw savedMeanwhile({ became: inDate(kept.expectedBy ?? kept.plannedBy) }, { became: inDate(became) });
    if (became === (kept.expectedBy ?? kept.plannedBy))
      throw new DomainError("Den dato står der allerede.", 400, "became");
    if (!(await moveMilestone(tx, id, version, { became, because, by: personOf(viewer).id }))) throw changedMeanwhile();
  });
}

/** Removes a milestone that readers have never seen. */
export async function deleteMilestone(
  sql: Sql,
  viewer: Viewer,
  where: Where,
  { milestone: id, version }: z.output<typeof milestoneVersionInput>,
): Promise<void> {
  await onInitiative(sql, viewer, where, async (tx, initiative) => {
    if (initiative.publishedAt || initiative.takenBackAt)
      throw new DomainError("Indsatsen har været udgivet, så milepælen bliver stående. Flyt den i stedet.", 409);
    await heldMilestone(tx, viewer, where, id);
    if (!(await removeMilestone(tx, id, version))) throw changedMeanwhile();
  });
}

/** Does something to an initiative's milestones, for one who may change it, and writes it down. */
async function onInitiative(
  sql: Sql,
  viewer: Viewer,
  { code, initiative }: Where,
  deed: (tx: Sql, kept: KeptInitiative) => Promise<void>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldInitiative(tx, viewer, code, initiative);
    if (!mayChangeKept(viewer, kept)) throw notAllowed("Kun kommunens koordinator kan ændre det, der er udgivet.");
    await deed(tx, kept);
    await touchInitiative(tx, initiative);
    await recordAudit(tx, viewer, inLog("initiative.milestones", kept));
  });
}

/** A milestone of an initiative that is held. */
async function heldMilestone(tx: Sql, viewer: Viewer, { initiative }: Where, id: string): Promise<KeptMilestone> {
  const kept = (await listKeptMilestones(tx, viewer, initiative)).find((one) => one.id === id);
  if (!kept) throw goneMeanwhile();
  return kept;
}

const inDate = (date: string | null) => (date ? longDate(date) : "");

const inWords = ({ title, planned, plannedBy, ...restsOn }: MilestoneFields) => ({
  title,
  planned: planned ?? "",
  plannedBy: inDate(plannedBy),
  ...sourceInWords(restsOn),
});
