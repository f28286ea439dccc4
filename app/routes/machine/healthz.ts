import type { LoaderFunctionArgs } from "@remix-run/node";
import { isDatabaseWell } from "#db/queries/health.ts";

/** For whoever watches over the server: 200 when readers can be served, 503 with the failing part named when not. */
export async function loader({ context: { sql, search, version } }: LoaderFunctionArgs) {
  const well = await isDatabaseWell(sql);
  return Response.json(
    { status: well ? "ok" : "failing", database: well ? "ok" : "failing", search: search.health(), version },
    { status: well ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
