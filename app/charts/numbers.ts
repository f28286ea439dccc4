import { type ChartData, type ChartNumber, isNumber, seriesOf } from "./figure.ts";

const formats = new Map<string, Intl.NumberFormat>();
function formatOf(least: number, most: number, compact = false): Intl.NumberFormat {
  const key = `${least} ${most} ${compact}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat("da-DK", {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      ...(compact && { notation: "compact" }),
    });
  formats.set(key, format);
  return format;
}

const withMinus = (text: string) => text.replace("-", "−");

/** A number the Danish way: "1.234,5", "−1,9". */
export function chartNumber(value: number, decimals: number): string {
  const text = formatOf(decimals, decimals).format(value);
  return withMinus(/[1-9]/.test(text) ? text : text.replace("-", ""));
}

/** A number on an axis; a large one in short: "10 mia.". @param step between two numbers of the axis */
export function axisNumber(value: number, step: number): string {
  if (step >= 500_000) return withMinus(formatOf(0, 1, true).format(value));
  const decimals = Math.min(6, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  return chartNumber(value, decimals);
}

const decimalsOf = (value: number) =>
  [0, 1, 2].find((decimals) => {
    const factor = 10 ** decimals;
    return Math.abs(Math.round(value * factor) / factor - value) <= 1e-9 * Math.max(1, Math.abs(value));
  }) ?? 3;

/** How many decimals the numbers of a chart are shown with. */
export const decimalsIn = (data: ChartData): number =>
  data.unit.decimals ??
  Math.max(0, ...seriesOf(data).flatMap(({ points }) => points.filter(isNumber).map(({ value }) => decimalsOf(value))));

/** A number with what the document says of it: "cirka 100". */
export const numberText = (point: ChartNumber, decimals: number): string =>
  (point.qualifier ? `${point.qualifier} ` : "") + (point.printed ?? chartNumber(point.value, decimals));
