import type { Sql } from "#db/client.ts";
import { findToken, type Purpose, storeToken, takeToken } from "#db/queries/tokens.ts";
import { DomainError } from "../domain-error.ts";
import { hashToken, newToken } from "./secrets.server.ts";

/** How long what a mail brings is good, in minutes. */
const lifetimes: Readonly<Record<Purpose, number>> = {
  registration: 24 * 60,
  invitation: 14 * 24 * 60,
  password_reset: 60,
  new_address: 24 * 60,
  second_factor: 10,
  first_admin: 7 * 24 * 60,
  demo_login: 60,
};

/** Minutes that a token of the purpose is good. */
export const minutesOf = (purpose: Purpose): number => lifetimes[purpose];

/** What a token is to stand for. */
export interface NewToken {
  purpose: Purpose;
  personId?: string | null;
  invitationId?: string | null;
  payload?: Record<string, string>;
}

/** Makes a token that opens nothing before it is kept. @returns `raw`, which goes into the link, and `keep`, which stores its hash */
export function draftToken(token: NewToken): { raw: string; keep(sql: Sql): Promise<void> } {
  const raw = newToken();
  const keep = (sql: Sql) => storeToken(sql, { ...token, hash: hashToken(raw), minutes: lifetimes[token.purpose] });
  return { raw, keep };
}

/** Makes a token. @returns what goes into the link or cookie; only its hash is kept */
export async function issueToken(sql: Sql, token: NewToken): Promise<string> {
  const { raw, keep } = draftToken(token);
  await keep(sql);
  return raw;
}

/** What a token stands for, without using it. */
export const lookAtToken = (sql: Sql, purpose: Purpose, raw: string) => findToken(sql, purpose, hashToken(raw));

/** Uses a token. @throws {DomainError} when it is not good, or not any longer */
export async function redeemToken(sql: Sql, purpose: Purpose, raw: string) {
  const found = await takeToken(sql, purpose, hashToken(raw));
  if (!found) throw new DomainError("Linket er brugt eller for gammelt. Bed om et nyt.");
  return found;
}
