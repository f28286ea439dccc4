import { listOfCases } from "#app/api/cases.ts";
import { loaderOf } from "#app/api/operation.ts";

export const loader = loaderOf(listOfCases);
