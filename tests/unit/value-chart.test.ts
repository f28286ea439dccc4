import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { figureDescription, newestInWords, readingNotes } from "#app/charts/describe-figure.ts";
import type { LineData } from "#app/charts/figure.ts";
import { LineChart } from "#app/charts/line-chart.tsx";
import { chartSources, sourcesInWords } from "#app/ui/ground/source-line.tsx";
import { valueChart } from "#app/ui/ground/value-chart.ts";
import { timeInWords } from "#app/ui/ground/value-words.tsx";
import type { ShownValue, ValueCorrection } from "#db/queries/indicators/values.ts";

const indicator = { title: "Fravær", unit: "procent", decimals: 1, breaks: [], series: [], notComparableBecause: null };
const horsens = { code: "0615", slug: "horsens", name: "Horsens" };

const value = (year: number, number: number | null, more: Partial<ShownValue> = {}): ShownValue => ({
  ...{
    id: `${year} ${number}`,
    demo: false,
    municipality: horsens,
    series: null,
    part: null,
    word: null,
    printed: null,
  },
  ...{ timeKind: "aar", timeFrom: `${year}-01-01`, timeTo: `${year + 1}-01-01`, timePrinted: null, qualifier: null },
  ...{
    expected: null,
    denominator: null,
    projected: false,
    pooledYears: null,
    publishedPrinted: null,
    updatedPrinted: null,
  },
  ...{ source: null, number, blank: number === null ? "mangler" : null, ...more },
});
const chart = (values: ShownValue[], more = {}, corrections: ValueCorrection[] = []) =>
  valueChart({ ...indicator, ...more }, values, "Horsens", corrections);

