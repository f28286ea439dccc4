import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  codes,
  levels,
  type MethodKind,
  methodKindHeadings,
  methodKindMeanings,
  methodKinds,
  settings,
} from "#app/domain/vocabulary.ts";
import { chosen, chosenOne, listQuery } from "#app/http/list-address.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { CsvLink } from "#app/ui/csv-link.tsx";
import { Chosen, type FilterGroup, Filters, ResultCount, Results } from "#app/ui/filters.tsx";
import { counted } from "#app/ui/format.ts";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { MethodCard } from "#app/ui/method-card.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { listCommitments } from "#db/queries/declarations.ts";
import { listMethods, methodSorts } from "#db/queries/methods/list.ts";

const sorts = [
  { value: "slags", label: "Type" },
  { value: "titel", label: "Titel" },
  { value: "brugt", label: "Mest brugt i eksemplerne" },
];

const group = (
  name: string,
  legend: string,
  labels: Readonly<Record<string, string>>,
  picked: readonly string[],
): FilterGroup => ({
  name,
  legend,
  chosen: picked,
  values: Object.entries(labels).map(([value, label]) => ({ value, label })),
});

export async function loader({ request, context: { sql, viewer } }: LoaderFunctionArgs) {
  const query = listQuery(request, ["slags", "omraade", "niveau", "punkt", "sorter"]);
  const commitments = await listCommitments(sql, viewer, 2025);
  const points = Object.fromEntries(
    commitments.map(({ year, number, title }) => [`${year}-${number}`, `${number}. ${title}`]),
  );
  const picked = {
    kinds: chosen(query, "slags", { name: "typen", values: codes(methodKinds) }),
    settings: chosen(query, "omraade", { name: "området", values: codes(settings) }),
    levels: chosen(query, "niveau", { name: "indsatsniveauet", values: codes(levels) }),
    commitments: chosen(query, "punkt", { name: "punktet", values: Object.keys(points) }),
  };
  const sort = chosenOne(query, "sorter", "sorteringen", methodSorts);
  const items = await listMethods(sql, viewer, { ...picked, sort });
  const groups = [
    group("slags", "Type", methodKinds, picked.kinds),
    group("omraade", "Område", settings, picked.settings),
    group("niveau", "Indsatsniveau", levels, picked.levels),
    group("punkt", "De ti punkter", points, picked.commitments),
  ];
  return { items, groups, sort, query: query.toString() };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: listTitle("Metoder", args.data?.groups),
    description:
      "Guider, du kan arbejde efter: Nest, co-teaching, mentalisering og de andre metoder, programmer og måder at organisere sig på.",
    path: "/metoder",
    hidden: (args.data?.query ?? "") !== "",
    feed: { title: "Nye metoder", path: "/feeds/metoder.xml" },
  });

export default function Methods() {
  const { items, groups, sort, query } = useLoaderData<typeof loader>();
  const byKind = sort === "slags";
  const kinds = byKind ? codes(methodKinds).filter((kind) => items.some((item) => item.kind === kind)) : [];
  return (
    <>
      <PageHead
        trail={[{ label: "Metoder" }]}
        title="Metoder"
        lead="Guider, du kan arbejde efter. De siger, hvad I skal gøre, hvad det kræver, hvor det plejer at gå galt, og hvad kilderne siger."
      />
      <div className="wrap list-layout">
        <Filters action="/metoder" groups={groups} sort={sort} sorts={sorts} />
        <Results label="Alle metoder">
          <ResultCount>{counted(items.length, "metode", "metoder")}</ResultCount>
          <Chosen action="/metoder" query={query} groups={groups} />
          {items.length === 0 && (
            <HonestBlank title="Ingen metoder passer på det, du har valgt.">
              <p>
                Fjern et af valgene, eller <a href="/metoder">se alle metoder</a>.
              </p>
            </HonestBlank>
          )}
          {byKind ? (
            kinds.map((kind) => (
              <KindSection key={kind} kind={kind} items={items.filter((item) => item.kind === kind)} />
            ))
          ) : (
            <div className="cards cards-two">
              {items.map((item) => (
                <MethodCard key={item.id} item={item} level={2} />
              ))}
            </div>
          )}
          <CsvLink path="/metoder" query={query} />
        </Results>
      </div>
      <PageFoot
        path="/metoder"
        query={query}
        updated="Hver guide siger, hvornår den sidst er læst efter."
        source="Kommunernes og KL's dokumenter samt almen faglig viden, som er skrevet som sådan."
        next={[
          { href: "/om/vidensprofil", label: "Sådan læser du vidensprofilen" },
          { href: "/eksempler", label: "Eksempler på metoderne i brug" },
        ]}
      />
    </>
  );
}

function KindSection({
  kind,
  items,
}: {
  kind: MethodKind;
  items: ReturnType<typeof useLoaderData<typeof loader>>["items"];
}) {
  return (
    <section className="kind-section" aria-labelledby={`slags-${kind}`}>
      <h2 id={`slags-${kind}`}>{methodKindHeadings[kind]}</h2>
      <p>{methodKindMeanings[kind]}</p>
      <div className="cards cards-two">
        {items.map((item) => (
          <MethodCard key={item.id} item={item} />
        ))}
      </div>
    </section>
  );
}
