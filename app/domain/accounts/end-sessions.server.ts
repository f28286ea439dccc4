import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { forgetDevices } from "#db/queries/people/account.ts";
import { deleteOwnSession } from "#db/queries/sessions.ts";
import { goneMeanwhile } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { cutOff } from "./cut-off.server.ts";
import { personOf } from "./totp.server.ts";

/** Ends one of one's own sessions. */
export async function endOwnSession(sql: Sql, viewer: Viewer, sessionId: string): Promise<void> {
  if (!(await deleteOwnSession(sql, personOf(viewer).id, sessionId))) throw goneMeanwhile();
}

/** Signs out everywhere, and drops what was begun. No device is known any more. */
export async function endAllSessions(sql: Sql, viewer: Viewer): Promise<void> {
  const { id } = personOf(viewer);
  await transaction(sql, async (tx) => {
    await cutOff(tx, id, { because: "everywhere" });
    await forgetDevices(tx, id);
    await recordAudit(tx, viewer, { action: "session.ended_all", personId: id });
  });
}
