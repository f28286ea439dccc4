import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import type { FacetCount } from "#db/facets.ts";
import { wantedOf } from "#search/danish.ts";
import {
  type Answer,
  type EngineName,
  type Facet,
  type Filter,
  facets,
  isTitleAsked,
  openFilter,
  type Question,
  type SearchEngine,
} from "#search/engine.ts";
import { meilisearchEngine } from "#search/meilisearch.ts";
import { rebuildMirror } from "#search/mirror.ts";
import { postgresEngine } from "#search/postgres.ts";
import { rarestOf } from "#search/rarity.ts";
import { createSearch, type Request, type Search } from "#search/search.ts";
import { rebuildIndex } from "#search/store.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { hasMeilisearch, openTestMirror, type TestMirror } from "#tests/support/meilisearch.ts";

/**
 * Where the engines differ, and why that may be. Everything else in this file holds for both, and what is found, counted and totalled is
 * the same to the last entry.
 */
const differences = [
  {
    what: "the order of hits by relevance",
    /** A question whose answers show it; where there is none, ids made by chance would decide. */
    shown: "børn fællesskab",
    postgres: "one number for how often and where the words stand, times a weight for the kind",
    meilisearch:
      "rules one after the other: how many of the words, the best place they stand in, the kind, how near each other",
    why: "Each ranks with its own means. Both begin with the words themselves and with titles, and end with what merely begins so.",
  },
  {
    shown: null,
    what: "sorting titles that differ in nothing but case or accents",
    postgres: "accents and case decide",
    meilisearch: "the id decides",
    why: "Meilisearch sorts by a key that we make of each title; a letter of it stands for é and E and e alike.",
  },
  {
    what: "words of more than 60 letters",
    shown: `${"kvidre".repeat(10)}a`,
    postgres: "told apart by all their letters, up to 2 KB",
    meilisearch: "told apart by their first 60",
    why: "Meilisearch drops longer values from what one can filter by. No Danish word that people search for is as long.",
  },
  {
    shown: null,
    what: "moments of one millisecond",
    postgres: "newest first to the microsecond",
    meilisearch: "by title within one millisecond",
    why: "Numbers on Meilisearch hold milliseconds for all the years we need, and no finer.",
  },
];

const today = "2026-11-22";
const member: Viewer = { network: true, municipalities: [] };
const ofAarhus: Viewer = { network: true, municipalities: ["0751"] };
const viewers: [string, Viewer][] = [
  ["a reader", anonymous],
  ["one of the network", member],
  ["one of Aarhus", ofAarhus],
  ["one of Albertslund", { network: true, municipalities: ["0165"] }],
];

let database: TestDatabase;
let mirror: TestMirror | undefined;

const titlesInDanish = ["Zonen", "Æblet", "Ørnen", "Ålen", "Aalborgmodellen", "Abens dag"].map(
  (title) => `${title} kvidrer`,
);
const visibilities = ["public", "network", "municipality"] as const;

beforeAll(async () => {
  database = await createTestDatabase({ seed: "demo" });
  const { sql } = database;
  for (const [at, title] of titlesInDanish.entries()) {
    await buildCase(sql, { title, publishedAt: new Date(Date.UTC(2026, 0, 20 - at)), settings: ["dagtilbud"] });
  }
  for (const visibility of visibilities) {
    for (const municipalityCode of ["0751", "0165"]) {
      await buildCase(sql, { title: `Sangfuglen ${visibility} ${municipalityCode}`, visibility, municipalityCode });
    }
  }
  await buildCase(sql, { title: "Sangfuglen trukket tilbage", state: "withdrawn" });
  await buildCase(sql, { title: "Sangfuglen kladde", state: "draft" });
  await buildCase(sql, { title: "Bro over skraaen" });
  await buildCase(sql, { title: "Bro over skralderen" });
  await buildCase(sql, { title: "Havgræs", summary: "Om tangen." });
  await buildCase(sql, { title: "Tangen", summary: "Om havgræs." });
  await buildCase(sql, { title: `${"kvidre".repeat(10)}b` });
  await buildCase(sql, { title: "Fløjten aner", demo: true });
  // An invented one has the word in its title, a real one only in its text; and so that it says it in another way.
  await buildCase(sql, { title: "Spættefjer og dun", demo: true });
  await buildCase(sql, { title: "Dun", summary: "Om en spættefjer." });
  await buildCase(sql, { title: "Handicap på blåmejseskolen", demo: true });
  await buildCase(sql, { title: "Handikap på blåmejseskolen" });
  // Somebody types the title of an invented one; real ones have most of the words in theirs.
  await buildCase(sql, { title: "Rødhalsens lange rejse over havet", demo: true });
  await buildCase(sql, { title: "Rødhalsens lange rejse" });
  await buildCase(sql, { title: "Sangen", summary: "Rødhalsens lange rejse over havet." });
  await buildCase(sql, { title: "Fløjten flyver" });
  for (const title of ["Kvækfinker", "Kvækfinker igen", "Kvækfinker og et barn"])
    await buildCase(sql, { title, municipalityCode: "0165" });
  await buildMethod(sql, { title: "Fløjten synger" });
  await rebuildIndex(sql);
  if (hasMeilisearch) {
    mirror = await openTestMirror();
    await rebuildMirror(sql, mirror.place);
  }
});
afterAll(async () => {
  await mirror?.stop();
  await database.drop();
});

