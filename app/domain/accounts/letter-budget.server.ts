import type { RateLimiterPostgres } from "rate-limiter-flexible";
import type { Sql } from "#db/client.ts";
import type { Secrets } from "./secrets.server.ts";
import { TooManyTries } from "./slow-down.server.ts";
import { createLimiter, secondsRefused } from "./throttle.server.ts";

/** Letters to an address whose owner has not asked us for any. */
export type LetterDeed = "registration" | "new-address" | "invitation" | "contact";

const day = 24 * 60 * 60;

/** So many letters one may cause in a day, whoever gets them: a person, or where nobody is signed in, a network. */
const mostFrom: Readonly<Record<LetterDeed, number>> = {
  registration: 400,
  "new-address": 5,
  invitation: 200,
  contact: 200,
};
/** So many letters of all these sorts one address gets, whoever causes them and from wherever. */
const mostTo = [
  { points: 4, duration: day },
  { points: 12, duration: 30 * day },
];

/** Days that it is remembered how many letters an address has been sent, by a mark that stands for it. */
export const daysLettersAreCounted = 30;

/** Counts letters to strangers in the database, for all processes. */
export interface LetterBudget {
  /**
   * One more letter. To be asked before a transaction begins, for it takes a connection of its own.
   * @param from.sender the id of a person, or a network
   * @throws {TooManyTries} when the sender or the recipient has had its share
   */
  spend(deed: LetterDeed, from: { sender: string; recipient: string }): Promise<void>;
}

/** @param secrets keys hold no address, only a mark that stands for it */
export function createLetterBudget(sql: Sql, secrets: Pick<Secrets, "mark">): LetterBudget {
  const deeds = Object.entries(mostFrom) as [LetterDeed, number][];
  const from = new Map(
    deeds.map(([deed, points]) => [deed, createLimiter(sql, `letters-from:${deed}`, { points, duration: day })]),
  );
  const to = mostTo.map((limit) => createLimiter(sql, `letters-to:${limit.duration}`, limit));
  const refused = async (limiter: RateLimiterPostgres | undefined, who: string, message: string) => {
    const wait = limiter && (await secondsRefused(limiter.consume(secrets.mark(who))));
    if (wait) throw new TooManyTries(wait, message);
  };
  return {
    async spend(deed, { sender, recipient }) {
      await refused(from.get(deed), `from ${sender}`, "Der er sendt så mange breve herfra, som vi sender på et døgn.");
      for (const limiter of to)
        await refused(limiter, `to ${recipient}`, "Adressen har fået så mange breve, som vi sender til én modtager.");
    },
  };
}
