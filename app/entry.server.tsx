import type { EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import type { FormReply } from "#app/http/form.ts";

/** Draws a page in one piece: it is kept and compressed for the next reader, so streaming would gain nothing. */
export default function handleRequest(request: Request, status: number, headers: Headers, remixContext: EntryContext) {
  const drawn = renderToString(<RemixServer context={remixContext} url={request.url} />);
  const html = hasErrors(remixContext) ? drawn.replace("<title>", "<title>Fejl: ") : drawn;
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(`<!doctype html>${html}`, { status, headers });
}

/** Whether a page shows a form again with what is wrong in it: its title says so first. Remix gives titles no word of what a form was answered. */
const hasErrors = ({ staticHandlerContext: { actionData } }: EntryContext) =>
  Object.values(actionData ?? {}).some((reply: FormReply | null) => Object.keys(reply?.errors ?? {}).length > 0);

/** A fault of ours is written to the log; a reader who left in the middle, or asked for what cannot be, is not. */
export function handleError(error: unknown, { request }: { request: Request }) {
  if (!request.signal.aborted && !isRouteErrorResponse(error)) console.error(error);
}
