import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import {
  findFreeInitiativeSlug,
  findKeptInitiative,
  type InitiativeFields,
  insertInitiative,
  type KeptInitiative,
  listPoints,
  removeInitiative,
  type ServedPoint,
  updateInitiative,
  updateInitiativePublished,
  updateInitiativeTakenBack,
} from "#db/queries/initiatives/keep.ts";
import { updateLinks } from "#db/queries/initiatives/keep-links.ts";
import { personOf } from "../accounts/totp.server.ts";
import type { AuditAction } from "../audit/vocabulary.ts";
import { type Audience, audiences } from "../cases/audiences.ts";
import { chosenSource, sourceInWords } from "../chosen-source.server.ts";
import { longDate } from "../dates.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed, savedMeanwhile } from "../domain-error.ts";
import { initiativeKinds, initiativeStates } from "../ground-vocabulary.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import { slugify } from "../slug.ts";
import { isDemo, mayChange, type Place, type Viewer } from "../viewer.ts";
import { levels, settings } from "../vocabulary.ts";
import { chosenLinks } from "./chosen-links.server.ts";
import type { changeInitiativeInput, initiativeVersionInput, newInitiativeInput, publishInput } from "./input.ts";
import { mayChangeKept, mayPublish, maySave, onlyCoordinator } from "./policy.ts";

/** Keeps a new initiative, which has a title and no more. @returns its id */
export async function beginInitiative(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  { title, keepWarning }: z.output<typeof newInitiativeInput>,
): Promise<string> {
  if (!maySave(viewer, place.code)) throw notAllowed();
  assertPrivate({ title }, keepWarning);
  const words = slugify(title);
  if (!words) throw new DomainError("Titlen skal have mindst ét bogstav eller tal.", 400, "title");
  return transaction(sql, async (tx) => {
    const slug = await findFreeInitiativeSlug(tx, `${place.slug}-${words}`.slice(0, 120).replace(/-+$/, ""));
    const { id: by } = personOf(viewer);
    const id = await insertInitiative(tx, { slug, municipality: place.code, demo: isDemo(viewer), title, by });
    await recordAudit(tx, viewer, inLog("initiative.created", { slug, municipality: place.code }));
    return id;
  });
}

/**
 * Changes what is kept of an initiative, and publishes it at once where that is asked for.
 * @param points the points of declarations that it serves
 * @throws {DomainError} 409 with what is saved now, when somebody else has saved meanwhile
 */
export async function changeInitiative(
  sql: Sql,
  viewer: Viewer,
  place: Place,
  {
    initiative: id,
    version,
    keepWarning,
    source,
    passage,
    sourceWords,
    sourceDated,
    methods,
    cases,
    case: written,
    units,
    municipalities,
    publish,
    ...fields
  }: z.output<typeof changeInitiativeInput>,
  points: readonly ServedPoint[],
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldInitiative(tx, viewer, place.code, id);
    if (!mayChangeKept(viewer, kept)) throw notAllowed(kept.publishedAt ? onlyCoordinator : undefined);
    if (publish && !mayPublish(viewer, place.code)) throw notAllowed(onlyCoordinator);
    if (kept.publishedAt && fields.visibility !== kept.visibility && !mayPublish(viewer, place.code))
      throw notAllowed();
    if (fields.periodFrom && fields.periodTo && fields.periodTo < fields.periodFrom)
      throw new DomainError("Perioden slutter, før den begynder.", 400, "periodTo");
    if (fields.toTeach && fields.kind !== "proevehandling")
      throw new DomainError(
        "Kun en prøvehandling har noget, den skal lære jer. Vælg prøvehandling, eller slet teksten.",
        400,
        "toTeach",
      );
    assertPrivate(
      {
        title: fields.title,
        summary: fields.summary,
        toTeach: fields.toTeach,
        decidedBy: fields.decidedBy,
        periodPrinted: fields.periodPrinted,
        targetGroup: fields.targetGroup,
        coverage: fields.coverage,
        partners: fields.partners.join(". "),
        ownerRole: fields.ownerRole,
        sourceWords,
        ...Object.fromEntries(points.map(({ year, number, why }) => [`why-${year}-${number}`, why])),
      },
      keepWarning,
    );
    const known = await listPoints(tx);
    if (points.some((point) => !known.some(({ year, number }) => year === point.year && number === point.number)))
      throw new DomainError("Vælg punkter fra listen.", 400, "points");
    const restsOn = await chosenSource(tx, place.code, { source, passage, sourceWords, sourceDated });
    const links = await chosenLinks(tx, viewer, kept, { methods, cases, case: written, units, municipalities });
    const wanted: InitiativeFields = { ...fields, ...restsOn, points: [...points] };
    if (kept.version !== version)
      throw savedMeanwhile({ ...inWords(kept), ...links.standingInWords }, { ...inWords(wanted), ...links.inWords });
    if (!(await updateInitiative(tx, id, version, wanted))) throw changedMeanwhile();
    await updateLinks(tx, { id, municipality: place.code }, links.chosen, links.could);
    await recordAudit(tx, viewer, inLog("initiative.changed", kept));
    if (publish && !kept.publishedAt) await publishNow(tx, viewer, kept, version + 1, fields.visibility);
  });
}

