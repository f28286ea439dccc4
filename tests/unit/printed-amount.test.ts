import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountOf } from "#seeds/reference/printed-amount.ts";

describe("an amount as a table prints it", () => {
  it.each([
    ["4.400", "1.000 kr.", 4_400_000],
    ["900", "1.000 kr.", 900_000],
    ["2,5", "mio. kr.", 2_500_000],
    ["-1,9", "mio. kr.", -1_900_000],
    ["1.234,5", "1.000 kr.", 1_234_500],
    ["63.900", "kr.", 63_900],
  ] as const)("%s in %s is %d kroner", (printed, unit, kroner) => {
    expect(amountOf(printed, unit)).toBe(kroner);
  });

  it.each(["1,234.5", "1e9", "12 mio", "(500)", "", "-", "1.23", "12.3456"])("is not read of %j", (printed) => {
    expect(() => amountOf(printed, "1.000 kr.")).toThrow("no amount");
  });

  it("is in whole kroner", () => {
    expect(() => amountOf("1.234,5", "kr.")).toThrow("not in whole kroner");
    expect(() => amountOf("0,0000001", "mio. kr.")).toThrow("not in whole kroner");
  });

  it("is the one that was printed, whatever it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), (thousands) => {
        expect(amountOf(thousands.toLocaleString("da-DK"), "1.000 kr.")).toBe(thousands * 1000);
        const millions = (thousands / 10).toLocaleString("da-DK", { maximumFractionDigits: 1 });
        expect(amountOf(millions, "mio. kr.")).toBe(thousands * 100_000);
      }),
    );
  });
});
