import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { findBinnable } from "#db/queries/cases/bin.ts";
import { findChoiceOptions } from "#db/queries/cases/choices.ts";
import { listPossibleWriters, listWritingAlong } from "#db/queries/cases/contributors.ts";
import { countForAssociation, deskGroups, listDesk } from "#db/queries/cases/desk.ts";
import { findDraft } from "#db/queries/cases/draft.ts";
import { findUnpublished } from "#db/queries/cases/hand-over.ts";
import { findVersion, listVersions } from "#db/queries/cases/history.ts";
import { type CaseFilter, caseFacets, countCaseFacets, listCases, newestCases } from "#db/queries/cases/list.ts";
import { findCase } from "#db/queries/cases/page.ts";
import { findVisiblePicture, insertPicture, listPictures } from "#db/queries/cases/pictures.ts";
import { isCaseGone, readCase, readCases } from "#db/queries/cases/record.ts";
import { casesOfCommitment, casesOfMethod, casesOfMunicipality, similarCases } from "#db/queries/cases/related.ts";
import type { TopicKey } from "#db/queries/contacts/contact.ts";
import {
  contactsOfCase,
  contactsOfCommitment,
  contactsOfMethod,
  contactsOfMunicipality,
} from "#db/queries/contacts/for-readers.ts";
import { setConsented, storeContact } from "#db/queries/contacts/store.ts";
import { isTopic, listTopicCases, listTopics } from "#db/queries/contacts/topics.ts";
import { findCommitment, listCommitments } from "#db/queries/declarations.ts";
import { textsCitingDocument } from "#db/queries/documents/citing.ts";
import { findExportFile, listExports } from "#db/queries/exports/keeping.ts";
import { listMethods, methodsBySlug } from "#db/queries/methods/list.ts";
import { findMethod } from "#db/queries/methods/page.ts";
import { isMethodGone, pageOfMethods, readMethod } from "#db/queries/methods/record.ts";
import {
  methodsLinkedTo,
  methodsOfCommitment,
  methodsOfMunicipality,
  similarMethods,
} from "#db/queries/methods/related.ts";
import {
  commitmentsOfMunicipality,
  findMunicipality,
  listMunicipalities,
  nearMunicipalities,
} from "#db/queries/municipalities.ts";
import { findReference, listReferences, listReferenceTopics, pageOfReferences } from "#db/queries/references.ts";
import { listFacetNames, readHits } from "#db/queries/search-hits.ts";
import { listSitemap } from "#db/queries/sitemap.ts";
import { buildCase, builtStates } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { buildDeclaration, buildDocument, buildReference } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { exportedReads, isOfGround, isOfStatuses } from "#tests/support/exported-reads.ts";

const today = "2026-11-22";
const owners = { "0751": "aarhus", "0101": "koebenhavn" } as const;
const codes = Object.keys(owners) as (keyof typeof owners)[];

/** With whom a case is shared, and the commitment that only such cases come under. All come under the first, a working revision alone under the second. */
const circles = { public: 3, network: 4, municipality: 5 } as const;
const visibilities = Object.keys(circles) as (keyof typeof circles)[];

