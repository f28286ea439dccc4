import type { Place } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { DocumentTable } from "../../row-types.ts";

/** A policy document as lists show it. */
export interface DocumentCard
  extends Pick<DocumentTable, "id" | "slug" | "title" | "publisher" | "kind" | "dated" | "summary"> {
  municipality: Place | null;
}

/** Columns of a card, from `document d`, `municipality k`. */
export const documentColumns = (sql: Sql) => sql`
  d.id, d.slug, d.title, d.publisher, d.kind, d.dated, d.summary,
  case when k.code is not null then json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) end as municipality`;
