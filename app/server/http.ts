import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import path from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  createRequestHandler,
  type ServerBuild,
} from "@remix-run/node";
import pLimit from "p-limit";
import sirv from "sirv";
import type { ViteDevServer } from "vite";
import { isApiAddress, openToAll, preflightHeaders, problemResponse } from "#app/api/respond.ts";
import { type Accounts, createAccounts } from "#app/domain/accounts/accounts.server.ts";
import { danishToday } from "#app/domain/dates.ts";
import type { Env } from "#app/env.server.ts";
import type { ErrorPage } from "#app/http/context.ts";
import { PageCache, renderedPage, send } from "#app/http/page-cache.ts";
import { errorPageOf } from "#app/http/refuse.ts";
import { securityHeaders } from "#app/http/security-headers.ts";
import { mailSettingsOf } from "#app/mail/settings.ts";
import type { Sql } from "#db/client.ts";
import type { SearchEngine } from "#search/engine.ts";
import { meilisearchEngine } from "#search/meilisearch.ts";
import { postgresEngine } from "#search/postgres.ts";
import { createSearch, openSearchPool } from "#search/search.ts";
import { withFallback } from "#search/with-fallback.ts";
import packageJson from "../../package.json" with { type: "json" };

/** What an HTTP server of the site needs: settings, a database and the built (or developing) app. */
export interface SiteParts {
  env: Env;
  sql: Sql;
  /** Where the database is, for the line on which it tells of changes. */
  databaseUrl: string;
  /** Protects what is kept of accounts; the same in every process on one database. */
  secretKey: string;
  /** Given in development only; otherwise `build/` is served. */
  vite?: ViteDevServer;
  /** Today in Denmark, `YYYY-MM-DD`. Tests fix it. */
  today?: () => string;
}

const buildFolder = path.resolve("build");
const answersBeyondPages = /^(text\/html|application\/(atom\+)?xml|application\/json|text\/plain|image\/)/;

/** Longest head of a request, in bytes: what is too long for us but not for this is told so in a page. */
const longestHead = 128 * 1024;
/** So many forms are worked on at a time, and so many may wait. */
const formsAtOnce = 4;
const mostForms = 200;

