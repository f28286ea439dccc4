import { fieldsOf, readSubject, type StatusField } from "./subjects.ts";

/** The name of an answer in a form, and the field of an error: `point:2025:3.text`. @param subject a `subjectKey` */
export const answerName = (subject: string, field: StatusField): string => `${subject}.${field}`;

/** The subject and the field of the name of an answer, or null where it is none. */
export function readAnswerName(name: string): { subject: string; field: StatusField } | null {
  const at = name.lastIndexOf(".");
  const [key, field] = [name.slice(0, at), name.slice(at + 1)];
  const subject = at < 0 ? null : readSubject(key);
  const known = subject && (fieldsOf[subject.kind] as readonly StatusField[]).find((one) => one === field);
  return known ? { subject: key, field: known } : null;
}
