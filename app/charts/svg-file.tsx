import { renderToStaticMarkup } from "react-dom/server";
import { BarChart, barLayout, barLegend } from "./bar-chart.tsx";
import { capital, figureDescription, figureTitle, longestEnd, newestInWords, readingNotes } from "./describe-figure.ts";
import { lineLooks, lineSign } from "./drawing-parts.tsx";
import { type ChartData, seriesOf } from "./figure.ts";
import { LineChart, lineLayout, lineLegend } from "./line-chart.tsx";
import { lookInFile as look } from "./looks.ts";
import { axisOf, linesOf } from "./measures.ts";

const width = 720;
const margin = 24;

export interface ChartWords {
  /** The sentence above the chart; the newest numbers where it is left out. */
  title?: string;
  /** Stands after "Kilde: ". */
  source?: string;
  /** Whole sentences that stand before the source. */
  note?: string;
}

/** A chart as an SVG document of its own, 720 pixels wide: white ground, heading, unit and source in it, and no stylesheet. */
export function chartSvg(data: ChartData, words: ChartWords = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderToStaticMarkup(<ChartDocument data={data} {...words} />)}\n`;
}

function ChartDocument({
  data,
  title = newestInWords(data) ?? capital(data.subject),
  source,
  note,
}: { data: ChartData } & ChartWords) {
  const heading = linesOf(`${title}${data.demo ? " (opdigtede tal)" : ""}`, 58);
  const unit = linesOf(capital(data.unit.line ?? data.unit.name), 90);
  const below = linesOf([note, ...readingNotes(data), source && `Kilde: ${source}`].filter(Boolean).join(" "), 96);
  const legend = (data.kind === "bars" ? barLegend(data) : lineLegend(data)) === "always";
  const top = margin + heading.length * 28 + unit.length * 20 + 16;
  const drawing = top + (legend ? 28 : 0);
  const tall = data.kind === "lines" ? lineLayout(data).height : barLayout(data).height;
  const foot = drawing + tall + 28;
  const height = foot + below.length * 20 + margin;
  const left = margin + 16 + axisOf(data).letters * 8;
  const longest = Math.max(0, ...seriesOf(data).map(({ name }) => name.length));
  const right =
    data.kind === "lines" ? longestEnd(data) * 8.4 + 12 : barLegend(data) === "narrow" ? longest * 8.4 + 12 : 0;
  const box = { x: left, y: drawing, width: Math.max(240, width - left - right - margin) };
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby="t d"
      xmlLang="da"
    >
      <title id="t">{figureTitle(data)}</title>
      <desc id="d">{figureDescription(data)}</desc>
      <rect width={width} height={height} fill="#fff" />
      {heading.map((line, index) => (
        <text {...look("value-top")} fontSize={21} key={line} x={margin} y={margin + 20 + index * 28}>
          {line}
        </text>
      ))}
      {unit.map((line, index) => (
        <text {...look("axis-text")} key={line} x={margin} y={margin + heading.length * 28 + 16 + index * 20}>
          {line}
        </text>
      ))}
      {legend && <FileLegend data={data} y={top} />}
      {data.kind === "lines" ? (
        <LineChart id="chart" data={data} box={box} />
      ) : (
        <BarChart id="chart" data={data} box={box} />
      )}
      {below.map((line, index) => (
        <text {...look("axis-text")} key={line} x={margin} y={foot + index * 20}>
          {line}
        </text>
      ))}
    </svg>
  );
}

/** What stands for what, in one line. */
function FileLegend({ data, y }: { data: ChartData; y: number }) {
  const looks = data.kind === "lines" ? lineLooks(data.series) : [];
  let x = margin;
  return seriesOf(data).map((series, index) => {
    const place = x;
    x += 44 + series.name.length * 8.4 + 20;
    const bar = data.kind === "bars" ? data.bars[index] : undefined;
    const kind = bar?.look ?? "solid";
    return (
      <g key={series.name} transform={`translate(${Math.round(place)} ${y})`}>
        {bar ? (
          <>
            <rect
              {...(kind === "solid" || kind === "light" ? look(`bar-${kind}`) : { fill: `url(#chart-${kind})` })}
              width="36"
              height="14"
            />
            <rect {...look("bar-edge")} width="36" height="14" />
          </>
        ) : (
          lineSign(looks[index] ?? "country", look)
        )}
        <text {...look("word")} x="44" y="13">
          {capital(series.name)}
        </text>
      </g>
    );
  });
}
