import path from "node:path";
import { z } from "zod";
import { DatabaseUrlError, readDatabaseUrl } from "#db/database-url.ts";

/** A setting that cannot be used. The message is one Danish sentence for the person at the terminal. */
export class SettingError extends Error {
  override name = "SettingError";
}

const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");

const settings = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: z.string().optional(),
  SEED: z.enum(["demo", "reference", "none"]).optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => /^https?:\/\/[^/?#@]+\/*$/i.test(url))
    .transform((url) => new URL(url).origin)
    .optional(),
  TRUST_PROXY: flag.default(false),
  WORKER: flag.default(true),
  MEILI_URL: z.url({ protocol: /^https?$/ }).optional(),
  MEILI_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/)
    .optional(),
  SECRET_KEY: z.string().min(32).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().optional(),
  AUDIT_DAYS: z.coerce.number().int().min(30).max(3650).default(730),
  OPERATOR_NAME: z.string().min(1).max(200).optional(),
  OPERATOR_EMAIL: z.email().optional(),
});

/** What each setting must look like, said to the person who set it. DATABASE_URL has sentences of its own. */
const expected: Record<Exclude<keyof z.infer<typeof settings>, "DATABASE_URL">, string> = {
  PORT: "et tal mellem 1 og 65535",
  HOST: "en adresse på denne maskine, for eksempel 127.0.0.1 eller 0.0.0.0",
  DATA_DIR: "en mappe",
  SEED: "demo, reference eller none",
  PUBLIC_URL: "en adresse, der begynder med http:// eller https://, uden sti",
  TRUST_PROXY: "0 eller 1",
  WORKER: "0 eller 1",
  MEILI_URL: "en adresse, der begynder med http:// eller https://",
  MEILI_KEY: "en nøgle uden mellemrum",
  SECRET_KEY: "mindst 32 tilfældige tegn",
  SMTP_URL: "en adresse, der begynder med smtp:// eller smtps://",
  MAIL_FROM: "en mailadresse",
  AUDIT_DAYS: "et antal dage mellem 30 og 3650",
  OPERATOR_NAME: "et navn",
  OPERATOR_EMAIL: "en mailadresse",
};

/** What may hold a password is not repeated. */
const secrets: readonly string[] = ["DATABASE_URL", "MEILI_URL", "MEILI_KEY", "SECRET_KEY", "SMTP_URL"];

/** Every setting of the site, with defaults filled in. */
export interface Env {
  port: number;
  host: string;
  /** Absolute path of the folder that holds the embedded database. */
  dataDir: string;
  /** Set when the operator gives a Postgres; otherwise an embedded one is started. */
  databaseUrl: string | undefined;
  seed: "demo" | "reference" | "none";
  /** Scheme and host under which readers meet the site, without a final slash. */
  publicUrl: string;
  /** Whether somebody has said so; otherwise it is a guess for this machine. */
  publicUrlGiven: boolean;
  trustProxy: boolean;
  /** Whether this process runs the jobs too. */
  worker: boolean;
  /** The search server, if there is one beside Postgres. */
  meilisearch: { url: string; key: string | undefined } | undefined;
  /** Protects what is kept of accounts. Made and kept in the data folder when the database is embedded and none is given. */
  secretKey: string | undefined;
  /** Where mail is handed over; undefined means that it lands in the data folder. */
  smtpUrl: string | undefined;
  /** The address that mail comes from. */
  mailFrom: string;
  /** How many days the audit log is kept. */
  auditDays: number;
  /** Who runs the site; undefined means that nobody has said. */
  operatorName: string | undefined;
  operatorEmail: string | undefined;
}

/**
 * Reads and checks the settings.
 * @throws {SettingError} naming the first setting that is malformed and what it should look like. An empty value counts as left out.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.keys(settings.shape).map((key) => [key, source[key]?.trim() || undefined]));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const key = String(parsed.error.issues[0]?.path[0]) as keyof typeof expected;
    const shown = secrets.includes(key) ? "" : ` (nu: "${String(given[key]).slice(0, 80)}")`;
    throw new SettingError(`Indstillingen ${key} skal være ${expected[key]}${shown}.`);
  }
  const env = parsed.data;
  checkDatabaseUrl(env.DATABASE_URL);
  const publicUrl = env.PUBLIC_URL ?? `http://${publicHost(env.HOST)}:${env.PORT}`;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: path.resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    seed: env.SEED ?? (env.DATABASE_URL ? "reference" : "demo"),
    publicUrl,
    publicUrlGiven: env.PUBLIC_URL !== undefined,
    trustProxy: env.TRUST_PROXY,
    worker: env.WORKER,
    meilisearch: env.MEILI_URL ? { url: env.MEILI_URL, key: env.MEILI_KEY } : undefined,
    secretKey: env.SECRET_KEY,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM ?? `ingen-svar@${new URL(publicUrl).hostname}`,
    auditDays: env.AUDIT_DAYS,
    operatorName: env.OPERATOR_NAME,
    operatorEmail: env.OPERATOR_EMAIL,
  };
}

function checkDatabaseUrl(url: string | undefined): void {
  try {
    if (url) readDatabaseUrl(url);
  } catch (error) {
    throw error instanceof DatabaseUrlError ? new SettingError(error.message) : error;
  }
}

/** Where mail lands when nothing hands it on. */
export const mailsFolder = ({ dataDir }: Pick<Env, "dataDir">): string => path.join(dataDir, "mails");

/** Where files are kept: pictures, and what has been made to be fetched. */
export const filesFolder = ({ dataDir }: Pick<Env, "dataDir">): string => path.join(dataDir, "files");

/** The name that a browser on this machine can use for the address that the server listens on. */
function publicHost(host: string): string {
  if (["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
