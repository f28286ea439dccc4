import { type PeriodCode, periodName } from "#app/domain/statuses/period-vocabulary.ts";
import {
  activityStages,
  type Effect,
  effects,
  noStatusYet,
  notAssessed,
} from "#app/domain/statuses/status-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";
import type { OverPeriods, PointInPeriod, ShelfPeriod } from "#db/queries/statuses/over-periods.ts";
import { demoQuery, statusAddress } from "../papers/status-head.tsx";
import { EffectMark, EffectSign, StageMark, StageSquare } from "./marks.tsx";
import { roleOf } from "./table-roles.ts";

/** The address of a status, the invented one too. @param place a place in it */
export const statusPlace = (
  { slug, period, demo }: { slug: string; period: PeriodCode; demo: boolean },
  place = "",
): string => `${statusAddress({ municipality: { slug }, period })}${demoQuery(demo)}${place && `#${place}`}`;

const inWords = (effect: Effect | null) => (effect ? `, ${effects[effect]}` : "");

/** What is done and what is seen of a commitment in one half year, as two signs with words for those who listen. */
function Cell({ cell: { stage, effect }, origin }: { cell: PointInPeriod; origin: ShelfPeriod["origin"] }) {
  if (origin === null)
    return (
      <>
        <span className="over-none" aria-hidden="true" />
        <span className="sr-only">{noStatusYet}</span>
      </>
    );
  return (
    <>
      {stage ? <StageSquare stage={stage} /> : <span className="over-not" aria-hidden="true" />}
      {effect && <EffectSign effect={effect} />}
      <span className="sr-only">
        {stage ? activityStages[stage] : notAssessed}
        {inWords(effect)}
      </span>
    </>
  );
}

/** The ten commitments over the half years: what is done as a square, what is seen as a round sign, and what is asked for. */
export function PointsOverTime({
  over,
  place,
  demo,
}: {
  over: OverPeriods;
  place: { slug: string; name: string };
  demo: boolean;
}) {
  const { periods, points } = over;
  const last = periods.findLastIndex(({ origin }) => origin !== null);
  const newest = periods[last];
  const asked = points.flatMap(({ number, title, cells }) => {
    const words = cells[last]?.help;
    return words ? [{ number, title, words }] : [];
  });
  const address = (period: PeriodCode, anchor?: string) => statusPlace({ slug: place.slug, period, demo }, anchor);
  return (
    <>
      <table className="over-periods" {...roleOf.table}>
        <caption className="sr-only">De ti punkter over halvårene i {place.name}</caption>
        <thead {...roleOf.rowgroup}>
          <tr {...roleOf.row}>
            <th scope="col" {...roleOf.columnheader}>
              Punkt
            </th>
            {periods.map(({ period, origin }) => (
              <th scope="col" {...roleOf.columnheader} key={period}>
                {origin ? <a href={address(period)}>{periodName(period)}</a> : periodName(period)}
                {origin === null && <span className="cell-sub">{noStatusYet}</span>}
                {origin === "document" && <span className="cell-sub">Gengivet fra dokument</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...roleOf.rowgroup}>
          {points.map(({ year, number, title, cells }) => {
            const now = cells[last];
            return (
              <tr {...roleOf.row} key={number}>
                <th scope="row" {...roleOf.rowheader}>
                  <a href={`/erklaeringer/${year}/punkter/${number}`}>
                    {number}. {title}
                  </a>
                  <span className="cell-sub">
                    {newest && `${periodName(newest.period)}: `}
                    {now?.stage ? activityStages[now.stage] : notAssessed}
                    {inWords(now?.effect ?? null)}
                  </span>
                </th>
                {cells.map((cell, at) => (
                  <td {...roleOf.cell} key={periods[at]?.period}>
                    <Cell cell={cell} origin={periods[at]?.origin ?? null} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <details className="folded over-key">
        <summary>Hvad tegnene betyder</summary>
        <p>
          Firkanten er fremdrift: det, der bliver gjort. Det runde tegn er effekt: det, der bliver set. De to bliver
          aldrig lagt sammen. Det er kommunens egen vurdering, og KL giver ingen karakter.
        </p>
        <ul className="over-signs">
          {codes(activityStages).map((stage) => (
            <li key={stage}>
              <StageMark stage={stage} />
            </li>
          ))}
          {codes(effects).map((effect) => (
            <li key={effect}>
              <EffectMark effect={effect} />
            </li>
          ))}
          <li>
            <span className="over-not" aria-hidden="true" /> {notAssessed}
          </li>
          <li>
            <span className="over-none" aria-hidden="true" /> {noStatusYet}
          </li>
        </ul>
      </details>
      {newest && asked.length > 0 && (
        <>
          <h3>Det, {place.name} gerne vil have hjælp til</h3>
          <ul className="over-help">
            {asked.map(({ number, title, words }) => (
              <li key={number}>
                <strong>
                  {number}. {title}:
                </strong>{" "}
                {words}
              </li>
            ))}
          </ul>
        </>
      )}
      {newest && (
        <p>
          <a href={address(newest.period)}>Læs status for {periodName(newest.period)}</a>
        </p>
      )}
    </>
  );
}
