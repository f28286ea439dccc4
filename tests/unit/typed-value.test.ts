import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnswer } from "#app/domain/indicators/read-answer.ts";
import { readTime } from "#app/domain/indicators/read-time.ts";
import { isSmallCount } from "#app/domain/indicators/small-count.ts";
import { writtenNumber } from "#app/domain/indicators/value-vocabulary.ts";

describe("the time of a value as a person writes it", () => {
  it.each([
    ["2025", "aar", "2025-01-01", "2026-01-01", 1],
    ["2024/25", "skoleaar", "2024-08-01", "2025-08-01", 1],
    ["skoleåret 2024/2025", "skoleaar", "2024-08-01", "2025-08-01", 1],
    ["1999/00", "skoleaar", "1999-08-01", "2000-08-01", 1],
    ["1. marts 2026", "dato", "2026-03-01", "2026-03-02", null],
    ["31.12.2025", "dato", "2025-12-31", "2026-01-01", null],
    ["december 2025", "spaend", "2025-12-01", "2026-01-01", null],
    ["2023 til 2025", "spaend", "2023-01-01", "2026-01-01", 3],
    ["2023-2025", "spaend", "2023-01-01", "2026-01-01", 3],
    ["2022/23 – 2024/25", "spaend", "2022-08-01", "2025-08-01", 3],
    ["1. februar 2026 til 30. april 2026", "spaend", "2026-02-01", "2026-05-01", null],
  ])("%j is %s from %s to before %s", (words, kind, from, to, years) => {
    expect(readTime(words)).toEqual({ kind, from, to, years });
  });

  it.each([
    ["1026", "Skriv et årstal mellem 1990 og 2100. Der står 1026."],
    ["1. marts 1026", "Der står 1026."],
    ["1026/27", "Der står 1026."],
    ["2025 til 2023", "Tidsrummet slutter, før det begynder."],
    ["1. april 2026 til 1. marts 2026", "Tidsrummet slutter, før det begynder."],
    ["2024/26", "Et skoleår slutter året efter"],
    ["2024-25", "Skriv et skoleår som 2024/25"],
    ["2024-05", "en måned som marts 2026"],
    ["31.2.2025", "Skriv et år (2025)"],
    ["i fjor", "Skriv et år (2025)"],
    ["", "Skriv et år (2025)"],
  ])("%j is refused: %s", (words, sentence) => {
    expect(readTime(words)).toEqual({ refused: expect.stringContaining(sentence) });
  });
});

describe("the number of a value as a person writes it", () => {
  const percent = { unit: "procent", decimals: 1 };
  it.each([
    ["12,5", { number: 12.5, qualifier: null }],
    ["12,50", { number: 12.5, qualifier: null }],
    ["12,5 %", { number: 12.5, qualifier: null }],
    ["12 procent", { number: 12, qualifier: null }],
    ["-3,9", { number: -3.9, qualifier: null }],
    ["cirka 100", { number: 100, qualifier: "cirka" }],
    ["Ca. 100", { number: 100, qualifier: "cirka" }],
    ["over 1.200", { number: 1200, qualifier: "over" }],
    ["mindre end 5", { number: 5, qualifier: "under" }],
    ["Mangler", { blank: "mangler" }],
    ["på vej", { blank: "paa-vej" }],
    ["ikke relevant.", { blank: "ikke-relevant" }],
    ["skjult", { blank: "skjult" }],
    ["0", { number: 0, qualifier: null }],
  ])("%j", (words, answer) => {
    expect(readAnswer(words, percent)).toEqual(answer);
  });

  it.each([
    ["1,234.5", "punktum mellem tusinder og komma før decimaler"],
    ["1e9", "helt ud uden e"],
    ["12.5", "Skriv decimaler med komma: 12,5."],
    ["12,55", "højst 1 decimal"],
    ["(5)", "minus foran i stedet for parentes: -5."],
    ["12 elever", "Skriv kun tallet i enheden procent"],
    ["mange", "skriv mangler, ikke relevant, skjult eller på vej"],
    ["2.000.000.000.000", "for stort"],
  ])("%j is refused: %s", (words, sentence) => {
    expect(readAnswer(words, percent)).toEqual({ refused: expect.stringContaining(sentence) });
  });

  it("reads back what is written in a field", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }), (digits, decimals) => {
        const number = digits / 10 ** decimals;
        expect(readAnswer(writtenNumber(number), { unit: null, decimals })).toEqual({
          number: number === 0 ? 0 : number,
          qualifier: null,
        });
      }),
    );
  });
});

describe("a count of 1 to 4", () => {
  it.each([
    [3, "elever", null, null, true],
    [3, null, null, null, true],
    [4, "børn i dagtilbud", null, null, true],
    [5, "elever", null, null, false],
    [0, "elever", null, null, false],
    [3, "procent", null, null, false],
    [3, "procent", 100, null, true],
    [3, "procent", 1000, null, false],
    [50, "procent", 4, null, true],
    [3, "uger", null, null, false],
    [3, "mio. kr.", null, null, false],
    [3, "børn pr. voksen", null, null, false],
    [3.5, "elever", null, null, false],
    [4, "elever", null, "under", false],
    [4, "elever", null, "over", true],
  ] as const)("%d %s of %s (%s): %s", (number, unit, denominator, qualifier, is) => {
    expect(isSmallCount({ number, denominator, qualifier }, unit)).toBe(is);
  });
});
