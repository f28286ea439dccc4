import type { AppLoadContext } from "@remix-run/node";
import { anonymous } from "#app/domain/viewer.ts";
import { slugsOfMunicipalities } from "#db/queries/municipalities.ts";
import { type FacetNames, listFacetNames } from "#db/queries/search-hits.ts";
import { refuseUnknown } from "./query.ts";

type Chosen = Partial<Record<keyof FacetNames, readonly string[]>>;

/** How values that are not plain slugs are written, for whoever has written them otherwise. */
const hints: Partial<Record<keyof FacetNames, string>> = {
  commitment: "skriv år og nummer, for eksempel 2025-4",
  municipality: "skriv kommunens navn, som det står i dens adresse, eller dens kode med fire cifre, for eksempel 0165",
};

/**
 * Checks the values that name rows, and turns the official codes of municipalities into slugs, which is what lists filter by.
 * @param called what the parameter of the municipalities is called, where that is something else
 * @throws {ApiError} with 400, naming the first parameter with a value that names nothing (that everybody may know of).
 */
export async function knownNames<T extends Chosen>(
  { sql, today }: AppLoadContext,
  chosen: T,
  called = "municipality",
): Promise<{ chosen: { [K in keyof T]: string[] }; names: FacetNames }> {
  const [names, slugs] = await Promise.all([
    listFacetNames(sql, anonymous, today),
    slugsOfMunicipalities(sql, chosen.municipality ?? []),
  ]);
  const known = Object.entries(chosen).map(([parameter, values = []]) => {
    const read = values.map((value) => (parameter === "municipality" && slugs.get(value)) || value);
    const stranger = read.find((value) => !names[parameter as keyof FacetNames].has(value));
    if (stranger !== undefined) {
      refuseUnknown(parameter === "municipality" ? called : parameter, stranger, hints[parameter as keyof Chosen]);
    }
    return [parameter, read];
  });
  return { chosen: Object.fromEntries(known), names };
}
