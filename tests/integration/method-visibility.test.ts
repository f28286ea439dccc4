import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { type CaseFilter, caseFacets, countCaseFacets, listCases } from "#db/queries/cases/list.ts";
import { findCase } from "#db/queries/cases/page.ts";
import { similarCases } from "#db/queries/cases/related.ts";
import { contactsOfMethod, contactsOfMunicipality } from "#db/queries/contacts/for-readers.ts";
import { setConsented, storeContact } from "#db/queries/contacts/store.ts";
import { listTopics } from "#db/queries/contacts/topics.ts";
import { findCommitment, listCommitments } from "#db/queries/declarations.ts";
import { textsCitingDocument } from "#db/queries/documents/citing.ts";
import { listMethods, methodsBySlug } from "#db/queries/methods/list.ts";
import { findMethod } from "#db/queries/methods/page.ts";
import { isMethodGone } from "#db/queries/methods/record.ts";
import { methodsOfCommitment, methodsOfMunicipality, similarMethods } from "#db/queries/methods/related.ts";
import { listReferences } from "#db/queries/references.ts";
import { listSitemap } from "#db/queries/sitemap.ts";
import { buildCase, builtStates } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { buildDeclaration, buildDocument, buildReference } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

const today = "2026-11-22";
const methods = (["public", "network"] as const).flatMap((visibility) =>
  builtStates.map((state) => ({ visibility, state, slug: `${visibility}-${state}` })),
);
const slugs = methods.map(({ slug }) => slug);
const listing = {
  filter: Object.fromEntries(caseFacets.map((facet) => [facet, []])) as unknown as CaseFilter,
  sort: "titel",
  page: 1,
  pageSize: 10,
  realOnly: false,
  today,
} as const;

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await buildDocument(sql, { slug: "notat", places: ["sted", "kun-i-kladde"] });
  await buildReference(sql, "/dokumenter/notat#sted", "kilden");
  await buildReference(sql, "/dokumenter/notat#sted", "kun-i-kladde");
  await buildDeclaration(sql, { commitments: 1, quotedFrom: "/dokumenter/notat#sted" });
  for (const { visibility, state, slug } of methods) {
    await buildMethod(sql, {
      slug,
      visibility,
      state,
      kind: "metode",
      retiredSlugs: [`gammel-${slug}`],
      title: `Udgivet ${slug}`,
      settings: ["dagtilbud"],
      citations: ["/dokumenter/notat#sted", "/kilder/kilden"],
      grades: [{ aspect: "effect", grade: "D", basis: "Det står der.", source: "/dokumenter/notat#sted" }],
      working: {
        title: `Kladde ${slug}`,
        settings: ["ppr"],
        citations: ["/dokumenter/notat#kun-i-kladde", "/kilder/kun-i-kladde"],
        grades: [{ aspect: "effect", grade: "A", basis: "Måske.", source: "/kilder/kun-i-kladde" }],
      },
    });
  }
  for (const { id, slug } of await sql<{ id: string; slug: string }[]>`select id, slug from method`) {
    const fields = { name: `Om ${slug}`, title: "Leder", email: "bo@example.dk", phone: null };
    await setConsented(sql, await storeContact(sql, "0751", { ...fields, topics: [{ kind: "method", id }] }, false));
  }
  await buildMethod(sql, { slug: "aaben", related: slugs });
  for (const slug of ["et", "andet"]) {
    const commitments = [{ year: 2025, number: 1, linkedBy: "source", why: "Fordi." }] as const;
    await buildCase(sql, { slug, methods: slugs, commitments });
  }
});
afterAll(() => database.drop());

