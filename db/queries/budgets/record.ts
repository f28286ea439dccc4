import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { AgreementTable, BudgetTableTable } from "../../row-types.ts";
import { fitsPlace, isCommitment, type PlaceFilter, type PlaceSort, placeOrder, regionOfPlace } from "../by-place.ts";
import { type PageApart, type Paging, type Picked, pickedColumns, readPicked } from "../paging.ts";
import { type Passage, passageOf, type RowSource, rowSource } from "../row-sources.ts";
import { visibleBudgetRow } from "../visible.ts";
import { budgetRowColumns, type ShownBudgetRow, standingLine, standingRow } from "./rows.ts";

/** A row of a budget with whose it is, the table that it stands in and the agreement behind it. */
export interface BudgetRecord extends Omit<ShownBudgetRow, "corrections" | "agreement" | "points"> {
  municipality: { code: string; slug: string; name: string };
  table: (Pick<BudgetTableTable, "id" | "title" | "note"> & { passage: Passage }) | null;
  agreement:
    | (Pick<AgreementTable, "title" | "year" | "parties"> & { superseded: boolean; source: RowSource | null })
    | null;
}

/** Which rows are wanted, by codes and slugs; an empty list is no condition. */
export interface BudgetFilter extends PlaceFilter {
  /** Of initiatives that serve them, such as `2025-3`. */
  commitment: readonly string[];
  /** Rows with a cell of one of these years. */
  year: readonly number[];
  kind: readonly string[];
  row: readonly string[];
  account: readonly string[];
  level: readonly string[];
}

/**
 * One page of the rows of budgets that a viewer may read, real ones first, those of a table in its order.
 * @param of.asOf the day that they are read as of, `YYYY-MM-DD`; null: as they stand
 * @param of.realOnly leaves out invented ones
 * @param of.today `YYYY-MM-DD`; decides which region a municipality belongs to
 */
export async function pageOfBudgetRows(
  sql: Sql,
  viewer: Viewer,
  of: { filter: BudgetFilter; sort: PlaceSort; paging: Paging; asOf: string | null; realOnly: boolean; today: string },
): Promise<PageApart<BudgetRecord>> {
  const { commitment, year, kind, row, account, level } = of.filter;
  const some = (list: readonly unknown[], fits: ReturnType<Sql>) => (list.length === 0 ? sql`true` : fits);
  const picked = await sql<Picked[]>`
    select ${pickedColumns(sql, of.paging)} from (
      select r.id, r.demo, row_number() over (
        order by r.demo, ${placeOrder(sql, of.sort)}, r.table_id, r.position, r.label collate danish, r.id
      ) as at
      from budget_row r join municipality k on k.code = r.municipality_code join ${regionOfPlace(sql, of.today)}
      where ${visibleBudgetRow(sql, viewer)} and ${fitsPlace(sql, of.filter)} and not (${of.realOnly} and r.demo)
        and ${standingRow(sql, of.asOf)}
        and ${some(kind, sql`r.kind = any(${[...kind]})`)} and ${some(row, sql`r.row = any(${[...row]})`)}
        and ${some(account, sql`r.account = any(${[...account]})`)} and ${some(level, sql`r.level = any(${[...level]})`)}
        and ${some(year, sql`exists (select from budget_line l where l.row_id = r.id and l.year = any(${[...year]}) and ${standingLine(sql, of.asOf)})`)}
        and ${some(commitment, sql`exists (select from initiative_commitment x where x.initiative_id = r.initiative_id and ${isCommitment(sql, "x", commitment)})`)}
    ) f`;
  return readPicked(picked, (ids) => readBudgetRows(sql, viewer, ids, of.asOf));
}

/** The rows with these ids that a viewer may read, in the order of the ids. @param ids uuids */
export async function readBudgetRows(
  sql: Sql,
  viewer: Viewer,
  ids: readonly string[],
  asOf: string | null,
): Promise<BudgetRecord[]> {
  return sql<BudgetRecord[]>`
    select ${budgetRowColumns(sql, asOf)}, json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality,
      (
        select json_build_object('id', t.id, 'title', t.title, 'note', t.note, 'passage', ${passageOf(sql, "t")})
        from budget_table t where t.id = r.table_id
      ) as table,
      (
        select json_build_object(
          'title', a.title, 'year', a.year, 'parties', a.parties, 'superseded', a.superseded_by is not null, 'source', ${rowSource(sql, "a")}
        )
        from agreement a where a.id = r.agreement_id
      ) as agreement
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, at)
    join budget_row r on r.id = wanted.id
    join municipality k on k.code = r.municipality_code
    where ${visibleBudgetRow(sql, viewer)}
    order by wanted.at`;
}
