import type { amountBlanks } from "./blank-vocabulary.ts";
import type { MoneyKind } from "./ground-vocabulary.ts";

type AmountBlank = keyof typeof amountBlanks;

/** The cell of a row in a year: whole kroner, or null where there is no amount. */
interface CountedCell {
  year: number;
  amount: number | null;
  /** Why there is no amount. */
  blank: AmountBlank | null;
  partYear: boolean;
  financing: string | null;
}

/** A row of a budget as far as sums need it. */
export interface CountedRow {
  row: "line" | "heading" | "total";
  kind: MoneyKind;
  priceYear: number | null;
  permanence: "engang" | "varig" | null;
  financing: string | null;
  /** Of an agreement that a later one has taken the place of. */
  superseded: boolean;
  /** Of the three lines a year, which tell the same money in another way. */
  level: string | null;
  meanAmount: number | null;
  cells: readonly CountedCell[];
}

/** What a year comes to. */
export interface YearSum {
  year: number;
  /** Whole kroner; null where no line has an amount. */
  amount: number | null;
  /** A line covers a part of the year alone. */
  partYear: boolean;
  /** Why there is no amount, where every line says the same; otherwise null. */
  blank: AmountBlank | null;
}

/** What lines come to by year, the earliest first. Only the amounts of lines count: headings have none, and printed totals are sums already. */
export function sumByYear(rows: readonly Pick<CountedRow, "row" | "cells">[]): YearSum[] {
  const years = new Map<number, YearSum>();
  for (const { cells } of rows.filter(({ row }) => row === "line"))
    for (const { year, amount, blank, partYear } of cells) {
      const sum = years.get(year) ?? { year, amount: null, partYear: false, blank };
      if (amount !== null) sum.amount = (sum.amount ?? 0) + amount;
      if (blank !== sum.blank) sum.blank = null;
      sum.partYear ||= partYear && amount !== null;
      years.set(year, sum);
    }
  return [...years.values()].sort((one, other) => one.year - other.year);
}

/** Rows whose amounts may be added: of one kind, in the prices of one year. */
export interface MoneyGroup<R extends CountedRow> {
  kind: MoneyKind;
  priceYear: number | null;
  rows: R[];
}

/** Rows apart by kind and price year, in the order that they come in. Sums are made inside a group, never across. */
export function byKindAndPriceYear<R extends CountedRow>(rows: readonly R[]): MoneyGroup<R>[] {
  const groups = new Map<string, MoneyGroup<R>>();
  for (const row of rows) {
    const key = `${row.kind} ${row.priceYear}`;
    const group = groups.get(key) ?? { kind: row.kind, priceYear: row.priceYear, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The lines that a sum of all a municipality's money may count: each amount once. */
export const countedLines = <R extends CountedRow>(rows: readonly R[]): R[] =>
  rows.filter(({ row, superseded, level }) => row === "line" && !superseded && level === null);

/** The lines of one kind and price year apart by what pays in each year, with their sums. */
export function sumByFinancing(rows: readonly CountedRow[]): { financing: string | null; sums: YearSum[] }[] {
  const shares = new Map<string | null, Pick<CountedRow, "row" | "cells">[]>();
  for (const row of rows)
    for (const cell of row.cells) {
      const financing = cell.financing ?? row.financing;
      const share = shares.get(financing) ?? [];
      share.push({ row: row.row, cells: [cell] });
      shares.set(financing, share);
    }
  return [...shares].map(([financing, share]) => ({ financing, sums: sumByYear(share) }));
}

/**
 * Whether a printed total is what the lines of its table come to, in every year and on the mean over the years.
 * @param lines the lines of the same table
 */
export function totalHolds(total: CountedRow, lines: readonly CountedRow[]): boolean {
  const own = lines.filter(({ permanence }) => total.permanence === null || permanence === total.permanence);
  const sums = new Map(sumByYear(own).map(({ year, amount }) => [year, amount]));
  const cells = total.cells.filter(({ amount }) => amount !== null);
  const mean = cells.reduce((sum, { amount }) => sum + (amount ?? 0), 0) / cells.length;
  return (
    cells.length > 0 &&
    cells.every(({ year, amount }) => sums.get(year) === amount) &&
    (total.meanAmount === null || total.meanAmount === mean)
  );
}
