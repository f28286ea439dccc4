import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { classLevelLabel, levels, settings, stages } from "#app/domain/vocabulary.ts";
import { casesOnPage, readCaseListing, shownCaseFacets } from "#app/http/case-listing.ts";
import { chosenPage, refuseValue, withQuery } from "#app/http/list-address.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { CaseCard } from "#app/ui/case-card.tsx";
import { CsvLink } from "#app/ui/csv-link.tsx";
import { Chosen, type FilterGroup, Filters, ResultCount, Results } from "#app/ui/filters.tsx";
import { countedApart } from "#app/ui/format.ts";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type CaseFacet, countCaseFacets, listCases } from "#db/queries/cases/list.ts";

/** More than this many are never sent on one page. */
const mostOnOnePage = 500;

const groupOrder: readonly CaseFacet[] = [
  "setting",
  "method",
  "stage",
  "classLevel",
  "commitment",
  "level",
  "region",
  "municipality",
];

const sorts = [
  { value: "erfaring", label: "Erfaringer først" },
  { value: "nyeste", label: "Nyeste først" },
  { value: "kommune", label: "Kommune" },
  { value: "titel", label: "Titel" },
];

const labels: Partial<Record<CaseFacet, (value: string) => string>> = {
  setting: (value) => settings[value as keyof typeof settings],
  level: (value) => levels[value as keyof typeof levels],
  stage: (value) => stages[value as keyof typeof stages],
  classLevel: (value) => classLevelLabel(Number(value)),
};

/** Sentences for who finds less, or something else, than they expected. */
const notes: Partial<Record<CaseFacet, string>> = {
  classLevel: "Eksempler om hele skolen, dagtilbud eller forvaltning har intet klassetrin.",
  stage: "Et forslag er endnu ikke en aftale, og et budgetforlig er endnu ikke en beslutning.",
};

/** Codes keep the order of the vocabulary, names the Danish alphabet, commitments their number. */
function inOrder(facet: CaseFacet, value: string, index: number): number {
  if (facet === "commitment") return Number(value.split("-")[1]);
  return shownCaseFacets[facet].values?.indexOf(value) ?? index;
}

export async function loader({ request, context: { sql, viewer, today } }: LoaderFunctionArgs) {
  const { query, whole, ...narrowed } = readCaseListing(request);
  const { filter, sort, realOnly } = narrowed;
  const listing = { ...narrowed, page: chosenPage(query), pageSize: whole ? mostOnOnePage : casesOnPage, today };
  const [list, counts] = await Promise.all([listCases(sql, viewer, listing), countCaseFacets(sql, viewer, listing)]);
  const [stranger] = counts.unknown;
  if (stranger) refuseValue(shownCaseFacets[stranger.facet].name, stranger.value);
  if (list.items.length === 0 && listing.page > 1) refuse(404, "Så mange sider har listen ikke.");
  const groups: FilterGroup[] = groupOrder.map((facet) => ({
    name: shownCaseFacets[facet].parameter,
    legend: shownCaseFacets[facet].legend,
    note: notes[facet],
    chosen: filter[facet],
    values: counts.facets[facet]
      .map(({ value, label, ...counts }, index) => ({
        value,
        label: labels[facet]?.(value) ?? label,
        ...counts,
        at: inOrder(facet, value, index),
      }))
      .sort((a, b) => a.at - b.at)
      .map(({ at: _, ...value }) => value),
  }));
  return { list, groups, sort, realOnly, query: query.toString() };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: listTitle("Eksempler", args.data?.groups, args.data?.list.page),
    description:
      "Hvad kommuner har gjort for at give flere børn en plads i fællesskabet: hvad der kom ud af det, og hvad der var svært.",
    path: "/eksempler",
    hidden: (args.data?.query ?? "") !== "",
    feed: { title: "Nye eksempler", path: "/feeds/eksempler.xml" },
  });

export default function Cases() {
  const { list, groups, sort, realOnly, query } = useLoaderData<typeof loader>();
  const address = (page: number) =>
    withQuery("/eksempler", new URLSearchParams(query), { side: page > 1 ? String(page) : null });
  return (
    <>
      <PageHead
        trail={[{ label: "Eksempler" }]}
        title="Eksempler"
        lead="Hvad andre kommuner har gjort, hvad der kom ud af det, og hvad der var svært."
      />
      <div className="wrap list-layout">
        <Filters action="/eksempler" groups={groups} sort={sort} sorts={sorts}>
          <label className="filter-value filter-demo" data-swap>
            <input type="checkbox" name="demodata" value="skjul" defaultChecked={realOnly} />
            <span>Skjul Demodata (opdigtede eksempler)</span>
          </label>
        </Filters>
        <Results label="Eksempler">
          <ResultCount>{countedApart(list, "eksempel", "eksempler")}</ResultCount>
          <Chosen
            action="/eksempler"
            query={query}
            groups={groups}
            also={realOnly ? [{ name: "demodata", value: "skjul", label: "Uden Demodata" }] : []}
          />
          {list.items.length === 0 ? (
            <HonestBlank title="Ingen eksempler passer på det, du har valgt.">
              <p>
                Fjern et af valgene, eller <a href="/eksempler">se alle eksempler</a>. Har du selv prøvet noget, så{" "}
                <a href="/del-et-eksempel">del det første</a>.
              </p>
            </HonestBlank>
          ) : (
            <div className="cards cards-two">
              {list.items.map((item) => (
                <CaseCard key={item.id} item={item} level={2} />
              ))}
            </div>
          )}
          <Pagination
            page={list.page}
            pages={Math.ceil(list.total / list.pageSize)}
            address={address}
            whole={
              list.total <= mostOnOnePage
                ? {
                    href: withQuery("/eksempler", new URLSearchParams(query), { antal: "alle" }),
                    label: "Alle på én side",
                  }
                : undefined
            }
          />
          <CsvLink path="/eksempler" query={query} />
        </Results>
      </div>
      <PageFoot
        path="/eksempler"
        query={query}
        updated="Listen er altid den nyeste."
        source="Kommunernes egne eksempler og eksempler gengivet fra dokumenter. Det står på hvert eksempel, hvilken slags det er."
        next={[
          { href: "/metoder", label: "Metoderne bag eksemplerne" },
          { href: "/kommuner", label: "Find en kommune" },
          { href: "/del-et-eksempel", label: "Del et eksempel" },
        ]}
      />
    </>
  );
}
