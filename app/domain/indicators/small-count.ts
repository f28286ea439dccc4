import type { NumberQualifier } from "./value-vocabulary.ts";

/** Units whose numbers count nobody: shares, money and means, and time. */
const countsNobody =
  /procent|%|(?<!\p{L})(?:andel|pr\.|kr\.|kroner|point|indeks|gennemsnit)|^(?:uger?|dage?|måned(?:er)?|timer?|minut(?:ter)?|år)(?!\p{L})/iu;
const isShare = /procent|%|(?<!\p{L})andel/iu;

/**
 * Tells of a number that 1 to 4 children, or others, may stand behind, who can be found out: a count of 1 to 4, a number of so few, and a share
 * of some that makes so few. What is said to be under a number tells of nobody.
 * @param unit the indicator's; null where it has none
 */
export function isSmallCount(
  { number, qualifier, denominator }: { number: number; qualifier: NumberQualifier | null; denominator: number | null },
  unit: string | null,
): boolean {
  const few = (count: number) => Math.round(count) >= 1 && Math.round(count) <= 4;
  if (denominator !== null && few(denominator)) return true;
  if (qualifier === "under") return false;
  if (unit && isShare.test(unit)) return denominator !== null && few((number / 100) * denominator);
  return Number.isInteger(number) && few(number) && !(unit && countsNobody.test(unit));
}
