import { reasonField } from "#app/domain/cases/privacy-policy.ts";
import type { Sent } from "./form.ts";

/** The reasons that were given for keeping warnings of the privacy check, by the keys of these. */
export function reasonsIn(sent: Sent): Record<string, string> {
  const prefix = reasonField("");
  const names = [...sent.fields.keys()].filter((name) => name.startsWith(prefix));
  return Object.fromEntries(names.map((name) => [name.slice(prefix.length), sent.text(name)]));
}
