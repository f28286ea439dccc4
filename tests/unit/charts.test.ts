import { readFileSync } from "node:fs";
import fc from "fast-check";
import { XMLValidator } from "fast-xml-parser";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ChartFigure } from "#app/charts/chart-figure.tsx";
import { figureDescription, figureTitle, newestInWords, readingNotes } from "#app/charts/describe-figure.ts";
import { EmptyChart } from "#app/charts/empty-chart.tsx";
import {
  type BarData,
  type ChartBlank,
  type ChartData,
  type ChartPoint,
  isNumber,
  type LineData,
  pointAt,
  seriesOf,
  totalAt,
  totalInTable,
} from "#app/charts/figure.ts";
import { lineLayout, linePath } from "#app/charts/line-chart.tsx";
import { looks } from "#app/charts/looks.ts";
import { decimalsIn, numberText } from "#app/charts/numbers.ts";
import { chartSvg } from "#app/charts/svg-file.tsx";
import { type BlankKind, blankWords } from "#app/domain/blank-vocabulary.ts";
import { Blank, blankSigns } from "#app/ui/blank.tsx";

const years = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ label: `${first + index}/${String(first + index + 1).slice(2)}` }));
const numbers = (...values: number[]): ChartPoint[] => values.map((value) => ({ value }));

const horsens: LineData = {
  kind: "lines",
  subject: "Specialundervisningsprocent i Horsens og hele landet",
  demo: true,
  unit: { name: "procent", line: "Procent af eleverne" },
  periodName: "Skoleår",
  periods: [...years(2016, 10), { label: "2026/27", note: "udgives i marts 2027" }],
  series: [
    {
      name: "Horsens",
      role: "own",
      points: [
        ...numbers(4.6, 4.8, 5),
        { blank: "missing", note: "målingen blev ikke lavet" },
        ...numbers(5.1, 5.9, 6.1),
        { value: 6.4, corrected: { date: "2026-10-14", was: "6,2" } },
        { value: 6.5 },
        { value: 6.4, href: "/dokumenter/horsens#tal" },
        { blank: "coming" },
      ],
    },
    {
      name: "hele landet",
      role: "country",
      points: [...numbers(4.9, 5, 5.2, 5.3, 5.4, 6.1, 6.3, 6.5, 6.7, 6.8), { blank: "coming" }],
    },
  ],
  breaks: [{ before: 5, date: "2021-08-01", words: "dagbehandling tælles med" }],
};

const aarhus: BarData = {
  kind: "bars",
  together: "stacked",
  subject: "Aarhus: aftalte penge",
  unit: { name: "mio. kr.", line: "Mio. kr. om året, 2023-priser" },
  periodName: "År",
  periods: [{ label: "2023", note: "indfasning", part: true }, { label: "2024" }, { label: "2025" }, { label: "2026" }],
  bars: [
    { name: "varige midler", points: numbers(28.4, 55, 55, 55) },
    { name: "engangsmidler", look: "hatched", points: numbers(4.4, 8.9, 8.9, 4.4) },
  ],
};

const accounts: BarData = {
  kind: "bars",
  together: "beside",
  subject: "København: specialområdet",
  unit: { name: "mio. kr." },
  periodName: "År",
  periods: ["2024", "2025", "2026"].map((label) => ({ label })),
  bars: [
    { name: "forbrugsprognose", look: "hatched", points: numbers(2_510, 2_640, 2_790) },
    { name: "regnskab", points: [...numbers(2_560, 2_700), { blank: "coming", note: "marts 2027" }] },
  ],
  line: { name: "korrigeret budget", points: numbers(2_480, 2_600, 2_700) },
};

const ahead: BarData = {
  ...accounts,
  subject: "Albertslund: udgifter til området, hvis intet ændres",
  periods: [{ label: "nu" }, { label: "2028" }],
  bars: [
    {
      name: "udgifter",
      points: [
        { value: 100, qualifier: "cirka" },
        { value: 120, qualifier: "over", projected: true },
      ],
    },
  ],
  line: undefined,
};

const page = (data: ChartData, more: Partial<Parameters<typeof ChartFigure>[0]> = {}) =>
  renderToStaticMarkup(createElement(ChartFigure, { id: "tal", data, ...more }));
