import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type AmountOrBlank,
  type AmountUnit,
  amountUnits,
  cellInWords,
  writtenCell,
} from "#app/domain/budgets/amount-vocabulary.ts";
import { accountsYearInput } from "#app/domain/budgets/input.ts";
import { readCell } from "#app/domain/budgets/read-cell.ts";

const units = Object.keys(amountUnits) as AmountUnit[];
const cells: fc.Arbitrary<AmountOrBlank> = fc.oneof(
  fc.integer({ min: -1e12, max: 1e12 }).map((amount) => ({ amount: amount === 0 ? 0 : amount, blank: null })),
  fc.constantFrom("dash", "empty", "within_frame").map((blank) => ({ amount: null, blank }) as const),
);

it("a dash, an empty cell, an existing frame and 0 are four things, however they are written", () => {
  for (const words of ["-", "–", "−", " - "]) expect(readCell(words, "kr.")).toEqual({ amount: null, blank: "dash" });
  for (const words of ["tomt", "Tomt felt", "tom"]) expect(readCell(words, "kr.")).toMatchObject({ blank: "empty" });
  for (const words of ["eksisterende ramme", "Inden for rammen", "inden for den eksisterende ramme"])
    expect(readCell(words, "kr.")).toMatchObject({ blank: "within_frame" });
  expect(readCell("0", "kr.")).toEqual({ amount: 0, blank: null });
  for (const words of ["", "  ", "ingen", "ramme 5", "--"]) expect(readCell(words, "kr.")).toHaveProperty("refused");
});

it("reads back what is written in a field, and says each of them in other words", () => {
  fc.assert(
    fc.property(cells, fc.constantFrom(...units), (cell, unit) => {
      expect(readCell(writtenCell(cell, unit), unit)).toEqual(cell);
    }),
  );
  fc.assert(
    fc.property(cells, cells, fc.constantFrom(...units), (one, other, unit) => {
      const isSame = one.amount === other.amount && one.blank === other.blank;
      expect(cellInWords(one, unit) === cellInWords(other, unit)).toBe(isSame);
    }),
  );
});

it("a year is one from 1990 to 2100, and what is not is told which are", () => {
  for (const year of ["1990", "2026", "2100"])
    expect(accountsYearInput.parse({ year })).toEqual({ year: Number(year) });
  for (const year of ["1026", "1989", "2101", "26", ""])
    expect(accountsYearInput.safeParse({ year }).error?.issues[0]?.message).toBe(
      "Skriv et årstal fra 1990 til 2100, for eksempel 2026.",
    );
});
