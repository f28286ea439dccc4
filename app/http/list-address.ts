import { isId } from "#app/domain/id.ts";
import { refuse } from "./respond.ts";

/** What an address asks a list for. What it says beside that, as links from newsletters do, is left by the way. */
export function listQuery(request: Request, parameters: readonly string[]): URLSearchParams {
  const { searchParams } = new URL(request.url);
  return new URLSearchParams([...searchParams].filter(([name]) => parameters.includes(name)));
}

/** How a list reads one parameter of its address: the words that a reader knows it by, and the values that exist when they are known beforehand. */
export interface ListParameter {
  /** "området", "metoden": for the sentence about a value that does not exist. */
  name: string;
  values?: readonly string[];
}

/** More values of one parameter than a person would choose. */
const mostValues = 50;

/** The chosen values of a parameter, each once. Ends in a 400 page when one is not among those that exist. */
export function chosen(query: URLSearchParams, parameter: string, { name, values }: ListParameter): string[] {
  const given = [...new Set(query.getAll(parameter).filter((value) => value !== ""))];
  if (given.length > mostValues) refuse(400, `Adressen vælger flere end ${mostValues} værdier på én gang.`);
  for (const value of given) if (values && !values.includes(value)) refuseValue(name, value);
  return given;
}

/** One of the values, or the first when none is given. Ends in a 400 page on any other. */
export function chosenOne<const T extends readonly string[]>(
  query: URLSearchParams,
  parameter: string,
  name: string,
  values: T,
): T[number] {
  const value = query.get(parameter) || values[0];
  if (value === undefined || !values.includes(value)) refuseValue(name, value ?? "");
  return value;
}

/** The page number of a list, from 1. Ends in a 400 page when it is not a number. */
export function chosenPage(query: URLSearchParams, parameter = "side"): number {
  const value = query.get(parameter) || "1";
  if (!/^[1-9]\d{0,5}$/.test(value)) refuseValue("siden", value);
  return Number(value);
}

/** Longer than anything that a person looks for. */
const longestWords = 100;

/** The words that a list is searched for; empty when there are none. Ends in a 400 page when they are too many. */
export function searchedWords(query: URLSearchParams, parameter: string): string {
  // Invisible characters stand inside words, others between them.
  const words = (query.get(parameter) ?? "")
    .replace(/\p{Cf}/gu, "")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  if (words.length > longestWords) refuse(400, `Søg efter højst ${longestWords} tegn.`);
  return words;
}

/**
 * The id of the row that an address opens beside its list, `?ret=<id>`; null for the list itself. Ends in a 404 page when no row can have
 * such an id.
 * @param parameter what is to be done with the row: `slet`, `fjern`
 */
export function openedRow(request: Request, parameter = "ret"): string | null {
  const id = new URL(request.url).searchParams.get(parameter);
  return id === null || isId(id) ? id : refuseGoneRow();
}

/**
 * The id of the row that an address opens, with what is to be done with it; null for the list.
 * @param pages what is done, by the parameter that opens each
 */
export function openedPage<D extends string>(
  request: Request,
  pages: Readonly<Record<string, D>>,
): { doing: D; id: string } | null {
  for (const [parameter, doing] of Object.entries(pages)) {
    const id = openedRow(request, parameter);
    if (id !== null) return { doing, id };
  }
  return null;
}

/**
 * The row that an address opens, with what is to be done with it; null for the list. Ends in a 404 page when it is gone, or is not the
 * viewer's to change.
 * @param pages what is done, by the parameter that opens each
 */
export function openedWith<D extends string, R extends { id: string }>(
  request: Request,
  pages: Readonly<Record<string, D>>,
  rows: readonly R[],
  changes: boolean,
): { doing: D; row: R } | null {
  const opened = openedPage(request, pages);
  if (!opened) return null;
  const row = rows.find(({ id }) => id === opened.id);
  return row && changes ? { doing: opened.doing, row } : refuseGoneRow();
}

/** Ends in the page about a row that is no more. */
export const refuseGoneRow = (): never => refuse(404, "Det findes ikke længere. Måske har en anden fjernet det.");

/** The address of a list as it is shown now, without what else its address says, to come back to. */
export function sameList(request: Request, path: string, parameters: readonly string[]): string {
  const query = listQuery(request, parameters);
  return withQuery(path, query, { side: query.get("side") });
}

/** Ends in a page that names the value that nobody knows. */
export function refuseValue(name: string, value: string): never {
  return refuse(400, `Vi kender ikke ${name} »${value.slice(0, 60)}«. Fjern den fra adressen, eller begynd forfra.`);
}

/** An address of the same list with some parameters changed; null takes one away, and the page number starts over unless it is given. */
export function withQuery(
  path: string,
  query: URLSearchParams,
  changes: Record<string, string | readonly string[] | null>,
): string {
  const next = new URLSearchParams([...query].filter(([name, value]) => value !== "" && name !== "side"));
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const one of value === null ? [] : [value].flat()) next.append(name, one);
  }
  const text = next.toString();
  return text ? `${path}?${text}` : path;
}
