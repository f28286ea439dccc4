import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { referenceCountries, referenceKinds } from "#app/domain/reference-vocabulary.ts";
import { chosenPage, withQuery } from "#app/http/list-address.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { readReferenceListing } from "#app/http/reference-listing.ts";
import { refuse } from "#app/http/respond.ts";
import { CsvLink } from "#app/ui/csv-link.tsx";
import { Chosen, type FilterGroup, Filters, ResultCount, Results } from "#app/ui/filters.tsx";
import { counted } from "#app/ui/format.ts";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { bylineOf, CitingLinks, ReferenceTags } from "#app/ui/reference-facts.tsx";
import { pageOfReferences, type ReferenceRow } from "#db/queries/references.ts";

const pageSize = 30;

const sorts = [
  { value: "nyeste", label: "Nyeste først" },
  { value: "titel", label: "Titel" },
];

export async function loader(args: LoaderFunctionArgs) {
  const { sql, viewer } = args.context;
  const { query, topics, filter, sort } = await readReferenceListing(args);
  const page = chosenPage(query);
  const list = await pageOfReferences(sql, viewer, { filter, sort, paging: { page, pageSize } });
  if (page > 1 && list.items.length === 0) refuse(404, "Så mange sider har listen ikke.");
  const valuesOf = (labels: Readonly<Record<string, string>>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));
  const groups: FilterGroup[] = [
    { name: "slags", legend: "Type", values: valuesOf(referenceKinds), chosen: filter.kinds },
    { name: "land", legend: "Land", values: valuesOf(referenceCountries), chosen: filter.countries },
    {
      name: "emne",
      legend: "Guide eller tema",
      values: topics.map(({ slug, title }) => ({ value: slug, label: title })),
      chosen: filter.topics,
    },
  ];
  return { ...list, groups, sort, query: query.toString() };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: listTitle("Kilder", args.data?.groups, args.data?.page),
    description:
      "Undersøgelser, evalueringer, vejledninger og love bag guiderne: hvad de fandt, hos hvem, og hvor langt vi har læst.",
    path: "/kilder",
    hidden: (args.data?.query ?? "") !== "",
  });

function Entry({ item }: { item: Pick<ReferenceRow, keyof ReferenceRow> }) {
  return (
    <li id={item.slug}>
      <p className="card-tags">
        <ReferenceTags kind={item.kind} withdrawnOn={item.withdrawnOn} />
      </p>
      <h2>
        <a href={`/kilder/${item.slug}`}>{item.title}</a>
      </h2>
      <p className="card-meta">{bylineOf(item)}</p>
      <p>{item.found ?? item.note}</p>
      {item.citedIn && (
        <p>
          Nævnt i: <a href={item.citedIn.address}>{item.citedIn.title}</a>
        </p>
      )}
      {item.citedBy.length > 0 && (
        <p>
          Bruges i: <CitingLinks citedBy={item.citedBy} />
        </p>
      )}
    </li>
  );
}

export default function References() {
  const { items, total, page, groups, sort, query } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "Kilder" }]}
        title="Kilder"
        lead="Undersøgelser og vejledninger, evalueringer og love bag guiderne. Hver kilde har sin egen side med det, den fandt, hvem den så på, og hvad den ikke kan sige."
      />
      <div className="wrap list-layout">
        <Filters action="/kilder" groups={groups} sort={sort} sorts={sorts} />
        <Results label="Kilder">
          <ResultCount>{counted(total, "kilde", "kilder")}</ResultCount>
          <Chosen action="/kilder" query={query} groups={groups} />
          {items.length === 0 && (
            <HonestBlank title="Ingen kilder passer på det, du har valgt.">
              <p>
                <a href="/kilder">Se alle kilder</a>.
              </p>
            </HonestBlank>
          )}
          <ul className="references">
            {items.map((item) => (
              <Entry key={item.slug} item={item} />
            ))}
          </ul>
          <Pagination
            page={page}
            pages={Math.ceil(total / pageSize)}
            address={(next) =>
              withQuery("/kilder", new URLSearchParams(query), { side: next > 1 ? String(next) : null })
            }
          />
          <CsvLink path="/kilder" query={query} />
        </Results>
      </div>
      <PageFoot
        path="/kilder"
        query={query}
        updated="Når en kilde lægges ind eller læses igen."
        source="Kilderne tilhører dem, der har udgivet dem. Ordene om dem er redaktionens."
        next={[
          { href: "/dokumenter", label: "Dokumenterne" },
          { href: "/om/vidensprofil", label: "Sådan læser du vidensprofilen" },
        ]}
      />
    </>
  );
}
