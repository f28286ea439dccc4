import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import {
  findFreeFollowedSlug,
  removeFollowed,
  updateFollowedPublished,
  updateFollowedTakenBack,
} from "#db/queries/follow-ups/keep.ts";
import {
  findKeptPlacement,
  insertPlacement,
  type KeptPlacement,
  type PlacementFields,
  updatePlacement,
} from "#db/queries/follow-ups/keep-placements.ts";
import { personOf } from "../accounts/totp.server.ts";
import type { AuditAction } from "../audit/vocabulary.ts";
import { audiences } from "../cases/audiences.ts";
import { chosenSource, sourceInWords } from "../chosen-source.server.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed, savedMeanwhile } from "../domain-error.ts";
import { mayChangeKept, mayPublish, maySave, onlyCoordinator } from "../initiatives/policy.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import { slugify } from "../slug.ts";
import { isDemo, mayChange, type Place, type Viewer } from "../viewer.ts";
import type { changePlacementInput, newPlacementInput, placementVersionInput, publishPlacementInput } from "./input.ts";

/** Keeps a new row of how places are given and paid. @returns its id */
export async function beginPlacement(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { subject, keepWarning }: z.output<typeof newPlacementInput>,
): Promise<string> {
  if (!maySave(viewer, place.code)) throw notAllowed();
  assertPrivate({ subject }, keepWarning);
  const words = slugify(subject);
  if (!words) throw new DomainError("Skriv mindst ét bogstav eller tal.", 400, "subject");
  return transaction(sql, async (tx) => {
    const wanted = words.slice(0, 100).replace(/-+$/, "");
    const slug = await findFreeFollowedSlug(tx, "placement", place.code, wanted);
    const { id: by } = personOf(viewer);
    const id = await insertPlacement(tx, { slug, municipality: place.code, demo: isDemo(viewer), subject, by });
    await recordAudit(tx, viewer, { action: "placement.created", municipality: place.code, subject });
    return id;
  });
}

/** Changes how places are given and paid. @throws {DomainError} 409 with what is saved now, when somebody else has saved meanwhile */
export async function changePlacement(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  {
    placement: id,
    version,
    keepWarning,
    source,
    passage,
    sourceWords,
    sourceDated,
    ...fields
  }: z.output<typeof changePlacementInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldPlacement(tx, viewer, place.code, id);
    if (!mayChangeKept(viewer, kept)) throw notAllowed(kept.publishedAt ? onlyCoordinator : undefined);
    const { subject, whoDecides, whoPays, model, holdsFrom } = fields;
    assertPrivate({ subject, whoDecides, whoPays, model, holdsFrom, sourceWords }, keepWarning);
    const restsOn = await chosenSource(tx, place.code, { source, passage, sourceWords, sourceDated });
    const wanted: PlacementFields = { ...fields, ...restsOn };
    if (kept.version !== version) throw savedMeanwhile(inWords(kept), inWords(wanted));
    if (!(await updatePlacement(tx, id, version, wanted))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("placement.changed", kept));
  });
}

/** Publishes how places are given and paid, in one step. */
export async function publishPlacement(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { placement: id, version, visibility }: z.output<typeof publishPlacementInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldPlacement(tx, viewer, code, id);
    if (!mayPublish(viewer, code)) throw notAllowed(onlyCoordinator);
    if (kept.publishedAt) throw new DomainError("Det er allerede udgivet.", 409);
    if (!(await updateFollowedPublished(tx, "placement", { id, version, visibility }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { ...inLog("placement.published", kept), detail: { visibility } });
  });
}

/** Takes it back from all readers. Inside it stays. */
export async function takeBackPlacement(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { placement: id, version }: z.output<typeof placementVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldPlacement(tx, viewer, code, id);
    if (!mayPublish(viewer, code)) throw notAllowed(onlyCoordinator);
    if (!kept.publishedAt) throw new DomainError("Det er ikke udgivet.", 409);
    if (!(await updateFollowedTakenBack(tx, "placement", { id, version }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("placement.taken_back", kept));
  });
}

/** Deletes a row that was never published. */
export async function deletePlacement(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { placement: id, version }: z.output<typeof placementVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldPlacement(tx, viewer, code, id);
    if (!mayChangeKept(viewer, kept)) throw notAllowed();
    if (kept.publishedAt || kept.takenBackAt)
      throw new DomainError("Det har været udgivet og kan ikke slettes. Det kan tages tilbage.", 409);
    if (!(await removeFollowed(tx, "placement", { id, version }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("placement.deleted", kept));
  });
}

const inLog = (action: AuditAction, { subject, municipality }: KeptPlacement) => ({ action, municipality, subject });

async function heldPlacement(tx: Sql, viewer: Viewer, code: string, id: string): Promise<KeptPlacement> {
  if (!maySave(viewer, code)) throw notAllowed();
  const kept = await findKeptPlacement(tx, viewer, { code, id }, { lock: true });
  if (!kept) throw goneMeanwhile();
  if (!mayChange(viewer, kept.demo)) throw demoOnly();
  return kept;
}

const inWords = (f: PlacementFields): Record<string, string> => ({
  subject: f.subject,
  whoDecides: f.whoDecides ?? "",
  whoPays: f.whoPays ?? "",
  model: f.model ?? "",
  holdsFrom: f.holdsFrom ?? "",
  visibility: audiences[f.visibility],
  ...sourceInWords(f),
});
