import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { levels, settings } from "#app/domain/vocabulary.ts";
import { chosenPage, withQuery } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import {
  readSearchQuestion,
  searchFacets,
  searchOrders,
  searchTypes,
  shownSearchFacets,
} from "#app/http/search-question.ts";
import { CsvLink } from "#app/ui/csv-link.tsx";
import { Chosen, type FilterGroup, Filters, ResultCount, Results } from "#app/ui/filters.tsx";
import { countedApart, joined } from "#app/ui/format.ts";
import { typeHeadings } from "#app/ui/found-types.ts";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { SearchHit } from "#app/ui/search-hit.tsx";
import { isTimeout } from "#db/client.ts";
import type { Facet } from "#search/engine.ts";
import type { ExcerptedHit, FoundTotals, WaysOn } from "#search/search.ts";

const pageSize = 20;

const typeOf = new Map<string, string>(Object.entries(searchTypes).map(([type, kind]) => [kind, type]));

export async function loader({ request, context: { sql, search, viewer, today } }: LoaderFunctionArgs) {
  const read = await readSearchQuestion(request, { sql, viewer, today });
  const { query, cutAt, asked, picked, sort, names, valuesOf, question } = read;
  const labels: Record<Facet, (value: string) => string | undefined> = {
    type: (value) => typeHeadings[searchTypes[value as keyof typeof searchTypes]],
    setting: (value) => settings[value as keyof typeof settings],
    level: (value) => levels[value as keyof typeof levels],
    region: (value) => names.region.get(value),
    municipality: (value) => names.municipality.get(value),
    commitment: (value) => names.commitment.get(value),
    method: (value) => names.method.get(value),
  };
  const page = chosenPage(query);
  const wanted = { ...question, page, pageSize };
  const found = await search.find(viewer, wanted).catch((error) => {
    if (!isTimeout(error)) throw error;
    return refuse(503, "Søgningen tager for lang tid lige nu. Prøv igen om lidt, eller med færre ord.");
  });
  if (found.hits.length === 0 && page > 1) refuse(404, "Så mange sider har søgningen ikke.");
  const groups: FilterGroup[] = searchFacets.map((facet) => {
    const counts = new Map(
      found.facets[facet].map(({ value, ...own }) => [facet === "type" ? (typeOf.get(value) ?? value) : value, own]),
    );
    // In the order of the vocabulary or the alphabet; what has gone to nothing stays as long as it is chosen.
    const values = valuesOf(facet).flatMap((value) => {
      const own = counts.get(value) ?? (picked[facet].includes(value) ? { count: 0, demoCount: 0 } : undefined);
      return own ? [{ value, label: labels[facet](value) ?? value, ...own }] : [];
    });
    const { parameter, legend } = shownSearchFacets[facet];
    return { name: parameter, legend, values, chosen: picked[facet] };
  });
  const nothing = asked && found.total === 0 ? await search.waysOn(viewer, wanted).catch(() => null) : null;
  // Not kept among the rendered pages: what is found changes when the index does, a moment after the content.
  return data(
    {
      text: question.text,
      cutAt,
      asked,
      meant: found.meant,
      total: found.total,
      demoTotal: found.demoTotal,
      nearTotal: found.nearTotal,
      page,
      hits: asked ? found.hits : [],
      nothing,
      groups,
      sort,
      sorts: searchOrders,
      query: query.toString(),
    },
    { headers: { "Cache-Control": "no-cache" } },
  );
}

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders;

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: `Søg${args.data?.text ? `: ${args.data.text}` : ""}${(args.data?.page ?? 1) > 1 ? `, side ${args.data?.page}` : ""}`,
    description: "Søg i metoder, eksempler, indsatser, indikatorer, dokumenter, kilder, kommuner og de ti punkter.",
    path: "/soeg",
    hidden: true,
  });

