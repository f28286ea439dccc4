import { z } from "zod";
import { dayAfter, firstDayOf, isDay, isPartialDate } from "#app/domain/dates.ts";
import { ApiError } from "./respond.ts";

/** The parameters that an address may have, each with what it means and what it may hold. */
export type QuerySchema = z.ZodObject<z.ZodRawShape, z.core.$strict>;

/** More values of one parameter than a person would choose. */
const mostValues = 50;
const largestPage = 1_000_000;
/** Most items on one page of a list. */
export const largestPageSize = 200;

const shown = (value: unknown) => `»${String(value).slice(0, 60)}«`;

/** A parameter that may be repeated: what fits any of its values is found. */
export const many = <T extends z.ZodType>(value: T, description: string) =>
  z
    .array(value)
    .max(mostValues, `må højst stå ${mostValues} gange`)
    .default([])
    .describe(`${description} Kan gentages.`);

/** One of a closed list. */
export const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: ({ input }) => `kan ikke være ${shown(input)}; vælg mellem ${values.join(", ")}` });

/** The order of a list; the first is used when none is asked for. */
export const sortedBy = <const T extends readonly [string, ...string[]]>(values: T) =>
  oneOf(values)
    .default(values[0] as z.output<ReturnType<typeof oneOf<T>>>)
    .describe("Rækkefølgen.");

/** A year that figures can be of. */
export const year = () => {
  const sentence = "skal være et år fra 1990 til 2100";
  const digits = (value: unknown) => (typeof value === "string" && /^\d{4}$/.test(value) ? Number(value) : value);
  return z.preprocess(digits, z.int(sentence).min(1990, sentence).max(2100, sentence));
};

/** The slug of something, or such as `2025-3`: whether it is there is for the database to say. */
export const slug = () => z.string().max(200, "har en værdi, som er for lang");

function wholeNumber(most: number, first: number, description: string) {
  const sentence = `skal være et helt tal fra 1 til ${most}`;
  const digits = (value: unknown) => (typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value);
  return z
    .preprocess(digits, z.int(sentence).min(1, sentence).max(most, sentence))
    .default(first)
    .describe(description);
}

/** The two parameters of everything that comes in pages. */
export const pagingUpTo = (most: number, usual: number) => ({
  page: wholeNumber(largestPage, 1, "Sidens nummer. En side efter den sidste er tom."),
  pageSize: wholeNumber(most, usual, "Hvor mange der er på en side."),
});

/** The same of every list. */
export const paging = pagingUpTo(largestPageSize, 50);

/** Invented cases can be left out. */
export const demo = oneOf(["include", "exclude"])
  .default("include")
  .describe("»exclude« udelader Demodata, som er opdigtede eksempler.");

/** Invented rows beside figures are there for whoever asks for them. */
export const demoIfAsked = oneOf(["exclude", "include"])
  .default("exclude")
  .describe("»include« tager Demodata med, som er opdigtet. De står efter det rigtige.");

/** The day that figures are read as of; whether it has come is for `asOfDay` to say. */
export const asOf = z
  .string()
  .refine(isDay, "skal være en dag fra 1990 og frem, skrevet som 2026-11-30")
  .optional()
  .describe("Dag, skrevet som 2026-11-30: tallene, som de stod den dag, før senere rettelser. Uden: som de står nu.");

/** The day as reads take it; null: as figures stand. @throws {ApiError} with 400 for a day that has not come */
export function asOfDay(day: string | undefined, today: string): string | null {
  if (day !== undefined && day > today) refuseParameter("asOf", "er en dag, der ikke er kommet endnu");
  return day === undefined || day === today ? null : day;
}

const partial = (description: string) =>
  z
    .string()
    .refine(
      isPartialDate,
      "skal være et år, en måned eller en dag fra 1990 til 2100, for eksempel 2024 eller 2024-08-01",
    )
    .optional()
    .describe(description);

/** The two parameters of a span of time. */
export const span = {
  from: partial("Tal om en tid, der slutter her eller senere: et år, en måned eller en dag."),
  to: partial("Tal om en tid, der begynder her eller tidligere: et år, en måned eller en dag."),
};

/** A span as its first day and the first day after it. @throws {ApiError} with 400 for one that ends before it begins */
export function daysOfSpan({ from, to }: { from?: string; to?: string }) {
  const days = { from: from === undefined ? null : firstDayOf(from), before: to === undefined ? null : dayAfter(to) };
  if (days.from !== null && days.before !== null && days.before <= days.from)
    refuseParameter("to", "ligger før »from«; tiden slutter, før den begynder");
  return days;
}

const isMany = (schema: unknown) => schema instanceof z.ZodDefault && schema.unwrap() instanceof z.ZodArray;

/**
 * Reads the parameters of an address; an empty value counts as left out.
 * @throws {ApiError} with 400, naming the first parameter that is unknown or holds what it cannot.
 */
export function readQuery<Q extends QuerySchema>(schema: Q, search: URLSearchParams): z.output<Q> {
  const names = Object.keys(schema.shape);
  const given: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    if (!names.includes(name)) refuseParameter(name, `findes ikke her; vi kender ${names.join(", ") || "ingen"}`);
    const values = [...new Set(search.getAll(name).filter((value) => value !== ""))];
    const [value] = values;
    if (value === undefined) continue;
    if (!isMany(schema.shape[name]) && values.length > 1) refuseParameter(name, "må kun stå én gang");
    given[name] = isMany(schema.shape[name]) ? values : value;
  }
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return refuseParameter(String(issue?.path[0]), issue?.message ?? "kan ikke læses");
}

/** @throws {ApiError} saying that a parameter has a value that names nothing. @param hint how a value is written, in Danish */
export const refuseUnknown = (name: string, value: string, hint?: string) =>
  refuseParameter(name, `kender ikke værdien ${shown(value)}${hint ? `; ${hint}` : ""}`);

function refuseParameter(name: string, fault: string): never {
  const parameter = name.slice(0, 60);
  throw new ApiError({ status: 400, parameter, detail: `Parameteren »${parameter}« ${fault}.` });
}
