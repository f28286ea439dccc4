import { scaleBand, scaleLinear } from "d3-scale";
import { blankWords } from "#app/domain/blank-vocabulary.ts";
import { capital } from "./describe-figure.ts";
import { At, type Box, Frame, Legend, LineMark, lineSign, Sign, Stretched, XLabels, YAxis } from "./drawing-parts.tsx";
import { type BarData, type BarSeries, type ChartNumber, isNumber, numberAt, pointAt, totalAt } from "./figure.ts";
import { linePath } from "./line-chart.tsx";
import { type Look, lookInFile, lookOnPage } from "./looks.ts";
import { axisOf, percent, roomFor, rounded, spreadApart, stackedEnds } from "./measures.ts";
import { decimalsIn, numberText } from "./numbers.ts";

/** Room before and after a part year, in widths of a period. */
const apartBy = 0.35;

/** Where everything in a bar chart stands: across in percent, down in pixels. */
export function barLayout(data: BarData) {
  const axis = axisOf(data);
  const points = data.bars.flatMap((series) => data.periods.map((_, period) => pointAt(series, period)));
  const over = points.some((point) => isNumber(point) && point.qualifier === "over");
  const top = over ? 84 : 40;
  const base = 300;
  const notes = data.periods.some((period) => noteOf(data, period));
  const yOf = scaleLinear()
    .domain([axis.start, axis.end])
    .range([axis.start < 0 ? base - 26 : base, top]);
  const flips = data.periods.map(
    ({ part }, period) => period > 0 && Boolean(part) !== Boolean(data.periods[period - 1]?.part),
  );
  const before = (period: number) => apartBy * flips.slice(0, period + 1).filter(Boolean).length;
  const total = Math.max(1, data.periods.length + before(data.periods.length - 1));
  const share = 100 / total;
  const width = Math.min(share * 0.82, 34);
  const xOf = (period: number) => (period + before(period) + 0.5) * share;
  const beside = scaleBand<number>()
    .domain(data.bars.keys())
    .range([-width / 2, width / 2])
    .paddingInner(0.08);
  const ends = stackedEnds(data);
  const bars: Bar[] = data.bars.flatMap((series, index) =>
    data.periods.flatMap((_, period) => {
      const point = pointAt(series, period);
      if (!isNumber(point)) return [];
      const [from, to] = data.together === "stacked" ? (ends[index]?.[period] ?? [0, 0]) : [0, point.value];
      const left = data.together === "stacked" ? xOf(period) - width / 2 : xOf(period) + (beside(index) ?? 0);
      return [
        {
          series,
          period,
          point,
          x: left,
          width: data.together === "stacked" ? width : beside.bandwidth(),
          y: Math.min(yOf(from), yOf(to)),
          height: Math.abs(yOf(from) - yOf(to)),
          down: point.value < 0,
        },
      ];
    }),
  );
  return {
    axis,
    bars,
    beside,
    share,
    width,
    xOf,
    yOf,
    base,
    zero: yOf(0),
    splits: flips.flatMap((flip, period) => (flip ? (xOf(period) + xOf(period - 1)) / 2 : [])),
    height: base + (notes ? 58 : 38),
    labelWidth: data.together === "stacked" ? width : beside.bandwidth(),
  };
}
type Layout = ReturnType<typeof barLayout>;

interface Bar {
  series: BarSeries;
  period: number;
  point: ChartNumber;
  x: number;
  width: number;
  y: number;
  height: number;
  down: boolean;
}

/** The note under a period: its own, or that its numbers are reckoned ahead. */
function noteOf(data: BarData, period: { label: string; note?: string }): string | undefined {
  if (period.note) return period.note;
  const index = data.periods.indexOf(period);
  const numbers = data.bars.map((series) => pointAt(series, index)).filter(isNumber);
  return numbers.length > 0 && numbers.every(({ projected }) => projected) && !/fremskrevet/.test(period.label)
    ? "fremskrevet"
    : undefined;
}

