import { afterEach, describe, expect, it, vi } from "vitest";
import {
  danishDate,
  danishDecimals,
  danishNumber,
  danishToday,
  dayAfter,
  firstDayOf,
  isDay,
  isPartialDate,
  longDate,
  longPeriod,
} from "#app/domain/dates.ts";

describe("danishDate", () => {
  it.each([
    ["the last moment of a winter day", "2026-11-21T22:59:59.999Z", "2026-11-21"],
    ["midnight in winter", "2026-11-21T23:00:00Z", "2026-11-22"],
    ["the last moment of a summer day", "2026-07-01T21:59:59.999Z", "2026-07-01"],
    ["midnight in summer", "2026-07-01T22:00:00Z", "2026-07-02"],
    ["midnight before the clocks go forward", "2026-03-28T23:00:00Z", "2026-03-29"],
    ["midnight after the clocks went forward", "2026-03-29T22:00:00Z", "2026-03-30"],
    ["the last moment of the day on which the clocks go back", "2026-10-25T22:59:59Z", "2026-10-25"],
    ["midnight after the clocks went back", "2026-10-25T23:00:00Z", "2026-10-26"],
    ["New Year in Denmark, still the old year in London", "2026-12-31T23:00:00Z", "2027-01-01"],
    ["a leap day", "2028-02-28T23:30:00Z", "2028-02-29"],
  ])("knows %s", (_when, instant, date) => {
    expect(danishDate(new Date(instant))).toBe(date);
  });
});

describe("danishToday", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("changes at midnight in Denmark and not a moment before", () => {
    vi.useFakeTimers({ now: new Date("2026-12-31T22:59:59.999Z") });
    expect(danishToday()).toBe("2026-12-31");
    vi.setSystemTime(new Date("2026-12-31T23:00:00Z"));
    expect(danishToday()).toBe("2027-01-01");
  });
});

describe("longDate", () => {
  it.each([
    ["2026-11-22", "22. november 2026"],
    ["2024-01-01", "1. januar 2024"],
    ["2026-05", "maj 2026"],
    ["2023", "2023"],
  ])("says %s as »%s«, as precise as it is known", (date, words) => {
    expect(longDate(date)).toBe(words);
  });

  it("knows all twelve months", () => {
    const words = Array.from({ length: 12 }, (_, index) => longDate(`2026-${String(index + 1).padStart(2, "0")}`));
    const inDanish = new Intl.DateTimeFormat("da-DK", { month: "long", year: "numeric", timeZone: "UTC" });
    expect(words).toEqual(words.map((_, index) => inDanish.format(new Date(Date.UTC(2026, index, 1)))));
  });
});

describe("longPeriod", () => {
  it.each([
    ["2023", "2026", "2023–2026"],
    ["2024-08", "2025-06", "august 2024–juni 2025"],
    ["2025", "2025", "2025"],
    ["2023", null, "fra 2023"],
    [null, "2026-06", "til juni 2026"],
    [null, null, null],
  ])("says %s to %s as %s", (from, to, words) => {
    expect(longPeriod(from, to)).toBe(words);
  });
});

describe("danishNumber", () => {
  it("separates thousands with a point", () => {
    expect(danishNumber(671714)).toBe("671.714");
    expect(danishNumber(6025511)).toBe("6.025.511");
    expect(danishNumber(98)).toBe("98");
  });
});

describe("danishDecimals", () => {
  it.each([
    [1234.5, 1, 1, "1.234,5"],
    [-1.9, 1, 4, "−1,9"],
    [30, 1, 1, "30,0"],
    [30, 0, 3, "30"],
    [0.12345, 1, 4, "0,1235"],
  ])("%d with %d to %d decimals is »%s«", (value, least, most, written) => {
    expect(danishDecimals(value, least, most)).toBe(written);
    // Again, by the format that is kept.
    expect(danishDecimals(value, least, most)).toBe(written);
  });
});

describe("a year, a month and a day", () => {
  it.each([
    ["2024", "2024-01-01", "2025-01-01"],
    ["2024-02", "2024-02-01", "2024-03-01"],
    ["2024-12", "2024-12-01", "2025-01-01"],
    ["2024-02-28", "2024-02-28", "2024-02-29"],
    ["2023-12-31", "2023-12-31", "2024-01-01"],
  ])("%s begins on %s and is over on %s", (date, first, after) => {
    expect([firstDayOf(date), dayAfter(date)]).toEqual([first, after]);
    expect(isPartialDate(date)).toBe(true);
  });

  it.each(["1026", "1026-01-01", "2024-13", "2024-02-30", "24", "", "2024-1", "januar 2024"])(
    "is none: %s",
    (words) => {
      expect(isPartialDate(words)).toBe(false);
      expect(isDay(words)).toBe(false);
    },
  );

  it("is a day only when it is whole", () => {
    expect(isDay("2024-02-29")).toBe(true);
    expect(isDay("2999-01-01")).toBe(true);
    expect(isDay("2024-02")).toBe(false);
  });
});
