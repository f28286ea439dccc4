import type { LoaderFunctionArgs } from "@remix-run/node";
import { atomFeed } from "#app/http/atom.ts";
import { newestCases } from "#db/queries/cases/list.ts";

const longest = 50;

/** New cases; invented ones are left out. */
export async function loader({ context: { sql, viewer, site } }: LoaderFunctionArgs) {
  const cases = await newestCases(sql, viewer, longest, { real: true });
  return atomFeed(site.publicUrl, {
    id: "774e9f01-1c33-48f6-abeb-0d48835d2504",
    title: "Nye eksempler",
    path: "/feeds/eksempler.xml",
    page: "/eksempler",
    entries: cases.map(({ id, slug, title, summary, municipality, publishedAt, retold }) => ({
      id,
      path: `/eksempler/${slug}`,
      title,
      summary,
      author: retold ? `Redaktionen, gengivet fra et dokument fra ${municipality.name}` : municipality.name,
      publishedAt,
      updatedAt: publishedAt,
    })),
  });
}
