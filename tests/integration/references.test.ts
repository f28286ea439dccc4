import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { listCitations } from "#db/queries/citations.ts";
import { findMethod } from "#db/queries/methods/page.ts";
import { findReference, listReferences, listReferenceTopics, pageOfReferences } from "#db/queries/references.ts";
import { openFilter } from "#search/engine.ts";
import { createSearch } from "#search/search.ts";
import { rebuildIndex } from "#search/store.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { buildDocument, buildReference, buildStudy } from "#seeds/builders/build-sources.ts";
import { seed } from "#seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { copyRelease } from "#tests/support/release.ts";

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await buildDocument(sql, { slug: "notat" });
  await buildReference(sql, "/dokumenter/notat#sted", "naevnt");
  await buildStudy(sql, {
    slug: "forsoeg",
    title: "Snefnugforsøget",
    topics: ["guiden", "konfliktnedtrapning"],
    year: 2024,
  });
  await buildStudy(sql, { slug: "norsk", kind: "evaluering", country: "norge", year: null, topics: ["guiden"] });
  await buildStudy(sql, { slug: "tilbage", title: "Tilbagetrukket om snefnug", withdrawn_on: "2026-11-01" });
  await buildMethod(sql, { slug: "guiden", title: "Guiden", citations: ["/kilder/forsoeg", "/kilder/tilbage"] });
  await buildMethod(sql, { slug: "kladden", state: "draft", citations: ["/kilder/norsk"] });
  await rebuildIndex(sql);
});
afterAll(() => database.drop());

const find = async (text: string) => {
  const question = { text, filter: openFilter, sort: "relevance" as const, today: "2026-11-30", page: 1, pageSize: 50 };
  return (await createSearch(sql).find(anonymous, question)).hits.map(({ path }) => path);
};

describe("a source", () => {
  it("is known with what it found, the guides that rest on it, and those that it is about", async () => {
    const row = await findReference(sql, anonymous, "forsoeg");
    expect(row).toMatchObject({
      kind: "lodtraekningsforsoeg",
      found: "De lærte mere end de andre.",
      readOn: "2026-11",
      citedIn: null,
      citedBy: [{ kind: "method", slug: "guiden", title: "Guiden" }],
      // A guide that nobody has published is not told of.
      topics: [{ slug: "guiden", title: "Guiden" }],
    });
    expect((await findReference(sql, anonymous, "norsk"))?.citedBy).toEqual([]);
    expect((await findReference(sql, anonymous, "naevnt"))?.citedIn?.address).toBe("/dokumenter/notat#sted");
    expect(await findReference(sql, anonymous, "ingen")).toBeNull();
  });

  it("stands in lists that are narrowed by sort, country and topic, those without a year last", async () => {
    const slugs = async (
      ...[filter, sort]: [Parameters<typeof listReferences>[2]?, Parameters<typeof listReferences>[3]?]
    ) => (await listReferences(sql, anonymous, filter, sort)).map(({ slug }) => slug);
    expect(await slugs()).toEqual(["forsoeg", "tilbage", "naevnt", "norsk"]);
    expect(await slugs({ kinds: ["evaluering", "lov"] })).toEqual(["norsk"]);
    expect(await slugs({ countries: ["danmark"] })).toEqual(["forsoeg", "tilbage"]);
    expect(await slugs({ topics: ["guiden"], kinds: ["lodtraekningsforsoeg"] })).toEqual(["forsoeg"]);
    const page = (number: number) =>
      pageOfReferences(sql, anonymous, { filter: {}, sort: "titel", paging: { page: number, pageSize: 3 } });
    expect(await page(1)).toMatchObject({ total: 4, items: [{ slug: "forsoeg" }, { slug: "tilbage" }, {}] });
    expect(await page(9)).toMatchObject({ total: 4, items: [] });
    expect(await listReferenceTopics(sql, anonymous)).toEqual([{ slug: "guiden", title: "Guiden" }]);
  });

  it("is found by its title and by what it found, after the guides", async () => {
    expect(await find("snefnugforsøget")).toEqual(["/kilder/forsoeg"]);
    expect(await find("guiden")).toEqual(["/metoder/guiden"]);
    expect((await createSearch(sql).suggest(anonymous, "snefnugf", "2026-11-30", 8)).length).toBe(0);
  });

  it("leaves word to the index when it changes", async () => {
    await sql`update reference set found = 'De lærte at kende tordenvejr.' where slug = 'norsk'`;
    const [job] = await sql<{ key: string }[]>`
      select key from graphile_worker.jobs where key = 'index:reference:norsk'`;
    expect(job).toBeDefined();
    await rebuildIndex(sql);
    expect(await find("tordenvejr")).toEqual(["/kilder/norsk"]);
  });

  it("that has been taken back says so where texts rest on it, and is no longer found", async () => {
    const [revision] = await sql<{ id: string }[]>`
      select published_revision_id as id from method where slug = 'guiden'`;
    const citations = await listCitations(sql, "method_citation", revision?.id ?? "");
    expect(citations.map(({ byline }) => byline)).toEqual(["VIVE, 2024", "VIVE, 2020; kilden er trukket tilbage"]);
    expect((await findReference(sql, anonymous, "tilbage"))?.withdrawnOn).toBe("2026-11-01");
    expect(await find("tilbagetrukket")).toEqual([]);
  });
});

