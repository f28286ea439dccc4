import type { Sql } from "#db/client.ts";
import type { Viewer } from "../viewer.ts";
import type { LineGroup } from "./completeness-of-status.ts";
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

/** An answer that is stored. */
export interface SavedAnswer extends TypedAnswer {}

/** An answer that somebody else has stored meanwhile, and that stays. */
export interface AnswerConflict extends TypedAnswer {
  /** Null: somebody who has left, or the status before. */
  by: string | null;
}

/**
 * Saves answers field by field. Those that nobody else has changed meanwhile are stored; of the others it says what stands there. The same
 * answer from two is no conflict.
 * @throws {DomainError} at the field (`answerName`) that is not as it must be; nothing is stored then
 */
export async function saveAnswers(
  _sql: Sql,
  _viewer: Viewer,
  _editionId: string,
  _rows: readonly TypedAnswer[],
): Promise<{ saved: SavedAnswer[]; conflicts: AnswerConflict[] }> {
  throw new Error("not yet");
}

/** Says of all lines of a group that nobody has answered that they are unchanged. @returns how many */
export async function closeGroup(_sql: Sql, _viewer: Viewer, _editionId: string, _group: LineGroup): Promise<number> {
  throw new Error("not yet");
}
