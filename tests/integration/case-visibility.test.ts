import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { type CaseFilter, caseFacets, countCaseFacets, listCases } from "#db/queries/case-list.ts";
import {
  casesOfCommitment,
  casesOfMethod,
  casesOfMunicipality,
  findCase,
  newestCases,
  similarCases,
} from "#db/queries/cases.ts";
import { findCommitment, listCommitments } from "#db/queries/declarations.ts";
import { listReferences, textsCitingDocument } from "#db/queries/documents.ts";
import {
  findMethod,
  listMethods,
  methodsBySlug,
  methodsOfCommitment,
  methodsOfMunicipality,
} from "#db/queries/methods.ts";
import {
  commitmentsOfMunicipality,
  findMunicipality,
  listMunicipalities,
  nearMunicipalities,
} from "#db/queries/municipalities.ts";
import { listSitemap } from "#db/queries/sitemap.ts";
import { buildCase, builtStates } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { buildDeclaration, buildDocument, buildReference } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

const today = "2026-11-22";
const owners = { "0751": "aarhus", "0101": "koebenhavn" } as const;
const codes = Object.keys(owners) as (keyof typeof owners)[];

/** Every case that can be: in two municipalities, shared with each circle, in each state. */
const stories = codes.flatMap((code) =>
  (["public", "network", "municipality"] as const).flatMap((visibility) =>
    builtStates.map((state) => ({ code, visibility, state, slug: `${owners[code]}-${visibility}-${state}` })),
  ),
);
type Story = (typeof stories)[number];

/** Everybody who can ask: signed in or not, of none, one or both of the municipalities. */
const viewers: Viewer[] = [false, true].flatMap((network) =>
  [[], ["0751"], ["0101"], ["0751", "0101"]].map((municipalities) => ({ network, municipalities })),
);

// The rule once more, so that the queries are held against something that is not themselves.
function isShared(viewer: Viewer, { code, visibility }: Story): boolean {
  if (visibility === "municipality") return viewer.municipalities.includes(code);
  return visibility === "public" || viewer.network;
}
const isHere = (viewer: Viewer, story: Story) =>
  (story.state === "published" || story.state === "revised") && isShared(viewer, story);

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await buildDocument(sql, { slug: "notat", places: ["sted", "kun-i-kladde"] });
  await buildReference(sql, "/dokumenter/notat#sted", "kilden");
  await buildReference(sql, "/dokumenter/notat#sted", "kun-i-kladde");
  await buildDeclaration(sql, { commitments: 2, quotedFrom: "/dokumenter/notat#sted" });
  await buildMethod(sql, { slug: "metoden" });
  await buildMethod(sql, { slug: "kun-i-kladde" });
  for (const { code, visibility, state, slug } of stories) {
    await buildCase(sql, {
      slug,
      municipalityCode: code,
      visibility,
      state,
      retiredSlugs: [`gammel-${slug}`],
      title: `Udgivet ${slug}`,
      stage: "erfaringer",
      settings: ["dagtilbud"],
      levels: ["almen"],
      classLevels: [3],
      methods: ["metoden"],
      commitments: [{ year: 2025, number: 1, linkedBy: "source", why: "Fordi." }],
      citations: ["/dokumenter/notat#sted", "/kilder/kilden"],
      working: {
        title: `Kladde ${slug}`,
        stage: "aftalt",
        settings: ["ppr"],
        levels: ["mellemform"],
        classLevels: [9],
        methods: ["kun-i-kladde"],
        commitments: [{ year: 2025, number: 2, linkedBy: "editors", why: "Måske." }],
        citations: ["/dokumenter/notat#kun-i-kladde", "/kilder/kun-i-kladde"],
      },
    });
  }
});
afterAll(() => database.drop());

const noFilter = Object.fromEntries(caseFacets.map((facet) => [facet, []])) as unknown as CaseFilter;
const everything = { filter: noFilter, sort: "titel", page: 1, pageSize: 1_000, realOnly: false, today } as const;
const everyMethod = { kinds: [], settings: [], levels: [], commitments: [], sort: "titel" } as const;

/** Lists show the published title, never that of a working revision. */
function expectCases(found: readonly { slug: string; title: string }[], here: readonly Story[]): void {
  const sorted = (slugs: readonly string[]) => [...slugs].sort();
  expect(sorted(found.map(({ slug }) => slug))).toEqual(sorted(here.map(({ slug }) => slug)));
  expect(found.map(({ title }) => title)).toEqual(found.map(({ slug }) => `Udgivet ${slug}`));
}

const named = (here: readonly Story[]) =>
  codes.filter((code) => here.some((story) => story.code === code)).map((code) => owners[code]);
const inMunicipality = (here: readonly Story[], code: string) => here.filter((story) => story.code === code);

