import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type {
  AgreementTable,
  BudgetDifferenceTable,
  BudgetLineTable,
  BudgetRowTable,
  BudgetTableTable,
  CommitmentTable,
} from "../../row-types.ts";
import { danishDay, endOfDanishDay, type Passage, passageOf, type RowSource, rowSource } from "../row-sources.ts";
import { visibleBudgetRow, visibleInitiative } from "../visible.ts";
import { differencesFor } from "./differences.ts";

/** The cell of a row in a year. */
export type BudgetCell = Pick<BudgetLineTable, "year" | "partYear" | "amount" | "printed" | "blank" | "financing">;

/** An amount that another took the place of. */
export interface AmountCorrection {
  year: number;
  /** The day, `YYYY-MM-DD`. */
  on: string;
  because: string;
  /** The earlier amount in whole kroner; null where it was none, or is hidden. */
  was: number | null;
  /** The earlier amount is hidden since. */
  isHidden: boolean;
}

/** The agreement that a row is of. */
export interface RowAgreement extends Pick<AgreementTable, "id" | "title" | "year" | "parties"> {
  /** The later one that has taken its place. */
  supersededBy: string | null;
  /** Null: the municipality's own word. */
  source: RowSource | null;
}

/** A row of a budget, in a table of a document or by itself, over the years. */
export interface ShownBudgetRow
  extends Pick<
    BudgetRowTable,
    | "id"
    | "tableId"
    | "demo"
    | "label"
    | "kind"
    | "priceYear"
    | "printedUnit"
    | "account"
    | "permanence"
    | "level"
    | "sector"
    | "proposal"
    | "financing"
    | "meanPrinted"
    | "meanAmount"
  > {
  row: "line" | "heading" | "total";
  initiative: { id: string; slug: string; title: string } | null;
  /** The points of declarations that its initiative serves. */
  points: ({ year: number } & Pick<CommitmentTable, "number" | "title">)[];
  agreement: RowAgreement | null;
  /** Of an agreement that a later one has taken the place of: shown, and in no sum. */
  superseded: boolean;
  /** Null: the municipality's own word. */
  source: RowSource | null;
  /** The earliest year first. */
  cells: BudgetCell[];
  /** The newest first. */
  corrections: AmountCorrection[];
}

/** That an amount was hidden later, since it could be traced to a child: it is in no earlier reading either. @param line the alias of `budget_line` */
export const amountHiddenSince = (sql: Sql, line: string) => sql`exists (
  select from budget_line later
  where later.row_id = ${sql(line)}.row_id and later.year = ${sql(line)}.year and later.blank = 'hidden'
    and later.recorded_at > ${sql(line)}.recorded_at
)`;

/** A row of an initiative. */
export interface InitiativeBudgetRow extends ShownBudgetRow {
  initiative: { id: string; slug: string; title: string };
}

/**
 * Which amounts are read, of `budget_line l`.
 * @param asOf the day that they are read as of, `YYYY-MM-DD`; null: as they stand
 */
export const standingLine = (sql: Sql, asOf: string | null) =>
  asOf === null
    ? sql`l.replaced_at is null`
    : sql`(
        l.recorded_at < ${endOfDanishDay(sql, asOf)} and (l.replaced_at is null or l.replaced_at >= ${endOfDanishDay(sql, asOf)})
        and not ${amountHiddenSince(sql, "l")}
      )`;

/**
 * Which rows are read, of `budget_row r`: as of a day, those that were published by then, the lines of an initiative with
 * it, and of which an amount stood on that day.
 * @param asOf `YYYY-MM-DD`; null: as they stand
 */
export const standingRow = (sql: Sql, asOf: string | null) =>
  asOf === null
    ? sql`true`
    : sql`(
        case
          when r.initiative_id is null then r.published_at
          else (select owner.published_at from initiative owner where owner.id = r.initiative_id)
        end < ${endOfDanishDay(sql, asOf)}
        and (
          not exists (select from budget_line l where l.row_id = r.id)
          or exists (select from budget_line l where l.row_id = r.id and ${standingLine(sql, asOf)})
        )
      )`;

/** The columns of a `ShownBudgetRow` but its corrections, of `budget_row r`. */
export const budgetRowColumns = (sql: Sql, asOf: string | null) => sql`
  r.id, r.table_id as "tableId", r.demo, r.row, r.label, r.kind, r.price_year as "priceYear", r.printed_unit as "printedUnit",
    r.account, r.permanence, r.level, r.sector, r.proposal, r.financing, r.mean_printed as "meanPrinted", r.mean_amount as "meanAmount",
    (select json_build_object('id', i.id, 'slug', i.slug, 'title', i.title) from initiative i where i.id = r.initiative_id) as initiative,
    coalesce((select g.superseded_by is not null from agreement g where g.id = r.agreement_id), false) as superseded,
    ${rowSource(sql, "r")} as source,
    coalesce((
      select json_agg(json_build_object(
        'year', l.year, 'partYear', l.part_year, 'amount', l.amount, 'printed', l.printed, 'blank', l.blank, 'financing', l.financing
      ) order by l.year)
      from budget_line l
      where l.row_id = r.id and ${standingLine(sql, asOf)}
    ), '[]') as cells`;

