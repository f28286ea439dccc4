import type { LoaderFunctionArgs } from "@remix-run/node";
import { findIndicator } from "#db/queries/indicators/page.ts";
import { municipalitiesOfIndicator, pageOfCorrections, valuesOfIndicator } from "#db/queries/indicators/values.ts";
import { listPlaces } from "#db/queries/municipalities.ts";
import { chosenDay } from "./as-of.ts";
import { listQuery, refuseValue } from "./list-address.ts";
import { atAddress } from "./respond.ts";

/** So many municipalities stand on the page of an indicator by themselves; of more, one chooses. */
export const mostMunicipalitiesAtOnce = 4;
/** So many corrections are marked at the values that they are of. */
const mostMarked = 200;

/** What the address of an indicator asks for: a municipality by `?kommune=`, null for none, and a day by `?pr=`. Ends in a 400 page for what nobody knows. */
export async function readIndicatorQuestion({ request, params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { sql, viewer, today } = context;
  const query = listQuery(request, ["pr", "kommune"]);
  const asOf = chosenDay(query, today);
  const wished = query.get("kommune") || null;
  const item = atAddress(await findIndicator(sql, viewer, slug), "/indikatorer", "en indikator");
  const place = wished ? (await listPlaces(sql)).find((one) => one.slug === wished) : null;
  if (place === undefined) return refuseValue("kommunen", wished ?? "");
  return { item, place, wished, asOf };
}

/** The values of an indicator as its files have them: of the municipality that is asked for, or of those that its page shows by themselves, and of the country. */
export async function readIndicatorFigures(args: LoaderFunctionArgs) {
  const { sql, viewer } = args.context;
  const { item, place, asOf } = await readIndicatorQuestion(args);
  // Who else has values is not asked where it does not matter: there may be a hundred thousand of them.
  const measured = place ? [place] : await municipalitiesOfIndicator(sql, viewer, item.id);
  const shown = measured.length <= mostMunicipalitiesAtOnce ? measured : [];
  const wanted = { id: item.id, municipalities: shown.map(({ slug }) => slug) };
  const [values, marked] = await Promise.all([
    valuesOfIndicator(sql, viewer, { ...wanted, asOf }),
    markedCorrections(args.context, wanted),
  ]);
  return { item, shown, values, marked };
}

/** The corrections that values are marked with. */
export async function markedCorrections(
  { sql, viewer }: Pick<LoaderFunctionArgs["context"], "sql" | "viewer">,
  wanted: { id: string; municipalities: readonly string[] },
) {
  const { items } = await pageOfCorrections(sql, viewer, { ...wanted, paging: { page: 1, pageSize: mostMarked } });
  return items;
}
