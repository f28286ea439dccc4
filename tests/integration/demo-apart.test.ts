import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { type CaseFilter, caseFacets, countCaseFacets, listCases, newestCases } from "#db/queries/cases/list.ts";
import { findCase } from "#db/queries/cases/page.ts";
import { casesOfCommitment, casesOfMethod, casesOfMunicipality } from "#db/queries/cases/related.ts";
import { findCommitment, listCommitments } from "#db/queries/declarations.ts";
import { textsCitingDocument } from "#db/queries/documents/citing.ts";
import { listMethods, methodsBySlug } from "#db/queries/methods/list.ts";
import { findMethod } from "#db/queries/methods/page.ts";
import { methodsOfCommitment, methodsOfMunicipality } from "#db/queries/methods/related.ts";
import {
  commitmentsOfMunicipality,
  findMunicipality,
  listMunicipalities,
  nearMunicipalities,
} from "#db/queries/municipalities.ts";
import { listReferences } from "#db/queries/references.ts";
import { listSitemap } from "#db/queries/sitemap.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { buildDeclaration, buildDocument, buildReference } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

const today = "2026-11-22";
const viewer = anonymous;
let database: TestDatabase;
let sql: Sql;

/** Aarhus has two real cases and three invented ones, Odense one invented. All but one of them use the same method. */
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await buildDocument(sql, { slug: "notat" });
  await buildReference(sql, "/dokumenter/notat#sted", "kilden");
  await buildDeclaration(sql, { commitments: 2, quotedFrom: "/dokumenter/notat#sted" });
  await buildMethod(sql, { slug: "metoden" });
  await buildMethod(sql, { slug: "kun-i-demodata" });
  const link = (number: number) => ({ year: 2025, number, linkedBy: "editors", why: "Fordi." }) as const;
  const cites = { citations: ["/dokumenter/notat#sted", "/kilder/kilden"] };
  const both = { methods: ["metoden"], commitments: [link(1)], ...cites };
  await buildCase(sql, { slug: "rigtig-1", stage: "aftalt", ...both });
  await buildCase(sql, { slug: "rigtig-2", stage: "aftalt", ...both });
  const invented = { ...both, demo: true, stage: "erfaringer" } as const;
  await buildCase(sql, { slug: "opdigtet-1", ...invented });
  await buildCase(sql, { slug: "opdigtet-2", ...invented });
  await buildCase(sql, { slug: "opdigtet-3", ...invented, methods: ["kun-i-demodata"], commitments: [link(2)] });
  await buildCase(sql, { slug: "opdigtet-4", ...invented, municipalityCode: "0461", commitments: [link(1), link(2)] });
});
afterAll(() => database.drop());

const real = ["rigtig-1", "rigtig-2"];
const slugs = (found: readonly { slug: string }[]) => found.map(({ slug }) => slug).sort();

describe("invented cases are not counted with the real ones", () => {
  it("on the map and in the list of municipalities", async () => {
    const all = await listMunicipalities(sql, viewer, today);
    const counts = (wanted: string) => {
      const { caseCount, demoCaseCount } = all.find(({ slug }) => slug === wanted) ?? {};
      return { caseCount, demoCaseCount };
    };
    expect(counts("aarhus")).toEqual({ caseCount: 2, demoCaseCount: 3 });
    expect(counts("odense")).toEqual({ caseCount: 0, demoCaseCount: 1 });
    expect(await findMunicipality(sql, viewer, "aarhus", today)).toMatchObject({ caseCount: 2, demoCaseCount: 3 });
    const near = await nearMunicipalities(sql, viewer, "koebenhavn", 97);
    expect(near.find(({ slug }) => slug === "aarhus")?.caseCount).toBe(2);
    expect(near.find(({ slug }) => slug === "odense")?.caseCount).toBe(0);
  });

  it("under methods", async () => {
    const listing = { kinds: [], settings: [], levels: [], commitments: [], sort: "brugt" } as const;
    const counts = [
      { slug: "metoden", caseCount: 2, municipalityCount: 1 },
      { slug: "kun-i-demodata", caseCount: 0, municipalityCount: 0 },
    ];
    expect(await listMethods(sql, viewer, listing)).toMatchObject(counts);
    expect(await methodsBySlug(sql, viewer, ["metoden", "kun-i-demodata"])).toMatchObject(counts);
    expect(await findMethod(sql, viewer, "metoden")).toMatchObject({
      item: { caseCount: 2, municipalityCount: 1, municipalities: [{ slug: "aarhus" }] },
    });
    expect(await findMethod(sql, viewer, "kun-i-demodata")).toMatchObject({ item: { municipalities: [] } });
  });

  it("under commitments", async () => {
    const first = { caseCount: 2, methodCount: 1, municipalities: [{ slug: "aarhus", name: "Aarhus" }] };
    const second = { caseCount: 0, methodCount: 0, municipalities: [] };
    expect(await listCommitments(sql, viewer, 2025)).toMatchObject([first, second]);
    expect(await findCommitment(sql, viewer, 2025, 1)).toMatchObject(first);
    expect(await findCommitment(sql, viewer, 2025, 2)).toMatchObject(second);
    expect(await methodsOfCommitment(sql, viewer, 2025, 1)).toMatchObject([{ slug: "metoden", cases: 2 }]);
    expect(await methodsOfCommitment(sql, viewer, 2025, 2)).toEqual([]);
    const served = await commitmentsOfMunicipality(sql, viewer, "0751", 2025);
    expect(served.map(({ cases }) => cases)).toEqual([2, 0]);
  });

  it("in what a municipality works with: a method with a real case counts those alone, and the others say that they are invented", async () => {
    expect(await methodsOfMunicipality(sql, viewer, "0751")).toMatchObject([
      { slug: "metoden", cases: 2, demo: false },
      { slug: "kun-i-demodata", cases: 1, demo: true },
    ]);
    expect(await methodsOfMunicipality(sql, viewer, "0461")).toMatchObject([{ slug: "metoden", cases: 1, demo: true }]);
  });
});

