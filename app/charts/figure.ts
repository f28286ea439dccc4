import type { BlankKind } from "#app/domain/blank-vocabulary.ts";

/** What a chart shows. Pure data: nothing here knows where the numbers come from. */
export type ChartData = LineData | BarData;

interface Shared {
  /** What is measured and where, without a full stop: "Specialundervisningsprocent i Horsens og hele landet". */
  subject: string;
  unit: ChartUnit;
  /** The head of the table's first column: "Skoleår". */
  periodName: string;
  /** What stands along the x axis, the earliest first. */
  periods: readonly ChartPeriod[];
  /** The numbers are invented. */
  demo?: boolean;
}

export interface LineData extends Shared {
  kind: "lines";
  series: readonly ChartSeries[];
  breaks?: readonly ChartBreak[];
}

export interface BarData extends Shared {
  kind: "bars";
  bars: readonly BarSeries[];
  /** On top of each other with a total (parts of one whole), or side by side (the same thing told twice). */
  together: "stacked" | "beside";
  /** Drawn across the bars: the corrected budget beside forecast and accounts. */
  line?: ChartSeries;
}

export interface ChartUnit {
  /** What stands after a number in a sentence: "procent", "mio. kr.". */
  name: string;
  /** The line under the heading: "Mio. kr. om året, 2023-priser". `name` where it is left out. */
  line?: string;
  /** How many decimals every number is shown with; as many as the most exact has, at most 3, where it is left out. */
  decimals?: number;
}

export interface ChartPeriod {
  /** "2025/26", "2026", "5. september 2026", "nu". */
  label: string;
  /** Stands under the label: "indfasning". */
  note?: string;
  /** Not a whole year: stands apart, is never joined to the others. */
  part?: boolean;
}

export interface ChartSeries {
  /** As inside a sentence: "Horsens", "hele landet", "varige midler". */
  name: string;
  /** Decides how a line looks: the municipality's own is plum and solid, the country ink and dashed. */
  role?: "own" | "country";
  /** One for each period, in the same order; one that is left out is not stated. */
  points: readonly ChartPoint[];
}

export interface BarSeries extends ChartSeries {
  /** Solid where it is left out: permanent money. Hatched: one-off money. The others tell further parts apart. */
  look?: "solid" | "hatched" | "light" | "dotted";
}

export type ChartPoint = ChartNumber | ChartBlank;

interface PointWords {
  /** The passage that the number stands in, or whatever else opens it. */
  href?: string;
  /** Stands in the table: "målingen blev ikke lavet", "udgives i marts 2027". */
  note?: string;
  /** `date` as `YYYY-MM-DD`; `was` is the earlier number as it was shown, left out where it is hidden. */
  corrected?: { date: string; was?: string };
}

export interface ChartNumber extends PointWords {
  value: number;
  /** As it is printed, where that is not how we write it. */
  printed?: string;
  qualifier?: "cirka" | "over";
  /** Reckoned ahead, not measured. */
  projected?: boolean;
  /** One number for several periods together, by their indexes; it stands at each of them and is joined to no other. */
  pooled?: { from: number; to: number };
}

export interface ChartBlank extends PointWords {
  blank: BlankKind;
}

/** Numbers before and after are not counted in the same way. */
export interface ChartBreak {
  /** The index of the first period after it, 1 or more. */
  before: number;
  /** `YYYY-MM-DD`, or less of it. */
  date: string;
  /** What changed: "dagbehandling tælles med". */
  words: string;
}

export const isNumber = (point: ChartPoint): point is ChartNumber => "value" in point;

/** The point of a series in a period; what is left out is not stated. */
export const pointAt = (series: ChartSeries, period: number): ChartPoint =>
  series.points[period] ?? { blank: "not_stated" };

/** The number of a series in a period, or null where there is none. */
export const numberAt = (series: ChartSeries, period: number): number | null => {
  const point = pointAt(series, period);
  return isNumber(point) ? point.value : null;
};

/** The numbers of a series that are for several periods together, each once. */
export const pooledOf = (series: ChartSeries): (ChartNumber & Required<Pick<ChartNumber, "pooled">>)[] =>
  series.points.flatMap((point, period) =>
    isNumber(point) && point.pooled?.from === period ? [{ ...point, pooled: point.pooled }] : [],
  );

/** Every series of a chart, in the order of the table's columns. */
export const seriesOf = (data: ChartData): readonly ChartSeries[] =>
  data.kind === "lines" ? data.series : data.line ? [...data.bars, data.line] : data.bars;

/** The sum of a period's stacked bars; null where there is nothing to sum, or where one of them has no number. */
export function totalAt(data: ChartData, period: number): ChartNumber | null {
  if (data.kind === "lines" || data.together === "beside" || data.bars.length < 2) return null;
  const points = data.bars.map((series) => pointAt(series, period));
  if (!points.every(isNumber)) return null;
  const value = points.reduce((sum, point) => sum + point.value, 0);
  const qualifier = (["over", "cirka"] as const).find((word) => points.some((point) => point.qualifier === word));
  return { value, qualifier, projected: points.some(({ projected }) => projected) };
}

/** Printed so that there is no amount, as sums know it too. */
const printedAsNone: readonly string[] = ["dash", "empty", "within_frame"];

/** The sum of a period in the table. Unlike in the drawing, what is printed as no amount counts as nothing: "9,3" beside a dash is 9,3. */
export function totalInTable(data: ChartData, period: number): ChartNumber | null {
  if (data.kind === "lines") return null;
  const told = data.bars.filter((series) => {
    const point = pointAt(series, period);
    return isNumber(point) || !printedAsNone.includes(point.blank);
  });
  const [only] = told;
  if (only && told.length === 1 && data.bars.length > 1 && data.together === "stacked") {
    const point = pointAt(only, period);
    return isNumber(point) ? point : null;
  }
  return totalAt({ ...data, bars: told }, period);
}

/** The pieces of the x axis that one line may run through: none crosses a break or the edge of a part year. */
export function stretches(data: ChartData): readonly { from: number; to: number }[] {
  const cuts = new Set(data.kind === "lines" ? (data.breaks ?? []).map(({ before }) => before) : []);
  for (let index = 1; index < data.periods.length; index++)
    if (Boolean(data.periods[index]?.part) !== Boolean(data.periods[index - 1]?.part)) cuts.add(index);
  const edges = [0, ...[...cuts].sort((one, other) => one - other), data.periods.length];
  return edges.slice(1).flatMap((to, index) => {
    const from = edges[index] ?? 0;
    return to > from ? [{ from, to }] : [];
  });
}
