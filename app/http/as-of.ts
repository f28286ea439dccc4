import { refuse } from "./respond.ts";

/** The day that figures are read as of, from `?pr=`; null: as they stand. Ends in a 400 page when it is no day, or one that has not come. */
export function chosenDay(query: URLSearchParams, today: string): string | null {
  const day = query.get("pr") || null;
  if (day === null || day === today) return null;
  const known =
    /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
  if (!known || day < "1990-01-01")
    return refuse(400, `Vi kender ikke dagen »${day.slice(0, 60)}«. Skriv den som 2026-11-30.`);
  return day > today ? refuse(400, "Den dag er ikke kommet endnu. Vælg en dag, der har været.") : day;
}
