import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { visibleCase, visibleMethod } from "../visible.ts";

/** What a contact person of a municipality can be about: a commitment, or what the viewer may read of methods and the municipality's own cases. */
export async function listTopics(
  sql: Sql,
  viewer: Viewer,
  municipality: string,
): Promise<{ value: string; label: string; kind: "method" | "case" | "commitment" }[]> {
  return sql<{ value: string; label: string; kind: "method" | "case" | "commitment" }[]>`
    select value, label, kind from (
      select 'commitment:' || w.declaration_year || '-' || w.number as value, 'Punkt ' || w.number || ': ' || w.title as label,
        'commitment' as kind, 1 as rank, w.declaration_year * 100 + w.number as place
      from commitment w
      union all
      select 'method:' || m.id, r.title, 'method', 2, 0
      from method m join method_revision r on r.id = m.published_revision_id
      where ${visibleMethod(sql, viewer)}
      union all
      select 'case:' || c.id, r.title, 'case', 3, 0
      from case_story c join case_revision r on r.id = c.published_revision_id
      where c.municipality_code = ${municipality} and ${visibleCase(sql, viewer)}
    ) topic
    order by rank, place, label collate danish`;
}
