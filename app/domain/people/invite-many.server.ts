import type { z } from "zod";
import type { Sql } from "#db/client.ts";
import { emailInput, isFitName } from "../accounts/input.ts";
import type { LetterBudget } from "../accounts/letter-budget.server.ts";
import { TooManyTries } from "../accounts/slow-down.server.ts";
import { DomainError } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import type { inviteManyInput } from "./input.ts";
import { invite } from "./invite.server.ts";

/** Most people that are invited in one go. */
const most = 50;

/** What has become of each of several people who were to be invited. */
export interface Invited {
  /** The addresses that a letter is on its way to. */
  sent: string[];
  /** The others, as they were written, each with a Danish sentence that says why not. */
  refused: { line: string; why: string }[];
}

/**
 * Invites several people to the same role, each by itself: what is wrong with one keeps no other waiting.
 * @param input.people an address a line, perhaps with a name, `Anne Holm <anne@aarhus.dk>`; commas and semicolons part people too
 * @throws {DomainError} at `people` for a list that is too long, and what is wrong with all of them
 */
export async function inviteMany(
  sql: Sql,
  letters: LetterBudget,
  viewer: Viewer,
  municipality: string | null,
  { people, role, unit }: z.output<typeof inviteManyInput>,
): Promise<Invited> {
  const lines = [...new Set(people.split(/[\n,;]+/).map((line) => line.trim()))].filter(Boolean);
  if (lines.length > most)
    throw new DomainError(`Del listen i flere; der er plads til ${most} ad gangen.`, 400, "people");
  const invited: Invited = { sent: [], refused: [] };
  for (const line of lines) {
    const [, written = "", address = line] = /^(.*?)[<\s]*([^\s<>]+@[^\s<>]+)>?$/.exec(line) ?? [];
    const email = emailInput.safeParse(address);
    const refuse = (why: string) => invited.refused.push({ line, why });
    if (!email.success) {
      refuse(email.error.issues[0]?.message ?? "");
      continue;
    }
    const name = written.trim() || nameOf(email.data);
    if (!isFitName(name)) {
      refuse("Skriv navnet med bogstaver, og uden mailadresse og link.");
      continue;
    }
    try {
      await invite(sql, letters, viewer, municipality, { name, email: email.data, privateMail: false, role, unit });
      invited.sent.push(email.data);
    } catch (error) {
      // What is wrong with the role is so for everybody.
      const isForAll = error instanceof DomainError && !["email", "privateMail"].includes(error.field);
      if (isForAll || !(error instanceof DomainError || error instanceof TooManyTries)) throw error;
      refuse(error.message);
    }
  }
  return invited;
}

/**
 * What somebody may be called whose address is all that is known: `anne.holm@aarhus.dk` is Anne Holm, who can mend it; initials and numbers
 * are no name.
 */
function nameOf(email: string): string {
  const words = email
    .replace(/@.*$/, "")
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  if (words.every((word) => word.length < 3)) return "Ny kollega";
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}
