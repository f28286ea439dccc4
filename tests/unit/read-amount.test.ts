import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AmountUnit, amountUnits, writtenAmount } from "#app/domain/budgets/amount-vocabulary.ts";
import { readAmount } from "#app/domain/budgets/read-amount.ts";

describe("an amount as a person writes it", () => {
  it.each<[string, AmountUnit, number]>([
    ["0", "kr.", 0],
    ["-0", "kr.", 0],
    ["1250", "kr.", 1_250],
    ["1.250.000", "kr.", 1_250_000],
    ["1 250 000", "kr.", 1_250_000],
    ["1\u00a0250", "kr.", 1_250],
    ["-500", "kr.", -500],
    ["\u2212500", "kr.", -500],
    ["- 500", "kr.", -500],
    ["1.234,5", "1.000 kr.", 1_234_500],
    ["32.800", "1.000 kr.", 32_800_000],
    ["0,001", "1.000 kr.", 1],
    ["-16,0", "mio. kr.", -16_000_000],
    ["1,234567", "mio. kr.", 1_234_567],
  ])("%j in %s is %i kroner", (words, unit, amount) => {
    expect(readAmount(words, unit)).toEqual({ amount });
  });

  it.each<[string, AmountUnit, string]>([
    ["1,234.5", "kr.", "punktum mellem tusinder og komma før decimaler"],
    ["1,234.5", "1.000 kr.", "punktum mellem tusinder og komma før decimaler"],
    ["1e9", "kr.", "helt ud uden e"],
    ["12 mio", "kr.", "vælg enheden i feltet"],
    ["12 mio", "mio. kr.", "vælg enheden i feltet"],
    ["500 kr.", "kr.", "vælg enheden i feltet"],
    ["(500)", "kr.", "minus foran i stedet for parentes: -500."],
    ["1.234,5", "kr.", "Hele kroner skrives uden komma. Skriv 1.234"],
    ["1.234,5678", "1.000 kr.", "højst 3 decimaler"],
    ["16.0", "mio. kr.", "Skriv decimaler med komma: 16,0."],
    ["1.23.456", "kr.", "punktum mellem tusinder"],
    ["1.2345", "kr.", "punktum mellem tusinder"],
    ["12,", "1.000 kr.", "med cifre"],
    ["1,2,3", "1.000 kr.", "komma før decimaler"],
    ["--5", "kr.", "med cifre"],
    ["+5", "kr.", "med cifre"],
    ["", "kr.", "Skriv et beløb"],
    ["-", "kr.", "Skriv et beløb"],
    ["2.000.000.000.000", "kr.", "for stort"],
  ])("%j in %s is refused: %s", (words, unit, sentence) => {
    expect(readAmount(words, unit)).toEqual({ refused: expect.stringContaining(sentence) });
  });

  it("reads back what is written in a field", () => {
    const units = Object.keys(amountUnits) as AmountUnit[];
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom(...units), (amount, unit) => {
        expect(readAmount(writtenAmount(amount, unit), unit)).toEqual({ amount: amount === 0 ? 0 : amount });
      }),
    );
  });
});
