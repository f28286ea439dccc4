import type { Sql } from "./client.ts";

/** A query as the driver runs it: only when somebody waits for its answer, so parts of others are never run. */
interface Runnable extends Promise<unknown> {
  handler(query: Runnable): unknown;
  cancel(): Promise<void> | null;
}

/**
 * Stops what takes too long by asking the server to, from here: for connections on which `statement_timeout` cannot be set when they are made.
 * A query that is stopped fails as with `statement_timeout`, with code 57014. Waiting for a free connection counts.
 * @param ms how long a query may take, in milliseconds
 */
export function withClientTimeout(sql: Sql, ms: number): Sql {
  return new Proxy(sql, {
    apply: (target, self, args) => timed(Reflect.apply(target as never, self, args), ms),
    get(target, name) {
      const value = Reflect.get(target, name);
      if (name === "begin" || name === "savepoint") {
        return (...args: unknown[]) =>
          value(...args.map((arg) => (arg instanceof Function ? (tx: Sql) => arg(withClientTimeout(tx, ms)) : arg)));
      }
      if (name === "unsafe" || name === "file") return (...args: unknown[]) => timed(value(...args), ms);
      if (name === "reserve") {
        return async () => withClientTimeout(await value(), ms);
      }
      return value;
    },
  });
}

function timed<T>(result: T, ms: number): T {
  const query = result as T & Runnable;
  if (typeof query?.cancel !== "function") return result;
  const run = query.handler;
  query.handler = (asked) => {
    // Whoever waits for the answer is told; a cancelling that does not arrive leaves them waiting as before.
    const timer = setTimeout(() => void query.cancel()?.catch(() => {}), ms).unref();
    const done = () => clearTimeout(timer);
    Promise.prototype.then.call(query, done, done);
    return run(asked);
  };
  return result;
}
