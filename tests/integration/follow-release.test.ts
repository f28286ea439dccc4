import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anonymous } from "#app/domain/viewer.ts";
import { contentToText } from "#app/editor/content.ts";
import type { Sql } from "#db/client.ts";
import { findDocument } from "#db/queries/documents/page.ts";
import { findMethod } from "#db/queries/methods/page.ts";
import { seed } from "#seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { copyRelease, type Release } from "#tests/support/release.ts";

const nothing = { inserted: 0, revised: 0, withdrawn: 0, left: [] };
const patience = { timeout: 120_000 };
let database: TestDatabase;
let sql: Sql;
let release: Release;

beforeEach(async () => {
  database = await createTestDatabase({ seed: "demo" });
  sql = database.sql;
  release = copyRelease();
});
afterEach(() => database.drop());

const follow = () => seed(sql, "demo", { folder: release.folder });
const methodText = async (slug: string) => {
  const found = await findMethod(sql, anonymous, slug);
  return found?.state === "here" ? contentToText(found.item.content) : found?.state;
};
/** What of the index waits to be brought in step. */
const indexJobs = async () =>
  (await sql<{ key: string }[]>`select key from graphile_worker.jobs where key like 'index:%' order by 1`).map(
    ({ key }) => key,
  );

describe("a start on the release that a database already follows", patience, () => {
  it("changes nothing, and does not read a text", async () => {
    const rows = () => sql`select kind, key, checksum, xmin from seeded order by 1, 2`;
    const before = await rows();
    expect(before.length).toBeGreaterThan(500);
    expect(await follow()).toEqual(nothing);
    expect(await rows()).toEqual(before);
  });
});

describe("a start that is to seed nothing", patience, () => {
  it("lets a filled database be, whatever the release says", async () => {
    release.remove("reference/methods/nest.md");
    release.change("reference/municipalities.csv", "671714", "680000");
    expect(await seed(sql, "none", { folder: release.folder })).toEqual(nothing);
    expect(await methodText("nest")).not.toBe("gone");
  });
});

describe("what is new in a release", patience, () => {
  it("is put in, and found by readers and by the search", async () => {
    release.copy("reference/methods/nest.md", "reference/methods/nest-to.md");
    release.change("reference/methods/nest-to.md", "title: ", "title: To ");
    release.change("reference/methods/kvalitetsteam.md", "related: [", "related: [nest-to, ");
    release.copy("reference/cases/aarhus-trivselsteam.md", "reference/cases/aarhus-nyt.md");
    release.change(
      "reference/units.yaml",
      "# Units",
      `- { slug: ny-skole, municipality: "0751", kind: skole, name: "Ny Skole" }\n# Units`,
    );
    release.change("reference/cases/aarhus-nyt.md", "partners: []", "partners: []\nunit: ny-skole");
    release.copy("demo/cases/skive-mentalisering-i-sfo.md", "demo/cases/skive-nyt.md");
    const names = ["nest-to", "aarhus-nyt", "skive-nyt"];

    expect(await follow()).toEqual({ inserted: 4, revised: 1, withdrawn: 0, left: [] });
    const things = await sql<{ id: string; slug: string; demo: boolean | null }[]>`
      select 'method:' || id as id, slug, null as demo from method where slug = any(${names})
      union all select 'case:' || id, slug, demo from case_story where slug = any(${names}) order by demo desc`;
    expect(things.map(({ slug, demo }) => [slug, demo])).toEqual([
      ["nest-to", null],
      ["skive-nyt", true],
      ["aarhus-nyt", false],
    ]);
    expect(await indexJobs()).toEqual(expect.arrayContaining(things.map(({ id }) => `index:${id}`)));
    expect(await follow()).toEqual(nothing);
  });

  it("that is demo data is not put in where there is none", async () => {
    const reference = await createTestDatabase({ seed: "reference" });
    try {
      release.copy("demo/cases/skive-mentalisering-i-sfo.md", "demo/cases/skive-nyt.md");
      expect(await seed(reference.sql, "demo", { folder: release.folder })).toEqual(nothing);
      expect(await reference.sql`select from case_story where demo`).toEqual([]);
    } finally {
      await reference.drop();
    }
  });

  it("is put in once though two start at once", async () => {
    release.copy("reference/cases/aarhus-trivselsteam.md", "reference/cases/aarhus-nyt.md");
    const outcomes = await Promise.all([follow(), follow()]);
    expect(outcomes.map(({ inserted }) => inserted).sort()).toEqual([0, 1]);
  });
});

