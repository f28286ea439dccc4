import { ChartFigure } from "#app/charts/chart-figure.tsx";
import { longDate } from "#app/domain/dates.ts";
import type { Block } from "#app/papers/blocks.ts";
import type { PinnedValue, ShownPin } from "#db/queries/statuses/pins.ts";
import { Blank } from "../blank.tsx";
import { counted } from "../format.ts";
import { chartSources } from "../ground/source-line.tsx";
import { valueChart } from "../ground/value-chart.ts";
import { answerWas, timeInWords } from "../ground/value-words.tsx";
import { ValueTable } from "../ground/values.tsx";
import { sourceWithdrawn } from "./pins.tsx";

/**
 * An indicator in a paper: what is seen by it, and its figures as they stood, as a chart with its table. One without a figure stands with its words.
 * @param here the indicator can be read; else nothing of it is told
 */
export function PaperFigure({
  id,
  figure,
  pins,
  place,
  here,
}: {
  /** Unique on the page. */
  id: string;
  figure: Extract<Block, { type: "figure" }>;
  pins: readonly ShownPin[];
  /** Name of the municipality. */
  place: string;
  here: boolean;
}) {
  if (!here)
    return (
      <div className="paper-figure">
        <p>
          <em>{sourceWithdrawn}</em>
        </p>
      </div>
    );
  const values = pins.flatMap(({ value }) => (value ? [value] : []));
  const lost = pins.filter(({ state }) => state === "withdrawn").length;
  const hidden = pins.filter(({ state }) => state === "hidden").length;
  return (
    <div className="paper-figure">
      <h3>
        <a href={`/indikatorer/${figure.indicator}`}>{figure.title}</a>
      </h3>
      {figure.changeSeenBy && (
        <p className="seen-by">
          <strong>Vi ser forandring ved</strong> at {figure.changeSeenBy}
        </p>
      )}
      <Values id={id} title={figure.title} values={values} place={place} />
      {figure.blank && (
        <p>
          <Blank kind="not_stated">{figure.blank}</Blank>
        </p>
      )}
      {hidden > 0 && (
        <p>
          <Blank kind="hidden">{counted(hidden, "tal er skjult siden", "tal er skjult siden")}.</Blank>
        </p>
      )}
      {lost > 0 && (
        <p>
          {counted(lost, "tal", "tal")}: <em>{sourceWithdrawn}</em>
        </p>
      )}
      {values.map(
        ({ was, corrected, indicator }) =>
          corrected && (
            <p className="quiet-note" key={was.id}>
              {timeInWords(was)}: {answerWas(was, indicator.decimals)} blev rettet {longDate(corrected.on)}
              {corrected.became && ` til ${answerWas(corrected.became, indicator.decimals)}`}.
            </p>
          ),
      )}
      {figure.note && <p className="quiet-note">{figure.note}</p>}
    </div>
  );
}

function Values({
  id,
  title,
  values,
  place,
}: {
  id: string;
  title: string;
  values: readonly PinnedValue[];
  place: string;
}) {
  const [first] = values;
  if (!first) return null;
  const shown = values.map(({ was }) => was).sort((a, b) => (a.timeFrom ?? "").localeCompare(b.timeFrom ?? ""));
  const series = [...new Set(shown.flatMap((value) => (value.series ? [value.series] : [])))];
  const measured = { ...first.indicator, title, breaks: [], series, notComparableBecause: null };
  const data = valueChart(measured, shown, place, []);
  return data ? (
    <ChartFigure id={id} data={data} level={4} source={chartSources(shown)} open />
  ) : (
    <ValueTable indicator={measured} values={shown} place={place} corrections={[]} />
  );
}
