import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "#db/client.ts";
import { type ChosenValues, countFacets, type FacetColumns, type FacetCount, fitsFacets } from "#db/facets.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

/** A facet of each sort: one value or none, several, and a group of what another facet holds. */
const columns = {
  shape: { column: "shape" },
  colour: { column: "colours", several: true },
  town: { column: "town" },
  county: { column: "town", groups: "county_of" },
} satisfies FacetColumns<string>;
type Name = keyof typeof columns;
const names = Object.keys(columns) as Name[];

const counties: Readonly<Record<string, string>> = { ribe: "vest", esbjerg: "vest", aalborg: "nord", "b'y": "nord" };
const known: Readonly<Record<Name, readonly string[]>> = {
  shape: ["round", "square", "ro'und"],
  colour: ["red", "green", "blue"],
  town: Object.keys(counties),
  county: ["vest", "nord", "tom"],
};

const some = (values: readonly string[]) => fc.subarray([...values], { maxLength: 2 });
const things = fc
  .sample(
    fc.record({
      shape: fc.option(fc.constantFrom(...known.shape)),
      colours: some(known.colour),
      demo: fc.boolean(),
      // Of a place that is in no group, too.
      town: fc.option(fc.constantFrom(...known.town, "havet")),
    }),
    { numRuns: 80, seed: 98 },
  )
  .map((one, id) => ({ id, ...one }));
type Thing = (typeof things)[number];

const heldBy: Readonly<Record<Name, (one: Thing) => readonly (string | null | undefined)[]>> = {
  shape: (one) => [one.shape],
  colour: (one) => one.colours,
  town: (one) => [one.town],
  county: (one) => [counties[one.town ?? ""]],
};
const valuesOf = (facet: Name, one: Thing) => heldBy[facet](one).filter((value) => value != null);

// The engine once more, as plainly as can be.
const fits = (one: Thing, chosen: ChosenValues<Name>, except?: Name) =>
  names.every(
    (facet) =>
      facet === except ||
      chosen[facet].length === 0 ||
      valuesOf(facet, one).some((value) => chosen[facet].includes(value)),
  );

const choices = fc.record(
  Object.fromEntries(names.map((facet) => [facet, some([...known[facet], "unknown"])])) as unknown as Record<
    Name,
    fc.Arbitrary<string[]>
  >,
);

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());

/** The tables that the query of a list has. */
const set = () => sql`
  candidate as (
    select * from jsonb_to_recordset(${sql.json(things)}) as thing (id integer, shape text, colours text[], town text, demo boolean)
  ),
  county_of (member, value) as (select * from jsonb_each_text(${sql.json(counties)}))`;

const countsOf = (chosen: ChosenValues<Name>, keepChosen: boolean) =>
  sql<(FacetCount & { facet: Name })[]>`
    with ${set()} ${countFacets(sql, columns, chosen, { keepChosen })}`;

describe("facets", () => {
  it("let through what has one of the values that are chosen, in every facet with a choice", async () => {
    await fc.assert(
      fc.asyncProperty(choices, fc.option(fc.constantFrom(...names), { nil: undefined }), async (chosen, except) => {
        const found = await sql<{ id: number }[]>`
          with ${set()} select f.id from candidate f where ${fitsFacets(sql, columns, chosen, except)} order by f.id`;
        const expected = things.filter((one) => fits(one, chosen, except));
        expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 150 },
    );
  });

  it.each([false, true])(
    "are counted without their own choice, each value once, real and invented apart; what has gone to nothing is kept: %s",
    async (keepChosen) => {
      await fc.assert(
        fc.asyncProperty(choices, async (chosen) => {
          const rows = await countsOf(chosen, keepChosen);
          for (const facet of names) {
            const holding = (value: string, demo: boolean) =>
              things.filter(
                (one) => one.demo === demo && fits(one, chosen, facet) && valuesOf(facet, one).includes(value),
              ).length;
            const expected = [...known[facet], "unknown", "havet"]
              .map((value) => ({ facet, value, count: holding(value, false), demoCount: holding(value, true) }))
              .filter((one) => one.count + one.demoCount > 0 || (keepChosen && chosen[facet].includes(one.value)));
            const byValue = (a: FacetCount, b: FacetCount) => (a.value < b.value ? -1 : 1);
            const own = rows.filter((row) => row.facet === facet);
            expect([...own].sort(byValue), facet).toEqual(expected.sort(byValue));
          }
        }),
        { numRuns: 75 },
      );
    },
  );
});
