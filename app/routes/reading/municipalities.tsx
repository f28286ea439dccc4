import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { danishNumber, longDate } from "#app/domain/dates.ts";
import { slugify } from "#app/domain/slug.ts";
import { chosen, chosenOne, listQuery, searchedWords, withQuery } from "#app/http/list-address.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { CsvLink } from "#app/ui/csv-link.tsx";
import { Chosen, type FilterGroup, Filters, ResultCount, Results } from "#app/ui/filters.tsx";
import { FindForm } from "#app/ui/find-form.tsx";
import { counted } from "#app/ui/format.ts";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { TileMap, TileMapLegend } from "#app/ui/tile-map.tsx";
import { listMunicipalities, listRegions, type MunicipalityRow } from "#db/queries/municipalities.ts";

const sorts = [
  { value: "navn", label: "Navn" },
  { value: "indbyggere", label: "Indbyggere" },
  { value: "region", label: "Region" },
] as const;

/** The map shows the real or the invented, never both in one. */
const mapChoices = ["rigtige", "demodata"] as const;

const compare: Record<(typeof sorts)[number]["value"], (a: MunicipalityRow, b: MunicipalityRow) => number> = {
  navn: () => 0,
  indbyggere: (a, b) => b.population - a.population,
  region: (a, b) => a.region.name.localeCompare(b.region.name, "da"),
};

export async function loader({ request, context: { sql, viewer, today } }: LoaderFunctionArgs) {
  const query = listQuery(request, ["find", "region", "har", "sorter", "kort"]);
  const words = searchedWords(query, "find");
  const [all, regions] = await Promise.all([listMunicipalities(sql, viewer, today), listRegions(sql, today)]);
  const region = chosen(query, "region", { name: "regionen", values: regions.map(({ slug }) => slug) });
  const shared = chosen(query, "har", { name: "valget", values: ["eksempler", "dokumenter"] });
  const sort = chosenOne(query, "sorter", "sorteringen", ["navn", "indbyggere", "region"]);
  const map = chosenOne(query, "kort", "kortet", mapChoices);
  const wanted = slugify(words);
  const items = all
    .filter(({ slug, fullName }) => slug.includes(wanted) || slugify(fullName).includes(wanted))
    .filter((item) => region.length === 0 || region.includes(item.region.slug))
    .filter((item) => !shared.includes("eksempler") || item.caseCount > 0)
    .filter((item) => !shared.includes("dokumenter") || item.documentCount > 0)
    .sort(compare[sort]);
  const tiles = all.map((item) => ({ ...item, value: map === "demodata" ? item.demoCaseCount : item.caseCount }));
  const demo = all.some((item) => item.demoCaseCount > 0);
  const groups: FilterGroup[] = [
    {
      name: "region",
      legend: "Region",
      chosen: region,
      values: regions.map(({ slug, name }) => ({ value: slug, label: name })),
    },
    {
      name: "har",
      legend: "Har indhold",
      chosen: shared,
      values: [
        { value: "eksempler", label: "Har eksempler" },
        { value: "dokumenter", label: "Har dokumenter" },
      ],
    },
  ];
  return { items, tiles, words, groups, sort, map, demo, today, query: query.toString() };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: listTitle("Kommuner", args.data?.groups),
    description:
      "Danmarks 98 kommuner på kort og liste: hvem har delt eksempler, hvilke metoder bruger de, og hvem ligger tæt på.",
    path: "/kommuner",
    hidden: (args.data?.query ?? "") !== "",
  });

const unit = ["eksempel", "eksempler"] as const;

