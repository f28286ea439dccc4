import type { IncomingMessage } from "node:http";
import { isApiAddress } from "#app/api/respond.ts";

/** A request whose address has been read once. Every decision about the address is made on this, never on the text that was sent. */
export interface Incoming {
  request: IncomingMessage;
  /** The address as it was sent: a path, or all of an address (RFC 9112, 3.2). */
  target: string;
  /** Without host and dot segments, slashes in order, escapes as they came. */
  pathname: string;
  /** From the question mark on; empty without one. On pages, parameters that cannot be read are left out: they count as absent. */
  search: string;
  /** `pathname` decoded and in lower case, for comparing. */
  path: string;
  /** The parameters, decoded. */
  query: URLSearchParams;
  /** Where the same is read under its proper address; null for an address that is in order. */
  moved: string | null;
  /** GET or HEAD. */
  reads: boolean;
  api: boolean;
  /** What was sent is no address of a page; the rest is as of the front page. */
  malformed: boolean;
}

/** Reads the address of a request. */
export function readIncoming(request: IncomingMessage): Incoming {
  const target = request.url ?? "/";
  const found = parsed(target);
  const url = found ?? new URL("http://site/");
  const pathname = url.pathname.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
  const sent = /^[^?#]*/.exec(target)?.[0] ?? "";
  const inOrder = pathname === url.pathname && (!found || !dotSegment.test(sent));
  const path = decoded(pathname).toLowerCase();
  const api = isApiAddress(path);
  const search = api ? url.search : readable(url.search);
  return {
    request,
    target,
    pathname,
    search,
    path,
    query: new URLSearchParams(search),
    moved: inOrder ? null : pathname + search,
    reads: request.method === "GET" || request.method === "HEAD",
    api,
    malformed: !found && !(target === "*" && request.method === "OPTIONS"),
  };
}

const dotSegment = /(^|\/)(\.|%2e){1,2}(\/|$)/i;

function parsed(target: string): URL | null {
  const whole = target.startsWith("/") ? `http://site${target}` : /^https?:\/\//i.test(target) ? target : "";
  return URL.canParse(whole) ? new URL(whole) : null;
}

/** Whether every escape is valid UTF-8, without the NUL that no text may hold. */
export function isReadable(text: string): boolean {
  try {
    return !decodeURIComponent(text.replaceAll("+", " ")).includes("\0");
  } catch {
    return false;
  }
}

/** The parameters that can be read. Others come from elsewhere, such as the mark that a newsletter puts on each link. */
function readable(search: string): string {
  if (isReadable(search)) return search;
  const pairs = search.slice(1).split("&").filter(isReadable);
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

/** What cannot be decoded stays as it is; such an address is refused. */
function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