/** What every read that takes a viewer must give to one who may see the cases that are `here`. */
const reads: Record<string, (viewer: Viewer, here: readonly Story[]) => Promise<void>> = {
  async findCase(viewer, here) {
    for (const story of stories) {
      const gone = story.state === "withdrawn" && isShared(viewer, story);
      const found = await findCase(sql, viewer, story.slug, today);
      const former = await findCase(sql, viewer, `gammel-${story.slug}`, today);
      if (here.includes(story)) {
        expect(found).toMatchObject({
          state: "here",
          item: {
            title: `Udgivet ${story.slug}`,
            settings: ["dagtilbud"],
            classLevels: [3],
            methods: [{ slug: "metoden" }],
            commitments: [{ number: 1 }],
          },
        });
        expect(former).toEqual({ state: "moved", slug: story.slug });
      } else {
        expect(found, story.slug).toEqual(gone ? { state: "gone" } : null);
        expect(former, story.slug).toEqual(gone ? { state: "gone" } : null);
      }
    }
  },
  async listCases(viewer, here) {
    const list = await listCases(sql, viewer, everything);
    expectCases(list.items, here);
    expect(list).toMatchObject({ total: here.length, demoTotal: 0 });
    const drafts = await listCases(sql, viewer, { ...everything, filter: { ...noFilter, setting: ["ppr"] } });
    expect(drafts).toMatchObject({ items: [], total: 0 });
  },
  async countCaseFacets(viewer, here) {
    const { facets, unknown } = await countCaseFacets(sql, viewer, everything);
    const counts = Object.entries(facets).map(([facet, values]) => [
      facet,
      Object.fromEntries(values.map(({ value, count }) => [value, count])),
    ]);
    const share = (code: string) => inMunicipality(here, code).length;
    expect(Object.fromEntries(counts)).toEqual({
      setting: { dagtilbud: here.length },
      level: { almen: here.length },
      stage: { erfaringer: here.length },
      classLevel: { 3: here.length },
      method: { metoden: here.length },
      commitment: { "2025-1": here.length },
      municipality: { aarhus: share("0751"), koebenhavn: share("0101") },
      region: { midtjylland: share("0751"), hovedstaden: share("0101") },
    });
    expect(unknown).toEqual([]);
  },
  async similarCases(viewer, here) {
    for (const story of stories) {
      const similar = await similarCases(sql, viewer, story.slug, 1_000);
      expectCases(similar, here.includes(story) ? here.filter((other) => other !== story) : []);
    }
  },
  async casesOfMethod(viewer, here) {
    expectCases(await casesOfMethod(sql, viewer, "metoden", 1_000), here);
    expectCases(await casesOfMethod(sql, viewer, "kun-i-kladde", 1_000), []);
  },
  async casesOfMunicipality(viewer, here) {
    for (const code of codes) expectCases(await casesOfMunicipality(sql, viewer, code), inMunicipality(here, code));
  },
  async casesOfCommitment(viewer, here) {
    expectCases(await casesOfCommitment(sql, viewer, 2025, 1), here);
    expectCases(await casesOfCommitment(sql, viewer, 2025, 2), []);
  },
  async newestCases(viewer, here) {
    expectCases(await newestCases(sql, viewer, 1_000, { real: false }), here);
    expectCases(await newestCases(sql, viewer, 1_000, { real: true }), here);
  },
  async listMunicipalities(viewer, here) {
    for (const { code, caseCount, demoCaseCount } of await listMunicipalities(sql, viewer, today)) {
      expect({ code, caseCount, demoCaseCount }).toEqual({
        code,
        caseCount: inMunicipality(here, code).length,
        demoCaseCount: 0,
      });
    }
  },
  async findMunicipality(viewer, here) {
    for (const code of codes) {
      const page = await findMunicipality(sql, viewer, owners[code], today);
      expect(page).toMatchObject({ caseCount: inMunicipality(here, code).length, demoCaseCount: 0 });
    }
  },
  async nearMunicipalities(viewer, here) {
    for (const [code, slug] of Object.entries(owners)) {
      const near = await nearMunicipalities(sql, viewer, "odense", 97);
      expect(near.find((one) => one.slug === slug)?.caseCount).toBe(inMunicipality(here, code).length);
    }
  },
  async commitmentsOfMunicipality(viewer, here) {
    for (const code of codes) {
      const served = await commitmentsOfMunicipality(sql, viewer, code, 2025);
      expect(served.map(({ number, cases }) => [number, cases])).toEqual([
        [1, inMunicipality(here, code).length],
        [2, 0],
      ]);
    }
  },
  async listCommitments(viewer, here) {
    const [first, second] = await listCommitments(sql, viewer, 2025);
    expect(first).toMatchObject({ caseCount: here.length, methodCount: 1 });
    expect(first?.municipalities.map(({ slug }) => slug).sort()).toEqual(named(here).sort());
    expect(second).toMatchObject({ caseCount: 0, methodCount: 0, municipalities: [] });
  },
  async findCommitment(viewer, here) {
    const first = await findCommitment(sql, viewer, 2025, 1);
    expect(first).toMatchObject({ caseCount: here.length, methodCount: 1 });
    expect(first?.municipalities.map(({ slug }) => slug).sort()).toEqual(named(here).sort());
    expect(await findCommitment(sql, viewer, 2025, 2)).toMatchObject({
      caseCount: 0,
      methodCount: 0,
      municipalities: [],
    });
  },
  async listMethods(viewer, here) {
    const methods = await listMethods(sql, viewer, everyMethod);
    expect(methods.map(({ slug, caseCount, municipalityCount }) => ({ slug, caseCount, municipalityCount }))).toEqual([
      { slug: "kun-i-kladde", caseCount: 0, municipalityCount: 0 },
      { slug: "metoden", caseCount: here.length, municipalityCount: named(here).length },
    ]);
    const under = async (commitment: string) =>
      (await listMethods(sql, viewer, { ...everyMethod, commitments: [commitment] })).map(({ slug }) => slug);
    expect(await under("2025-1")).toEqual(["metoden"]);
    expect(await under("2025-2")).toEqual([]);
  },
  async methodsBySlug(viewer, here) {
    const [first, second] = await methodsBySlug(sql, viewer, ["metoden", "kun-i-kladde"]);
    expect(first).toMatchObject({ caseCount: here.length, municipalityCount: named(here).length });
    expect(second).toMatchObject({ caseCount: 0, municipalityCount: 0 });
  },
  async findMethod(viewer, here) {
    const found = await findMethod(sql, viewer, "metoden");
    const item = found?.state === "here" ? found.item : undefined;
    expect(item).toMatchObject({ caseCount: here.length, municipalityCount: named(here).length });
    expect(item?.municipalities.map(({ slug }) => slug).sort()).toEqual(named(here).sort());
    expect(await findMethod(sql, viewer, "kun-i-kladde")).toMatchObject({ item: { caseCount: 0, municipalities: [] } });
  },
  async methodsOfMunicipality(viewer, here) {
    for (const code of codes) {
      const used = await methodsOfMunicipality(sql, viewer, code);
      expect(used).toMatchObject([{ slug: "metoden", cases: inMunicipality(here, code).length, demo: false }]);
    }
  },
  async methodsOfCommitment(viewer, here) {
    expect(await methodsOfCommitment(sql, viewer, 2025, 1)).toMatchObject([{ slug: "metoden", cases: here.length }]);
    expect(await methodsOfCommitment(sql, viewer, 2025, 2)).toEqual([]);
  },
  async textsCitingDocument(viewer, here) {
    const texts = await textsCitingDocument(sql, viewer, "notat");
    expectCases(texts, here);
    expect(texts.every(({ kind, anchor }) => kind === "case" && anchor === "sted")).toBe(true);
  },
  async listReferences(viewer, here) {
    const citedBy = new Map(
      (await listReferences(sql, viewer)).map((reference) => [reference.slug, reference.citedBy]),
    );
    expectCases(citedBy.get("kilden") ?? [], here);
    expect(citedBy.get("kun-i-kladde")).toEqual([]);
  },
  async listSitemap(viewer, here) {
    const paths = (await listSitemap(sql, viewer)).map(({ path }) => path);
    const cases = paths.filter((path) => path.startsWith("/eksempler/"));
    expect(cases.sort()).toEqual(here.map(({ slug }) => `/eksempler/${slug}`).sort());
  },
};

describe.each(viewers.map((viewer) => ({ viewer, who: JSON.stringify(viewer) })))("for $who", ({ viewer }) => {
  const here = stories.filter((story) => isHere(viewer, story));

  it.each(Object.keys(reads))("%s tells of the cases that are shared with them and of no other", async (name) => {
    await reads[name]?.(viewer, here);
  });
});

describe("the reads above", () => {
  it("are all that take a viewer, so that none is forgotten", async () => {
    const folder = new URL("../../db/queries/", import.meta.url);
    const files = await readdir(folder);
    const sources = await Promise.all(files.map((file) => readFile(new URL(file, folder), "utf8")));
    const taking = sources.flatMap((source) =>
      [...source.matchAll(/^export async function (\w+)\(([^)]*)\)/gm)]
        .filter(([, , parameters]) => parameters?.includes("viewer: Viewer"))
        .map(([, name]) => name),
    );
    expect(taking.sort()).toEqual(Object.keys(reads).sort());
  });
});
