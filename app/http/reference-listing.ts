import type { LoaderFunctionArgs } from "@remix-run/node";
import { referenceCountries, referenceKinds } from "#app/domain/reference-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { listReferenceTopics, referenceSorts } from "#db/queries/references.ts";
import { chosen, chosenOne, listQuery } from "./list-address.ts";

/** What an address narrows the list of sources to. Ends in a 400 page when it asks for what there is not. */
export async function readReferenceListing({ request, context: { sql, viewer } }: LoaderFunctionArgs) {
  const query = listQuery(request, ["slags", "land", "emne", "sorter", "side"]);
  const topics = await listReferenceTopics(sql, viewer);
  const filter = {
    kinds: chosenCodes(query, "slags", "typen", codes(referenceKinds)),
    countries: chosenCodes(query, "land", "landet", codes(referenceCountries)),
    topics: chosen(query, "emne", { name: "emnet", values: topics.map(({ slug }) => slug) }),
  };
  return { query, topics, filter, sort: chosenOne(query, "sorter", "sorteringen", referenceSorts) };
}

/** The chosen ones of a closed list. */
function chosenCodes<T extends string>(
  query: URLSearchParams,
  parameter: string,
  name: string,
  values: readonly T[],
): T[] {
  const given = chosen(query, parameter, { name, values });
  return values.filter((value) => given.includes(value));
}