/** Every case that can be: in two municipalities, shared with each circle, in each state. */
const stories = codes.flatMap((code) =>
  visibilities.flatMap((visibility) =>
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
  await buildDeclaration(sql, { commitments: 5, quotedFrom: "/dokumenter/notat#sted" });
  await buildMethod(sql, { slug: "metoden" });
  await buildMethod(sql, { slug: "kun-i-kladde" });
  for (const visibility of visibilities) await buildMethod(sql, { slug: `metode-${visibility}` });
  for (const { code, visibility, state, slug } of stories) {
    const { id } = await buildCase(sql, {
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
      methods: ["metoden", `metode-${visibility}`],
      commitments: [1, circles[visibility]].map((number) => ({
        year: 2025,
        number,
        linkedBy: "source",
        why: "Fordi.",
      })),
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
    if (state !== "revised") await addContact(`Om ${slug}`, code, { kind: "case", id });
  }
  for (const code of codes) await addContact(`I ${owners[code]}`, code);
  await sql`
    insert into municipality_export (municipality_code, attempt, ready_at, expires_at, bytes, texts, versions, pictures)
    select code, gen_random_uuid(), now(), now() + interval '1 day', 1, 1, 1, 0 from unnest(${codes}::text[]) code`;
  const [method] = await sql<{ id: string }[]>`select id from method where slug = 'metoden'`;
  await addContact("Om metoden", "0751", { kind: "method", id: method?.id ?? "" });
  await addContact("Om punktet", "0751", { kind: "commitment", year: 2025, number: 1 });
});
afterAll(() => database.drop());

/** Somebody who has said yes; about the municipality unless told. Nobody is asked about a case that has a working revision. */
async function addContact(
  name: string,
  municipality: string,
  about: TopicKey = { kind: "municipality" },
): Promise<void> {
  const fields = { name, title: "Leder", email: "bo@example.dk", phone: null };
  await setConsented(sql, await storeContact(sql, municipality, { ...fields, topics: [about] }, false));
}

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
  codes
    .filter((code) => here.some((story) => story.code === code))
    .map((code) => owners[code])
    .sort();
const inMunicipality = (here: readonly Story[], code: string) => here.filter((story) => story.code === code);
/** Each method with the cases that use it, and each commitment with the cases under it. */
const byMethod = (here: readonly Story[]) => [
  { slug: "kun-i-kladde", cases: [] },
  ...visibilities.map((visibility) => ({
    slug: `metode-${visibility}`,
    cases: here.filter((story) => story.visibility === visibility),
  })),
  { slug: "metoden", cases: here },
];
const byCommitment = (here: readonly Story[]) => [
  { number: 1, cases: here, methods: byMethod(here).filter(({ cases }) => cases.length > 0) },
  { number: 2, cases: [], methods: [] },
  ...visibilities.map((visibility) => {
    const cases = here.filter((story) => story.visibility === visibility);
    return { number: circles[visibility], cases, methods: byMethod(cases).filter((method) => method.cases.length > 0) };
  }),
];
/** What is counted where only values that occur are listed. */
const nonzero = (counts: [value: string, count: number][]) =>
  Object.fromEntries(counts.filter(([, count]) => count > 0));
const bySlug = <T extends { slug: string }>(rows: readonly T[]) => [...rows].sort((a, b) => (a.slug < b.slug ? -1 : 1));

const namesOf = (rows: readonly { name: string }[]) => rows.map(({ name }) => name).sort();
const slugsOf = (rows: readonly { slug: string }[]) => rows.map(({ slug }) => slug).sort();

function expectMethods(
  used: readonly { slug: string; cases: number; demo: boolean }[],
  expected: readonly { slug: string; cases: readonly Story[] }[],
): void {
  const counts = expected.map(({ slug, cases }) => ({ slug, cases: cases.length, demo: false }));
  expect(bySlug(used).map(({ slug, cases, demo }) => ({ slug, cases, demo }))).toEqual(
    bySlug(counts.filter(({ cases }) => cases > 0)),
  );
}

/** What every read that takes a viewer must give to one who may see the cases that are `here`. */
/** Each case with a picture that stands in all of its revisions. */
async function picturesOfStories(): Promise<{ id: string; slug: string; picture: string }[]> {
  const cases = await sql<{ id: string; slug: string }[]>`select id, slug from case_story`;
  const made = [];
  for (const { id, slug } of cases) {
    const picture = randomUUID();
    await insertPicture(sql, {
      id: picture,
      caseId: id,
      width: 480,
      height: 360,
      bytes: 1,
      consentUntil: null,
      madeBy: null,
    });
    await sql`insert into revision_picture select id, ${picture} from case_revision where case_id = ${id}`;
    made.push({ id, slug, picture });
  }
  return made;
}

const reads: Record<string, (viewer: Viewer, here: readonly Story[]) => Promise<void>> = {
  async findCase(viewer, here) {
    for (const story of stories) {
      const traces = { withdrawn: { state: "gone" }, hidden: { state: "hidden" } } as Record<string, object>;
      const trace = isShared(viewer, story) ? (traces[story.state] ?? null) : null;
      const found = await findCase(sql, viewer, story.slug);
      const former = await findCase(sql, viewer, `gammel-${story.slug}`);
      if (here.includes(story)) {
        expect(found).toMatchObject({
          state: "here",
          item: {
            title: `Udgivet ${story.slug}`,
            settings: ["dagtilbud"],
            classLevels: [3],
            methods: [{ slug: "metoden" }, { slug: `metode-${story.visibility}` }],
            commitments: [{ number: 1 }, { number: circles[story.visibility] }],
          },
        });
        expect(former).toEqual({ state: "moved", slug: story.slug });
      } else {
        expect(found, story.slug).toEqual(trace);
        expect(former, story.slug).toEqual(trace);
      }
    }
  },
  async findDraft(viewer) {
    for (const { id } of await sql<{ id: string }[]>`select id from case_story`)
      expect(await findDraft(sql, viewer, id), id).toBeUndefined();
  },
  async findBinnable(viewer) {
    for (const { id } of await sql<{ id: string }[]>`select id from case_story`)
      expect(await findBinnable(sql, viewer, id)).toBeUndefined();
  },
  async listWritingAlong(viewer) {
    for (const { id } of await sql<{ id: string }[]>`select id from case_story`)
      expect(await listWritingAlong(sql, viewer, id)).toEqual([]);
  },
  async listPossibleWriters(viewer) {
    for (const { id } of await sql<{ id: string }[]>`select id from case_story`)
      expect((await listPossibleWriters(sql, viewer, id, { words: "", limit: 10 })).items).toEqual([]);
  },
  async findChoiceOptions(viewer) {
    const draft = { municipality: { code: "0751" }, demo: false, unitId: null, methods: [] };
    const { methods } = await findChoiceOptions(sql, viewer, draft);
    expect(methods.length).toBeGreaterThan(0);
  },
  async findUnpublished(viewer) {
    for (const { id } of await sql<{ id: string }[]>`select id from case_story`)
      for (const which of ["working", "submitted"] as const)
        expect(await findUnpublished(sql, viewer, id, which), id).toBeUndefined();
  },
  async findVersion(viewer) {
    for (const { id } of await sql<{ id: string }[]>`select id from case_story`)
      for (const which of ["working", 1] as const)
        expect(await findVersion(sql, viewer, id, which), id).toBeUndefined();
  },
  async listVersions(viewer) {
    for (const { id } of await sql<{ id: string }[]>`select id from case_story`)
      expect((await listVersions(sql, viewer, id, { page: 1, pageSize: 10 })).items, id).toEqual([]);
  },
  async findVisiblePicture(viewer, here) {
    for (const { slug, picture } of await picturesOfStories()) {
      const found = await findVisiblePicture(sql, viewer, picture);
      expect(found !== undefined, slug).toBe(here.some((story) => story.slug === slug));
      if (found) expect(found.everybody, slug).toBe(slug.includes("-public-"));
    }
  },
  async listPictures(viewer) {
    for (const { id } of await picturesOfStories()) expect(await listPictures(sql, viewer, id), id).toEqual([]);
  },
  async listDesk(viewer) {
    for (const group of deskGroups)
      expect((await listDesk(sql, viewer, group, { page: 1, pageSize: 100 })).items).toEqual([]);
  },
  async countForAssociation(viewer) {
    expect(await countForAssociation(sql, viewer)).toBe(0);
  },
  async listCases(viewer, here) {
    const list = await listCases(sql, viewer, everything);
    expectCases(list.items, here);
    expect(list).toMatchObject({ total: here.length, demoTotal: 0 });
    const drafts = await listCases(sql, viewer, { ...everything, filter: { ...noFilter, setting: ["ppr"] } });
    expect(drafts).toMatchObject({ items: [], total: 0 });
  },
  async readCases(viewer, here) {
    const ids = (await sql<{ id: string }[]>`select id from case_story`).map(({ id }) => id);
    const found = await readCases(sql, viewer, ids);
    expectCases(found, here);
    for (const { slug, commitments } of found) {
      const numbers = byCommitment(here).flatMap(({ number, cases }) =>
        cases.some((story) => story.slug === slug) ? [number] : [],
      );
      expect(commitments.map(({ number }) => number)).toEqual(numbers);
    }
  },
  async readCase(viewer, here) {
    for (const { id, slug } of await sql<{ id: string; slug: string }[]>`select id, slug from case_story`) {
      const found = await readCase(sql, viewer, id);
      if (here.some((story) => story.slug === slug)) expect(found).toMatchObject({ slug, title: `Udgivet ${slug}` });
      else expect(found, slug).toBeNull();
    }
  },
  async isCaseGone(viewer) {
    for (const { id, slug } of await sql<{ id: string; slug: string }[]>`select id, slug from case_story`) {
      const story = stories.find((one) => one.slug === slug);
      const left = story && isShared(viewer, story) && ["withdrawn", "hidden"].includes(story.state);
      expect(await isCaseGone(sql, viewer, id), slug).toBe(left);
    }
  },
  async contactsOfCase(viewer, here) {
    for (const story of stories) {
      const own = story.state === "revised" ? `I ${owners[story.code]}` : `Om ${story.slug}`;
      const found = (await contactsOfCase(sql, viewer, story.slug, 100)).items;
      expect(namesOf(found), story.slug).toEqual(here.includes(story) ? [own] : []);
    }
  },
  async contactsOfMunicipality(viewer, here) {
    for (const code of codes) {
      const asked = inMunicipality(here, code).filter(({ state }) => state !== "revised");
      const about = [...asked.map(({ slug }) => slug), ...(code === "0751" ? ["metoden", "punktet"] : [])];
      const names = [`I ${owners[code]}`, ...about.map((one) => `Om ${one}`)].sort();
      expect(namesOf((await contactsOfMunicipality(sql, viewer, code, { page: 1, pageSize: 100 })).items)).toEqual(
        names,
      );
    }
  },
  async contactsOfMethod(viewer) {
    expect(namesOf((await contactsOfMethod(sql, viewer, "metoden", 100)).items)).toEqual(["Om metoden"]);
    expect(await contactsOfMethod(sql, viewer, "kun-i-kladde", 100)).toEqual({ items: [], total: 0 });
  },
  async contactsOfCommitment(viewer) {
    expect(namesOf((await contactsOfCommitment(sql, viewer, 2025, 1, 100)).items)).toEqual(["Om punktet"]);
    expect(await contactsOfCommitment(sql, viewer, 2025, 2, 100)).toEqual({ items: [], total: 0 });
  },
  async listTopicCases(viewer, here) {
    for (const code of codes) {
      const offered = await listTopicCases(sql, viewer, code, { words: "", limit: 1_000 });
      const titles = inMunicipality(here, code).map(({ slug }) => `Udgivet ${slug}`);
      expect(offered.map(({ title }) => title).sort()).toEqual(titles.sort());
    }
  },
  async listTopics(viewer) {
    const topics = await listTopics(sql, viewer);
    expect(topics.filter(({ label }) => stories.some(({ slug }) => label.includes(slug)))).toEqual([]);
  },
  async isTopic(viewer, here) {
    for (const { id, slug } of await sql<{ id: string; slug: string }[]>`select id, slug from case_story`) {
      for (const code of codes) {
        const offered = inMunicipality(here, code).some((story) => story.slug === slug);
        const topic = { kind: "case", id } as const;
        expect(await isTopic(sql, viewer, code, topic), `${slug} in ${code}`).toBe(offered);
      }
    }
  },
  async readHits(viewer, here) {
    const ids = (await sql<{ id: string }[]>`select id::text from case_story`).map(({ id }) => id);
    const found = await readHits(
      sql,
      viewer,
      ids.map((id) => ({ kind: "case", id })),
    );
    expect(found.map(({ title }) => title).sort()).toEqual(here.map(({ slug }) => `Udgivet ${slug}`).sort());
  },
  async listFacetNames(viewer, here) {
    const { method } = await listFacetNames(sql, viewer, today);
    expect([...method.keys()].sort()).toEqual(slugsOf(byMethod(here)));
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
      method: nonzero(byMethod(here).map(({ slug, cases }) => [slug, cases.length])),
      commitment: nonzero(byCommitment(here).map(({ number, cases }) => [`2025-${number}`, cases.length])),
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
    for (const { slug, cases } of byMethod(here)) expectCases(await casesOfMethod(sql, viewer, slug, 1_000), cases);
  },
  async similarMethods(viewer, here) {
    const used = byMethod(here);
    for (const { slug, cases } of used) {
      const alike = await similarMethods(sql, viewer, slug, 1_000);
      for (const other of used.filter((method) => method.slug !== slug)) {
        const together = cases.filter((story) => other.cases.includes(story)).length;
        const found = alike.find((method) => method.slug === other.slug);
        expect(found?.together ?? 0, `${slug} with ${other.slug}`).toBe(together);
      }
    }
  },
  async casesOfMunicipality(viewer, here) {
    for (const code of codes) {
      const lists = [true, false].map((demo) => casesOfMunicipality(sql, viewer, code, { demo, limit: 1_000 }));
      expectCases((await Promise.all(lists)).flat(), inMunicipality(here, code));
    }
  },
  async casesOfCommitment(viewer, here) {
    for (const { number, cases } of byCommitment(here)) {
      const paging = { page: 1, pageSize: 1_000 };
      const lists = [true, false].map((demo) =>
        casesOfCommitment(sql, viewer, { year: 2025, number }, { demo, ...paging }),
      );
      expectCases(
        (await Promise.all(lists)).flatMap(({ items }) => items),
        cases,
      );
    }
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
      const expected = byCommitment(inMunicipality(here, code));
      expect(served.map(({ number, cases }) => [number, cases])).toEqual(
        expected.map(({ number, cases }) => [number, cases.length]),
      );
    }
  },
  async listCommitments(viewer, here) {
    const rows = await listCommitments(sql, viewer, 2025);
    expect(rows).toMatchObject(
      byCommitment(here).map(({ cases, methods }) => ({ caseCount: cases.length, methodCount: methods.length })),
    );
    expect(rows.map(({ municipalities }) => slugsOf(municipalities))).toEqual(
      byCommitment(here).map(({ cases }) => named(cases)),
    );
  },
  async findCommitment(viewer, here) {
    for (const { number, cases, methods } of byCommitment(here)) {
      const item = await findCommitment(sql, viewer, 2025, number);
      expect(item).toMatchObject({ caseCount: cases.length, methodCount: methods.length });
      expect(slugsOf(item?.municipalities ?? [])).toEqual(named(cases));
    }
  },
  async listMethods(viewer, here) {
    const counts = byMethod(here).map(({ slug, cases }) => ({
      slug,
      caseCount: cases.length,
      municipalityCount: named(cases).length,
    }));
    expect(bySlug(await listMethods(sql, viewer, everyMethod))).toMatchObject(bySlug(counts));
    for (const { number, methods } of byCommitment(here)) {
      const under = await listMethods(sql, viewer, { ...everyMethod, commitments: [`2025-${number}`] });
      expect(slugsOf(under)).toEqual(slugsOf(methods));
    }
  },
  async pageOfMethods(viewer, here) {
    const { items, total } = await pageOfMethods(sql, viewer, { ...everyMethod, paging: { page: 1, pageSize: 200 } });
    const counts = byMethod(here).map(({ slug, cases }) => ({
      slug,
      caseCount: cases.length,
      municipalityCount: named(cases).length,
    }));
    expect(bySlug(items)).toMatchObject(bySlug(counts));
    expect(total).toBe(counts.length);
    const beyond = await pageOfMethods(sql, viewer, { ...everyMethod, paging: { page: 9, pageSize: 200 } });
    expect(beyond).toMatchObject({ items: [], total });
  },
  async readMethod(viewer, here) {
    for (const { slug, cases } of byMethod(here)) {
      const [row] = await sql<{ id: string }[]>`select id from method where slug = ${slug}`;
      expect(await readMethod(sql, viewer, row?.id ?? "")).toMatchObject({ slug, caseCount: cases.length });
    }
  },
  async isMethodGone(viewer) {
    for (const { id } of await sql<{ id: string }[]>`select id from method`)
      expect(await isMethodGone(sql, viewer, id)).toBe(false);
  },
  async methodsBySlug(viewer, here) {
    const methods = byMethod(here);
    const found = await methodsBySlug(
      sql,
      viewer,
      methods.map(({ slug }) => slug),
    );
    expect(found).toMatchObject(
      methods.map(({ slug, cases }) => ({ slug, caseCount: cases.length, municipalityCount: named(cases).length })),
    );
  },
  async findMethod(viewer, here) {
    for (const { slug, cases } of byMethod(here)) {
      const found = await findMethod(sql, viewer, slug);
      const item = found?.state === "here" ? found.item : undefined;
      expect(item).toMatchObject({ caseCount: cases.length, municipalityCount: named(cases).length });
      expect(slugsOf(item?.municipalities ?? [])).toEqual(named(cases));
    }
  },
  async methodsOfMunicipality(viewer, here) {
    for (const code of codes) {
      const used = await methodsOfMunicipality(sql, viewer, code);
      expectMethods(used, byMethod(inMunicipality(here, code)));
    }
  },
  async methodsLinkedTo(viewer) {
    const visible = slugsOf(await listMethods(sql, viewer, everyMethod)).sort();
    const linking = sql.begin(async (tx) => {
      await tx`
        insert into method_commitment (revision_id, declaration_year, number, why)
        select published_revision_id, 2025, 2, 'Den hører til.' from method where published_revision_id is not null`;
      expect(slugsOf(await methodsLinkedTo(tx as unknown as Sql, viewer, 2025, 2)).sort()).toEqual(visible);
      throw new Error("taken back");
    });
    await expect(linking).rejects.toThrow("taken back");
  },
  async methodsOfCommitment(viewer, here) {
    for (const { number, methods } of byCommitment(here)) {
      expectMethods(await methodsOfCommitment(sql, viewer, 2025, number), methods);
    }
  },
  async textsCitingDocument(viewer, here) {
    const texts = await textsCitingDocument(sql, viewer, "notat");
    expectCases(texts, here);
    expect(texts.every(({ kind, anchor }) => kind === "case" && anchor === "sted")).toBe(true);
  },
  async findReference(viewer, here) {
    expectCases((await findReference(sql, viewer, "kilden"))?.citedBy ?? [], here);
    expect((await findReference(sql, viewer, "kun-i-kladde"))?.citedBy).toEqual([]);
  },
  async pageOfReferences(viewer, here) {
    const wanted = { filter: {}, sort: "titel", paging: { page: 1, pageSize: 100 } } as const;
    const { items } = await pageOfReferences(sql, viewer, wanted);
    expectCases(items.find(({ slug }) => slug === "kilden")?.citedBy ?? [], here);
  },
  async listReferenceTopics(viewer) {
    expect(await listReferenceTopics(sql, viewer)).toEqual([]);
  },
  async listReferences(viewer, here) {
    const citedBy = new Map(
      (await listReferences(sql, viewer)).map((reference) => [reference.slug, reference.citedBy]),
    );
    expectCases(citedBy.get("kilden") ?? [], here);
    expect(citedBy.get("kun-i-kladde")).toEqual([]);
  },
  // A file with everything is for those who run the municipality; nobody here does.
  async listExports(viewer) {
    for (const code of codes) expect(await listExports(sql, viewer, code)).toEqual([]);
  },
  async findExportFile(viewer) {
    const ids = await sql<{ id: string }[]>`select id from municipality_export`;
    expect(ids).toHaveLength(codes.length);
    for (const { id } of ids) expect(await findExportFile(sql, viewer, id)).toBeUndefined();
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
  it("are all that take a viewer, so that none is forgotten", () => {
    // Those of initiatives, money, follow-ups and indicators are held in ground-visibility.test.ts; those of statuses, ambitions and treatments
    // in status-pages, status-picture, status-writing, keep-periods and keep-ambitions.
    const taking = exportedReads().filter(
      ({ takesViewer, file }) => takesViewer && !isOfGround(file) && !isOfStatuses(file),
    );
    expect(taking.map(({ name }) => name)).toEqual(Object.keys(reads).sort());
  });
});
