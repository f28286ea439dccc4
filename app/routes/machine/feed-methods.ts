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
    title: "Nye metoder",
    path: "/feeds/metoder.xml",
    page: "/metoder",
    entries: methods.map(({ slug, title, summary, updatedAt }) => ({
      path: `/metoder/${slug}`,
      title,
      summary,
      author: "Redaktionen",
      publishedAt: updatedAt,
      updatedAt,
    })),
  });
}
