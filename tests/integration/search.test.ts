import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import { type Facet, type Filter, facets, openFilter } from "#search/engine.ts";
import { postgresEngine } from "#search/postgres.ts";
import { createSearch, type Request } from "#search/search.ts";
import { isIndexMissing, rebuildIndex } from "#search/store.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildDocument } from "#seeds/builders/build-sources.ts";
import { removeDemo } from "#seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { startTestWorker } from "#tests/support/worker.ts";

const today = "2026-11-22";
const ask = (text: string, filter: Partial<Filter> = {}, more: Partial<Request> = {}): Request => ({
  text,
  filter: { ...openFilter, ...filter },
  sort: "relevance",
  page: 1,
  pageSize: 10,
  today,
  ...more,
});
const member: Viewer = { network: true, municipalities: [] };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ seed: "demo" });
});
afterAll(() => database.drop());

const find = (request: Request, viewer: Viewer = anonymous) => createSearch(database.sql).find(viewer, request);
const titles = async (request: Request, viewer: Viewer = anonymous) =>
  (await find(request, viewer)).hits.map(({ title }) => title);

describe("the search", () => {
  it.each(["co-teaching", "co-teching", "coteaching", "co teaching", "coteching"])(
    "finds the co-teaching guide first for %s",
    async (text) => {
      expect((await titles(ask(text)))[0]).toBe("Co-teaching");
    },
  );

  it("says what a misspelt word was taken for", async () => {
    expect((await find(ask("mentaliserng"))).meant).toBe("mentalisering");
    expect((await find(ask("mentalisering"))).meant).toBeNull();
  });

  it.each(["aarhus", "indskoling", "xyzzy"])(
    "finds the same for co-teaching with %s, whether it is written with a hyphen, a space or as one word",
    async (other) => {
      const found = await Promise.all(
        ["co-teaching", "co teaching", "coteaching"].map((text) => find(ask(`${text} ${other}`, {}, { pageSize: 50 }))),
      );
      const ids = found.map(({ hits }) => hits.map(({ id }) => id).sort());
      expect(ids[1]).toEqual(ids[0]);
      expect(ids[2]).toEqual(ids[0]);
      for (const { hits } of found) expect(hits.every(({ near }) => near)).toBe(other === "xyzzy");
      expect(found.map(({ meant }) => meant)).toEqual([null, null, null]);
    },
  );

  it("takes two words for the one that others write, before it takes one of them for a misspelt one", async () => {
    const { hits, meant } = await find(ask("neuro affektiv"));
    expect(meant).toBeNull();
    expect(hits[0]?.path).toBe("/metoder/neuroaffektiv-udviklingspsykologi");
  });

  it("takes no short word for one that begins otherwise, and none for one that only ends alike", async () => {
    // A word that no text has, so that what texts come to say changes nothing here.
    await database.sql`insert into search_word (word, entries, sound) values ('kvimlen', 3, 'kvimlen'), ('kvassource', 3, 'kvasurse')`;
    for (const text of ["svimlen", "vimlen", "imlen"]) expect((await find(ask(text))).meant, text).toBeNull();
    expect((await find(ask("kvamlen"))).meant).toBe("kvimlen");
    // And one that sounds the same is that word, however it is written.
    expect((await find(ask("kvasurse"))).meant).toBe("kvassource");
  });

  it("knows what would find something where a question finds nothing", async () => {
    const search = createSearch(database.sql);
    const question = ask("co-teaching xyzzy", { municipality: ["aeroe"] });
    expect((await search.find(anonymous, question)).total).toBe(0);
    const { total, demoTotal } = await search.find(anonymous, ask("co-teaching"));
    expect(total).toBeGreaterThan(demoTotal);
    expect(demoTotal).toBeGreaterThan(0);
    expect(await search.waysOn(anonymous, question)).toEqual({
      words: 2,
      unfiltered: { total: 0, demoTotal: 0 },
      alone: [{ word: "co-teaching", total, demoTotal }],
    });
    const elsewhere = await search.waysOn(anonymous, ask("co-teaching", { municipality: ["aeroe"] }));
    expect(elsewhere).toEqual({ words: 1, unfiltered: { total, demoTotal }, alone: [] });
    expect(await search.waysOn(anonymous, ask("?!"))).toEqual({
      words: 0,
      unfiltered: { total: 0, demoTotal: 0 },
      alone: [],
    });
  });

  it("finds what is filed under a setting by the name of the setting", async () => {
    const { total, facets: counted } = await find(ask("mellemtrin"));
    const filed = (await find(ask("", { setting: ["mellemtrin"] }))).total;
    expect(filed).toBeGreaterThan(20);
    const own = counted.setting.find(({ value }) => value === "mellemtrin");
    expect((own?.count ?? 0) + (own?.demoCount ?? 0)).toBe(filed);
    expect(total).toBeGreaterThanOrEqual(filed);
  });

  it("finds as much with a slip in the word as without", async () => {
    for (const [slip, word] of [
      ["inklusjon", "inklusion"],
      ["mobing", "mobning"],
    ] as const) {
      const [mended, right] = [await find(ask(slip)), await find(ask(word))];
      expect(mended.meant).toBe(word);
      expect(mended.total).toBeGreaterThanOrEqual(right.total);
      expect(right.total).toBeGreaterThan(5);
    }
  });

  it("takes an abbreviation for itself and what it stands for, not for the beginning of a word", async () => {
    const marked = (await find(ask("AKT", {}, { pageSize: 100 }))).hits.flatMap(({ excerpt }) =>
      excerpt.filter(({ hit }) => hit),
    );
    expect(marked.length).toBeGreaterThan(0);
    expect(marked.map(({ text }) => text).filter((text) => /^akt./i.test(text))).toEqual([]);
    // Four letters that stand for nothing are the beginning of a word as ever.
    expect((await find(ask("akti"))).total).toBeGreaterThan(0);
  });

  it("finds børn for barn, and nothing for signs alone", async () => {
    // Long texts: what is short may have the one in a longer word alone, of which the other is no beginning.
    const long = { type: ["method", "case"] };
    expect((await find(ask("barn", long))).total).toBe((await find(ask("børn", long))).total);
    expect(await find(ask("🙂 %% ((("))).toMatchObject({ hits: [], total: 0 });
  });

  it("counts the region that a municipality is in on the day", async () => {
    const regions = async (day: string) =>
      (await find(ask("", { type: ["municipality"] }, { today: day }))).facets.region.map(({ value }) => value).sort();
    expect(await regions("2026-12-31")).toEqual([
      "hovedstaden",
      "midtjylland",
      "nordjylland",
      "sjaelland",
      "syddanmark",
    ]);
    expect(await regions("2027-01-01")).toEqual(["midtjylland", "nordjylland", "oestdanmark", "syddanmark"]);
    const east = await find(ask("", { type: ["municipality"], region: ["oestdanmark"] }, { today: "2027-01-01" }));
    expect(east.total).toBe(46);
  });

  it("counts each facet without its own filter, and the total with all of them", async () => {
    const all = await find(ask(""));
    const cases = await find(ask("", { type: ["case"] }));
    expect(cases.facets.type).toEqual(all.facets.type);
    const { total, demoTotal } = cases;
    expect(all.facets.type).toContainEqual({ value: "case", count: total - demoTotal, demoCount: demoTotal });
    const both = await find(ask("", { type: ["case", "method"], setting: ["dagtilbud"] }));
    expect(both.facets.setting).toContainEqual({
      value: "dagtilbud",
      count: both.total - both.demoTotal,
      demoCount: both.demoTotal,
    });
    expect(both.demoTotal).toBeGreaterThan(0);
  });

  it("gives the total on a page beyond the last too, and every hit once over its pages", async () => {
    const { total } = await find(ask("børn"));
    const seen: string[] = [];
    for (let page = 1; page <= Math.ceil(total / 10); page += 1)
      seen.push(...(await find(ask("børn", {}, { page }))).hits.map(({ kind, id }) => kind + id));
    expect(new Set(seen).size).toBe(total);
    expect(await find(ask("børn", {}, { page: 99 }))).toMatchObject({ hits: [], total });
  });

  it("suggests by the beginning of a title or another name, and by no other text", async () => {
    const suggest = async (text: string, viewer = anonymous) =>
      (await createSearch(database.sql).suggest(viewer, text, today, 8)).map(({ title }) => title);
    expect((await suggest("mentali"))[0]).toBe("Mentalisering");
    expect(await suggest("samund")).toContain("Co-teaching");
    expect(await suggest("vikarer")).not.toContain("Co-teaching");
    expect(await suggest("  ")).toEqual([]);
    // A title that the whole of what was typed is the first word of comes before one that its letters begin.
    expect((await suggest("co")).filter((title) => /^co/i.test(title))[0]).toBe("Co-teaching");
    expect((await suggest("Cool"))[0]).toBe("Cool Kids");
  });

  it("finds what is shared with the network or a municipality only for those it is shared with", async () => {
    const hidden = await database.sql<{ title: string }[]>`
      select r.title from case_story c join case_revision r on r.id = c.published_revision_id where c.visibility = 'network'`;
    expect(hidden.length).toBeGreaterThan(0);
    for (const { title } of hidden) {
      expect(await titles(ask(title))).not.toContain(title);
      expect(await titles(ask(title), member)).toContain(title);
    }
    const [strangers, members] = [
      await find(ask("", { type: ["case"] })),
      await find(ask("", { type: ["case"] }), member),
    ];
    expect(members.total - strangers.total).toBe(hidden.length);
  });

  it("answers anything that somebody may type, as anybody, with no more than they may see", async () => {
    await fc.assert(
      fc.asyncProperty(oddText, someViewer, someFilter, async (text, viewer, filter) => {
        const { hits, total } = await find(ask(text, filter, { pageSize: 50 }), viewer);
        expect(total).toBeGreaterThanOrEqual(hits.length);
        const visible = await visibleIds(viewer);
        for (const { kind, id } of hits) if (kind === "case") expect(visible).toContain(id);
        // What is counted is what could be found: all of it, on pages long enough.
        if (total <= 50) expect(hits).toHaveLength(total);
      }),
      { numRuns: 60 },
    );
  });
});

