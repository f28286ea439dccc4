import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isIP } from "node:net";
import path from "node:path";
import sirv from "sirv";
import type { ViteDevServer } from "vite";
import { openToAll, preflightHeaders } from "#app/api/respond.ts";
import { noticeChannel } from "#app/collaboration/notices.ts";
import type { Rooms } from "#app/collaboration/rooms.ts";
import { createWritingLane } from "#app/collaboration/writing-lane.ts";
import { type Accounts, createAccounts } from "#app/domain/accounts/accounts.server.ts";
import { danishToday } from "#app/domain/dates.ts";
import { anonymous } from "#app/domain/viewer.ts";
import { type Env, filesFolder } from "#app/env.server.ts";
import { createFolderStore } from "#app/files/folder-store.ts";
import type { FileStore } from "#app/files/store.ts";
import { accessRules } from "#app/http/access.ts";
import type { ErrorPage } from "#app/http/context.ts";
import { earlyRefusal } from "#app/http/early-refusal.ts";
import { type Incoming, readIncoming } from "#app/http/incoming.ts";
import { PageCache, send, sendFile } from "#app/http/page-cache.ts";
import { securityHeaders } from "#app/http/security-headers.ts";
import { mailSettingsOf } from "#app/mail/settings.ts";
import { listenTo, type Sql } from "#db/client.ts";
import type { SearchEngine } from "#search/engine.ts";
import { meilisearchEngine } from "#search/meilisearch.ts";
import { postgresEngine } from "#search/postgres.ts";
import { createSearch, openSearchPool } from "#search/search.ts";
import { withFallback } from "#search/with-fallback.ts";
import packageJson from "../../package.json" with { type: "json" };
import { type BodyLimits, createBodyReader } from "./form-body.ts";
import { closeIfUnread, createPlaces, type Lane, runLanes } from "./lanes.ts";
import { abortedWith, createPages, isSharedAddress, type RenderOptions } from "./pages.ts";
import { createPictureLane, createUploadLane } from "./picture-lanes.ts";
import { answerUnparsed } from "./unparsed.ts";

/** What an HTTP server of the site needs: settings, a database and the built (or developing) app. */
export interface SiteParts {
  env: Env;
  sql: Sql;
  /** Where the database is, for the line on which it tells of changes. */
  databaseUrl: string;
  /** How many connections may be used for searching alone; five unless told otherwise. */
  searchConnections?: number;
  /** Protects what is kept of accounts; the same in every process on one database. */
  secretKey: string;
  /** Given in development only; otherwise `build/` is served. */
  vite?: ViteDevServer;
  /** Today in Denmark, `YYYY-MM-DD`. Tests fix it. */
  today?: () => string;
  /** Where files are kept; a folder in the data folder unless told otherwise. */
  files?: FileStore;
  /** How much is taken in at a time. Tests make it less. */
  limits?: Partial<SiteLimits>;
}

/** How much the site takes in at a time. */
export interface SiteLimits extends BodyLimits {
  /** Forms that are worked on at a time. */
  formsAtOnce: number;
  /** Forms that weigh a password and are worked on at a time, beside the others. */
  passwordFormsAtOnce: number;
  /** Forms that may wait for their turn. */
  mostWaitingForms: number;
}

const usualLimits: SiteLimits = {
  formsAtOnce: 4,
  passwordFormsAtOnce: 2,
  mostWaitingForms: 200,
  bodyMs: 10_000,
  mostBodiesPerNetwork: 50,
};

const buildFolder = path.resolve("build");

/** Longest head of a request, in bytes: what is too long for us but not for this is told so in a page. */
const longestHead = 128 * 1024;

