import { readPartialDate } from "#app/domain/dates.ts";
import { answerName, readAnswerName } from "#app/domain/statuses/answer-name.ts";
import type { StatusAnswers, StatusField } from "#app/domain/statuses/subjects.ts";
import type { Sent } from "./form.ts";

/** The version of each answer, by subject and field; one without a row is left out. */
export type AnswerVersions = Readonly<Record<string, Readonly<Partial<Record<StatusField, number>>>>>;

/** One answer as it is sent to be stored. */
export interface SentAnswer {
  subject: string;
  field: StatusField;
  value: string;
  version: number;
}

/** The name of the choice between two texts in one field. */
export const keepName = (name: string): string => `keep:${name}`;

/** A short mark of a text: the same for the same text, seldom for another. */
export function answerMark(text: string): string {
  let mark = 0x811c9dc5;
  for (const letter of text.replace(/\r\n?/g, "\n").trim()) {
    mark = Math.imul(mark ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return mark.toString(36);
}

/** What the form was drawn from: each field that holds something, with its version and a mark of what was shown. */
export function seenOf(shown: StatusAnswers, versions: AnswerVersions): string {
  return Object.entries(shown)
    .flatMap(([subject, fields]) =>
      Object.entries(fields).map(([field, value = ""]) => {
        const version = versions[subject]?.[field as StatusField] ?? 0;
        return `${answerName(subject, field as StatusField)} ${version} ${answerMark(value)}`;
      }),
    )
    .join("\n");
}

const nothing = answerMark("");

/**
 * The answers of a form that are not as they were shown: whoever sends a whole section changes only what was typed. Of a field with two texts, the one
 * that was chosen. What is wrong stands by field.
 */
export function answersSent(sent: Sent): { rows: SentAnswer[]; errors: Record<string, string> } {
  const seen = new Map(
    sent
      .text("seen")
      .split(/\r?\n/)
      .map((line) => {
        const [name = "", version = "0", mark = ""] = line.split(" ");
        return [name, { version: Number(version) || 0, mark }];
      }),
  );
  const errors: Record<string, string> = {};
  const rows = [...sent.fields.keys()].flatMap((name): SentAnswer[] => {
    const read = readAnswerName(name);
    if (!read) return [];
    const asked = sent.fields.has(`two:${name}`);
    const keep = sent.text(keepName(name));
    if (asked && keep === "theirs") return [];
    if (asked && keep !== "mine") {
      errors[name] = "Vælg, hvilken af de to tekster der skal stå.";
      return [];
    }
    const { version, mark } = seen.get(name) ?? { version: 0, mark: nothing };
    const words = read.field === "judged" ? judgedOf(sent.all(name)) : sent.text(name).replace(/\r\n?/g, "\n");
    const value = storedValue(read.field, words);
    if (value === null) {
      errors[name] = "Ikke gemt: Skriv et år, en måned eller en dag, for eksempel januar 2027.";
      return [];
    }
    return answerMark(value) === mark && !asked ? [] : [{ ...read, value, version }];
  });
  return { rows, errors };
}

const judgedOf = (values: readonly string[]) => values.filter((value) => value !== "").join(",");

/** What is stored of what was typed: a date as `YYYY-MM-DD` or a part of it. Null where it cannot be read. */
export function storedValue(field: StatusField, words: string): string | null {
  if ((field !== "done" && field !== "expected") || words === "") return words;
  return readPartialDate(words);
}
