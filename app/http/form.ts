import { data } from "@remix-run/node";
import type { z } from "zod";
import { withoutInvisible } from "#search/invisible.ts";
import { refuse, type SendAgain } from "./respond.ts";

/** What an action answers: the way to the next page, or what is wrong with what was typed. */
export type FormAnswer = Response | ReturnType<typeof data<FormReply>>;

/** An answer, and another for who sends the very same again at once: it is not taken again. */
export interface AnswerAndAgain {
  first: FormAnswer;
  again: FormAnswer;
}

/** Why a form was not taken. */
export interface FormReply {
  intent: string;
  /** By the name of the field; one of the form as a whole under `form`. */
  errors: Record<string, string>;
  /** What was typed, every value of each field; secrets left out. */
  typed: Record<string, readonly string[]>;
  /** What the form has brought forth and is shown this once. */
  once?: string[];
}

/** A form that has been read: every value of every field as it was sent, in that order. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** Most fields of a form whose address does not name more. */
export const usualMostFields = 100;

/**
 * Reads the fields of a form in one pass, and no more than may be. Files are left out.
 * @throws the error page, with 400, of a form that did not arrive whole, or has more fields than `most`
 */
export async function readFields(request: Request, most = usualMostFields): Promise<Fields> {
  const multipart = /^multipart\//i.test(request.headers.get("content-type") ?? "");
  const pairs = multipart
    ? await request
        .formData()
        .catch(() => refuse(400, "Formularen kom ikke hel frem, og vi har ikke gemt noget. Prøv at sende den igen."))
    : new URLSearchParams(await request.text());
  const fields = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of pairs) {
    count += 1;
    if (count > most)
      refuse(
        400,
        "Formularen har flere felter, end siden kan tage imod, og vi har ikke gemt noget. Åbn siden igen, og prøv derfra.",
      );
    if (typeof value !== "string") continue;
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

// Control characters but tab and line ends.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** What a form has sent. */
export interface Sent {
  intent: string;
  fields: Fields;
  /** One field as text, trimmed, without control and invisible characters; empty when it was left out. Of a repeated field, the first value. */
  text(name: string): string;
  /** Every value of a repeated field, as `text` gives them, in the order of the form; none when it was left out. */
  all(name: string): readonly string[];
  /**
   * The form's fields as the schema wants them: every value where it wants a list, else the first.
   * @throws the answer that says what is wrong and keeps what was typed
   */
  parse<S extends z.ZodObject>(schema: S): z.output<S>;
}

/** The fields of a form that has named its intent, for the handler of that intent. */
export function sentOf(intent: string, fields: Fields): Sent {
  const all = (name: string) =>
    (fields.get(name) ?? []).map((value) => withoutInvisible(value.replace(unseen, "")).trim());
  const text = (name: string) => all(name)[0] ?? "";
  const sent: Sent = {
    intent,
    fields,
    text,
    all,
    parse(schema) {
      const given = Object.entries(schema.shape).flatMap(([name, field]) => {
        if (wantsList(field)) return [[name, all(name)]];
        return fields.has(name) ? [[name, text(name)]] : [];
      });
      const parsed = schema.safeParse(Object.fromEntries(given));
      if (parsed.success) return parsed.data;
      const errors: Record<string, string> = {};
      for (const { path, message } of parsed.error.issues) errors[String(path[0] ?? "form")] ??= message;
      throw formError(sent, errors);
    },
  };
  return sent;
}

/** Whether a field of a schema holds several values, also behind a default, a pipe or the like. */
function wantsList(field: unknown): boolean {
  const { type, innerType, in: input } = (field as { def: { type: string; innerType?: unknown; in?: unknown } }).def;
  return (
    type === "array" || (innerType !== undefined && wantsList(innerType)) || (input !== undefined && wantsList(input))
  );
}

/** Answers an action from deep within it. */
export class FormError extends Error {
  override name = "FormError";
  constructor(readonly answer: FormAnswer) {
    super("form error");
  }
}

/** What is never shown again. */
const secret = ["password", "current", "code"];

/** The fields of a form as its sender can send them once more; null where one of them is never shown again. */
export const fieldsToSendAgain = (fields: Fields): SendAgain | null =>
  secret.some((name) => fields.has(name))
    ? null
    : [...fields].flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));

/** The answer to a form that is not taken: what is wrong, by field, and what was typed. */
export function formError({ intent, fields }: Sent, errors: Record<string, string>, status = 400): FormError {
  const typed = Object.fromEntries([...fields].filter(([name]) => !secret.includes(name)));
  return new FormError(data({ intent, errors, typed }, { status }));
}
