import {
  type ChartBreak,
  type ChartData,
  type ChartPeriod,
  type ChartPoint,
  type ChartSeries,
  isNumber,
} from "#app/charts/figure.ts";
import { longDate } from "#app/domain/dates.ts";
import type { IndicatorDetails } from "#db/queries/indicators/page.ts";
import type { ShownValue, ValueCorrection, ValueTime } from "#db/queries/indicators/values.ts";
import { joined } from "../format.ts";
import { answerWas, blankOf, numberInWords, timeInWords } from "./value-words.tsx";

type Measured = Pick<IndicatorDetails, "title" | "unit" | "decimals" | "breaks" | "series" | "notComparableBecause">;

/** What tells the time of a value from that of another. */
export const timeKey = ({ timeFrom, timeTo, timePrinted }: ValueTime) => `${timeFrom} ${timeTo} ${timePrinted}`;

/** What tells a value from all others of an indicator: a correction is of the same. */
export const valueKey = (value: ValueTime & Pick<ShownValue, "municipality" | "series" | "part" | "demo">) =>
  [timeKey(value), value.municipality?.slug, value.series, value.part, value.demo].join("|");

function pointOf(value: ShownValue | undefined, decimals: number, corrections: readonly ValueCorrection[]): ChartPoint {
  if (!value) return { blank: "not_stated" };
  const correction = corrections.find((one) => valueKey(one) === valueKey(value));
  const words = {
    ...(value.source?.address && { href: value.source.address }),
    ...(value.expected && { note: `ventes ${longDate(value.expected)}` }),
    ...(correction && {
      corrected: {
        date: correction.on,
        ...(correction.was && { was: answerWas(correction.was, decimals) }),
      },
    }),
  };
  if (value.number === null) return { blank: value.blank ? blankOf[value.blank] : "not_stated", ...words };
  return {
    value: value.number,
    projected: value.projected,
    ...(value.qualifier === "under"
      ? { printed: `under ${numberInWords(value.number, decimals)}` }
      : value.qualifier && { qualifier: value.qualifier }),
    ...words,
  };
}

/**
 * The numbers of a municipality over time beside the country's, as a chart; null where there is no more than one number to draw, where they
 * must not be compared, or where the answers are words.
 * @param values of the municipality and the country, real or invented alone, the earliest first
 */
export function valueChart(
  indicator: Measured,
  values: readonly ShownValue[],
  place: string | null,
  corrections: readonly ValueCorrection[],
): ChartData | null {
  const whole = values.filter(({ part }) => part === null);
  const numbers = whole.filter(({ number }) => number !== null);
  if (indicator.notComparableBecause || numbers.length < 2) return null;
  const told = [...new Map(whole.map((value) => [timeKey(value), value])).entries()];
  // Two numbers make no line.
  const isLine = told.length > 2 && told.every(([, { timeFrom }]) => timeFrom !== null);
  const times = isLine ? withMissingYears(inWholeYears(told)) : told;
  const periods = times.map(([, value]): ChartPeriod => ({ label: timeInWords(value) }));
  const at = (series: string | null, own: boolean) =>
    times.map(([key, time]): ChartPoint => {
      const those = whole.filter((value) => value.series === series && (value.municipality !== null) === own);
      const exact = those.find((value) => timeKey(value) === key);
      const value = exact ?? (isLine ? those.find((one) => isPooled(one) && covers(one, time)) : undefined);
      const point = pointOf(value, indicator.decimals, corrections);
      if (!isLine || !value || !isPooled(value) || !isNumber(point)) return point;
      const covered = times.flatMap(([, one], at) => (covers(value, one) ? [at] : []));
      return { ...point, pooled: { from: covered[0] ?? 0, to: covered.at(-1) ?? 0 } };
    });
  const used = [null, ...indicator.series].filter((series) => whole.some((value) => value.series === series));
  const lines = used.flatMap((series): ChartSeries[] => {
    const has = (own: boolean) =>
      whole.some((value) => value.series === series && (value.municipality !== null) === own);
    const name = (who: string) =>
      series ? (used.length > 1 || !place ? inBrief(series) : `${who}, ${inBrief(series)}`) : who;
    return [
      ...(place && has(true) ? [{ name: name(place), role: "own" as const, points: at(series, true) }] : []),
      ...(has(false) && (used.length === 1 || !place)
        ? [{ name: name("hele landet"), role: "country" as const, points: at(series, false) }]
        : []),
    ];
  });
  const [, first] = times[0] ?? [];
  const shared = {
    subject: `${indicator.title} i ${place ?? "hele landet"}${place && lines.some(({ role }) => role === "country") ? " og hele landet" : ""}`,
    unit: { name: indicator.unit ?? "", line: indicator.unit ?? "Enhed ikke oplyst", decimals: indicator.decimals },
    periodName: first?.timeKind === "skoleaar" ? "Skoleår" : first?.timeKind === "aar" ? "År" : "Tid",
    periods,
    demo: values.some(({ demo }) => demo),
  };
  const breaks = breaksBetween(indicator, times);
  const spent = isLine && breaks.length === 0 ? spentBesideBudget(lines) : null;
  if (spent) return { kind: "bars", together: "beside", ...shared, ...spent };
  const plain = whole.every(({ qualifier, projected }) => qualifier === null && !projected);
  if (isLine) return { kind: "lines", ...shared, series: lines, breaks };
  // What is about a number or over it is drawn as a bar with a broken edge or an open top.
  const looks = ["solid", "light", "hatched", "dotted"] as const;
  return {
    kind: "bars",
    together: "beside",
    ...shared,
    bars: lines.map((line, index) => ({ ...line, look: looks[plain ? index % looks.length : index % 2] })),
  };
}

