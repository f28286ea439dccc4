import postgres from "postgres";

/** A pool of connections, or the one connection of a transaction. Every query function takes it first. */
export type Sql = postgres.Sql;

/** How long a statement may run before Postgres stops it, in milliseconds. */
const statementTimeout = 10_000;

/**
 * Opens a pool on a Postgres database. Dates come back as `YYYY-MM-DD` strings (a date has no time zone), timestamps as `Date`.
 * Nothing is connected until the first query.
 */
export function createDatabase(url: string, { max = 10 }: { max?: number } = {}): Sql {
  return postgres(url, {
    max,
    onnotice: () => {},
    connect_timeout: 5,
    connection: { application_name: "mere-for-flere", statement_timeout: statementTimeout },
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
}
