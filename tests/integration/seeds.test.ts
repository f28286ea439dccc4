import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import { aspects, codes } from "#app/domain/vocabulary.ts";
import { anchorsOf, type Content, contentToHtml, linksOf } from "#app/editor/content.ts";
import { assertWritten, wordsOfSection } from "#app/editor/written.ts";
import type { Sql } from "#db/client.ts";
import { workState } from "#db/queries/cases/draft.ts";
import { newestCases } from "#db/queries/cases/list.ts";
import { type CaseDetails, findCase } from "#db/queries/cases/page.ts";
import { casesOfCommitment } from "#db/queries/cases/related.ts";
import { listCommitments } from "#db/queries/declarations.ts";
import { listDocuments } from "#db/queries/documents/list.ts";
import { findDocument } from "#db/queries/documents/page.ts";
import { listMethods } from "#db/queries/methods/list.ts";
import { findMethod, type MethodDetails } from "#db/queries/methods/page.ts";
import { listMunicipalities } from "#db/queries/municipalities.ts";
import { listReferences } from "#db/queries/references.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

const today = "2026-11-22";
let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase({ seed: "demo" });
  sql = database.sql;
});
afterAll(() => database.drop());

/** Somebody who may read everything that is published. */
async function everybody(): Promise<Viewer> {
  const all = await listMunicipalities(sql, anonymous, today);
  return { network: true, municipalities: all.map(({ code }) => code) };
}

async function allCases(viewer: Viewer): Promise<CaseDetails[]> {
  const cards = await newestCases(sql, viewer, 10_000, { real: false });
  const invented = cards.map(({ demo }) => demo);
  expect(invented, "real before invented").toEqual(invented.toSorted((one, other) => Number(one) - Number(other)));
  const found = await Promise.all(cards.map(({ slug }) => findCase(sql, viewer, slug)));
  return found.flatMap((one) => (one?.state === "here" ? [one.item] : []));
}

async function allMethods(): Promise<MethodDetails[]> {
  const cards = await listMethods(sql, anonymous, {
    kinds: [],
    settings: [],
    levels: [],
    commitments: [],
    sort: "titel",
  });
  const found = await Promise.all(cards.map(({ slug }) => findMethod(sql, anonymous, slug)));
  return found.flatMap((one) => (one?.state === "here" ? [one.item] : []));
}

async function allDocuments() {
  const cards = await listDocuments(sql, [], "titel");
  const found = await Promise.all(cards.map(({ slug }) => findDocument(sql, slug)));
  return found.flatMap((one) => (one?.state === "here" ? [one.item] : []));
}

describe("the invented drafts", () => {
  it("stand in every state, each marked as invented and known by its sections", async () => {
    const rows = await sql<Record<string, unknown>[]>`
      select c.slug, c.demo, ${workState(sql)} as state, c.published_revision_id is not null as published,
        c.withdrawn_because is not null as withdrawn, r.state as newest, c.binned_at is not null as binned
      from case_story c join case_revision r on r.id = coalesce(c.working_revision_id, c.published_revision_id)
      where c.municipality_code = '0461' and (c.working_revision_id is not null or c.withdrawn_at is not null) order by c.slug`;
    const invented = { demo: true, published: false, withdrawn: false, newest: "working", binned: false };
    expect(rows).toEqual([
      { ...invented, slug: "odense-elevraadets-vikarmappe", state: "submitted" },
      { ...invented, slug: "odense-faelles-start-efter-frikvarteret", state: "draft" },
      { ...invented, slug: "odense-kvalitetsteam-tre-dage-om-ugen", state: "draft", published: true },
      { ...invented, slug: "odense-lommekort-til-frikvarteret", state: "draft", binned: true },
      {
        ...{ ...invented, slug: "odense-stillezone-i-skolens-bibliotek", state: "published" },
        ...{ published: true, withdrawn: true, newest: "published" },
      },
      { ...invented, slug: "odense-torsdagsmoede-med-fast-dagsorden", state: "returned" },
    ]);
    const drafts = await sql<{ content: Content; state: string }[]>`
      select r.content, r.state from case_story c join case_revision r on r.case_id = c.id
      where c.slug like 'odense-%' and r.state <> 'published'`;
    // Two drafts have a version too, that was handed over.
    expect(drafts).toHaveLength(7);
    for (const { content } of drafts) {
      expect(() => assertWritten(content)).not.toThrow();
      expect(wordsOfSection(content, "challenge")).not.toBe("");
    }
    const [returned] = await sql`select answer, words, quotes from case_hand_over where answer is not null`;
    expect(returned).toMatchObject({ answer: "returned", quotes: ["I nogle uger måtte vi springe over."] });
  });
});

