import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { createDatabase, type Sql } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import { type SeedLevel, seed } from "#seeds/seed.ts";

/** A database of a test's own, with the newest schema. */
export interface TestDatabase {
  url: string;
  sql: Sql;
  drop(): Promise<void>;
}

/**
 * Makes a database by copying a template, which takes a few hundredths of a second. The template is made by whoever needs it first.
 * @param options.seed what it holds; nothing but the schema unless told otherwise
 */
export async function createTestDatabase(options: { seed?: SeedLevel } = {}): Promise<TestDatabase> {
  const admin = postgres(setting("TEST_POSTGRES_URL"), { max: 1, onnotice: () => {} });
  try {
    const template = await ensureTemplate(admin, options.seed ?? "none");
    const name = `${setting("TEST_POSTGRES_PREFIX")}_${randomBytes(5).toString("hex")}`;
    await admin.unsafe(`create database "${name}" template "${template}"`);
    const url = addressOf(name);
    const sql = createDatabase(url);
    return { url, sql, drop: () => drop(name, sql) };
  } finally {
    await admin.end();
  }
}

async function ensureTemplate(admin: postgres.Sql, level: SeedLevel): Promise<string> {
  const template = `${setting("TEST_POSTGRES_PREFIX")}_template_${level}`;
  // Test files run side by side: one makes the template, the others wait for it.
  await admin`select pg_advisory_lock(hashtext(${template}))`;
  const [found] = await admin`select from pg_database where datname = ${template}`;
  if (!found) {
    const draft = `${template}_draft`;
    await admin.unsafe(`drop database if exists "${draft}" with (force)`);
    await admin.unsafe(`create database "${draft}"`);
    await migrate(addressOf(draft));
    if (level !== "none") await fill(addressOf(draft), level);
    await admin.unsafe(`alter database "${draft}" rename to "${template}"`);
  }
  await admin`select pg_advisory_unlock(hashtext(${template}))`;
  return template;
}

async function fill(url: string, level: SeedLevel): Promise<void> {
  const sql = createDatabase(url, { max: 2 });
  await seed(sql, level).finally(() => sql.end());
}

async function drop(name: string, sql: Sql): Promise<void> {
  await sql.end({ timeout: 1 });
  const admin = postgres(setting("TEST_POSTGRES_URL"), { max: 1, onnotice: () => {} });
  await admin.unsafe(`drop database if exists "${name}" with (force)`).finally(() => admin.end());
}

function addressOf(name: string): string {
  const url = new URL(setting("TEST_POSTGRES_URL"));
  url.pathname = `/${name}`;
  return url.href;
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: tests that use a database are run by \`npm test\``);
  return value;
}
