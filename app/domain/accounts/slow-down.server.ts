import type { Credentials } from "#db/queries/people/account.ts";
import type { SignedIn } from "../viewer.ts";
import type { Accounts } from "./accounts.server.ts";
import type { From } from "./from.ts";
import type { Deed, Throttle } from "./throttle.server.ts";

/** It has been tried too often. */
export class TooManyTries extends Error {
  override name = "TooManyTries";
  /** @param seconds until it may be tried again @param message a Danish sentence for the one who tried */
  constructor(
    readonly seconds: number,
    override readonly message = "Der er prøvet for mange gange.",
  ) {
    super(message);
  }
}

/** What tries are counted by: an account, a network, or both. */
export interface Budget {
  account?: string;
  network?: string;
}

/** Counts one more try. @throws {TooManyTries} when it must wait */
export async function slowDown(throttle: Throttle, deed: Deed, { account, network }: Budget): Promise<void> {
  const wait =
    (network === undefined ? null : await throttle.network(deed, network)) ??
    (account === undefined ? null : await throttle.account(deed, account));
  if (wait !== null) throw new TooManyTries(wait);
}

/**
 * The budget of somebody who wants to be let in: the device's own where the person has signed in on it before, so that nobody else's tries
 * count; otherwise that of all strangers.
 * @param options.person undefined when the account is not known
 * @param options.account what strangers' tries are counted by
 */
export function budgetOf(
  { devices }: Pick<Accounts, "devices">,
  { cookies, network }: From,
  { person, account }: { person: Pick<Credentials, "id" | "deviceGeneration"> | undefined; account: string },
): Required<Pick<Budget, "account">> & Budget {
  const device = person && devices.idFor(cookies, person);
  return device ? { account: `device ${device}` } : { account, network };
}

/** The budget of a session, which nobody else's tries can use up. */
export const budgetOfSession = ({ sessionId }: Pick<SignedIn, "sessionId">): Required<Pick<Budget, "account">> => ({
  account: `session ${sessionId}`,
});

/** A wait in words. */
export function waitInWords(seconds: number): string {
  if (seconds < 60) return `${seconds} sekunder`;
  if (seconds < 120) return "et minut";
  if (seconds < 2 * 60 * 60) return `${Math.ceil(seconds / 60)} minutter`;
  return seconds < 48 * 60 * 60 ? `${Math.ceil(seconds / 3_600)} timer` : `${Math.ceil(seconds / 86_400)} dage`;
}
