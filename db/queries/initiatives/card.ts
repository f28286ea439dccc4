import type { Sql } from "../../client.ts";
import type {
  BudgetLineTable,
  BudgetRowTable,
  CommitmentTable,
  InitiativeCommitmentTable,
  InitiativeTable,
} from "../../row-types.ts";
import { addressOf } from "../row-sources.ts";

/** What an initiative costs in a year, by one line of a budget. */
export interface InitiativeAmount
  extends Pick<BudgetRowTable, "kind" | "priceYear" | "permanence">,
    Pick<BudgetLineTable, "year" | "partYear" | "amount" | "blank"> {
  /** The passage of the line. */
  address: string | null;
}

/** An initiative as lists show it. */
export interface InitiativeCard
  extends Pick<InitiativeTable, "id" | "slug" | "demo" | "kind" | "title" | "summary" | "state"> {
  municipality: { slug: string; name: string };
  commitments: ({ year: number } & Pick<CommitmentTable, "number" | "title"> &
    Pick<InitiativeCommitmentTable, "linkedBy" | "why">)[];
  /** By line, then by year. */
  money: InitiativeAmount[];
}

/** Columns of a card, from `initiative i`, `municipality k`. The rows of a budget follow the initiative, which the query has found visible. */
export const initiativeColumns = (sql: Sql) => sql`
  i.id, i.slug, i.demo, i.kind, i.title, i.summary, i.state,
  json_build_object('slug', k.slug, 'name', k.name) as municipality,
  coalesce((
    select json_agg(json_build_object(
      'year', x.declaration_year, 'number', x.number, 'title', p.title, 'linkedBy', x.linked_by, 'why', x.why
    ) order by x.declaration_year desc, x.number)
    from initiative_commitment x
    join commitment p on p.declaration_year = x.declaration_year and p.number = x.number
    where x.initiative_id = i.id
  ), '[]') as commitments,
  coalesce((
    select json_agg(json_build_object(
      'kind', r.kind, 'priceYear', r.price_year, 'permanence', r.permanence, 'year', l.year, 'partYear', l.part_year,
      'amount', l.amount, 'blank', l.blank, 'address', ${addressOf(sql, "r")}
    ) order by r.position, r.id, l.year)
    from budget_row r
    join budget_line l on l.row_id = r.id and l.replaced_at is null
    left join agreement g on g.id = r.agreement_id
    where r.initiative_id = i.id and r.municipality_code = i.municipality_code and r.row = 'line' and r.demo = i.demo
      and r.taken_back_at is null and g.superseded_by is null
  ), '[]') as money`;

/** The tables that a card is made of. */
export const initiativeTables = (sql: Sql) => sql`initiative i join municipality k on k.code = i.municipality_code`;