/** The site as an HTTP server that is not yet listening. `close` also ends what the site itself has opened (not the database). */
export async function createSite(parts: SiteParts): Promise<{ server: Server; rooms: Rooms; close(): Promise<void> }> {
  const { env, sql, vite, today = danishToday } = parts;
  const https = env.publicUrl.startsWith("https:");
  const accounts = createAccounts(sql, { secretKey: parts.secretKey, https });
  const development = Boolean(vite);
  const cache = new PageCache();
  const searching = openSearchPool(parts.databaseUrl, parts.searchConnections);
  const search = createSearch(searching, engineOf(env, searching));
  const { publicUrl, operatorName, operatorEmail, auditDays } = env;
  const site = { publicUrl, operatorName, operatorEmail, auditDays };
  const siteOrigin = new URL(publicUrl).origin;
  const headers = securityHeaders({ https, development, origin: siteOrigin });
  const requestOriginOf = (request: IncomingMessage) =>
    env.publicUrlGiven ? siteOrigin : requestedOrigin(request, env.trustProxy);
  const writing = createWritingLane({ sql, accounts, originOf: requestOriginOf });
  const notices = listenTo(parts.databaseUrl, { content_changed: cache.listener, [noticeChannel]: writing.listener });
  const store = parts.files ?? createFolderStore(filesFolder(env));
  const context = {
    sql,
    search,
    accounts,
    rooms: writing satisfies Rooms,
    site,
    mail: mailSettingsOf(env),
    files: store,
    version: packageJson.version,
    development,
  };
  const render = await createPages({ vite, buildFolder, origin: siteOrigin, headers, context });

  const addressOf = (incoming: Incoming) => networkAddress(incoming.request, env.trustProxy);
  const originOf = ({ request }: Incoming) => requestOriginOf(request);

  /** Renders for one reader and sends it. */
  async function answerOne(incoming: Incoming, response: ServerResponse, options: RenderOptions): Promise<void> {
    const { viewer, ended, cookie } = await accounts.sessions.viewerOf(incoming.request.headers.cookie);
    const asked = { viewer, ended, network: addressOf(incoming), today: today() };
    const signal = abortedWith(response);
    const { page, file } = await render(incoming, asked, { signal, sessionCookie: cookie, ...options });
    if (file) await sendFile(incoming.request, response, page, file);
    else send(incoming.request, response, page);
  }

  const assets = sirv(path.join(buildFolder, "client"), {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders: (response, file) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
      cacheForever(response, file);
    },
  });
  const files: Lane = {
    name: "files",
    takes: ({ reads, pathname }) => !development && reads && isAsset(pathname),
    answer: (incoming, response) =>
      new Promise((resolve, reject) => {
        const { request, pathname, search: parameters } = incoming;
        request.url = pathname + parameters;
        response.on("close", resolve);
        assets(request, response, () => pages.answer(incoming, response).then(resolve, reject));
      }),
  };

  const preflights: Lane = {
    name: "preflights",
    takes: ({ api, request }) => api && request.method === "OPTIONS",
    async answer(_incoming, response) {
      response.writeHead(204, { ...headers, ...preflightHeaders }).end();
    },
  };

  const pages: Lane = {
    name: "pages",
    takes: ({ reads }) => reads,
    async answer(incoming, response) {
      const { request, moved, api } = incoming;
      if (moved) {
        response.writeHead(301, { Location: moved, ...headers, ...(api ? openToAll : {}) }).end();
        return;
      }
      const day = today();
      // A picture reads no parameters, so none makes another of it.
      const key = day + incoming.pathname + (incoming.path.startsWith("/billeder/") ? "" : incoming.search);
      const shared = !development && !incoming.malformed && isSharedAddress(incoming);
      // What is kept under an address has once passed all that is asked of it below.
      const kept = shared ? cache.kept(key) : undefined;
      if (kept) {
        send(request, response, kept);
        return;
      }
      const errorPage =
        earlyRefusal(incoming, originOf(incoming)) ?? (await tooManySearches(accounts, incoming, addressOf(incoming)));
      if (errorPage || !shared) {
        await answerOne(incoming, response, { errorPage });
        return;
      }
      const page = await cache.pageAt(key, () =>
        render(incoming, { viewer: anonymous, network: addressOf(incoming), today: day }),
      );
      if (page) send(request, response, page);
      else await answerOne(incoming, response, {});
    },
  };

  const limits = { ...usualLimits, ...parts.limits };
  const readBody = createBodyReader(limits);
  /** Forms: turned away early or read whole first, and only then given a place to be worked on. */
  const formLane = (name: string, atOnce: number, takes: Lane["takes"]): Lane => {
    const places = createPlaces(atOnce, limits.mostWaitingForms);
    return {
      name,
      takes: (incoming) => !incoming.reads && takes(incoming),
      async answer(incoming, response) {
        const { request } = incoming;
        const errorPage = earlyRefusal(incoming, originOf(incoming));
        if (errorPage) {
          await answerOne(incoming, response, { errorPage });
          return;
        }
        const body = await readBody(request, addressOf(incoming));
        if ("left" in body) return;
        if ("refused" in body) {
          response.setHeader("Connection", "close");
          await answerOne(incoming, response, { errorPage: body.refused });
          return;
        }
        if (places.full) {
          response.writeHead(503, { ...headers, "Content-Type": "text/plain; charset=utf-8", "Retry-After": "5" });
          response.end("Der er usædvanligt mange lige nu. Vent et øjeblik, og prøv igen. Vi har ikke gemt noget.");
          return;
        }
        await places.take(() => answerOne(incoming, response, { body: body.bytes }));
      },
    };
  };
  const hashing = new Set(accessRules.flatMap(([route, { hashes }]) => (hashes ? [`/${route}`] : [])));

  const pictures = {
    sql,
    accounts,
    store,
    arriving: path.join(env.dataDir, "arriving"),
    headers,
    originOf: requestOriginOf,
  };
  const lanes: readonly Lane[] = [
    files,
    preflights,
    createPictureLane(pictures),
    pages,
    createUploadLane(pictures),
    formLane("forms with a password", limits.passwordFormsAtOnce, ({ path }) => hashing.has(path)),
    formLane("forms", limits.formsAtOnce, () => true),
  ];

  const server = createServer({ maxHeaderSize: longestHead }, (request, response) => {
    closeIfUnread(request, response);
    const enter = () => {
      void runLanes(lanes, readIncoming(request), response);
    };
    if (vite) vite.middlewares(request, response, enter);
    else enter();
  });
  answerUnparsed(server, headers);
  writing.attach(server);
  return {
    server,
    rooms: writing,
    close: async () => {
      const served = new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      await Promise.all([served, writing.close()]);
      await Promise.all([notices.close(), search.close()]);
      await searching.end({ timeout: 1 });
    },
  };
}

