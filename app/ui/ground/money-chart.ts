import { capital } from "#app/charts/describe-figure.ts";
import type { BarData, BarSeries, ChartPoint } from "#app/charts/figure.ts";
import { byKindAndPriceYear, type CountedRow, countedLines, type MoneyGroup, sumByYear } from "#app/domain/add-up.ts";
import { moneyKinds, moneyLevels, permanences } from "#app/domain/ground-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { pricesInWords } from "./money-words.ts";

type Part = { name: string; look: BarSeries["look"]; rows: readonly CountedRow[] };

/** One part for permanent and one for one-off money where that is told; savings stand beside what is spent. */
function partsOf(rows: readonly CountedRow[]): Part[] {
  const saving = ({ cells }: CountedRow) => cells.some(({ amount }) => amount !== null && amount < 0);
  if (rows.some(saving))
    return [
      { name: "udgifter", look: "solid", rows: rows.filter((row) => !saving(row)) },
      { name: "besparelser", look: "hatched", rows: rows.filter(saving) },
    ];
  const told = (["varig", "engang"] as const).map((permanence) => ({
    name: permanences[permanence],
    look: permanence === "varig" ? ("solid" as const) : ("hatched" as const),
    rows: rows.filter((row) => row.permanence === permanence),
  }));
  const untold = rows.filter(({ permanence }) => permanence === null);
  return [
    ...told,
    {
      name: told.some((one) => one.rows.length > 0) ? "ikke oplyst, om varigt" : "beløb",
      look: told.some((one) => one.rows.length > 0) ? ("light" as const) : ("solid" as const),
      rows: untold,
    },
  ].filter((part) => part.rows.length > 0);
}

/** The three lines a year as parts of one whole. */
const levelsOf = (rows: readonly CountedRow[]): Part[] =>
  codes(moneyLevels).map((level, at) => ({
    name: moneyLevels[level].toLowerCase(),
    look: (["solid", "hatched", "light"] as const)[at] ?? "dotted",
    rows: rows.filter((row) => row.level === level),
  }));

/** Millions, or kroner where millions would leave an amount at 0,000 or all of them near it. */
function unitOf(rows: readonly CountedRow[]): { name: string; each: number } {
  const amounts = rows.flatMap(({ cells }) => cells.flatMap(({ amount }) => (amount ? [Math.abs(amount)] : [])));
  const coarse = amounts.some((amount) => amount < 500) || amounts.every((amount) => amount < 100_000);
  return coarse ? { name: "kr.", each: 1 } : { name: "mio. kr.", each: 1_000_000 };
}

/** The parts of one kind and price year as bars. @param of "Aarhus", or what the money is for */
function chartOf(
  { kind, priceYear, rows }: MoneyGroup<CountedRow>,
  parts: readonly Part[],
  of: string,
  demo: boolean,
): BarData {
  const all = sumByYear(rows);
  const { name: unit, each } = unitOf(rows);
  const bars = parts.map(({ name, look, rows: own }): BarSeries => {
    const sums = new Map(sumByYear(own).map((sum) => [sum.year, sum]));
    const points = all.map(({ year }): ChartPoint => {
      const { amount, blank } = sums.get(year) ?? { amount: null, blank: null };
      return amount === null ? { blank: blank ?? "not_stated" } : { value: amount / each };
    });
    return { name, look, role: "own", points };
  });
  return {
    kind: "bars",
    together: parts.some(({ name }) => name === "besparelser") ? "beside" : "stacked",
    subject: `${of}: ${moneyKinds[kind].toLowerCase()}, ${pricesInWords(priceYear)}`,
    unit: { name: unit, line: `${moneyKinds[kind]}. ${capital(unit)} om året, ${pricesInWords(priceYear)}` },
    periodName: "År",
    periods: all.map(({ year, partYear }) => ({
      label: String(year),
      ...(partYear && { note: "ikke et helt år", part: true }),
    })),
    bars,
    demo,
  };
}

const withAmounts = <R extends CountedRow>(lines: readonly R[]) =>
  byKindAndPriceYear(lines).filter(({ rows }) => rows.some(({ cells }) => cells.some(({ amount }) => amount !== null)));

/** Money over the years as charts, one for each kind and price year of which there are amounts. @param lines which may be added */
export const moneyCharts = (lines: readonly CountedRow[], of: string, demo = false): BarData[] =>
  withAmounts(lines).map((group) => chartOf(group, partsOf(group.rows), of, demo));

/** The three lines a year as charts, one for each kind and price year. @param rows those that are one of the three */
export const levelCharts = (rows: readonly CountedRow[], of: string, demo = false): BarData[] =>
  withAmounts(rows).map((group) => {
    const chart = chartOf(group, levelsOf(group.rows), of, demo);
    return { ...chart, subject: `${chart.subject}, tre linjer om året` };
  });

/** All charts of a municipality's money, in the order of its page: by `?nr=`, each has a file. @param rows all that it has of real or of invented ones */
export function chartsOfMunicipality(rows: readonly CountedRow[], of: string, demo: boolean) {
  return { charts: moneyCharts(countedLines(rows), of, demo), levelled: levelCharts(levelsAmong(rows), of, demo) };
}

/** Those of the three lines a year. */
const levelsAmong = <R extends CountedRow>(rows: readonly R[]) => rows.filter(({ level }) => level !== null);

/** The rows whose amounts the charts of `rows` draw, those of a chart together and in the order of the charts. */
export const drawnRows = <R extends CountedRow>(rows: readonly R[]): R[][] =>
  [countedLines(rows), levelsAmong(rows)]
    .flatMap(withAmounts)
    .map((group) => group.rows.filter(({ cells }) => cells.some(({ amount }) => amount !== null)));
