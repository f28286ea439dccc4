import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import type { ConnectionOptions } from "node:tls";
import type pg from "pg";
import type postgres from "postgres";

/** How a connection is encrypted, as in libpq; `no-verify` is what others call its `require`. */
const sslModes = ["disable", "allow", "prefer", "require", "no-verify", "verify-ca", "verify-full"] as const;
export type SslMode = (typeof sslModes)[number];

/** The parameters that an address may have, as libpq names them, and `pooled`, which a start adds (see {@link decideUrl}). */
const known = [
  "host",
  "port",
  "user",
  "password",
  "dbname",
  "sslmode",
  "ssl",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "connect_timeout",
  "pooled",
];

/** How long a connection may take to be made, in seconds, unless the address says otherwise. */
const defaultConnectTimeout = 5;

/** An address that cannot be used. The message is one Danish sentence, without the password. */
export class DatabaseUrlError extends Error {
  override name = "DatabaseUrlError";
}

/** A PostgreSQL and a database on it. */
export interface DatabaseAddress {
  /** A name, an IP address without brackets, or the folder of a Unix socket. */
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  sslMode: SslMode;
  /** Files of certificates as PEM texts; `ca` is undefined where the certificates that Node ships are meant. */
  tls: { ca: string | undefined; cert: string | undefined; key: string | undefined };
  /** How long a connection may take to be made, in seconds. */
  connectTimeout: number;
  /** Whether a connection pooler stands in front, which takes no settings when a connection is made. */
  pooled: boolean;
}

/**
 * Reads an address `postgres://user:password@host:port/database?parameters` as libpq does.
 * @throws {DatabaseUrlError} when it is malformed, or has parameters that are not known here
 */
export function readDatabaseUrl(text: string): DatabaseAddress {
  const url = parseUrl(text);
  const given = url.searchParams;
  checkParameters([...given.keys()]);
  const name = decoded(url.hostname.replace(/^\[(.*)\]$/, "$1"));
  const host = given.get("host") || name || "localhost";
  if (host.includes(",")) throw new DatabaseUrlError("DATABASE_URL skal nævne én vært, ikke flere.");
  const port = Number(given.get("port") || url.port || 5432);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new DatabaseUrlError("Porten i DATABASE_URL skal være et tal mellem 1 og 65535.");
  const user = given.get("user") || decoded(url.username) || systemUser();
  return {
    host,
    port,
    user,
    password: given.get("password") || decoded(url.password),
    database: given.get("dbname") || decoded(url.pathname.slice(1)) || user,
    sslMode: isSocket(host) ? "disable" : readSslMode(given),
    tls: {
      ca: given.get("sslrootcert") === "system" ? undefined : readPem(given, "sslrootcert"),
      cert: readPem(given, "sslcert"),
      key: readPem(given, "sslkey"),
    },
    connectTimeout: Number(given.get("connect_timeout")) || defaultConnectTimeout,
    pooled: given.has("pooled"),
  };
}

/**
 * The same address with what only the server could tell written into it.
 * @param found.sslMode the one of those that the address leaves open
 * @param found.pooled whether a connection pooler answers there
 */
export function decideUrl(text: string, { sslMode, pooled }: Pick<DatabaseAddress, "sslMode" | "pooled">): string {
  const url = parseUrl(text);
  url.searchParams.delete("ssl");
  url.searchParams.set("sslmode", sslMode);
  if (pooled) url.searchParams.set("pooled", "1");
  return url.href;
}

