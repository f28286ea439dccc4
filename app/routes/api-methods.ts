import { listOfMethods } from "#app/api/methods.ts";
import { loaderOf } from "#app/api/operation.ts";

export const loader = loaderOf(listOfMethods);
