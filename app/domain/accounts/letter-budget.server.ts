import type { RateLimiterPostgres } from "rate-limiter-flexible";
import type { Sql } from "#db/client.ts";
import type { Secrets } from "./secrets.server.ts";
import { TooManyTries } from "./slow-down.server.ts";
import { createLimiter, secondsRefused } from "./throttle.server.ts";

/** Letters to an address whose owner has not asked us for any. */
export type LetterDeed = "registration" | "new-address" | "invitation" | "invitation-outside" | "contact";

const day = 24 * 60 * 60;

/** So many letters one may cause in a day, whoever gets them: a person, or where nobody is signed in, a network. */
const mostFrom: Readonly<Record<LetterDeed, number>> = {
  registration: 400,
  "new-address": 5,
  invitation: 200,
  // To addresses at none of the municipality's own domains: consultants and schools of their own, but no list of strangers.
  "invitation-outside": 20,
  contact: 50,
};
/** Days that it is remembered how many letters an address has been sent, by a mark that stands for it. */
export const daysLettersAreCounted = 30;
/** So many letters of all these sorts one address gets, whoever causes them and from wherever. */
const mostTo = [
  { points: 4, duration: day },
  { points: 12, duration: daysLettersAreCounted * day },
];

/** Counts letters to strangers in the database, for all processes. */
export interface LetterBudget {
  /**
   * Counts one more letter, unless the sender or the recipient has had its share.
   * @param from.sender the id of a person, or a network
   * @returns how long to wait, in seconds, and why, in a Danish sentence; null when the letter may go
   */
  take(deed: LetterDeed, from: { sender: string; recipient: string }): Promise<{ seconds: number; why: string } | null>;
}

/**
 * Takes one letter from the budget. To be asked before a transaction begins, for it takes a connection of its own.
 * @throws {TooManyTries} when there is none left. Not thrown by the budget itself, which belongs to the server: the built site has a class of
 * that name of its own, and knows no other.
 */
export async function spendLetter(letters: LetterBudget, ...asked: Parameters<LetterBudget["take"]>): Promise<void> {
  const refused = await letters.take(...asked);
  if (refused) throw new TooManyTries(refused.seconds, refused.why);
}

/** @param secrets keys hold no address, only a mark that stands for it */
export function createLetterBudget(sql: Sql, secrets: Pick<Secrets, "mark">): LetterBudget {
  const deeds = Object.entries(mostFrom) as [LetterDeed, number][];
  const from = new Map(
    deeds.map(([deed, points]) => [deed, createLimiter(sql, `letters-from:${deed}`, { points, duration: day })]),
  );
  const to = mostTo.map((limit) => createLimiter(sql, `letters-to:${limit.duration}`, limit));
  const refused = async (limiter: RateLimiterPostgres | undefined, who: string, why: string) => {
    const seconds = limiter && (await secondsRefused(limiter.consume(secrets.mark(who))));
    return seconds ? { seconds, why } : null;
  };
  return {
    async take(deed, { sender, recipient }) {
      const own = "Der er sendt så mange breve herfra, som vi sender på et døgn.";
      const theirs = "Adressen har fået så mange breve, som vi sender til én modtager.";
      const none = await refused(from.get(deed), `from ${sender}`, own);
      if (none) return none;
      for (const limiter of to) {
        const full = await refused(limiter, `to ${recipient}`, theirs);
        if (full) return full;
      }
      return null;
    },
  };
}
