import { connect } from "node:net";
import postgres from "postgres";
import {
  type DatabaseAddress,
  decideUrl,
  postgresOptions,
  readDatabaseUrl,
  type SslMode,
  showDatabaseUrl,
} from "#db/database-url.ts";
import { Fault } from "./fault.mjs";

/** The oldest PostgreSQL whose features the site's SQL keeps to. */
const oldestMajor = 15;

/** A database that the operator has given. */
export interface GivenDatabase {
  /** Its address, with what only the server could tell decided (see `decideUrl`). */
  url: string;
  /** Of PostgreSQL, such as 15.8. */
  version: string;
  /** Name and host, without user and password. */
  shown: string;
  /** Whether a connection pooler stands in front. */
  pooled: boolean;
  /** How many connections the role may have at a time. */
  connections: number;
}

/** What a connection tells of the server and of itself. */
interface Told {
  number: number;
  version: string;
  encoding: string;
  /** The process of the server that answered. */
  pid: number;
  connections: number;
}

/** Why a connection fails, by the code of the system or of PostgreSQL. */
const reasons: Record<string, string> = {
  ENOTFOUND: "værten findes ikke",
  EAI_AGAIN: "værtens navn kunne ikke slås op",
  ECONNREFUSED: "der er ingen, der svarer på den port",
  ECONNRESET: "forbindelsen blev afbrudt",
  CONNECTION_CLOSED: "forbindelsen blev afbrudt",
  EHOSTUNREACH: "værten kan ikke nås",
  ENETUNREACH: "værten kan ikke nås",
  ETIMEDOUT: "værten svarer ikke",
  CONNECT_TIMEOUT: "værten svarer ikke",
  DEPTH_ZERO_SELF_SIGNED_CERT: "serverens certifikat er udstedt af serveren selv",
  SELF_SIGNED_CERT_IN_CHAIN: "serverens certifikat er udstedt af nogen, der ikke stoles på",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "serverens certifikat er udstedt af nogen, der ikke stoles på",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "serverens certifikat er udstedt af nogen, der ikke stoles på",
  CERT_HAS_EXPIRED: "serverens certifikat er udløbet",
  ERR_TLS_CERT_ALTNAME_INVALID: "serverens certifikat gælder for en anden vært",
  "28P01": "brugernavn eller adgangskode er forkert",
  "28000": "brugeren har ikke adgang",
  "3D000": "databasen findes ikke på serveren",
  "42501": "brugeren mangler rettigheder",
  "55P03": "en tabel var optaget af andre for længe, så intet er ændret",
  "53300": "serveren har ikke plads til flere forbindelser",
  "57P03": "serveren er ved at starte eller stoppe",
};

/**
 * Connects to a given database and looks at what it is.
 * @throws {Fault} when it cannot be reached, is too old, or stands behind a pooler that does not pool by session; the password is never part
 * of the message
 */
export async function checkGivenPostgres(url: string): Promise<GivenDatabase> {
  const shown = showDatabaseUrl(url);
  const fault = (complaint: string) => new Fault(`Databasen i DATABASE_URL (${shown}) ${complaint}.`);
  let found: Told & { sslMode: SslMode; poolsBy: "session" | "transaction" | undefined };
  try {
    found = await tryModes(url);
  } catch (error) {
    throw fault(`kan ikke nås: ${reasonOfConnection(error)}`);
  }
  const { number, version, encoding, poolsBy, sslMode, connections } = found;
  if (number < oldestMajor * 10_000)
    throw fault(`er PostgreSQL ${version}; der kræves version ${oldestMajor} eller nyere`);
  if (encoding !== "UTF8") throw fault(`bruger tegnsættet ${encoding}; det skal være UTF8`);
  if (poolsBy === "transaction")
    throw fault("står bag en pooler, der deler forbindelser ud for hver transaktion; siden kræver pool_mode = session");
  const pooled = poolsBy !== undefined;
  return { url: decideUrl(url, { sslMode, pooled }), version, shown, pooled, connections };
}

/** Connects in the ways that the address leaves open, best first, as libpq does. */
async function tryModes(url: string) {
  const address = readDatabaseUrl(url);
  const open = address.sslMode === "prefer" || address.sslMode === "allow";
  const encrypts = address.sslMode !== "disable" && (await offersTls(address));
  if (!encrypts && !open && address.sslMode !== "disable") throw { message: "serveren tilbyder ikke TLS" };
  if (!open) return await look(url, address.sslMode);
  if (!encrypts) return await look(url, "disable");
  return await look(url, "require").catch((error) => {
    // The server may keep TLS for others.
    if (error?.code === "28000") return look(url, "disable");
    throw error;
  });
}

async function look(url: string, sslMode: SslMode) {
  const options = {
    ...postgresOptions(decideUrl(url, { sslMode, pooled: true })),
    max: 1,
    // Behind a pooler by transaction both fail.
    prepare: false,
    fetch_types: false,
    connection: { application_name: "mere-for-flere start" },
  };
  const [one, two] = [postgres(options), postgres(options)];
  try {
    const rows = await one<[Told]>`
      select current_setting('server_version_num')::int as number, split_part(current_setting('server_version'), ' ', 1) as version,
        current_setting('server_encoding') as encoding, pg_backend_pid() as pid, least(
          current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
            - coalesce(current_setting('reserved_connections', true)::int, 0),
          (select rolconnlimit from pg_roles where rolname = current_user and rolconnlimit >= 0 and not rolsuper),
          (select datconnlimit from pg_database, pg_roles
            where datname = current_database() and rolname = current_user and datconnlimit >= 0 and not rolsuper)
        ) as connections`;
    const told = rows[0];
    // A pooler answers for itself when a connection is made, under a number of its own.
    const pooled = (rows.state as { pid?: number } | undefined)?.pid !== told.pid;
    const poolsBy = pooled ? ((await sharesSessions(one, two)) ? "transaction" : "session") : undefined;
    return { ...told, sslMode, poolsBy } as const;
  } finally {
    await Promise.all([one.end({ timeout: 1 }), two.end({ timeout: 1 })]);
  }
}

/** Whether one connection is given a session of the server that another has had, or another one than it had itself. */
async function sharesSessions(one: postgres.Sql, two: postgres.Sql): Promise<boolean> {
  const sessionOf = async (sql: postgres.Sql | postgres.TransactionSql) =>
    (await sql`select pg_backend_pid() as pid`)[0]?.pid;
  for (let round = 0; round < 3; round++) {
    const first = await sessionOf(one);
    const shared =
      (await sessionOf(two)) === first ||
      (await two.begin(async (tx) => (await sessionOf(tx)) === first || (await sessionOf(one)) !== first));
    if (shared) return true;
  }
  return false;
}

/** Asks a server whether it speaks TLS, as PostgreSQL's protocol has it: eight bytes there, one back. */
function offersTls({ host, port, connectTimeout }: DatabaseAddress): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const timeout = { code: "CONNECT_TIMEOUT" };
    socket.setTimeout(connectTimeout * 1000, () => socket.destroy(Object.assign(new Error(), timeout)));
    socket.on("connect", () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])));
    socket.on("data", (answer) => {
      resolve(answer.toString("latin1", 0, 1) === "S");
      socket.destroy();
    });
    socket.on("error", reject);
    socket.on("close", () => reject(Object.assign(new Error(), { code: "CONNECTION_CLOSED" })));
  });
}

/** What PostgreSQL, or the system on the way to it, says is wrong. */
export function reasonOfConnection(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (code && reasons[code]) || (message || code || "ukendt årsag").replace(/\.$/, "");
}