describe("a guide", () => {
  it("shows Monday, its points, and what the law says, with a word where a source of that has been taken back", async () => {
    await buildStudy(sql, { slug: "loven", title: "En lov", kind: "lov" });
    await sql`
      insert into law values ('klage', 'Klage', ${sql.json([
        { words: "Man kan klage.", reported: false, sources: ["loven", "tilbage"] },
      ])}, 'Lov 1.')`;
    const monday = { lead: null, steps: ["Et.", "To.", "Tre."] };
    await buildMethod(sql, { slug: "emnet", kind: "tema", monday, laws: ["klage"] });
    const found = await findMethod(sql, anonymous, "emnet");
    if (found?.state !== "here") throw new Error("the guide is not there");
    expect(found.item).toMatchObject({ kind: "tema", monday, commitments: [], useFor: null, profile: [] });
    const [{ statements } = { statements: [] }] = found.item.laws;
    expect(statements.map(({ words, sources }) => [words, ...sources.map(({ byline }) => byline)])).toEqual([
      ["Man kan klage.", "VIVE, 2020", "VIVE, 2020; kilden er trukket tilbage"],
    ]);
    expect((await findReference(sql, anonymous, "loven"))?.citedBy).toMatchObject([{ kind: "method", slug: "emnet" }]);
  });
});

describe("the sources of a release", { timeout: 60_000 }, () => {
  it("follow it: one that its publisher takes back stays and says so, and a slip stops the start with file and line", async () => {
    const own = await createTestDatabase({ seed: "reference" });
    try {
      const release = copyRelease();
      const file = "reference/references/mobning.yaml";
      const follow = () => seed(own.sql, "reference", { folder: release.folder });
      // One of its own, for a source that a guide rests on cannot be withdrawn in a release.
      release.change(
        file,
        "- slug: kiva-wales-2020\n",
        [
          ...["- slug: uden-guide", "  title: T", "  publisher: P", '  url: "https://uvm.dk/"', "  kind: omtale"],
          ...["  country: danmark", "  found: F.", "  limits: L.", '  readOn: "2026-11"', "  reading: uddrag"],
          "- slug: kiva-wales-2020\n",
        ].join("\n"),
      );
      expect(await follow()).toMatchObject({ inserted: 1, left: [] });
      release.change(file, "- slug: uden-guide\n", '- slug: uden-guide\n  withdrawn: "2026-11-30"\n');
      expect(await follow()).toMatchObject({ revised: 1, withdrawn: 0, left: [] });
      expect((await findReference(own.sql, anonymous, "uden-guide"))?.withdrawnOn).toBe("2026-11-30");
      release.change(file, "https://www.maryfonden.dk/", "javascript:alert(1)//");
      await expect(follow()).rejects.toThrow(/^reference\/references\/mobning\.yaml:\d+: \d+\.url: /);
    } finally {
      await own.drop();
    }
  });
});
