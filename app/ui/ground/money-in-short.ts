import { byKindAndPriceYear, type CountedRow, sumByYear } from "#app/domain/add-up.ts";
import { permanences } from "#app/domain/ground-vocabulary.ts";
import type { InitiativeAmount } from "#db/queries/initiatives/card.ts";
import { joined } from "../format.ts";
import { inOneUnit, moneyKindInSentence, pricesInWords, yearsInWords } from "./money-words.ts";

/** What an initiative costs, in a few words. */
export interface MoneyInShort {
  /** The amount of most years, the largest of several: "30,0 mio. kr." */
  most: string;
  /** When: "om året 2024-2026", "i 2025". */
  when: string;
  /** The other years: "12,5 i 2023 (for en del af året)". */
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

/** What an initiative costs, for each kind and price year, all in one unit; those without an amount are left out. */
export function moneyInShort(money: readonly InitiativeAmount[]): MoneyInShort[] {
  const groups = byKindAndPriceYear(counted(money)).map((group) => ({
    ...group,
    sums: sumByYear(group.rows).flatMap(({ amount, ...sum }) => (amount === null ? [] : [{ ...sum, amount }])),
  }));
  const { inUnit, unit } = inOneUnit(groups.flatMap(({ sums }) => sums.map(({ amount }) => amount)));
  return groups.flatMap(({ kind, priceYear, rows, sums }) => {
    const alike = new Map<string, { amount: number; partYear: boolean; years: number[] }>();
    for (const { year, amount, partYear } of sums) {
      const key = `${amount} ${partYear}`;
      const same = alike.get(key) ?? { amount, partYear, years: [] };
      same.years.push(year);
      alike.set(key, same);
    }
    const whole = ({ partYear, years }: { partYear: boolean; years: number[] }) => (partYear ? 0 : years.length);
    const [most, ...others] = [...alike.values()].sort(
      (one, other) => whole(other) - whole(one) || Math.abs(other.amount) - Math.abs(one.amount),
    );
    if (!most) return [];
    const lasting = new Set(rows.map(({ permanence }) => permanence));
    const [one] = lasting.size === 1 ? lasting : [null];
    const part = (partYear: boolean) => (partYear ? " (for en del af året)" : "");
    return {
      most: `${inUnit(most.amount)} ${unit}`,
      when: `${most.years.length > 1 ? "om året" : "i"} ${yearsInWords(most.years)}${part(most.partYear)}`,
      rest: joined(
        others
          .sort((a, b) => (a.years[0] ?? 0) - (b.years[0] ?? 0))
          .map(({ amount, years, partYear }) => `${inUnit(amount)} i ${yearsInWords(years)}${part(partYear)}`),
      ),
      kind: [moneyKindInSentence(kind), one && permanences[one], pricesInWords(priceYear)].filter(Boolean).join(", "),
      address: money.find((line) => line.kind === kind && line.priceYear === priceYear)?.address ?? null,
    };
  });
}
