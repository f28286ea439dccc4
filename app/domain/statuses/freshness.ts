/** How old the word of a municipality is, in months since the day that its figures are of. Months are not counted as zero where there is no word. */
const ages = [
  { code: "tre", name: "inden for tre måneder", most: 3 },
  { code: "seks", name: "fire til seks måneder", most: 6 },
  { code: "tolv", name: "syv til tolv måneder", most: 12 },
  { code: "aeldre", name: "mere end et år", most: Number.POSITIVE_INFINITY },
] as const;

/** The code of an age; `aldrig`: there has never been a word. */
export type Freshness = (typeof ages)[number]["code"] | "aldrig";

/** The ages, the newest first, by code. */
export const freshnessNames: readonly { code: Freshness; name: string }[] = [
  ...ages.map(({ code, name }) => ({ code, name })),
  { code: "aldrig", name: "har aldrig udgivet" },
];

/** The months between two days, begun ones not counted; none where the first is later. @param from,to `YYYY-MM-DD` */
export function monthsBetween(from: string, to: string): number {
  const [year = 0, month = 0, day = 0] = from.split("-").map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split("-").map(Number);
  return Math.max(0, (toYear - year) * 12 + toMonth - month - (toDay < day ? 1 : 0));
}

/** How old a word is. @param cutOff the day that its figures are of; null: there is none @param today both `YYYY-MM-DD` */
export function freshnessOf(cutOff: string | null, today: string): Freshness {
  if (cutOff === null) return "aldrig";
  const months = monthsBetween(cutOff, today);
  return ages.find(({ most }) => months <= most)?.code ?? "aeldre";
}

/** How many are of each age; they add up to all. */
export const countFreshness = (
  cutOffs: readonly (string | null)[],
  today: string,
): { code: Freshness; name: string; count: number }[] =>
  freshnessNames.map(({ code, name }) => ({
    code,
    name,
    count: cutOffs.filter((cutOff) => freshnessOf(cutOff, today) === code).length,
  }));