export default function SearchPage() {
  const { text, cutAt, asked, meant, total, demoTotal, nearTotal, page, hits, nothing, groups, sort, sorts, query } =
    useLoaderData<typeof loader>();
  const chosenLabels = groups.flatMap((group) =>
    group.values.filter(({ value }) => group.chosen.includes(value)).map(({ label }) => label),
  );
  const narrowed = chosenLabels.length > 0;
  const whole = hits.filter(({ near }) => !near);
  const near = hits.filter((hit) => hit.near);
  const address = (number: number) =>
    withQuery("/soeg", new URLSearchParams(query), { side: number > 1 ? String(number) : null });
  return (
    <>
      <PageHead trail={[{ label: "Søg" }]} title="Søg">
        <SearchBox id="soeg" text={text} label="Hvad leder du efter?" />
        {cutAt && <p>Spørgsmålet var meget langt. Vi har søgt på de første {cutAt} tegn.</p>}
      </PageHead>
      {asked ? (
        <div className="wrap list-layout">
          {total + nearTotal === 0 && !narrowed ? (
            <div />
          ) : (
            <Filters
              action="/soeg"
              cleared={withQuery("/soeg", new URLSearchParams({ q: text }), {})}
              groups={groups}
              sort={sort}
              sorts={sorts}
            >
              <input type="hidden" name="q" value={text} />
            </Filters>
          )}
          <Results label="Det, vi fandt">
            <ResultCount>
              {countedApart({ total, demoTotal }, "resultat", "resultater")}
              {text && ` for »${meant ?? text}«`}
            </ResultCount>
            <Chosen action="/soeg" query={query} groups={groups} />
            {meant && (
              <p className="meant">
                »{text}« står ingen steder på sitet. Vi har søgt på <strong>{meant}</strong> i stedet.
              </p>
            )}
            {hits.length === 0 ? (
              <NothingFound text={text} chosen={chosenLabels} ways={nothing} />
            ) : (
              whole.length > 0 && <Hits hits={whole} />
            )}
            {near.length > 0 && (
              <section aria-labelledby="naesten">
                <h2 id="naesten">Passer næsten</h2>
                <p>
                  {total === 0
                    ? "Ingen sider har alle ordene. Disse har de fleste af dem."
                    : "Her mangler et eller to af ordene."}
                </p>
                {total === 0 && <Narrowed text={text} chosen={chosenLabels} ways={nothing} />}
                <Hits hits={near} />
              </section>
            )}
            <Pagination page={page} pages={Math.ceil((total + nearTotal) / pageSize)} address={address} />
            {hits.length > 0 && (
              <CsvLink
                path="/soeg"
                query={query}
                label={total + nearTotal > 100 ? "Hent de første 100 som CSV" : "Hent som CSV"}
              />
            )}
          </Results>
        </div>
      ) : (
        <div className="wrap section">
          <p>
            Prøv for eksempel <a href="/soeg?q=co-teaching">co-teaching</a>,{" "}
            <a href="/soeg?q=skolefrav%C3%A6r">skolefravær</a> eller <a href="/soeg?q=overgang">overgang</a>. Stavefejl
            og bøjninger gør ikke noget.
          </p>
        </div>
      )}
      <PageFoot
        path="/soeg"
        query={query}
        updated="Søgningen følger med, når noget bliver lagt ind eller rettet."
        source="Alt, der står på sitet."
        next={[
          { href: "/metoder", label: "Alle metoder" },
          { href: "/eksempler", label: "Alle eksempler" },
          { href: "/kommuner", label: "Alle kommuner" },
        ]}
      />
    </>
  );
}

function Hits({ hits }: { hits: readonly ExcerptedHit[] }) {
  return (
    <ol className="hits">
      {hits.map((hit) => (
        <SearchHit key={`${hit.kind}${hit.id}`} hit={hit} />
      ))}
    </ol>
  );
}

interface NothingWhole {
  text: string;
  chosen: readonly string[];
  ways: WaysOn | null;
}

const searchFor = (words: string) => `/soeg?q=${encodeURIComponent(words)}`;
const said = (found: FoundTotals) => countedApart(found, "resultat", "resultater");

/** That a search was narrowed, and the way to what it finds without. */
const Narrowed = ({ text, chosen, ways }: NothingWhole) =>
  chosen.length > 0 && (
    <p>
      Du har afgrænset søgningen til {joined(chosen)}.{" "}
      {ways && ways.unfiltered.total > 0 && (
        <>
          <a href={searchFor(text)}>Søg uden den afgrænsning</a> ({said(ways.unfiltered)}).
        </>
      )}
    </p>
  );

/** What one can do when a search comes back empty. */
function NothingFound({ text, chosen, ways }: NothingWhole) {
  return (
    <HonestBlank title="Vi fandt ikke noget.">
      <Narrowed text={text} chosen={chosen} ways={ways} />
      {ways && ways.alone.length > 0 && (
        <>
          <p>Ingen sider har det hele. Prøv et af ordene alene:</p>
          <ul>
            {ways.alone.map(({ word, ...found }) => (
              <li key={word}>
                <a href={searchFor(word)}>{word}</a> ({said(found)})
              </li>
            ))}
          </ul>
        </>
      )}
      {ways?.words === 0 ? (
        <p>Vi søger på bogstaver og tal. Skriv et ord, der står i det, du leder efter.</p>
      ) : (
        <p>Prøv et andet ord for det samme, eller begyndelsen af ordet.</p>
      )}
      <p>
        Du kan også gå ind ad en anden dør: <a href="/metoder">alle metoder</a>, <a href="/eksempler">alle eksempler</a>{" "}
        eller <a href="/kommuner">alle kommuner</a>.
      </p>
      <p>
        Mangler der noget, du havde ventet at finde? <a href="/meld-et-problem?side=%2Fsoeg">Skriv til os</a>.
      </p>
    </HonestBlank>
  );
}
