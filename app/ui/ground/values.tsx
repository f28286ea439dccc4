import { longDate } from "#app/domain/dates.ts";
import type { IndicatorDetails } from "#db/queries/indicators/page.ts";
import type { ShownValue, ValueCorrection } from "#db/queries/indicators/values.ts";
import { Blank } from "../blank.tsx";
import { Part } from "./folded-part.tsx";
import { timeKey } from "./value-chart.ts";
import { answerWas, ToldAnswer, timeInWords } from "./value-words.tsx";

type Told = Pick<IndicatorDetails, "title" | "unit" | "decimals" | "breaks" | "notComparableBecause">;

/** The values of a municipality beside the country's, the newest first, each with the way to its passage. */
export function ValueTable({
  indicator,
  values,
  place,
  corrections,
}: {
  indicator: Told;
  values: readonly ShownValue[];
  place: string | null;
  corrections: readonly ValueCorrection[];
}) {
  const rows = new Map<string, { first: ShownValue; own?: ShownValue; country?: ShownValue }>();
  for (const value of values) {
    const key = [timeKey(value), value.series, value.part].join("|");
    const row = rows.get(key) ?? { first: value };
    row[value.municipality ? "own" : "country"] = value;
    rows.set(key, row);
  }
  const ordered = [...rows.entries()].sort(([, one], [, other]) =>
    (other.first.timeFrom ?? "").localeCompare(one.first.timeFrom ?? ""),
  );
  const shown = ordered.map(([key, row], index) => ({
    key,
    ...row,
    broken: indicator.breaks.filter(
      ({ onDay }) =>
        (row.first.timeFrom ?? "") < onDay && (ordered[index - 1]?.[1].first.timeFrom ?? "") >= onDay && index > 0,
    ),
  }));
  const split = values.some(({ series, part }) => series !== null || part !== null);
  const beside = indicator.notComparableBecause === null;
  const columns = 1 + (split ? 1 : 0) + (place ? 1 : 0) + (beside || !place ? 1 : 0);
  const table = (rows: typeof shown, earlier = false) => (
    <table className="figures stack-table">
      <caption>
        {indicator.title}
        {place && ` i ${place}`}
        {earlier && ", tidligere"} <span className="quiet-note">({indicator.unit ?? "enhed ikke oplyst"})</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">Tid</th>
          {split && <th scope="col">Fordelt på</th>}
          {place && <th scope="col">{place}</th>}
          {(beside || !place) && <th scope="col">Hele landet</th>}
        </tr>
      </thead>
      <tbody>
        {rows.flatMap(({ key, first, own, country, broken }) => [
          ...broken.map(({ onDay, because }) => (
            <tr className="group" key={onDay}>
              <th scope="rowgroup" colSpan={columns}>
                Før {longDate(onDay)} ({because}): <Blank kind="not_comparable" />
              </th>
            </tr>
          )),
          <tr key={key}>
            <th scope="row">{timeInWords(first)}</th>
            {split && (
              <td data-label="Fordelt på">{[first.series, first.part].filter(Boolean).join(", ") || "i alt"}</td>
            )}
            {place && (
              <td data-label={place}>
                <Told value={own} decimals={indicator.decimals} corrections={corrections} />
              </td>
            )}
            {(beside || !place) && (
              <td data-label="Hele landet">
                <Told value={country} decimals={indicator.decimals} corrections={corrections} />
              </td>
            )}
          </tr>,
        ])}
      </tbody>
    </table>
  );
  // So many rows would hide what is new: the newest times stand open, each whole.
  const open = shown.length > mostRows ? shown.findIndex((_, at) => at >= fewRows && isNewTime(shown, at)) : -1;
  if (open < 0) return table(shown);
  return (
    <>
      {table(shown.slice(0, open))}
      <Part title={`${shown.length - open} tidligere tal`}>{table(shown.slice(open), true)}</Part>
    </>
  );
}

const mostRows = 16;
const fewRows = 6;
function isNewTime(rows: readonly { first: ShownValue }[], at: number): boolean {
  const [before, now] = [rows[at - 1], rows[at]];
  return before !== undefined && now !== undefined && timeKey(before.first) !== timeKey(now.first);
}

function Told({
  value,
  decimals,
  corrections,
}: {
  value: ShownValue | undefined;
  decimals: number;
  corrections: readonly ValueCorrection[];
}) {
  if (!value) return <Blank kind="not_stated" />;
  const correction = corrections.find(
    (one) =>
      timeKey(one) === timeKey(value) &&
      one.municipality?.slug === value.municipality?.slug &&
      one.series === value.series &&
      one.part === value.part &&
      one.demo === value.demo,
  );
  return (
    <>
      <ToldAnswer value={value} decimals={decimals} />
      {correction && (
        <span className="cell-sub">
          rettet {longDate(correction.on)}
          {correction.was && (
            <>
              , var <s>{answerWas(correction.was, decimals)}</s>
            </>
          )}
        </span>
      )}
    </>
  );
}

/** The corrections of an indicator's values; of one that is hidden since, the date and the reason alone. */
export function ValueCorrections({ items, decimals }: { items: readonly ValueCorrection[]; decimals: number }) {
  if (items.length === 0) return <p>Ingen. Et nyt tal lægger sig oven på det gamle, med dato og grund.</p>;
  return (
    <ul className="fixes">
      {items.map((item) => {
        const of = [item.municipality?.name ?? "Hele landet", timeInWords(item), item.series, item.part];
        return (
          <li key={item.id}>
            <time dateTime={item.on}>{longDate(item.on)}</time>
            <div>
              <p>
                {of.filter(Boolean).join(", ")}:{" "}
                {item.was && (
                  <>
                    <s>{answerWas(item.was, decimals)}</s> er nu{" "}
                  </>
                )}
                {item.became ? answerWas(item.became, decimals) : <Blank kind="hidden" />}
                {item.demo && " (Demodata)"}
              </p>
              <p>{item.because}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
