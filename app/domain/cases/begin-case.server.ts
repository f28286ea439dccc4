import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Rooms } from "#app/collaboration/rooms.ts";
import { contentToText } from "#app/editor/content.ts";
import type { SectionName } from "#app/editor/schema/section.ts";
import { sharedTextOf } from "#app/editor/shared-text.ts";
import { answersIn, type Begun, begunText } from "#app/editor/written.ts";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { insertDraft } from "#db/queries/cases/draft.ts";
import { findWorkingRevision, updateAuthor } from "#db/queries/cases/hand-over.ts";
import { findMethodSubject } from "#db/queries/methods/subject.ts";
import { personOf } from "../accounts/totp.server.ts";
import { DomainError, notAllowed } from "../domain-error.ts";
import { mayReadMethod } from "../methods/policy.ts";
import type { Viewer } from "../viewer.ts";
import type { Role } from "../vocabulary.ts";
import { applyAsOneChange } from "./derive-working-text.server.ts";
import type { beginInput } from "./input.ts";
import { mayBeginCase, mayWriteDraft, writers } from "./policy.ts";
import { assertBeingWritten, lockedDraft, placeInLog, storedContentOf } from "./working-draft.server.ts";

type Answers = Omit<z.output<typeof beginInput>, "municipality" | "method" | "draft" | "was">;

/**
 * Begins a case with the answers to the four questions: a draft that its beginner can go on with at once. A contributor whose role is limited
 * to a unit begins in that unit.
 * @param opened further sections that were opened; they stand in the text also where they are not answered
 * @returns the id of the case
 * @throws {DomainError} when the person may not write there, or has answered nothing
 */
export async function beginCase(
  sql: Sql,
  viewer: Viewer,
  {
    municipality,
    method,
    answers,
    opened = [],
  }: { municipality: string; method: string; answers: Answers; opened?: readonly SectionName[] },
): Promise<string> {
  if (!mayBeginCase(viewer, municipality)) throw notAllowed("Du kan ikke skrive for den kommune.");
  const me = personOf(viewer);
  if (Object.values(answers).every((answer) => !answer))
    throw new DomainError("Skriv et par ord til mindst ét af spørgsmålene.", 400, "challenge");
  const content = begunText(answers, opened);
  const units = me.grants.flatMap(({ role, municipality: place, unitId }) =>
    place?.code === municipality && (writers as readonly Role[]).includes(role) ? [unitId] : [],
  );
  const [unitId = null] = new Set(units).size === 1 ? units : [];
  return transaction(sql, async (tx) => {
    const chosen = method ? await findMethodSubject(tx, method) : undefined;
    const caseId = await insertDraft(tx, {
      municipalityCode: municipality,
      demo: me.demo,
      begunBy: me.id,
      unitId,
      title: "",
      content,
      text: contentToText(content),
      snapshot: sharedTextOf(content),
      methodIds: chosen && mayReadMethod(viewer, chosen) ? [chosen.id] : [],
    });
    await recordAudit(tx, viewer, { action: "case.begun", ...placeInLog({ id: caseId, municipality }) });
    return caseId;
  });
}

/** Tells one set of answers from another. */
export const answersKey = ({ answers, opened }: Begun): string =>
  createHash("sha256")
    .update(JSON.stringify([Object.entries(answers).sort(), [...opened].sort()]))
    .digest("base64url");

/**
 * Puts the answers as they are now in the place of those that a case was begun with, as long as nobody has written in its text since.
 * @param asked.was `answersKey` of the answers that the form was made for
 * @throws {DomainError} 409 when the text has been written in, or the answers have been changed elsewhere
 */
export async function changeAnswers(
  sql: Sql,
  rooms: Rooms,
  viewer: Viewer,
  caseId: string,
  { answers, opened, was }: { answers: Answers; opened: readonly SectionName[]; was: string },
): Promise<void> {
  const open = await findWorkingRevision(sql, caseId);
  if (open) await rooms.flush(open.id);
  await transaction(sql, async (tx) => {
    const draft = await lockedDraft(tx, viewer, caseId);
    if (!mayWriteDraft(viewer, draft)) throw notAllowed();
    assertBeingWritten(draft);
    const working = await findWorkingRevision(tx, caseId);
    const content = working && (await storedContentOf(tx, working.id));
    const before = content && answersIn(content);
    if (!working || !before)
      throw new DomainError("Der er skrevet videre i teksten. Svarene her er ikke gemt; ret i teksten i stedet.", 409);
    if (answersKey(before) !== was)
      throw new DomainError("Svarene er ændret et andet sted imens, og dem her er ikke gemt. Hent siden igen.", 409);
    const me = personOf(viewer).id;
    await applyAsOneChange(tx, working.id, me, begunText(answers, opened));
    await updateAuthor(tx, working.id, me);
  });
}