describe.each([
  { who: "a reader", viewer: { network: false, municipalities: [] } },
  {
    who: "a member of the municipality who is not of the network",
    viewer: { network: false, municipalities: ["0751"] },
  },
  { who: "the network", viewer: { network: true, municipalities: [] } },
] satisfies { who: string; viewer: Viewer }[])("for $who", ({ viewer }) => {
  const shared = methods.filter(({ visibility }) => visibility === "public" || viewer.network);
  const here = shared
    .filter(({ state }) => state === "published" || state === "revised")
    .map(({ slug }) => slug)
    .sort();
  const titles = here.map((slug) => `Udgivet ${slug}`);
  const sorted = (found: readonly { slug: string }[]) => found.map(({ slug }) => slug).sort();

  it("a method's own page is there, gone, or like one that never was", async () => {
    for (const { slug, state, visibility } of methods) {
      const found = await findMethod(sql, viewer, slug);
      const former = await findMethod(sql, viewer, `gammel-${slug}`);
      if (here.includes(slug)) {
        expect(found).toMatchObject({
          state: "here",
          item: { title: `Udgivet ${slug}`, settings: ["dagtilbud"], profile: [{ grade: "D" }] },
        });
        expect(former).toEqual({ state: "moved", slug });
      } else {
        const shared = visibility === "public" || viewer.network;
        const trace =
          shared && state === "withdrawn" ? { state: "gone" } : shared && state === "hidden" ? { state } : null;
        expect(found, slug).toEqual(trace);
        expect(former, slug).toEqual(trace);
      }
    }
  });

  it("lists, the sitemap and related methods hold it or not", async () => {
    const everything = { kinds: [], settings: [], levels: [], commitments: [], sort: "titel" } as const;
    const all = await listMethods(sql, viewer, everything);
    expect(sorted(all)).toEqual([...here, "aaben"].sort());
    expect(
      all
        .filter(({ slug }) => slug !== "aaben")
        .map(({ title }) => title)
        .sort(),
    ).toEqual(titles);
    expect(await listMethods(sql, viewer, { ...everything, settings: ["ppr"] })).toEqual([]);
    expect(sorted(await methodsBySlug(sql, viewer, slugs))).toEqual(here);
    const paths = (await listSitemap(sql, viewer)).map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith("/metoder/"))).toHaveLength(here.length + 1);
    const open = await findMethod(sql, viewer, "aaben");
    expect(open?.state === "here" && sorted(open.item.related)).toEqual(here);
    const origin = here[0] ?? "";
    const alike = await similarMethods(sql, viewer, origin, 100);
    expect(sorted(alike)).toEqual(here.filter((slug) => slug !== origin));
    for (const { together } of alike) expect(together).toBe(2);
    for (const slug of slugs.filter((one) => !here.includes(one)))
      expect(await similarMethods(sql, viewer, slug, 100), slug).toEqual([]);
  });

  it("who to ask about it is shown or not, and it is offered as a topic or not", async () => {
    const names = (contacts: readonly { name: string }[]) => contacts.map(({ name }) => name).sort();
    for (const slug of slugs) {
      const asked = (await contactsOfMethod(sql, viewer, slug, 100)).items;
      expect(names(asked), slug).toEqual(here.includes(slug) ? [`Om ${slug}`] : []);
    }
    const inMunicipality = (await contactsOfMunicipality(sql, viewer, "0751", { page: 1, pageSize: 100 })).items;
    expect(names(inMunicipality)).toEqual(here.map((slug) => `Om ${slug}`));
    const topics = (await listTopics(sql, viewer)).filter(({ value }) => value.startsWith("method:"));
    expect(topics.map(({ label }) => label).sort()).toEqual(["Titel på aaben", ...titles].sort());
  });

  it("the API says that it is gone, or nothing", async () => {
    for (const { slug, state, visibility } of methods) {
      const [row] = await sql<{ id: string }[]>`select id from method where slug = ${slug}`;
      const left = (visibility === "public" || viewer.network) && (state === "withdrawn" || state === "hidden");
      expect(await isMethodGone(sql, viewer, row?.id ?? ""), slug).toBe(left);
    }
  });

  it("cases that use it name it or not", async () => {
    const found = await findCase(sql, viewer, "et");
    expect(found?.state === "here" && sorted(found.item.methods)).toEqual(here);
    const [similar] = await similarCases(sql, viewer, "et", 10);
    expect(similar?.sharedMethods.sort()).toEqual(titles);
  });

  it("places that count methods count it or not", async () => {
    expect(sorted(await methodsOfMunicipality(sql, viewer, "0751"))).toEqual(here);
    expect(sorted(await methodsOfCommitment(sql, viewer, 2025, 1))).toEqual(here);
    expect((await listCommitments(sql, viewer, 2025))[0]?.methodCount).toBe(here.length);
    expect((await findCommitment(sql, viewer, 2025, 1))?.methodCount).toBe(here.length);
  });

  it("the list of cases can be narrowed by it or says that it knows no such method", async () => {
    const { facets } = await countCaseFacets(sql, viewer, listing);
    expect(facets.method.map(({ value }) => value).sort()).toEqual(here);
    for (const slug of slugs) {
      const narrowed = { ...listing, filter: { ...listing.filter, method: [slug] } };
      expect((await listCases(sql, viewer, narrowed)).total, slug).toBe(here.includes(slug) ? 2 : 0);
      const { unknown } = await countCaseFacets(sql, viewer, narrowed);
      expect(unknown).toEqual(here.includes(slug) ? [] : [{ facet: "method", value: slug }]);
    }
  });

  it("the sources that it rests on tell of it or not", async () => {
    const texts = await textsCitingDocument(sql, viewer, "notat");
    expect(texts.map(({ title }) => title).sort()).toEqual(titles);
    expect(texts.every(({ anchor }) => anchor === "sted")).toBe(true);
    const references = await listReferences(sql, viewer);
    const citing = (slug: string) => references.find((reference) => reference.slug === slug)?.citedBy ?? [];
    expect(sorted(citing("kilden"))).toEqual(here);
    expect(citing("kun-i-kladde")).toEqual([]);
  });
});
