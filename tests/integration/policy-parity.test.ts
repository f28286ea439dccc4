import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayReadCase } from "#app/domain/cases/policy.ts";
import { mayReadMethod } from "#app/domain/methods/policy.ts";
import { anonymous } from "#app/domain/viewer.ts";
import { audiencesOf, visibleCase, visibleMethod } from "#db/queries/visible.ts";
import { readSearchRows } from "#search/document.ts";
import { buildCase, builtStates } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { callers, here, there, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

const cases = [here, there].flatMap((place) =>
  (["public", "network", "municipality"] as const).flatMap((visibility) =>
    builtStates.map((state) => ({ place, visibility, state, slug: `${place.slug}-${visibility}-${state}` })),
  ),
);
const methods = (["public", "network"] as const).flatMap((visibility) =>
  builtStates.map((state) => ({ visibility, state, slug: `${visibility}-${state}` })),
);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedPlaces(database.sql);
  for (const { place, ...one } of cases) await buildCase(database.sql, { ...one, municipalityCode: place.code });
  for (const one of methods) await buildMethod(database.sql, one);
});
afterAll(() => database.drop());

describe.each(callers)("what $name may see", (caller) => {
  const viewer = viewerFor(caller);

  it("is the same by the policy, in SQL and in what the search may find: cases", async () => {
    const { sql } = database;
    const bySql = await sql<{ slug: string }[]>`select c.slug from case_story c where ${visibleCase(sql, viewer)}`;
    const byPolicy = cases.filter(({ place, ...one }) => mayReadCase(viewer, { ...one, municipality: place.code }));
    expect(bySql.map(({ slug }) => slug).sort()).toEqual(byPolicy.map(({ slug }) => slug).sort());
    const audience = audiencesOf(viewer);
    const found = (await readSearchRows(sql)).filter(
      (row) => row.kind === "case" && row.audience.some((mark) => audience.includes(mark)),
    );
    expect(found).toHaveLength(byPolicy.length);
  });

  it("is the same by the policy and in SQL: methods", async () => {
    const { sql } = database;
    const bySql = await sql<{ slug: string }[]>`select m.slug from method m where ${visibleMethod(sql, viewer)}`;
    expect(bySql.map(({ slug }) => slug).sort()).toEqual(
      methods
        .filter((one) => mayReadMethod(viewer, one))
        .map(({ slug }) => slug)
        .sort(),
    );
  });
});

it("a stranger sees what anonymous readers see, and KL no more of a municipality than the network does", () => {
  const [stranger] = callers;
  expect(stranger && viewerFor(stranger)).toEqual(anonymous);
  const editor = callers.find(({ name }) => name === "KL-redaktør");
  expect(editor && viewerFor(editor)).toMatchObject({ network: true, municipalities: [] });
});
