import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { anonymous } from "#app/domain/viewer.ts";
import { type CaseFilter, caseFacets, countCaseFacets, listCases } from "#db/queries/cases/list.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { seed } from "#seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
afterEach(() => database.drop());

const filter = Object.fromEntries(caseFacets.map((facet) => [facet, []])) as unknown as CaseFilter;
const everything = {
  filter,
  sort: "erfaring",
  page: 1,
  pageSize: 100,
  realOnly: true,
  today: "2026-11-22",
} as const;

/** How far each case has come, by what its document says. */
const told = {
  foreslaaet: [
    "fleksible-indsatser",
    "fysiske-laeringsmiljoeer",
    "kompetenceudvikling",
    "ppr-taettere-paa",
    "trivselsguide",
  ].map((name) => `albertslund-${name}`),
  aftalt: [
    "dagtilbud-for-alle",
    "lettere-behandlingstilbud",
    "ppr-sampraksis",
    "relationel-velfaerd",
    "skoler-i-klynger",
    "specialgrupper-i-dagtilbud",
    "specialpaedagogiske-kompetencer",
    "trivselsteam",
  ].map((name) => `aarhus-${name}`),
  vedtaget: [
    "albertslund-ressourcemodel",
    "koebenhavn-foraeldrekommunikation",
    "koebenhavn-nest-lundehusskolen",
    "koebenhavn-supportmodel",
    "koebenhavn-visitation-paa-skolen",
  ],
  "i-gang": [
    "albertslund-boernepolitik-i-udvalg",
    "koebenhavn-co-teaching-i-indskolingen",
    "koebenhavn-ekstra-lederressource",
    "koebenhavn-halvaarlig-opfoelgning",
    "koebenhavn-kvalitetsteam",
    "koebenhavn-overgangspaedagoger",
  ],
};

async function stagesOf(): Promise<Record<string, string[]>> {
  const rows = await database.sql<{ stage: string; slugs: string[] }[]>`
    select r.stage, array_agg(c.slug order by c.slug) as slugs
    from case_story c join case_revision r on r.id = c.published_revision_id group by r.stage`;
  return Object.fromEntries(rows.map(({ stage, slugs }) => [stage, slugs]));
}

/** Puts the stages back to what they were when an agreement and a decision were one, and brings the migration again. */
async function upgrade(): Promise<void> {
  const { sql } = database;
  await sql`
    update case_revision r set stage = case
      when c.slug in ('koebenhavn-nest-lundehusskolen', 'koebenhavn-visitation-paa-skolen') then 'i-gang' else 'aftalt' end
    from case_story c where c.id = r.case_id and r.stage in ('foreslaaet', 'vedtaget')`;
  await sql`alter table case_revision drop constraint case_revision_stage_check`;
  await sql`
    alter table case_revision add constraint case_revision_stage_check check (stage in ('aftalt', 'i-gang', 'erfaringer'))`;
  await sql.unsafe(readFileSync("db/migrations/0040_stages.sql", "utf8"));
}

describe("how far a case has come", () => {
  it("is for each of the 24 what its document says", async () => {
    database = await createTestDatabase({ seed: "reference" });
    expect(await stagesOf()).toEqual(told);
  });

  it("is told apart in a database where an agreement and a decision were one, and is then as the release has it", async () => {
    database = await createTestDatabase({ seed: "reference" });
    await upgrade();
    expect(await stagesOf()).toEqual(told);
    expect(await seed(database.sql, "reference")).toMatchObject({ revised: 0, left: [] });
  });

  it("stays as people have said it, but for what has meant two things", async () => {
    database = await createTestDatabase({ seed: "reference" });
    const { sql } = database;
    const own = await buildCase(sql, { stage: "aftalt" });
    const edited = ["albertslund-trivselsguide", "koebenhavn-nest-lundehusskolen"];
    // As though people had written another text there.
    await sql`update seeded set state = state || '{"revision": null}' where key = any(${edited})`;
    await upgrade();
    const stages = await stagesOf();
    expect(stages.aftalt).toContain(own.slug);
    expect(stages.foreslaaet).toContain("albertslund-trivselsguide");
    expect(stages["i-gang"]).toContain("koebenhavn-nest-lundehusskolen");
  });

  it("can be chosen in lists, which show what has come furthest first", async () => {
    database = await createTestDatabase({ seed: "reference" });
    const { facets } = await countCaseFacets(database.sql, anonymous, everything);
    expect(Object.fromEntries(facets.stage.map(({ value, count }) => [value, count]))).toEqual({
      foreslaaet: 5,
      aftalt: 8,
      vedtaget: 5,
      "i-gang": 6,
    });
    const all = await listCases(database.sql, anonymous, everything);
    expect([...new Set(all.items.map(({ stage }) => stage))]).toEqual(["i-gang", "vedtaget", "aftalt", "foreslaaet"]);
    const proposed = await listCases(database.sql, anonymous, {
      ...everything,
      filter: { ...filter, stage: ["foreslaaet"] },
    });
    expect(proposed.items.map(({ slug }) => slug).sort()).toEqual(told.foreslaaet);
  });
});
