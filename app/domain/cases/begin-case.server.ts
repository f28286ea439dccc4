import type { z } from "zod";
import { contentToText } from "#app/editor/content.ts";
import type { SectionName } from "#app/editor/schema/section.ts";
import { sharedTextOf } from "#app/editor/shared-text.ts";
import { begunText } from "#app/editor/written.ts";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { insertDraft } from "#db/queries/cases/draft.ts";
import { findMethodSubject } from "#db/queries/methods/subject.ts";
import { personOf } from "../accounts/totp.server.ts";
import { DomainError, notAllowed } from "../domain-error.ts";
import { mayReadMethod } from "../methods/policy.ts";
import type { Viewer } from "../viewer.ts";
import type { beginInput } from "./input.ts";
import { mayBeginCase } from "./policy.ts";
import { placeInLog } from "./working-draft.server.ts";

/**
 * Begins a case with the answers to the four questions: a draft that its beginner can go on with at once. A contributor whose role is limited
 * to a unit begins in that unit.
 * @param opened further sections that were opened; they stand in the text also where they are not answered
 * @returns the id of the case
 * @throws {DomainError} when the person may not write there, or has answered nothing
 */
export async function beginCase(
  sql: Sql,
  viewer: Viewer,
  { municipality, method, opened = [], ...answers }: z.output<typeof beginInput> & { opened?: readonly SectionName[] },
): Promise<string> {
  if (!mayBeginCase(viewer, municipality)) throw notAllowed("Du kan ikke skrive for den kommune.");
  const me = personOf(viewer);
  if (Object.values(answers).every((answer) => !answer))
    throw new DomainError("Skriv et par ord til mindst ét af spørgsmålene.", 400, "challenge");
  const content = begunText(answers, opened);
  const units = me.grants.flatMap((grant) => (grant.municipality?.code === municipality ? [grant.unitId] : []));
  const [unitId = null] = new Set(units).size === 1 ? units : [];
  return transaction(sql, async (tx) => {
    const chosen = method ? await findMethodSubject(tx, method) : undefined;
    const caseId = await insertDraft(tx, {
      municipalityCode: municipality,
      demo: me.demo,
      begunBy: me.id,
      unitId,
      title: "",
      content,
      text: contentToText(content),
      snapshot: sharedTextOf(content),
      methodIds: chosen && mayReadMethod(viewer, chosen) ? [chosen.id] : [],
    });
    await recordAudit(tx, viewer, { action: "case.begun", ...placeInLog({ id: caseId, municipality }) });
    return caseId;
  });
}
