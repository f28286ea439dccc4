import type { BarData, BarSeries, ChartPoint } from "#app/charts/figure.ts";
import { byKindAndPriceYear, type CountedRow, type MoneyGroup, sumByYear } from "#app/domain/add-up.ts";
import { moneyKinds, permanences } from "#app/domain/ground-vocabulary.ts";
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

/** The lines of one kind and price year as bars, in millions of kroner. @param of "Aarhus", or what the money is for */
function chartOf({ kind, priceYear, rows }: MoneyGroup<CountedRow>, of: string, demo: boolean): BarData {
  const all = sumByYear(rows);
  const parts = partsOf(rows);
  const bars = parts.map(({ name, look, rows: own }): BarSeries => {
    const sums = new Map(sumByYear(own).map((sum) => [sum.year, sum]));
    const points = all.map(({ year }): ChartPoint => {
      const { amount, blank } = sums.get(year) ?? { amount: null, blank: null };
      return amount === null ? { blank: blank ?? "not_stated" } : { value: amount / 1_000_000 };
    });
    return { name, look, role: "own", points };
  });
  return {
    kind: "bars",
    together: parts.some(({ name }) => name === "besparelser") ? "beside" : "stacked",
    subject: `${of}: ${moneyKinds[kind].toLowerCase()}, ${pricesInWords(priceYear)}`,
    unit: { name: "mio. kr.", line: `${moneyKinds[kind]}. Mio. kr. om året, ${pricesInWords(priceYear)}` },
    periodName: "År",
    periods: all.map(({ year, partYear }) => ({
      label: String(year),
      ...(partYear && { note: "ikke et helt år", part: true }),
    })),
    bars,
    demo,
  };
}

/** Money over the years as charts, one for each kind and price year of which there are amounts. @param lines which may be added */
export const moneyCharts = (lines: readonly CountedRow[], of: string, demo = false): BarData[] =>
  byKindAndPriceYear(lines)
    .filter(({ rows }) => rows.some(({ cells }) => cells.some(({ amount }) => amount !== null)))
    .map((group) => chartOf(group, of, demo));
