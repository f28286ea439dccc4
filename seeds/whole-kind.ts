import type { Sql } from "#db/client.ts";
import { insertRows, type Row, updateRow } from "#db/queries/store-rows.ts";
import { inTable, naming, type SeedItem, type SeedKind, type StandingRow } from "./seed-kind.ts";

/** A table whose rows belong to a row of another: they come, change and go with it. */
export interface PartTable {
  table: string;
  /** The column that names the row which they belong to. */
  of: string;
  /** What tells one from the others of the same row. */
  keyColumns: readonly string[];
  /** Every other column that the seeds decide over. */
  columns: readonly string[];
  /** Columns that the seeds leave alone, and that tell of a person's doing when they change. */
  watched?: readonly string[];
  /** Set anew with each change, so that who has the row open is told. */
  touched?: readonly Touched[];
  /** Never overwritten: another takes its place, and the earlier one stays. */
  corrected?: boolean;
  /** Only rows that have an id have parts. */
  parts?: readonly PartTable[];
}

type Touched = "version" | "changed_at";

/** A row with those that belong to it, by table. */
export interface Whole {
  row: Row;
  /** Columns that are given when it is stored, and left alone then. */
  atFirst?: Row;
  /** Rows that are stored with it, and left alone then; `of` is the column that names it. */
  beside?: { table: string; of: string; rows: readonly Row[] };
  parts?: Readonly<Record<string, readonly Whole[]>>;
}

interface WholeKind<T> extends Pick<SeedKind<T>, "name" | "nameOf" | "list"> {
  table: string;
  keyColumns: readonly string[];
  columns: readonly string[];
  touched?: readonly Touched[];
  parts: readonly PartTable[];
  /** How a row, `t`, that the release no longer holds is kept from readers, and shown again; one without is deleted. */
  withdrawal?: {
    isWithdrawn(sql: Sql): Part;
    withdraw(sql: Sql, id: string): Promise<unknown>;
    restore(sql: Sql, id: string): Promise<unknown>;
  };
  /** @throws {RangeError} when it names something that is not there */
  toWhole(tx: Sql, item: SeedItem<T>): Promise<Whole>;
}

/** A piece of SQL. */
type Part = ReturnType<typeof piece>;
const piece = (sql: Sql) => sql``;

/** Why a figure of the seeds has another in its place. */
export const correctedInSource = "Rettet i kilden";
/** Why a figure of the seeds has none in its place. */
export const leftOutInSource = "Taget ud af kilden";

/** A sort of thing that is a row and the rows that belong to it. */
export function wholeKind<T>(kind: WholeKind<T>): SeedKind<T> {
  const { name, nameOf, list, table, keyColumns, columns, parts, withdrawal, toWhole } = kind;
  const own = inTable({ table, keyColumns, hasId: true, columns });
  return {
    name,
    nameOf,
    list,
    read: async (tx, by, names) => {
      const rows = await own.read(tx, by, names);
      const more = await tx<{ id: string; state: Record<string, unknown> }[]>`
        select t.id::text, jsonb_build_object('parts', md5(${partsState(tx, parts, "t")}::text)
          ${withdrawal ? tx`, 'withdrawn', ${withdrawal.isWithdrawn(tx)}` : tx``}) as state
        from ${tx(table)} t where t.id = any(${rows.map(({ id }) => id)}::uuid[])`;
      const states = new Map(more.map(({ id, state }) => [id, state]));
      return rows.map((row): StandingRow => ({ ...row, state: { ...row.state, ...states.get(row.id) } }));
    },
    insert: async (tx, items) => {
      for (const item of items) await naming(item, storeItem(tx, kind, item));
    },
    revise: async (tx, id, item) => {
      const { row, parts: held = {} } = await toWhole(tx, item);
      let changed = await updateRow(tx, table, tx`t.id = ${id}`, row);
      for (const part of parts) if (await followParts(tx, part, id, held[part.table] ?? [])) changed = true;
      if (changed) await touch(tx, table, id, kind.touched);
      if (!withdrawal) return changed;
      const [now] = await tx<{ withdrawn: boolean }[]>`
        select ${withdrawal.isWithdrawn(tx)} as withdrawn from ${tx(table)} t where t.id = ${id}`;
      if (now?.withdrawn) await withdrawal.restore(tx, id);
      return changed || Boolean(now?.withdrawn);
    },
    withdraw: withdrawal
      ? async (tx, id) => {
          await withdrawal.withdraw(tx, id);
        }
      : own.withdraw,
  };
}

async function storeItem<T>(tx: Sql, { table, parts, toWhole }: WholeKind<T>, item: SeedItem<T>): Promise<void> {
  const whole = await toWhole(tx, item);
  await storeWhole(tx, table, parts, whole);
}

async function storeWhole(sql: Sql, table: string, parts: readonly PartTable[], whole: Whole): Promise<void> {
  const id = await storeRow(sql, table, { ...whole.row, ...whole.atFirst });
  const { beside } = whole;
  if (beside) {
    const rows = beside.rows.map((row) => ({ [beside.of]: id, ...row }));
    await insertRows(sql, beside.table, rows);
  }
  for (const part of parts) await followParts(sql, part, id ?? "", whole.parts?.[part.table] ?? []);
}

