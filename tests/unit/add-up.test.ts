import fc from "fast-check";
import { expect, it } from "vitest";
import { figureDescription } from "#app/charts/describe-figure.ts";
import {
  byKindAndPriceYear,
  type CountedRow,
  countedLines,
  sumByFinancing,
  sumByYear,
  totalHolds,
} from "#app/domain/add-up.ts";
import { moneyCharts } from "#app/ui/ground/money-chart.ts";
import { moneyInShort } from "#app/ui/ground/money-in-short.ts";

const cell = fc.record({
  year: fc.constantFrom(2025, 2026, 2027),
  amount: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 })),
  blank: fc.constant(null),
  partYear: fc.boolean(),
  financing: fc.option(fc.constantFrom("pulje", "ny")),
});
const row: fc.Arbitrary<CountedRow> = fc.record({
  row: fc.constantFrom("line" as const, "line" as const, "heading" as const, "total" as const),
  kind: fc.constantFrom("aftalt" as const, "regnskab" as const),
  priceYear: fc.option(fc.constantFrom(2023, 2025)),
  permanence: fc.option(fc.constantFrom("engang" as const, "varig" as const)),
  financing: fc.option(fc.constantFrom("pulje", "ny")),
  superseded: fc.constantFrom(false, false, true),
  level: fc.constantFrom(null, null, null, "almen"),
  meanAmount: fc.constant(null),
  cells: fc.uniqueArray(cell, { selector: ({ year }) => year, maxLength: 3 }),
});
const amountsOf = (rows: readonly CountedRow[]) =>
  rows.flatMap(({ cells }) => cells.flatMap(({ amount }) => (amount === null ? [] : [amount])));
const total = (numbers: readonly (number | null)[]) => numbers.reduce<number>((sum, one) => sum + (one ?? 0), 0);

it("sums never mix kinds or price years, and count each amount of a line once", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40, size: "max" }), (rows) => {
      const lines = countedLines(rows);
      expect(lines.every((one) => one.row === "line" && !one.superseded && one.level === null)).toBe(true);
      const groups = byKindAndPriceYear(lines);
      for (const { kind, priceYear, rows: own } of groups) {
        expect(own.every((one) => one.kind === kind && one.priceYear === priceYear)).toBe(true);
        const sum = total(amountsOf(own));
        expect(total(sumByYear(own).map(({ amount }) => amount))).toBe(sum);
        expect(total(sumByFinancing(own).flatMap(({ sums }) => sums.map(({ amount }) => amount)))).toBe(sum);
      }
      expect(groups.reduce((count, { rows: own }) => count + own.length, 0)).toBe(lines.length);
    }),
  );
});

it("headings and printed totals are never summed, and a year without an amount is not 0", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40, size: "max" }), (rows) => {
      const sums = sumByYear(rows);
      expect(sums).toEqual(sumByYear(rows.filter((one) => one.row === "line")));
      for (const { year, amount } of sums) {
        const told = rows.some(
          (one) => one.row === "line" && one.cells.some((of) => of.year === year && of.amount !== null),
        );
        expect(amount === null).toBe(!told);
      }
    }),
  );
});

it("a printed total holds when every year and the mean do", () => {
  const of = (kind: CountedRow["row"], amounts: number[], meanAmount: number | null = null): CountedRow => ({
    ...{
      row: kind,
      kind: "aftalt",
      priceYear: 2023,
      permanence: null,
      financing: null,
      superseded: false,
      level: null,
      meanAmount,
    },
    cells: amounts.map((amount, at) => ({ year: 2023 + at, amount, blank: null, partYear: false, financing: null })),
  });
  const lines = [of("line", [4, 8]), of("line", [1, 2])];
  expect(totalHolds(of("total", [5, 10], 7.5), lines)).toBe(true);
  expect(totalHolds(of("total", [5, 11]), lines)).toBe(false);
  expect(totalHolds(of("total", [5, 10], 8), lines)).toBe(false);
  expect(totalHolds(of("total", []), lines)).toBe(false);
});

it("what an initiative costs is told in a few words, the whole years first", () => {
  const amount = (year: number, kroner: number, partYear = false) => ({
    ...{ kind: "aftalt" as const, priceYear: 2023, permanence: "varig" as const, blank: null, address: null },
    ...{ year, amount: kroner, partYear },
  });
  const [short] = moneyInShort([
    amount(2023, 12_500_000, true),
    ...[2024, 2025, 2026].map((year) => amount(year, 30_000_000)),
  ]);
  expect(short).toMatchObject({
    most: "30,0 mio. kr.",
    when: "om året 2024-2026",
    rest: "12,5 i 2023 (for en del af året)",
    kind: "aftalt, varige midler, 2023-priser",
  });
  expect(moneyInShort([amount(2027, -1_900_000)])).toMatchObject([{ most: "−1,9 mio. kr.", when: "i 2027", rest: "" }]);
  expect(moneyInShort([])).toEqual([]);
  expect(moneyInShort([amount(2026, 2_000), amount(2031, 0), amount(2032, -500)])).toMatchObject([
    { most: "2.000 kr.", when: "i 2026", rest: "0 i 2031 og −500 i 2032" },
  ]);
  expect(moneyInShort([amount(2026, 400_000, true), { ...amount(2026, 12_345), priceYear: 2024 }])).toMatchObject([
    { most: "400.000 kr.", when: "i 2026 (for en del af året)" },
    { most: "12.345 kr." },
  ]);
});

it("a year without an amount says why, where every line says the same", () => {
  const line = (year: number, amount: number | null, blank: "dash" | "empty" | null) => ({
    row: "line" as const,
    cells: [{ year, amount, blank, partYear: false, financing: null }],
  });
  const rows = [line(2026, 5, null), line(2026, null, "dash"), line(2027, null, "dash"), line(2027, null, "dash")];
  expect(sumByYear([...rows, line(2028, null, "dash"), line(2028, null, "empty")])).toMatchObject([
    { year: 2026, amount: 5, blank: null },
    { year: 2027, amount: null, blank: "dash" },
    { year: 2028, amount: null, blank: null },
  ]);
  const group = { kind: "aftalt" as const, priceYear: 2025, permanence: null, financing: null };
  const counted = rows.map((one) => ({ ...group, ...one, superseded: false, level: null, meanAmount: null }));
  const [chart] = moneyCharts(counted, "Albertslund");
  expect(chart?.unit).toMatchObject({ name: "kr.", line: "Aftalt. Kr. om året, 2025-priser" });
  expect(chart?.bars[0]?.points).toEqual([{ value: 5 }, { blank: "dash" }]);
  const description = chart ? figureDescription(chart) : "";
  expect(description).toContain("Beløb er trykt som en streg i 2027.");
  expect(description).not.toContain("..");
});
