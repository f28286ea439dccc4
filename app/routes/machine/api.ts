import type { LoaderFunctionArgs } from "@remix-run/node";
import { findOperation } from "#app/api/find-operation.ts";
import { answerOperation } from "#app/api/operation.ts";
import { problemResponse } from "#app/api/respond.ts";

/** Every address of the API, and every address below `/api` that is nobody's. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const found = findOperation(new URL(request.url).pathname);
  if (found) return answerOperation(found.operation, { request, context, params: found.params });
  return problemResponse(context.site.publicUrl, {
    status: 404,
    detail: `Der er intet på adressen. Se ${context.site.publicUrl}/aabne-data.`,
  });
}
