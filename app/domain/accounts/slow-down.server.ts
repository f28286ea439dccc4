import type { Deed, Throttle } from "./throttle.server.ts";

/** It has been tried too often. */
export class TooManyTries extends Error {
  override name = "TooManyTries";
  /** @param seconds until it may be tried again */
  constructor(readonly seconds: number) {
    super(`too many, wait ${seconds} s`);
  }
}

/** Counts one more try. @throws {TooManyTries} when it must wait */
export async function slowDown(
  throttle: Throttle,
  deed: Deed,
  { account, network }: { account?: string; network: string },
): Promise<void> {
  const wait =
    (await throttle.network(deed, network)) ?? (account === undefined ? null : await throttle.account(deed, account));
  if (wait !== null) throw new TooManyTries(wait);
}

/** A wait in words. */
export const waitInWords = (seconds: number): string =>
  seconds < 60 ? `${seconds} sekunder` : seconds < 120 ? "et minut" : `${Math.ceil(seconds / 60)} minutter`;