const question = (text: string, filter: Partial<Filter> = {}, more: Partial<Question> = {}): Question => ({
  wanted: wantedOf(text),
  filter: { ...openFilter, ...filter },
  sort: "relevance",
  page: 1,
  pageSize: 1000,
  today,
  ...more,
});
const ask = (text: string, more: Partial<Request> = {}): Request => ({
  text,
  filter: openFilter,
  sort: "relevance",
  page: 1,
  pageSize: 50,
  today,
  ...more,
});

describe.each<[EngineName, boolean]>([
  ["postgres", true],
  ["meilisearch", hasMeilisearch],
])("the contract of search engines, %s", (name, isThere) => {
  // The name of the group is what tells why it is skipped.
  describe.skipIf(!isThere)(name === "meilisearch" ? "on Meilisearch" : "on Postgres", () => {
    let engine: SearchEngine;
    let search: Search;
    beforeAll(() => {
      // A machine that does much at once is no reason to give up here.
      engine =
        name === "postgres"
          ? postgresEngine(database.sql)
          : meilisearchEngine(database.sql, mirror?.place ?? { url: "" }, 15_000);
      search = createSearch(database.sql, engine);
    });
    afterAll(() => search.close());
    const titles = async (text: string, more: Partial<Request> = {}, viewer = anonymous) =>
      (await search.find(viewer, ask(text, more))).hits.map(({ title }) => title);
    const idsOf = ({ hits }: Answer) => hits.map(({ kind, id }) => `${kind} ${id}`);

    it("says who it is", async () => {
      expect(engine.health()).toEqual({ engine: name, status: "ok" });
      expect((await engine.search(anonymous, question("børn"))).engine).toBe(name);
    });

    describe("words", () => {
      it.each([
        ["as it stands", "mentalisering", "Mentalisering"],
        ["in another form", "mellemformerne", "Mellemformer"],
        ["with letters written out", "overgangspaedagog", "Overgangspædagog"],
        ["in capitals", "CO-TEACHING", "Co-teaching"],
        ["with a blank for the hyphen", "co teaching", "Co-teaching"],
        ["joined", "coteaching", "Co-teaching"],
        ["misspelt", "mentaliserng", "Mentalisering"],
        ["misspelt in a joined word", "co-teching", "Co-teaching"],
        ["by another word for it", "to-lærerordning", "Co-teaching"],
        ["by its beginning", "mentali", "Mentalisering"],
      ])("are found %s: %s", async (_how, text, title) => {
        expect((await titles(text)).slice(0, 5)).toContain(title);
      });

      it.each([
        ["århus", "aarhus"],
        ["Ærø", "aeroe"],
        ["PPR", "pædagogisk psykologisk rådgivning"],
        ["skolefravær", "skolevægring"],
        ["co-teaching", "co teaching"],
      ])("mean the same: %s and %s", async (one, other) => {
        const both = [await engine.search(anonymous, question(one)), await engine.search(anonymous, question(other))];
        expect(both[0]?.total).toBeGreaterThan(0);
        const [few, many] = both.map((answer) => new Set(idsOf(answer))).sort((a, b) => a.size - b.size);
        // What is written in two words also counts as two words; whatever is found by one is found by the other.
        for (const id of few ?? []) expect(many).toContain(id);
      });

      it("must all be there, in whichever order", async () => {
        const both = await engine.search(anonymous, question("forældre overgang"));
        const turned = await engine.search(anonymous, question("overgang forældre"));
        const [one, other] = await Promise.all(
          ["forældre", "overgang"].map((text) => engine.search(anonymous, question(text))),
        );
        const ofBoth = idsOf(one as Answer).filter((id) => idsOf(other as Answer).includes(id));
        expect(idsOf(both).sort()).toEqual(ofBoth.sort());
        expect(idsOf(turned).sort()).toEqual(ofBoth.sort());
        expect(both.total).toBeLessThan(Math.min(one?.total ?? 0, other?.total ?? 0));
      });

      it("also count as beginnings when they are not the last", async () => {
        expect(await titles("sangfu publ")).toEqual(
          expect.arrayContaining(["Sangfuglen public 0165", "Sangfuglen public 0751"]),
        );
      });

      it("with å are told from those with a", async () => {
        expect(await titles("skral")).toContain("Bro over skralderen");
        expect(await titles("skra")).not.toContain("Bro over skraaen");
        const found = await titles("skrå");
        expect(found[0]).toBe("Bro over skraaen");
        expect(found).not.toContain("Bro over skralderen");
      });

      it("in titles come before the same words elsewhere", async () => {
        expect(await titles("havgræs")).toEqual(["Havgræs", "Tangen"]);
        expect(await titles("tangen")).toEqual(["Tangen", "Havgræs"]);
      });

      it("as they stand come before those that merely begin so", async () => {
        const found = await titles("ko", { pageSize: 100 });
        const exact = await titles("co");
        expect(exact[0]).toBe("Co-teaching");
        expect(found).not.toContain("Co-teaching");
        const { hits } = await search.find(anonymous, ask("sangfugl"));
        expect(hits).toHaveLength(2);
      });

      it("put guides before cases, and real content before invented", async () => {
        const { hits } = await search.find(anonymous, ask("co-teaching"));
        expect(hits[0]?.kind).toBe("method");
        expect(await titles("fløjten")).toEqual(["Fløjten synger", "Fløjten flyver", "Fløjten aner"]);
        const all = (await search.find(anonymous, ask("", { pageSize: 1000 }))).hits;
        const invented = all.map(({ demo }) => demo);
        expect(invented.lastIndexOf(false)).toBeLessThan(invented.indexOf(true));
        const kinds = all.filter(({ demo }) => !demo).map(({ kind }) => kind);
        expect([...new Set(kinds)]).toEqual(order);
        expect(kinds).toEqual([...kinds].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
      });
    });

    describe("real content comes before invented", () => {
      const demos = async (text: string, more: Partial<Request> = {}) =>
        (await search.find(anonymous, ask(text, more))).hits.map(({ demo }) => demo);

      it("however well the words stand in what is invented, and over all pages", async () => {
        expect(await titles("spættefjer")).toEqual(["Dun", "Spættefjer og dun"]);
        expect(await titles("handicap blåmejseskolen")).toEqual([
          "Handikap på blåmejseskolen",
          "Handicap på blåmejseskolen",
        ]);
        for (const text of ["forældre", "skole", "børn fællesskab", "co-teaching"]) {
          const all = await demos(text, { pageSize: 1000 });
          // What fits comes before what nearly fits, and in each of the two what is real comes first.
          const { total } = await search.find(anonymous, ask(text));
          for (const part of [all.slice(0, total), all.slice(total)])
            expect(part.lastIndexOf(false), text).toBeLessThan(part.includes(true) ? part.indexOf(true) : part.length);
          expect(all.slice(0, total), text).toContain(true);
          const paged: boolean[] = [];
          for (let page = 1; page <= Math.ceil(all.length / 7); page += 1)
            paged.push(...(await demos(text, { page, pageSize: 7 })));
          expect(paged, text).toEqual(all);
        }
      });

      it.each(["newest", "title"] as const)("by %s too", async (sort) => {
        const all = await demos("børn", { sort, pageSize: 1000 });
        expect(all).toContain(true);
        expect(all.lastIndexOf(false)).toBeLessThan(all.indexOf(true));
      });

      it("but for the one whose title is asked for", async () => {
        expect(await titles("Rødhalsens lange rejse over havet")).toEqual([
          "Rødhalsens lange rejse over havet",
          "Sangen",
        ]);
        const invented = await database.sql<{ title: string }[]>`
          select title from search_entry where demo and 'public' = any(audience) and title !~ '^(Fløjten|Spætte|Handicap|Rød)'`;
        const asked = invented.filter(({ title }) => isTitleAsked(wantedOf(title).length));
        expect(asked.length).toBeGreaterThan(20);
        for (const { title } of asked) expect((await titles(title, { pageSize: 3 })).slice(0, 3)).toContain(title);
      });

      it("in suggestions too", async () => {
        const found = await search.suggest(anonymous, "fløjt", today, 8);
        expect(found.map(({ title }) => title).at(-1)).toBe("Fløjten aner");
        for (const text of ["for", "sk", "ele"]) {
          const shown = (await search.suggest(anonymous, text, today, 50)).map(({ demo }) => demo);
          expect(shown, text).toContain(true);
          expect(shown.lastIndexOf(false), text).toBeLessThan(shown.indexOf(true));
        }
      });
    });

    describe("suggestions", () => {
      const suggest = async (text: string) =>
        (await search.suggest(anonymous, text, today, 8)).map(({ title }) => title);

      it("look in titles and other names, and in no other text", async () => {
        expect((await suggest("mentali"))[0]).toBe("Mentalisering");
        expect(await suggest("samund")).toContain("Co-teaching");
        expect(await suggest("vikarer")).not.toContain("Co-teaching");
        expect(await suggest("4. k")).toContain("4. klasse tegnede deres eget lokale om");
        expect(await suggest("4. k")).toEqual(await suggest("4. "));
        expect(await suggest("havgr")).toEqual(["Havgræs"]);
      });

      it("begin at two letters, and count no facets", async () => {
        expect(await suggest("sv")).toContain("Svendborg Kommune");
        const { facets: counts } = await engine.search(anonymous, question("aar", {}, { titlesOnly: true }));
        expect(Object.values(counts).flat()).toEqual([]);
      });
    });

    describe("filters", () => {
      it("are 'or' within a facet and 'and' between facets", async () => {
        const total = async (filter: Partial<Filter>) => (await engine.search(anonymous, question("", filter))).total;
        const [cases, methods] = [await total({ type: ["case"] }), await total({ type: ["method"] })];
        expect(await total({ type: ["case", "method"] })).toBe(cases + methods);
        const [{ count } = { count: 0 }] = await database.sql<{ count: number }[]>`
          select count(*)::int from search_entry where 'public' = any(audience) and kind in ('case', 'method')
            and settings && ${["dagtilbud", "sfo"]}`;
        expect(count).toBeGreaterThan(0);
        expect(await total({ type: ["case", "method"], setting: ["dagtilbud", "sfo"] })).toBe(count);
      });

      it("fit nothing by a value that nothing has", async () => {
        for (const facet of facets)
          for (const value of ["findes-ikke", "", "*", 'x" OR kind = "case', "CASE", " case", "a\\"])
            expect(await engine.search(anonymous, question("", { [facet]: [value] }))).toMatchObject({
              total: 0,
              hits: [],
            });
      });

      it("count real and invented apart, each facet without its own choice, as counting by hand does", async () => {
        const choices: Partial<Filter>[] = [
          {},
          { type: ["case"] },
          { type: ["case", "method"], setting: ["dagtilbud"] },
          { region: ["midtjylland"], municipality: ["aarhus", "viborg"] },
          { commitment: ["2025-3"], level: ["nest", "almen"], region: ["hovedstaden", "midtjylland"] },
        ];
        for (const choice of choices) {
          const { facets: counts, total, demoTotal } = await engine.search(member, question("", choice));
          for (const facet of facets) {
            expect(counts[facet]).toEqual(await countedByHand(member, choice, facet));
          }
          const byType = await countedByHand(member, choice, "type");
          const kept = byType.filter(({ value }) => !choice.type?.length || choice.type.includes(value));
          expect(demoTotal).toBe(kept.reduce((sum, { demoCount }) => sum + demoCount, 0));
          expect(total - demoTotal).toBe(kept.reduce((sum, { count }) => sum + count, 0));
        }
      });

      it("take a municipality to the region it is in on the day", async () => {
        const regions = async (day: string) =>
          (await engine.search(anonymous, question("", { type: ["municipality"] }, { today: day }))).facets.region;
        expect((await regions("2026-12-31")).map(({ value }) => value)).toContain("hovedstaden");
        expect((await regions("2027-01-01")).find(({ value }) => value === "oestdanmark")?.count).toBe(46);
        const east = { type: ["municipality"], region: ["oestdanmark"] };
        expect((await engine.search(anonymous, question("", east, { today: "2027-01-01" }))).total).toBe(46);
        expect((await engine.search(anonymous, question("", east))).total).toBe(0);
      });
    });

    describe("orders and pages", () => {
      const ofBirds = { municipality: ["aarhus"], setting: ["dagtilbud"], type: ["case"] };
      const inOrder = async (sort: Question["sort"]) =>
        titles("kvidrer", { filter: { ...openFilter, ...ofBirds }, sort });

      it("put æ, ø and å last, and aa with å", async () => {
        expect(await inOrder("title")).toEqual(
          ["Abens dag", "Zonen", "Æblet", "Ørnen", "Aalborgmodellen", "Ålen"].map((title) => `${title} kvidrer`),
        );
        expect(await inOrder("newest")).toEqual(titlesInDanish);
      });

      it("sort everything by title as the database does", async () => {
        const { hits } = await engine.search(anonymous, question("", {}, { sort: "title" }));
        const rows = await database.sql<{ id: string }[]>`
          select kind || ' ' || id as id from search_entry e where 'public' = any(audience) order by demo, title collate danish, e.id`;
        expect(hits.map(({ kind, id }) => `${kind} ${id}`)).toEqual(rows.map(({ id }) => id));
      });

      it.each(["relevance", "newest", "title"] as const)("give every hit once over all pages, by %s", async (sort) => {
        const { total } = await engine.search(anonymous, question("børn", {}, { sort }));
        const whole = idsOf(await engine.search(anonymous, question("børn", {}, { sort })));
        const paged: string[] = [];
        for (let page = 1; page <= Math.ceil(total / 7); page += 1)
          paged.push(...idsOf(await engine.search(anonymous, question("børn", {}, { sort, page, pageSize: 7 }))));
        expect(total).toBeGreaterThan(20);
        expect(paged).toEqual(whole);
        expect(new Set(paged).size).toBe(total);
      });

      it("give the total on a page beyond the last too", async () => {
        const { total } = await engine.search(anonymous, question("børn"));
        for (const page of [99, 1_000_000])
          expect(await engine.search(anonymous, question("børn", {}, { page, pageSize: 20 }))).toMatchObject({
            hits: [],
            total,
          });
      });
    });

    describe("what nearly fits", () => {
      const near = async (text: string, more: Partial<Request> = {}, viewer = anonymous) => {
        const { hits, total, nearTotal, facets: counts } = await search.find(viewer, ask(text, more));
        return { all: hits.map((hit) => `${hit.title}${hit.near ? " (near)" : ""}`), total, nearTotal, counts };
      };

      it("comes after what fits, has the rarest word, and is counted apart", async () => {
        const { all, total, nearTotal, counts } = await near("barn kvækfinker", { pageSize: 10 });
        expect(total).toBe(1);
        expect(nearTotal).toBe(2);
        expect(all).toEqual(["Kvækfinker og et barn", "Kvækfinker (near)", "Kvækfinker igen (near)"]);
        expect(counts.type).toEqual([{ value: "case", count: 1, demoCount: 0 }]);
      });

      it("is all there is where nothing fits, and lacks one of two to four words", async () => {
        expect((await near("kvækfinker xyzzy")).total).toBe(0);
        expect((await near("kvækfinker xyzzy")).nearTotal).toBe(3);
        expect((await near("kvækfinker xyzzy kvaxuf")).all).toEqual([]);
        expect((await near("kvækfinker igen xyzzy")).all).toEqual(["Kvækfinker igen (near)"]);
        expect((await near("xyzzy kvaxuf")).all).toEqual([]);
      });

      it.each(["newest", "title"] as const)("comes after what fits by %s too, over all pages", async (sort) => {
        const whole = (await near("barn kvækfinker", { sort })).all;
        expect(whole[0]).toBe("Kvækfinker og et barn");
        const paged: string[] = [];
        for (const page of [1, 2, 3]) paged.push(...(await near("barn kvækfinker", { sort, page, pageSize: 1 })).all);
        expect(paged).toEqual(whole);
      });

      it("is narrowed, and never told of to those who may not see it", async () => {
        expect((await near("sangfuglen xyzzy")).nearTotal).toBe(2);
        expect((await near("sangfuglen xyzzy", {}, member)).nearTotal).toBe(4);
        const ofAarhusAlone = { ...openFilter, municipality: ["aarhus"] };
        expect((await near("sangfuglen xyzzy", { filter: ofAarhusAlone }, member)).nearTotal).toBe(2);
      });

      it("is nothing that suggestions of two words have", async () => {
        expect(await search.suggest(anonymous, "kvækfinker xyzzy", today, 8)).toEqual([]);
      });
    });

    describe("who may see what", () => {
      it.each(viewers)("is kept to in hits, totals and facets for %s", async (_who, viewer) => {
        const answer = await engine.search(viewer, question("sangfuglen", {}, { sort: "title" }));
        const mayFind = visibilities.flatMap((visibility) =>
          ["0165", "0751"]
            .filter((code) => isVisible(viewer, visibility, code))
            .map((code) => `Sangfuglen ${visibility} ${code}`),
        );
        const rows = await database.sql<{ id: string; title: string }[]>`
          select c.id, r.title from case_story c join case_revision r on r.id = c.published_revision_id where r.title = any(${mayFind})`;
        expect(answer.hits.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
        expect(answer.total).toBe(mayFind.length);
        expect(answer.facets.type).toEqual([{ value: "case", count: mayFind.length, demoCount: 0 }]);
        const inAarhus = mayFind.filter((title) => title.endsWith("0751")).length;
        expect(answer.facets.municipality.find(({ value }) => value === "aarhus")?.count).toBe(inAarhus);
        expect(answer.facets.region.find(({ value }) => value === "midtjylland")?.count).toBe(inAarhus);
      });

      it("holds with any filter: nothing that is chosen opens anything", async () => {
        const chosen = { type: ["case"], municipality: ["aarhus", "albertslund"] };
        const { total, facets: counts } = await engine.search(anonymous, question("sangfuglen", chosen));
        expect(total).toBe(2);
        for (const facet of facets)
          for (const { count, demoCount } of counts[facet]) expect(count + demoCount).toBeLessThanOrEqual(2);
      });

      it("does not take a code for a mark of its own", async () => {
        const sly: Viewer = { network: false, municipalities: ['0751", "network', "] OR kind IN [", "0751 "] };
        const { total } = await engine.search(sly, question("sangfuglen"));
        expect(total).toBe(2);
      });
    });

    it("answers anything that somebody may type or choose, as anybody, with no more than they may see", async () => {
      await fc.assert(
        fc.asyncProperty(oddText, someViewer, someFilter, async (text, viewer, filter) => {
          const {
            hits,
            total,
            demoTotal,
            nearTotal,
            facets: counts,
          } = await search.find(viewer, ask(text, { filter, pageSize: 1000 }));
          // What is counted is what could be found: all of it, on a page long enough, and nothing that is not visible.
          expect(hits).toHaveLength(total + nearTotal);
          expect(hits.map(({ near }) => near)).toEqual(hits.map((_, at) => at >= total));
          expect(hits.filter(({ demo, near }) => demo && !near)).toHaveLength(demoTotal);
          for (const facet of facets) {
            if (filter[facet].length > 0) continue;
            for (const { count, demoCount } of counts[facet]) {
              expect(count).toBeLessThanOrEqual(total - demoTotal);
              expect(demoCount).toBeLessThanOrEqual(demoTotal);
            }
          }
          const byType = counts.type.filter(({ value }) => !filter.type.length || filter.type.includes(value));
          expect(byType.reduce((sum, { count }) => sum + count, 0)).toBe(total - demoTotal);
        }),
        { numRuns: 60 },
      );
    });
  });
});

describe.skipIf(!hasMeilisearch)("Postgres and Meilisearch", () => {
  it.each(differences.filter(({ shown }) => shown))("differ in $what", async ({ shown }) => {
    const engines = [
      postgresEngine(database.sql),
      meilisearchEngine(database.sql, mirror?.place ?? { url: "" }, 15_000),
    ];
    const [one, other] = await Promise.all(engines.map((engine) => engine.search(anonymous, question(shown ?? ""))));
    expect(other?.hits).not.toEqual(one?.hits);
  });

  it("find, count and total the same, whatever is asked by whomever", async () => {
    const engines = [
      postgresEngine(database.sql),
      meilisearchEngine(database.sql, mirror?.place ?? { url: "" }, 15_000),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(someWords, oddText),
        someViewer,
        someFilter,
        fc.boolean(),
        async (text, viewer, filter, titlesOnly) => {
          const rarest = await rarestOf(database.sql, wantedOf(text.slice(0, 200)));
          const asked = question(text.slice(0, 200), filter, { titlesOnly, rarest });
          const [one, other] = await Promise.all(engines.map((engine) => engine.search(viewer, asked)));
          expect(sorted(other)).toEqual(sorted(one));
          expect(other?.facets).toEqual(one?.facets);
          expect(other?.total).toBe(one?.total);
          expect(other?.nearTotal).toBe(one?.nearTotal);
          expect(other?.demoTotal).toBe(one?.demoTotal);
        },
      ),
      { numRuns: 80 },
    );
  });
});

const sorted = (answer: Answer | undefined) => answer?.hits.map(({ kind, id }) => `${kind} ${id}`).sort();
const order = [
  "method",
  "case",
  "initiative",
  "indicator",
  "status",
  "commitment",
  "municipality",
  "document",
  "reference",
];

function isVisible(viewer: Viewer, visibility: (typeof visibilities)[number], code: string): boolean {
  if (visibility === "network") return viewer.network;
  return visibility === "public" || viewer.municipalities.includes(code);
}

/** What a facet must show: entries that fit all other choices, by value, most real ones first. */
async function countedByHand(viewer: Viewer, choice: Partial<Filter>, facet: Facet): Promise<FacetCount[]> {
  const entries = await database.sql<(Record<Facet, string[]> & { audience: string[]; demo: boolean })[]>`
    select audience, demo, array[kind] as type, settings as setting, levels as level, commitments as commitment, methods as method,
      array_remove(array[municipality], null) as municipality,
      array(
        select region_slug from municipality_region join municipality k on k.code = municipality_code
        where k.slug = municipality and valid_from <= ${today} and (valid_to is null or valid_to > ${today})
      ) as region
    from search_entry`;
  const counts = new Map<string, FacetCount>();
  for (const entry of entries) {
    if (!entry.audience.some((mark) => mark === "public" || (mark === "network" && viewer.network))) continue;
    const fits = facets.every(
      (other) =>
        other === facet || !choice[other]?.length || entry[other].some((value) => choice[other]?.includes(value)),
    );
    for (const value of fits ? entry[facet] : []) {
      const one = counts.get(value) ?? { value, count: 0, demoCount: 0 };
      one[entry.demo ? "demoCount" : "count"] += 1;
      counts.set(value, one);
    }
  }
  return [...counts.values()].sort(
    (a, b) => b.count - a.count || b.demoCount - a.demoCount || (a.value < b.value ? -1 : 1),
  );
}

const oddText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(
    ..."' | ' & !§a:* <-> b§%_\\§'; drop table case_story; --§<script>§🙂🙂§\"ubalanceret§:*§(((§\0nul§-børn§\"co teaching\"".split(
      "§",
    ),
    'x" OR audience = "network',
    "børn\\",
    "ord ".repeat(2500),
    "a".repeat(700),
  ),
);
const someWords = fc
  .subarray(["børn", "co-teaching", "skole", "PPR", "overg", "forældre", "Aarhus", "angst", "fælles", "sangfugl"], {
    minLength: 1,
    maxLength: 3,
  })
  .map((words) => words.join(" "));
const someViewer: fc.Arbitrary<Viewer> = fc.record({
  network: fc.boolean(),
  municipalities: fc.subarray(["0101", "0165", "0751", "0825"]),
});
const some = fc.subarray([
  "case",
  "method",
  "initiative",
  "indicator",
  "dagtilbud",
  "2025-3",
  "nest",
  "aarhus",
  "midtjylland",
  "findes-ikke",
]);
const someFilter = fc
  .record(Object.fromEntries(facets.map((facet) => [facet, some])))
  .map((filter) => filter as Record<Facet, string[]>)
  // Seven choices at once leave nothing; most people make one or two.
  .chain((filter) =>
    fc
      .subarray([...facets], { maxLength: 2 })
      .map(
        (chosen) =>
          Object.fromEntries(facets.map((facet) => [facet, chosen.includes(facet) ? filter[facet] : []])) as Record<
            Facet,
            string[]
          >,
      ),
  );
