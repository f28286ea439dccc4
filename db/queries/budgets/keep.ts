import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { BudgetLineTable, BudgetRowTable } from "../../row-types.ts";
import { keptFor } from "../initiatives/keep.ts";
import { danishDay } from "../row-sources.ts";

/*
 * Money as those see it who keep it: also what is saved and not published. The rows of printed tables are not among it, but for the lines of
 * initiatives, whose amounts can be corrected.
 */

/** The amount of a line in a year. */
export type KeptAmount = Pick<
  BudgetLineTable,
  "id" | "year" | "partYear" | "amount" | "printed" | "blank" | "financing"
>;

/** An amount that another took the place of. */
export interface KeptCorrection {
  year: number;
  /** `YYYY-MM-DD` */
  on: string;
  /** Null for one who has left. */
  by: string | null;
  because: string;
  /** In whole kroner; null where it was none, or is hidden. */
  was: number | null;
}

/** A line that a municipality has entered, with its amounts. */
export interface KeptLine
  extends Pick<
    BudgetRowTable,
    | "id"
    | "demo"
    | "version"
    | "initiativeId"
    | "label"
    | "kind"
    | "priceYear"
    | "printedUnit"
    | "account"
    | "permanence"
    | "level"
    | "financing"
    | "sector"
    | "proposal"
    | "agreementId"
    | "documentId"
    | "anchor"
    | "sourceWords"
    | "sourceDated"
    | "visibility"
    | "publishedAt"
    | "takenBackAt"
  > {
  municipality: BudgetRowTable["municipalityCode"];
  /** The title of the printed table that it is a line of; null for one that the municipality has entered. */
  table: string | null;
  /** The title of the agreement that it is of. */
  agreement: string | null;
  /** The document of its passage. */
  documentSlug: string | null;
  /** That stand, the earliest year first. */
  amounts: KeptAmount[];
  /** The newest first. */
  corrections: KeptCorrection[];
}

const linesWhere = (sql: Sql, viewer: Viewer, where: ReturnType<Sql>, lock = false) => sql<KeptLine[]>`
  select r.id, r.demo, r.version, r.initiative_id as "initiativeId", r.label, r.kind, r.price_year as "priceYear",
    r.printed_unit as "printedUnit", r.account, r.permanence, r.level, r.financing, r.sector, r.proposal,
    r.agreement_id as "agreementId", r.document_id as "documentId", r.anchor,
    r.source_words as "sourceWords", r.source_dated as "sourceDated", r.visibility, r.published_at as "publishedAt",
    r.taken_back_at as "takenBackAt", r.municipality_code as municipality,
    (select t.title from budget_table t where t.id = r.table_id) as "table",
    (select g.title from agreement g where g.id = r.agreement_id) as agreement,
    (select d.slug from document d where d.id = r.document_id) as "documentSlug",
    coalesce((
      select json_agg(json_build_object(
        'id', l.id, 'year', l.year, 'partYear', l.part_year, 'amount', l.amount, 'printed', l.printed, 'blank', l.blank,
        'financing', l.financing
      ) order by l.year)
      from budget_line l where l.row_id = r.id and l.replaced_at is null
    ), '[]') as amounts,
    coalesce((
      select json_agg(json_build_object(
        'year', l.year, 'on', ${danishDay(sql, sql`l.replaced_at`)}, 'by', p.name, 'because', l.replaced_because, 'was', l.amount
      ) order by l.replaced_at desc, l.id)
      from budget_line l left join person p on p.id = l.replaced_by where l.row_id = r.id and l.replaced_at is not null
    ), '[]') as corrections
  from budget_row r
  where r.row = 'line' and ${where} and ${keptFor(sql, viewer, "r")}
  order by r.demo, r.table_id, r.position, r.label collate danish, r.id
  ${lock ? sql`for update of r` : sql``}`;

/** The lines of an initiative, those of printed tables first. @param code its official code */
export async function listKeptLines(sql: Sql, viewer: Viewer, code: string, initiative: string): Promise<KeptLine[]> {
  return linesWhere(sql, viewer, sql`r.municipality_code = ${code} and r.initiative_id = ${initiative}`);
}

/** The lines of a municipality's accounts, three a year. @param code its official code */
export async function listKeptAccounts(sql: Sql, viewer: Viewer, code: string): Promise<KeptLine[]> {
  return linesWhere(
    sql,
    viewer,
    sql`r.municipality_code = ${code} and r.level is not null and r.kind = 'regnskab' and r.table_id is null`,
  );
}

/** The line of an id in a municipality, held until the transaction ends. */
export async function holdLine(
  sql: Sql,
  viewer: Viewer,
  { code, row }: { code: string; row: string },
): Promise<KeptLine | undefined> {
  const held = await linesWhere(sql, viewer, sql`r.municipality_code = ${code} and r.id = ${row}`, true);
  if (held.length === 0) return undefined;
  // Once more, for what another has stored while this one waited for the row.
  const [now] = await linesWhere(sql, viewer, sql`r.municipality_code = ${code} and r.id = ${row}`);
  return now;
}

