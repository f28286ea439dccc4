import { classLevels, codes, levels, settings, stages } from "#app/domain/vocabulary.ts";
import { type CaseFacet, type CaseFilter, type CaseListing, caseFacets, caseSorts } from "#db/queries/cases/list.ts";
import { chosen, chosenOne, listQuery } from "./list-address.ts";

/** How many cases stand on one page of the list. */
export const casesOnPage = 24;

/** Each facet as readers meet it: its parameter, its heading, and its name in a sentence. */
export const shownCaseFacets: Record<
  CaseFacet,
  { parameter: string; legend: string; name: string; values?: readonly string[] }
> = {
  setting: { parameter: "omraade", legend: "Område", name: "området", values: codes(settings) },
  stage: { parameter: "stadie", legend: "Hvor langt det er", name: "stadiet", values: codes(stages) },
  method: { parameter: "metode", legend: "Metode", name: "metoden" },
  classLevel: { parameter: "klassetrin", legend: "Klassetrin", name: "klassetrinnet", values: classLevels.map(String) },
  commitment: { parameter: "punkt", legend: "De ti punkter", name: "punktet" },
  level: { parameter: "niveau", legend: "Indsatsniveau", name: "indsatsniveauet", values: codes(levels) },
  region: { parameter: "region", legend: "Region", name: "regionen" },
  municipality: { parameter: "kommune", legend: "Kommune", name: "kommunen" },
};

/** What an address asks the list of cases for, its own parameters, and whether it asks for all on one page. Ends in a 400 page when it asks for what there is not. */
export function readCaseListing(
  request: Request,
): Pick<CaseListing, "filter" | "sort" | "realOnly"> & { query: URLSearchParams; whole: boolean } {
  const own = caseFacets.map((facet) => shownCaseFacets[facet].parameter);
  const query = listQuery(request, [...own, "sorter", "demodata", "antal", "side"]);
  const filter = Object.fromEntries(
    caseFacets.map((facet) => [facet, chosen(query, shownCaseFacets[facet].parameter, shownCaseFacets[facet])]),
  ) as unknown as CaseFilter;
  const sort = chosenOne(query, "sorter", "sorteringen", caseSorts);
  const realOnly = chosenOne(query, "demodata", "valget", ["vis", "skjul"] as const) === "skjul";
  const whole = chosenOne(query, "antal", "antallet", [String(casesOnPage), "alle"]) === "alle";
  return { query, filter, sort, realOnly, whole };
}