/** The site as an HTTP server that is not yet listening. `close` also ends what the site itself has opened (not the database). */
export async function createSite(parts: SiteParts): Promise<{ server: Server; close(): Promise<void> }> {
  const { env, sql, vite } = parts;
  const https = env.publicUrl.startsWith("https:");
  const accounts = createAccounts(sql, { secretKey: parts.secretKey, https });
  const development = Boolean(vite);
  const cache = new PageCache(parts.databaseUrl);
  const searching = openSearchPool(parts.databaseUrl);
  const search = createSearch(searching, engineOf(env, searching));
  const today = parts.today ?? danishToday;
  const build = vite
    ? () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>
    : ((await import(pathToFileURL(path.join(buildFolder, "server/index.js")).href)) as ServerBuild);
  const handle = createRequestHandler(build, development ? "development" : "production");
  const assets = sirv(path.join(buildFolder, "client"), {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders: cacheForever,
  });
  const { publicUrl, operatorName, operatorEmail, auditDays } = env;
  const site = { publicUrl, operatorName, operatorEmail, auditDays };
  const mail = mailSettingsOf(env);
  const siteOrigin = new URL(env.publicUrl).origin;
  const headers = securityHeaders({ https, development });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const api = isApiAddress(request.url);
    if (api && request.method === "OPTIONS") {
      response.writeHead(204, { ...headers, ...preflightHeaders }).end();
      return;
    }
    const tidy = tidied(request.url);
    if (tidy && isRead(request)) {
      response.writeHead(301, { Location: tidy, ...headers, ...(api ? openToAll : {}) }).end();
      return;
    }
    const network = networkAddress(request, env.trustProxy);
    const errorPage =
      errorPageOf(request, env.publicUrlGiven ? siteOrigin : requestedOrigin(request, env.trustProxy)) ??
      (await tooManySearches(accounts, request, network));
    const { viewer, cookie } = await accounts.sessions.viewerOf(request.headers.cookie);
    const version = cache.version;
    const day = today();
    const told: AppLoadContext["answer"] = {};
    const draw = (refused: ErrorPage | null) =>
      handle(toRequest(siteOrigin, request, response, refused !== null), {
        sql,
        search,
        viewer,
        accounts,
        network,
        today: day,
        site,
        mail,
        version: packageJson.version,
        answer: told,
        errorPage: refused,
        development,
      });
    let remixResponse =
      api && errorPage
        ? problemResponse(env.publicUrl, { ...errorPage, detail: errorPage.message })
        : await draw(errorPage);
    // What is no page (a picture, a feed) is refused without a page of its own; a reader who meets it gets ours.
    if (!api && isBareRefusal(remixResponse)) {
      remixResponse = await draw({ status: remixResponse.status as ErrorPage["status"], message: null });
    }
    const body = Buffer.from(await remixResponse.arrayBuffer());
    const allow: Record<string, string> = remixResponse.status === 405 ? { allow: "GET, HEAD" } : {};
    const retryAfter = errorPage?.retryAfter ?? told.retryAfter;
    const retry: Record<string, string> = retryAfter ? { "retry-after": String(retryAfter) } : {};
    const given = Object.fromEntries(
      [...remixResponse.headers].filter(([name]) => name !== "content-length" && name !== "set-cookie"),
    );
    // A route that signs in or out has the last word.
    const own = remixResponse.headers.getSetCookie();
    const cookies = own.length === 0 && cookie ? [cookie] : own;
    const type = remixResponse.headers.get("content-type") ?? "";
    const keeps =
      isKept(request) && remixResponse.status === 200 && answersBeyondPages.test(type) && !given["cache-control"];
    const page = await renderedPage(
      remixResponse.status,
      {
        ...headers,
        "cache-control": "no-cache",
        ...allow,
        ...retry,
        ...given,
        ...(viewer.person || cookies.length > 0 || holdsToken.test(request.url ?? "")
          ? { "cache-control": "private, no-store" }
          : {}),
        "set-cookie": cookies,
      },
      body,
      keeps ? undefined : request,
    );
    send(request, response, page);
    if (keeps) {
      cache.keep(`${day}${request.url}`, page, version);
    }
  }

  // However many forms come at once, readers get their turn between them.
  const forms = pLimit(formsAtOnce);
  const server = createServer({ maxHeaderSize: longestHead }, (request, response) => {
    if (!development && isKept(request) && cache.serve(request, response, `${today()}${request.url}`)) return;
    if (!isRead(request) && forms.pendingCount >= mostForms) {
      response.writeHead(503, { ...headers, "Content-Type": "text/plain; charset=utf-8", "Retry-After": "5" });
      response.end("Der er usædvanligt mange lige nu. Vent et øjeblik, og prøv igen. Vi har ikke gemt noget.");
      return;
    }
    const next = () => {
      const answering = isRead(request) ? answer(request, response) : forms(() => answer(request, response));
      answering.catch((error) => {
        console.error(error);
        if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
        response.end("Noget gik galt hos os. Prøv igen om lidt.");
      });
    };
    if (vite) vite.middlewares(request, response, next);
    else if (isRead(request) && isAsset(request.url)) assets(request, response, next);
    else next();
  });
  return {
    server,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      await Promise.all([cache.close(), search.close()]);
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

const isBareRefusal = ({ status, headers }: Response) =>
  status >= 400 && status < 500 && !headers.get("content-type")?.startsWith("text/html");

/** Searches cost more than reading; a machine that asks on and on is told to wait. */
async function tooManySearches(
  { throttle }: Accounts,
  { url = "" }: IncomingMessage,
  network: string,
): Promise<ErrorPage | null> {
  if (!/^\/(soeg|api\/v1\/search)\b/.test(url)) return null;
  const retryAfter = await throttle.network("search", network);
  return retryAfter === null
    ? null
    : { status: 429, message: "Der er søgt usædvanligt meget herfra. Vent lidt, og prøv igen.", retryAfter };
}

/** The address that a request comes from. Behind a proxy it is the last one that the proxy has added. */
function networkAddress({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy && [headers["x-forwarded-for"] ?? ""].flat().join(",").split(",").at(-1)?.trim();
  return forwarded || socket.remoteAddress || "";
}

/** The origin that the reader's browser asked, as far as can be told when nobody has set PUBLIC_URL. */
function requestedOrigin({ headers }: IncomingMessage, trustProxy: boolean): string {
  const scheme = (trustProxy && headers["x-forwarded-proto"]) || "http";
  const host = (trustProxy && headers["x-forwarded-host"]) || headers.host;
  return `${scheme}://${host}`;
}

/** Every page has one address: without a slash at its end or two in a row. Null for an address that is in order. */
function tidied(url = "/"): string | null {
  const [, path = "/", query = ""] = /^([^?]*)(.*)$/s.exec(url) ?? [];
  const tidy = path.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
  return tidy === path || !tidy.startsWith("/") ? null : tidy + query;
}

const isRead = ({ method }: IncomingMessage) => method === "GET" || method === "HEAD";

/** Answers to readers without a cookie are the same for all. */
const isKept = (request: IncomingMessage) =>
  isRead(request) && !request.headers.cookie && !holdsToken.test(request.url ?? "");

/** The link of a letter: what it shows is for one person. */
const holdsToken = /[?&]kode=/;

const isAsset = (url = "") => url.startsWith("/assets/") || /^\/[a-z0-9-]+\.(ico|svg|png|webmanifest)$/.test(url);

/** Files under /assets carry a hash of their content in their name. */
function cacheForever(response: ServerResponse, file: string): void {
  response.setHeader(
    "Cache-Control",
    file.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
  );
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (file.endsWith(".ico")) response.setHeader("Content-Type", "image/x-icon");
}

/** The request as the routes know it. A refused one becomes a plain GET, so that its page can be drawn. */
function toRequest(origin: string, request: IncomingMessage, response: ServerResponse, refused: boolean): Request {
  const target = refused ? "/" : (request.url ?? "/");
  const path = target.startsWith("/") ? target : "/";
  const aborted = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) aborted.abort();
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === "string" && !name.startsWith(":")) headers.set(name, value);
  }
  // Where a form comes from has been checked, with the proxy in mind; Remix would check again without.
  headers.delete("x-forwarded-host");
  if (request.headers.origin) headers.set("host", request.headers.origin.replace(/^https?:\/\//, ""));
  // A HEAD is drawn like a GET, so that what is kept of it serves both; `send` leaves the body out.
  const method = refused || request.method === "HEAD" ? "GET" : (request.method ?? "GET");
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(`${origin}${path.replace(/^\/{2,}/, "/")}`, {
    method,
    headers,
    signal: aborted.signal,
    ...(hasBody ? { body: createReadableStreamFromReadable(Readable.from(request)), duplex: "half" } : {}),
  } as RequestInit);
}
