import type { LoaderFunctionArgs } from "@remix-run/node";
import { atomFeed } from "#app/http/atom.ts";
import { listMethods } from "#db/queries/methods/list.ts";

/** All methods: there are few, and a reader of the feed sees the new ones. */
export async function loader({ context: { sql, viewer, site } }: LoaderFunctionArgs) {
  const methods = await listMethods(sql, viewer, {
    kinds: [],
    settings: [],
    levels: [],
    commitments: [],
    sort: "titel",
  });
  return atomFeed(site.publicUrl, {
    id: "0a036969-19b0-4c40-9567-1ec8e10780fc",
    title: "Nye metoder",
    path: "/feeds/metoder.xml",
    page: "/metoder",
    entries: methods.map(({ id, slug, title, summary, updatedAt }) => ({
      id,
      path: `/metoder/${slug}`,
      title,
      summary,
      author: "Redaktionen",
      publishedAt: updatedAt,
      updatedAt,
    })),
  });
}
