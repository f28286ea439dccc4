import "@remix-run/node";
import type { Rooms } from "#app/collaboration/rooms.ts";
import type { Accounts } from "#app/domain/accounts/accounts.server.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Env } from "#app/env.server.ts";
import type { FileStore, StoredFile } from "#app/files/store.ts";
import type { MailSettings } from "#app/mail/post.ts";
import type { Sql } from "#db/client.ts";
import type { EndedBecause } from "#db/queries/sessions.ts";
import type { Search } from "#search/search.ts";

/** Why a request is turned away before any route sees it. The message is a Danish sentence for the reader. */
export interface ErrorPage {
  status: 400 | 403 | 404 | 405 | 408 | 410 | 413 | 414 | 415 | 429;
  /** Null: the page says what its status means. */
  message: string | null;
  /** The parameter of the address that cannot be read, if it is one. */
  parameter?: string;
  /** When it may be tried again, in seconds. */
  retryAfter?: number;
}

/** What every route is given of the site. */
export interface SiteContext {
  sql: Sql;
  search: Search;
  accounts: Accounts;
  /** The texts that are being written. */
  rooms: Rooms;
  site: Pick<Env, "publicUrl" | "operatorName" | "operatorEmail" | "auditDays">;
  /** How mail leaves, and where it lands that does not. */
  mail: MailSettings;
  /** Where files are kept. */
  files: FileStore;
  version: string;
  /** Vite's client is loaded in development, so that a change reloads the page. */
  development: boolean;
}

/** What a route is given of one request. */
export interface RequestContext {
  viewer: Viewer;
  /** What has ended the session that the request comes with, if it was not its owner. */
  ended?: EndedBecause;
  /** Where the request comes from, as far as that can be trusted: for counting, never for keeping. */
  network: string;
  /** Today in Denmark, `YYYY-MM-DD`. */
  today: string;
}

declare module "@remix-run/node" {
  /** Loaders hand over dates as dates. */
  interface Future {
    v3_singleFetch: true;
  }
  interface AppLoadContext extends SiteContext, RequestContext {
    /** What a route tells the server of its answer. */
    answer: {
      /** When it may be tried again, in seconds. */
      retryAfter?: number;
      /** Sent in place of the body, as it is read. */
      file?: StoredFile;
    };
    /** Set when the request is to be turned away. */
    errorPage: ErrorPage | null;
  }
}
