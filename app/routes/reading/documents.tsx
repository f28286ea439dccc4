import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { chosen, chosenOne, listQuery } from "#app/http/list-address.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { CsvLink } from "#app/ui/csv-link.tsx";
import { Chosen, type FilterGroup, Filters, ResultCount, Results } from "#app/ui/filters.tsx";
import { counted } from "#app/ui/format.ts";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { Tag } from "#app/ui/tags.tsx";
import { documentSorts, listDocuments } from "#db/queries/documents/list.ts";

const sorts = [
  { value: "nyeste", label: "Nyeste først" },
  { value: "titel", label: "Titel" },
  { value: "kommune", label: "Udgiver" },
];

export async function loader({ request, context: { sql } }: LoaderFunctionArgs) {
  const query = listQuery(request, ["udgiver", "sorter"]);
  const all = await listDocuments(sql, [], "kommune");
  const publishers = new Map(all.map(({ municipality }) => [municipality?.slug ?? "kl", municipality?.name ?? "KL"]));
  const publisher = chosen(query, "udgiver", { name: "udgiveren", values: [...publishers.keys()] });
  const sort = chosenOne(query, "sorter", "sorteringen", documentSorts);
  const items = await listDocuments(sql, publisher, sort);
  const values = [...publishers].map(([value, label]) => ({
    value,
    label,
    count: all.filter(({ municipality }) => (municipality?.slug ?? "kl") === value).length,
  }));
  const groups: FilterGroup[] = [{ name: "udgiver", legend: "Udgiver", values, chosen: publisher }];
  return { items, groups, sort, query: query.toString() };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: listTitle("Dokumenter", args.data?.groups),
    description: "Kommunernes og KL's dokumenter i fuld tekst, så du kan læse det sted, et eksempel bygger på.",
    path: "/dokumenter",
    hidden: (args.data?.query ?? "") !== "",
  });

export default function Documents() {
  const { items, groups, sort, query } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "Dokumenter" }]}
        title="Dokumenter"
        lead="Det, kommunerne og KL selv har skrevet, i fuld tekst. Eksempler og metoder peger på de steder, de bygger på."
      />
      <div className="wrap list-layout">
        <Filters action="/dokumenter" groups={groups} sort={sort} sorts={sorts} />
        <Results label="Dokumenter">
          <ResultCount>{counted(items.length, "dokument", "dokumenter")}</ResultCount>
          <Chosen action="/dokumenter" query={query} groups={groups} />
          {items.length === 0 && (
            <HonestBlank title="Ingen dokumenter passer på det, du har valgt.">
              <p>
                <a href="/dokumenter">Se alle dokumenter</a>.
              </p>
            </HonestBlank>
          )}
          <div className="cards cards-one">
            {items.map((item) => (
              <article key={item.id} className="card card-document">
                <p className="card-tags">
                  <Tag tone="document">{item.kind}</Tag>
                </p>
                <h2 className="card-title">
                  <a href={`/dokumenter/${item.slug}`}>{item.title}</a>
                </h2>
                <p className="card-meta">
                  {item.publisher} · {longDate(item.dated)}
                </p>
                <p>{item.summary}</p>
              </article>
            ))}
          </div>
          <CsvLink path="/dokumenter" query={query} />
        </Results>
      </div>
      <PageFoot
        path="/dokumenter"
        query={query}
        updated="Når et dokument lægges ind."
        source="Dokumenterne tilhører dem, der har skrevet dem."
        next={[
          { href: "/kilder", label: "Undersøgelser, som dokumenterne henviser til" },
          { href: "/eksempler", label: "Eksempler, der bygger på dokumenterne" },
        ]}
      />
    </>
  );
}
