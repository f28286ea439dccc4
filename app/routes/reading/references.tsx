import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/http/page-meta.ts";
import { CsvLink } from "#app/ui/csv-link.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { listReferences } from "#db/queries/references.ts";

export const loader = async ({ context: { sql, viewer } }: LoaderFunctionArgs) => ({
  items: await listReferences(sql, viewer),
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Kilder",
    description:
      "Undersøgelser og vejledninger, som kommunernes dokumenter henviser til, og hvad de bruges til på sitet.",
    path: "/kilder",
  });

export default function References() {
  const { items } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "Kilder" }]}
        title="Kilder"
        lead="Undersøgelser og vejledninger, som dokumenterne henviser til. Vi gengiver kun det, dokumenterne siger om dem."
      />
      <div className="wrap section">
        <ul className="references">
          {items.map(({ slug, title, authors, year, note, citedIn, citedBy }) => (
            <li key={slug} id={slug}>
              <h2>{title}</h2>
              <p className="card-meta">
                {authors}, {year}
              </p>
              <p>{note}</p>
              <p>
                Nævnt i: <a href={citedIn.address}>{citedIn.title}</a>
              </p>
              {citedBy.length > 0 && (
                <p>
                  Bruges i:{" "}
                  {citedBy.map((text, index) => (
                    <span key={text.slug}>
                      {index > 0 && ", "}
                      <a href={`/${text.kind === "case" ? "eksempler" : "metoder"}/${text.slug}`}>{text.title}</a>
                    </span>
                  ))}
                </p>
              )}
            </li>
          ))}
        </ul>
        <CsvLink path="/kilder" />
      </div>
      <PageFoot
        path="/kilder"
        updated="Når en kilde lægges ind."
        source="Henvisninger i de dokumenter, der er lagt ind."
        next={[
          { href: "/dokumenter", label: "Dokumenterne" },
          { href: "/om/vidensprofil", label: "Sådan læser du vidensprofilen" },
        ]}
      />
    </>
  );
}
