import { danishTime, longDate } from "#app/domain/dates.ts";
import { DomainError } from "#app/domain/domain-error.ts";
import { answerName } from "#app/domain/statuses/answer-name.ts";
import { addEvidence, removeEvidence } from "#app/domain/statuses/choose-evidence.server.ts";
import { groupsOf, type MissingAnswer, missingIn } from "#app/domain/statuses/completeness-of-status.ts";
import { addEvidenceInput } from "#app/domain/statuses/input.ts";
import type { StatusContent } from "#app/domain/statuses/status-content.ts";
import { participants } from "#app/domain/statuses/status-vocabulary.ts";
import { type StatusAnswers, type StatusField, subjectKey } from "#app/domain/statuses/subjects.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { answerInWords, timeInWords } from "#app/ui/ground/value-words.tsx";
import { sourceWithdrawn } from "#app/ui/papers/pins.tsx";
import {
  type EvidenceShown,
  evidenceName,
  evidenceValue,
  shownBefore,
} from "#app/ui/statuses/keeping/evidence-picks.tsx";
import {
  answeredInWords,
  closeWords,
  deskSections,
  missingHeading,
  saidBeside,
  sectionInWords,
} from "#app/ui/statuses/keeping/status-desk.ts";
import type { Sql } from "#db/client.ts";
import type { StatusDraft } from "#db/queries/statuses/keep-edition.ts";
import { type ChosenEvidence, listChosenEvidence, type WritingNow } from "#db/queries/statuses/keep-form.ts";
import type { PinnedAmount, PinnedValue, ShownPin } from "#db/queries/statuses/pins.ts";
import type { Sent } from "./form.ts";
import { seenOf } from "./status-fields.ts";

/** What is missing of a draft, and its sections with what is missing in each. */
export function lacksOf({ content, standing, along }: Pick<StatusDraft, "content" | "standing" | "along">) {
  const missing = missingIn(content, new Set([...standing, ...along]));
  return { missing, sections: deskSections(groupsOf(content), missing) };
}

/** What is missing of each line beside its first answer, by subject. */
export function lacksBySubject(missing: readonly MissingAnswer[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { subject, field, sentence } of missing)
    if (field !== "change") found[subject] = [...(found[subject] ?? []), sentence];
  return found;
}

const peopleSubjects = codes(participants).map((group) => subjectKey({ kind: "people", group }));

/** The answers that each section of the form shows, by group: what is stored, and how an initiative stands where nobody has said. */
export function shownByGroup(content: StatusContent): Record<string, StatusAnswers> {
  const shown: Record<string, StatusAnswers> = {
    people: pick(content.answers, peopleSubjects),
    points: pick(
      content.answers,
      content.points.map(({ year, number }) => subjectKey({ kind: "point", year, number })),
    ),
    parts: pick(
      content.answers,
      content.parts.map(({ position }) => subjectKey({ kind: "part", position })),
    ),
  };
  const initiatives: Record<string, Partial<Record<StatusField, string>>> = {};
  for (const { id, state, milestones } of content.initiatives) {
    const subject = subjectKey({ kind: "initiative", id });
    initiatives[subject] = { state: state ?? "", ...content.answers[subject] };
    for (const milestone of milestones) {
      const under = subjectKey({ kind: "milestone", id: milestone.id });
      if (content.answers[under]) initiatives[under] = content.answers[under];
    }
  }
  return { ...shown, initiatives };
}

const pick = (answers: StatusAnswers, subjects: readonly string[]): StatusAnswers =>
  Object.fromEntries(Object.entries(answers).filter(([subject]) => subjects.includes(subject)));

/** What each section was drawn from, by group, as its form sends it along. */
export const seenByGroup = (content: StatusContent, versions: StatusDraft["versions"]): Record<string, string> =>
  Object.fromEntries(Object.entries(shownByGroup(content)).map(([group, shown]) => [group, seenOf(shown, versions)]));

/**
 * What each point rests on, and what lies near: the initiatives that are linked to it.
 * @param chosen as it was chosen
 * @param pins the same as it reads now
 */
export function evidenceBySubject(
  { content, along }: Pick<StatusDraft, "content" | "along">,
  chosen: readonly ChosenEvidence[],
  pins: readonly ShownPin[],
): Record<string, EvidenceShown[]> {
  return Object.fromEntries(
    content.points.map((point) => {
      const subject = subjectKey({ kind: "point", year: point.year, number: point.number });
      const own = chosen.filter((one) => one.subject === subject).map((one) => asShown(one, pins, along));
      const near = content.initiatives
        .filter(({ points }) => points.some(({ year, number }) => year === point.year && number === point.number))
        .filter(({ id }) => !own.some(({ kind, thing }) => kind === "initiative" && thing === id))
        .map(
          ({ id, title, isPublic }): EvidenceShown => ({ id: null, kind: "initiative", thing: id, title, isPublic }),
        );
      return [subject, [...own, ...near]];
    }),
  );
}

