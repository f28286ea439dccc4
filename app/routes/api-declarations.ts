import { listOfDeclarations } from "#app/api/declarations.ts";
import { loaderOf } from "#app/api/operation.ts";

export const loader = loaderOf(listOfDeclarations);
