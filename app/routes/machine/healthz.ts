import type { LoaderFunctionArgs } from "@remix-run/node";
import { jobNames } from "#app/jobs/registry.ts";
import { isDatabaseWell, readJobsHealth } from "#db/queries/health.ts";

/**
 * For whoever watches over the server: 200 when readers can be served, 503 with the failing part named when not. Late jobs are told of, but
 * readers are served all the same.
 */
export async function loader({ context: { sql, search, version } }: LoaderFunctionArgs) {
  const engine = search.health();
  const mirrored = engine.engine === "meilisearch" || engine.status === "fallback";
  const [database, searching, jobs] = await Promise.all([
    isDatabaseWell(sql),
    search.isWell(),
    readJobsHealth(sql, jobNames({ mirrored })),
  ]);
  const status = database && searching ? "ok" : "failing";
  return Response.json(
    {
      status,
      database: database ? "ok" : "failing",
      search: searching ? engine : { ...engine, status: "failing" },
      jobs,
      version,
    },
    { status: status === "ok" ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