describe("what has changed in a release", patience, () => {
  it("is a new revision of a text, at the same address and with the same date of birth", async () => {
    const identity = () => sql`
      select id, slug, first_published_at, withdrawn_at from method where slug = 'nest'
      union all select id, slug, first_published_at, withdrawn_at from case_story where slug = 'aarhus-trivselsteam'`;
    const revisions = async () =>
      (
        await sql`
          select r.id from method_revision r join method m on m.id = r.method_id where slug = 'nest'
          union all select r.id from case_revision r join case_story c on c.id = r.case_id where slug = 'aarhus-trivselsteam'`
      ).length;
    const before = await identity();
    release.change("reference/methods/nest.md", "\n## Formål\n", "\n## Formål\n\nNye ord om Nest.\n");
    release.change(
      "reference/cases/aarhus-trivselsteam.md",
      "methods: [trivselsteam]",
      "methods: [trivselsteam, nest]",
    );

    expect(await follow()).toEqual({ ...nothing, revised: 2 });
    expect(await identity()).toEqual(before);
    expect(await revisions()).toBe(4);
    expect(await methodText("nest")).toContain("Nye ord om Nest.");
    const methods = await sql<{ slug: string }[]>`
      select m.slug from case_story c join case_method x on x.revision_id = c.published_revision_id join method m on m.id = x.method_id
      where c.slug = 'aarhus-trivselsteam' order by x.position`;
    expect(methods.map(({ slug }) => slug)).toEqual(["trivselsteam", "nest"]);
    expect(await indexJobs()).toEqual(expect.arrayContaining(before.map(({ id }) => expect.stringContaining(id))));
    expect(await follow()).toEqual(nothing);
  });

  it("makes no revision when the text comes out as it was", async () => {
    release.change("reference/methods/nest.md", "---\ntitle:", "---\n# A note to ourselves.\ntitle:");
    expect(await follow()).toEqual(nothing);
    expect(
      await sql`select from method_revision r join method m on m.id = r.method_id where slug = 'nest'`,
    ).toHaveLength(1);
    const [track] = await sql`select checksum from seeded where kind = 'method' and key = 'nest'`;
    await follow();
    expect(await sql`select checksum from seeded where kind = 'method' and key = 'nest'`).toEqual([track]);
  });

  it("may be the day on which the guides were read anew", async () => {
    await sql`
      update method_revision r set created_at = '2026-01-01' from method m where m.published_revision_id = r.id and m.slug = 'nest'`;
    await sql`update seeded set checksum = null where kind = 'method' and key = 'nest'`;
    expect(await follow()).toEqual({ ...nothing, revised: 1 });
    expect(
      await sql`
      select r.created_at from method_revision r join method m on m.published_revision_id = r.id where m.slug = 'nest'`,
    ).toEqual([{ created_at: new Date("2026-11-29T12:00:00Z") }]);
  });

  it("is a changed row where there are no revisions", async () => {
    release.change("reference/municipalities.csv", "671714", "680000");
    release.change(
      "reference/references/cited-by-documents.yaml",
      "10 år efter specialtilbud",
      "Ti år efter specialtilbud",
    );
    release.change("reference/units.yaml", 'name: "Lundehusskolen"', 'name: "Lundehusets Skole"');
    expect(await follow()).toEqual({ ...nothing, revised: 3 });
    expect(
      await sql`
      select (select population from municipality where code = '0101') as people,
        (select title from reference where slug = 'kl-2024') as title,
        (select name from unit where slug = 'lundehusskolen') as unit
    `,
    ).toEqual([{ people: 680_000, title: "Ti år efter specialtilbud", unit: "Lundehusets Skole" }]);
    expect(await indexJobs()).toContain("index:municipality:0101");
  });

  it("may be two municipalities that trade places on the map", async () => {
    const places = () =>
      sql`select code, tile_column, tile_row from municipality where code in ('0101', '0147') order by 1`;
    const [first, second] = await places();
    release.change("reference/tile-map.csv", "0101,15,9", "0101,15,10");
    release.change("reference/tile-map.csv", "0147,15,10", "0147,15,9");
    expect(await follow()).toEqual({ ...nothing, revised: 2 });
    expect(await places()).toEqual([
      { ...second, code: "0101" },
      { ...first, code: "0147" },
    ]);
  });

  it("may be a place in a document, with the texts that cite it and the rows that rest on it", async () => {
    const document = "reference/documents/aarhus-bredere-boernefaellesskaber.md";
    release.change(document, 'id="trivselsteam"', 'id="tvaergaaende-trivselsteam"');
    const citing = ["cases/aarhus-trivselsteam.md", "methods/trivselsteam.md", "methods/back2school.md"];
    for (const file of citing)
      release.change(`reference/${file}`, "skaber#trivselsteam", "skaber#tvaergaaende-trivselsteam");
    release.change("reference/ground/aarhus.yaml", "passage: trivselsteam", "passage: tvaergaaende-trivselsteam");
    expect(await follow()).toEqual({ ...nothing, revised: 5 });
    const found = await findDocument(sql, "aarhus-bredere-boernefaellesskaber");
    expect(found?.state === "here" && JSON.stringify(found.item.content)).toContain('"tvaergaaende-trivselsteam"');
    expect(await follow()).toEqual(nothing);
  });

  it("may be a draft that is published", async () => {
    const file = "demo/cases/skive-mentalisering-i-sfo.md";
    release.change(file, "\nvisibility: ", "\npublished: 2026-11-22\nvisibility: ");
    expect(await follow()).toEqual({ ...nothing, revised: 1 });
    expect(
      await sql`
      select published_revision_id is not null as published, working_revision_id as working from case_story
      where slug = 'skive-mentalisering-i-sfo'`,
    ).toEqual([{ published: true, working: null }]);
  });
});