export default function Municipalities() {
  const { items, tiles, words, groups, sort, map, demo, today, query } = useLoaderData<typeof loader>();
  const choose = (value: string) =>
    withQuery("/kommuner", new URLSearchParams(query), { kort: value === "rigtige" ? null : value });
  const also = words ? [{ name: "find", value: words, label: `»${words}«` }] : [];
  const withMost = tiles.filter((tile) => tile.value > 0).length;
  return (
    <>
      <PageHead
        trail={[{ label: "Kommuner" }]}
        title="Kommuner"
        lead="Find din egen kommune, eller find en at ringe til. Kortet viser, hvor der er eksempler; det er ikke en rangliste."
      >
        <FindForm label="Find en kommune" words={words} cleared="/kommuner" results="liste" />
      </PageHead>
      <details className="wide-open map-fold">
        <summary>Se kortet</summary>
        <section className="wrap map-layout" aria-labelledby="kort">
          <div>
            <h2 id="kort">Kortet</h2>
            <p>
              Hver kommune er en sekskant af samme størrelse, lagt nogenlunde, hvor den ligger.{" "}
              {counted(withMost, "kommune har", "kommuner har")}{" "}
              {map === "demodata" ? "opdigtede eksempler" : "eksempler"}.
            </p>
            {demo && (
              <nav aria-label="Hvad kortet viser">
                <ul className="choices">
                  <li>
                    <a href={choose("rigtige")} aria-current={map === "rigtige" ? "true" : undefined}>
                      Rigtige eksempler
                    </a>
                  </li>
                  <li>
                    <a href={choose("demodata")} aria-current={map === "demodata" ? "true" : undefined}>
                      Demodata
                    </a>
                  </li>
                </ul>
              </nav>
            )}
            <TileMapLegend unit={unit} />
            {map === "demodata" && (
              <p className="provenance provenance-demo">
                <strong>Demodata.</strong> Kortet viser opdigtede eksempler. De tælles aldrig sammen med de rigtige.
              </p>
            )}
            <p>
              <a href="#liste">Samme tal som liste</a>
            </p>
          </div>
          <TileMap tiles={tiles} unit={map === "demodata" ? ["opdigtet eksempel", "opdigtede eksempler"] : unit} />
        </section>
      </details>
      <div className="wrap list-layout" id="liste">
        <Filters action="/kommuner" groups={groups} sort={sort} sorts={sorts}>
          {map === "demodata" && <input type="hidden" name="kort" value="demodata" />}
          {words && <input type="hidden" name="find" value={words} />}
        </Filters>
        <Results label="Kommuner">
          <ResultCount>{counted(items.length, "kommune", "kommuner")}</ResultCount>
          <Chosen action="/kommuner" query={query} groups={groups} also={also} />
          {items.length === 0 ? (
            <HonestBlank
              title={words ? `Ingen kommune med »${words}« passer.` : "Ingen kommuner passer på det, du har valgt."}
            >
              <p>
                <a href="/kommuner">Se alle 98 kommuner</a>.
              </p>
            </HonestBlank>
          ) : (
            <div className="table-scroll" role="region" aria-label="Kommuner som tabel" tabIndex={0}>
              <table className="table-plain municipality-table">
                <caption>Hvad kommunerne har på sitet, og hvor mange der bor i dem</caption>
                <thead>
                  <tr>
                    <th scope="col">Kommune</th>
                    <th scope="col">Region</th>
                    <th scope="col" className="number">
                      Eksempler
                    </th>
                    <th scope="col" className="number">
                      Dokumenter
                    </th>
                    <th scope="col" className="number">
                      Indbyggere
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <tr key={item.code}>
                      <th scope="row">
                        <a href={`/kommuner/${item.slug}`}>{item.name}</a>
                      </th>
                      <td>{item.region.name.replace("Region ", "")}</td>
                      <td className="number">
                        {item.caseCount > 0 ? item.caseCount : <span className="quiet">ingen</span>}
                        {item.demoCaseCount > 0 && (
                          <span className="demo-count">
                            {item.demoCaseCount} <DemoTag />
                          </span>
                        )}
                      </td>
                      <td className="number">
                        {item.documentCount > 0 ? item.documentCount : <span className="quiet">ingen</span>}
                      </td>
                      <td className="number">{danishNumber(item.population)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <CsvLink path="/kommuner" query={query} />
        </Results>
      </div>
      <PageFoot
        path="/kommuner"
        query={query}
        updated={`Regionerne er dem, der gælder ${longDate(today)}. Indbyggertal 1. januar 2026.`}
        source="Danmarks Statistik (indbyggertal) og offentlige lister over kommunerne. Kortet er tegnet til formålet."
        next={[
          { href: "/eksempler?sorter=kommune", label: "Eksempler efter kommune" },
          { href: "/erklaeringer/2025", label: "De ti punkter" },
          { href: "/del-et-eksempel", label: "Del det første fra din kommune" },
        ]}
      />
    </>
  );
}
