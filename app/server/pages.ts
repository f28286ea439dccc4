import type { ServerResponse } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type AppLoadContext, createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { ViteDevServer } from "vite";
import { type Problem, problemResponse } from "#app/api/respond.ts";
import type { StoredFile } from "#app/files/store.ts";
import type { ErrorPage, RequestContext, SiteContext } from "#app/http/context.ts";
import type { Incoming } from "#app/http/incoming.ts";
import { type CachedPage, renderedPage } from "#app/http/page-cache.ts";

/** An answer, and whether it is the same for all who ask so. */
export interface RenderedAnswer {
  page: CachedPage;
  cacheable: boolean;
  /** Follows the head of the page, in place of its body. Read it to its end, or destroy it. */
  file?: StoredFile;
}

/** What one answer is made from. */
export interface RenderOptions {
  /** The error page to show instead of the address's own. */
  errorPage?: ErrorPage | null;
  /** The body of a form. */
  body?: Buffer<ArrayBuffer>;
  /** Ends the work when nobody waits for it any more. */
  signal?: AbortSignal;
  /** `Set-Cookie` of the session, where the route sets none itself. */
  sessionCookie?: string | undefined;
}

const cacheableTypes = /^(text\/html|application\/(atom\+)?xml|application\/json|text\/plain|image\/)/;

/** The built app, or the one in development. */
export async function createPages(parts: {
  vite: ViteDevServer | undefined;
  buildFolder: string;
  origin: string;
  headers: Readonly<Record<string, string>>;
  context: SiteContext;
}) {
  const { vite, origin, headers, context: siteContext } = parts;
  const build = vite
    ? () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>
    : ((await import(pathToFileURL(path.join(parts.buildFolder, "server/index.js")).href)) as ServerBuild);
  const handle = createRequestHandler(build, vite ? "development" : "production");

  /** Makes one answer, compressed for whoever asks, or in every way if it is cacheable. */
  return async function render(
    incoming: Incoming,
    asked: RequestContext,
    { errorPage = null, body, signal, sessionCookie }: RenderOptions = {},
  ): Promise<RenderedAnswer> {
    const told: AppLoadContext["answer"] = {};
    const respond = (shown: ErrorPage | null) =>
      handle(toRequest(origin, incoming, { body, signal, errorPage: shown }), {
        ...siteContext,
        ...asked,
        answer: told,
        errorPage: shown,
      });
    let response =
      incoming.api && errorPage
        ? problemResponse(siteContext.site.publicUrl, { ...errorPage, detail: errorPage.message })
        : await respond(errorPage);
    // What is no page (a picture, a feed, a file) is refused without a page of its own; a reader who meets it gets ours.
    if (!incoming.api && isBareRefusal(response)) {
      const message = await messageOf(response);
      response = await respond({ status: response.status as ErrorPage["status"], message });
    }
    const given = Object.fromEntries(
      [...response.headers].filter(([name]) => name !== "content-length" && name !== "set-cookie"),
    );
    // A route that signs in or out has the last word.
    const own = response.headers.getSetCookie();
    const cookies = own.length === 0 && sessionCookie ? [sessionCookie] : own;
    const retryAfter = errorPage?.retryAfter ?? told.retryAfter;
    const cacheable =
      isSharedAddress(incoming) &&
      response.status === 200 &&
      cookies.length === 0 &&
      cacheableTypes.test(given["content-type"] ?? "") &&
      !given["cache-control"];
    const personal = asked.viewer.person || cookies.length > 0 || holdsToken(incoming);
    const page = await renderedPage(
      response.status,
      {
        ...headers,
        "cache-control": "no-cache",
        ...(response.status === 405 ? { allow: "GET, HEAD" } : {}),
        ...(retryAfter ? { "retry-after": String(retryAfter) } : {}),
        ...given,
        ...(personal ? { "cache-control": "private, no-store" } : {}),
        "set-cookie": cookies,
      },
      Buffer.from(await response.arrayBuffer()),
      cacheable ? undefined : incoming.request,
    );
    return { page, cacheable, file: told.file };
  };
}

/** Whether the answer may be the same for all who read the address: who sends no cookie, and shows no token, is nobody in particular. */
export const isSharedAddress = (incoming: Incoming): boolean =>
  incoming.reads && !incoming.request.headers.cookie && !holdsToken(incoming);

/** The link of a letter: what it shows is for one person. */
const holdsToken = ({ query }: Incoming): boolean => query.has("kode");

const isBareRefusal = ({ status, headers }: Response) =>
  status >= 400 && status < 500 && !headers.get("content-type")?.startsWith("text/html");

/** Why an address that is no page refuses (see `fileLoader`), or null. */
async function messageOf(response: Response): Promise<string | null> {
  if (!response.headers.get("content-type")?.startsWith("application/problem+json")) return null;
  const { detail }: Problem = await response.json();
  return detail;
}

/** The request as the routes know it. One that is turned away becomes a plain GET, so that its page can be rendered. */
function toRequest(
  origin: string,
  { request, pathname, search, reads }: Incoming,
  { errorPage, body, signal }: Pick<RenderOptions, "errorPage" | "body" | "signal">,
): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === "string" && !name.startsWith(":")) headers.set(name, value);
  }
  // Where a form comes from has been checked, with the proxy in mind; Remix would check again without.
  headers.delete("x-forwarded-host");
  if (request.headers.origin) headers.set("host", request.headers.origin.replace(/^https?:\/\//, ""));
  if (errorPage) return new Request(`${origin}/`, { headers, signal });
  // A HEAD is rendered like a GET, so that what is kept of it serves both; `send` leaves the body out.
  const method = reads ? "GET" : request.method;
  return new Request(`${origin}${pathname}${search}`, { method, headers, signal, ...(reads ? {} : { body }) });
}

/** Aborts when a reader leaves before the answer is out. */
export function abortedWith(response: ServerResponse): AbortSignal {
  const aborted = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) aborted.abort();
  });
  return aborted.signal;
}