/** The charts on which the names of the bars stand in a list above them: none, narrow ones, or all. */
export function barLegend(data: BarData): "none" | "narrow" | "always" {
  if (data.bars.length < 2 && !data.line) return "none";
  const longest = Math.max(0, ...[...data.bars, ...(data.line ? [data.line] : [])].map(({ name }) => name.length));
  return data.together === "beside" || data.bars.length > 4 || longest > 22 ? "always" : "narrow";
}

/** Bars over time, alone, stacked or side by side, with a line where there is one. @param id unique on the page @param box where it stands in a file */
export function BarChart({ id, data, box }: { id: string; data: BarData; box?: Box }) {
  const look = box ? lookInFile : lookOnPage;
  const layout = barLayout(data);
  const legend = barLegend(data);
  const labelled = { ...data, periods: data.periods.map((period) => ({ ...period, note: noteOf(data, period) })) };
  return (
    <>
      {!box && legend !== "none" && (
        <Legend
          narrow={legend === "narrow"}
          entries={[
            ...[...data.bars].reverse().map((series) => ({
              name: capital(series.name),
              sign: <Ground id={id} series={series} x="1" y={1} width="34" height={14} look={look} />,
            })),
            ...(data.line ? [{ name: capital(data.line.name), sign: lineSign("country", look) }] : []),
          ]}
        />
      )}
      <Frame id={id} data={data} height={layout.height} box={box}>
        <Patterns id={id} look={look} />
        <YAxis axis={layout.axis} yOf={layout.yOf} look={look} />
        {layout.splits.map((x) => (
          <line {...look("split-line")} key={x} x1={percent(x)} x2={percent(x)} y1="8" y2={layout.height - 6} />
        ))}
        {layout.bars.map((bar) => (
          <OneBar id={id} bar={bar} look={look} key={`${bar.series.name} ${bar.period}`} />
        ))}
        <Corrections layout={layout} look={look} />
        <PartYears data={data} layout={layout} look={look} />
        <line {...look("base-line")} x1="0" x2="100%" y1={rounded(layout.zero)} y2={rounded(layout.zero)} />
        {data.line && <Line data={data} line={data.line} layout={layout} look={look} />}
        <Values data={data} layout={layout} look={look} />
        <Blanks data={data} layout={layout} look={look} />
        {legend === "narrow" && <Words data={data} layout={layout} look={look} />}
        <XLabels data={labelled} xOf={layout.xOf} share={layout.share} y={layout.base + 24} look={look} />
      </Frame>
    </>
  );
}

