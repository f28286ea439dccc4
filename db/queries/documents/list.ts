import type { Sql } from "../../client.ts";
import { visibleDocument } from "../visible.ts";
import { type DocumentCard, documentColumns } from "./card.ts";

export const documentSorts = ["nyeste", "titel", "kommune"] as const;
export type DocumentSort = (typeof documentSorts)[number];

/** The order of a list of documents `d`, `k`. */
export const documentOrder = (sql: Sql, sort: DocumentSort) =>
  ({
    nyeste: sql`d.dated desc, d.title collate danish`,
    titel: sql`d.title collate danish`,
    kommune: sql`k.name collate danish nulls first, d.dated desc`,
  })[sort];

/** The condition that a document `d`, `k` is of one of the publishers; none asked for narrows nothing. */
export const documentFits = (sql: Sql, publishers: readonly string[]) =>
  publishers.length ? sql`coalesce(k.slug, 'kl') = any(${[...publishers]})` : sql`true`;

/** Every document, or those of the publishers asked for: municipality slugs, `kl` for the association. */
export async function listDocuments(
  sql: Sql,
  publishers: readonly string[],
  sort: DocumentSort,
): Promise<DocumentCard[]> {
  return sql<DocumentCard[]>`
    select ${documentColumns(sql)}
    from document d left join municipality k on k.code = d.municipality_code
    where ${documentFits(sql, publishers)} and ${visibleDocument(sql)}
    order by ${documentOrder(sql, sort)}`;
}
