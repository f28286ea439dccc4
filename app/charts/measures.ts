import { scaleLinear } from "d3-scale";
import { stack, stackOffsetDiverging } from "d3-shape";
import { type BarData, type ChartData, numberAt, seriesOf } from "./figure.ts";
import { axisNumber } from "./numbers.ts";

/** Two decimals are finer than a pixel. */
export const rounded = (value: number) => Math.round(value * 100) / 100 || 0;
/** A length across the chart, in percent of its width. */
export const percent = (value: number) => `${rounded(value)}%`;

export interface Axis {
  start: number;
  end: number;
  step: number;
  ticks: readonly number[];
  /** How many letters the widest number of the axis has. */
  letters: number;
}

/** The y axis: bars begin at 0; lines do where that leaves them room. */
export function axisOf(data: ChartData): Axis {
  const [least, most] = extentOf(data);
  const domain = data.kind === "lines" ? lineDomain(least, most) : [Math.min(0, least), Math.max(0, most)];
  const flat = (domain[1] ?? 0) - (domain[0] ?? 0) < 1e-9 * Math.max(1, Math.abs(most), Math.abs(least));
  const room = Math.max(1, Math.abs(most) * 0.1);
  const scale = scaleLinear()
    .domain(flat ? [least === 0 ? 0 : least - room, most + room] : domain)
    .nice(5);
  // An axis without any number on it would say that there are some.
  const none = seriesOf(data).every((series) => data.periods.every((_, period) => numberAt(series, period) === null));
  const [start = 0, end = 1] = scale.domain();
  const ticks = none ? [] : scale.ticks(5);
  const step = Math.abs((ticks[1] ?? end) - (ticks[0] ?? start)) || 1;
  return { start, end, step, ticks, letters: Math.max(1, ...ticks.map((tick) => axisNumber(tick, step).length)) };
}

const lineDomain = (least: number, most: number) =>
  least >= 0 && least < most * 0.4 ? [0, most] : most <= 0 && most > least * 0.4 ? [least, 0] : [least, most];

function extentOf(data: ChartData): [number, number] {
  const values = seriesOf(data).flatMap((series) =>
    data.periods.flatMap((_, period) => numberAt(series, period) ?? []),
  );
  if (data.kind === "bars" && data.together === "stacked")
    values.push(...stackedEnds(data).flatMap((periods) => periods.flat()));
  return values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1];
}

/** Where each part of a stack begins and ends, by series and period; what has no number takes no room. */
export const stackedEnds = (data: BarData): readonly (readonly [number, number][])[] =>
  stack<number, number>()
    .keys(data.bars.keys())
    .value((period, series) => {
      const bars = data.bars[series];
      return bars ? (numberAt(bars, period) ?? 0) : 0;
    })
    .offset(stackOffsetDiverging)([...data.periods.keys()])
    .map((ends) => ends.map(([from, to]) => [from, to]));

/** Widths of a chart in pixels from which words may stand in it; `charts.scss` has the same. */
const widths = [220, 250, 280, 320, 380, 460, 560, 640] as const;
export type RoomFrom = "" | `from-${(typeof widths)[number]}`;

/** From which width of the chart on words have room. Null where they never do. @param share of the width that they may take, in percent */
export const roomFor = (letters: number, share: number, letterWidth = 8): RoomFrom | null =>
  from((letters * letterWidth * 100) / share);

function from(needed: number): RoomFrom | null {
  if (needed <= 200) return "";
  const width = widths.find((one) => one >= needed);
  return width ? `from-${width}` : null;
}

/**
 * From which width on each label of the x axis stands there: as many as have room, counted from the newest.
 * @param lastIsAside the last label ends at its mark on narrow charts, and so takes more room to its left
 */
export function roomForLabels(labels: readonly string[], share: number, lastIsAside: boolean): (RoomFrom | null)[] {
  const wide = 7.4 * Math.max(1, ...labels.map((label) => label.length));
  return labels.map((_, index) => {
    const back = labels.length - 1 - index;
    let every = 1;
    while (back % (every * 2) === 0 && every < labels.length) every *= 2;
    return back === 0 ? "" : from((100 * (wide * (lastIsAside ? 1.5 : 1) + 8)) / (share * every));
  });
}

/** Text in lines of at most so many letters, cut between words. */
export function linesOf(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Moves heights spreadApart, so that words of one line each do not cover each other; the order stays. */
export function spreadApart(heights: readonly number[], distance: number, most: number): number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((one, other) => one.height - other.height);
  for (let index = 1; index < order.length; index++) {
    const [above, below] = [order[index - 1], order[index]];
    if (above && below) below.height = Math.max(below.height, above.height + distance);
  }
  let floor = most;
  for (const entry of order.reverse()) {
    entry.height = Math.min(entry.height, floor);
    floor = entry.height - distance;
  }
  return order.sort((one, other) => one.index - other.index).map(({ height }) => rounded(height));
}