/** Postgres, or Meilisearch with Postgres behind it. */
function engineOf(env: Env, sql: Sql): SearchEngine {
  const postgres = postgresEngine(sql);
  if (!env.meilisearch) return postgres;
  return withFallback(sql, meilisearchEngine(sql, env.meilisearch), postgres, { note: console.log });
}

/** Searches cost more than reading; a machine that asks on and on is told to wait. */
async function tooManySearches({ throttle }: Accounts, { path }: Incoming, network: string): Promise<ErrorPage | null> {
  if (!/^\/(soeg|api\/v1\/search)([/.]|$)/.test(path)) return null;
  const retryAfter = await throttle.network("search", network);
  return retryAfter === null
    ? null
    : { status: 429, message: "Der er søgt usædvanligt meget herfra. Vent lidt, og prøv igen.", retryAfter };
}

/** The address that a request comes from. Behind a proxy it is the last one that the proxy has added, some of which add a port. */
function networkAddress({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const last = [headers["x-forwarded-for"] ?? ""].flat().join(",").split(",").at(-1)?.trim() ?? "";
  const forwarded = last.replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
  return trustProxy && isIP(forwarded) ? forwarded : (socket.remoteAddress ?? "");
}

/** The origin that the reader's browser asked, as far as can be told when nobody has set PUBLIC_URL. */
function requestedOrigin({ headers }: IncomingMessage, trustProxy: boolean): string {
  const scheme = (trustProxy && headers["x-forwarded-proto"]) || "http";
  const host = (trustProxy && headers["x-forwarded-host"]) || headers.host;
  return `${scheme}://${host}`;
}

const isAsset = (pathname: string) =>
  pathname.startsWith("/assets/") || /^\/[a-z0-9-]+\.(ico|svg|png|webmanifest)$/.test(pathname);

/** Files under /assets carry a hash of their content in their name. */
function cacheForever(response: ServerResponse, file: string): void {
  response.setHeader(
    "Cache-Control",
    file.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
  );
  // It answers for the pages on which texts are written, though it does not lie under them.
  if (file.startsWith("/assets/offline-worker-")) response.setHeader("Service-Worker-Allowed", "/mine-tekster");
  if (file.endsWith(".ico")) response.setHeader("Content-Type", "image/x-icon");
}
