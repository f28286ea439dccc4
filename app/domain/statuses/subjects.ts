import { isId } from "../id.ts";
import { participants } from "./status-vocabulary.ts";

/** What a field of a status is said of. */
export type StatusSubject =
  | { kind: "point"; year: number; number: number }
  | { kind: "initiative" | "milestone"; id: string }
  | { kind: "part"; position: number }
  | { kind: "people"; group: keyof typeof participants };

/** The key of a subject, as `status_answer.subject` has it: `point:2025:3`, `initiative:<id>`, `part:2`, `people:boern`. */
export function subjectKey(subject: StatusSubject): string {
  switch (subject.kind) {
    case "point":
      return `point:${subject.year}:${subject.number}`;
    case "initiative":
    case "milestone":
      return `${subject.kind}:${subject.id}`;
    case "part":
      return `part:${subject.position}`;
    case "people":
      return `people:${subject.group}`;
  }
}

/** The subject of a key, or null where it is none. */
export function readSubject(key: string): StatusSubject | null {
  const [kind, first = "", second = ""] = key.split(":");
  const subject: StatusSubject | null =
    kind === "point" && /^\d{4}$/.test(first) && /^\d{1,2}$/.test(second)
      ? { kind, year: Number(first), number: Number(second) }
      : (kind === "initiative" || kind === "milestone") && isId(first)
        ? { kind, id: first }
        : kind === "part" && /^\d{1,3}$/.test(first)
          ? { kind, position: Number(first) }
          : kind === "people" && Object.hasOwn(participants, first)
            ? { kind, group: first as keyof typeof participants }
            : null;
  return subject && subjectKey(subject) === key ? subject : null;
}

/** The fields that may be answered of each kind of subject, in the order in which they are asked. */
export const fieldsOf = {
  point: ["change", "stage", "effect", "judged", "text", "hard", "help"],
  initiative: ["change", "state", "text", "because"],
  milestone: ["change", "done", "expected", "because"],
  part: ["change", "text"],
  people: ["text"],
} as const satisfies Record<StatusSubject["kind"], readonly string[]>;

/** A field of some kind of subject. `judged` is codes of `judges` with commas between, `done` a day or part of a date, `expected` a part of a date. */
export type StatusField = (typeof fieldsOf)[keyof typeof fieldsOf][number];

/** The answers of an edition: by subject, by field. A field without an answer is left out or empty. */
export type StatusAnswers = Readonly<Record<string, Readonly<Partial<Record<StatusField, string>>>>>;

/** Copied from the last published status into the next: what still holds unless somebody says otherwise. What has become of a line is asked anew. */
export const prefilledFields: Readonly<Record<StatusSubject["kind"], readonly StatusField[]>> = {
  point: ["stage", "effect", "judged", "text", "hard", "help"],
  initiative: ["text"],
  milestone: [],
  part: ["text"],
  people: [],
};
