import { LRUCache } from "lru-cache";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Sql } from "#db/client.ts";
import type { Secrets } from "./secrets.server.ts";

/** What is slowed down. */
export type Deed = "sign-in" | "code" | "new-password" | "reset" | "registration" | "report" | "consent" | "search";

const minute = 60;
/** So many tries at one account are free; after that each waits longer than the one before. */
const freeTries = 5;
/** How long tries at an account are remembered, in seconds. */
const memory = 24 * 60 * minute;
/** The first pause, doubled for each further try, and the longest, in seconds. */
const pauses = { first: 15, longest: 15 * minute };

/** What one network may do in a while. A whole municipality can share one address, so this stops machines, not people. */
const generous: Readonly<Record<Deed, { points: number; duration: number; lump?: number }>> = {
  "sign-in": { points: 600, duration: 10 * minute },
  code: { points: 600, duration: 10 * minute },
  "new-password": { points: 600, duration: 10 * minute },
  reset: { points: 200, duration: 60 * minute },
  registration: { points: 200, duration: 60 * minute },
  consent: { points: 200, duration: 60 * minute },
  report: { points: 200, duration: 60 * minute },
  // Searches come as quickly as people type: each process tells the database of so many at a time.
  search: { points: 3_000, duration: minute, lump: 20 },
};

/** Counts tries in the database, so that a restart forgets nothing and several processes count together. */
export interface Throttle {
  /** One more try at an account. @returns seconds to wait, or null when it may be tried now */
  account(deed: Deed, account: string): Promise<number | null>;
  /** The try was right: the account starts afresh. */
  forget(deed: Deed, account: string): Promise<void>;
  /** One more try from a network. @returns seconds to wait, or null when it may be tried now */
  network(deed: Deed, address: string): Promise<number | null>;
}

/** A counter in the database, which all processes share. @param options.duration how long it counts, in seconds */
export function createLimiter(
  sql: Sql,
  keyPrefix: string,
  options: { points: number; duration: number },
): RateLimiterPostgres {
  const storeClient = {
    query: async ({ text, values }: { text: string; values: (string | number | null)[] }) => {
      const rows = await sql.unsafe(text, values);
      return { rows, rowCount: rows.count };
    },
  };
  return new RateLimiterPostgres({
    storeClient,
    storeType: "client",
    tableName: "rate_limit",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    ...options,
  });
}

/** @param secrets keys hold no address, only a mark that stands for it */
export function createThrottle(sql: Sql, secrets: Pick<Secrets, "mark">): Throttle {
  const limiter = (keyPrefix: string, options: { points: number; duration: number }) =>
    createLimiter(sql, keyPrefix, options);
  const tries = limiter("tries", { points: freeTries, duration: memory });
  const pausing = limiter("pause", { points: 1, duration: pauses.first });
  const networks = new Map(
    Object.entries(generous).map(([deed, { lump: _lump, ...options }]) => [deed, limiter(`network:${deed}`, options)]),
  );
  const uncounted = new LRUCache<string, number>({ max: 10_000 });
  // Whoever is far beyond costs no more reads.
  const blockedUntil = new LRUCache<string, number>({ max: 10_000 });
  return {
    async account(deed, account) {
      const key = secrets.mark(`${deed} ${account}`);
      const { consumedPoints } = await tries.penalty(key);
      const beyond = consumedPoints - freeTries;
      if (beyond <= 0) return null;
      const customDuration = Math.min(pauses.longest, pauses.first * 2 ** (beyond - 1));
      const wait = await secondsRefused(pausing.consume(key, 1, { customDuration }));
      // One that was not let in has not tried.
      if (wait !== null) await tries.reward(key);
      return wait;
    },
    async forget(deed, account) {
      const key = secrets.mark(`${deed} ${account}`);
      await Promise.all([tries.delete(key), pausing.delete(key)]);
    },
    async network(deed, address) {
      const { lump = 1 } = generous[deed];
      const key = secrets.mark(networkOf(address));
      const mine = `${deed} ${key}`;
      const until = blockedUntil.get(mine);
      if (until !== undefined) return Math.max(1, Math.ceil((until - Date.now()) / 1_000));
      const counted = (uncounted.get(mine) ?? 0) + 1;
      uncounted.set(mine, counted % lump);
      const used = counted < lump ? undefined : networks.get(deed)?.consume(key, lump);
      const wait = used ? await secondsRefused(used) : null;
      if (wait !== null) blockedUntil.set(mine, Date.now() + wait * 1_000, { ttl: wait * 1_000 });
      return wait;
    },
  };
}

/** Resolves with null when a point was had, and with seconds to wait when not. */
export async function secondsRefused(consuming: Promise<RateLimiterRes>): Promise<number | null> {
  try {
    await consuming;
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw refused;
  }
}

/** One household or office: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:([0-9.]+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("%")[0]?.split("::") ?? [];
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill("0");
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
