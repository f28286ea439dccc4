import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sql } from "#db/client.ts";
import { publishMethodText } from "#db/queries/methods/store.ts";
import { findUnit, removeUnit, storeUnit, updateUnit } from "#db/queries/units.ts";
import { buildText } from "#seeds/builders/build-text.ts";
import { seed } from "#seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { copyRelease, type Release } from "#tests/support/release.ts";

const nothing = { inserted: 0, revised: 0, withdrawn: 0, left: [] };
const patience = { timeout: 120_000 };
let database: TestDatabase;
let sql: Sql;
let release: Release;

beforeEach(async () => {
  database = await createTestDatabase({ seed: "reference" });
  sql = database.sql;
  release = copyRelease();
});
afterEach(() => database.drop());

/** What a start tells, and what it came to. */
async function follow() {
  const told: string[] = [];
  const outcome = await seed(sql, "reference", { folder: release.folder, onProgress: (line) => told.push(line) });
  return { ...outcome, told };
}

/** Publishes another text of a method, as an editor does. */
const edit = (slug: string, citations: string[] = []) =>
  publishMethodText(
    sql,
    slug,
    {
      title: "KL's egen titel",
      kind: "organisering",
      summary: "KL's eget resumé.",
      aliases: [],
      settings: [],
      levels: [],
      mellemformLevels: [],
      timeToStart: "ikke oplyst",
      useFor: "Til at prøve med.",
      related: [],
      grades: [],
      citations,
      ...buildText([{ words: "KL's egne ord.", href: citations[0] }]),
    },
    new Date(),
  );

const titleOf = async (slug: string) =>
  (
    await sql`select r.title from method m join method_revision r on r.id = m.published_revision_id where m.slug = ${slug}`
  )[0]?.title;

const unitId = async (slug: string) =>
  (await sql<{ id: string }[]>`select id from unit where slug = ${slug}`)[0]?.id ?? "";

async function renameUnit(slug: string, newSlug: string, name: string): Promise<void> {
  const unit = await findUnit(sql, await unitId(slug));
  if (!unit) throw new Error(`no unit ${slug}`);
  await updateUnit(sql, unit.id, unit.version, newSlug, { name, kind: unit.kind, parent: unit.parentId });
}

const ground = "reference/ground/aarhus.yaml";
/** The texts of the release that cite a place in a document of Aarhus. */
const citing = ["cases/aarhus-trivselsteam.md", "methods/trivselsteam.md", "methods/back2school.md"];

/** The place has another name in the release, and so do the citations in some of its texts, and what rests on it. */
function movePlace(files: readonly string[]): void {
  release.change("reference/documents/aarhus-bredere-boernefaellesskaber.md", 'id="trivselsteam"', 'id="teamet"');
  for (const file of files) release.change(`reference/${file}`, "skaber#trivselsteam", "skaber#teamet");
  release.change(ground, "passage: trivselsteam", "passage: teamet");
}