const rowsWhere = <R extends ShownBudgetRow>(
  sql: Sql,
  viewer: Viewer,
  where: ReturnType<Sql>,
  asOf: string | null,
  limit: number | null = null,
) => sql<R[]>`
  select ${budgetRowColumns(sql, asOf)},
    coalesce((
      select json_agg(json_build_object('year', x.declaration_year, 'number', x.number, 'title', p.title)
        order by x.declaration_year desc, x.number)
      from initiative_commitment x
      join commitment p on p.declaration_year = x.declaration_year and p.number = x.number
      where x.initiative_id = r.initiative_id
    ), '[]') as points,
    (
      select json_build_object(
        'id', g.id, 'title', g.title, 'year', g.year, 'parties', g.parties, 'source', ${rowSource(sql, "g")},
        'supersededBy', (select later.title from agreement later where later.id = g.superseded_by)
      )
      from agreement g where g.id = r.agreement_id
    ) as agreement,
    coalesce((
      select json_agg(json_build_object(
        'year', l.year, 'on', ${danishDay(sql, sql`l.replaced_at`)}, 'because', l.replaced_because,
        'was', case when not ${amountHiddenSince(sql, "l")} then l.amount end, 'isHidden', ${amountHiddenSince(sql, "l")}
      ) order by l.replaced_at desc)
      from budget_line l where l.row_id = r.id and l.replaced_at is not null
    ), '[]') as corrections
  from budget_row r
  where ${where} and ${visibleBudgetRow(sql, viewer)} and ${standingRow(sql, asOf)}
  order by r.demo, r.table_id, r.position, r.label collate danish, r.id
  limit ${limit}`;

/**
 * The rows of a municipality's budgets, those of a table in its order and before those of none.
 * @param code its official code
 * @param of.most so many of the real ones and so many of the invented ones at most
 * @param of.asOf the day that they are read as of, `YYYY-MM-DD`; null: as they stand
 * @returns isCut: there are more
 */
export async function budgetRowsOfMunicipality(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { most, asOf }: { most: number; asOf: string | null },
): Promise<{ rows: ShownBudgetRow[]; isCut: boolean }> {
  const [real, invented] = await Promise.all(
    [false, true].map((demo) =>
      rowsWhere(sql, viewer, sql`r.municipality_code = ${code} and r.demo = ${demo}`, asOf, most + 1),
    ),
  );
  const all = [real ?? [], invented ?? []];
  return { rows: all.flatMap((some) => some.slice(0, most)), isCut: all.some(({ length }) => length > most) };
}

/**
 * The lines of an initiative's money.
 * @param of.asOf the day that they are read as of, `YYYY-MM-DD`; null: as they stand
 */
export async function budgetRowsOfInitiative(
  sql: Sql,
  viewer: Viewer,
  { slug, asOf }: { slug: string; asOf: string | null },
): Promise<InitiativeBudgetRow[]> {
  const owner = sql`(select id from initiative where slug = ${slug})`;
  return rowsWhere(sql, viewer, sql`r.initiative_id = ${owner} and r.row = 'line'`, asOf);
}

/** A table as a document prints it; its rows are read apart. */
export interface ShownBudgetTable extends Pick<BudgetTableTable, "id" | "demo" | "title" | "note"> {
  agreement: (Pick<AgreementTable, "title" | "year" | "parties"> & { superseded: boolean }) | null;
  passage: Passage;
  /** Whether the viewer may read every row, and every row stood then, so that printed totals can be checked. */
  whole: boolean;
  /** Where the document's text says something else. */
  differences: (Pick<BudgetDifferenceTable, "id" | "subject" | "textSays" | "tableSays"> & { address: string })[];
}

/**
 * The tables of a municipality's documents of which a viewer may read a row.
 * @param code its official code
 * @param asOf the day that they are read as of, `YYYY-MM-DD`; null: as they stand
 */
export async function budgetTablesOfMunicipality(
  sql: Sql,
  viewer: Viewer,
  code: string,
  asOf: string | null,
): Promise<ShownBudgetTable[]> {
  const shown = sql`(${visibleBudgetRow(sql, viewer)} and ${standingRow(sql, asOf)})`;
  return sql<ShownBudgetTable[]>`
    select t.id, t.demo, t.title, t.note, ${passageOf(sql, "t")} as passage, seen.whole,
      (
        select json_build_object('title', g.title, 'year', g.year, 'parties', g.parties, 'superseded', g.superseded_by is not null)
        from agreement g where g.id = t.agreement_id
      ) as agreement,
      ${differencesFor(
        sql,
        sql`e.table_id = t.id and case
          when e.initiative_id is null then seen.whole
          else (select ${visibleInitiative(sql, viewer)} from initiative i where i.id = e.initiative_id)
        end`,
      )} as differences
    from budget_table t
    cross join lateral (
      select bool_and(${shown}) as whole, bool_or(${shown}) as some
      from budget_row r where r.table_id = t.id and r.municipality_code = t.municipality_code
    ) seen
    where t.municipality_code = ${code} and seen.some
    order by t.demo, t.title collate danish`;
}
