import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countMoves, moveBetween, sumOfMoves } from "#app/domain/statuses/count-moves.ts";
import { countMatrix, foldCounts } from "#app/domain/statuses/count-statuses.ts";
import { countFreshness, freshnessOf, monthsBetween } from "#app/domain/statuses/freshness.ts";
import { cellOf, type MatrixRow, narrowMatrix, sizeClasses, sizeClassOf } from "#app/domain/statuses/status-matrix.ts";
import { activityStages, effects } from "#app/domain/statuses/status-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";

const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const stage = fc.option(fc.constantFrom(...codes(activityStages)), { nil: null });
const effect = fc.option(fc.constantFrom(...codes(effects)), { nil: null });
const cells = fc
  .subarray(numbers)
  .chain((some) =>
    fc.tuple(
      ...some.map((number) =>
        fc.record({ number: fc.constant(number), stage, effect, help: fc.boolean(), before: stage }),
      ),
    ),
  );
const row: fc.Arbitrary<MatrixRow> = fc
  .record({
    population: fc.integer({ min: 1_000, max: 700_000 }),
    region: fc.constantFrom("hovedstaden", "nordjylland").map((slug) => ({ slug, name: slug })),
    hasStatus: fc.boolean(),
    cells,
  })
  .map(({ population, region, hasStatus, cells: said }) => ({
    code: "0000",
    slug: "et-sted",
    name: "Et sted",
    population,
    region,
    tileColumn: 1,
    tileRow: 1,
    status: hasStatus
      ? { period: "2026H2", cutOff: "2026-10-31", publishedOn: "2026-11-10", late: false, origin: "own", before: null }
      : null,
    cells: hasStatus ? said : [],
  }));
const rows = fc.array(row, { maxLength: 40 });
const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

describe("the statuses of a period, counted", () => {
  it("add up to all municipalities on each point, by stage and by effect", () => {
    fc.assert(
      fc.property(rows, (all) => {
        for (const counts of countMatrix(all, numbers)) {
          expect(sum(counts.stages) + counts.notAssessed + counts.noStatus).toBe(all.length);
          expect(sum(counts.effects) + counts.effectUntold + counts.noStatus).toBe(all.length);
          expect(counts.help).toBeLessThanOrEqual(all.length - counts.noStatus);
          expect(
            Math.min(...Object.values(counts.stages), counts.notAssessed, counts.effectUntold),
          ).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("add up over the regions and over the sizes to those of the country", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const whole = countMatrix(all, numbers);
        const groups = [
          ["hovedstaden", "nordjylland"].map((slug) => all.filter(({ region }) => region.slug === slug)),
          sizeClasses.map(({ code }) => all.filter(({ population }) => sizeClassOf(population) === code)),
        ];
        for (const parts of groups) {
          const counted = parts.map((part) => countMatrix(part, numbers));
          whole.forEach((counts, at) => {
            const total = (read: (one: typeof counts) => number) =>
              counted.reduce((so, part) => so + (part[at] ? read(part[at]) : 0), 0);
            expect(total(({ noStatus }) => noStatus)).toBe(counts.noStatus);
            expect(total(({ stages }) => stages.forankret)).toBe(counts.stages.forankret);
            expect(total(({ help }) => help)).toBe(counts.help);
          });
        }
      }),
    );
  });

  it("are the same where the database has counted them without names", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const published = all.filter(({ status }) => status !== null);
        const alike = new Map<string, { number: number; stage: never; effect: never; count: number; help: number }>();
        for (const { cells: said } of published)
          for (const { number, stage: where, effect: seen, help } of said) {
            const key = `${number} ${where} ${seen}`;
            const one = alike.get(key) ?? { number, stage: where as never, effect: seen as never, count: 0, help: 0 };
            alike.set(key, { ...one, count: one.count + 1, help: one.help + (help ? 1 : 0) });
          }
        const folded = foldCounts(
          { municipalities: all.length, published: published.length, said: [...alike.values()] },
          numbers,
        );
        expect(folded).toEqual(countMatrix(all, numbers));
      }),
    );
  });

  it("tell a point that a status says nothing of apart from no status, and both from one that is not begun", () => {
    const base = {
      code: "1",
      slug: "a",
      name: "A",
      population: 1,
      region: { slug: "r", name: "R" },
      tileColumn: 0,
      tileRow: 0,
    };
    const status = {
      period: "2026H2",
      cutOff: "2026-10-31",
      publishedOn: "2026-11-10",
      late: false,
      origin: "own",
      before: null,
    } as const;
    const begun = { number: 1, stage: "ikke-begyndt", effect: null, help: false, before: null } as const;
    const [counts] = countMatrix(
      [
        { ...base, status, cells: [begun] },
        { ...base, status, cells: [] },
        { ...base, status: null, cells: [] },
      ],
      [1],
    );
    expect(counts).toMatchObject({ notAssessed: 1, noStatus: 1, stages: { "ikke-begyndt": 1 } });
    expect(cellOf({ cells: [] }, 3)).toEqual({ number: 3, stage: null, effect: null, help: false, before: null });
  });
});

