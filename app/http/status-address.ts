import { longDate } from "#app/domain/dates.ts";
import { isPeriodCode, periodName } from "#app/domain/statuses/period-vocabulary.ts";
import type { FoundStatus, StatusPage, StatusWanted } from "#db/queries/statuses/page.ts";
import { chosenOne, listQuery } from "./list-address.ts";
import { refuse } from "./respond.ts";

/** The status that an address asks for: `/kommuner/<slug>/status/<period>`, the invented one with `?demodata=ja`. */
export function statusWanted(
  request: Request,
  { slug = "", period = "" }: Readonly<Record<string, string | undefined>>,
): StatusWanted {
  if (!isPeriodCode(period)) refuse(404, "Vi kender ikke den periode. Måske er adressen skrevet forkert.");
  return { slug, period, demo: asksForInvented(request) };
}

/** Whether an address asks for what is invented in place of what is real. */
export const asksForInvented = (request: Request): boolean =>
  chosenOne(listQuery(request, ["demodata"]), "demodata", "valget", ["nej", "ja"] as const) === "ja";

/** The number of an edition in an address. */
export function editionWanted(number = ""): number {
  if (!/^[1-9]\d{0,3}$/.test(number)) refuse(404, "Vi kender ikke den udgave. Måske er adressen skrevet forkert.");
  return Number(number);
}

/** The status at an address; otherwise a page that says why there is none, with the day. */
export function statusAtAddress(found: FoundStatus, { period }: StatusWanted): StatusPage {
  const name = `status for ${periodName(period)}`;
  if (!found) return refuse(404, `Der er ingen ${name} her. Måske er adressen skrevet forkert.`);
  if (found.state !== "here")
    return refuse(
      410,
      found.state === "hidden"
        ? `Kommunens ${name} blev skjult ${longDate(found.on)}, mens nogen ser på den.`
        : `Kommunens ${name} blev fjernet ${longDate(found.on)}.`,
    );
  return found.item;
}
