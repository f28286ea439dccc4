import type { Sql } from "../../client.ts";
import type { PeriodQuestionTable, PeriodTable } from "../../row-types.ts";
import { visibleStatus } from "../visible.ts";

/** A half year on whose shelf statuses stand. */
export interface PeriodRow extends Pick<PeriodTable, "code" | "version" | "closedAt"> {
  openedAt: Date;
  /** Municipalities with a published status in it. */
  published: number;
  /** The invented ones; never added to the real ones. */
  demoPublished: number;
}

/** The periods that have been opened, the newest first, with how many statuses stand in each. */
export async function listPeriods(sql: Sql): Promise<PeriodRow[]> {
  return sql<PeriodRow[]>`
    select p.code, p.version, p.opened_at as "openedAt", p.closed_at as "closedAt",
      count(s.id) filter (where not s.demo)::int as published, count(s.id) filter (where s.demo)::int as "demoPublished"
    from period p left join status s on s.period_code = p.code and ${visibleStatus(sql)}
    where p.opened_at is not null
    group by p.code
    order by p.code desc`;
}

/** A thematic follow-up of KL's own that stands in every status of a period. */
export interface PeriodQuestion
  extends Pick<PeriodQuestionTable, "id" | "demo" | "version" | "theme" | "question" | "withdrawnAt"> {
  period: PeriodQuestionTable["periodCode"];
}

/** KL's thematic follow-ups of a period in the order in which they were added, those that are withdrawn too, real ones first. */
export async function listPeriodQuestions(sql: Sql, period: string): Promise<PeriodQuestion[]> {
  return sql<PeriodQuestion[]>`
    select id, demo, version, theme, question, withdrawn_at as "withdrawnAt", period_code as period
    from period_question where period_code = ${period} order by demo, added_at, id`;
}
