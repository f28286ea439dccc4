import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "#app/domain/viewer.ts";
import { contentToHtml } from "#app/editor/content.ts";
import type { Sql } from "#db/client.ts";
import { findCommitment, listCommitments } from "#db/queries/declarations.ts";
import { findDocument } from "#db/queries/documents/page.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase({ seed: "demo" });
  sql = database.sql;
});
afterAll(() => database.drop());

async function htmlOf(slug: string): Promise<string> {
  const found = await findDocument(sql, slug);
  if (found?.state !== "here") throw new Error(`no document: ${slug}`);
  return contentToHtml(found.item.content);
}

describe("a link from a case to a commitment", () => {
  it("is the editors' in every seeded case, for no document mentions the declaration, and invented cases have none", async () => {
    expect(await sql`select from case_commitment where linked_by <> 'editors'`).toEqual([]);
  });

  it("is told as the municipality's own only where it, or its document, makes it", async () => {
    const link = (linkedBy: "editors" | "source") => [{ year: 2025, number: 9, linkedBy, why: "Fordi." }];
    await buildCase(sql, { municipalityCode: "0101", commitments: link("source") });
    await buildCase(sql, { municipalityCode: "0101", commitments: link("editors") });
    const expected = [
      { slug: "koebenhavn", name: "København", linkedBy: "source" },
      { slug: "aarhus", name: "Aarhus", linkedBy: "editors" },
    ];
    expect((await findCommitment(sql, anonymous, 2025, 9))?.municipalities).toEqual(expected);
    expect((await listCommitments(sql, anonymous, 2025))[8]?.municipalities).toEqual(expected);
  });
});

describe("a document", () => {
  it("has the colons and the underlining of the original, and no others", async () => {
    const html = await htmlOf("koebenhavn-mangfoldige-boernefaellesskaber-2026");
    expect(html).not.toContain("Data:");
    expect(html.match(/<strong>Data<\/strong>/g)).toHaveLength(8);
    expect([...html.matchAll(/<u>(.*?)<\/u>/g)].map(([, words]) => words)).toEqual([
      "Skoleledelse",
      "Indskolingen",
      "Styrket indsats for skoler på handleplan",
      "Overgangspædagoger",
      "Ny supportmodel",
      "Forældrekommunikation",
      "Ny visitationsmodel",
      "udfasning af BUF-flex / styring af visitationen",
      "NEST",
      "Basispladser",
    ]);
  });

  it("is spelled as the original, with a mark where that is wrong, and without the hyphens of its lines", async () => {
    const html = await htmlOf("albertslund-sammenhaengende-boernepolitik-2023-2026");
    expect(html).toContain("under Børn- og Ungepolitikken [sic] og ved siden af");
    expect(html).toContain("selvværd, fysisk- og mental sundhed");
    expect(html).toContain("tæt samarbejde og koordination på tværs");
  });
});