/** What was chosen, as it is shown; of what is gone only that is said. @param along ids of what is not public yet */
export function asShown(
  { id, kind, thing }: ChosenEvidence,
  pins: readonly ShownPin[],
  along: readonly string[],
): EvidenceShown {
  const pin = pins.find((one) => one.id === id);
  const here = pin?.state === "here" ? pin : null;
  const figure = here?.value ? valueInShort(here.value) : here?.amount ? amountInShort(here.amount) : null;
  return {
    id,
    kind,
    thing: thing ?? id,
    title: here?.title ? [here.title, figure].filter(Boolean).join(", ") : sourceWithdrawn,
    isPublic: !along.includes(id),
  };
}

const valueInShort = ({ was, indicator }: PinnedValue) =>
  [timeInWords(was), answerInWords(was, indicator.decimals)].filter(Boolean).join(": ");
const amountInShort = ({ was }: PinnedAmount) => String(was.year);

/** Stores what is ticked of the evidence in a section, and takes away what was shown as ticked and is not any more. */
export async function saveTickedEvidence(sql: Sql, viewer: Viewer, editionId: string, sent: Sent): Promise<void> {
  const prefix = evidenceName("");
  for (const name of [...sent.fields.keys()].filter((one) => one.startsWith(prefix))) {
    const subject = name.slice(prefix.length);
    const [before = "", ...ticked] = sent.all(name);
    const was = shownBefore(before);
    const added = ticked.filter((value) => !was.includes(value));
    const gone = was.filter((value) => !ticked.includes(value));
    for (const value of added) await addEvidence(sql, viewer, editionId, readChoice(subject, value));
    if (gone.length === 0) continue;
    const chosen = (await listChosenEvidence(sql, viewer, editionId)).filter((one) => one.subject === subject);
    for (const { id, kind, thing } of chosen)
      if (gone.includes(evidenceValue({ kind, thing: thing ?? id })))
        await removeEvidence(sql, viewer, editionId, { id });
  }
}

/** What is chosen, from the value of its box. @throws {DomainError} when it is none */
export function readChoice(subject: string, value: string) {
  const at = value.indexOf(":");
  const read = addEvidenceInput.safeParse({ subject, kind: value.slice(0, at), thing: value.slice(at + 1) });
  if (!read.success) throw new DomainError("Vælg belægget fra listen.");
  return read.data;
}

/** What each subject is called in a sentence: "punkt 3", "»Co-teaching«". */
export function placesInForm(content: StatusContent): Record<string, string> {
  return Object.fromEntries([
    ...content.points.map(({ year, number }) => [subjectKey({ kind: "point", year, number }), `punkt ${number}`]),
    ...content.parts.map(({ position, title }) => [subjectKey({ kind: "part", position }), `»${title}«`]),
    ...content.initiatives.flatMap(({ id, title, milestones }) => [
      [subjectKey({ kind: "initiative", id }), `»${title}«`],
      ...milestones.map((one) => [subjectKey({ kind: "milestone", id: one.id }), `»${title}«`]),
    ]),
    ...peopleSubjects.map((subject) => [subject, "»Hvem har været med«"]),
  ]);
}

/** An answer as its field shows it: dates in words. */
export const shownAnswer = (field: StatusField, value: string): string =>
  (field === "done" || field === "expected") && /^\d{4}(-\d{2}){0,2}$/.test(value) ? longDate(value) : value;

/** The errors of the fields that two have written in. */
export const conflictErrors = (conflicts: readonly { subject: string; field: StatusField; by: string | null }[]) =>
  Object.fromEntries(
    conflicts.map(({ subject, field, by }) => [
      answerName(subject, field),
      `${by ?? "En anden"} har skrevet i feltet, mens du skrev. Vælg, hvad der skal stå.`,
    ]),
  );

/** The errors of the fields that are held back alone. */
export const refusedErrors = (refused: readonly { subject: string; field: StatusField; sentence: string }[]) =>
  Object.fromEntries(
    refused.map(({ subject, field, sentence }) => [answerName(subject, field), `Ikke gemt: ${sentence}`]),
  );

/** A form as the browser is told of it after each change: what is missing where, in words, and every answer with its version. */
export function deskNow(draft: StatusDraft, writing: readonly WritingNow[]) {
  const { missing, sections } = lacksOf(draft);
  const places = placesInForm(draft.content);
  return {
    at: danishTime(new Date()),
    heading: missingHeading(sections),
    answered: answeredInWords(sections),
    sections: sections.map((section) => ({
      group: section.group,
      done: section.said === "",
      said: sectionInWords(section, draft.content),
      beside: saidBeside(section),
      close: closeWords(section),
    })),
    missing: missing
      .filter(({ field }) => field !== "change")
      .map(({ subject, field, sentence }) => ({ subject, field, sentence })),
    writing: writing.map(({ name, subject }) => `${name} skriver i ${places[subject] ?? "status"}.`),
    answers: Object.entries(draft.content.answers).flatMap(([subject, fields]) =>
      Object.entries(fields).map(([field, value]) => ({
        name: answerName(subject, field as StatusField),
        version: draft.versions[subject]?.[field as StatusField] ?? 0,
        shown: shownAnswer(field as StatusField, value),
      })),
    ),
  };
}
/** The same, as the browser reads it. */
export type DeskNow = ReturnType<typeof deskNow>;
