import type { Sql } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { readStatusContent } from "#db/queries/statuses/keep-content.ts";
import type { EditionSubject } from "#db/queries/statuses/keep-edition.ts";
import { listEvidenceStanding, removeFallenEvidence } from "#db/queries/statuses/keep-evidence.ts";
import {
  listInitiativesNotPublic,
  listSaidOfLines,
  removeWordsOn,
  type SaidOfLine,
  updateEditionPublished,
  updateInitiativeState,
  updateInitiativesPublic,
  updateMilestoneDropped,
  updateMilestoneExpected,
  updateMilestoneReached,
  updateMilestonesUnsaid,
} from "#db/queries/statuses/keep-publication.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { danishToday } from "../dates.ts";
import { DomainError, goneMeanwhile } from "../domain-error.ts";
import { inLog } from "../initiatives/keep-initiatives.server.ts";
import type { Viewer } from "../viewer.ts";
import { unsupportedIn } from "./completeness-of-status.ts";
import { freezeEdition } from "./freeze-edition.server.ts";

/**
 * Publishes an edition that has its yes, in the transaction that holds it: what it rests on becomes public along with it or is left out, its blocks
 * are made and stored, what it says of initiatives and milestones becomes true of them, and its status points at it.
 * @param by null: the site itself, on the day
 * @throws {DomainError} 409 when a claim rests on nothing that stands any more
 */
export async function publishEdition(tx: Sql, by: Viewer | null, edition: EditionSubject): Promise<void> {
  const { id, municipality, demo } = edition;
  const notPublic = await listInitiativesNotPublic(tx, id);
  const along = edition.publishAlong ? notPublic.filter(({ canGoAlong }) => canGoAlong) : [];
  const idsOf = (some: typeof notPublic) => some.map((one) => one.id);
  await updateInitiativesPublic(tx, idsOf(along));
  for (const { slug } of along)
    await recordAudit(
      tx,
      by,
      { ...inLog("initiative.published", { slug, municipality }), detail: { visibility: "public" } },
      demo,
    );
  await removeWordsOn(tx, id, idsOf(notPublic.filter((one) => !along.includes(one))));
  await removeFallenEvidence(tx, id);
  await assertSupported(tx, id);
  await freezeEdition(tx, id);
  await updateMilestonesUnsaid(tx, id);
  for (const line of await listSaidOfLines(tx, id)) await makeTrue(tx, line, edition.submittedBy);
  await updateEditionPublished(tx, id);
  await leaveLetter(tx, { kind: "status-published", edition: id });
}

/** @throws {DomainError} 409 when an effect that claims something rests on nothing that stands */
async function assertSupported(tx: Sql, editionId: string): Promise<void> {
  const content = await readStatusContent(tx, editionId);
  if (!content) throw goneMeanwhile();
  const standing = new Set((await listEvidenceStanding(tx, editionId)).map(({ id }) => id));
  const [first] = unsupportedIn(content, standing);
  if (!first) return;
  const title = content.points.find(({ year, number }) => first.subject === `point:${year}:${number}`)?.title ?? "";
  throw new DomainError(
    `Det, som »${title}« hviler på, kan ikke læses længere, så effekten har intet belæg. Send statussen tilbage, og vælg et andet belæg eller en anden effekt.`,
    409,
  );
}

/** Makes a word of an edition true of its initiative or milestone. @param by who handed it over */
async function makeTrue(tx: Sql, line: SaidOfLine, by: string | null): Promise<void> {
  const { kind, id, change, state, because, done, expected } = line;
  if (kind === "initiative") {
    const now = change === "stoppet" ? "stoppet" : state;
    if (now) await updateInitiativeState(tx, id, now);
  } else if (change === "naaet") await updateMilestoneReached(tx, id, done);
  else if (change === "flyttet") await updateMilestoneExpected(tx, id, { became: expected, because, by });
  else if (change === "droppet") await updateMilestoneDropped(tx, id, { because, day: danishToday() });
}
