import type { IncomingMessage } from "node:http";
import { isApiAddress } from "#app/api/respond.ts";
import type { ErrorPage } from "./context.ts";

/** Longest address that is answered, in characters. A question of 200 letters can take twelve for each, and there are filters beside it. */
export const longestAddress = 4_000;
/** Largest form that is read, in bytes. */
export const largestForm = 100_000;
const formTypes = ["application/x-www-form-urlencoded", "multipart/form-data"];

/**
 * Turns away what no route should have to think about. Returns null for a request that may go on.
 * @param origin the site's own origin, which a form must come from.
 */
export function errorPageOf(request: IncomingMessage, origin: string): ErrorPage | null {
  const { method = "GET", url = "/", headers } = request;
  if (url.length > longestAddress)
    return { status: 414, message: "Adressen er for lang. Prøv en kortere søgning, eller begynd på forsiden." };
  const api = isApiAddress(url);
  if (!isReadable(url)) {
    const parameter = api ? unreadableParameter(url) : undefined;
    return {
      status: 400,
      message: parameter
        ? `Parameteren »${parameter}« har tegn, som vi ikke kan læse.`
        : "Adressen indeholder tegn, som vi ikke kan læse. Se, om den er blevet klippet over.",
      parameter,
    };
  }
  // Remix has an address of its own for the data of each page; the API has none, and nobody needs the older one.
  if ((api && /^[^?]*\.data(\?|$)/.test(url)) || /[?&]_data=/.test(url)) return { status: 404, message: null };
  if (method === "GET" || method === "HEAD") return null;
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
  if (!(Number(headers["content-length"]) <= largestForm)) {
    return { status: 413, message: "Det, du sendte, fylder for meget. Kort teksten ned, og prøv igen." };
  }
  return null;
}

/** Whether every escape is valid UTF-8, without the NUL that no text may hold. */
function isReadable(text: string): boolean {
  try {
    return !decodeURIComponent(text.replaceAll("+", " ")).includes("\0");
  } catch {
    return false;
  }
}

/** The name of the first parameter whose value cannot be read. */
function unreadableParameter(url: string): string | undefined {
  const [, query = ""] = url.split("?", 2);
  const pair = query.split("&").find((one) => !isReadable(one.split("=", 2)[1] ?? ""));
  return pair?.split("=", 1)[0]?.slice(0, 60);
}
