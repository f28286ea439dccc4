import { danishDecimals } from "#app/domain/dates.ts";
import type { MoneyKind } from "#app/domain/ground-vocabulary.ts";
import { moneyKinds } from "#app/domain/ground-vocabulary.ts";
import { inSentence } from "#app/domain/vocabulary.ts";
import { joined } from "../format.ts";

/** An amount in millions without its unit: "30,0", "−1,9", "0,85". @param amount whole kroner */
const inMillions = (amount: number): string => {
  const decimals = [1, 2].find((count) => Number.isInteger((amount * 10 ** count) / 1_000_000)) ?? 3;
  return danishDecimals(amount / 1_000_000, decimals, decimals);
};

/** An amount in words: "30,0 mio. kr.", or "12.500 kr." where millions would be too coarse. @param amount whole kroner */
export function kroner(amount: number): string {
  const { inUnit, unit } = inOneUnit([amount]);
  return `${inUnit(amount)} ${unit}`;
}

/**
 * Amounts that stand together, in one unit that keeps each exact.
 * @param amounts whole kroner
 * @returns inUnit: an amount without the unit, "30,0"; unit: "mio. kr." or "kr."
 */
export function inOneUnit(amounts: readonly number[]): { inUnit: (amount: number) => string; unit: string } {
  const millions =
    amounts.some((amount) => Math.abs(amount) >= 100_000) &&
    amounts.every((amount) => Number.isInteger(amount / 1_000));
  return millions
    ? { inUnit: inMillions, unit: "mio. kr." }
    : { inUnit: (amount) => danishDecimals(amount, 0, 3), unit: "kr." };
}

/** Years in a sentence: "2024-2026", "2023 og 2026". */
export function yearsInWords(years: readonly number[]): string {
  const first = years[0] ?? 0;
  const last = years.at(-1) ?? 0;
  return years.length > 1 && last - first === years.length - 1 ? `${first}-${last}` : joined(years.map(String));
}

/** The prices that amounts are in: "2023-priser", "prisår ikke oplyst". */
export const pricesInWords = (priceYear: number | null) => (priceYear ? `${priceYear}-priser` : "prisår ikke oplyst");

/** A kind of money inside a sentence: "vedtaget budget". */
export const moneyKindInSentence = (kind: MoneyKind) => inSentence(moneyKinds[kind]);
