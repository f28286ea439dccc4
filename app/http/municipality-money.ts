import type { LoaderFunctionArgs } from "@remix-run/node";
import { budgetRowsOfMunicipality, type ShownBudgetRow } from "#db/queries/budgets/rows.ts";
import { findPlace } from "#db/queries/municipalities.ts";
import { chosenDay } from "./as-of.ts";
import { listQuery } from "./list-address.ts";
import { refuse } from "./respond.ts";

/** A municipality with more has its money shown without sums. */
export const mostBudgetRows = 1_000;

/**
 * What the files of a municipality's money are made of: its real rows, or its invented ones by `?demodata=ja`; as they stood by `?pr=`.
 * Ends in a 404 page where there is no such municipality.
 */
export async function readMunicipalityMoney({ request, params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { sql, viewer, today } = context;
  const query = listQuery(request, ["pr", "nr", "demodata"]);
  const asOf = chosenDay(query, today);
  const place = await findPlace(sql, slug);
  if (!place) return refuse(404, "Vi kender ikke den kommune. Måske er navnet stavet anderledes i adressen.");
  const invented = query.get("demodata") === "ja";
  const { rows: all, isCut } = await budgetRowsOfMunicipality(sql, viewer, place.code, { most: mostBudgetRows, asOf });
  const rows: ShownBudgetRow[] = all.filter(({ demo }) => demo === invented);
  const file = ["penge", place.slug, invented && "demodata", asOf].filter(Boolean).join("-");
  return { place, rows, isCut, invented, file, number: Number(query.get("nr") || "1") };
}
