import postgres from "postgres";
import { Fault } from "./fault.mjs";

/** The oldest PostgreSQL whose features the site's SQL keeps to. */
const oldestMajor = 15;

/** A database that the operator has given. */
export interface GivenDatabase {
  /** Of PostgreSQL, such as 15.8. */
  version: string;
  /** Name and host, without user and password. */
  shown: string;
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
  "28P01": "brugernavn eller adgangskode er forkert",
  "28000": "brugeren har ikke adgang",
  "3D000": "databasen findes ikke på serveren",
  "42501": "brugeren mangler rettigheder",
  "55P03": "en tabel var optaget af andre for længe, så intet er ændret",
  "53300": "serveren har ikke plads til flere forbindelser",
  "57P03": "serveren er ved at starte eller stoppe",
};

/**
 * Connects to a given database once and looks at what it is.
 * @throws {Fault} when it cannot be reached or is too old; the password is never part of the message
 */
export async function checkGivenPostgres(url: string): Promise<GivenDatabase> {
  const shown = showDatabase(url);
  let row: { number: number; version: string; encoding: string };
  try {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      [row] = await sql<[typeof row]>`
        select current_setting('server_version_num')::int as number, split_part(current_setting('server_version'), ' ', 1) as version,
          current_setting('server_encoding') as encoding`;
    } finally {
      await sql.end({ timeout: 1 });
    }
  } catch (error) {
    throw new Fault(`Databasen i DATABASE_URL (${shown}) kan ikke nås: ${reasonOfConnection(error)}.`);
  }
  if (row.number < oldestMajor * 10_000) {
    throw new Fault(
      `Databasen i DATABASE_URL (${shown}) er PostgreSQL ${row.version}; der kræves version ${oldestMajor} eller nyere.`,
    );
  }
  if (row.encoding !== "UTF8") {
    throw new Fault(`Databasen i DATABASE_URL (${shown}) bruger tegnsættet ${row.encoding}; det skal være UTF8.`);
  }
  return { version: row.version, shown };
}

/** What PostgreSQL, or the system on the way to it, says is wrong. */
export function reasonOfConnection(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (code && reasons[code]) || (message || code || "ukendt årsag").replace(/\.$/, "");
}

function showDatabase(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${decodeURIComponent(pathname.slice(1)) || "uden navn"} på ${hostname || "localhost"}:${port || 5432}`;
}