/** @returns its id, if it has one */
async function storeRow(sql: Sql, table: string, row: Row): Promise<string | undefined> {
  const columns = () =>
    listOf(
      sql,
      Object.keys(row).map((name) => sql`${sql(name)}`),
    );
  const [stored] = await sql<{ id?: string }[]>`
    insert into ${sql(table)} as t (${columns()})
    select ${columns()} from jsonb_populate_record(null::${sql(table)}, ${sql.json(row as never)})
    returning to_jsonb(t) ->> 'id' as id`;
  return stored?.id;
}

/** Brings the rows that belong to another in step. @returns whether anything changed */
async function followParts(sql: Sql, part: PartTable, of: string, wholes: readonly Whole[]): Promise<boolean> {
  const { table, keyColumns, corrected, parts = [], touched } = part;
  const standing = await sql<{ key: string; id: string | null; place: string }[]>`
    select ${keyOf(sql, keyColumns, "t")} as key, to_jsonb(t) ->> 'id' as id, t.ctid::text as place
    from ${sql(table)} t where t.${sql(part.of)} = ${of} ${standingOnly(sql, part, "t")}`;
  const left = new Map(standing.map((row) => [row.key, row]));
  let changed = false;
  const added: Whole[] = [];
  for (const whole of wholes) {
    const key = JSON.stringify(keyColumns.map((column) => String(whole.row[column])));
    const row = left.get(key);
    left.delete(key);
    if (!row) added.push(whole);
    else if (corrected) {
      const names = Object.keys(whole.row);
      const values = (of: string) =>
        listOf(
          sql,
          names.map((name) => sql`${sql(of)}.${sql(name)}`),
        );
      const replaced = await sql`
        update ${sql(table)} t set replaced_at = now(), replaced_because = ${correctedInSource}
        from jsonb_populate_record(null::${sql(table)}, ${sql.json(whole.row as never)}) n
        where t.id = ${row.id} and (${values("t")}) is distinct from (${values("n")})`;
      if (replaced.count > 0) added.push(whole);
    } else {
      let isOther = await updateRow(sql, table, sql`t.ctid = ${row.place}::tid`, whole.row);
      for (const inner of parts) {
        if (await followParts(sql, inner, row.id ?? "", whole.parts?.[inner.table] ?? [])) isOther = true;
      }
      if (isOther) await touch(sql, table, row.id ?? "", touched);
      changed ||= isOther;
    }
  }
  for (const { id, place } of left.values()) {
    await (corrected
      ? sql`update ${sql(table)} set replaced_at = now(), replaced_because = ${leftOutInSource} where id = ${id}`
      : sql`delete from ${sql(table)} where ctid = ${place}::tid`);
  }
  for (const whole of added) await storeWhole(sql, table, parts, { ...whole, row: { [part.of]: of, ...whole.row } });
  return changed || added.length > 0 || left.size > 0;
}

async function touch(sql: Sql, table: string, id: string, touched: readonly Touched[] = []): Promise<void> {
  if (touched.length === 0) return;
  const changes = touched.map((column) =>
    column === "version" ? sql`version = version + 1` : sql`changed_at = now()`,
  );
  await sql`update ${sql(table)} set ${listOf(sql, changes)} where id = ${id}`;
}

const listOf = (sql: Sql, parts: readonly Part[]): Part => parts.reduce((list, part) => sql`${list}, ${part}`);

/** What tells a row, as JSON writes a list of texts. */
const keyOf = (sql: Sql, columns: readonly string[], alias: string): Part => sql`
  (select '[' || string_agg(to_jsonb(coalesce(to_jsonb(${sql(alias)}) ->> c.name, 'null'))::text, ',' order by c.at) || ']'
   from unnest(${[...columns]}::text[]) with ordinality as c (name, at))`;

const standingOnly = (sql: Sql, { corrected }: PartTable, alias: string): Part =>
  corrected ? sql`and ${sql(alias)}.replaced_at is null` : sql``;

/** All that belongs to the row of that alias, as the seeds decide over it. */
function partsState(sql: Sql, parts: readonly PartTable[], of: string): Part {
  if (parts.length === 0) return sql`'[]'::jsonb`;
  const states = parts.map((part) => {
    const { table, keyColumns, columns, watched = [], parts: inner = [] } = part;
    const alias = `${of}_${table}`;
    const own = sql`seeded_state(to_jsonb(${sql(alias)}), ${[...keyColumns, ...columns, ...watched]})`;
    const whole = inner.length > 0 ? sql`jsonb_build_array(${own}, ${partsState(sql, inner, alias)})` : own;
    return sql`(
      select jsonb_agg(${whole} order by ${keyOf(sql, keyColumns, alias)})
      from ${sql(table)} ${sql(alias)} where ${sql(alias)}.${sql(part.of)} = ${sql(of)}.id ${standingOnly(sql, part, alias)})`;
  });
  return sql`jsonb_build_array(${listOf(sql, states)})`;
}
