import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { endActing, storeActing } from "#db/queries/acting.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { listCoordinators } from "#db/queries/people/recipients.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { personOf } from "../accounts/totp.server.ts";
import { DomainError, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import type { actingInput } from "./input.ts";
import { mayAct } from "./policy.ts";

/**
 * KL begins to act for a municipality in this session. Its coordinators are told, invented ones when the person is invented, and every deed
 * says so.
 * @returns false when there is no coordinator to tell
 */
export async function beginActing(
  sql: Sql,
  viewer: Viewer,
  { municipality, reason, hours }: z.output<typeof actingInput>,
): Promise<boolean> {
  const { sessionId, demo } = personOf(viewer);
  if (!mayAct(viewer)) throw notAllowed();
  return transaction(sql, async (tx) => {
    await stop(tx, viewer);
    if (!(await storeActing(tx, { sessionId, municipality, reason, hours })))
      throw new DomainError("Vælg en kommune.", 400, "municipality");
    await recordAudit(tx, viewer, { action: "acting.began", municipality, reason, detail: { hours } });
    await leaveLetter(tx, { kind: "acting-began", municipality, reason, demo });
    return (await listCoordinators(tx, municipality, demo)).length > 0;
  });
}

/** KL is itself again. */
export async function stopActing(sql: Sql, viewer: Viewer): Promise<void> {
  if (!mayAct(viewer)) throw notAllowed();
  await transaction(sql, (tx) => stop(tx, viewer));
}

async function stop(tx: Sql, viewer: Viewer): Promise<void> {
  const municipality = await endActing(tx, personOf(viewer).sessionId);
  if (municipality) await recordAudit(tx, viewer, { action: "acting.ended", municipality });
}
