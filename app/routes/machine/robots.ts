import type { LoaderFunctionArgs } from "@remix-run/node";

export const loader = ({ context: { site } }: LoaderFunctionArgs) =>
  new Response(
    `User-agent: *\nDisallow: /meld-et-problem\nDisallow: /mine-tekster\n\nSitemap: ${site.publicUrl}/sitemap.xml\n`,
    {
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    },
  );
