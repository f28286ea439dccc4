import { activityStages, noStatusYet, notAssessed } from "#app/domain/statuses/status-vocabulary.ts";
import type { StatusPicture } from "#app/http/status-picture.ts";
import { counted } from "../format.ts";
import { Part } from "../ground/folded-part.tsx";
import { type CountPart, stageParts } from "./count-parts.ts";
import { StageSquare } from "./marks.tsx";

/** What the letters and the signs of stages mean. */
export const StageLegend = () => (
  <ul className="scale" aria-label="Trin">
    {Object.entries(activityStages).map(([code, words]) => (
      <li key={code}>
        <StageSquare stage={code as keyof typeof activityStages} /> {words}
      </li>
    ))}
    <li>
      <BlankSquare /> {notAssessed}
    </li>
    <li>
      <BlankSquare none /> {noStatusYet}
    </li>
  </ul>
);

/** The square of what is not assessed, and of who has no status. */
export const BlankSquare = ({ none = false }: { none?: boolean }) => (
  <span className={`stage-square ${none ? "stage-none" : "stage-unsaid"}`} aria-hidden="true">
    {none ? "" : "–"}
  </span>
);

/** Ten bars, each as long as all municipalities, by stage; the same as a table below. @param helpHref the list of who asks for help; null where it is not shown */
export function PointBars({
  year,
  points,
  counts,
  helpHref,
}: Pick<StatusPicture, "year" | "points" | "counts"> & { helpHref: string | null }) {
  const titleOf = (number: number) => points.find((point) => point.number === number)?.title ?? "";
  const all = counts[0]?.municipalities ?? 0;
  return (
    <>
      <table className="spread">
        <caption className="sr-only">De ti punkter: kommuner efter fremdrift</caption>
        <thead>
          <tr>
            <th scope="col">Punkt</th>
            <th scope="col">{counted(all, "kommune", "kommuner")}</th>
            <th scope="col" className="spread-help">
              Beder om hjælp
            </th>
          </tr>
        </thead>
        <tbody>
          {counts.map((point) => (
            <tr key={point.number}>
              <th scope="row">
                <a href={`/erklaeringer/${year}/punkter/${point.number}`}>
                  <b>{point.number}</b> <span>{titleOf(point.number)}</span>
                </a>
              </th>
              <td>
                <Bar parts={stageParts(point)} all={all} />
              </td>
              <td className="spread-help">
                {point.help === 0 ? (
                  <span className="quiet">ingen</span>
                ) : helpHref ? (
                  <a href={helpHref}>
                    {point.help}
                    <span className="help-word"> beder om hjælp</span>
                  </a>
                ) : (
                  <>
                    {point.help}
                    <span className="help-word"> beder om hjælp</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Part title="Samme tal som tabel">
        <div className="table-scroll" role="region" aria-label="Antal kommuner efter punkt og trin" tabIndex={0}>
          <table className="table-plain">
            <caption>Antal kommuner efter punkt og trin</caption>
            <thead>
              <tr>
                <th scope="col">Punkt</th>
                {counts[0] &&
                  stageParts(counts[0]).map(({ code, words }) => (
                    <th key={code} scope="col" className="number">
                      {words}
                    </th>
                  ))}
              </tr>
            </thead>
            <tbody>
              {counts.map((point) => (
                <tr key={point.number}>
                  <th scope="row">{`${point.number}. ${titleOf(point.number)}`}</th>
                  {stageParts(point).map(({ code, count }) => (
                    <td key={code} className="number">
                      {count}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Part>
    </>
  );
}

/** Narrower than this, in percent, a piece has no room for its number; narrower than the other, not for its letter. */
const roomForNumber = 5.5;
const roomForLetter = 2.4;

/** One bar: pieces side by side, told in words to those who listen, and under it where there is no room in the pieces. */
function Bar({ parts, all }: { parts: readonly CountPart[]; all: number }) {
  const some = parts.filter(({ count }) => count > 0);
  let at = 0;
  const pieces = some.map((part) => {
    const width = all > 0 ? (part.count / all) * 100 : 0;
    const x = at;
    at += width;
    return { ...part, x: round(x), width: round(width), middle: round(x + width / 2) };
  });
  return (
    <>
      <svg
        role="img"
        aria-label={some.map(({ words, count }) => `${words} ${count}`).join(", ")}
        width="100%"
        height="34"
        focusable="false"
      >
        {pieces.map(({ code, letter, count, x, width, middle }) => (
          <g key={code} className={`piece piece-${code}`}>
            <rect x={`${x}%`} y="1.5" width={`${width}%`} height="31" />
            {width >= roomForLetter && (
              <text x={`${middle}%`} y="22">
                {code === "ingen" ? (
                  <tspan className="piece-number">{width > 25 ? `ingen status endnu ${count}` : count}</tspan>
                ) : (
                  <>
                    {letter}
                    {width >= roomForNumber && <tspan className="piece-number"> {count}</tspan>}
                  </>
                )}
              </text>
            )}
          </g>
        ))}
      </svg>
      <p className="spread-words" aria-hidden="true">
        {some.map(({ code, letter, count }) => (
          <span key={code}>
            {code === "ingen" ? "ingen status" : <b>{letter}</b>} {count}
          </span>
        ))}
      </p>
    </>
  );
}

const round = (percent: number) => Math.round(percent * 1000) / 1000;
