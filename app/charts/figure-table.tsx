import type { ReactNode } from "react";
import { blankWords } from "#app/domain/blank-vocabulary.ts";
import { longDate } from "#app/domain/dates.ts";
import { Blank } from "#app/ui/blank.tsx";
import { capital } from "./describe-figure.ts";
import { type ChartData, type ChartPoint, isNumber, pointAt, seriesOf, totalAt, totalInTable } from "./figure.ts";
import { decimalsIn, numberText } from "./numbers.ts";

/** The numbers of a chart as a table; lines with the newest first, bars in the order of the chart. */
export function FigureTable({ data, caption }: { data: ChartData; caption: ReactNode }) {
  const series = seriesOf(data);
  const decimals = decimalsIn(data);
  const summed = data.periods.some((_, period) => totalAt(data, period));
  const columns = 1 + series.length + (summed ? 1 : 0);
  const periods = [...data.periods.keys()];
  const breaks = data.kind === "lines" ? (data.breaks ?? []) : [];
  if (data.kind === "lines") periods.reverse();
  return (
    <table className="figures">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{data.periodName}</th>
          {series.map(({ name }) => (
            <th scope="col" className="number" key={name}>
              {capital(name)}
            </th>
          ))}
          {summed && (
            <th scope="col" className="number">
              I alt
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {periods.flatMap((period) => {
          const { label, note, part } = data.periods[period] ?? { label: "" };
          const total = totalInTable(data, period);
          const points = series.map((one) => ({ name: one.name, point: pointAt(one, period) }));
          return [
            ...breaks
              .filter(({ before }) => before === period + 1)
              .map(({ before, date, words }) => (
                <tr className="group" key={`break ${before}`}>
                  <th scope="rowgroup" colSpan={columns}>
                    Før {longDate(date)} ({words}): <Blank kind="not_comparable" />
                  </th>
                </tr>
              )),
            <tr key={label}>
              <th scope="row">
                {label}
                {(note || part) && <span className="cell-sub">{note ?? "ikke et helt år"}</span>}
              </th>
              {points.map(({ name, point }) => (
                <td className="number" key={name}>
                  <Cell point={point} decimals={decimals} />
                </td>
              ))}
              {summed && (
                <td className="number">{total ? numberText(total, decimals) : <Blank kind="not_stated" />}</td>
              )}
            </tr>,
          ];
        })}
      </tbody>
    </table>
  );
}

function Cell({ point, decimals }: { point: ChartPoint; decimals: number }) {
  const { href, note, corrected } = point;
  const words = isNumber(point) ? numberText(point, decimals) : blankWords[point.blank];
  const shown = isNumber(point) ? words : <Blank kind={point.blank} />;
  return (
    <>
      {href ? (
        <a className="figure" href={href}>
          {shown}
        </a>
      ) : (
        shown
      )}
      {isNumber(point) && point.projected && <span className="cell-sub">fremskrevet</span>}
      {isNumber(point) && point.pooled && <span className="cell-sub">flere år lagt sammen</span>}
      {note && <span className="cell-sub">{note}</span>}
      {corrected && (
        <span className="cell-sub">
          rettet {longDate(corrected.date)}
          {corrected.was && (
            <>
              , var <s>{corrected.was}</s>
            </>
          )}
        </span>
      )}
    </>
  );
}
