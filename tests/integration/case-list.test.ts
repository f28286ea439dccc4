import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#app/domain/viewer.ts";
import { classLevels, codes, levels, settings, stages } from "#app/domain/vocabulary.ts";
import type { Sql } from "#db/client.ts";
import {
  type CaseFacet,
  type CaseFilter,
  type CaseListing,
  type CaseSort,
  caseFacets,
  caseSorts,
  countCaseFacets,
  listCases,
} from "#db/queries/cases/list.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { buildDeclaration, buildDocument } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

const today = "2026-11-22";
/** Municipalities with their region; nobody in the last one has a case. */
const places = [
  { code: "0751", name: "Aarhus", slug: "aarhus", region: "midtjylland" },
  { code: "0851", name: "Aalborg", slug: "aalborg", region: "nordjylland" },
  { code: "0492", name: "Ærø", slug: "aeroe", region: "syddanmark" },
  { code: "0101", name: "København", slug: "koebenhavn", region: "hovedstaden" },
  { code: "0259", name: "Køge", slug: "koege", region: "sjaelland" },
  { code: "0563", name: "Fanø", slug: "fanoe", region: "syddanmark" },
] as const;
const methods = ["aeblemetoden", "oeremetoden", "zebrametoden"];
const commitments = [1, 2, 3];
const danish = new Intl.Collator("da-DK").compare;

const some = <T>(values: readonly T[], maxLength = 2) => fc.subarray([...values], { maxLength });
const story = fc.record({
  place: fc.constantFrom(...places.slice(0, -1)),
  visibility: fc.constantFrom("public", "public", "public", "network", "municipality"),
  demo: fc.boolean(),
  stage: fc.constantFrom(...codes(stages)),
  settings: some(codes(settings), 3),
  levels: some(codes(levels)),
  classLevels: some(classLevels, 3),
  methods: some(methods),
  commitments: some(commitments),
  word: fc.constantFrom("Aaben", "Abe", "Zebra", "Æble", "Øre", "Åben", "abe", "Aa"),
  day: fc.integer({ min: 1, max: 12 }),
});
// The same sixty every time; what varies from run to run is what is asked of them.
const stories = fc.sample(story, { numRuns: 60, seed: 98 }).map((one, index) => ({
  ...one,
  slug: `sag-${index}`,
  title: `${one.word} ${index}`,
  publishedAt: new Date(Date.UTC(2026, 5, one.day)),
  facets: {
    setting: one.settings,
    level: one.levels,
    stage: [one.stage],
    classLevel: one.classLevels.map(String),
    method: one.methods,
    commitment: one.commitments.map((number) => `2025-${number}`),
    municipality: [one.place.slug],
    region: [one.place.region],
  } satisfies Record<CaseFacet, string[]> as Record<CaseFacet, string[]>,
}));
type Story = (typeof stories)[number];

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await buildDocument(sql, { slug: "notat" });
  await buildDeclaration(sql, { commitments: commitments.length, quotedFrom: "/dokumenter/notat#sted" });
  for (const [index, slug] of methods.entries()) {
    await buildMethod(sql, { slug, title: ["Æblemetoden", "Øremetoden", "Zebrametoden"][index] });
  }
  for (const { place, facets: _facets, commitments: numbers, word: _word, day: _day, ...rest } of stories) {
    const links = numbers.map((number) => ({ year: 2025, number, linkedBy: "editors", why: "Fordi." }) as const);
    await buildCase(sql, { ...rest, municipalityCode: place.code, commitments: links });
  }
});
afterAll(() => database.drop());

const known: Record<CaseFacet, readonly string[]> = {
  setting: codes(settings),
  level: codes(levels),
  stage: codes(stages),
  classLevel: classLevels.map(String),
  method: methods,
  commitment: commitments.map((number) => `2025-${number}`),
  municipality: places.map(({ slug }) => slug),
  region: [...new Set(places.map(({ region }) => region))],
};
const chosen = (values: readonly string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, { weight: 2, arbitrary: some(values, 3) });
const filters = fc.record(
  Object.fromEntries(caseFacets.map((facet) => [facet, chosen(known[facet])])),
) as fc.Arbitrary<CaseFilter>;
const viewers = fc.record({ network: fc.boolean(), municipalities: some(places.map(({ code }) => code)) });
const asked = fc.record({
  filter: filters,
  realOnly: fc.boolean(),
  sort: fc.constantFrom(...caseSorts),
  viewer: viewers,
});
const noFilter = Object.fromEntries(caseFacets.map((facet) => [facet, []])) as unknown as CaseFilter;
const listing = (changes: Partial<CaseListing> = {}): CaseListing => ({
  filter: noFilter,
  sort: "titel",
  page: 1,
  pageSize: 100,
  realOnly: false,
  today,
  ...changes,
});

// The list once more, as plainly as can be.
const isReadable = (viewer: Viewer, { visibility, place }: Story) =>
  visibility === "public" ||
  (visibility === "network" && viewer.network) ||
  (visibility === "municipality" && viewer.municipalities.includes(place.code));

function fits(one: Story, filter: CaseFilter, except?: CaseFacet): boolean {
  return caseFacets.every(
    (facet) =>
      facet === except ||
      filter[facet].length === 0 ||
      filter[facet].some((value) => one.facets[facet].includes(value)),
  );
}

const byTitle = (a: Story, b: Story) => danish(a.title, b.title);
const newestFirst = (a: Story, b: Story) => b.publishedAt.getTime() - a.publishedAt.getTime() || byTitle(a, b);
const orders: Record<CaseSort, (a: Story, b: Story) => number> = {
  titel: byTitle,
  nyeste: newestFirst,
  kommune: (a, b) => danish(a.place.name, b.place.name) || byTitle(a, b),
  erfaring: (a, b) => codes(stages).indexOf(a.stage) - codes(stages).indexOf(b.stage) || newestFirst(a, b),
};

