import { data } from "@remix-run/node";
import type { Invited } from "#app/domain/people/invite-many.server.ts";
import { joined } from "#app/ui/format.ts";
import type { AnswerAndAgain, Sent } from "./form.ts";

/** After several were invited: whom a letter is on its way to, and what is wrong with the others, who come back to be mended. */
export function answerOfMany({ intent, text }: Sent, { sent, refused }: Invited): AnswerAndAgain {
  const errors: Record<string, string> =
    refused.length > 0 ? { people: refused.map(({ line, why }) => `${line}: ${why}`).join(" ") } : {};
  const typed = { people: [refused.map(({ line }) => line).join("\n")], role: [text("role")], unit: [text("unit")] };
  const saying = (sentence: string) =>
    data(
      { intent, errors, typed, once: sent.length > 0 ? [sentence] : [] },
      { status: refused.length > 0 ? 400 : 200 },
    );
  const names = joined(sent);
  const [letters, last] =
    sent.length > 1 ? ["Invitationerne", "De gælder i 14 dage."] : ["Invitationen", "Den gælder i 14 dage."];
  return {
    first: saying(`${letters} er på vej til ${names}. ${last}`),
    again: saying(
      `${letters} til ${names} er allerede sendt af sted for et øjeblik siden og bliver ikke sendt igen. ${last}`,
    ),
  };
}