const tableOf = (html: string) => /<table[\s\S]*<\/table>/.exec(html)?.[0] ?? "";
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
const pathOf = (html: string, look: string) =>
  new RegExp(`<path class="${look}"[^>]* d="([^"]*,[^"]*)"`).exec(html)?.[1] ?? "";
/** From where to where each drawn piece of a path runs across, in percent. */
const pieces = (path: string) =>
  path
    .split("M")
    .slice(1)
    .map((piece) => [...piece.matchAll(/(-?[\d.]+),-?[\d.]+/g)].map(([, x]) => Number(x)));

describe("a chart of lines", () => {
  it("is one picture with a title and a description that has the numbers", () => {
    const html = page(horsens);
    expect(html).toMatch(/<svg class="chart-drawing" role="img" aria-labelledby="tal-t" aria-describedby="tal-d"/);
    expect(html).toContain(`<title id="tal-t">${figureTitle(horsens)}</title>`);
    expect(html).toContain(`<desc id="tal-d">${figureDescription(horsens)}</desc>`);
    expect(figureTitle(horsens)).toBe(
      "Specialundervisningsprocent i Horsens og hele landet, 2016/17 til 2026/27 (opdigtede tal)",
    );
    expect(newestInWords(horsens)).toBe("Horsens 6,4 procent, hele landet 6,8 procent i 2025/26");
    expect(figureDescription(horsens)).toBe(
      "Procent af eleverne. Fra 1. august 2021: dagbehandling tælles med. Tallene før og efter kan ikke sammenlignes. " +
        "2016/17 til 2020/21: Horsens 4,6 i 2016/17 og 5,1 i 2020/21, hele landet 4,9 i 2016/17 og 5,4 i 2020/21. " +
        "2021/22 til 2026/27: Horsens 5,9 i 2021/22 og 6,4 i 2025/26, hele landet 6,1 i 2021/22 og 6,8 i 2025/26. " +
        "Horsens mangler i 2019/20. Horsens er på vej i 2026/27. Hele landet er på vej i 2026/27. " +
        "Horsens i 2023/24 er rettet 14. oktober 2026.",
    );
  });

  it("has a gap where a number is missing, and nothing across a break", () => {
    const { xOf } = lineLayout(horsens);
    const at = (period: number) => Math.round(xOf(period) * 100) / 100;
    const html = page(horsens);
    expect(pieces(pathOf(html, "line-own"))).toEqual([
      [at(0), at(1), at(2)],
      [at(4)],
      [at(5), at(6), at(7), at(8), at(9)],
    ]);
    expect(pieces(pathOf(html, "line-country"))).toEqual([
      [at(0), at(1), at(2), at(3), at(4)],
      [at(5), at(6), at(7), at(8), at(9)],
    ]);
    expect(html.match(/class="break-band"/g)).toHaveLength(1);
    expect(textOf(html)).toContain("1. august 2021:");
    expect(html).toContain("≠");
  });

  it("rings what is corrected, and says so with the earlier number", () => {
    expect(page(horsens).match(/class="mark-ring"/g)).toHaveLength(1);
    expect(textOf(page(horsens))).toContain("rettet 14. oktober 2026, var 6,2");
  });

  it("says where its axis begins, unless that is at 0", () => {
    expect(readingNotes(horsens)).toContain("Aksen begynder ved 4,5 procent.");
    expect(page(horsens)).toContain("axis-cut");
    const fromZero: LineData = { ...horsens, breaks: [], series: [{ name: "Horsens", points: numbers(1, 6, 9) }] };
    expect(readingNotes(fromZero).join()).not.toContain("Aksen");
    expect(page(fromZero)).not.toContain("axis-cut");
  });

  it("has the same numbers in a table, the newest first, with the break between", () => {
    const table = tableOf(page(horsens));
    expect(table).toContain("<caption>");
    expect(table.match(/<th scope="col"/g)).toHaveLength(3);
    expect(table.match(/<th scope="row"/g)).toHaveLength(11);
    expect(table.indexOf("2021/22")).toBeLessThan(table.indexOf('<tr class="group">'));
    expect(table.indexOf('<tr class="group">')).toBeLessThan(table.indexOf("2020/21"));
    expect(textOf(table)).toContain("Før 1. august 2021 (dagbehandling tælles med): kan ikke sammenlignes");
    expect(table).toContain('<a class="figure" href="/dokumenter/horsens#tal">6,4</a>');
    expect(textOf(table)).toContain("mangler målingen blev ikke lavet");
  });

  it("tells its lines apart by form and dash, and not by colour alone", () => {
    const html = page(horsens);
    expect(html).toMatch(/<g class="mark-own"><circle/);
    expect(html).toMatch(/<g class="mark-country"><rect/);
    expect(looks["line-own"]).not.toHaveProperty("strokeDasharray");
    const dashes = [looks["line-country"], looks["line-third"], looks["line-fourth"]].map((l) => l.strokeDasharray);
    expect(new Set(dashes).size).toBe(3);
  });
});

