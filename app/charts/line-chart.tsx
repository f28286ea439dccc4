import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { type BlankKind, blankWords } from "#app/domain/blank-vocabulary.ts";
import { longDate } from "#app/domain/dates.ts";
import { joined } from "#app/ui/format.ts";
import { capital } from "./describe-figure.ts";
import {
  At,
  type Box,
  Frame,
  Legend,
  LineMark,
  type LineName,
  lineLooks,
  lineSign,
  Sign,
  Stretched,
  XLabels,
  YAxis,
} from "./drawing-parts.tsx";
import {
  type ChartData,
  type ChartSeries,
  isNumber,
  type LineData,
  numberAt,
  pointAt,
  pooledOf,
  stretches,
} from "./figure.ts";
import { type Look, lookInFile, lookOnPage } from "./looks.ts";
import { axisOf, linesOf, percent, roomFor, rounded, spreadApart } from "./measures.ts";
import { decimalsIn, numberText } from "./numbers.ts";

/** How much of a step lies in a break, beside the step itself. */
const breakWidth = 0.9;
const lineHeight = 19;

/** Where everything in a line chart stands: across in percent, down in pixels. */
export function lineLayout(data: LineData) {
  const breaks = [...(data.breaks ?? [])]
    .filter(({ before }) => before > 0 && before < data.periods.length)
    .sort((one, other) => one.before - other.before);
  const stepOf = (period: number) => period + breakWidth * breaks.filter(({ before }) => before <= period).length;
  const steps = stepOf(data.periods.length - 1);
  const across = scaleLinear()
    .domain([0, Math.max(steps, 1)])
    .range([0, 100]);
  const xOf = (period: number) => (data.periods.length === 1 ? 50 : across(stepOf(period)));
  const words = breaks.map(({ date, words }) => linesOf(`${longDate(date)}: ${words}`, 26));
  const top = 24 + words.flat().length * lineHeight;
  const blanks = blankRuns(data);
  const rows = Math.max(0, ...blanks.map(({ row }) => row + 1));
  const bottom = top + 250;
  const axis = axisOf(data);
  const yOf = scaleLinear()
    .domain([axis.start, axis.end])
    .range([bottom - 32 - rows * 40, top + 18]);
  return {
    axis,
    breaks: breaks.map((one, index) => ({
      ...one,
      lines: words[index] ?? [],
      skip: words.slice(0, index).flat().length,
      from: xOf(one.before - 1),
      to: xOf(one.before),
    })),
    blanks,
    xOf,
    yOf,
    top,
    bottom,
    share: data.periods.length > 1 ? across(1) : 100,
    height: bottom + 44,
    /** Words have room at the lines of a narrow chart. */
    wordsInside: data.series.length <= 2 && Math.max(0, ...data.series.map(({ name }) => name.length)) <= 22,
  };
}
type Layout = ReturnType<typeof lineLayout>;

interface BlankRun {
  kind: BlankKind;
  word: string;
  from: number;
  to: number;
  row: number;
}

/** Neighbouring periods that are blank for the same reason in the same lines, each row of them under the one before. */
function blankRuns(data: LineData): BlankRun[] {
  const runs: BlankRun[] = [];
  data.periods.forEach((_, period) => {
    const names = new Map<BlankKind, string[]>();
    for (const series of data.series) {
      const point = pointAt(series, period);
      if (!isNumber(point)) names.set(point.blank, [...(names.get(point.blank) ?? []), series.name]);
    }
    [...names].forEach(([kind, ofThem], row) => {
      const word =
        ofThem.length === data.series.length
          ? blankWords[kind]
          : `${capital(joined(ofThem))}${kind === "missing" || kind === "not_comparable" ? " " : ": "}${blankWords[kind]}`;
      const before = runs.find((run) => run.to === period - 1 && run.row === row && run.word === word);
      if (before) before.to = period;
      else runs.push({ kind, word, from: period, to: period, row });
    });
  });
  return runs;
}

/** The path of a line: a gap where a number is not there or is for several periods together, and never across a break. */
export function linePath(data: ChartData, series: ChartSeries, layout: Plane): string {
  const draw = line<number>()
    .defined((period) => {
      const point = pointAt(series, period);
      return isNumber(point) && !point.pooled;
    })
    .x((period) => rounded(layout.xOf(period)))
    .y((period) => rounded(layout.yOf(numberAt(series, period) ?? 0)));
  return stretches(data)
    .map(({ from, to }) => draw(data.periods.map((_, period) => period).slice(from, to)) ?? "")
    .join("");
}

/** A number for several periods together, as a piece of its own from the first to the last of them. */
function PooledPieces({
  data,
  series,
  line: name,
  layout: { xOf, yOf, share },
  look,
}: {
  data: LineData;
  series: ChartSeries;
  line: LineName;
  layout: Layout;
  look: Look;
}) {
  return pooledOf(series).map(({ value, pooled: { from, to } }) => {
    if (!stretches(data).some((one) => one.from <= from && to < one.to)) return null;
    const alone = from === to ? share * 0.35 : 0;
    const [left, right, y] = [xOf(from) - alone, xOf(to) + alone, rounded(yOf(value))];
    return (
      <path
        {...look(name === "own" ? "piece-own" : "piece-other")}
        key={from}
        d={`M${rounded(left)} ${y - 6}v12m0-6H${rounded(right)}m0-6v12`}
      />
    );
  });
}
interface Plane {
  xOf: (period: number) => number;
  yOf: (value: number) => number;
}