describe("values over time as a chart", () => {
  it("are lines from three times on, with the country beside, and a blank stays a blank", () => {
    const data = chart([value(2023, 5), value(2024, null), value(2025, 6), value(2025, 7, { municipality: null })]);
    expect(data).toMatchObject({
      kind: "lines",
      periods: [{ label: "2023" }, { label: "2024" }, { label: "2025" }],
      series: [
        { name: "Horsens", role: "own", points: [{ value: 5 }, { blank: "missing" }, { value: 6 }] },
        {
          name: "hele landet",
          role: "country",
          points: [{ blank: "not_stated" }, { blank: "not_stated" }, { value: 7 }],
        },
      ],
    });
  });

  it("never run across a day from which they are counted in another way", () => {
    const breaks = [{ onDay: "2024-08-01", because: "ny optælling." }];
    const data = chart([value(2023, 5), value(2024, 5), value(2025, 6)], { breaks });
    expect(data).toMatchObject({ breaks: [{ before: 2, date: "2024-08-01", words: "ny optælling" }] });
  });

  it.each([
    ["calendar years", "aar", "01-01", "2022"],
    ["school years", "skoleaar", "08-01", "2022/23"],
  ] as const)("have a place and a gap for each of the %s that are missing between two", (_, timeKind, day, label) => {
    const at = (year: number, number: number) =>
      value(year, number, { timeKind, timeFrom: `${year}-${day}`, timeTo: `${year + 1}-${day}` });
    const data = chart([at(2021, 5), at(2024, 6), at(2025, 7)]);
    expect(data?.periods[1]?.label).toBe(label);
    const missing = { blank: "not_stated" };
    expect(data).toMatchObject({
      kind: "lines",
      series: [{ points: [{ value: 5 }, missing, missing, { value: 6 }, { value: 7 }] }],
    });
  });

  it("of several years together stand across those years, and are joined to nothing", () => {
    const span = (from: number, number: number | null) =>
      value(from, number, { timeKind: "spaend", timeTo: `${from + 3}-01-01`, pooledYears: 3 });
    const country = [2016, 2017, 2018].map((year) => value(year, 4, { municipality: null }));
    const data = chart([span(2015, 5), span(2018, 6), span(2021, null), ...country]);
    const first = { value: 5, pooled: { from: 0, to: 2 } };
    const second = { value: 6, pooled: { from: 3, to: 5 } };
    const hidden = { blank: "missing" };
    const none = { blank: "not_stated" };
    expect(data?.periods.map(({ label }) => label).join(" ")).toBe("2015 2016 2017 2018 2019 2020 2021 2022 2023");
    expect(data).toMatchObject({
      kind: "lines",
      series: [
        { name: "Horsens", points: [first, first, first, second, second, second, hidden, hidden, hidden] },
        { points: [none, { value: 4 }, { value: 4 }, { value: 4 }, none, none, none, none, none] },
      ],
    });
    const drawn = renderToStaticMarkup(data && createElement(LineChart, { id: "x", data: data as LineData }));
    // The country's line alone is one; each span is a piece of its own.
    expect([...drawn.matchAll(/<path class="line-own" d="([^"]*)"/g)].map(([, d]) => d)).toEqual([""]);
    expect(drawn.match(/class="piece-own"/g)).toHaveLength(2);
    expect(drawn.match(/class="mark-own"/g)).toHaveLength(2);
    expect(data && figureDescription(data)).toContain(
      "Horsens 5,0 (2015 til 2017 lagt sammen) og 6,0 (2018 til 2020 lagt sammen)",
    );
    expect(data && newestInWords(data)).toBe("Horsens 6,0 procent (2018 til 2020 lagt sammen)");
    expect(data && readingNotes(data)).toContain("Vandret streg: et tal for flere år lagt sammen.");
  });

  it("of a span that is not of whole years keeps a place of its own", () => {
    const day = (from: string, to: string, number: number) =>
      value(2020, number, { timeKind: "spaend", timeFrom: from, timeTo: to });
    const data = chart([day("2019-03-01", "2020-06-01", 4), day("2020-06-01", "2021-02-01", 5), value(2022, 6)]);
    expect(data).toMatchObject({
      series: [{ points: [{ pooled: { from: 0, to: 0 } }, { pooled: { from: 1, to: 1 } }, { value: 6 }] }],
    });
  });

  it("of accounts and forecast are bars, with the budget as a line across them", () => {
    const of = (series: string, year: number, number: number | null, more = {}) =>
      value(year, number, { series, ...more });
    const series = ["Regnskab", "Prognose", "Korrigeret budget"];
    const told = [
      ...[of("Regnskab", 2024, 5), of("Korrigeret budget", 2024, 4), of("Regnskab", 2025, null)],
      ...[of("Korrigeret budget", 2025, 5), of("Prognose", 2026, 7, { projected: true })],
    ];
    const bars = {
      kind: "bars",
      line: { name: "korrigeret budget", points: [{ value: 4 }, { value: 5 }, { blank: "not_stated" }] },
    };
    expect(chart(told, { series })).toMatchObject({
      ...bars,
      bars: [
        {
          name: "regnskab og prognose",
          look: "light",
          points: [{ value: 5 }, { blank: "missing" }, { value: 7, projected: true }],
        },
      ],
    });
    // Two numbers of one year are two, and what is counted in another way is not under one line.
    expect(chart([...told, of("Prognose", 2024, 6)], { series })?.kind).toBe("lines");
    const breaks = [{ onDay: "2025-01-01", because: "ny konto" }];
    expect(chart(told, { series, breaks })?.kind).toBe("lines");
  });

  it("are not drawn where they must not be compared, or where there is one number", () => {
    const values = [value(2023, 5), value(2024, 5), value(2025, 6)];
    expect(chart(values, { notComparableBecause: "Lagt sammen." })).toBeNull();
    expect(chart([value(2025, 6), value(2024, null)])).toBeNull();
  });

  it("say what is about, over, under, projected and corrected", () => {
    const correction = {
      ...value(2025, 4),
      on: "2026-10-05",
      because: "Talt forkert.",
    };
    const was = { number: 4, word: null, blank: null, printed: null, qualifier: null };
    const data = chart(
      [
        value(2024, 5, { qualifier: "under" }),
        value(2025, 6, { qualifier: "cirka" }),
        value(2026, 9, { qualifier: "over", projected: true }),
      ],
      {},
      [{ ...correction, was, became: null }],
    );
    expect(data).toMatchObject({
      series: [
        {
          points: [
            { value: 5, printed: "under 5,0" },
            { value: 6, qualifier: "cirka", corrected: { date: "2026-10-05", was: "4,0" } },
            { value: 9, qualifier: "over", projected: true },
          ],
        },
      ],
    });
  });
});

describe("what a chart rests on", () => {
  const from = (title: string) => ({ source: { title, dated: "2026", address: null } });
  const plain = (values: ShownValue[]) => renderToStaticMarkup(chartSources(values)).replace(/<[^>]+>/g, "");

  it("is each different source once, and the municipality's own word", () => {
    const values = [value(2023, 5), value(2024, 6, from("Ministeriet")), value(2025, 7, from("Ministeriet"))];
    expect(plain(values)).toBe("Kommunens egen oplysning; Ministeriet, 2026");
    expect(sourcesInWords(values)).toBe("Kommunens egen oplysning; Ministeriet, 2026");
    expect(sourcesInWords([value(2023, 5, { municipality: null }), value(2024, null)])).toBe("");
  });

  it("is three at most, and the table has the rest", () => {
    const values = ["A", "B", "C", "D"].map((title, at) => value(2020 + at, 5, from(title)));
    expect(plain(values)).toBe("A, 2026; B, 2026; C, 2026; og flere, se tabellen");
    expect(sourcesInWords(values)).toBe("A, 2026; B, 2026; C, 2026; og flere");
  });
});

it("a time is told as printed, or as its unit is written", () => {
  const time = { timeKind: "skoleaar", timeFrom: "2025-08-01", timeTo: "2026-08-01", timePrinted: null } as const;
  expect(timeInWords(time)).toBe("2025/26");
  expect(timeInWords({ ...time, timePrinted: "skoleåret 2025-26" })).toBe("skoleåret 2025-26");
  expect(timeInWords({ ...time, timeKind: "dato", timeTo: "2025-08-02" })).toBe("1. august 2025");
  expect(timeInWords({ ...time, timeKind: "spaend" })).toBe("1. august 2025 til 31. juli 2026");
  expect(timeInWords({ ...time, timeKind: "ikke-oplyst", timeFrom: null, timeTo: null })).toBe("tid ikke oplyst");
});
