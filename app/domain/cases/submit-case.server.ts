import type { z } from "zod";
import { type Content, contentToText, linksOf, wordsOf } from "#app/editor/content.ts";
import { assertWritten, withoutEmptySections } from "#app/editor/written.ts";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import {
  findUnpublished,
  findWorkingRevision,
  insertHandOver,
  insertSubmitted,
  listApprovers,
  listKeptWarnings,
  updateAuthor,
  updateHandOverFields,
  updateKeptWarnings,
  type WorkingRevision,
} from "#db/queries/cases/hand-over.ts";
import { citationsAt, isCitation } from "#db/queries/citations.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { personOf } from "../accounts/totp.server.ts";
import { DomainError } from "../domain-error.ts";
import { assertPictures } from "../pictures/check-pictures.server.ts";
import type { Viewer } from "../viewer.ts";
import { isCode, settings } from "../vocabulary.ts";
import { isWritable, stateAfter } from "../workflow/workflow.ts";
import { deriveWorkingText } from "./derive-working-text.server.ts";
import type { submitInput, unsentInput } from "./input.ts";
import { mayWriteDraft } from "./policy.ts";
import { assertMayPass, findingsIn, fitReasons } from "./privacy-policy.ts";
import { publishVersion } from "./publish-case.server.ts";
import { hardIn, proposedSummary } from "./told-in-short.ts";
import { lockedDraft, placeInLog, storedContentOf } from "./working-draft.server.ts";

/** What the form sends that has no fixed names. */
interface Further {
  /** Why warnings of the privacy check may stay, by their keys. */
  reasons: Readonly<Record<string, string>>;
}

/**
 * Hands a text over: a frozen version of it waits for a yes, and nobody types until there is an answer. Where one pair of eyes is enough and
 * no warning has been kept, it is published at once. `flush` of the site's rooms first, so that the last words are in it.
 * @returns the address of what is public now; null when it waits
 * @throws {DomainError} 409 when the text has been handed over or replaced meanwhile, 400 at the field that is not as it must be; `keepUnsent` keeps what
 * was typed
 */
export async function submitCase(
  sql: Sql,
  viewer: Viewer,
  caseId: string,
  { reasons, ...input }: z.output<typeof submitInput> & Further,
): Promise<string | null> {
  const me = personOf(viewer);
  return transaction(sql, async (tx) => {
    const draft = await lockedDraft(tx, viewer, caseId);
    if (!mayWriteDraft(viewer, draft)) throw new DomainError("Du kan ikke sende den tekst.", 403);
    if (draft.binned) throw new DomainError("Teksten ligger i papirkurven. Tag den op igen, før du sender den.", 409);
    if (stateAfter(draft.state, "submit") === null)
      throw new DomainError("Teksten er allerede sendt. Se, hvem der har den nu.", 409);
    const working = await findWorkingRevision(tx, caseId);
    if (!working || working.id !== input.revision)
      throw new DomainError("Teksten er blevet lavet om, mens du var her. Åbn siden igen, og se den igennem.", 409);
    const fields = handOverFields(working, input);
    const frozen = await frozenText(tx, await deriveWorkingText(tx, working.id));
    await assertPictures(tx, caseId, frozen.content);
    const { partners, commitments } = (await findUnpublished(tx, viewer, caseId, "working")) ?? {};
    const findings = findingsIn({ ...fields, ...frozen, partners, commitments });
    const kept = assertMayPass(findings, reasons);

    const approvers = await listApprovers(tx, caseId, me.id);
    const alone = working.alone && Object.keys(kept).length === 0;
    const asked = alone ? nobodyElse : whoIsAsked(approvers, input);

    await updateHandOverFields(tx, working.id, fields);
    await updateAuthor(tx, working.id, me.id);
    await updateKeptWarnings(tx, caseId, kept, me.id);
    const version = await insertSubmitted(tx, caseId, frozen);
    await insertHandOver(tx, { revisionId: version, by: me.id, ...asked });
    if (alone) {
      const slug = await publishVersion(tx, { draft, title: fields.title, revisionId: version, by: me.id });
      await recordAudit(tx, viewer, { action: "case.published_alone", ...placeInLog(draft) });
      return slug;
    }
    await recordAudit(tx, viewer, {
      action: "case.submitted",
      ...placeInLog(draft),
      personId: asked.assignedTo,
      detail: { association: asked.toAssociation },
    });
    await leaveLetter(tx, { kind: "case-submitted", revision: version });
    return null;
  });
}