/** Whether the names of the lines have to stand in a list above them: nowhere, on narrow charts, or always. */
export const lineLegend = (data: LineData): "none" | "narrow" | "always" =>
  data.series.length > 6 ? "always" : lineLayout(data).wordsInside ? "none" : "narrow";

/** Lines over time. @param id unique on the page @param box where it stands in a file */
export function LineChart({ id, data, box }: { id: string; data: LineData; box?: Box }) {
  const look = box ? lookInFile : lookOnPage;
  const layout = lineLayout(data);
  const { axis, xOf, yOf, top, bottom, share, height } = layout;
  const names = lineLooks(data.series);
  const legend = lineLegend(data);
  return (
    <>
      {!box && legend !== "none" && (
        <Legend
          narrow={legend === "narrow"}
          entries={data.series.map(({ name }, index) => ({
            name: capital(name),
            sign: lineSign(names[index] ?? "own", look),
          }))}
        />
      )}
      <Frame id={id} data={data} height={height} box={box}>
        {layout.breaks.map(({ before, from, to }) => (
          <rect
            {...look("break-band")}
            key={before}
            x={percent(from + (to - from) * 0.14)}
            y={top}
            width={percent((to - from) * 0.72)}
            height={bottom - top}
          />
        ))}
        <YAxis axis={axis} yOf={yOf} look={look} overhang={1} />
        <line {...look("base-line")} x1="-1%" x2="101%" y1={bottom} y2={bottom} />
        {axis.start !== 0 && (
          <At x={-1} y={bottom - 16}>
            <path {...look("axis-cut")} d="M0 16v-4l-5-3 10-4-5-3v-2" />
          </At>
        )}
        <Breaks layout={layout} look={look} />
        <Stretched height={height}>
          {data.series.map((series, index) => (
            <path {...look(`line-${names[index] ?? "own"}`)} key={series.name} d={linePath(data, series, layout)} />
          ))}
          {data.series.map((series, index) => (
            <PooledPieces {...{ data, series, layout, look }} line={names[index] ?? "own"} key={series.name} />
          ))}
        </Stretched>
        <Marks data={data} names={names} layout={layout} look={look} />
        <Blanks data={data} layout={layout} look={look} />
        <Words data={data} names={names} layout={layout} look={look} />
        <XLabels data={data} xOf={xOf} share={share} y={bottom + 24} look={look} inside />
      </Frame>
    </>
  );
}

function Breaks({ layout, look }: { layout: Layout; look: Look }) {
  return layout.breaks.map(({ before, lines, skip, from, to }) => {
    const x = (from + to) / 2;
    const anchor = x < 30 ? "start" : x > 70 ? "end" : "middle";
    return (
      <g key={before}>
        <line
          {...look("split-line")}
          x1={percent(x)}
          x2={percent(x)}
          y1={(skip + lines.length) * lineHeight + 8}
          y2={layout.bottom + 6}
        />
        {lines.map((words, index) => (
          <text
            {...look("break-word")}
            key={words}
            textAnchor={anchor}
            x={percent(anchor === "middle" ? x : anchor === "start" ? from : to)}
            y={14 + (skip + index) * lineHeight}
          >
            {words}
          </text>
        ))}
        <text {...look("break-sign")} textAnchor="middle" x={percent(x)} y={layout.bottom - 10}>
          ≠
        </text>
      </g>
    );
  });
}

function Marks({
  data,
  names,
  layout: { xOf, yOf },
  look,
}: {
  data: LineData;
  names: readonly LineName[];
  layout: Layout;
  look: Look;
}) {
  // The first series is the one that the chart is about: it lies on top.
  return [...data.series.entries()].reverse().map(([index, series]) => (
    <g key={series.name}>
      {data.periods.map(({ label }, period) => {
        const point = pointAt(series, period);
        // What is for several periods has one mark, in the middle of them.
        if (!isNumber(point) || (point.pooled?.from ?? period) !== period) return null;
        const x = point.pooled ? (xOf(point.pooled.from) + xOf(point.pooled.to)) / 2 : xOf(period);
        const y = yOf(point.value);
        const others = data.series.flatMap((other) => (other === series ? [] : (numberAt(other, period) ?? [])));
        const under = others.every((other) => other >= point.value);
        return (
          <g key={label}>
            <LineMark line={names[index] ?? "own"} x={x} y={y} ahead={point.projected} look={look} />
            {point.qualifier === "over" && (
              <At x={x} y={y}>
                <path {...look("mark-edge")} d="M0-8V-22M-5-17L0-22 5-17" />
              </At>
            )}
            {point.qualifier === "cirka" && (
              <At x={x} y={y}>
                <circle {...look("bar-part")} r="9" />
              </At>
            )}
            {point.corrected && (
              <>
                <At x={x} y={y}>
                  <circle {...look("mark-ring")} r="10" />
                </At>
                <text {...look("mark-word")} textAnchor="middle" x={percent(x)} y={rounded(y + (under ? 27 : -16))}>
                  rettet
                </text>
              </>
            )}
          </g>
        );
      })}
    </g>
  ));
}

