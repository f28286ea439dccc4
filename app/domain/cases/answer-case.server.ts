import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import {
  findUnpublished,
  listApprovers,
  listKeptWarnings,
  updateAnswer,
  updateAssigned,
  updateToWritable,
} from "#db/queries/cases/hand-over.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { personOf } from "../accounts/totp.server.ts";
import { DomainError, goneMeanwhile, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { type AnswerPart, partsOfAnswer } from "./answer-vocabulary.ts";
import type { answerInput, assignInput } from "./input.ts";
import { isSecondPerson, mayAnswerDraft, mayTakeBack, mayWriteDraft } from "./policy.ts";
import { assertNoCprNumber, findingsIn, holdsField, warningsAmong } from "./privacy-policy.ts";
import { publishVersion } from "./publish-case.server.ts";
import { lockedDraft, placeInLog, submittedVersion } from "./working-draft.server.ts";

/**
 * An answer as it is kept: in the order in which it was written, and its quotes by themselves.
 * @throws {DomainError} when it holds a CPR number
 */
function keptAnswer(typed: string): { words: string; quotes: string[]; own: string } {
  assertNoCprNumber(typed, "words");
  const parts = partsOfAnswer(typed);
  const of = (wanted: AnswerPart["kind"]) => parts.flatMap(({ kind, text }) => (kind === wanted ? [text] : []));
  return {
    words: parts.map(({ kind, text }) => (kind === "quote" ? `> ${text}` : text)).join("\n"),
    quotes: of("quote"),
    own: of("words").join("\n"),
  };
}

/** Takes back what was handed over; it can be written again. */
export async function takeBackCase(sql: Sql, viewer: Viewer, caseId: string, revision: string): Promise<void> {
  const me = personOf(viewer);
  await transaction(sql, async (tx) => {
    const draft = await lockedDraft(tx, viewer, caseId);
    if (!mayTakeBack(viewer, draft))
      throw notAllowed("Kun dem, der har skrevet teksten, og kommunens koordinator kan tage den tilbage. Svar på den.");
    await submittedVersion(tx, draft, "take_back", revision);
    await updateAnswer(tx, revision, { answer: "taken_back", by: me.id, words: null, quotes: [] });
    await updateToWritable(tx, caseId, revision);
    await recordAudit(tx, viewer, { action: "case.taken_back", ...placeInLog(draft) });
  });
}

/** Asks another approver, or any who may. */
export async function assignCase(
  sql: Sql,
  viewer: Viewer,
  caseId: string,
  { revision, assignedTo }: z.output<typeof assignInput>,
): Promise<void> {
  await transaction(sql, async (tx) => {
    const draft = await lockedDraft(tx, viewer, caseId);
    if (!mayWriteDraft(viewer, draft)) throw notAllowed();
    const waiting = await submittedVersion(tx, draft, "approve", revision);
    const approvers = await listApprovers(tx, caseId, waiting.handedOverBy?.id ?? null);
    if (approvers.length === 0)
      throw new DomainError("Der er ikke en anden i kommunen, der må godkende teksten.", 409, "assignedTo");
    if (assignedTo !== "" && !approvers.some(({ id }) => id === assignedTo))
      throw new DomainError("Den, du har valgt, må ikke godkende teksten. Vælg en anden.", 409, "assignedTo");
    if (!waiting.toAssociation && (waiting.assignedTo?.id ?? "") === assignedTo)
      throw new DomainError("Det er allerede den, der er bedt om det.", 409, "assignedTo");
    await updateAssigned(tx, revision, assignedTo || null);
    await recordAudit(tx, viewer, { action: "case.reassigned", ...placeInLog(draft), personId: assignedTo || null });
    await leaveLetter(
      tx,
      assignedTo ? { kind: "case-assigned", revision, person: assignedTo } : { kind: "case-submitted", revision },
    );
  });
}

/** Sends a text back to those who write it, with words. */
export async function returnCase(
  sql: Sql,
  viewer: Viewer,
  caseId: string,
  { revision, words: typed }: z.output<typeof answerInput>,
): Promise<void> {
  const me = personOf(viewer);
  const { words, quotes, own } = keptAnswer(typed);
  await transaction(sql, async (tx) => {
    const draft = await lockedDraft(tx, viewer, caseId);
    if (!mayAnswerDraft(viewer, draft)) throw notAllowed("Din rolle svarer ikke for den tekst. Bed en anden svare.");
    await submittedVersion(tx, draft, "return", revision);
    if (!isSecondPerson(viewer, draft)) throw wroteIt();
    if (own.length < leastWords)
      throw new DomainError("Skriv til forfatterne, hvad der skal rettes. Citater alene er ikke nok.", 400, "words");
    await updateAnswer(tx, revision, { answer: "returned", by: me.id, words, quotes });
    await updateToWritable(tx, caseId, revision);
    await recordAudit(tx, viewer, { action: "case.returned", ...placeInLog(draft) });
    await leaveLetter(tx, { kind: "case-returned", revision });
  });
}

/** The fewest characters that a text is sent back with. */
const leastWords = 3;

/**
 * Says yes to a version, which is published in the same transaction. The text is checked once more, and each warning that its writers have
 * kept needs a yes of its own.
 * @param held the keys of the warnings whose reasons hold
 * @returns the slug
 */
export async function approveCase(
  sql: Sql,
  viewer: Viewer,
  caseId: string,
  { revision, words: typed, held }: z.output<typeof answerInput> & { held: readonly string[] },
): Promise<string> {
  const me = personOf(viewer);
  return transaction(sql, async (tx) => {
    const draft = await lockedDraft(tx, viewer, caseId);
    if (!mayAnswerDraft(viewer, draft)) throw notAllowed("Din rolle svarer ikke for den tekst. Bed en anden svare.");
    await submittedVersion(tx, draft, "approve", revision);
    if (!isSecondPerson(viewer, draft)) throw wroteIt();
    const version = await findUnpublished(tx, viewer, caseId, "submitted");
    if (!version) throw goneMeanwhile();
    const findings = findingsIn({ ...version, namesUnit: version.namesUnit === true });
    if (findings.some(({ level }) => level === "block"))
      throw new DomainError("Der står et CPR-nummer i teksten. Send den tilbage, så det bliver slettet.", 400);
    const reasons = new Map((await listKeptWarnings(tx, caseId)).map(({ key, reason }) => [key, reason]));
    const missing = warningsAmong(findings).flatMap(({ key }) => {
      if (!reasons.has(key)) return [[holdsField(key), "Forfatterne har ikke skrevet en grund. Send teksten tilbage."]];
      return held.includes(key)
        ? []
        : [[holdsField(key), "Sæt kryds, hvis grunden holder. Ellers send teksten tilbage."]];
    });
    const [first, ...others] = missing;
    if (first) throw new DomainError(first[1] ?? "", 400, first[0], Object.fromEntries(others));
    const { words, quotes } = keptAnswer(typed);
    const answer = { by: me.id, words, quotes };
    const slug = await publishVersion(tx, { draft, title: version.title, revisionId: revision, ...answer });
    await recordAudit(tx, viewer, { action: "case.approved", ...placeInLog(draft) });
    return slug;
  });
}

/** Who has written in a text is no second person. */
const wroteIt = () =>
  notAllowed("Du har selv skrevet i teksten, og den skal ses af en, der ikke har. Bed en anden svare.");
