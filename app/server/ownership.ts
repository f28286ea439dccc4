import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { superuser } from "./cluster.ts";

/** Any fixed number will do: it names the lock that the owner of a data folder holds. */
const ownerLock = 727_403_117;

/** How long a broken connection to a server that still runs may take to be made anew, in milliseconds. */
const patience = 10_000;

/** A server on this machine. */
interface LocalServer {
  port: number;
  password: string;
  /** Whether its process is still there. */
  runs(): boolean;
}

/** What came of trying to own a server: it, another process, or no connection (with the reason). */
export type OwnershipAttempt = { owned: Ownership } | { takenBy: string } | { unreachable: unknown };

/**
 * The right to a data folder, held as a session lock in its database: it ends with the process that holds it, however that ends.
 * The connection is kept for this alone.
 */
export class Ownership {
  readonly #sql: postgres.Sql;
  readonly #server: LocalServer;
  #released = false;
  #reclaiming = false;

  /** Called when the lock is lost for good: the server has stopped, or another process has taken it. */
  onLost: () => void = () => {};

  private constructor(server: LocalServer) {
    this.#server = server;
    const { port, password } = server;
    this.#sql = postgres({
      host: "127.0.0.1",
      port,
      user: superuser,
      password,
      database: "postgres",
      ssl: false,
      max: 1,
      // A session lock must not be given up because the connection is idle or old.
      idle_timeout: undefined,
      max_lifetime: null,
      connect_timeout: 5,
      backoff: () => 0.1,
      onnotice: () => {},
      onclose: () => void this.#reclaim(),
      connection: { application_name: `mere-for-flere ${process.pid}` },
    });
  }

  /** Tries once. */
  static async take(server: LocalServer): Promise<OwnershipAttempt> {
    const ownership = new Ownership(server);
    try {
      if (await ownership.#lock()) return { owned: ownership };
      const takenBy = await ownership.#holder();
      await ownership.release();
      return { takenBy };
    } catch (unreachable) {
      await ownership.release();
      return { unreachable };
    }
  }

  /** Runs a statement on the lock's connection. */
  get sql(): postgres.Sql {
    return this.#sql;
  }

  /** Gives up the lock, or, with the server itself to stop, holds it until that has happened: no other start comes in between. */
  async release(stopServer?: () => Promise<void>): Promise<void> {
    this.#released = true;
    await stopServer?.();
    await this.#sql.end({ timeout: 1 });
  }

  async #lock(): Promise<boolean> {
    const [row] = await this.#sql`select pg_try_advisory_lock(${ownerLock}) as locked`;
    return row?.locked;
  }

  /** The process id of whoever has the lock, as it gave it itself. */
  async #holder(): Promise<string> {
    const [row] = await this.#sql`
      select split_part(application_name, ' ', 2) as pid from pg_stat_activity
      where pid in (select pid from pg_locks where locktype = 'advisory' and granted and classid = 0 and objid = ${ownerLock})`;
    return row?.pid ?? "";
  }

  /** PostgreSQL cuts every connection when one of its processes dies, and is back within a second. */
  async #reclaim(): Promise<void> {
    if (this.#released || this.#reclaiming) return;
    this.#reclaiming = true;
    for (
      const began = Date.now();
      Date.now() - began < patience && this.#server.runs() && !this.#released;
      await pause(100)
    ) {
      const locked = await this.#lock().catch(() => undefined);
      if (locked) {
        this.#reclaiming = false;
        return;
      }
      if (locked === false) break;
    }
    if (!this.#released) this.onLost();
  }
}
