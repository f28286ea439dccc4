import { type BlankKind, blankPhrases } from "#app/domain/blank-vocabulary.ts";
import { longDate } from "#app/domain/dates.ts";
import { joined } from "#app/ui/format.ts";
import {
  type ChartData,
  type ChartPoint,
  type ChartSeries,
  isNumber,
  type LineData,
  numberAt,
  pointAt,
  seriesOf,
  stretches,
  totalAt,
} from "./figure.ts";
import { axisOf } from "./measures.ts";
import { axisNumber, decimalsIn, numberText } from "./numbers.ts";

/** A name at the beginning of a sentence or alone. */
export const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** When, in a sentence: "i 2025/26", "den 5. september 2026", "nu". */
const when = (label: string) =>
  /^\d{4}/.test(label) || /^\p{L}+ \d{4}$/u.test(label)
    ? `i ${label}`
    : /^\d{1,2}\. \p{L}/u.test(label)
      ? `den ${label}`
      : label;

/** " (2015/16 til 2017/18 lagt sammen)"; empty for a number of one period. */
function pooledWords(data: ChartData, point: ChartPoint): string {
  const pooled = isNumber(point) ? point.pooled : undefined;
  if (!pooled) return "";
  const [first, last] = [labelAt(data, pooled.from), labelAt(data, pooled.to)];
  return ` (${first === last ? first : `${first} til ${last}`} lagt sammen)`;
}

/** "i 2019/20 og 2020/21". */
const whenAll = (labels: readonly string[]) =>
  labels.every((label) => when(label) === `i ${label}`) ? `i ${joined(labels)}` : joined(labels.map(when));

const labelAt = (data: ChartData, period: number) => data.periods[period]?.label ?? "";

/** The title that a screen reader hears: what is shown, and from when to when. */
export function figureTitle(data: ChartData): string {
  const first = labelAt(data, 0);
  const last = labelAt(data, data.periods.length - 1);
  const span = data.periods.length === 0 ? "" : first === last ? `, ${first}` : `, ${first} til ${last}`;
  return `${data.subject}${span}${data.demo ? " (opdigtede tal)" : ""}`;
}

/** How many letters the words at the end of the longest line have. */
export const longestEnd = (data: ChartData): number =>
  Math.max(
    0,
    ...seriesOf(data).map(({ name, points }) => {
      const newest = points.filter(isNumber).at(-1);
      return name.length + (newest ? 1 + numberText(newest, decimalsIn(data)).length : 0);
    }),
  );

/** What the newest numbers are, in one phrase: "Horsens 6,4 procent, hele landet 6,8 procent i 2025/26". Null where there are none. */
export function newestInWords(data: ChartData): string | null {
  const series = seriesOf(data);
  const lead = series.find((one) => one.role === "own" && one.points.some(isNumber));
  for (let period = data.periods.length - 1; period >= 0; period--) {
    if (lead ? numberAt(lead, period) === null : series.every((one) => numberAt(one, period) === null)) continue;
    const unit = data.unit.name.replaceAll(" ", "\u00a0");
    const total = totalAt(data, period);
    const line = data.kind === "bars" && data.line ? [data.line] : [];
    const numbers = total
      ? numbersOf(
          [{ name: "i alt", point: total }, ...line.map((one) => ({ name: one.name, point: pointAt(one, period) }))],
          data,
          unit,
        )
      : numbersIn(data, period, unit);
    // A number that says which periods it is for is not of this one alone.
    const isOfOne = series.some((one) => {
      const point = pointAt(one, period);
      return isNumber(point) && !point.pooled;
    });
    return capital(isOfOne ? `${numbers} ${when(labelAt(data, period))}` : numbers);
  }
  return null;
}

/** "varige midler 55,0, engangsmidler 4,4, i alt 59,4". @param unit stands after the newest numbers, not after those of a list */
function numbersIn(data: ChartData, period: number, unit = ""): string {
  const total = totalAt(data, period);
  const numbers = [
    ...seriesOf(data).map((series) => ({ name: series.name, point: pointAt(series, period) })),
    ...(total ? [{ name: "i alt", point: total as ChartPoint }] : []),
  ];
  return numbersOf(numbers, data, unit);
}

function numbersOf(numbers: readonly { name: string; point: ChartPoint }[], data: ChartData, unit: string): string {
  const decimals = decimalsIn(data);
  return numbers
    .flatMap(({ name, point }) =>
      isNumber(point)
        ? `${name} ${numberText(point, decimals)}${unit && ` ${unit}`}${pooledWords(data, point)}${point.projected ? " (fremskrevet)" : ""}`
        : [],
    )
    .join(", ");
}