/** The address for people: database and host, without user and password. */
export function showDatabaseUrl(text: string): string {
  const { host, port, database } = readDatabaseUrl(text);
  if (isSocket(host)) return `${database} på ${socketOf({ host, port })}`;
  return `${database} på ${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Where the driver `postgres` finds an address. Modes that leave open whether to encrypt do not (see {@link decideUrl}). */
export function postgresOptions(url: string) {
  const address = readDatabaseUrl(url);
  const { host, port, user, password, database } = address;
  return {
    // A list, which the types do not tell of, or else the driver looks for commas and colons.
    host: [host] as unknown as string,
    port: [port] as unknown as number,
    ...(isSocket(host) && { path: socketOf(address) }),
    user,
    // The driver looks for another one where there is none.
    password: () => password,
    database,
    ssl: tlsOf(address),
    connect_timeout: address.connectTimeout,
    onnotice: () => {},
  } satisfies postgres.Options<Record<string, postgres.PostgresType>>;
}

/** Where the driver `pg` finds an address, in the same way. */
export function pgOptions(url: string) {
  const address = readDatabaseUrl(url);
  const { host, port, user, password, database, connectTimeout } = address;
  const connectionTimeoutMillis = connectTimeout * 1000;
  return {
    host,
    port,
    user,
    password: () => password,
    database,
    ssl: tlsOf(address),
    connectionTimeoutMillis,
  } satisfies pg.ClientConfig;
}

/** Whether a host is the folder of a Unix socket. */
export const isSocket = (host: string): boolean => host.startsWith("/");

/** The file by which PostgreSQL is reached on its own machine. */
export const socketOf = ({ host, port }: Pick<DatabaseAddress, "host" | "port">): string => `${host}/.s.PGSQL.${port}`;

/** As libpq: `require` looks at the certificate only where a certificate to compare with is given, and never at its name. */
function tlsOf({ sslMode, tls, host }: DatabaseAddress): ConnectionOptions | false {
  if (sslMode === "disable" || sslMode === "allow" || sslMode === "prefer") return false;
  if (sslMode === "verify-full") return { ...tls, host };
  if (sslMode === "verify-ca" || (sslMode === "require" && tls.ca)) {
    return { ...tls, checkServerIdentity: () => undefined };
  }
  return { ...tls, rejectUnauthorized: false };
}

function parseUrl(text: string): URL {
  if (!/^postgres(ql)?:\/\//i.test(text))
    throw new DatabaseUrlError("Indstillingen DATABASE_URL skal være en adresse, der begynder med postgres://.");
  let url: URL;
  try {
    // A user without a host, which stands among the parameters then, is more than a URL may have.
    url = new URL(text.replace("@/", "@localhost/"));
  } catch {
    throw new DatabaseUrlError(
      "DATABASE_URL kan ikke læses; tegn som / ? # @ og : i navn eller adgangskode skrives %2F %3F %23 %40 og %3A.",
    );
  }
  if (url.hash) throw new DatabaseUrlError("Tegnet # i DATABASE_URL skal skrives %23.");
  return url;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new DatabaseUrlError(
      "Tegnet % i DATABASE_URL skal skrives %25, når det ikke er begyndelsen på en kode som %20.",
    );
  }
}

function checkParameters(names: readonly string[]): void {
  const unknown = [...new Set(names)].filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const list = unknown.join(", ").replace(/, ([^,]*)$/, " og $1");
  throw new DatabaseUrlError(
    unknown.length === 1
      ? `DATABASE_URL har en parameter, som siden ikke kender: ${list}.`
      : `DATABASE_URL har parametre, som siden ikke kender: ${list}.`,
  );
}

function readSslMode(given: URLSearchParams): SslMode {
  const mode = given.get("sslmode") || (given.get("ssl") === "true" ? "require" : "prefer");
  if (!(sslModes as readonly string[]).includes(mode))
    throw new DatabaseUrlError(`sslmode i DATABASE_URL skal være en af: ${sslModes.join(", ")}.`);
  return mode as SslMode;
}

function readPem(given: URLSearchParams, name: string): string | undefined {
  const file = given.get(name);
  if (!file) return undefined;
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new DatabaseUrlError(`Filen ${file}, som ${name} i DATABASE_URL nævner, kan ikke læses.`);
  }
}

/** Whoever runs this process, as libpq has it; not everybody has a name. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    throw new DatabaseUrlError(
      "DATABASE_URL skal nævne en bruger, for den, der kører siden, har intet navn på denne maskine.",
    );
  }
}
