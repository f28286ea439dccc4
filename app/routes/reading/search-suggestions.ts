import type { LoaderFunctionArgs } from "@remix-run/node";
import { typeHeadings } from "#app/ui/found-types.ts";
import { isTimeout } from "#db/client.ts";
import { kinds } from "#search/document.ts";

/** As many as one takes in at a glance. */
const mostSuggestions = 8;

/** What the search field suggests while one types: titles in groups, best first in each. */
export async function loader({ request, context: { search, viewer, today } }: LoaderFunctionArgs) {
  const text = new URL(request.url).searchParams.get("q") ?? "";
  // One who types does not wait: nothing is suggested rather than late.
  const found = await search.suggest(viewer, text, today, mostSuggestions).catch((error) => {
    if (isTimeout(error)) return [];
    throw error;
  });
  const groups = kinds.flatMap((kind) => {
    const items = found.filter((row) => row.kind === kind).map(({ title, path, demo }) => ({ title, path, demo }));
    return items.length > 0 ? [{ label: typeHeadings[kind], items }] : [];
  });
  return Response.json({ groups }, { headers: { "Cache-Control": "no-cache" } });
}
