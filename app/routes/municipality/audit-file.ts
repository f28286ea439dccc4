import { fileOfAudit } from "#app/http/audit-pages.ts";
import { guarded } from "#app/http/guard.ts";

/** A municipality's log as a file. */
export const loader = guarded("kommuner/:slug/haendelser.csv", async ({ context, subject: place }) =>
  fileOfAudit(context, place.code, `haendelser-${place.slug}`),
);
