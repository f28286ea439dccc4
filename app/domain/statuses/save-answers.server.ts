import { type Sql, transaction } from "#db/client.ts";
import {
  listAnswersOn,
  listKnownSubjects,
  type StoredAnswer,
  storeAnswer,
  storeStatusAuthor,
  storeUnchanged,
} from "#db/queries/statuses/keep-answers.ts";
import { readStatusContent } from "#db/queries/statuses/keep-content.ts";
import { personOf } from "../accounts/totp.server.ts";
import { goneMeanwhile } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { answerName } from "./answer-name.ts";
import { groupsOf, type LineGroup } from "./completeness-of-status.ts";
import { assertMayWrite, assertWritable, heldEdition } from "./held-edition.server.ts";
import { readTypedAnswer } from "./read-typed-answer.ts";
import type { StatusField } from "./subjects.ts";

/** An answer as somebody has typed it. */
export interface TypedAnswer {
  /** A `subjectKey`. */
  subject: string;
  field: StatusField;
  value: string;
  /** The version that the form was made of; 0: there was none. */
  version: number;
}

/** An answer that is stored: as it is kept, which for a date is another form than it was typed in. */
export type SavedAnswer = TypedAnswer;

/** An answer that somebody else has stored meanwhile, and that stays. */
export interface AnswerConflict extends TypedAnswer {
  /** Null: somebody who has left. */
  by: string | null;
}

/** An answer that is not as it must be, and is held back alone. */
export interface RefusedAnswer {
  subject: string;
  field: StatusField;
  /** Why, in Danish. */
  sentence: string;
}

/** What has become of answers that were sent. */
export interface AnswersKept {
  saved: SavedAnswer[];
  conflicts: AnswerConflict[];
  refused: RefusedAnswer[];
}

/**
 * Saves answers field by field. Those that nobody else has changed meanwhile are stored; of the others it says what stands there. The same
 * answer from two is no conflict. One that is not as it must be is refused, and the others are stored all the same.
 * @throws {DomainError} 403 and 409 where the person may not write in the edition, or nobody may any more
 */
export async function saveAnswers(
  sql: Sql,
  viewer: Viewer,
  editionId: string,
  rows: readonly TypedAnswer[],
): Promise<AnswersKept> {
  const { typed: readable, refused } = readAll(rows);
  return transaction(sql, async (tx) => {
    const edition = await heldEdition(tx, editionId, "share");
    assertMayWrite(viewer, edition);
    assertWritable(edition);
    const asked = [...new Set(readable.map(({ subject }) => subject))];
    const subjects = await listKnownSubjects(tx, editionId, asked);
    const typed = readable.filter(({ subject }) => subjects.includes(subject));
    for (const { subject, field } of readable)
      if (!subjects.includes(subject)) refused.push({ subject, field, sentence: lineIsGone });
    const me = personOf(viewer).id;
    const before = await byName(tx, editionId, subjects);
    const saved: SavedAnswer[] = [];
    const lost: TypedAnswer[] = [];
    for (const answer of typed) {
      const now = before.get(nameOf(answer));
      // The same as what stands, or nothing where nothing stands, is as good as saved.
      if ((now?.value ?? "") === answer.value) saved.push({ ...answer, version: now?.version ?? 0 });
      else {
        const version = await storeAnswer(tx, editionId, answer, me);
        if (version === undefined) lost.push(answer);
        else saved.push({ ...answer, version });
      }
    }
    const wrote = saved.some(
      ({ version, ...answer }) => before.get(nameOf(answer))?.version !== version && version > 0,
    );
    if (wrote) await storeStatusAuthor(tx, editionId, me);
    // Who came first may have ended its transaction only now.
    const now = lost.length > 0 ? await byName(tx, editionId, subjects) : before;
    const conflicts: AnswerConflict[] = [];
    for (const answer of lost) {
      const standing = now.get(nameOf(answer)) ?? { value: "", version: 0, by: null };
      if (standing.value === answer.value) saved.push({ ...answer, version: standing.version });
      else conflicts.push({ ...answer, value: standing.value, version: standing.version, by: standing.by });
    }
    return { saved, conflicts, refused };
  });
}

/** Says of all lines of a group that nobody has answered that they are unchanged. What KL has asked stays open. @returns how many */
export async function closeGroup(sql: Sql, viewer: Viewer, editionId: string, group: LineGroup): Promise<number> {
  return transaction(sql, async (tx) => {
    const edition = await heldEdition(tx, editionId, "share");
    assertMayWrite(viewer, edition);
    assertWritable(edition);
    const content = await readStatusContent(tx, editionId);
    if (!content) throw goneMeanwhile();
    const lines = groupsOf(content).find((one) => one.group === group)?.lines ?? [];
    const open = lines.filter(({ change, optional }) => change === "" && !optional).map(({ subject }) => subject);
    const me = personOf(viewer).id;
    const closed = await storeUnchanged(tx, editionId, open.sort(), me);
    if (closed > 0) await storeStatusAuthor(tx, editionId, me);
    return closed;
  });
}

const nameOf = ({ subject, field }: Pick<TypedAnswer, "subject" | "field">) => answerName(subject, field);

/** What stands on some subjects, by name. */
const byName = async (tx: Sql, editionId: string, subjects: readonly string[]): Promise<Map<string, StoredAnswer>> =>
  new Map((await listAnswersOn(tx, editionId, subjects)).map((answer) => [nameOf(answer), answer]));

const lineIsGone = "Den linje findes ikke længere. Åbn siden igen.";

/**
 * The answers as they are kept, each once, in one order for all, so that two who save at once wait for each other and no more; and those that
 * are not as they must be.
 */
function readAll(rows: readonly TypedAnswer[]): { typed: TypedAnswer[]; refused: RefusedAnswer[] } {
  const refused: RefusedAnswer[] = [];
  const read = new Map<string, TypedAnswer>();
  for (const row of rows) {
    const answer = readTypedAnswer(row);
    if ("refused" in answer) refused.push({ subject: row.subject, field: row.field, sentence: answer.refused });
    else read.set(nameOf(row), { ...row, value: answer.value });
  }
  return { typed: [...read].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, answer]) => answer), refused };
}
