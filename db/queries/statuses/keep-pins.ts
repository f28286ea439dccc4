import type { Sql } from "../../client.ts";
import { alongRows } from "./freeze.ts";
import { readPins, type ShownPin } from "./pins.ts";

/**
 * The pins of an edition that is being made, as those see it who make it: also what is saved and not published. What will come along at publication is
 * pinned by the id of the initiative, milestone or value itself, as `composeStatus` names it.
 */
export const draftPins = (sql: Sql, editionId: string): Promise<ShownPin[]> =>
  readPins(
    sql,
    null,
    sql`
      select s.id, s.subject, s.kind, s.chosen, s.case_id, s.value_id, s.line_id, s.initiative_id, s.milestone_id, s.document_id, s.anchor,
        s.added_at
      from status_evidence s where s.edition_id = ${editionId}
      union all
      select value_id, subject, kind, false, null, value_id, null, null, null, null, null, now() from (${alongRows(sql, editionId)}) along
      union all
      select i.id, 'initiative:' || i.id, 'initiative', false, null, null, null, i.id, null, null, null, now()
      from status_edition e join status s on s.id = e.status_id
      join initiative i on i.municipality_code = s.municipality_code and i.demo = s.demo
      where e.id = ${editionId}
      union all
      select m.id, 'milestone:' || m.id, 'milestone', false, null, null, null, null, m.id, null, null, now()
      from status_edition e join status s on s.id = e.status_id
      join initiative i on i.municipality_code = s.municipality_code and i.demo = s.demo
      join milestone m on m.initiative_id = i.id
      where e.id = ${editionId}`,
  );
