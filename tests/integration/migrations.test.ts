import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "#db/migrate.ts";
import { listContacts } from "#db/queries/contacts/for-keepers.ts";
import { rebuildIndex } from "#search/store.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { runModule } from "./run-module.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

/** Every column of every table, with its type and default. */
const shape = () => database.sql<{ column: string }[]>`
  select table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(column_default, '') as column
  from information_schema.columns where table_schema = 'public' order by 1`;

async function empty(): Promise<void> {
  await database.sql`drop schema public cascade`;
  await database.sql`create schema public`;
}

describe("the migrations", () => {
  it("have nothing left to do on an up-to-date database", async () => {
    expect(await migrate(database.url)).toEqual([]);
  });

  it("are each run once though two callers start at once", async () => {
    const expected = await shape();
    const [{ count } = { count: 0 }] = await database.sql<{ count: number }[]>`select count(*)::int from migration`;
    await empty();
    const done = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    expect(done.map((names) => names.length).sort()).toEqual([0, 0, count]);
    expect(await shape()).toEqual(expected);
    const names = await database.sql<{ name: string }[]>`select name from migration order by id`;
    expect(names.map(({ name }) => name)).toEqual(done.flat());
  });

  it("are each run once though two processes start at once", async () => {
    const expected = await shape();
    await empty();
    const script = `
      import { migrate } from "#db/migrate.ts";
      console.log(JSON.stringify(await migrate(process.argv[1])));`;
    const outputs = await Promise.all([runModule(script, [database.url]), runModule(script, [database.url])]);
    const done = outputs.map((output) => JSON.parse(output) as string[]);
    expect(done.map((names) => names.length === 0).sort()).toEqual([false, true]);
    expect(await shape()).toEqual(expected);
  });

  it("keep what each contact person can be asked about, the yes and the link", async () => {
    const { sql } = database;
    await seedPlaces(sql);
    const { id: caseId } = await buildCase(sql, { municipalityCode: "0751" });
    await sql.unsafe(`
      drop table contact_topic;
      drop function delete_contact_without_topic;
      alter table contact_person add method_id uuid, add case_id uuid, add declaration_year smallint, add commitment_number smallint;
      insert into contact_person (municipality_code, name, title, email, case_id, consent_hash, consented_at) values
        ('0751', 'Anne', 'Leder', 'anne@aarhus.dk', '${caseId}', 'linket', '2026-01-02'),
        ('0751', 'Bo', 'Leder', 'bo@aarhus.dk', null, null, null)`);
    await sql.unsafe(readFileSync("db/migrations/0043_contact_topics.sql", "utf8"));
    expect(
      (await listContacts(sql, "0751", { words: "", demo: false }, { page: 1, pageSize: 10 })).items,
    ).toMatchObject([
      { name: "Bo", topics: [{ kind: "municipality" }], consentedAt: null },
      { name: "Anne", topics: [{ kind: "case", id: caseId }], consentedAt: expect.any(Date) },
    ]);
    expect(await sql`select consent_hash as hash from contact_person where name = 'Anne'`).toEqual([
      { hash: "linket" },
    ]);
  });

  it("have an index made anew that spells words as before", async () => {
    await seedPlaces(database.sql);
    await rebuildIndex(database.sql);
    await database.sql`delete from graphile_worker._private_jobs`;
    await database.sql.unsafe(readFileSync("db/migrations/0012_word_forms.sql", "utf8"));
    expect(await database.sql`select task_identifier from graphile_worker.jobs`).toEqual([
      { task_identifier: "rebuild-index" },
    ]);
  });

  it("leave the rows that are there alone", async () => {
    await database.sql`insert into problem_report (path, message) values ('/om', 'Hej')`;
    await migrate(database.url);
    expect(await database.sql`select path, message from problem_report`).toEqual([{ path: "/om", message: "Hej" }]);
  });
});

describe("a migration", () => {
  /** A folder with the migrations there are, and one more. */
  function withOneMore(name: string, content: string): string {
    const home = mkdtempSync(path.join(process.env.TEST_FOLDER ?? "", "migrations-"));
    writeFileSync(path.join(home, "package.json"), '{ "type": "module" }');
    const folder = path.join(home, "migrations");
    cpSync("db/migrations", folder, { recursive: true });
    writeFileSync(path.join(folder, name), content);
    return folder;
  }
  const patience = { lockTimeoutMs: 50, tries: 2, pauseMs: 10 };

  it("gives up when a table is not to be had, keeps nobody waiting behind it, and has changed nothing", async () => {
    const folder = withOneMore("9999_column.sql", "alter table problem_report add column more text;");
    const before = await shape();
    const holder = await database.sql.reserve();
    await holder`begin`;
    await holder`select from problem_report`;
    await expect(migrate(database.url, { folder, patience })).rejects.toMatchObject({ code: "55P03" });
    // Readers get in although the one who held the table still does.
    expect(await database.sql`select from problem_report`).toHaveLength(0);
    await holder`rollback`;
    holder.release();
    expect(await shape()).toEqual(before);
    expect(await migrate(database.url, { folder, patience })).toEqual(["9999_column"]);
  });

  it("can build an index beside the traffic, and be repeated after it was cut off", async () => {
    const folder = withOneMore(
      "9999_index.js",
      `export const up = (pgm) => {
        pgm.noTransaction();
        pgm.sql("drop index concurrently if exists problem_report_message");
        pgm.sql("create index concurrently problem_report_message on problem_report (message)");
      };
      export const down = false;`,
    );
    await database.sql`create index problem_report_message on problem_report (message)`;
    await database.sql`update pg_index set indisvalid = false where indexrelid = 'problem_report_message'::regclass`;
    expect(await migrate(database.url, { folder })).toEqual(["9999_index"]);
    expect(
      await database.sql`select indisvalid as valid from pg_index where indexrelid = 'problem_report_message'::regclass`,
    ).toEqual([{ valid: true }]);
    expect(await migrate(database.url, { folder })).toEqual([]);
  });
});