describe("what a release no longer holds", patience, () => {
  it("is withdrawn when it may have been read, and comes back as the same", async () => {
    const slugs = ["back2school", "aarhus-lettere-behandlingstilbud"];
    const things = () => sql`
      select id, withdrawn_at is not null as withdrawn from method where slug = any(${slugs})
      union all select id, withdrawn_at is not null from case_story where slug = any(${slugs})`;
    const before = await things();
    const whole = copyRelease();
    release.removeGuide("back2school");
    release.remove("reference/cases/aarhus-lettere-behandlingstilbud.md");
    release.change("reference/methods/trivselsteam.md", "related: [back2school, ", "related: [");
    const outcome = await follow();
    expect(outcome).toMatchObject({ withdrawn: 2, left: [] });
    expect(await things()).toEqual(before.map(({ id }) => ({ id, withdrawn: true })));
    expect(await methodText("back2school")).toBe("gone");
    expect(await indexJobs()).toEqual(expect.arrayContaining(before.map(({ id }) => expect.stringContaining(id))));
    expect(await follow()).toEqual(nothing);
    expect(await seed(sql, "demo", { folder: whole.folder })).toMatchObject({ inserted: 0, withdrawn: 0, left: [] });
    expect(await things()).toEqual(before);
  });

  it("goes when nothing rests on it, or else stays and is named", async () => {
    release.write("reference/units.yaml", "[]");
    release.write("reference/references/cited-by-documents.yaml", "[]");
    const { withdrawn, left } = await follow();
    expect(withdrawn).toBe(3);
    expect(left.map(({ name, reason }) => `${name}: ${reason}`).sort()).toEqual([
      ...["kl-2024", "sfi-dpu-2016", "undervisningsministeriet-2019", "vive-2020"].map(
        (slug) => `/kilder/${slug}: inUse`,
      ),
      ...["0101/boerne-og-ungdomsforvaltningen", "0101/lundehusskolen", "0165/dagtilbud-og-skole", "0751/ppr"].map(
        (unit) => `enheden ${unit}: inUse`,
      ),
    ]);
    expect(await sql`select from unit where not demo`).toHaveLength(4);
    expect(await sql`select from reference where document_id is not null`).toHaveLength(4);
  });
});
