import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";

/*
 * What the form of an edition shows beside its answers, for those who write in it: the policy has been asked before.
 */

/** What a claim rests on, as it was chosen. */
export interface ChosenEvidence {
  /** Its row in the edition. */
  id: string;
  subject: string;
  kind: "case" | "value" | "line" | "initiative" | "milestone" | "passage";
  /** As it is chosen: an id, or `<document slug>#<anchor>`; null where it is gone. */
  thing: string | null;
}

/** What the claims of an edition rest on, in the order in which it was chosen. Invented people see invented editions alone. */
export async function listChosenEvidence(sql: Sql, viewer: Viewer, editionId: string): Promise<ChosenEvidence[]> {
  return sql<ChosenEvidence[]>`
    select x.id, x.subject, x.kind,
      coalesce(
        x.case_id::text, x.value_id::text, x.line_id::text, x.initiative_id::text, x.milestone_id::text, d.slug || '#' || x.anchor
      ) as thing
    from status_evidence x
    join status_edition e on e.id = x.edition_id
    left join document d on d.id = x.document_id
    where x.edition_id = ${editionId} and x.chosen and (e.demo or not ${viewer.person?.demo === true})
    order by x.added_at, x.id`;
}

/** Somebody who has just typed in an edition, and in which field last. */
export interface WritingNow {
  name: string;
  subject: string;
}

/** Who else has typed in an edition within the last five minutes, the latest first. */
export async function listWritingNow(sql: Sql, viewer: Viewer, editionId: string): Promise<WritingNow[]> {
  return sql<WritingNow[]>`
    select name, subject from (
      select distinct on (p.id) p.id, p.name, a.subject, a.changed_at
      from status_answer a
      join status_edition e on e.id = a.edition_id
      join person p on p.id = a.changed_by
      where a.edition_id = ${editionId} and a.changed_at > now() - interval '5 minutes'
        and p.id is distinct from ${viewer.person?.id ?? null} and (e.demo or not ${viewer.person?.demo === true})
      order by p.id, a.changed_at desc
    ) latest
    order by changed_at desc
    limit 5`;
}
