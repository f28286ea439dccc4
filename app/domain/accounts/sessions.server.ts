import { type Adapter, Lucia, TimeSpan } from "lucia";
import type { Sql } from "#db/client.ts";
import type { Credentials } from "#db/queries/people/account.ts";
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOf,
  type EndedBecause,
  findEndedBecause,
  readSession,
  type SessionRow,
  sessionDays,
  setSessionExpiry,
  storeSession,
} from "#db/queries/sessions.ts";
import { DomainError } from "../domain-error.ts";
import { anonymous, type Viewer, viewerOf } from "../viewer.ts";
import { cookieName, createCookie, readCookie } from "./cookie.server.ts";
import { hashToken, newToken } from "./secrets.server.ts";

declare module "lucia" {
  interface Register {
    Lucia: Lucia<Record<never, never>, SessionRow>;
    /** `deviceGeneration` is held against the person's when the session is kept. */
    DatabaseSessionAttributes: { secondFactor: boolean; device: string; deviceGeneration?: number };
    DatabaseUserAttributes: SessionRow;
  }
}

/** The account is not any more what it was when it was shown who is signing in. */
export const changedWhileSigningIn = () => new DomainError("Kontoen er ændret, mens du loggede ind. Log ind igen.");

/** How long a session lasts without use. It is renewed when half of it has gone, up to its last end. */
const lifetime = new TimeSpan(sessionDays.unused, "d");

/** Signing in and staying so. The cookie holds a token, the database its hash. */
export interface Sessions {
  /** The name of the cookie; a request without it costs no read. */
  cookieName: string;
  /**
   * Who the cookies of a request belong to: one read.
   * @returns `cookie` is to be set when the session was renewed, or to be taken away when it is over. `ended` says what has ended it; then
   *   the cookie stays until its owner has been told
   */
  viewerOf(cookies: string | undefined): Promise<{ viewer: Viewer; cookie?: string; ended?: EndedBecause }>;
  /**
   * Opens a session.
   * @param person as it was when it was shown who is signing in
   * @returns the `Set-Cookie` that holds it; null when the person has got a new password, or signed out everywhere, since then
   */
  open(
    person: Pick<Credentials, "id" | "deviceGeneration">,
    session: { secondFactor: boolean; device: string },
  ): Promise<string | null>;
  /** Ends one session. @returns the `Set-Cookie` that takes it away */
  end(sessionId: string): Promise<string>;
  /** Takes the session's cookie away. */
  readonly none: string;
  /** Holds a token between the two steps of signing in; an empty one takes it away. @returns the `Set-Cookie` */
  betweenSteps(token: string, minutes: number): string;
  /** What `betweenSteps` has set. */
  tokenBetweenSteps(cookies: string | null): string;
}

/**
 * Opens a session, or says why not.
 * @returns the `Set-Cookie` that holds it
 * @throws {DomainError} when the account has changed since it was shown who is signing in. Not thrown by the sessions themselves, which belong
 * to the server: the built site has a class of that name of its own, and knows no other.
 */
export async function sessionOf(sessions: Sessions, ...asked: Parameters<Sessions["open"]>): Promise<string> {
  const cookie = await sessions.open(...asked);
  if (cookie === null) throw changedWhileSigningIn();
  return cookie;
}

/** Ends what Lucia has begun when a session cannot be stored; `open` catches it. */
class NotStored extends Error {}

/**
 * The one place that knows Lucia.
 * @param options.https whether the cookie is marked `Secure` and bound to this host by its name
 */
export function createSessions(sql: Sql, { https }: { https: boolean }): Sessions {
  const adapter: Adapter = {
    async getSessionAndUser(id) {
      const row = await readSession(sql, id);
      if (!row) return [null, null];
      const { secondFactor, device, expiresAt, lastEnd } = row;
      // Lucia knows no last end: a session that cannot be renewed any further is shown to it as one that need not be.
      const isLast = expiresAt >= lastEnd && lastEnd > new Date();
      const shown = isLast ? new Date(Date.now() + lifetime.milliseconds()) : expiresAt;
      const session = { id, userId: row.id, expiresAt: shown, attributes: { secondFactor, device } };
      return [session, { id: row.id, attributes: row }];
    },
    // Lists of sessions are read with what else their page shows.
    getUserSessions: async () => [],
    async setSession({ id, userId, expiresAt, attributes: { deviceGeneration = -1, ...attributes } }) {
      const session = { id, personId: userId, deviceGeneration, expiresAt, ...attributes };
      if (!(await storeSession(sql, session))) throw new NotStored();
    },
    updateSessionExpiration: (id, expiresAt) => setSessionExpiry(sql, id, expiresAt),
    deleteSession: (id) => deleteSession(sql, id),
    deleteUserSessions: (personId) => deleteSessionsOf(sql, personId),
    deleteExpiredSessions: () => deleteExpiredSessions(sql),
  };
  const lucia = new Lucia(adapter, {
    sessionExpiresIn: lifetime,
    sessionCookie: { name: cookieName("session", { https }), attributes: { secure: https, sameSite: "lax" } },
    getUserAttributes: (row) => row,
  });
  const blank = () => lucia.createBlankSessionCookie().serialize();
  const step = createCookie("step", { https });
  return {
    get none() {
      return blank();
    },
    betweenSteps: (token, minutes) => step.set(token, minutes * 60),
    tokenBetweenSteps: step.read,
    cookieName: lucia.sessionCookieName,
    async viewerOf(cookies) {
      const token = readCookie(lucia.sessionCookieName, cookies);
      if (!token) return { viewer: anonymous };
      const { session, user } = await lucia.validateSession(hashToken(token));
      if (!session) {
        const ended = await findEndedBecause(sql, hashToken(token));
        return ended ? { viewer: anonymous, ended } : { viewer: anonymous, cookie: blank() };
      }
      const viewer = viewerOf({ ...user, sessionId: session.id });
      return { viewer, cookie: session.fresh ? lucia.createSessionCookie(token).serialize() : undefined };
    },
    async open({ id, deviceGeneration }, attributes) {
      const token = newToken();
      try {
        await lucia.createSession(id, { ...attributes, deviceGeneration }, { sessionId: hashToken(token) });
      } catch (error) {
        if (error instanceof NotStored) return null;
        throw error;
      }
      return lucia.createSessionCookie(token).serialize();
    },
    async end(sessionId) {
      await lucia.invalidateSession(sessionId);
      return blank();
    },
  };
}
