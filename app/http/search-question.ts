import type { Viewer } from "#app/domain/viewer.ts";
import { codes, levels, settings } from "#app/domain/vocabulary.ts";
import type { Sql } from "#db/client.ts";
import { listFacetNames } from "#db/queries/search-hits.ts";
import type { Kind } from "#search/document.ts";
import type { Facet, Filter, SearchSort } from "#search/engine.ts";
import { withoutInvisible } from "#search/invisible.ts";
import { longestQuestion } from "#search/search.ts";
import { chosen, chosenOne, listQuery } from "./list-address.ts";

/** The types as readers meet them in the address, in the order of the page. */
export const searchTypes = {
  metode: "method",
  eksempel: "case",
  indsats: "initiative",
  indikator: "indicator",
  status: "status",
  punkt: "commitment",
  kommune: "municipality",
  dokument: "document",
  kilde: "reference",
} as const satisfies Record<string, Kind>;

/** Each facet as readers meet it: its parameter, its heading, its name in a sentence, and its codes where it has them. */
export const shownSearchFacets: Record<
  Facet,
  { parameter: string; legend: string; name: string; codes?: readonly string[] }
> = {
  type: { parameter: "type", legend: "Type", name: "typen", codes: Object.keys(searchTypes) },
  setting: { parameter: "omraade", legend: "Område", name: "området", codes: codes(settings) },
  method: { parameter: "metode", legend: "Metode", name: "metoden" },
  commitment: { parameter: "punkt", legend: "De ti punkter", name: "punktet" },
  level: { parameter: "niveau", legend: "Indsatsniveau", name: "indsatsniveauet", codes: codes(levels) },
  region: { parameter: "region", legend: "Region", name: "regionen" },
  municipality: { parameter: "kommune", legend: "Kommune", name: "kommunen" },
};
/** The facets in the order of the page. */
export const searchFacets = Object.keys(shownSearchFacets) as Facet[];

/** The orders of what is found, each with its name in the address. */
export const searchOrders = [
  { value: "bedst", label: "Bedste svar først", sort: "relevance" },
  { value: "nyeste", label: "Nyeste først", sort: "newest" },
  { value: "titel", label: "Titel", sort: "title" },
] as const satisfies readonly { value: string; label: string; sort: SearchSort }[];

/** What an address asks the search for. Ends in a 400 page when it asks for what there is not. */
export async function readSearchQuestion(
  request: Request,
  { sql, viewer, today }: { sql: Sql; viewer: Viewer; today: string },
) {
  const own = searchFacets.map((facet) => shownSearchFacets[facet].parameter);
  const query = listQuery(request, ["q", ...own, "sorter", "side"]);
  const typed = withoutInvisible(query.get("q") ?? "").trim();
  const text = typed.slice(0, longestQuestion);
  const names = await listFacetNames(sql, viewer, today);
  /** The values that exist, in the order of the vocabulary or the alphabet. */
  const valuesOf = (facet: Facet) => shownSearchFacets[facet].codes ?? [...names[facet as keyof typeof names].keys()];
  const picked = Object.fromEntries(
    searchFacets.map((facet) => {
      const { parameter, name } = shownSearchFacets[facet];
      return [facet, chosen(query, parameter, { name, values: valuesOf(facet) })];
    }),
  ) as Record<Facet, string[]>;
  const filter: Filter = { ...picked, type: picked.type.map((type) => searchTypes[type as keyof typeof searchTypes]) };
  const sort = chosenOne(query, "sorter", "sorteringen", ["bedst", "nyeste", "titel"]);
  const order = searchOrders.find(({ value }) => value === sort)?.sort ?? "relevance";
  return {
    query,
    /** How many characters were looked at of a question that is too long; otherwise null. */
    cutAt: typed.length > text.length ? text.length : null,
    /** Whether anything is asked for. */
    asked: text !== "" || searchFacets.some((facet) => picked[facet].length > 0),
    picked,
    sort,
    names,
    valuesOf,
    question: { text, filter, sort: order as SearchSort, today },
  };
}