describe("the list of cases", () => {
  it("holds what fits one value of every chosen facet, in the order asked for", async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ filter, realOnly, sort, viewer }) => {
        const expected = stories
          .filter((one) => isReadable(viewer, one) && !(realOnly && one.demo) && fits(one, filter))
          .sort((a, b) => Number(a.demo) - Number(b.demo) || orders[sort](a, b));
        const list = await listCases(sql, viewer, listing({ filter, realOnly, sort }));
        expect(list.items.map(({ slug }) => slug)).toEqual(expected.map(({ slug }) => slug));
        expect(list.total).toBe(expected.length);
        expect(list.demoTotal).toBe(expected.filter(({ demo }) => demo).length);
      }),
      { numRuns: 100 },
    );
  });

  it("counts every value of a facet as it would be with the other facets alone, real and invented apart", async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ filter, realOnly, viewer }) => {
        const { facets, unknown } = await countCaseFacets(sql, viewer, listing({ filter, realOnly }));
        expect(unknown).toEqual([]);
        for (const facet of caseFacets) {
          const none = { count: 0, demoCount: 0 };
          const expected = new Map(filter[facet].map((value) => [value, none]));
          for (const one of stories) {
            if (!isReadable(viewer, one) || (realOnly && one.demo) || !fits(one, filter, facet)) continue;
            for (const value of one.facets[facet]) {
              const { count, demoCount } = expected.get(value) ?? none;
              expected.set(value, one.demo ? { count, demoCount: demoCount + 1 } : { count: count + 1, demoCount });
            }
          }
          const counted = new Map(facets[facet].map(({ value, count, demoCount }) => [value, { count, demoCount }]));
          expect(facets[facet]).toHaveLength(counted.size);
          expect(counted, facet).toEqual(expected);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("is the same in pages, without gaps or repeats", async () => {
    await fc.assert(
      fc.asyncProperty(asked, fc.integer({ min: 3, max: 25 }), async ({ filter, sort, viewer }, pageSize) => {
        const whole = await listCases(sql, viewer, listing({ filter, sort }));
        const pages = Math.ceil(whole.total / pageSize);
        const read = [];
        for (let page = 1; page <= pages; page += 1) {
          const part = await listCases(sql, viewer, listing({ filter, sort, page, pageSize }));
          expect(part).toMatchObject({ total: whole.total, demoTotal: whole.demoTotal, page, pageSize });
          read.push(...part.items);
        }
        expect(read).toEqual(whole.items);
        const beyond = await listCases(sql, viewer, listing({ filter, sort, page: pages + 1, pageSize }));
        expect(beyond).toMatchObject({ items: [], total: whole.total, demoTotal: whole.demoTotal });
      }),
      { numRuns: 25 },
    );
  });

  it("shows names in Danish alphabetical order beside their counts", async () => {
    const everybody = { network: true, municipalities: places.map(({ code }) => code) };
    const { facets } = await countCaseFacets(sql, everybody, listing());
    const labels = (facet: CaseFacet) => facets[facet].map(({ label }) => label);
    expect(labels("municipality")).toEqual(["København", "Køge", "Ærø", "Aalborg", "Aarhus"]);
    expect(labels("region")).toEqual([
      "Region Hovedstaden",
      "Region Midtjylland",
      "Region Nordjylland",
      "Region Sjælland",
      "Region Syddanmark",
    ]);
    expect(labels("method")).toEqual(["Zebrametoden", "Æblemetoden", "Øremetoden"]);
    expect(labels("commitment")).toEqual(["1. Punkt nummer 1", "2. Punkt nummer 2", "3. Punkt nummer 3"]);
  });

  it("belongs to the regions of the day", async () => {
    const regions = async (on: string) => {
      const everybody = { network: true, municipalities: places.map(({ code }) => code) };
      const { facets } = await countCaseFacets(sql, everybody, listing({ today: on }));
      return facets.region.map(({ value }) => value);
    };
    expect(await regions("2026-12-31")).toEqual(expect.arrayContaining(["hovedstaden", "sjaelland"]));
    expect(await regions("2027-01-01")).toEqual(["midtjylland", "nordjylland", "syddanmark", "oestdanmark"]);
  });
});

describe("a chosen value that names nothing", () => {
  it.each([
    ["municipality", "gotham"],
    ["region", "skaane"],
    ["method", "trylleri"],
    ["commitment", "2025-99"],
    ["commitment", "2024-1"],
    ["commitment", "første"],
    ["method", "'; drop table method; --"],
    ["municipality", "😀"],
  ] satisfies [CaseFacet, string][])("is reported for the facet %s: %s", async (facet, value) => {
    const filter = { ...noFilter, [facet]: [known[facet][0] ?? "", value] };
    const { facets, unknown } = await countCaseFacets(sql, { network: false, municipalities: [] }, listing({ filter }));
    expect(unknown).toEqual([{ facet, value }]);
    expect(facets[facet].map((one) => one.value)).not.toContain(value);
  });

  it("is told from one that exists but has no cases", async () => {
    const filter = { ...noFilter, municipality: ["fanoe"] };
    const { facets, unknown } = await countCaseFacets(sql, { network: false, municipalities: [] }, listing({ filter }));
    expect(unknown).toEqual([]);
    expect(facets.municipality).toContainEqual({ value: "fanoe", label: "Fanø", count: 0, demoCount: 0 });
  });
});
