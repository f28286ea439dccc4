import type { LoaderFunctionArgs } from "@remix-run/node";
import { problemResponse } from "#app/api/respond.ts";

/** Every address below /api that is nobody's. */
export const loader = ({ context: { site } }: LoaderFunctionArgs) =>
  problemResponse(site.publicUrl, {
    status: 404,
    detail: `Der er intet på adressen. Se ${site.publicUrl}/aabne-data.`,
  });