/**
 * Keeps with a draft what was typed and chosen beside it on the way to a hand-over that was refused, as far as each is as it must be: what is
 * wrong may stand in the text, and the way there must not cost a word. A summary that is still the one proposed is proposed anew instead.
 * Does nothing where the text is not being written any more, or is another one by now.
 */
export async function keepUnsent(
  sql: Sql,
  viewer: Viewer,
  caseId: string,
  { revision, reasons, title, summary, stage, settings: chosen, namesUnit }: z.output<typeof unsentInput> & Further,
): Promise<void> {
  const me = personOf(viewer);
  await transaction(sql, async (tx) => {
    const draft = await findDraftSubject(tx, caseId, { lock: true });
    if (!draft || !mayWriteDraft(viewer, draft) || !isWritable(draft.state)) return;
    const working = await findWorkingRevision(tx, caseId);
    if (!working || working.id !== revision) return;
    const content = await storedContentOf(tx, working.id);
    const known = chosen.filter((code) => isCode(settings, code));
    await updateHandOverFields(tx, working.id, {
      title,
      summary: content && summary === proposedSummary(content) ? undefined : summary,
      stage,
      settings: known.length > 0 ? known : undefined,
      namesUnit: namesUnit === "nej" ? false : namesUnit && namesUnit === working.unitId ? true : undefined,
    });
    await updateAuthor(tx, working.id, me.id);
    const text = await findUnpublished(tx, viewer, caseId, "working");
    if (!text || !content) return;
    const kept = (await listKeptWarnings(tx, caseId)).map(({ key, reason }) => [key, reason]);
    const findings = findingsIn({ ...text, content, namesUnit: text.namesUnit === true });
    await updateKeptWarnings(tx, caseId, { ...Object.fromEntries(kept), ...fitReasons(findings, reasons) }, me.id);
  });
}

/** Nobody else has to say yes. */
const nobodyElse = { assignedTo: null, toAssociation: false };

/** The choices as they are to be published. @throws {DomainError} at the field that is not as it must be */
function handOverFields(
  working: WorkingRevision,
  { title, summary, stage, settings: chosen, namesUnit }: z.output<typeof submitInput>,
) {
  if (working.unitId !== null && namesUnit === "")
    throw new DomainError("Vælg, om stedets navn skal stå der.", 400, "namesUnit");
  if (namesUnit !== "nej" && namesUnit !== (working.unitId ?? ""))
    throw new DomainError(
      "Stedet er blevet et andet, mens du var her. Se, hvad der er valgt nu, og svar igen.",
      409,
      "namesUnit",
    );
  const known = chosen.filter((code) => isCode(settings, code));
  if (known.length === 0) throw new DomainError("Vælg mindst ét område.", 400, "settings");
  return { title, summary, stage, settings: known, namesUnit: working.unitId !== null && namesUnit === working.unitId };
}

/** The text as it is to be published. @throws {DomainError} when there is none, or it is none that writers can have written */
async function frozenText(tx: Sql, written: Content) {
  const content = withoutEmptySections(written);
  if (!wordsOf(content)) throw new DomainError("Der står ikke noget i teksten endnu. Skriv først lidt.", 400);
  try {
    assertWritten(content);
  } catch {
    throw new DomainError("Der er noget i teksten, som ikke kan udgives. Åbn den, og ret det.", 400);
  }
  return {
    content,
    text: contentToText(content),
    hard: hardIn(content),
    citations: await citationsAt(tx, linksOf(content).filter(isCitation)),
  };
}

/** Whom the version goes to. @throws {DomainError} 409 when that has become another question meanwhile */
function whoIsAsked(
  approvers: readonly { id: string }[],
  { assignedTo, toAssociation }: z.output<typeof submitInput>,
): { assignedTo: string | null; toAssociation: boolean } {
  if (approvers.length === 0) {
    if (toAssociation === "ja") return { assignedTo: null, toAssociation: true };
    throw new DomainError(
      "Der er ikke længere en anden i kommunen, der må godkende teksten. Åbn siden igen; så kan du sende den til KL.",
      409,
    );
  }
  if (toAssociation === "ja")
    throw new DomainError("Nu er der en i kommunen, der må godkende teksten. Åbn siden igen, og vælg, hvem.", 409);
  if (assignedTo !== "" && !approvers.some(({ id }) => id === assignedTo))
    throw new DomainError("Den, du har valgt, må ikke godkende teksten. Vælg en anden.", 409, "assignedTo");
  return { assignedTo: assignedTo || null, toAssociation: false };
}
