import { longDate } from "#app/domain/dates.ts";
import type { ShownMilestone } from "#db/queries/initiatives/milestones.ts";
import { Blank } from "../blank.tsx";
import { SourceLine } from "./source-line.tsx";

/** A milestone, and the initiative that it belongs to where the page has several. */
export interface ListedMilestone extends ShownMilestone {
  initiative?: { slug: string; title: string };
}

/** Earliest first by what the printed words mean, those without a date last; otherwise in the order of their initiatives. */
export const inTime = (all: readonly ListedMilestone[]): ListedMilestone[] =>
  [...all].sort((one, other) => (one.plannedBy ?? "9999").localeCompare(other.plannedBy ?? "9999"));

/** The heading of a list of milestones. Those that a municipality has entered itself are printed nowhere, so it does not say so of them. */
export const milestonesTitle = (all: readonly Pick<ShownMilestone, "source">[]): string =>
  all.some(({ source }) => source?.address) ? "Milepæle, som de er trykt" : "Milepæle";

const signs = {
  done: <rect className="ms-done" x="4" y="4" width="16" height="16" rx="3" />,
  timed: <circle className="ms-timed" cx="12" cy="12" r="8" />,
  untimed: <circle className="ms-untimed" cx="12" cy="12" r="8" />,
};
const signOf = ({ doneOn, planned }: ListedMilestone) => (doneOn ? "done" : planned ? "timed" : "untimed");

/** Milestones with the time as it is printed; a date that was moved keeps the old one and the reason. */
export function Milestones({ items }: { items: readonly ListedMilestone[] }) {
  return (
    <ol className="milestones">
      {items.map((item) => (
        <li key={item.id}>
          <p className="milestone-when">{item.planned ?? <Blank kind="not_stated">ingen dato</Blank>}</p>
          <div className="spine">
            <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
              {signs[signOf(item)]}
            </svg>
          </div>
          <div className="milestone-what">
            <p>
              {item.title}. <SourceLine source={item.source} />
            </p>
            {item.doneOn && <p>Nået {longDate(item.doneOn)}.</p>}
            {!item.doneOn && item.expectedBy && <p>Ventes nu {longDate(item.expectedBy)}.</p>}
            {item.moves.map(({ was, became, because, on }) => (
              <p className="quiet-note" key={`${was} ${became} ${on}`}>
                Flyttet {longDate(on)}
                {was && <> fra {longDate(was)}</>} til {longDate(became)}: {because}
              </p>
            ))}
            {item.initiative && (
              <p className="quiet-note">
                <a href={`/indsatser/${item.initiative.slug}`}>{item.initiative.title}</a>
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
