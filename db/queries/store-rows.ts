import type { Sql } from "../client.ts";

/** The columns of a row with their values, as JSON has them. */
export type Row = Readonly<Record<string, unknown>>;

/** What makes up a list in SQL. */
type Part = ReturnType<Sql>;

const listOf = (sql: Sql, parts: readonly Part[]): Part => parts.reduce((list, part) => sql`${list}, ${part}`);

/** Stores rows that have the same columns. @param table a name of ours, never one that was sent */
export async function insertRows(sql: Sql, table: string, rows: readonly Row[]): Promise<void> {
  const columns = () =>
    listOf(
      sql,
      Object.keys(rows[0] ?? {}).map((name) => sql`${sql(name)}`),
    );
  if (rows.length === 0) return;
  await sql`
    insert into ${sql(table)} (${columns()})
    select ${columns()} from jsonb_populate_recordset(null::${sql(table)}, ${sql.json(rows as never)})`;
}

/**
 * Gives the rows of a table that `where` says, of `t`, new values. Those that have them already are not touched, so no trigger fires.
 * @param table a name of ours, never one that was sent
 * @returns whether anything changed
 */
export async function updateRow(sql: Sql, table: string, where: Part, row: Row): Promise<boolean> {
  const names = Object.keys(row);
  const columns = (of: string) =>
    listOf(
      sql,
      names.map((name) => sql`${sql(of)}.${sql(name)}`),
    );
  const changes = listOf(
    sql,
    names.map((name) => sql`${sql(name)} = n.${sql(name)}`),
  );
  const updated = await sql`
    update ${sql(table)} t set ${changes} from jsonb_populate_record(null::${sql(table)}, ${sql.json(row as never)}) n
    where ${where} and (${columns("t")}) is distinct from (${columns("n")})`;
  return updated.count > 0;
}
