import type { ReactNode } from "react";
import type { BlankKind } from "#app/domain/blank-vocabulary.ts";
import { blankSigns } from "#app/ui/blank.tsx";
import { figureDescription, figureTitle } from "./describe-figure.ts";
import type { ChartData, ChartPeriod, ChartSeries } from "./figure.ts";
import type { Look, LookName } from "./looks.ts";
import { type Axis, percent, roomFor, roomForLabels, rounded } from "./measures.ts";
import { axisNumber } from "./numbers.ts";

/** Where a drawing stands in a file; on a page it is as wide as there is room. */
export interface Box {
  x: number;
  y: number;
  width: number;
}

/** The drawing's own svg: a picture with title and description on a page, a piece of a picture in a file. */
export function Frame({
  id,
  data,
  height,
  box,
  children,
}: {
  id: string;
  data: ChartData;
  height: number;
  box?: Box;
  children: ReactNode;
}) {
  if (box)
    return (
      // biome-ignore lint/a11y/noSvgWithoutTitle: a piece of a picture that has a title.
      <svg {...box} height={height} overflow="visible">
        {children}
      </svg>
    );
  return (
    <svg
      className="chart-drawing"
      role="img"
      aria-labelledby={`${id}-t`}
      aria-describedby={`${id}-d`}
      width="100%"
      height={height}
    >
      <title id={`${id}-t`}>{figureTitle(data)}</title>
      <desc id={`${id}-d`}>{figureDescription(data)}</desc>
      {children}
    </svg>
  );
}

/** Something that keeps its form, at a place given in percent across and pixels down. */
export function At({ x, y, children }: { x: number; y: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: a piece of a picture that has a title.
    <svg x={percent(x)} y={rounded(y)} overflow="visible">
      {children}
    </svg>
  );
}

/** What is as wide as the chart: x runs from 0 to 100, y is in pixels. Lines keep their width, but nothing else keeps its form. */
export function Stretched({ height, children }: { height: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: a piece of a picture that has a title.
    <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" width="100%" height={height}>
      {children}
    </svg>
  );
}

export function YAxis({
  axis,
  yOf,
  look,
  overhang = 0,
}: {
  axis: Axis;
  yOf: (value: number) => number;
  look: Look;
  overhang?: number;
}) {
  return axis.ticks.map((tick) => (
    <g key={tick}>
      <line
        {...look("grid-line")}
        x1={percent(-overhang)}
        x2={percent(100 + overhang)}
        y1={rounded(yOf(tick))}
        y2={rounded(yOf(tick))}
      />
      <text {...look("axis-text")} textAnchor="end" x={percent(-overhang)} dx="-8" y={rounded(yOf(tick) + 5)}>
        {axisNumber(tick, axis.step)}
      </text>
    </g>
  ));
}

/** The labels under the x axis, as many as have room, and what stands under a label. */
export function XLabels({
  data,
  xOf,
  share,
  y,
  look,
  inside = false,
}: {
  data: ChartData;
  xOf: (period: number) => number;
  /** How much of the width each period has, in percent. */
  share: number;
  y: number;
  look: Look;
  /** The last label ends at its mark on narrow screens, where nothing stands beside the chart. */
  inside?: boolean;
}) {
  // Under a line there is room for one row; what more is said of a period stands in the table.
  const periods = inside ? data.periods.map(({ label }): ChartPeriod => ({ label })) : data.periods;
  const room = roomForLabels(
    periods.map(({ label }) => label),
    share,
    inside,
  );
  return periods.map(({ label, note }, period) => {
    const from = room[period];
    if (from === null || from === undefined) return null;
    const ends = inside && period === data.periods.length - 1 && period > 0;
    const labelLook = look(inside ? "axis-text" : "axis-strong", from);
    const alone = !periods[period - 1]?.note && !periods[period + 1]?.note;
    const noteRoom = note ? roomFor(note.length, alone ? share * 1.8 : share, 7) : null;
    return (
      <g key={label}>
        <text
          {...labelLook}
          className={ends && labelLook.className ? `${labelLook.className} ends-here` : labelLook.className}
          textAnchor="middle"
          x={percent(xOf(period))}
          y={y}
        >
          {label}
        </text>
        {noteRoom !== null && (
          <text {...look("axis-text", noteRoom)} textAnchor="middle" x={percent(xOf(period))} y={y + 20}>
            {note}
          </text>
        )}
      </g>
    );
  });
}

export function Sign({ kind, x, y, look }: { kind: BlankKind; x: number; y: number; look: Look }) {
  return (
    <At x={x} y={y}>
      <g {...look("blank-sign")} transform="translate(-8 -8)">
        {blankSigns[kind]}
      </g>
    </At>
  );
}

const lineNames = ["own", "country", "third", "fourth"] as const;
export type LineName = (typeof lineNames)[number];

/** Each line's look: what its role says, else the first that no other has. */
export function lineLooks(series: readonly ChartSeries[]): LineName[] {
  const taken = new Set<LineName>(series.flatMap(({ role }) => role ?? []));
  return series.map(({ role }) => {
    if (role) return role;
    const name = lineNames.find((one) => !taken.has(one)) ?? "fourth";
    taken.add(name);
    return name;
  });
}

const forms: Readonly<Record<LineName, ReactNode>> = {
  own: <circle r="5" />,
  country: <rect x="-4" y="-4" width="8" height="8" />,
  third: <path d="M0-6L6 0 0 6-6 0Z" />,
  fourth: <path d="M0-6L6 5H-6Z" />,
};

/** The mark of a line at a number, in its line's own form. */
export function LineMark({
  line,
  x,
  y,
  ahead = false,
  look,
}: {
  line: LineName;
  x: number;
  y: number;
  /** Reckoned ahead: not filled. */
  ahead?: boolean;
  look: Look;
}) {
  return (
    <At x={x} y={y}>
      <g {...look(ahead ? "mark-ahead" : `mark-${line}`)}>{forms[line]}</g>
    </At>
  );
}

/** What words stand for, in a list above the chart. */
export function Legend({
  entries,
  narrow,
}: {
  entries: readonly { name: string; sign: ReactNode }[];
  narrow: boolean;
}) {
  return (
    <ul className={narrow ? "chart-legend narrow-only" : "chart-legend"}>
      {entries.map(({ name, sign }) => (
        <li key={name}>
          <svg viewBox="0 0 36 16" aria-hidden="true" focusable="false">
            {sign}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

/** A line with its mark, for a legend. */
export function lineSign(line: LineName, look: Look) {
  return (
    <>
      <path {...look(`line-${line}` satisfies LookName)} d="M1 8h34" />
      <g {...look(`mark-${line}`)} transform="translate(18 8)">
        {forms[line]}
      </g>
    </>
  );
}