describe("a chart of bars", () => {
  it("stacks permanent and one-off money, and describes every year with its total", () => {
    const html = page(aarhus);
    expect(newestInWords(aarhus)).toBe("I alt 59,4 mio.\u00a0kr. i 2026");
    expect(figureDescription(aarhus)).toBe(
      "Mio. kr. om året, 2023-priser. 2023, indfasning: varige midler 28,4, engangsmidler 4,4, i alt 32,8. " +
        "2024: varige midler 55,0, engangsmidler 8,9, i alt 63,9. 2025: varige midler 55,0, engangsmidler 8,9, i alt 63,9. " +
        "2026: varige midler 55,0, engangsmidler 4,4, i alt 59,4. 2023 er ikke et helt år og står for sig.",
    );
    expect(html.match(/class="bar-solid"/g)?.length).toBeGreaterThanOrEqual(4);
    expect(html.match(/fill="url\(#tal-hatched\)"/g)?.length).toBeGreaterThanOrEqual(4);
    expect(html.match(/class="bar-part"/g)).toHaveLength(1);
    expect(html.match(/class="split-line"/g)).toHaveLength(1);
  });

  it("begins at 0, also where a bar is a saving", () => {
    const saving: BarData = { ...ahead, bars: [{ name: "ændring", points: numbers(8.4, -3.9) }] };
    const html = page(saving);
    const base = Number(/class="base-line"[^>]* y1="([\d.]+)"/.exec(html)?.[1]);
    const bars = [...html.matchAll(/<rect class="bar-solid"[^>]*?y="([\d.]+)"[^>]*?height="([\d.]+)"/g)];
    const drawn = bars.map(([, y, height]) => [Number(y), Number(height)] as const);
    expect(drawn).toHaveLength(2);
    expect(drawn[0]?.[0]).toBeLessThan(base);
    expect((drawn[0]?.[0] ?? 0) + (drawn[0]?.[1] ?? 0)).toBeCloseTo(base, 1);
    expect(drawn[1]?.[0]).toBeCloseTo(base, 1);
    expect(textOf(tableOf(html))).toContain("−3,9");
  });

  it.each([
    ["dash", 28.4],
    ["missing", null],
    ["hidden", null],
  ] as const)(
    "has a total in its table beside what is printed as no amount, and beside nothing else: %s",
    (blank, value) => {
      const [first, second] = aarhus.bars;
      const bars = [first, { ...second, points: [{ blank }, ...numbers(8.9, 8.9, 4.4)] }];
      expect(totalInTable({ ...aarhus, bars: bars as BarData["bars"] }, 0)?.value ?? null).toBe(value);
    },
  );

  it("has no total where a part has no number", () => {
    const [first, second] = aarhus.bars;
    const bars = [first, { ...second, points: [{ blank: "missing" } as ChartBlank, ...numbers(8.9, 8.9, 4.4)] }];
    const data = { ...aarhus, bars: bars as BarData["bars"] };
    expect(totalAt(data, 0)).toBeNull();
    expect(totalAt(data, 1)?.value).toBeCloseTo(63.9);
    expect(figureDescription(data)).toContain("2023, indfasning: varige midler 28,4. 2024:");
    expect(figureDescription(data)).toContain("Engangsmidler mangler i 2023.");
  });

  it("draws a line across the bars, with a look of its own", () => {
    const html = page(accounts);
    expect(pieces(pathOf(html, "line-country"))).toEqual([[16.67, 50, 83.33]]);
    expect(textOf(html)).toContain("Korrigeret budget");
    expect(textOf(tableOf(html))).toContain("2026 2.790 på vej marts 2027 2.700");
  });

  it("leads no line into or out of a part year", () => {
    const data: BarData = { ...aarhus, line: { name: "budget", points: numbers(30, 60, 60, 60) } };
    expect(pieces(pathOf(page(data), "line-country")).map((piece) => piece.length)).toEqual([1, 3]);
  });

  it("shows cirka by a broken edge, over by an open top and what is projected by hatching, each with its word", () => {
    const html = page(ahead);
    expect(html.match(/class="bar-about"/g)).toHaveLength(1);
    expect(html.match(/class="bar-over"/g)).toHaveLength(3);
    expect(html).toContain("url(#tal-ahead)");
    expect(textOf(tableOf(html))).toContain("nu cirka 100 2028 over 120 fremskrevet");
    expect(figureDescription(ahead)).toContain("Nu: udgifter cirka 100. 2028: udgifter over 120 (fremskrevet).");
    expect(readingNotes(ahead)).toEqual(["Brudt kant: cirka.", "Åben top: over.", "Skravering: fremskrevet."]);
  });
});