describe("the seeded cases", () => {
  it("that are real are all retold from a document and say so", async () => {
    const real = (await allCases(await everybody())).filter(({ demo }) => !demo);
    expect(real.length).toBeGreaterThanOrEqual(20);
    for (const { slug, document, retold, visibility } of real) {
      expect(document, slug).not.toBeNull();
      expect(retold, slug).toBe(true);
      expect(visibility, slug).toBe("public");
    }
  });

  it("that are real belong to the municipality whose document they are retold from", async () => {
    const strangers = await sql`
      select c.slug from case_story c
      join case_revision r on r.id = c.published_revision_id
      join document d on d.id = r.document_id
      where d.municipality_code is distinct from c.municipality_code`;
    expect(strangers).toEqual([]);
  });

  it("that are real cite the document that they are retold from", async () => {
    const silent = await sql`
      select c.slug from case_story c
      join case_revision r on r.id = c.published_revision_id
      where not c.demo and not exists (
        select from case_citation x where x.revision_id = r.id and x.document_id = r.document_id
      )`;
    expect(silent).toEqual([]);
  });

  it("that are invented are retold from nothing and lie in units that say that they are invented", async () => {
    const invented = (await allCases(await everybody())).filter(({ demo }) => demo);
    expect(invented.length).toBeGreaterThan(20);
    for (const { slug, document, unit } of invented) {
      expect(document, slug).toBeNull();
      if (unit) expect(unit.name, slug).toMatch(/\(opdigtet\)$/);
    }
    const units = await sql<{ name: string }[]>`select name from unit where demo`;
    expect(units.filter(({ name }) => !name.endsWith("(opdigtet)"))).toEqual([]);
  });

  it("that are invented lie in no municipality that has real ones, so that no profile mixes the two", async () => {
    const mixed = await sql`
      select municipality_code from case_story group by municipality_code having bool_or(demo) and not bool_and(demo)`;
    expect(mixed).toEqual([]);
  });

  it("come under a commitment for a reason that is told", async () => {
    for (const { slug, commitments } of await allCases(await everybody())) {
      for (const { number, why } of commitments) {
        const link = `${slug} under ${number}`;
        expect(why, link).toMatch(/^\p{Lu}.{10,}[.!?]$/u);
      }
    }
  });
});

