import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { migrate } from "#db/migrate.ts";
import { findUnit, removeUnit, updateUnit } from "#db/queries/units.ts";
import { removeDemo, seed } from "#seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { copyRelease, type Release } from "#tests/support/release.ts";
import { newFolder } from "#tests/support/start-process.ts";
import { runModule } from "./run-module.ts";

const run = promisify(execFile);
const nothing = { inserted: 0, revised: 0, withdrawn: 0, left: [] };
const root = path.resolve(import.meta.dirname, "../..");
const migrations = path.join(root, "db/migrations");
/** The migration that brings the table in which is kept what the seeds have put in. */
const migration = readdirSync(migrations).find((name) => name.endsWith("_seeded.sql")) ?? "";

let database: TestDatabase;
afterEach(() => database.drop());

/** The release without what did not exist at that time. */
function releaseOfThen(): Release {
  const release = copyRelease();
  for (const under of ["reference/ground", "demo/ground"])
    for (const name of readdirSync(path.join(release.folder, under))) release.remove(`${under}/${name}`);
  for (const list of ["reference/periods.yaml", "reference/statuses.yaml", "reference/laws.yaml"])
    release.write(list, "[]");
  for (const name of readdirSync(path.join(release.folder, "reference/methods"))) {
    const [law] = /^law: .*\n/m.exec(readFileSync(path.join(release.folder, "reference/methods", name), "utf8")) ?? [];
    if (law) release.change(`reference/methods/${name}`, law, "");
  }
  const noStatuses = { calendar: {}, questions: [], places: {}, withdrawn: [], treatments: [], ambitions: [] };
  release.write("demo/statuses.yaml", JSON.stringify(noStatuses));
  return release;
}

/** Takes the table away and brings it again, as it comes to a database that was filled before. */
async function upgrade(): Promise<void> {
  await database.sql`drop table seeded`;
  await database.sql`drop function seeded_state`;
  await database.sql.unsafe(readFileSync(path.join(migrations, migration), "utf8"));
}

const tracks = () => database.sql`select kind, key, row_id, demo, state from seeded order by kind, key`;
const checksums = () => database.sql`select kind, key, checksum from seeded order by kind, key`;
const countRevisions = async () =>
  (await database.sql`select id from method_revision union all select id from case_revision`).length;

describe("a database that was filled before it was kept what the seeds had put in", { timeout: 60_000 }, () => {
  it("is known to hold what a new filling would have noted, and follows without one new revision", async () => {
    // At that time nobody could hand a text over.
    const release = releaseOfThen();
    for (const name of readdirSync(path.join(release.folder, "demo/cases")))
      if (/^work:/m.test(readFileSync(path.join(release.folder, "demo/cases", name), "utf8")))
        release.remove(`demo/cases/${name}`);
    database = await createTestDatabase();
    await seed(database.sql, "demo", { folder: release.folder });
    const [noted, sums, revisions] = [await tracks(), await checksums(), await countRevisions()];
    await upgrade();
    const known = await tracks();
    const butSources = (rows: typeof known) => rows.filter(({ kind }) => kind !== "reference");
    expect(butSources(known)).toEqual(butSources(noted));
    // A source has had more columns since: they are noted when it is next read.
    expect([...noted]).toMatchObject([...known]);
    expect(await database.sql`select from seeded where checksum is not null`).toEqual([]);
    expect(await seed(database.sql, "demo", { folder: release.folder })).toEqual(nothing);
    expect([await tracks(), await checksums(), await countRevisions()]).toEqual([noted, sums, revisions]);
  });

  it("follows a release that says something else, and so holds nothing that it has let go", async () => {
    database = await createTestDatabase({ seed: "reference" });
    await upgrade();
    const release = copyRelease();
    release.change("reference/methods/nest.md", "title: ", "title: Nyt ");
    release.change("reference/municipalities.csv", "671714", "680000");
    release.remove("reference/cases/aarhus-trivselsteam.md");
    release.copy("reference/cases/aarhus-skoler-i-klynger.md", "reference/cases/aarhus-nyt.md");
    const outcome = await seed(database.sql, "demo", { folder: release.folder });
    expect(outcome).toEqual({ inserted: 1, revised: 2, withdrawn: 1, left: [] });
  });

  it("keeps the units that people have changed or deleted, and brings removed demo data back no more", async () => {
    database = await createTestDatabase();
    const { sql } = database;
    const release = releaseOfThen();
    await seed(sql, "demo", { folder: release.folder });
    await removeDemo(sql, "/findes-ikke");
    const units = await sql<{ id: string; slug: string }[]>`select id, slug from unit`;
    const idOf = (slug: string) => units.find((unit) => unit.slug === slug)?.id ?? "";
    await removeUnit(sql, idOf("boern-og-familie"));
    const unit = await findUnit(sql, idOf("boern-og-unge"));
    if (!unit) throw new Error("no unit");
    await updateUnit(sql, unit.id, unit.version, "boernene", { name: "Børnene", kind: unit.kind, parent: null });
    await upgrade();
    expect(await seed(sql, "demo", { folder: release.folder })).toEqual(nothing);
    release.change("reference/units.yaml", 'name: "Børn og Unge"', 'name: "Børn & Unge"');
    release.change("reference/units.yaml", 'name: "Børn & Familie"', 'name: "Børn og Familie"');
    expect((await seed(sql, "demo", { folder: release.folder })).left.map(({ name }) => name)).toEqual([
      "enheden 0751/boern-og-unge",
      "enheden 0165/boern-og-familie",
    ]);
    expect(await sql`select from unit`).toHaveLength(units.length - 1);
    expect(await sql`select from case_story where demo`).toEqual([]);
  });
});

