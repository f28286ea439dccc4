import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/http/page-meta.ts";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { listDeclarations } from "#db/queries/declarations.ts";

export const loader = async ({ context: { sql } }: LoaderFunctionArgs) => ({ items: await listDeclarations(sql) });

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Erklæringer",
    description:
      "Topmødeerklæringerne på børne- og ungeområdet og de punkter, landets kommunalpolitikere vil arbejde for.",
    path: "/erklaeringer",
  });

export default function Declarations() {
  const { items } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "Erklæringer" }]}
        title="Erklæringer"
        lead="Det, landets kommunalpolitikere på børne- og ungeområdet vil arbejde for."
      />
      <div className="wrap section">
        <ul className="rows">
          {items.map(({ year, title, summary }) => (
            <li key={year}>
              <a href={`/erklaeringer/${year}`}>{title}</a>
              <span>{summary}</span>
            </li>
          ))}
        </ul>
      </div>
      <PageFoot
        path="/erklaeringer"
        updated="Når en ny erklæring lægges ind."
        source="KL's offentliggjorte erklæringer."
        next={[{ href: "/erklaeringer/2025", label: "De ti punkter fra 2025" }]}
      />
    </>
  );
}
