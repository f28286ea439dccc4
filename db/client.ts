import postgres from "postgres";
import { withClientTimeout } from "./client-timeout.ts";
import { postgresOptions, readDatabaseUrl } from "./database-url.ts";

/** A pool of connections, or the one connection of a transaction. Every query function takes it first. */
export type Sql = postgres.Sql;

/** How long a statement may run before Postgres stops it, in milliseconds, unless told otherwise. */
const defaultStatementTimeoutMs = 10_000;

/** Whether Postgres has stopped a statement because it took too long. */
export const isTimeout = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === "57014";

/**
 * Opens a pool on a Postgres database. Dates come back as `YYYY-MM-DD` strings (a date has no time zone), timestamps as `Date`.
 * Nothing is connected until the first query.
 * @param options.max how many connections it makes at most
 * @param options.statementTimeoutMs how long a statement may run, in milliseconds
 */
export function createDatabase(
  url: string,
  { max = 10, statementTimeoutMs = defaultStatementTimeoutMs }: { max?: number; statementTimeoutMs?: number } = {},
): Sql {
  const { pooled } = readDatabaseUrl(url);
  const sql = postgres({
    ...postgresOptions(url),
    max,
    connection: { application_name: "mere-for-flere", ...(!pooled && { statement_timeout: statementTimeoutMs }) },
    types: {
      date: { to: 1082, from: [1082], serialize: (value: string) => value, parse: (value: string) => value },
      bigint: {
        to: 20,
        from: [20],
        serialize: (value: number) => String(value),
        parse: (value: string) => Number(value),
      },
    },
  }) as unknown as Sql;
  return pooled ? withClientTimeout(sql, statementTimeoutMs) : sql;
}

/**
 * Opens the one connection to a database that is kept for as long as something is done on it.
 * @param application what the database knows the connection by
 */
export function openConnection(url: string, application: string): Sql {
  const options = {
    ...postgresOptions(url),
    max: 1,
    max_lifetime: null,
    connection: { application_name: application },
  };
  return postgres(options) as unknown as Sql;
}

/** Does all of something or nothing of it. */
export function transaction<T>(sql: Sql, work: (tx: Sql) => Promise<T>): Promise<T> {
  return sql.begin((begun) => work(begun as unknown as Sql)) as Promise<T>;
}

/** Does all of something or nothing of it, inside a transaction that goes on either way. */
export function savepoint<T>(tx: Sql, work: (tx: Sql) => Promise<T>): Promise<T> {
  return (tx as unknown as postgres.TransactionSql).savepoint((begun) => work(begun as unknown as Sql)) as Promise<T>;
}

/** A connection that is kept. */
export interface Line {
  close(): Promise<void>;
}

/** How long to wait before a lost connection is made again, in milliseconds. */
const pauseBetweenTries = 500;

/**
 * Keeps a connection of its own for something that lasts only as long as the connection does, such as a lock, and makes another whenever it is lost.
 * @param application what the database knows the connection by
 * @param on.begin run on each new connection
 * @param on.onBegun called when that has been done, the first time and after each loss
 * @param on.onLost called when the connection ends
 * @param on.onNotify called at each notice on a channel that `begin` listens to
 */
export function keepLine(
  url: string,
  application: string,
  on: {
    begin(line: Sql): Promise<unknown>;
    onBegun(): void;
    onLost?(): void;
    onNotify?(channel: string, payload: string): void;
  },
): Line {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const options = {
    ...postgresOptions(url),
    max: 1,
    max_lifetime: null,
    onnotify: (channel: string, payload: string) => on.onNotify?.(channel, payload),
    onclose: () => {
      on.onLost?.();
      again();
    },
    connection: { application_name: application },
  };
  const line = postgres(options) as unknown as Sql;
  const again = () => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(begin, pauseBetweenTries).unref();
  };
  const begin = () => {
    on.begin(line).then(() => on.onBegun(), again);
  };
  begin();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await line.end({ timeout: 1 });
    },
  };
}

/** Something that the database tells of. */
export interface Listener {
  /** Called at each notice on its channel. */
  onNotify(payload: string): void;
  /** Called when the line stands, also after it was lost: what was told in between has been missed. */
  onListening(): void;
  /** Called when the line is lost. */
  onLost(): void;
}

/** Listens on channels over one connection, and again and again when that has been lost. @param listeners by the name of their channel */
export function listenTo(url: string, listeners: Readonly<Record<string, Listener>>): Line {
  const all = Object.values(listeners);
  return keepLine(url, "mere-for-flere notices", {
    begin: async (line) => {
      for (const channel of Object.keys(listeners)) await line`listen ${line(channel)}`;
    },
    onBegun: () => {
      for (const { onListening } of all) onListening();
    },
    onLost: () => {
      for (const { onLost } of all) onLost();
    },
    onNotify: (channel, payload) => listeners[channel]?.onNotify(payload),
  });
}
