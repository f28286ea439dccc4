import type { LoaderFunctionArgs } from "@remix-run/node";
import { danishDate } from "#app/domain/dates.ts";
import { xmlText } from "#app/http/xml.ts";
import { listSitemap } from "#db/queries/sitemap.ts";

/** Pages that are the same in every installation. */
const fixed = [
  "/",
  "/eksempler",
  "/metoder",
  "/kommuner",
  "/erklaeringer",
  "/indikatorer",
  "/dokumenter",
  "/kilder",
  "/om",
  "/om/vidensprofil",
  "/aabne-data",
  "/del-et-eksempel",
  "/kontakt",
  "/privatliv",
  "/tilgaengelighed",
];

export async function loader({ context: { sql, viewer, site } }: LoaderFunctionArgs) {
  const entries = [...fixed.map((path) => ({ path, changedAt: null })), ...(await listSitemap(sql, viewer))];
  const urls = entries.map(
    ({ path, changedAt }) =>
      `<url><loc>${xmlText(site.publicUrl + path)}</loc>${changedAt ? `<lastmod>${danishDate(changedAt)}</lastmod>` : ""}</url>`,
  );
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("\n")}\n</urlset>\n`,
    { headers: { "Content-Type": "application/xml; charset=utf-8" } },
  );
}