/**
 * What was spent as bars with the budget as a line across them, where a budget of several years is a series beside others. Series that never
 * tell of one year, such as accounts and the forecast of the year after them, are one row of bars.
 */
function spentBesideBudget(lines: readonly ChartSeries[]) {
  const isBudget = ({ name }: ChartSeries) => /budget$/u.test(name);
  const [budget, another] = lines.filter(isBudget);
  const rest = lines.filter((line) => !isBudget(line));
  const told = ({ points }: ChartSeries, at: number) => {
    const point = points[at];
    return point && (isNumber(point) || point.blank !== "not_stated") ? point : null;
  };
  if (!budget || another || rest.length === 0 || budget.points.filter(isNumber).length < 2) return null;
  // A year that two of them tell of needs a bar of each, as a number of several years needs a piece.
  if ([budget, ...rest].some(({ points }) => points.some((point) => isNumber(point) && point.pooled))) return null;
  if (budget.points.some((_, at) => rest.filter((one) => told(one, at)).length > 1)) return null;
  const points = budget.points.map((_, at): ChartPoint => {
    const [point] = rest.flatMap((one) => told(one, at) ?? []);
    return point ?? { blank: "not_stated" };
  });
  return {
    // Light, so that the line is seen across them.
    bars: [{ name: joined(rest.map(({ name }) => name)), role: "own" as const, look: "light" as const, points }],
    line: { name: budget.name, points: budget.points },
  };
}

/** A value of several years together. */
const isPooled = ({ timeKind, pooledYears }: Pick<ShownValue, "timeKind" | "pooledYears">) =>
  timeKind === "spaend" || pooledYears !== null;

/** The one time lies within the other. */
const covers = (wide: ValueTime, narrow: ValueTime) =>
  wide.timeFrom !== null &&
  wide.timeTo !== null &&
  wide.timeFrom <= (narrow.timeFrom ?? "") &&
  (narrow.timeTo ?? "9999") <= wide.timeTo;

/**
 * The times with each span of whole years as the years in it, so that it is drawn across them beside what is told of each year. Where the
 * years of several begin on different days, they stay as they are.
 */
function inWholeYears(told: readonly [string, ShownValue][]): [string, ValueTime][] {
  const spans = told.filter(([, value]) => isPooled(value));
  const days = new Set(told.flatMap(([, { timeFrom, timeTo }]) => [timeFrom?.slice(4), timeTo?.slice(4)]));
  const [day] = days;
  const timeKind = day === "-01-01" ? "aar" : day === "-08-01" ? "skoleaar" : null;
  if (spans.length === 0 || days.size > 1 || !timeKind) return [...told];
  const years = new Map<string, ValueTime>(told.filter(([, value]) => !isPooled(value)));
  for (const [, { timeFrom, timeTo }] of spans)
    for (let year = Number(timeFrom?.slice(0, 4)); year < Number(timeTo?.slice(0, 4)); year++) {
      const one = { timeKind, timeFrom: `${year}${day}`, timeTo: `${year + 1}${day}`, timePrinted: null } as const;
      years.set(timeKey(one), one);
    }
  return [...years].sort(([, one], [, other]) => (one.timeFrom ?? "").localeCompare(other.timeFrom ?? ""));
}

const inBrief = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

/** The times with the years or school years between two of them that nothing is told of, so that a line has a gap there. */
function withMissingYears(times: readonly [string, ValueTime][]): [string, ValueTime][] {
  return times.flatMap(([key, time], at) => {
    const before = times[at - 1]?.[1];
    const isYear = time.timeKind === "aar" || time.timeKind === "skoleaar";
    if (!isYear || before?.timeKind !== time.timeKind) return [[key, time] as [string, ValueTime]];
    const day = time.timeFrom?.slice(4);
    const missing: [string, ValueTime][] = [];
    for (let year = Number(before.timeTo?.slice(0, 4)); year < Number(time.timeFrom?.slice(0, 4)); year++) {
      const span = { timeFrom: `${year}${day}`, timeTo: `${year + 1}${day}`, timePrinted: null };
      const one = { timeKind: time.timeKind, ...span };
      missing.push([timeKey(one), one]);
    }
    return [...missing, [key, time] as [string, ValueTime]];
  });
}

/** Where values before and after are not counted in the same way. */
function breaksBetween({ breaks }: Measured, times: readonly [string, ValueTime][]): ChartBreak[] {
  return breaks.flatMap(({ onDay, because }) => {
    const before = times.findIndex(([, { timeFrom }]) => (timeFrom ?? "") >= onDay);
    return before > 0 ? [{ before, date: onDay, words: because.replace(/\.$/, "") }] : [];
  });
}