describe("the moves since the status before", () => {
  it("go both ways; to and from what is not given priority is neither", () => {
    expect(moveBetween("planlagt", "i-gang")).toBe("forth");
    expect(moveBetween("forankret", "i-gang")).toBe("back");
    expect(moveBetween("i-gang", "ikke-prioriteret")).toBe("paused");
    expect(moveBetween("ikke-prioriteret", "planlagt")).toBe("resumed");
    expect(moveBetween("planlagt", "planlagt")).toBe("same");
  });

  it("add up to all municipalities on each point", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const moves = countMoves(all, numbers);
        for (const { number: _, ...counts } of moves) expect(sum(counts)).toBe(all.length);
        const { forth, back } = sumOfMoves(moves);
        expect(forth).toBe(moves.reduce((total, one) => total + one.forth, 0));
        expect(back).toBe(moves.reduce((total, one) => total + one.back, 0));
      }),
    );
  });

  it("turn round when now and before change places", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...codes(activityStages)),
        fc.constantFrom(...codes(activityStages)),
        (one, other) => {
          const opposite = {
            forth: "back",
            back: "forth",
            paused: "resumed",
            resumed: "paused",
            same: "same",
          } as const;
          expect(moveBetween(other, one)).toBe(opposite[moveBetween(one, other)]);
        },
      ),
    );
  });
});

describe("the matrix, narrowed", () => {
  it("keeps the order that it has, and only what fits", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("alle", "status", "ingen", "hjaelp", "flyttet"), (all, only) => {
        const some = narrowMatrix(all, { region: "nordjylland", size: null, only });
        expect(some).toEqual(all.filter((one) => some.includes(one)));
        expect(some.every(({ region }) => region.slug === "nordjylland")).toBe(true);
        if (only === "status") expect(some.every(({ status }) => status !== null)).toBe(true);
        if (only === "ingen") expect(some.every(({ status }) => status === null)).toBe(true);
        if (only === "hjaelp") expect(some.every((one) => one.cells.some(({ help }) => help))).toBe(true);
      }),
    );
  });

  it("has a class of size for every number of inhabitants", () => {
    expect([1, 29_999, 30_000, 50_000, 99_999, 100_000, 671_714].map(sizeClassOf)).toEqual([
      "under-30",
      "under-30",
      "30-50",
      "50-100",
      "50-100",
      "fra-100",
      "fra-100",
    ]);
  });
});

describe("how old a word is", () => {
  it("is counted in whole months since the day that its figures are of", () => {
    expect(monthsBetween("2026-08-31", "2026-11-30")).toBe(2);
    expect(monthsBetween("2026-08-30", "2026-11-30")).toBe(3);
    expect(monthsBetween("2026-12-01", "2026-11-30")).toBe(0);
    expect(freshnessOf("2026-08-30", "2026-11-30")).toBe("tre");
    expect(freshnessOf("2026-07-30", "2026-11-30")).toBe("seks");
    expect(freshnessOf("2025-10-30", "2026-11-30")).toBe("aeldre");
    expect(freshnessOf(null, "2026-11-30")).toBe("aldrig");
  });

  it("is one age for each, so that the ages add up to all", () => {
    const day = fc
      .tuple(fc.integer({ min: 2024, max: 2026 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
      .map(([year, month, date]) => `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`);
    fc.assert(
      fc.property(fc.array(fc.option(day, { nil: null })), (cutOffs) => {
        const ages = countFreshness(cutOffs, "2026-11-30");
        expect(ages.reduce((total, { count }) => total + count, 0)).toBe(cutOffs.length);
      }),
    );
  });
});