describe("around a chart", () => {
  it("stand heading, unit, source and the ways to its files", () => {
    const html = page(aarhus, { source: "forliget", level: 4, files: { svg: "/a.svg", csv: "/a.csv" } });
    expect(html).toContain('<h4 class="chart-title" id="tal-h">');
    expect(textOf(html)).toContain("Kilde: forliget");
    expect(html).toContain('<a href="/a.svg" rel="nofollow">Hent som SVG</a>');
    expect(html).toContain('<a href="/a.csv" rel="nofollow">Hent tallene som CSV</a>');
    expect(html).toContain("<details");
    expect(page(aarhus, { open: true })).not.toContain("<details");
  });

  it("invented numbers are marked where one looks, listens and downloads", () => {
    for (const [data, invented] of [
      [horsens, true],
      [aarhus, false],
    ] as const) {
      expect(page(data).includes("mark-tag-demo")).toBe(invented);
      expect(figureTitle(data).includes("(opdigtede tal)")).toBe(invented);
      expect(chartSvg(data).includes("(opdigtede tal)</text>")).toBe(invented);
    }
  });

  it("a chart without printed numbers has none of ours either", () => {
    const html = renderToStaticMarkup(
      createElement(
        EmptyChart,
        { id: "tom", title: "København", unit: "Opdateret november 2025" },
        createElement("a", { href: "/sted" }, "Sted i dokumentet"),
      ),
    );
    expect(textOf(html).replace("2025", "")).not.toMatch(/\d/);
    expect(html).toContain('class="empty-line"');
    expect(html).toContain('<a href="/sted">');
  });

  it("each blank has a word and a sign of its own", () => {
    const signs = (Object.keys(blankWords) as BlankKind[]).map((kind) => {
      const html = renderToStaticMarkup(createElement(Blank, { kind }));
      expect(textOf(html).trim()).toBe(blankWords[kind]);
      expect(html).toContain('aria-hidden="true"');
      return renderToStaticMarkup(createElement("svg", null, blankSigns[kind]));
    });
    expect(new Set(signs).size).toBe(signs.length);
  });

  it("the stylesheet knows every look that a file has", () => {
    const scss = readFileSync("app/styles/charts.scss", "utf8");
    expect(Object.keys(looks).filter((name) => !new RegExp(`\\.${name}[\\s,:]`).test(scss))).toEqual([]);
  });
});