describe("what people have changed here", patience, () => {
  it("stays as they left it, and is named as long as the release says something else", async () => {
    await edit("trivselsteam");
    await edit("nest");
    await sql`update document set title = 'Rettet her' where slug = 'kl-topmoedeerklaering-2025'`;
    expect(await follow()).toEqual({ ...nothing, told: [] });

    release.change("reference/methods/trivselsteam.md", "title: ", "title: Nyt ");
    release.change("reference/documents/kl-topmoedeerklaering-2025.md", "publisher: KL", "publisher: KL i København");
    release.removeGuide("nest");
    const left = [
      "3 er rettet eller slettet her og følger ikke udgaven: /dokumenter/kl-topmoedeerklaering-2025, /metoder/trivselsteam, /metoder/nest.",
    ];
    // The sources of the guide that the release has let go follow, for nobody here has changed them.
    const sources = await sql`select from reference where 'nest' = any(topics)`;
    expect((await follow()).told).toEqual([`Indholdet følger udgaven: ${sources.length} rettet.`, ...left]);
    expect(await sql`select from reference where 'nest' = any(topics)`).toEqual([]);
    expect((await follow()).told).toEqual(left);
    expect(await titleOf("trivselsteam")).toBe("KL's egen titel");
    expect(await titleOf("nest")).toBe("KL's egen titel");
    expect(await sql`select title, publisher from document where slug = 'kl-topmoedeerklaering-2025'`).toEqual([
      { title: "Rettet her", publisher: "KL" },
    ]);
    expect(await sql`select from method where withdrawn_at is not null`).toEqual([]);
  });

  it("stays away when they have deleted or withdrawn it, and hidden when they have hidden it", async () => {
    await removeUnit(sql, await unitId("boern-og-familie"));
    await sql`update case_story set withdrawn_at = now() where slug = 'aarhus-trivselsteam'`;
    await sql`update method set hidden_at = now() where slug = 'nest'`;
    release.change("reference/units.yaml", 'name: "Børn & Familie"', 'name: "Børn og Familie"');
    release.change("reference/cases/aarhus-trivselsteam.md", "title: ", "title: Nyt ");
    release.change("reference/methods/nest.md", "title: ", "title: Nyt ");
    expect(await follow()).toMatchObject({
      inserted: 0,
      revised: 1,
      told: [expect.any(String), expect.stringMatching(/^2 er rettet/)],
    });
    expect(await sql`select from unit where slug = 'boern-og-familie'`).toEqual([]);
    expect(await titleOf("nest")).toMatch(/^Nyt /);
    expect(
      await sql`
      select (select withdrawn_at is not null from case_story where slug = 'aarhus-trivselsteam') as withdrawn,
        (select hidden_at is not null from method where slug = 'nest') as hidden`,
    ).toEqual([{ withdrawn: true, hidden: true }]);
    // The release lets it go: then nobody is left who wants it back.
    release.change("reference/units.yaml", "- { slug: boern-og-familie", "# - { slug: boern-og-familie");
    release.remove("reference/cases/aarhus-trivselsteam.md");
    expect(await follow()).toEqual({ ...nothing, told: [] });
  });

  it("may be a working revision, which stays beside the text that follows", async () => {
    await edit("nest");
    const [{ mine } = { mine: "" }] = await sql<
      { mine: string }[]
    >`select published_revision_id as mine from method where slug = 'nest'`;
    const [{ seeded } = { seeded: "" }] = await sql<{ seeded: string }[]>`
      update method set working_revision_id = ${mine}, published_revision_id = (
        select id from method_revision r where r.method_id = method.id and r.id <> ${mine}
      ) where slug = 'nest' returning published_revision_id as seeded`;
    release.change("reference/methods/nest.md", "title: ", "title: Nyt ");
    expect(await follow()).toMatchObject({ revised: 1, left: [] });
    expect(await titleOf("nest")).toMatch(/^Nyt /);
    const [now] =
      await sql`select published_revision_id as published, working_revision_id as working from method where slug = 'nest'`;
    expect(now?.working).toBe(mine);
    expect(now?.published).not.toBe(seeded);
  });

  it("may be the name of a unit, and the cases of the unit follow all the same", async () => {
    await renameUnit("lundehusskolen", "skolen-ved-soeen", "Skolen ved Søen");
    release.change("reference/units.yaml", 'name: "Lundehusskolen"', 'name: "Lundehusets Skole"');
    release.change("reference/cases/koebenhavn-nest-lundehusskolen.md", "title: ", "title: Nyt ");
    const { revised, told } = await follow();
    expect(revised).toBe(1);
    expect(told.at(-1)).toBe("1 er rettet eller slettet her og følger ikke udgaven: enheden 0101/lundehusskolen.");
    expect(
      await sql`
      select u.name from case_story c join case_revision r on r.id = c.published_revision_id join unit u on u.id = r.unit_id
      where c.slug = 'koebenhavn-nest-lundehusskolen'`,
    ).toEqual([{ name: "Skolen ved Søen" }]);
    expect(await sql`select from unit where municipality_code = '0101'`).toHaveLength(2);
  });
});