function Blanks({ data, layout, look }: { data: LineData; layout: Layout; look: Look }) {
  const { blanks, xOf, bottom, top } = layout;
  return blanks.map(({ kind, word, from, to, row }) => {
    const sameRow = blanks.filter((other) => other.row === row);
    const x = (xOf(from) + xOf(to)) / 2;
    // Two that stand beside each other share what lies between them.
    const left = Math.max(-4, ...sameRow.filter((other) => other.to < from).map((other) => (xOf(other.to) + x) / 2));
    const right = Math.min(
      104,
      ...sameRow.filter((other) => other.from > to).map((other) => (xOf(other.from) + x) / 2),
    );
    const anchor = data.periods.length > 1 && x > 88 ? "end" : data.periods.length > 1 && x < 12 ? "start" : "middle";
    const share = anchor === "end" ? x - left : anchor === "start" ? right - x : 2 * Math.min(x - left, right - x);
    const room = roomFor(word.length, share, 7.5);
    const y = bottom - 18 - row * 40;
    return (
      <g key={`${row} ${from}`}>
        {data.periods.slice(from, to + 1).map(({ label }, index) => (
          <g key={label}>
            {row === 0 && (
              <line
                {...look("grid-line")}
                x1={percent(xOf(from + index))}
                x2={percent(xOf(from + index))}
                y1={top}
                y2={bottom}
              />
            )}
            <Sign kind={kind} x={xOf(from + index)} y={y} look={look} />
          </g>
        ))}
        {room !== null && (
          <text {...look("word-note", room)} textAnchor={anchor} x={percent(x)} y={y - 14}>
            {word}
          </text>
        )}
      </g>
    );
  });
}

/** The words at the lines: name and newest number at the end, the first number at the beginning. */
function Words({
  data,
  names,
  layout,
  look,
}: {
  data: LineData;
  names: readonly LineName[];
  layout: Layout;
  look: Look;
}) {
  const { xOf, yOf, bottom, top } = layout;
  const decimals = decimalsIn(data);
  const ends = data.series.flatMap((series, index) => {
    const told = data.periods.flatMap((_, period) => {
      const point = pointAt(series, period);
      return isNumber(point) ? [{ period, point }] : [];
    });
    const [first, last] = [told[0], told.at(-1)];
    if (!first || !last) return [];
    const name: "word-own" | "word" = names[index] === "own" ? "word-own" : "word";
    return [{ series, name, first, last, y: yOf(last.point.value) }];
  });
  const heights = spreadApart(
    ends.map(({ y }) => y + 5),
    20,
    bottom - 4,
  );
  // On a narrow chart the higher line has its words above all that is drawn near its end, the lower one below it.
  const near = (x: number) =>
    data.series.flatMap((series) =>
      data.periods.flatMap((_, period) => {
        const point = pointAt(series, period);
        return isNumber(point) && Math.abs(xOf(period) - x) < 40
          ? [{ y: yOf(point.value), corrected: Boolean(point.corrected) }]
          : [];
      }),
    );
  const highest = [...ends].sort((one, other) => one.y - other.y)[0];
  return ends.map((end, index) => {
    const { series, name, first, last } = end;
    const x = xOf(last.period);
    const around = near(x);
    const above = end === highest;
    const inside = above
      ? Math.max(top - 6, Math.min(...around.map(({ y, corrected }) => y - (corrected ? 34 : 14))))
      : Math.min(bottom - 6, Math.max(...around.map(({ y, corrected }) => y + (corrected ? 46 : 26))));
    const words = `${capital(series.name)} ${numberText(last.point, decimals)}`;
    const next = numberAt(series, first.period + 1);
    const firstAbove =
      ends.length > 1
        ? ends.every((other) => other === end || other.first.point.value <= first.point.value)
        : next === null || next <= first.point.value;
    const toRight = x < 50;
    return (
      <g key={series.name}>
        <text {...look(name, "wide-only")} x={percent(x)} dx="12" y={heights[index]}>
          {words}
        </text>
        {layout.wordsInside && (
          <text
            {...look(name, "narrow-only")}
            textAnchor={toRight ? "start" : "end"}
            x={percent(x)}
            y={rounded(inside)}
          >
            {words}
          </text>
        )}
        {first.period !== last.period && ends.length <= 2 && (
          <text
            {...look(name)}
            textAnchor={xOf(first.period) < 5 ? "start" : "middle"}
            x={percent(xOf(first.period))}
            dx={firstAbove ? undefined : 8}
            y={rounded(yOf(first.point.value) + (firstAbove ? -13 : 25))}
          >
            {numberText(first.point, decimals)}
          </text>
        )}
      </g>
    );
  });
}
