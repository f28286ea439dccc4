import { loaderOf } from "#app/api/operation.ts";
import { search } from "#app/api/search.ts";

export const loader = loaderOf(search);
