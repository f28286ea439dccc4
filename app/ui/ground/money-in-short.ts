import { byKindAndPriceYear, type CountedRow, sumByYear } from "#app/domain/add-up.ts";
import { permanences } from "#app/domain/ground-vocabulary.ts";
import type { InitiativeAmount } from "#db/queries/initiatives/card.ts";
import { joined } from "../format.ts";
import { inMillions, kroner, moneyKindInSentence, pricesInWords, yearsInWords } from "./money-words.ts";

/** What an initiative costs, in a few words. */
export interface MoneyInShort {
  /** The amount of most years, the largest of several: "30,0 mio. kr." */
  most: string;
  /** When: "om året 2024-2026", "i 2025". */
  when: string;
  /** The other years: "12,5 i 2023". */
  rest: string;
  /** Kind, prices and whether it goes on: "aftalt, varige midler, 2023-priser". */
  kind: string;
  /** The passage of its first line. */
  address: string | null;
}

/** Lines of an initiative as `CountedRow`, one for each amount. */
const counted = (money: readonly InitiativeAmount[]): CountedRow[] =>
  money.map(({ kind, priceYear, permanence, year, amount, blank, partYear }) => ({
    ...{ row: "line" as const, financing: null, superseded: false, level: null, meanAmount: null },
    ...{ kind, priceYear, permanence, cells: [{ year, amount, blank, partYear, financing: null }] },
  }));

/** What an initiative costs, for each kind and price year; those without an amount are left out. */
export function moneyInShort(money: readonly InitiativeAmount[]): MoneyInShort[] {
  return byKindAndPriceYear(counted(money)).flatMap(({ kind, priceYear, rows }) => {
    const sums = sumByYear(rows).flatMap(({ amount, ...sum }) => (amount === null ? [] : [{ ...sum, amount }]));
    const byAmount = new Map<number, { amount: number; years: number[]; whole: number }>();
    for (const { year, amount, partYear } of sums) {
      const same = byAmount.get(amount) ?? { amount, years: [], whole: 0 };
      same.years.push(year);
      same.whole += partYear ? 0 : 1;
      byAmount.set(amount, same);
    }
    const [most, ...others] = [...byAmount.values()].sort(
      (one, other) => other.whole - one.whole || Math.abs(other.amount) - Math.abs(one.amount),
    );
    if (!most) return [];
    const lasting = new Set(rows.map(({ permanence }) => permanence));
    const [one] = lasting.size === 1 ? lasting : [null];
    return {
      most: kroner(most.amount),
      when: `${most.years.length > 1 ? "om året" : "i"} ${yearsInWords(most.years)}`,
      rest: joined(
        others
          .sort((a, b) => (a.years[0] ?? 0) - (b.years[0] ?? 0))
          .map(({ amount, years }) => `${inMillions(amount)} i ${yearsInWords(years)}`),
      ),
      kind: [moneyKindInSentence(kind), one && permanences[one], pricesInWords(priceYear)].filter(Boolean).join(", "),
      address: money.find((line) => line.kind === kind && line.priceYear === priceYear)?.address ?? null,
    };
  });
}
