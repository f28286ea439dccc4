import type { LoaderFunctionArgs } from "@remix-run/node";
import { typeHeadings } from "#app/ui/found-types.ts";
import { isTimeout } from "#db/client.ts";
import type { HitRow } from "#db/queries/search-hits.ts";
import { kinds } from "#search/document.ts";

/** As many as one takes in at a glance. */
const mostSuggestions = 8;
/** So many lines can be seen below the field of the front page: each group has one more, its name. */
const mostLines = 8;

/** What the search field suggests while one types: titles in groups, best first in each. */
export async function loader({ request, context: { search, viewer, today } }: LoaderFunctionArgs) {
  const text = new URL(request.url).searchParams.get("q") ?? "";
  // One who types does not wait: nothing is suggested rather than late.
  const found = await search.suggest(viewer, text, today, mostSuggestions).catch((error) => {
    if (isTimeout(error)) return [];
    throw error;
  });
  const shown: HitRow[] = [];
  for (const row of found) {
    const named = new Set([...shown, row].map(({ kind }) => kind));
    if (shown.length + 1 + named.size <= mostLines) shown.push(row);
  }
  const groups = kinds.flatMap((kind) => {
    const items = shown.filter((row) => row.kind === kind).map(({ title, path, demo }) => ({ title, path, demo }));
    return items.length > 0 ? [{ label: typeHeadings[kind], items }] : [];
  });
  return Response.json({ groups }, { headers: { "Cache-Control": "no-cache" } });
}