/** The commit before the first that had the table. @throws where the history does not go so far back */
async function previousCommit(): Promise<string> {
  const { stdout } = await run("git", ["log", "--diff-filter=A", "--format=%P", "--", "db/migrations/*_seeded.sql"], {
    cwd: root,
  });
  const [parent = ""] = stdout.trim().split("\n").at(-1)?.split(" ") ?? [];
  if (!parent) throw new Error("the commit that brought the table is not in the history");
  return parent;
}

/** The whole of a commit in a folder of its own, with the packages of this one. */
async function checkOut(commit: string): Promise<string> {
  const folder = path.join(newFolder(), "previous");
  mkdirSync(folder);
  const env = { ...process.env, GIT_INDEX_FILE: path.join(folder, "index") };
  await run("git", ["read-tree", commit], { cwd: root, env });
  await run("git", ["checkout-index", "--all", `--prefix=${folder}/`], { cwd: root, env });
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

describe("a database made by the commit before that", { timeout: 120_000 }, () => {
  it("follows this release", async ({ skip }) => {
    database = await createTestDatabase();
    const commit = await previousCommit().catch((error: Error) => skip(`no history: ${error.message}`));
    const { sql } = database;
    await sql`drop schema public cascade`;
    await sql`create schema public`;
    const fill = `
      import { createDatabase } from "#db/client.ts";
      import { migrate } from "#db/migrate.ts";
      import { seed } from "#seeds/seed.ts";
      await migrate(process.argv[1]);
      const sql = createDatabase(process.argv[1]);
      console.log(await seed(sql, "demo", () => {}));
      await sql.end();`;
    expect(await runModule(fill, [database.url], { cwd: await checkOut(commit) })).toBe("true\n");
    const [{ methods } = { methods: 0 }] = await sql<
      { methods: number }[]
    >`select count(*)::int as methods from method`;
    expect(methods).toBeGreaterThan(20);

    expect(await migrate(database.url)).toContain(migration.replace(".sql", ""));
    const release = copyRelease();
    release.change("reference/methods/nest.md", "title: ", "title: Helt nyt ");
    release.remove("demo/cases/skive-mentalisering-i-sfo.md");
    release.copy("reference/cases/aarhus-skoler-i-klynger.md", "reference/cases/aarhus-nyt.md");
    // Besides what this release says otherwise than that commit did.
    const { inserted, revised, withdrawn, left } = await seed(sql, "demo", { folder: release.folder });
    expect(Math.min(inserted, revised, withdrawn)).toBeGreaterThan(0);
    expect(left).toEqual([]);
    const [{ title } = { title: "" }] = await sql<{ title: string }[]>`
      select r.title from method m join method_revision r on r.id = m.published_revision_id where m.slug = 'nest'`;
    expect(title).toMatch(/^Helt nyt /);
    expect(await sql`select from case_story where slug = 'aarhus-nyt'`).toHaveLength(1);
    expect(
      await sql`select withdrawn_at is not null as gone from case_story where slug = 'skive-mentalisering-i-sfo'`,
    ).toEqual([{ gone: true }]);
    expect(await seed(sql, "demo", { folder: release.folder })).toEqual(nothing);
  });
});