describe("a thing of the release that does not fit what is here", patience, () => {
  it("is left out when there is another of that name, and follows when there is the same", async () => {
    const fields = { kind: "skole", parent: null } as const;
    await storeUnit(sql, "0751", "skovskolen", { ...fields, name: "Skovskolen" }, false);
    await storeUnit(sql, "0751", "engskolen", { ...fields, name: "Vores Engskole" }, false);
    const unit = (slug: string, name: string) =>
      `- { slug: ${slug}, municipality: "0751", kind: skole, name: "${name}" }\n`;
    release.change(
      "reference/units.yaml",
      "# Units",
      `${unit("skovskolen", "Skovskolen")}${unit("engskolen", "Engskolen")}# Units`,
    );
    const told = ["1 fandtes her i forvejen, og udgavens egne er ikke lagt ind: enheden 0751/engskolen."];
    expect(await follow()).toMatchObject({ inserted: 0, revised: 0, told });
    release.change("reference/units.yaml", 'name: "Skovskolen"', 'name: "Skovens Skole"');
    expect(await follow()).toMatchObject({ inserted: 0, revised: 1 });
    const names = await sql`select name from unit where municipality_code = '0751' and kind = 'skole' order by slug`;
    expect(names).toEqual([{ name: "Vores Engskole" }, { name: "Skovens Skole" }]);
  });

  it("is left and tried again when it cites a place that has been changed away here", async () => {
    const slug = "aarhus-bredere-boernefaellesskaber";
    await sql`update document set title = 'Rettet her' where slug = ${slug}`;
    release.copy("reference/cases/aarhus-trivselsteam.md", "reference/cases/aarhus-nyt.md");
    release.copy("reference/cases/aarhus-skoler-i-klynger.md", "reference/cases/aarhus-passer.md");
    movePlace([...citing, "cases/aarhus-nyt.md"]);
    const told = [
      `1 er rettet eller slettet her og følger ikke udgaven: /dokumenter/${slug}.`,
      "5 kan ikke følge udgaven, for de passer ikke til det, der er rettet her: " +
        "/metoder/back2school, /metoder/trivselsteam, /eksempler/aarhus-nyt, /eksempler/aarhus-trivselsteam, /indsatser/aarhus-trivselsteam.",
    ];
    expect(await follow()).toMatchObject({ inserted: 1, told: ["Indholdet følger udgaven: 1 ny.", ...told] });
    expect(await follow()).toMatchObject({ inserted: 0, told });
    await sql`update document set title = 'Bredere børnefællesskaber' where slug = ${slug}`;
    expect(await follow()).toMatchObject({ inserted: 1, revised: 5, left: [] });
  });

  it("may be a place that a text of people's still cites: the place stays, and is named", async () => {
    const slug = "aarhus-bredere-boernefaellesskaber";
    await edit("nest", [`/dokumenter/${slug}#trivselsteam`]);
    movePlace(citing);
    release.change(`reference/documents/${slug}.md`, ' id="sociale-investeringer"', "");
    release.change(ground, "passage: sociale-investeringer", "passage: tre-niveauer");
    expect(await follow()).toMatchObject({
      revised: 6,
      left: [{ name: `/dokumenter/${slug}#trivselsteam`, reason: "citedPlace" }],
    });
    const places = await sql`
      select anchor from document_anchor a join document d on d.id = a.document_id
      where d.slug = ${slug} and anchor in ('teamet', 'trivselsteam', 'sociale-investeringer') order by 1`;
    expect(places).toEqual([{ anchor: "teamet" }, { anchor: "trivselsteam" }]);
  });
});

describe("a slip in the seeds", patience, () => {
  it("stops the start, names the file and changes nothing", async () => {
    release.change("reference/methods/nest.md", "title: ", "title: Nyt ");
    release.change("reference/cases/aarhus-trivselsteam.md", "stage: aftalt", "stage: drømt");
    await expect(follow()).rejects.toThrow(/^reference\/cases\/aarhus-trivselsteam\.md:5: stage: /);
    expect(await titleOf("nest")).not.toMatch(/^Nyt /);
  });

  it("stops the filling of an empty database, where everything must fit", async () => {
    const empty = await createTestDatabase();
    try {
      release.change("reference/cases/aarhus-trivselsteam.md", "skaber#trivselsteam", "skaber#ingen-steder");
      const filling = seed(empty.sql, "reference", { folder: release.folder });
      await expect(filling).rejects.toThrow("reference/cases/aarhus-trivselsteam.md: citation points nowhere");
      expect(await empty.sql`select from municipality`).toEqual([]);
    } finally {
      await empty.drop();
    }
  });
});