describe("invented cases say nothing about what is real", () => {
  it("a method does not come under a commitment because of them", async () => {
    const under = async (commitment: string) =>
      slugs(
        await listMethods(sql, viewer, {
          kinds: [],
          settings: [],
          levels: [],
          commitments: [commitment],
          sort: "titel",
        }),
      );
    expect(await under("2025-1")).toEqual(["metoden"]);
    expect(await under("2025-2")).toEqual([]);
  });

  it("a document and a reference are not said to carry them", async () => {
    expect(slugs(await textsCitingDocument(sql, viewer, "notat"))).toEqual(real);
    expect(slugs((await listReferences(sql, viewer))[0]?.citedBy ?? [])).toEqual(real);
  });

  it("search robots and feeds do not hear of them", async () => {
    const paths = (await listSitemap(sql, viewer)).map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith("/eksempler/"))).toEqual(real.map((slug) => `/eksempler/${slug}`));
    expect(slugs(await newestCases(sql, viewer, 10, { real: true }))).toEqual(real);
  });
});

describe("where invented cases are shown", () => {
  it("each of them says so", async () => {
    const lists = [
      await casesOfMethod(sql, viewer, "metoden", 10),
      await casesOfMunicipality(sql, viewer, "0751", { demo: true, limit: 10 }),
      (await casesOfCommitment(sql, viewer, { year: 2025, number: 1 }, { demo: true, page: 1, pageSize: 10 })).items,
      await newestCases(sql, viewer, 10, { real: false }),
    ];
    for (const list of lists) {
      expect(list.some(({ demo }) => demo)).toBe(true);
      for (const { slug, demo } of list) expect(demo, slug).toBe(slug.startsWith("opdigtet"));
    }
    expect(await findCase(sql, viewer, "opdigtet-1")).toMatchObject({ item: { demo: true } });
  });

  it("no number of them keeps a real case out of a method's guide", async () => {
    expect(slugs(await casesOfMethod(sql, viewer, "metoden", 2))).toEqual(real);
  });

  it("the list of cases says how many of them there are and can leave them out", async () => {
    const filter = Object.fromEntries(caseFacets.map((facet) => [facet, []])) as unknown as CaseFilter;
    const listing = { filter, sort: "titel", page: 1, pageSize: 10, realOnly: false, today } as const;
    expect(await listCases(sql, viewer, listing)).toMatchObject({ total: 6, demoTotal: 4 });
    const real = { ...listing, realOnly: true };
    expect(await listCases(sql, viewer, real)).toMatchObject({ total: 2, demoTotal: 0 });
    const { facets } = await countCaseFacets(sql, viewer, real);
    expect(facets.method.map(({ value, count }) => [value, count])).toEqual([["metoden", 2]]);
    expect(facets.municipality.map(({ value, count }) => [value, count])).toEqual([["aarhus", 2]]);
    expect(facets.stage.map(({ value, count }) => [value, count])).toEqual([["aftalt", 2]]);
  });
});