/** The description that a screen reader hears: the numbers that matter, what is blank, and what changes how they are read. */
export function figureDescription(data: ChartData): string {
  const numbers = data.kind === "lines" ? endsOfLines(data) : everyPeriod(data);
  return [
    `${capital(data.unit.line ?? data.unit.name).replace(/\.$/, "")}.`,
    ...breaksInWords(data),
    ...(numbers.length > 0 ? numbers : ["Der er ingen tal."]),
    ...partsInWords(data),
    ...blanksInWords(data),
    ...correctionsInWords(data),
  ].join(" ");
}

const breaksInWords = (data: ChartData) =>
  data.kind === "lines"
    ? (data.breaks ?? []).map(
        ({ date, words }) => `Fra ${longDate(date)}: ${words}. Tallene før og efter kan ikke sammenlignes.`,
      )
    : [];

/** The first and the last number of each line, in each stretch between breaks. */
function endsOfLines(data: LineData): string[] {
  const parts = stretches(data);
  return parts.flatMap(({ from, to }) => {
    const lines = data.series.flatMap((series) => endsOf(data, series, from, to) ?? []).join(", ");
    if (!lines) return [];
    const span = `${labelAt(data, from)} til ${labelAt(data, to - 1)}`;
    return [capital(parts.length > 1 && to - from > 1 ? `${span}: ${lines}.` : `${lines}.`)];
  });
}

function endsOf(data: ChartData, series: ChartSeries, from: number, to: number): string | null {
  const decimals = decimalsIn(data);
  const told = series.points.flatMap((point, period) =>
    period >= from && period < to && isNumber(point) && (point.pooled?.from ?? period) === period
      ? `${numberText(point, decimals)}${point.projected ? " (fremskrevet)" : ""}${pooledWords(data, point) || ` ${when(labelAt(data, period))}`}`
      : [],
  );
  if (told.length === 0) return null;
  return `${series.name} ${joined(told.length > 1 ? [String(told[0]), String(told.at(-1))] : told)}`;
}

const everyPeriod = (data: ChartData) =>
  data.periods.flatMap(({ label, note }, period) => {
    const numbers = numbersIn(data, period);
    return numbers ? [capital(`${label}${note ? `, ${note}` : ""}: ${numbers}.`)] : [];
  });

const partsInWords = (data: ChartData) => {
  const parts = data.periods.filter(({ part }) => part).map(({ label }) => label);
  return parts.length > 0 ? [`${capital(joined(parts))} er ikke et helt år og står for sig.`] : [];
};

/** "Horsens mangler i 2019/20." */
const blanksInWords = (data: ChartData) =>
  seriesOf(data).flatMap((series) => {
    const periods = new Map<BlankKind, string[]>();
    data.periods.forEach(({ label }, period) => {
      const point = pointAt(series, period);
      if (!isNumber(point)) periods.set(point.blank, [...(periods.get(point.blank) ?? []), label]);
    });
    return [...periods].map(([kind, labels]) => `${capital(series.name)} ${blankPhrases[kind]} ${whenAll(labels)}.`);
  });

const correctionsInWords = (data: ChartData) =>
  seriesOf(data).flatMap((series) =>
    data.periods.flatMap(({ label }, period) => {
      const { corrected } = pointAt(series, period);
      return corrected ? [`${capital(series.name)} ${when(label)} er rettet ${longDate(corrected.date)}.`] : [];
    }),
  );

/** What the marks of a chart mean, for those who look at it: "Aksen begynder ved 4 procent.", "Ring: tallet er rettet." */
export function readingNotes(data: ChartData): string[] {
  const points = seriesOf(data).flatMap((series) => data.periods.map((_, period) => pointAt(series, period)));
  const numbers = points.filter(isNumber);
  const blanks = points.filter((point) => !isNumber(point));
  const lines = data.kind === "lines";
  const axis = axisOf(data);
  return [
    ...(axis.start !== 0 && lines && numbers.length > 0
      ? [`Aksen begynder ved ${axisNumber(axis.start, axis.step)} ${data.unit.name.replace(/\.$/, "")}.`]
      : []),
    ...(points.some(({ corrected }) => corrected) ? ["Ring: tallet er rettet."] : []),
    ...(lines && blanks.length > 0 && numbers.length > 0 ? ["Hul i linjen: der er intet tal."] : []),
    ...(numbers.some(({ pooled }) => pooled) ? ["Vandret streg: et tal for flere år lagt sammen."] : []),
    ...(numbers.some(({ qualifier }) => qualifier === "cirka") ? ["Brudt kant: cirka."] : []),
    ...(numbers.some(({ qualifier }) => qualifier === "over") ? [lines ? "Pil op: over." : "Åben top: over."] : []),
    ...(numbers.some(({ projected }) => projected)
      ? [
          lines
            ? "Åbent mærke: fremskrevet."
            : data.bars.some(({ look }) => look === "hatched")
              ? "Bred skravering: fremskrevet."
              : "Skravering: fremskrevet.",
        ]
      : []),
    ...(data.periods.some(({ part }) => part) ? ["Stiplet ramme: ikke et helt år."] : []),
  ];
}
