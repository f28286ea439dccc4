import { listOfDocuments } from "#app/api/documents.ts";
import { loaderOf } from "#app/api/operation.ts";

export const loader = loaderOf(listOfDocuments);