function Patterns({ id, look }: { id: string; look: Look }) {
  return (
    <defs>
      <pattern id={`${id}-hatched`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect {...look("hatch-ground")} width="7" height="7" />
        <path {...look("hatch-line")} d="M0 0v7" />
      </pattern>
      <pattern id={`${id}-ahead`} width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect {...look("hatch-ground")} width="9" height="9" />
        <path {...look("hatch-line")} d="M0 0v9" />
      </pattern>
      <pattern id={`${id}-dotted`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect {...look("hatch-ground")} width="8" height="8" />
        <circle {...look("hatch-dot")} cx="2" cy="2" r="1.5" />
        <circle {...look("hatch-dot")} cx="6" cy="6" r="1.5" />
      </pattern>
    </defs>
  );
}

const lookOf = (series: BarSeries, projected = false) => (projected ? "ahead" : (series.look ?? "solid"));

/** A bar's ground, with an edge where it is not solid. */
function Ground({
  id,
  series,
  projected,
  open = false,
  look,
  ...place
}: {
  id: string;
  series: BarSeries;
  projected?: boolean;
  /** Without an edge of its own. */
  open?: boolean;
  x: string;
  y: number;
  width: string;
  height: number;
  look: Look;
}) {
  const kind = lookOf(series, projected);
  const solid = kind === "solid" || kind === "light";
  return (
    <>
      <rect {...(solid ? look(`bar-${kind}`) : { fill: `url(#${id}-${kind})` })} {...place} />
      {!open && <rect {...look("bar-edge")} {...place} />}
    </>
  );
}

function OneBar({ id, bar, look }: { id: string; bar: Bar; look: Look }) {
  const { series, point, x, width, y, height, down } = bar;
  const middle = x + width / 2;
  const about = point.qualifier === "cirka" ? Math.min(6, height / 2) : 0;
  const over = point.qualifier === "over";
  const end = rounded(down ? y + height : y);
  const place = {
    x: percent(x),
    width: percent(width),
    y: rounded(down ? y : y + about),
    height: rounded(height - about),
  };
  return (
    <g>
      <Ground id={id} series={series} projected={point.projected} open={over} {...place} look={look} />
      {about > 0 && (
        <rect
          {...look("bar-about")}
          x={place.x}
          width={place.width}
          y={rounded(end - about)}
          height={rounded(2 * about)}
        />
      )}
      {over && (
        <>
          <line {...look("bar-over")} x1={percent(x)} x2={percent(x)} y1={rounded(y)} y2={rounded(y + height)} />
          <line
            {...look("bar-over")}
            x1={percent(x + width)}
            x2={percent(x + width)}
            y1={rounded(y)}
            y2={rounded(y + height)}
          />
          <At x={middle} y={end}>
            <path {...look("bar-over")} d={down ? "M0 6v22M-8 21l8 8 8-8" : "M0-6v-22M-8-21l8-8 8 8"} />
          </At>
        </>
      )}
    </g>
  );
}

/** A corrected number has a ring at the end of its bar. */
function Corrections({ layout, look }: { layout: Layout; look: Look }) {
  return layout.bars.map(({ series, period, point, x, width, y, height, down }) =>
    point.corrected ? (
      <At x={x + width * 0.88} y={down ? y + height : y} key={`${series.name} ${period}`}>
        <circle {...look("hatch-ground")} r="6" />
        <circle {...look("mark-ring")} r="6" />
      </At>
    ) : null,
  );
}

/** A part year has a dashed frame around its bars. */
function PartYears({ data, layout, look }: { data: BarData; layout: Layout; look: Look }) {
  return data.periods.map(({ label, part }, period) => {
    const bars = layout.bars.filter((bar) => bar.period === period);
    if (!part || bars.length === 0) return null;
    const top = Math.min(layout.zero, ...bars.map(({ y }) => y)) - 5;
    const bottom = Math.max(layout.zero, ...bars.map(({ y, height }) => y + height));
    return (
      <rect
        {...look("bar-part")}
        key={label}
        x={percent(layout.xOf(period) - layout.width / 2 - 1)}
        width={percent(layout.width + 2)}
        y={rounded(top)}
        height={rounded(bottom - top + (bottom > layout.zero ? 5 : 0))}
      />
    );
  });
}

function Line({
  data,
  line,
  layout,
  look,
}: {
  data: BarData;
  line: NonNullable<BarData["line"]>;
  layout: Layout;
  look: Look;
}) {
  return (
    <>
      <Stretched height={layout.height}>
        <path {...look("line-country")} d={linePath(data, line, layout)} />
      </Stretched>
      {data.periods.map(({ label }, period) => {
        const value = numberAt(line, period);
        return value === null ? null : (
          <LineMark line="country" x={layout.xOf(period)} y={layout.yOf(value)} look={look} key={label} />
        );
      })}
    </>
  );
}

/** Numbers in the bars and at their ends, where they have room; the table has them all. */
function Values({ data, layout, look }: { data: BarData; layout: Layout; look: Look }) {
  const decimals = decimalsIn(data);
  const inside = data.together === "stacked" && data.bars.length > 1;
  const crossing = (bar: Bar) => {
    const value = data.line ? numberAt(data.line, bar.period) : null;
    return value === null ? null : layout.yOf(value);
  };
  return (
    <>
      {layout.bars.map((bar) => {
        const { series, period, point, x, width, y, height, down } = bar;
        const text = numberText(point, decimals);
        const filled = lookOf(series, point.projected) === "solid";
        const within = inside || point.qualifier === "over" || point.qualifier === "cirka";
        const room = roomFor(
          text.length,
          within ? width : Math.max(width, layout.share / data.bars.length),
          within ? 8 : 9.5,
        );
        if (room === null) return null;
        if (within && height < 17)
          return down ? (
            <text
              {...look("value-on", room)}
              key={`${series.name} ${period}`}
              textAnchor="middle"
              x={percent(x + width / 2)}
              y={rounded(y + height + 18)}
            >
              {text}
            </text>
          ) : null;
        const line = crossing(bar);
        const end = down ? y + height + 20 : y - 9;
        // A number moves up from where the line runs.
        const clear = line !== null && Math.abs(line - (end - 5)) < 16 ? Math.min(end, line - 12) : end;
        return (
          <text
            {...look(within ? (filled ? "value-in" : "value-on") : "value-top", room)}
            key={`${series.name} ${period}`}
            textAnchor="middle"
            x={percent(x + width / 2)}
            y={rounded(within ? y + height / 2 + 5 : clear)}
          >
            {text}
          </text>
        );
      })}
      {data.periods.map(({ label }, period) => {
        const total = totalAt(data, period);
        if (!total) return null;
        const text = numberText(total, decimals);
        const room = roomFor(text.length, layout.share, 9.5);
        if (room === null) return null;
        const top = Math.min(layout.zero, ...layout.bars.filter((bar) => bar.period === period).map(({ y }) => y));
        const over = total.qualifier === "over";
        return (
          <text
            {...look("value-top", room)}
            key={label}
            textAnchor="middle"
            x={percent(layout.xOf(period))}
            y={rounded(top - (over ? 36 : data.periods[period]?.part ? 12 : 9))}
          >
            {text}
          </text>
        );
      })}
    </>
  );
}

function Blanks({ data, layout, look }: { data: BarData; layout: Layout; look: Look }) {
  return data.periods.map(({ label }, period) => {
    const blanks = data.bars.flatMap((series, index) => {
      const point = pointAt(series, period);
      return isNumber(point) ? [] : [{ series, index, kind: point.blank }];
    });
    if (blanks.length === 0) return null;
    const bars = layout.bars.filter((bar) => bar.period === period);
    const alike = blanks.length === data.bars.length && new Set(blanks.map(({ kind }) => kind)).size === 1;
    const top = Math.min(layout.zero, ...bars.map(({ y }) => y));
    const shown = alike ? blanks.slice(0, 1) : blanks;
    return (
      <g key={label}>
        {shown.map(({ series, index, kind }, row) => {
          const stacked = data.together === "stacked" || alike;
          const x = layout.xOf(period) + (stacked ? 0 : (layout.beside(index) ?? 0) + layout.labelWidth / 2);
          const y = (stacked ? top : layout.zero) - 16 - (stacked ? row * 40 : 0);
          const word = blankWords[kind];
          const room = stacked ? roomFor(word.length, layout.share, 7.5) : null;
          return (
            <g key={series.name}>
              <Sign kind={kind} x={x} y={y} look={look} />
              {room !== null && (
                <text {...look("word-note", room)} textAnchor="middle" x={percent(x)} y={rounded(y - 14)}>
                  {word}
                </text>
              )}
            </g>
          );
        })}
      </g>
    );
  });
}

/** On a wide chart the names stand beside the last bars, and the line's beside its end. */
function Words({ data, layout, look }: { data: BarData; layout: Layout; look: Look }) {
  const last = data.periods.length - 1;
  const ofBars = data.bars.flatMap((series) => {
    const bar = layout.bars.find((one) => one.series === series && one.period === last);
    return { name: series.name, look: "word-own" as const, y: bar ? bar.y + bar.height / 2 : null };
  });
  const value = data.line ? numberAt(data.line, last) : null;
  const entries = [
    ...ofBars,
    ...(data.line
      ? [{ name: data.line.name, look: "word" as const, y: value === null ? null : layout.yOf(value) }]
      : []),
  ];
  const heights = spreadApart(
    entries.map(({ y }) => (y ?? layout.zero - 20) + 5),
    20,
    layout.base,
  );
  return entries.map(({ name, look: kind }, index) => (
    <text {...look(kind, "wide-only")} key={name} x="100%" dx="4" y={heights[index]}>
      {name}
    </text>
  ));
}
