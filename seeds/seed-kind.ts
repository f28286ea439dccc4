import type { Sql } from "#db/client.ts";
import { insertRows, type Row, updateRow } from "#db/queries/store-rows.ts";
import { checksumOf, type ListedEntry } from "./read-text.ts";

/** A thing that the release holds: a text file, or an entry of a list. */
export interface SeedItem<T = unknown> {
  /** What names it for good, such as a slug. */
  key: string;
  /** The file that it stands in. */
  file: string;
  /** Where in it, from 1, where that is known. */
  line?: number;
  demo: boolean;
  /** Of its source: another one tells that the release says something else of it than before. */
  checksum: string;
  load(): Promise<T>;
}

/** A row that stands in the database. */
export interface StandingRow {
  /** Stays the same though people give the row another name. */
  id: string;
  key: string;
  /** What the seeds decide over, by column; see `seeded.state`. */
  state: Readonly<Record<string, unknown>>;
}

/**
 * A sort of thing that is seeded, and how a change of the release is applied to it. A sort whose changes must be seen, such as figures that
 * others have reported by, enters them as corrections or new editions in its `revise`.
 */
export interface SeedKind<T = unknown> {
  /** Its name in the table `seeded`. */
  name: string;
  /** What a thing is called to the person at the terminal, in Danish. */
  nameOf(key: string): string;
  /** What the release holds, in an order in which it can be inserted. */
  list(folder: string): Promise<SeedItem<T>[]>;
  /** Reads rows by id or key and holds them until the transaction ends. */
  read(tx: Sql, by: "id" | "key", names: readonly string[]): Promise<StandingRow[]>;
  /** Stores new things. @throws {RangeError} when one names something that is not there; a Postgres error when a constraint is broken */
  insert(tx: Sql, items: readonly SeedItem<T>[]): Promise<void>;
  /** Gives a row what the release says, and puts one that was withdrawn back. @returns whether anything changed @throws as `insert` does */
  revise(tx: Sql, id: string, item: SeedItem<T>): Promise<boolean>;
  /** Deletes a row, or withdraws one that may have been read. @throws a Postgres error when something rests on a row that would go */
  withdraw(tx: Sql, id: string): Promise<void>;
  /** What can be done only when everything else has been. @returns names of what could not be done, in Danish */
  settle?(tx: Sql, id: string, item: SeedItem<T>): Promise<string[]>;
}

/** Does what concerns one item. @throws {Error} what it throws, with the item's file and line before its words and itself as the cause */
export async function naming<T>({ file, line }: Pick<SeedItem, "file" | "line">, work: Promise<T>): Promise<T> {
  return work.catch((error) => {
    throw new Error(`${line ? `${file}:${line}` : file}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  });
}

/** Entries of a YAML list as items, each with its line. */
export const itemsOfEntries = <T>(entries: readonly ListedEntry<T>[], keyOf: (value: T) => string): SeedItem<T>[] =>
  entries.map(({ value, file, line }) => ({
    key: keyOf(value),
    file,
    line,
    demo: false,
    checksum: checksumOf(JSON.stringify(value)),
    load: async () => value,
  }));

/** The entries of a list as items. */
export const itemsOf = <T>(
  file: string,
  values: readonly T[],
  keyOf: (value: T) => string,
  { demo = false } = {},
): SeedItem<T>[] =>
  values.map((value) => ({
    key: keyOf(value),
    file,
    demo,
    checksum: checksumOf(JSON.stringify(value)),
    load: async () => value,
  }));

/** Where a sort of thing lies. */
interface Place {
  table: string;
  /** The columns that make up its key. */
  keyColumns: readonly string[];
  /** Whether its rows have an id of their own; otherwise the key is it. */
  hasId?: boolean;
  /** Every column that the seeds decide over. */
  columns: readonly string[];
}

// As JSON writes it, a date is the same on every server.
const keyIn = (sql: Sql, { keyColumns }: Place) =>
  keyColumns
    .map((column) => sql`(to_jsonb(t) ->> ${column})`)
    .reduce((before, column) => sql`${before} || '/' || ${column}`);
const idIn = (sql: Sql, place: Place) => (place.hasId ? sql`t.id::text` : keyIn(sql, place));

/** How the rows of a table are read and deleted. */
export const inTable = (place: Place): Pick<SeedKind, "read" | "withdraw"> => ({
  read: (tx, by, names) => tx<StandingRow[]>`
    select ${idIn(tx, place)} as id, ${keyIn(tx, place)} as key, seeded_state(to_jsonb(t), ${[...place.columns]}) as state
    from ${tx(place.table)} t where ${by === "id" ? idIn(tx, place) : keyIn(tx, place)} = any(${[...names]})
    for no key update of t`,
  withdraw: async (tx, id) => {
    await tx`delete from ${tx(place.table)} t where ${idIn(tx, place)} = ${id}`;
  },
});

/** A sort of thing that is a row and nothing else: without revisions, and gone when the release no longer holds it. */
interface TableKind<T> extends Place, Pick<SeedKind<T>, "name" | "nameOf" | "list"> {
  /** @throws {RangeError} when it names something that is not there */
  toRow(tx: Sql, item: SeedItem<T>): Promise<Row>;
}

export const tableKind = <T>({ name, nameOf, list, toRow, ...place }: TableKind<T>): SeedKind<T> => ({
  name,
  nameOf,
  list,
  ...inTable(place),
  insert: async (tx, items) => {
    const rows: Row[] = [];
    for (const item of items) rows.push(await naming(item, toRow(tx, item)));
    await insertRows(tx, place.table, rows);
  },
  revise: async (tx, id, item) => updateRow(tx, place.table, tx`${idIn(tx, place)} = ${id}`, await toRow(tx, item)),
});
