import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import {
  findFreeFollowedSlug,
  findKeptMandate,
  insertMandate,
  type KeptMandate,
  type MandateFields,
  type PartPlace,
  removeFollowed,
  touchMandate,
  updateFollowedPublished,
  updateFollowedTakenBack,
  updateMandate,
} from "#db/queries/follow-ups/keep.ts";
import { personOf } from "../accounts/totp.server.ts";
import type { AuditAction } from "../audit/vocabulary.ts";
import { audiences } from "../cases/audiences.ts";
import { chosenSource, sourceInWords } from "../chosen-source.server.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed, savedMeanwhile } from "../domain-error.ts";
import { filledLines, withPlaces } from "../focus-lines.ts";
import { mayChangeKept, mayPublish, maySave, onlyCoordinator } from "../initiatives/policy.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import { slugify } from "../slug.ts";
import { isDemo, mayChange, type Place, type Viewer } from "../viewer.ts";
import type { changeMandateInput, mandateVersionInput, newMandateInput, publishMandateInput } from "./input.ts";

/** Keeps a new mandate, which says who asked and no more. @returns its id */
export async function beginMandate(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { title, askedBy, keepWarning }: z.output<typeof newMandateInput>,
): Promise<string> {
  if (!maySave(viewer, place.code)) throw notAllowed();
  assertPrivate({ title, askedBy }, keepWarning);
  const words = slugify(title);
  if (!words) throw new DomainError("Titlen skal have mindst ét bogstav eller tal.", 400, "title");
  return transaction(sql, async (tx) => {
    const wanted = words.slice(0, 100).replace(/-+$/, "");
    const slug = await findFreeFollowedSlug(tx, "mandate", place.code, wanted);
    const { id: by } = personOf(viewer);
    const id = await insertMandate(tx, { slug, municipality: place.code, demo: isDemo(viewer), title, askedBy, by });
    await recordAudit(tx, viewer, { action: "mandate.created", municipality: place.code, subject: title });
    return id;
  });
}

/**
 * Changes what is kept of a mandate. A point whose words are the same keeps its passage.
 * @throws {DomainError} 409 with what is saved now, when somebody else has saved meanwhile
 */
export async function changeMandate(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  {
    mandate: id,
    version,
    keepWarning,
    source,
    passage,
    sourceWords,
    sourceDated,
    points: typed,
    ...fields
  }: z.output<typeof changeMandateInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldMandate(tx, viewer, place.code, id);
    if (!mayChangeKept(viewer, kept)) throw notAllowed(kept.publishedAt ? onlyCoordinator : undefined);
    const { title, askedBy, askedWhen, howOften, answeredBy } = fields;
    assertPrivate({ title, askedBy, askedWhen, howOften, answeredBy, points: typed, sourceWords }, keepWarning);
    const points = withPlaces(
      filledLines(typed ?? "").map((text) => ({ text })),
      kept.points,
    );
    const restsOn = await chosenSource(tx, place.code, { source, passage, sourceWords, sourceDated });
    const wanted: MandateFields = { ...fields, ...restsOn, points };
    if (kept.version !== version) throw savedMeanwhile(inWords(kept), inWords(wanted));
    if (!(await updateMandate(tx, id, version, wanted))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("mandate.changed", kept));
  });
}

/** Publishes a mandate with its sections, papers and thematic follow-ups, in one step. */
export async function publishMandate(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { mandate: id, version, visibility }: z.output<typeof publishMandateInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldMandate(tx, viewer, code, id);
    if (!mayPublish(viewer, code)) throw notAllowed(onlyCoordinator);
    if (kept.publishedAt) throw new DomainError("Opfølgningen er allerede udgivet.", 409);
    if (!(await updateFollowedPublished(tx, "mandate", { id, version, visibility }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { ...inLog("mandate.published", kept), detail: { visibility } });
  });
}

/** Takes a published mandate back from all readers, with all that belongs to it. Inside it stays. */
export async function takeBackMandate(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { mandate: id, version }: z.output<typeof mandateVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldMandate(tx, viewer, code, id);
    if (!mayPublish(viewer, code)) throw notAllowed(onlyCoordinator);
    if (!kept.publishedAt) throw new DomainError("Opfølgningen er ikke udgivet.", 409);
    if (!(await updateFollowedTakenBack(tx, "mandate", { id, version }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("mandate.taken_back", kept));
  });
}

/** Deletes a mandate that was never published, with all that belongs to it. */
export async function deleteMandate(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { mandate: id, version }: z.output<typeof mandateVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldMandate(tx, viewer, code, id);
    if (!mayChangeKept(viewer, kept)) throw notAllowed();
    if (kept.publishedAt || kept.takenBackAt)
      throw new DomainError("Den har været udgivet og kan ikke slettes. Den kan tages tilbage.", 409);
    if (!(await removeFollowed(tx, "mandate", { id, version }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("mandate.deleted", kept));
  });
}

/** Where a part of a mandate is kept. */
export interface OfMandate {
  code: string;
  mandate: string;
}

/** Does something to what belongs to a mandate, for one who may change it, and writes it down. */
export async function onMandate(
  sql: Sql,
  viewer: Viewer,
  { code, mandate }: OfMandate,
  action: "mandate.sections" | "mandate.papers" | "mandate.themes",
  deed: (tx: Sql, kept: KeptMandate) => Promise<void>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldMandate(tx, viewer, code, mandate);
    if (!mayChangeKept(viewer, kept)) throw notAllowed(onlyCoordinator);
    await deed(tx, kept);
    await touchMandate(tx, mandate);
    await recordAudit(tx, viewer, inLog(action, kept));
  });
}

/** The passage that a part of a mandate is to rest on. @throws {DomainError} where it is gone */
export async function chosenPlace(tx: Sql, code: string, passage: string | null): Promise<PartPlace> {
  if (!passage) return { documentId: null, anchor: null };
  const { documentId, anchor } = await chosenSource(tx, code, {
    source: "sted",
    passage,
    sourceWords: null,
    sourceDated: null,
  });
  return { documentId, anchor };
}

/** A passage in the words of a form. */
export const placeInWords = ({ anchor }: PartPlace): string => (anchor ? `Et sted i et dokument (#${anchor})` : "");

const inLog = (action: AuditAction, { title, municipality }: KeptMandate) => ({ action, municipality, subject: title });

/** A mandate held until the transaction ends. @throws {DomainError} when it is not there, or real where the viewer is invented */
async function heldMandate(tx: Sql, viewer: Viewer, code: string, id: string): Promise<KeptMandate> {
  if (!maySave(viewer, code)) throw notAllowed();
  const kept = await findKeptMandate(tx, viewer, { code, id }, { lock: true });
  if (!kept) throw goneMeanwhile();
  if (!mayChange(viewer, kept.demo)) throw demoOnly();
  return kept;
}

/** What is kept of a mandate in the words of its form, by field. */
function inWords(f: MandateFields): Record<string, string> {
  return {
    title: f.title,
    askedBy: f.askedBy,
    askedWhen: f.askedWhen ?? "",
    howOften: f.howOften ?? "",
    answeredBy: f.answeredBy ?? "",
    points: f.points.map(({ text }) => text).join("; "),
    visibility: audiences[f.visibility],
    ...sourceInWords(f),
  };
}
