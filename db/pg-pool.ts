import { Pool } from "pg";
import { pgOptions } from "./database-url.ts";

/**
 * Opens a pool of the driver that graphile-worker speaks. A connection that breaks is replaced, and whoever was using it is told; unheard, its
 * error would end the process.
 * @param application what the database knows the connections by
 */
export function openPgPool(url: string, max: number, application: string): Pool {
  const pool = new Pool({ ...pgOptions(url), max, application_name: application });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}