/** Whoever enters a municipality's accounts takes turns. */
export async function lockAccounts(sql: Sql, code: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('accounts'), hashtext(${code}))`;
}

/** What is kept of a line in its form. */
export type LineFields = Pick<
  BudgetRowTable,
  | "label"
  | "kind"
  | "priceYear"
  | "account"
  | "permanence"
  | "financing"
  | "sector"
  | "proposal"
  | "agreementId"
  | "documentId"
  | "anchor"
  | "sourceWords"
  | "sourceDated"
>;

/** Keeps a new line without amounts. @returns its id */
export async function insertLine(
  sql: Sql,
  line: LineFields & {
    municipality: string;
    demo: boolean;
    initiative: string | null;
    level: BudgetRowTable["level"];
    unit: BudgetRowTable["printedUnit"];
    position: number;
    by: string;
  },
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into budget_row (
      municipality_code, demo, position, label, initiative_id, kind, price_year, printed_unit, account, permanence, level, financing, sector,
      proposal, agreement_id, document_id, anchor, source_words, source_dated, entered_by
    ) values (
      ${line.municipality}, ${line.demo}, ${line.position}, ${line.label}, ${line.initiative}, ${line.kind}, ${line.priceYear}, ${line.unit},
      ${line.account}, ${line.permanence}, ${line.level}, ${line.financing}, ${line.sector}, ${line.proposal}, ${line.agreementId},
      ${line.documentId}, ${line.anchor}, ${line.sourceWords}, ${line.sourceDated}, ${line.by}
    ) returning id`;
  if (!row) throw new Error("no line was stored");
  return row.id;
}

/** Changes what a line is. @returns false when somebody else has changed it meanwhile */
export async function updateLine(sql: Sql, id: string, version: number, f: LineFields): Promise<boolean> {
  const updated = await sql`
    update budget_row set
      version = version + 1, changed_at = now(), label = ${f.label}, kind = ${f.kind}, price_year = ${f.priceYear}, account = ${f.account},
      permanence = ${f.permanence}, financing = ${f.financing}, sector = ${f.sector}, proposal = ${f.proposal},
      agreement_id = ${f.agreementId}, document_id = ${f.documentId}, anchor = ${f.anchor},
      source_words = ${f.sourceWords}, source_dated = ${f.sourceDated}
    where id = ${id} and version = ${version}`;
  return updated.count > 0;
}

/** Removes a line with its amounts. @returns false when somebody else has changed it meanwhile */
export async function removeLine(sql: Sql, id: string, version: number): Promise<boolean> {
  const removed = await sql`delete from budget_row where id = ${id} and version = ${version}`;
  return removed.count > 0;
}

/** An amount as it is to be stored: whole kroner, or why there is none. */
export type AmountFields = Pick<BudgetLineTable, "year" | "partYear" | "amount" | "printed" | "blank" | "financing">;

/** Keeps the amount of a line in a year that has none. The line must be held. */
export async function insertAmount(sql: Sql, row: string, by: string, f: AmountFields): Promise<void> {
  await sql`
    insert into budget_line (row_id, year, part_year, amount, printed, blank, financing, recorded_by)
    values (${row}, ${f.year}, ${f.partYear}, ${f.amount}, ${f.printed}, ${f.blank}, ${f.financing}, ${by})`;
}

/** Puts an amount in the place of one that readers have not seen. The line must be held. */
export async function overwriteAmount(sql: Sql, row: string, was: string, by: string, f: AmountFields): Promise<void> {
  await sql`delete from budget_line where id = ${was} and row_id = ${row}`;
  await insertAmount(sql, row, by, f);
}

/** Puts an amount in the place of another, which stays readable as of its days. The line must be held. */
export async function replaceAmount(
  sql: Sql,
  row: string,
  was: string,
  { by, because }: { by: string; because: string },
  f: AmountFields,
): Promise<void> {
  // One moment for both, so that a reading as of any moment finds one of them; later than the one before, also within a transaction.
  await sql`
    with moment as (select greatest(clock_timestamp(), recorded_at + interval '1 microsecond') as at from budget_line where id = ${was}),
    old as (
      update budget_line set replaced_at = moment.at, replaced_by = ${by}, replaced_because = ${because}
      from moment where budget_line.id = ${was} and row_id = ${row} returning moment.at
    )
    select from old`;
  await sql`
    insert into budget_line (row_id, year, part_year, amount, printed, blank, financing, recorded_by, recorded_at)
    select ${row}, ${f.year}, ${f.partYear}, ${f.amount}, ${f.printed}, ${f.blank}, ${f.financing}, ${by}, replaced_at from budget_line where id = ${was}`;
}

/** Takes the values of a line in a year out of the database, the earlier ones too; dates and reasons stay. */
export async function eraseAmounts(sql: Sql, row: string, year: number): Promise<void> {
  await sql`
    update budget_line set amount = null, printed = null, blank = 'hidden' where row_id = ${row} and year = ${year}`;
}

/** Publishes lines for an audience. */
export async function updateLinesPublished(
  sql: Sql,
  ids: readonly string[],
  visibility: BudgetRowTable["visibility"],
): Promise<void> {
  await sql`
    update budget_row set published_at = now(), taken_back_at = null, visibility = ${visibility}, version = version + 1, changed_at = now()
    where id = any(${[...ids]}::uuid[]) and published_at is null`;
}

/** Takes lines back from all readers, of earlier days too. */
export async function updateLinesTakenBack(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql`
    update budget_row set published_at = null, taken_back_at = now(), version = version + 1, changed_at = now()
    where id = any(${[...ids]}::uuid[]) and published_at is not null`;
}
