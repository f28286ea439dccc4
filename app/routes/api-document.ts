import { oneDocument } from "#app/api/documents.ts";
import { loaderOf } from "#app/api/operation.ts";

export const loader = loaderOf(oneDocument);
