import type { ReactNode } from "react";
import { DemoTag } from "#app/ui/tags.tsx";
import { BarChart, barLegend } from "./bar-chart.tsx";
import { capital, longestEnd, newestInWords, readingNotes } from "./describe-figure.ts";
import { type ChartData, seriesOf } from "./figure.ts";
import { FigureTable } from "./figure-table.tsx";
import { LineChart } from "./line-chart.tsx";
import { axisOf } from "./measures.ts";

/** How wide the margins beside a drawing are: as wide as the words that stand there, in steps that `charts.scss` has too. */
function margins(data: ChartData): string {
  const letters = axisOf(data).letters;
  const left = letters <= 2 ? "s" : letters <= 4 ? "m" : letters <= 6 ? "l" : "xl";
  const longest = Math.max(0, ...seriesOf(data).map(({ name }) => name.length));
  const words = data.kind === "lines" ? longestEnd(data) : barLegend(data) === "narrow" ? longest : 0;
  const right = words === 0 ? "none" : words <= 12 ? "s" : words <= 17 ? "m" : words <= 23 ? "l" : "xl";
  return `plot-left-${left} plot-right-${right}`;
}

/** The drawing alone, in margins that have room for its words; `ChartFigure` sets heading, source and table around it. */
export function ChartDrawing({ id, data }: { id: string; data: ChartData }) {
  return (
    <div className="chart-plot">
      <div className={`plot ${margins(data)}`}>
        {data.kind === "lines" ? <LineChart id={id} data={data} /> : <BarChart id={id} data={data} />}
      </div>
    </div>
  );
}

/** A chart with its heading, what it is drawn from, and the same numbers as a table. */
export function ChartFigure({
  id,
  data,
  title = newestInWords(data) ?? capital(data.subject),
  unit = capital(data.unit.line ?? data.unit.name),
  level = 3,
  source,
  note,
  files,
  open = false,
  tableBelow = false,
  caption = "Samme tal",
}: {
  /** Unique on the page. */
  id: string;
  data: ChartData;
  /** The sentence above the chart; the newest numbers where it is left out. */
  title?: ReactNode;
  unit?: ReactNode;
  level?: 2 | 3 | 4;
  /** Stands after "Kilde: ". */
  source?: ReactNode;
  /** Whole sentences that stand before the source. */
  note?: ReactNode;
  /** The addresses of the chart and its numbers as files. */
  files?: { svg?: string; csv?: string };
  /** The table stands open, and cannot be folded away. */
  open?: boolean;
  /** The same numbers stand in a table right below, so there is none in the figure. */
  tableBelow?: boolean;
  caption?: ReactNode;
}) {
  const Heading = `h${level}` as const;
  const notes = readingNotes(data).join(" ");
  const table = (
    <div className="table-scroll" role="region" aria-labelledby={`${id}-h`} tabIndex={0}>
      <FigureTable data={data} caption={caption} />
    </div>
  );
  return (
    <figure className="chart" aria-labelledby={`${id}-h`}>
      <figcaption>
        <Heading className="chart-title" id={`${id}-h`}>
          {title}
        </Heading>
        <p className="chart-unit">
          {data.demo && <DemoTag />} {unit}
        </p>
      </figcaption>
      <ChartDrawing id={id} data={data} />
      {(note || source || notes) && (
        <p className="chart-source">
          {note} {notes} {source && <>Kilde: {source}</>}
        </p>
      )}
      {(files?.svg || files?.csv) && (
        <p className="chart-files no-print">
          {files.svg && (
            <a href={files.svg} rel="nofollow">
              Hent som SVG
            </a>
          )}{" "}
          {files.csv && (
            <a href={files.csv} rel="nofollow">
              Hent tallene som CSV
            </a>
          )}
        </p>
      )}
      {tableBelow ? null : open ? (
        table
      ) : (
        <details className="chart-numbers">
          <summary>Tallene i en tabel</summary>
          {table}
        </details>
      )}
    </figure>
  );
}
