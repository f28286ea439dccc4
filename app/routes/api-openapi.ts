import { openApi } from "#app/api/openapi.ts";
import { loaderOf } from "#app/api/operation.ts";

export const loader = loaderOf(openApi);
