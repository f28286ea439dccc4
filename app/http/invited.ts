import { data } from "@remix-run/node";
import type { Invited } from "#app/domain/people/invite-many.server.ts";
import type { FormAnswer, Sent } from "./form.ts";

/** After several were invited: whom a letter is on its way to, and what is wrong with the others, who come back to be mended. */
export function answerOfMany({ intent, text }: Sent, { sent, refused }: Invited): FormAnswer {
  const errors: Record<string, string> =
    refused.length > 0 ? { people: refused.map(({ line, why }) => `${line}: ${why}`).join(" ") } : {};
  const typed = { people: [refused.map(({ line }) => line).join("\n")], role: [text("role")], unit: [text("unit")] };
  return data({ intent, errors, typed, once: sent }, { status: refused.length > 0 ? 400 : 200 });
}