/** Publishes an initiative with its milestones and its money, in one step. */
export async function publishInitiative(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { initiative: id, version, visibility }: z.output<typeof publishInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldInitiative(tx, viewer, code, id);
    if (!mayPublish(viewer, code)) throw notAllowed(onlyCoordinator);
    if (kept.publishedAt) throw new DomainError("Indsatsen er allerede udgivet.", 409);
    await publishNow(tx, viewer, kept, version, visibility);
  });
}

async function publishNow(
  tx: Sql,
  viewer: Viewer,
  kept: KeptInitiative,
  version: number,
  visibility: Audience,
): Promise<void> {
  if (!(await updateInitiativePublished(tx, kept.id, version, visibility))) throw changedMeanwhile();
  await recordAudit(tx, viewer, { ...inLog("initiative.published", kept), detail: { visibility } });
}

/** Takes a published initiative back from all readers, as if it had never been published. Inside it stays. */
export async function takeBackInitiative(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { initiative: id, version }: z.output<typeof initiativeVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldInitiative(tx, viewer, code, id);
    if (!mayPublish(viewer, code)) throw notAllowed(onlyCoordinator);
    if (!kept.publishedAt) throw new DomainError("Indsatsen er ikke udgivet.", 409);
    if (!(await updateInitiativeTakenBack(tx, id, version))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("initiative.taken_back", kept));
  });
}

/** Deletes an initiative that was never published. */
export async function deleteInitiative(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { initiative: id, version }: z.output<typeof initiativeVersionInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const kept = await heldInitiative(tx, viewer, code, id);
    if (!mayChangeKept(viewer, kept)) throw notAllowed();
    if (kept.publishedAt || kept.takenBackAt)
      throw new DomainError("Den har været udgivet og kan ikke slettes. Den kan tages tilbage.", 409);
    if (!(await removeInitiative(tx, id, version))) throw changedMeanwhile();
    await recordAudit(tx, viewer, inLog("initiative.deleted", kept));
  });
}

/** What the log says of a deed with an initiative. */
export const inLog = (
  action: AuditAction,
  { slug, municipality }: { slug: string; municipality: string },
): { action: AuditAction; municipality: string; subject: string } => ({
  action,
  municipality,
  subject: `/indsatser/${slug}`,
});

/** An initiative held until the transaction ends. @throws {DomainError} when it is not there, or real where the viewer is invented */
export async function heldInitiative(tx: Sql, viewer: Viewer, code: string, id: string): Promise<KeptInitiative> {
  if (!maySave(viewer, code)) throw notAllowed();
  const kept = await findKeptInitiative(tx, viewer, { code, id }, { lock: true });
  if (!kept) throw goneMeanwhile();
  if (!mayChange(viewer, kept.demo)) throw demoOnly();
  return kept;
}

/** What is kept of an initiative in the words of its form, by field. */
function inWords(f: InitiativeFields): Record<string, string> {
  const date = (value: string | null) => (value ? longDate(value) : "");
  return {
    title: f.title,
    kind: initiativeKinds[f.kind],
    summary: f.summary,
    toTeach: f.toTeach ?? "",
    state: f.state ? initiativeStates[f.state] : "",
    decidedBy: f.decidedBy ?? "",
    decidedOn: date(f.decidedOn),
    periodKind: f.periodKind === null ? "" : f.periodKind === "skoleaar" ? "Skoleår" : "Kalenderår",
    periodFrom: date(f.periodFrom),
    periodTo: date(f.periodTo),
    periodPrinted: f.periodPrinted ?? "",
    settings: f.settings
      .map((code) => settings[code])
      .sort()
      .join(", "),
    levels: f.levels
      .map((code) => levels[code])
      .sort()
      .join(", "),
    mellemformLevels: [...f.mellemformLevels].sort().join(", "),
    targetGroup: f.targetGroup ?? "",
    coverage: f.coverage ?? "",
    partners: f.partners.join("; "),
    ownerRole: f.ownerRole ?? "",
    visibility: audiences[f.visibility],
    ...sourceInWords(f),
    points: f.points
      .map(({ number, why }) => (why ? `${number}: ${why}` : number))
      .sort()
      .join("; "),
  };
}
