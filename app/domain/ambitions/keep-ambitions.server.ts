import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import {
  type AmbitionFields,
  findKeptAmbition,
  hasAmbitionFrom,
  insertAmbition,
  type KeptAmbition,
  updateAmbition,
} from "#db/queries/ambitions/keep.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { removeFollowed, updateFollowedPublished, updateFollowedTakenBack } from "#db/queries/follow-ups/keep.ts";
import { listPoints } from "#db/queries/initiatives/keep.ts";
import { personOf } from "../accounts/totp.server.ts";
import type { AuditAction } from "../audit/vocabulary.ts";
import { longDate } from "../dates.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed, savedMeanwhile } from "../domain-error.ts";
import { mayPublish, maySave, onlyCoordinator } from "../initiatives/policy.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import { isDemo, mayChange, type Place, type Viewer } from "../viewer.ts";
import type { ambitionVersionInput, changeAmbitionInput, newAmbitionInput, publishAmbitionInput } from "./input.ts";
import { mayChangeAmbition } from "./policy.ts";

const sameDay = () =>
  new DomainError("I har allerede en ambition for det punkt fra den dag. Vælg en anden dag.", 409, "holdsFrom");

/** Keeps a new ambition. Readers see it when it is published. @returns its id */
export async function beginAmbition(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  typed: z.output<typeof newAmbitionInput>,
): Promise<string> {
  if (!maySave(viewer, place.code)) throw notAllowed();
  const { id: by } = personOf(viewer);
  return transaction(sql, async (tx) => {
    const wanted = await ambitionFields(tx, typed);
    const id = await insertAmbition(tx, { ...wanted, municipality: place.code, demo: isDemo(viewer), by });
    if (id === null) throw sameDay();
    await recordAudit(tx, viewer, inLog("ambition.created", { ...wanted, municipality: place.code }));
    return id;
  });
}

/** Changes an ambition that readers do not have. @throws {DomainError} 409 with what is saved now, when somebody else has saved meanwhile */
export async function changeAmbition(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { ambition: id, version, ...typed }: z.output<typeof changeAmbitionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldAmbition(tx, viewer, place.code, id);
    if (kept.publishedAt)
      throw new DomainError(
        "Den er udgivet og bliver stående. Skriv en ny med den dag, den gælder fra, eller tag den tilbage først.",
        409,
      );
    if (!mayChangeAmbition(viewer, kept)) throw notAllowed();
    const wanted = await ambitionFields(tx, typed);
    if (kept.version !== version) throw savedMeanwhile(inWords(kept), inWords(wanted));
    if (await hasAmbitionFrom(tx, viewer, { ...kept, ...wanted })) throw sameDay();
    if (!(await updateAmbition(tx, id, version, wanted))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("ambition.changed", kept));
  });
}

/** Publishes an ambition. The earlier ones with the same commitment stay readable. */
export async function publishAmbition(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { ambition: id, version, visibility }: z.output<typeof publishAmbitionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldAmbition(tx, viewer, code, id);
    if (!mayPublish(viewer, code)) throw notAllowed(onlyCoordinator);
    if (kept.publishedAt) throw new DomainError("Den er allerede udgivet.", 409);
    if (!(await updateFollowedPublished(tx, "ambition", { id, version, visibility }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { ...inLog("ambition.published", kept), detail: { visibility } });
  });
}

/** Takes an ambition back from all readers. Inside it stays. */
export async function takeBackAmbition(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { ambition: id, version }: z.output<typeof ambitionVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldAmbition(tx, viewer, code, id);
    if (!mayPublish(viewer, code)) throw notAllowed(onlyCoordinator);
    if (!kept.publishedAt) throw new DomainError("Den er ikke udgivet.", 409);
    if (!(await updateFollowedTakenBack(tx, "ambition", { id, version }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("ambition.taken_back", kept));
  });
}

/** Deletes an ambition that was never published. */
export async function deleteAmbition(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { ambition: id, version }: z.output<typeof ambitionVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldAmbition(tx, viewer, code, id);
    if (kept.publishedAt || kept.takenBackAt)
      throw new DomainError("Den har været udgivet og kan ikke slettes. Den kan tages tilbage.", 409);
    if (!mayChangeAmbition(viewer, kept)) throw notAllowed();
    if (!(await removeFollowed(tx, "ambition", { id, version }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("ambition.deleted", kept));
  });
}

/** An ambition as it is stored, of what was typed. @throws {DomainError} at the field that is at fault */
async function ambitionFields(
  tx: Sql,
  {
    point,
    text,
    holdsFrom,
    keepWarning,
  }: Pick<z.output<typeof newAmbitionInput>, "point" | "text" | "holdsFrom" | "keepWarning">,
): Promise<AmbitionFields> {
  assertPrivate({ text }, keepWarning);
  const chosen = (await listPoints(tx)).find(({ year, number }) => `${year}-${number}` === point);
  if (!chosen) throw new DomainError("Vælg et af de ti punkter.", 400, "point");
  return { year: chosen.year, number: chosen.number, text, holdsFrom };
}

async function heldAmbition(tx: Sql, viewer: Viewer, code: string, id: string): Promise<KeptAmbition> {
  if (!maySave(viewer, code)) throw notAllowed();
  const kept = await findKeptAmbition(tx, viewer, { code, id }, { lock: true });
  if (!kept) throw goneMeanwhile();
  if (!mayChange(viewer, kept.demo)) throw demoOnly();
  return kept;
}

const inWords = ({ year, number, text, holdsFrom }: AmbitionFields) => ({
  point: `Punkt ${number} (${year})`,
  text,
  holdsFrom: longDate(holdsFrom),
});

const inLog = (action: AuditAction, { number, municipality }: Pick<KeptAmbition, "number" | "municipality">) => ({
  action,
  municipality,
  subject: `Punkt ${number}`,
});
