import { isDay } from "#app/domain/dates.ts";
import { refuse } from "./respond.ts";

/** The day that figures are read as of, from `?pr=`; null: as they stand. Ends in a 400 page when it is no day, or one that has not come. */
export function chosenDay(query: URLSearchParams, today: string): string | null {
  const day = query.get("pr") || null;
  if (day === null || day === today) return null;
  if (!isDay(day)) return refuse(400, `Vi kender ikke dagen »${day.slice(0, 60)}«. Skriv den som 2026-11-30.`);
  return day > today ? refuse(400, "Den dag er ikke kommet endnu. Vælg en dag, der har været.") : day;
}
