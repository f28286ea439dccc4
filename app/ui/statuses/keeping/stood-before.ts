import { longDate, months } from "#app/domain/dates.ts";
import { initiativeStates } from "#app/domain/ground-vocabulary.ts";
import type { ContentInitiative } from "#app/domain/statuses/status-content.ts";

/** When the last status was, as the start of a sentence: "I juni", "I december 2024" where it was in another year than this one. */
export function atLastStatus(last: { cutOff: string; metOn: string | null }, now: { cutOff: string }): string {
  const day = last.metOn ?? last.cutOff;
  const month = months[Number(day.slice(5, 7)) - 1];
  return day.slice(0, 4) === now.cutOff.slice(0, 4) ? `I ${month}` : `I ${month} ${day.slice(0, 4)}`;
}

/** How an initiative stands on the site: its state, and the milestone that comes next. */
export function initiativeNow({ state, milestones }: Pick<ContentInitiative, "state" | "milestones">): string {
  const next = milestones
    .filter(({ doneOn }) => doneOn === null)
    .sort((one, other) => (one.expectedBy ?? "9999").localeCompare(other.expectedBy ?? "9999"))[0];
  const when = next && (next.expectedBy ? longDate(next.expectedBy) : next.planned);
  return [
    state ? `${initiativeStates[state]}.` : "Ikke oplyst, hvor langt den er.",
    next && `Næste milepæl: ${next.title}${when ? `, ${when}` : ""}.`,
  ]
    .filter(Boolean)
    .join(" ");
}
