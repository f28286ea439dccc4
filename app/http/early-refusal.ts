import type { ErrorPage } from "./context.ts";
import { type Incoming, isReadable } from "./incoming.ts";

/** Longest address that is answered, in characters. A question of 200 letters can take twelve for each, and there are filters beside it. */
export const longestAddress = 4_000;
/** Largest form that is read, in bytes. */
export const largestForm = 100_000;
const formTypes = ["application/x-www-form-urlencoded", "multipart/form-data"];

/** The error page of a form that is larger than any of ours. */
export const tooLarge: ErrorPage = {
  status: 413,
  message:
    "Det, du sendte, fylder for meget, og vi har ikke gemt det. Gå tilbage i browseren, hvor dine ord som regel står endnu. Kort dem ned, og prøv igen.",
};

/** The error page of an address that cannot be read. @param parameter the one at fault, if it is one */
export const unreadable = (parameter?: string): ErrorPage => ({
  status: 400,
  message: parameter
    ? `Parameteren »${parameter}« har tegn, som vi ikke kan læse.`
    : "Adressen indeholder tegn, som vi ikke kan læse. Se, om den er blevet klippet over.",
  parameter,
});

/**
 * The error page of a request that no route should have to think about, before its body is read; null for one that may go on.
 * @param origin the site's own origin, which a form must come from.
 */
export function earlyRefusal(incoming: Incoming, origin: string): ErrorPage | null {
  const { request, target, pathname, search, path, query, reads, api, malformed } = incoming;
  const { method = "GET", headers } = request;
  if (target.length > longestAddress)
    return { status: 414, message: "Adressen er for lang. Prøv en kortere søgning, eller begynd på forsiden." };
  if (malformed || !isReadable(pathname)) return unreadable();
  // The API says which parameter it cannot read; a page reads none that it has no use for.
  if (api && !isReadable(search)) return unreadable(unreadableParameter(search));
  // Remix keeps the data of each page, and its list of routes, at addresses of their own. Pages do not hydrate, so nobody needs them.
  if (path.endsWith(".data") || path === "/__manifest" || query.has("_data")) return { status: 404, message: null };
  if (reads) return null;
  if (method !== "POST" || api) return { status: 405, message: "Siden kan kun læses, ikke ændres på den måde." };

  if (headers.origin !== origin) {
    return {
      status: 403,
      message:
        "Formularen kom fra et andet sted end dette site, og vi har ikke gemt noget. Åbn siden igen, og prøv derfra.",
    };
  }
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!formTypes.includes(type))
    return { status: 415, message: "Vi kan kun tage imod en formular fra siden selv. Der er ikke gemt noget." };
  return Number(headers["content-length"] ?? 0) <= largestForm ? null : tooLarge;
}

/** The name of the first parameter whose value cannot be read. */
function unreadableParameter(search: string): string | undefined {
  const pair = search
    .slice(1)
    .split("&")
    .find((one) => !isReadable(one.split("=", 2)[1] ?? ""));
  return pair?.split("=", 1)[0]?.slice(0, 60);
}
