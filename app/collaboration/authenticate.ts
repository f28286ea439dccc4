import { mayWriteDraft } from "#app/domain/cases/policy.ts";
import { isId } from "#app/domain/id.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import { isWritable } from "#app/domain/workflow/workflow.ts";
import { schemaHash } from "#app/editor/schema-hash.ts";
import type { Sql } from "#db/client.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { findCaseOfText } from "#db/queries/cases/shared-text.ts";
import { Refused } from "./check.ts";

/**
 * Lets a viewer in to a text, by the rules of the draft that it belongs to.
 * @param query of the address, see `textAddress`
 * @returns the id of the working revision
 * @throws {Refused} with what the browser is told
 */
export async function admitToText(sql: Sql, viewer: Viewer, query: URLSearchParams): Promise<string> {
  const meant = query.get("person");
  // Nothing that one has typed is sent in the name of another who has signed in in the same browser, or shown to that person.
  if (meant !== null && meant !== viewer.person?.id) throw new Refused("anotherPerson");
  const revisionId = query.get("tekst") ?? "";
  const caseId = isId(revisionId) ? await findCaseOfText(sql, revisionId) : undefined;
  const draft = caseId && (await findDraftSubject(sql, caseId));
  if (!draft) throw new Refused("gone");
  if (!mayWriteDraft(viewer, draft)) throw new Refused("noRight");
  if (draft.binned || !isWritable(draft.state)) throw new Refused("notWritable");
  if (query.get("skema") !== schemaHash) throw new Refused("oldSchema");
  return revisionId;
}