describe("a chart as a file", () => {
  it("is an SVG document of its own, with title, source and no stylesheet", () => {
    for (const data of [horsens, aarhus, accounts, ahead]) {
      const svg = chartSvg(data, { source: "Bilag A & <andet>" });
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(svg).toMatch(/^<\?xml[^>]*\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="720"/);
      expect(svg).not.toMatch(/<style| style=|class=|var\(/);
      expect(textOf(svg)).toContain("Kilde: Bilag A &");
      expect(svg).toContain('fill="#fff"');
    }
    expect(textOf(chartSvg(horsens))).toContain("(opdigtede tal)");
  });
});

const point: fc.Arbitrary<ChartPoint> = fc.oneof(
  fc.record(
    {
      value: fc.oneof(
        fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
        fc.integer({ min: -50, max: 200 }),
        fc.constantFrom(0, -0, 1e10, 0.1, 5e-7),
      ),
      qualifier: fc.constantFrom("cirka" as const, "over" as const),
      projected: fc.boolean(),
      corrected: fc.constant({ date: "2026-10-14" }),
    },
    { requiredKeys: ["value"] },
  ),
  fc.record({ blank: fc.constantFrom(...(Object.keys(blankWords) as BlankKind[])) }),
);
const series = (most: number) =>
  fc
    .array(fc.array(point, { maxLength: 14 }), { minLength: 0, maxLength: most })
    .map((all) => all.map((points, index) => ({ name: `serie ${String.fromCharCode(97 + index)}`, points })));
const chart: fc.Arbitrary<ChartData> = fc
  .record({
    count: fc.integer({ min: 0, max: 12 }),
    parts: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    kind: fc.constantFrom("lines", "stacked", "beside"),
    all: series(5),
    line: fc.option(fc.array(point, { maxLength: 12 })),
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: 11 }), { maxLength: 3 }),
    looks: fc.array(fc.constantFrom("solid", "hatched", "light", "dotted"), { minLength: 5, maxLength: 5 }),
  })
  .map(({ count, parts, kind, all, line, cuts, looks: of }): ChartData => {
    const shared = {
      subject: "Noget",
      unit: { name: "procent" },
      periodName: "År",
      periods: years(2014, count).map((period, index) => ({ ...period, part: parts[index] })),
    };
    return kind === "lines"
      ? {
          ...shared,
          kind,
          series: all,
          breaks: cuts.map((before) => ({ before, date: "2021-08-01", words: "en ny måde at tælle på" })),
        }
      : {
          ...shared,
          kind: "bars",
          together: kind as BarData["together"],
          bars: all.map((one, index) => ({ ...one, look: of[index] as "solid" })),
          line: line ? { name: "linjen", points: line } : undefined,
        };
  });

describe("whatever the numbers are", () => {
  it("every coordinate is a number, nothing is styled inline, and the table has every number and every blank", () => {
    fc.assert(
      fc.property(chart, (data) => {
        const html = page(data);
        const file = chartSvg(data, { source: "kilden" });
        for (const text of [html, file]) {
          expect(text).not.toMatch(/NaN|Infinity|undefined|\bnull\b| style=/);
          expect(text).not.toMatch(/(width|height)="-/);
        }
        expect(XMLValidator.validate(file)).toBe(true);
        const cells = [...tableOf(html).matchAll(/<td class="number">([\s\S]*?)<\/td>/g)].map(([, cell]) =>
          textOf(String(cell)).trim(),
        );
        const decimals = decimalsIn(data);
        const rows = data.kind === "lines" ? [...data.periods.keys()].reverse() : [...data.periods.keys()];
        const summed = rows.some((period) => totalAt(data, period));
        const told = rows.flatMap((period) => [
          ...seriesOf(data).map((one) => {
            const shown = pointAt(one, period);
            return isNumber(shown) ? numberText(shown, decimals) : blankWords[shown.blank];
          }),
          ...(summed ? [null] : []),
        ]);
        expect(cells).toHaveLength(told.length);
        told.forEach((words, index) => {
          if (words !== null) expect(cells[index]?.startsWith(words)).toBe(true);
        });
      }),
      { numRuns: 60 },
    );
  });

  it("no piece of a line runs over a blank, a break or the edge of a part year", () => {
    fc.assert(
      fc.property(chart, (data) => {
        if (data.kind !== "lines") return;
        const layout = lineLayout(data);
        const xs = data.periods.map((_, period) => Math.round(layout.xOf(period) * 100) / 100);
        for (const one of data.series) {
          const drawn = pieces(linePath(data, one, layout)).map((piece) => piece.map((x) => xs.indexOf(x)));
          const there = data.periods.flatMap((_, period) => (isNumber(pointAt(one, period)) ? [period] : []));
          expect(drawn.flat()).toEqual(there);
          for (const piece of drawn)
            piece.slice(1).forEach((period, index) => {
              expect(period).toBe((piece[index] ?? 0) + 1);
              expect(data.breaks?.some(({ before }) => before === period)).toBe(false);
              expect(Boolean(data.periods[period]?.part)).toBe(Boolean(data.periods[period - 1]?.part));
            });
        }
      }),
      { numRuns: 150 },
    );
  });
});