describe("the seeded methods", () => {
  const promised = [
    ...["nest", "co-teaching", "mentalisering", "neuroaffektiv-udviklingspsykologi", "relationel-velfaerd"],
    ...["fast-tovholder", "dagtilbud-for-alle", "specialpaedagogiske-grupper", "mellemformer", "klyngesamarbejde"],
    ...["staerkere-laeringsfaellesskaber", "sampraksis-med-ppr", "trivselsteam", "cool-kids", "boernesamtaler"],
    ...["back2school", "fysiske-laeringsmiljoeer", "trivselsguide", "overgangspaedagog", "kvalitetsteam"],
    ...["supportmodel", "en-indgang-for-foraeldre", "styrket-borgerkontakt", "visitation-paa-skolen"],
    ...["styringsvaerktoej-for-visitation", "basispladser", "ekstra-lederressource", "ledelsesforloeb"],
    ...["ressourcemodel", "fleksible-indsatser"],
  ];

  it("are those that were promised", async () => {
    const found = (await allMethods()).map(({ slug }) => slug);
    expect(found).toEqual(expect.arrayContaining(promised));
  });

  it("answer to the other names that they are known by", async () => {
    const moved = await findMethod(sql, anonymous, "laeringspartnere");
    expect(moved).toEqual({ state: "moved", slug: "staerkere-laeringsfaellesskaber" });
  });

  it("have a whole knowledge profile, or say what they are for, or are themes", async () => {
    for (const { slug, kind, profile, useFor } of await allMethods()) {
      const graded = kind === "metode" || kind === "program";
      expect(
        profile.map(({ aspect }) => aspect),
        slug,
      ).toEqual(graded ? codes(aspects) : []);
      expect(useFor === null, slug).toBe(graded || kind === "tema");
    }
  });

  it("rest every grade on a source, and say of every missing one what it would take", async () => {
    let grades = 0;
    for (const { slug, profile } of await allMethods()) {
      for (const { aspect, grade, basis, needed, source } of profile) {
        const place = `${slug}: ${aspect}`;
        grades += grade ? 1 : 0;
        expect(Boolean(basis), place).toBe(Boolean(grade));
        expect(Boolean(needed), place).toBe(!grade);
        if (grade) expect(source?.address, place).toMatch(/^\/(dokumenter\/.+#.+|kilder\/.+)$/);
        else expect(source, place).toBeNull();
      }
    }
    expect(grades).toBeGreaterThan(10);
  });
});

describe("the seeded documents", () => {
  it("hold no telephone number and no mail address", async () => {
    const telephone = /(?<![\d.,-])(\+45 ?)?\d{2}[ .]?\d{2}[ .]?\d{2}[ .]?\d{2}(?!\d|[.,-]\d)/;
    const mail = /[\w.+-]+@[\w-]+\.\w+|mailto:/i;
    // The patterns find what they are to find.
    expect("Tlf. 89 40 20 00").toMatch(telephone);
    expect("ring +45 33703370.").toMatch(telephone);
    expect("skriv til abc@kl.dk").toMatch(mail);
    for (const { slug, content, omitted, summary } of await allDocuments()) {
      const text = `${contentToHtml(content)} ${omitted} ${summary}`;
      expect(telephone.exec(text)?.[0], slug).toBeUndefined();
      expect(mail.exec(text)?.[0], slug).toBeUndefined();
    }
  });

  it("say of what was left out that it was", async () => {
    const documents = await allDocuments();
    expect(documents).toHaveLength(5);
    for (const { slug, omitted } of documents) {
      if (omitted !== null) expect(omitted, slug).toMatch(/\p{L}{3,}.*\.$/u);
    }
  });

  it("have the anchors in the database that stand in the text", async () => {
    for (const { id, slug, content } of await allDocuments()) {
      const rows = await sql<{ anchor: string; label: string }[]>`
        select anchor, label from document_anchor where document_id = ${id} order by position`;
      expect(
        rows.map(({ anchor, label }) => ({ id: anchor, label })),
        slug,
      ).toEqual(anchorsOf(content).map(({ id: anchor, label }) => ({ id: anchor, label })));
    }
  });

  it("run no words together where a line breaks", async () => {
    const labels = await sql<{ label: string }[]>`select label from document_anchor where label like 'Dato:%Sags ID:%'`;
    expect(labels.map(({ label }) => label)).toEqual([expect.stringMatching(/^Dato: 11\. november 2024 Sags ID: /)]);
  });
});

describe("the commitments of 2025", () => {
  it("are ten, and each stands word for word in the declaration at the place that it names", async () => {
    const rows = await sql<{ number: number; quote: string; anchor: string; text: string; label: string }[]>`
      select p.number, p.quote, p.anchor, d.text, a.label
      from commitment p
      join declaration e on e.year = p.declaration_year and e.document_id = p.document_id
      join document d on d.id = p.document_id
      join document_anchor a on a.document_id = p.document_id and a.anchor = p.anchor
      where p.declaration_year = 2025 order by p.number`;
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const { number, quote, text, label } of rows) {
      expect(text.includes(quote), `punkt ${number}: ${quote}`).toBe(true);
      expect(quote.startsWith(label.slice(0, 60)), `punkt ${number}: ${label}`).toBe(true);
    }
  });

  it("are counted as they are listed", async () => {
    for (const { year, number, caseCount } of await listCommitments(sql, anonymous, 2025)) {
      const asked = { demo: false, page: 1, pageSize: 1_000 };
      const { items, total } = await casesOfCommitment(sql, anonymous, { year, number }, asked);
      expect(items).toHaveLength(caseCount);
      expect(total).toBe(caseCount);
    }
  });
});

describe("every link in a seeded text", () => {
  it("leads to something that those can read who can read the text", async () => {
    const viewer = await everybody();
    const [cases, methods, documents] = await Promise.all([allCases(viewer), allMethods(), allDocuments()]);
    const anchors = new Map(
      documents.map(({ slug, content }) => [slug, new Set(anchorsOf(content).map(({ id }) => id))]),
    );
    const addresses = new Set([
      ...cases.filter(({ visibility }) => visibility === "public").map(({ slug }) => `/eksempler/${slug}`),
      ...methods.map(({ slug }) => `/metoder/${slug}`),
      ...documents.map(({ slug }) => `/dokumenter/${slug}`),
      ...(await listReferences(sql, anonymous)).map(({ slug }) => `/kilder/${slug}`),
      ...(await listMunicipalities(sql, anonymous, today)).map(({ slug }) => `/kommuner/${slug}`),
      ...(await listCommitments(sql, anonymous, 2025)).map(({ number }) => `/erklaeringer/2025/punkter/${number}`),
      ...[
        "/erklaeringer/2025",
        "/metoder",
        "/eksempler",
        "/kommuner",
        "/dokumenter",
        "/kilder",
        "/om",
        "/om/vidensprofil",
        "/del-et-eksempel",
      ],
    ]);
    const nowhere = (content: Content) =>
      linksOf(content).filter((link) => {
        if (/^https:\/\/[a-z0-9.-]+\.[a-z]+(\/|$)/.test(link)) return false;
        if (link.startsWith("#")) return !anchorsOf(content).some(({ id }) => `#${id}` === link);
        const [path = "", anchor] = link.split("#");
        const document = path.replace("/dokumenter/", "");
        return !addresses.has(path) || (anchor !== undefined && !anchors.get(document)?.has(anchor));
      });
    const texts = [...cases, ...methods, ...documents];
    const broken = texts.flatMap(({ slug, content }) => nowhere(content).map((link) => `${slug}: ${link}`));
    expect(broken).toEqual([]);
    expect(texts.flatMap(({ content }) => linksOf(content)).length).toBeGreaterThan(300);
  });
});
