import type { Sql } from "../../client.ts";
import type { MilestoneMoveTable, MilestoneTable } from "../../row-types.ts";
import { danishDay, type RowSource, rowSource } from "../row-sources.ts";

/** A milestone as readers see it. */
export interface ShownMilestone
  extends Pick<MilestoneTable, "id" | "title" | "planned" | "plannedBy" | "expectedBy" | "doneOn"> {
  source: RowSource | null;
  /** The dates that it was moved from, the first first. */
  moves: (Pick<MilestoneMoveTable, "was" | "became" | "because"> & {
    /** `YYYY-MM-DD` */
    on: string;
  })[];
}

/** The milestones of `initiative i` as JSON, in their own order. */
export const milestonesOf = (sql: Sql) => sql`
  coalesce((
    select json_agg(json_build_object(
      'id', s.id, 'title', s.title, 'planned', s.planned, 'plannedBy', s.planned_by, 'expectedBy', s.expected_by, 'doneOn', s.done_on,
      'source', ${rowSource(sql, "s")},
      'moves', coalesce((
        select json_agg(json_build_object(
          'was', o.was, 'became', o.became, 'because', o.because, 'on', ${danishDay(sql, sql`o.moved_at`)}
        ) order by o.id)
        from milestone_move o where o.milestone_id = s.id
      ), '[]')
    ) order by s.position)
    from milestone s where s.initiative_id = i.id
  ), '[]')`;
