import type { AppLoadContext } from "@remix-run/node";
import { deviceOf } from "#app/domain/accounts/device.ts";
import type { From } from "#app/domain/accounts/from.ts";

/** Where a request comes from, as far as signing in needs it. */
export const fromOf = (request: Request, { network }: AppLoadContext): From => ({
  network,
  device: deviceOf(request.headers.get("user-agent")),
  cookies: request.headers.get("cookie"),
});

/** Several cookies as the headers of an answer. */
export const setCookies = (...cookies: readonly string[]): [string, string][] =>
  cookies.map((cookie) => ["Set-Cookie", cookie]);

/** The token in the address of a page that a letter leads to. */
export const tokenIn = (request: Request): string => new URL(request.url).searchParams.get("kode") ?? "";
