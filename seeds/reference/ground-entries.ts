import { readdir } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import type { Sql } from "#db/client.ts";
import { resolveCitations } from "#db/queries/citations.ts";
import type { Row } from "#db/queries/store-rows.ts";
import {
  groundFile,
  type InventedGroundFile,
  inventedGroundFile,
  type SeededAgreement,
  type SeededAim,
  type SeededBudgetTable,
  type SeededIndicator,
  type SeededInitiative,
  type SeededMandate,
  type SeededPlacement,
} from "../ground-shapes.ts";
import { readYaml } from "../read-text.ts";
import { itemsOf, type SeedItem } from "../seed-kind.ts";

/** The declaration whose commitments the rows are linked to. */
export const declarationYear = 2025;

/** Where an entry stands: its file's municipality and document, or what its file says of all that is invented in it. */
export interface Home {
  municipality: string;
  document: string;
  invented?: Pick<InventedGroundFile, "source" | "recorded">;
}
export type AtHome<T> = T & { home: Home };

/** Every file of a folder, sorted by name. */
async function readAll<T>(folder: string, under: string, shape: z.ZodType<T>): Promise<{ file: string; ground: T }[]> {
  const names = (await readdir(path.join(folder, under))).filter((name) => name.endsWith(".yaml")).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = `${under}/${name}`;
      return { file, ground: await readYaml(folder, file, shape) };
    }),
  );
}

export const readGround = (folder: string) => readAll(folder, "reference/ground", groundFile);

/** The invented entries that are picked from each file. */
export async function inventedEntries<T extends object>(
  folder: string,
  pick: (ground: InventedGroundFile) => readonly T[],
  keyOf: (entry: AtHome<T>) => string,
): Promise<SeedItem<AtHome<T>>[]> {
  const files = await readAll(folder, "demo/ground", inventedGroundFile);
  return files.flatMap(({ file, ground }) => {
    const { source, recorded } = ground;
    const held = pick(ground).map((entry): AtHome<T> => {
      const municipality = "municipality" in entry ? String(entry.municipality) : "";
      return { ...entry, home: { municipality, document: "", invented: { source, recorded } } };
    });
    return itemsOf(file, held, keyOf, { demo: true });
  });
}

type ListOf = {
  initiatives: SeededInitiative;
  agreements: SeededAgreement;
  budgetTables: SeededBudgetTable;
  aims: SeededAim;
  placements: SeededPlacement;
  mandates: SeededMandate;
  indicators: SeededIndicator;
};

/** The entries of one list in all files. Those of a municipality bear its code before their slug, where that is theirs alone. */
export async function entries<K extends keyof ListOf>(
  folder: string,
  list: K,
  { bare = false } = {},
): Promise<SeedItem<AtHome<ListOf[K]> & { position: number }>[]> {
  const files = await readGround(folder);
  return files.flatMap(({ file, ground }) => {
    const home = { municipality: ground.municipality ?? "", document: ground.document ?? "" };
    const held = ground[list] as ListOf[K][];
    const values = held.map((entry, position) => ({ ...entry, home, position }));
    return itemsOf(file, values, ({ slug }) => (bare ? slug : `${home.municipality}/${slug}`));
  });
}

const addressOf = ({ document }: Home, passage: string) =>
  passage.startsWith("/") ? passage : `/dokumenter/${document}#${passage}`;

/** @throws {RangeError} when there is no such place */
export async function placesOf(tx: Sql, home: Home, passages: readonly string[]) {
  const addresses = passages.map((passage) => addressOf(home, passage));
  const targets = addresses.length > 0 ? await resolveCitations(tx, addresses) : [];
  const places = new Map(
    passages.map((passage, at) => [
      passage,
      { document_id: targets[at]?.documentId ?? null, anchor: targets[at]?.anchor ?? null },
    ]),
  );
  return (passage: string | undefined) => places.get(passage ?? "") ?? { document_id: null, anchor: null };
}

/** The id of a thing of the seeds as it stands, though people have given it another name; else of one of that slug. @throws {RangeError} when there is none */
export async function idOf(
  tx: Sql,
  { kind, table, key }: { kind: string; table: string; key: string },
): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    select coalesce(s.row_id, t.id::text) as id
    from (select ${key}::text as key) k
    left join seeded s on s.kind = ${kind} and s.key = k.key
    left join ${tx(table)} t on s.row_id is null and t.slug = ${key}
    where coalesce(s.row_id, t.id::text) is not null`;
  if (!row) throw new RangeError(`unknown ${kind}: ${key}`);
  return row.id;
}

export const methodId = (tx: Sql, slug: string) => idOf(tx, { kind: "method", table: "method", key: slug });
export const caseId = (tx: Sql, slug: string) => idOf(tx, { kind: "case", table: "case_story", key: slug });
export const initiativeId = (tx: Sql, slug: string) => idOf(tx, { kind: "initiative", table: "initiative", key: slug });
export const indicatorId = (tx: Sql, slug: string) => idOf(tx, { kind: "indicator", table: "indicator", key: slug });

/** One after the other, as all queries of a transaction. */
export async function each<T, R>(list: readonly T[], make: (one: T, at: number) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  for (const [at, one] of list.entries()) made.push(await make(one, at));
  return made;
}

export const seen = { visibility: "public" };
export const published = () => ({ published_at: new Date().toISOString() });

/** How an entry is marked, and what an invented one rests on: it has no passage. */
export function markOf({ invented }: Home, { ownWord = false }: { ownWord?: boolean | undefined }): Row {
  if (!invented) return { demo: false };
  const { words, dated } = invented.source;
  return { demo: true, source_words: ownWord ? null : words, source_dated: ownWord ? null : dated };
}

export const morningOf = (day: string) => `${day}T08:00:00Z`;
/** When it is published, if it is. */
export function publishedOf({ invented }: Home, { isPublished = true }: { isPublished?: boolean | undefined }): Row {
  if (!invented) return published();
  return { published_at: isPublished ? morningOf(invented.recorded) : null };
}

/** A row that is taken back when the release no longer holds it. */
export const takenBack = (table: string) => ({
  isWithdrawn: (sql: Sql) => sql`(t.taken_back_at is not null)`,
  withdraw: (sql: Sql, id: string) =>
    sql`update ${sql(table)} set published_at = null, taken_back_at = now() where id = ${id}`,
  restore: (sql: Sql, id: string) =>
    sql`update ${sql(table)} set published_at = now(), taken_back_at = null where id = ${id}`,
});
