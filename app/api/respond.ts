/** What any page on the internet may read of an answer, and that it may. */
export const openToAll: Readonly<Record<string, string>> = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "ETag",
};

const allowed = "GET, HEAD, OPTIONS";

/** The answer to a browser that asks whether a page from elsewhere may read. It has no body. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  ...openToAll,
  Allow: allowed,
  "Access-Control-Allow-Methods": "GET, HEAD",
  "Access-Control-Allow-Headers": "*",
  "Access-Control-Max-Age": "86400",
};

/** Whether an address, as it stands in a request, belongs to the API. */
export const isApiAddress = (url = "") => /^\/api(?=[/?]|$)/i.test(url);

/** An answer for programs. The server marks it with an ETag and says 304 to those who have it. */
export function jsonResponse(body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    headers: { "Content-Type": "application/json; charset=utf-8", ...openToAll, ...headers },
  });
}

/** Why there is no answer, as RFC 9457 has it. */
export interface Problem {
  status: number;
  /** A Danish sentence for the person who reads the log of the program. */
  detail: string | null;
  /** The parameter of the address that is at fault. */
  parameter?: string;
}

/** What each status means, in few words; described at `/aabne-data#fejl-<status>`. */
export const problemTitles: Readonly<Record<number, string>> = {
  400: "Forespørgslen kan ikke forstås",
  404: "Der er intet på adressen",
  405: "Her kan du kun læse",
  414: "Adressen er for lang",
  410: "Det er trukket tilbage",
  429: "Der er spurgt for meget",
  500: "Noget gik galt hos os",
  503: "Det tog for lang tid",
};

/** An answer that says what is wrong. @param publicUrl the site's own address, where statuses are described. */
export function problemResponse(publicUrl: string, { status, detail, parameter }: Problem): Response {
  const title = problemTitles[status] ?? "Forespørgslen er afvist";
  const body = {
    type: `${publicUrl}/aabne-data#fejl-${status}`,
    title,
    status,
    detail: detail ?? `${title}.`,
    parameter,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/problem+json; charset=utf-8",
      ...openToAll,
      ...(status === 405 ? { Allow: allowed } : {}),
    },
  });
}

/** Ends a question to the API with a problem document. */
export class ApiError extends Error {
  override name = "ApiError";
  constructor(readonly problem: Problem) {
    super(problem.detail ?? "");
  }
}
