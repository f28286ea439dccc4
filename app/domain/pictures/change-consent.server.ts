import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { updateConsent } from "#db/queries/cases/pictures.ts";
import { mayWriteDraft } from "../cases/policy.ts";
import { lockedDraft, placeInLog } from "../cases/working-draft.server.ts";
import { goneMeanwhile, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";

/** Changes the last day on which a picture of a text may be shown. @param until null: without an end */
export async function changeConsent(
  sql: Sql,
  viewer: Viewer,
  caseId: string,
  { picture, until }: { picture: string; until: string | null },
): Promise<void> {
  await transaction(sql, async (tx) => {
    const draft = await lockedDraft(tx, viewer, caseId);
    if (!mayWriteDraft(viewer, draft)) throw notAllowed();
    if (!(await updateConsent(tx, caseId, picture, until))) throw goneMeanwhile();
    await recordAudit(tx, viewer, { action: "case.consent_changed", ...placeInLog(draft), detail: { picture, until } });
  });
}
