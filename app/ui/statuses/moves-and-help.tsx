import { activityStages } from "#app/domain/statuses/status-vocabulary.ts";
import type { NamedPart, StatusPicture } from "#app/http/status-picture.ts";
import { FirstOf, Part } from "../ground/folded-part.tsx";
import { HonestBlank } from "../honest-blank.tsx";
import { tileAddress } from "./count-parts.ts";

/** How many have moved on each point since the status that they had before, both ways, neither of them the good one. */
export function MovesBothWays({
  moves,
  moving,
  points,
  period,
  demo,
}: Pick<NamedPart, "moves" | "moving"> & Pick<StatusPicture, "points" | "demo"> & { period: string | null }) {
  const most = Math.max(1, ...moves.flatMap(({ forth, back }) => [forth, back]));
  if (moving.length === 0)
    return (
      <HonestBlank title="Ingen trin er flyttet endnu.">
        <p>Her står kommuner, der har udgivet to statusser, og hvad der er anderledes i den sidste.</p>
      </HonestBlank>
    );
  return (
    <>
      <svg className="sr-only" aria-hidden="true" focusable="false">
        <defs>
          <pattern id="tilbage" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path className="move-hatch" d="M0 0v6" />
          </pattern>
        </defs>
      </svg>
      <table className="moves">
        <caption className="sr-only">Kommuner, der har flyttet et trin siden deres forrige status</caption>
        <thead>
          <tr>
            <th scope="col">Punkt</th>
            <th scope="col" colSpan={3}>
              Tilbage (skraveret) og frem (fyldt)
            </th>
            <th scope="col">Ikke prioriteret nu</th>
            <th scope="col">Taget op igen</th>
          </tr>
        </thead>
        <tbody>
          {moves.map(({ number, forth, back, paused, resumed }) => (
            <tr key={number}>
              <th scope="row">
                <b>{number}</b> {points.find((point) => point.number === number)?.title}
              </th>
              <td className="number">
                {back}
                <span className="sr-only"> tilbage</span>
              </td>
              <td aria-hidden="true">
                <MoveBar back={(back / most) * 50} forth={(forth / most) * 50} />
              </td>
              <td className="number">
                {forth}
                <span className="sr-only"> frem</span>
              </td>
              <td className="number">{paused > 0 ? paused : <span className="quiet">ingen</span>}</td>
              <td className="number">{resumed > 0 ? resumed : <span className="quiet">ingen</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Part title="Hvem der har flyttet hvad, efter navn">
        <ul className="moving">
          {moving.map(({ slug, name, moved }) => (
            <li key={slug}>
              <a href={tileAddress(slug, period, demo)}>{name}</a>:{" "}
              {moved
                .map(
                  ({ number, before, stage }) => `${number} fra ${activityStages[before]} til ${activityStages[stage]}`,
                )
                .join("; ")}
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

/** Back to the left of the middle, forth to the right. @param back,forth in percent of the whole width */
const MoveBar = ({ back, forth }: { back: number; forth: number }) => (
  <svg className="move-bar" aria-hidden="true" focusable="false">
    <rect className="move-back" x={`${50 - back}%`} y="5" width={`${back}%`} height="14" fill="url(#tilbage)" />
    <rect className="move-forth" x="50%" y="5" width={`${forth}%`} height="14" />
    <line className="move-middle" x1="50%" x2="50%" y1="1" y2="23" />
  </svg>
);

/** Who asks for help with what, in their own words, with the ways to answer. */
export function HelpQueue({
  help,
  points,
  period,
  year,
  demo,
}: Pick<NamedPart, "help"> & Pick<StatusPicture, "points" | "year" | "demo"> & { period: string | null }) {
  if (help.length === 0)
    return (
      <HonestBlank title="Ingen beder om hjælp til et punkt.">
        <p>Når en kommune skriver i sin status, hvad den gerne vil have hjælp til, står det her.</p>
      </HonestBlank>
    );
  return (
    <FirstOf
      all={help}
      most={6}
      rest={(count) => `Vis de sidste ${count}`}
      show={(some) => (
        <ul className="wishes">
          {some.map(({ municipality: { slug, name }, number, words }) => (
            <li key={`${slug}-${number}`}>
              <h3>
                <a href={tileAddress(slug, period, demo)}>{name}</a>
              </h3>
              <blockquote>»{words}«</blockquote>
              <p>
                <span className="mark-tag mark-tag-commitment">{`${number}. ${points.find((point) => point.number === number)?.title ?? ""}`}</span>
              </p>
              <p className="row-actions">
                <a href={`/kommuner/${slug}#kontaktpersoner`}>
                  Skriv til kommunen<span className="sr-only">, {name}</span>
                </a>
                <a href={`/erklaeringer/${year}/punkter/${number}`}>
                  Find nogen, der kan svare
                  <span className="sr-only">
                    {" "}
                    {name} på punkt {number}
                  </span>
                </a>
              </p>
            </li>
          ))}
        </ul>
      )}
    />
  );
}
