import type { Sql } from "../client.ts";

/** One page of a list. */
export interface Page<T> {
  items: T[];
  /** How many there are on all pages. */
  total: number;
  /** From 1. */
  page: number;
  pageSize: number;
}

/**
 * Rows that each carry the total of all pages as a page of items.
 * @param count tells the total when no row does: of an empty list, or beyond its last page.
 */
export async function toPage<T extends { total: number }>(
  rows: readonly T[],
  { page, pageSize }: { page: number; pageSize: number },
  count: () => Promise<number>,
): Promise<Page<Omit<T, "total">>> {
  const items = rows.map(({ total: _total, ...item }) => item);
  return { items, total: rows[0]?.total ?? (page > 1 ? await count() : 0), page, pageSize };
}

/** The first items of a list, and how many there are in all. */
export interface Head<T> {
  items: T[];
  total: number;
}

/** The first rows of a list, which each carry the total of all, as its head. */
export function toHead<T extends { total: number }>(rows: readonly T[]): Head<Omit<T, "total">> {
  return { items: rows.map(({ total: _total, ...item }) => item), total: rows[0]?.total ?? 0 };
}

/** The page that is asked for; of a list that has become too short for it, the last one. */
export async function nearestPage<T>(paging: Paging, read: (paging: Paging) => Promise<Page<T>>): Promise<Page<T>> {
  const found = await read(paging);
  const last = Math.max(1, Math.ceil(found.total / paging.pageSize));
  return paging.page > last ? read({ ...paging, page: last }) : found;
}

/** Which page of a list. */
export interface Paging {
  /** From 1. */
  page: number;
  pageSize: number;
}

/** The part of a list that is on the page. */
export const slice = (sql: Sql, { page, pageSize }: Paging) => sql`limit ${pageSize} offset ${(page - 1) * pageSize}`;

/** The rows of one page of a list that holds real and invented ones, which are never one sum. */
export interface Picked {
  ids: string[];
  /** How many real ones there are on all pages. */
  total: number;
  demoTotal: number;
}

/** The columns of `Picked`, of the whole list `f`: each of its rows has `id`, `demo`, and `at`, its number in the order from 1. */
export const pickedColumns = (sql: Sql, { page, pageSize }: Paging) => sql`
  (count(*) filter (where not f.demo))::int as total, (count(*) filter (where f.demo))::int as "demoTotal",
  coalesce(array_agg(f.id order by f.at) filter (where f.at > ${(page - 1) * pageSize} and f.at <= ${page * pageSize}), '{}') as ids`;

/** A page of records with the totals of real and of invented ones. */
export interface PageApart<T> {
  items: T[];
  total: number;
  demoTotal: number;
}

/** The page that was picked. @param read reads records by their ids, in that order */
export async function readPicked<T>(
  [picked]: readonly Picked[],
  read: (ids: string[]) => Promise<T[]>,
): Promise<PageApart<T>> {
  const { ids, total, demoTotal } = picked ?? { ids: [], total: 0, demoTotal: 0 };
  return { items: ids.length > 0 ? await read(ids) : [], total, demoTotal };
}
