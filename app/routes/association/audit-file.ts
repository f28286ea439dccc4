import { fileOfAudit } from "#app/http/audit-pages.ts";
import { guarded } from "#app/http/guard.ts";

/** All of the log as a file. */
export const loader = guarded("kl/haendelser.csv", async ({ context }) => fileOfAudit(context, null, "haendelser"));