const oddText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(
    "' | ' & !",
    "a:* <-> b",
    "%_\\",
    "'; drop table case_story; --",
    "<script>",
    "🙂🙂",
    '"ubalanceret',
    ":*",
    "(((",
    "\0nul",
    "ord ".repeat(2500),
  ),
);
const someViewer: fc.Arbitrary<Viewer> = fc.record({
  network: fc.boolean(),
  municipalities: fc.subarray(["0101", "0165", "0751", "0825"]),
});
const some = fc.subarray(["case", "method", "dagtilbud", "2025-3", "nest", "aarhus", "midtjylland", "findes-ikke"]);
const someFilter = fc.record(Object.fromEntries(facets.map((facet) => [facet, some]))) as fc.Arbitrary<
  Record<Facet, string[]>
>;

async function visibleIds(viewer: Viewer): Promise<string[]> {
  const rows = await database.sql<{ id: string }[]>`
    select id from case_story where published_revision_id is not null and withdrawn_at is null and (
      visibility = 'public' or (visibility = 'network' and ${viewer.network})
      or (visibility = 'municipality' and municipality_code = any(${[...viewer.municipalities]}))
    )`;
  return rows.map(({ id }) => id);
}

describe("the index", () => {
  let own: TestDatabase;
  beforeAll(async () => {
    own = await createTestDatabase({ seed: "demo" });
  });
  afterAll(() => own.drop());
  const entries = async () =>
    own.sql`select kind, id, audience, title, words, forms::text from search_entry order by kind, id`;
  const words = async () => own.sql`select word, entries from search_word order by word collate "C"`;

  it("is there after the seeding, and leaves no jobs behind", async () => {
    expect(await isIndexMissing(own.sql)).toBe(false);
    expect(await own.sql`select from graphile_worker.jobs where task_identifier = 'index-entry'`).toHaveLength(0);
  });

  it("follows what is published, changed, hidden, withdrawn and deleted, words too, as if it were made anew", async () => {
    const worker = await startTestWorker({ databaseUrl: own.url });
    const search = createSearch(own.sql);
    const count = async (text: string) => (await search.find(anonymous, ask(text))).total;
    try {
      await buildCase(own.sql, { slug: "kvidderklassen", title: "Kvidderklassen", municipalityCode: "0751" });
      await expect.poll(() => count("kvidderklassen")).toBe(1);
      await own.sql`update case_story set visibility = 'municipality' where slug = 'kvidderklassen'`;
      await expect.poll(() => count("kvidderklassen")).toBe(0);
      expect(await own.sql`select from search_word where word = 'kvidderklassen'`).toHaveLength(0);
      await own.sql`update case_story set visibility = 'public' where slug = 'kvidderklassen'`;
      await expect.poll(() => count("kvidderklassen")).toBe(1);
      await own.sql`update case_story set withdrawn_at = now() where slug = 'kvidderklassen'`;
      await expect.poll(async () => own.sql`select from search_entry where title = 'Kvidderklassen'`).toHaveLength(0);
      await own.sql`update case_story set withdrawn_at = null where slug = 'kvidderklassen'`;
      await expect.poll(() => count("kvidderklassen")).toBe(1);
      await own.sql`update municipality set name = 'Århus' where code = '0751'`;
      await expect.poll(async () => own.sql`select from search_entry where title = 'Århus'`).toHaveLength(1);
      await own.sql`delete from case_story where slug = 'kvidderklassen'`;
      await expect.poll(async () => own.sql`select from search_entry where title = 'Kvidderklassen'`).toHaveLength(0);
      await expect
        .poll(async () => own.sql`select from graphile_worker.jobs where task_identifier like 'index-%'`)
        .toHaveLength(0);
    } finally {
      await worker.stop();
    }
    const kept = [await entries(), await words()];
    await rebuildIndex(own.sql);
    expect([await entries(), await words()]).toEqual(kept);
  });

  it("is left alone by a draft", async () => {
    const drafted = await own.sql`
      with draft as (
        insert into case_revision (case_id, municipality_code, title, summary, stage, content, text, state)
        select id, municipality_code, 'Kladde', 'En kladde.', 'aftalt', '{"type":"doc","content":[]}', 'Kladdeord', 'working'
        from case_story where slug = 'aarhus-trivselsteam'
        returning id, case_id
      )
      update case_story c set working_revision_id = draft.id from draft where c.id = draft.case_id returning c.id`;
    expect(drafted).toHaveLength(1);
    expect(await own.sql`select from graphile_worker.jobs where task_identifier = 'index-entry'`).toHaveLength(0);
  });

  it("that is behind cannot tell: hits are read again as the viewer", async () => {
    const [victim] = await own.sql<{ id: string; title: string }[]>`
      select c.id, r.title from case_story c join case_revision r on r.id = c.published_revision_id
      where c.slug = 'aarhus-trivselsteam'`;
    const { title = "", id = "" } = victim ?? {};
    await own.sql`update case_story set withdrawn_at = now() where id = ${id}`;
    const { hits } = await createSearch(own.sql).find(anonymous, ask(title));
    expect(hits.map((hit) => hit.id)).not.toContain(id);
    await rebuildIndex(own.sql);
    const all = await postgresEngine(own.sql).search(anonymous, {
      ...ask("", { type: ["case"] }, { pageSize: 500 }),
      wanted: [],
    });
    expect(all.hits.map((hit) => hit.id)).not.toContain(id);
  });

  it("is whole for whoever asks while it is made anew", async () => {
    const search = createSearch(own.sql);
    const before = (await search.find(anonymous, ask("co-teaching"))).total;
    let done = false;
    const rebuilding = rebuildIndex(own.sql).then(() => {
      done = true;
    });
    while (!done) expect((await search.find(anonymous, ask("co-teaching"))).total).toBe(before);
    await rebuilding;
  });

  it("keeps words whole that Postgres would part or leave out, and stands one that is too long", async () => {
    const words = ["9e17", "5e7be3bd-23c9", "2e10b", "½time", "x²y"];
    const titles = [...words, "ab1".repeat(300)].map((word) => `${word} kvartsit`);
    for (const title of titles) await buildDocument(own.sql, { title, summary: "" });
    await rebuildIndex(own.sql);
    for (const word of words) {
      const { hits } = await createSearch(own.sql).find(anonymous, ask(word));
      expect(hits.map(({ title }) => title)).toEqual([`${word} kvartsit`]);
    }
    expect((await createSearch(own.sql).find(anonymous, ask("kvartsit"))).total).toBe(titles.length);
  });

  it("forgets invented content when it is removed, its words too", async () => {
    await removeDemo(own.sql, "/findes-ikke");
    const [left] = await own.sql<{ count: number }[]>`select count(*)::int as count from search_entry where demo`;
    expect(left?.count).toBe(0);
    expect(await isIndexMissing(own.sql)).toBe(false);
  });
});
