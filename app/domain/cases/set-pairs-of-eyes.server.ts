import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { updatePairsOfEyes } from "#db/queries/municipalities.ts";
import { demoOnly, notAllowed } from "../domain-error.ts";
import { isCoordinator, type Viewer } from "../viewer.ts";
import { maySetPairsOfEyes } from "./policy.ts";

/** Decides how many have to see a case before it is published. What waits for an answer goes on waiting. */
export async function setPairsOfEyes(sql: Sql, viewer: Viewer, municipality: string, pairs: 1 | 2): Promise<void> {
  if (!maySetPairsOfEyes(viewer, municipality)) throw isCoordinator(viewer, municipality) ? demoOnly() : notAllowed();
  await transaction(sql, async (tx) => {
    if (!(await updatePairsOfEyes(tx, municipality, pairs))) return;
    await recordAudit(tx, viewer, { action: "municipality.pairs_of_eyes", municipality, detail: { pairs } });
  });
}
