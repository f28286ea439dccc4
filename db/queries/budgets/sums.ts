import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { BudgetLineTable, BudgetRowTable } from "../../row-types.ts";
import { visibleBudgetRow } from "../visible.ts";

/** What lines of one kind and one price year come to in a year, with why there is no amount where all say the same. Sums of two kinds or two price years are never added. */
export interface BudgetSum
  extends Pick<BudgetRowTable, "demo" | "kind" | "priceYear">,
    Pick<BudgetLineTable, "year" | "partYear" | "blank"> {
  /** Whole kroner, of the lines that have an amount. */
  amount: number;
  lines: number;
}

/** The money of the initiatives that serve a commitment, by kind, price year and year. Lines of agreements that a later one took the place of are left out. */
export async function sumsOfCommitment(
  sql: Sql,
  viewer: Viewer,
  { year, number }: { year: number; number: number },
): Promise<BudgetSum[]> {
  return sql<BudgetSum[]>`
    select r.demo, r.kind, r.price_year as "priceYear", l.year, bool_or(l.part_year) as "partYear",
      coalesce(sum(l.amount), 0)::bigint as amount, count(l.amount)::int as lines,
      case when min(coalesce(l.blank, '')) = max(coalesce(l.blank, '')) then min(l.blank) end as blank
    from initiative_commitment x
    join initiative i on i.id = x.initiative_id
    join budget_row r on r.initiative_id = i.id and r.municipality_code = i.municipality_code
    join budget_line l on l.row_id = r.id and l.replaced_at is null
    left join agreement g on g.id = r.agreement_id
    where x.declaration_year = ${year} and x.number = ${number} and r.row = 'line' and r.level is null and g.superseded_by is null
      and ${visibleBudgetRow(sql, viewer)}
    group by r.demo, r.kind, r.price_year, l.year
    order by r.demo, array_position(array['regnskab', 'prognose', 'korrigeret-budget', 'vedtaget', 'aftalt', 'foreslaaet'], r.kind),
      r.price_year desc nulls last, l.year`;
}
