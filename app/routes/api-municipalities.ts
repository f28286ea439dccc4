import { listOfMunicipalities } from "#app/api/municipalities.ts";
import { loaderOf } from "#app/api/operation.ts";

export const loader = loaderOf(listOfMunicipalities);
