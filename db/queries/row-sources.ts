import type { Sql } from "../client.ts";
import { titleOfDocument } from "./visible.ts";

/** What a row rests on: a passage of a document, or a dated source in words. A row without one is the municipality's own word. */
export interface RowSource {
  /** The passage; null for a source in words. */
  address: string | null;
  /** The document's title, or the words. */
  title: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  dated: string;
}

/** What a row with a passage or a source in words rests on, as JSON. @param row the alias of its table */
export const rowSource = (sql: Sql, row: string) => sql`
  case
    when ${sql(row)}.source_words is not null then
      json_build_object('address', null, 'title', ${sql(row)}.source_words, 'dated', ${sql(row)}.source_dated)
    else (
      select json_build_object(
        'address', '/dokumenter/' || d.slug || '#' || ${sql(row)}.anchor, 'title', ${titleOfDocument(sql)}, 'dated', d.dated
      )
      from document d where d.id = ${sql(row)}.document_id
    )
  end`;

/** A passage of a document that a row rests on. */
export interface Passage {
  address: string;
  /** The document's title. */
  title: string;
}

/** The passage that a row rests on, as JSON; null without one. @param row the alias of its table */
export const passageOf = (sql: Sql, row: string) => sql`(
  select json_build_object('address', '/dokumenter/' || d.slug || '#' || ${sql(row)}.anchor, 'title', ${titleOfDocument(sql)})
  from document d where d.id = ${sql(row)}.document_id
)`;

/** The address of the passage that a row rests on; null without one. @param row the alias of its table */
export const addressOf = (sql: Sql, row: string) => sql`(
  select '/dokumenter/' || d.slug || '#' || ${sql(row)}.anchor from document d where d.id = ${sql(row)}.document_id
)`;

/** The day in Denmark of an instant in SQL, as `YYYY-MM-DD` text. */
export const danishDay = (sql: Sql, instant: ReturnType<Sql>) =>
  sql`to_char(${instant} at time zone 'Europe/Copenhagen', 'YYYY-MM-DD')`;

/** The first instant after a day in Denmark. @param day `YYYY-MM-DD` */
export const endOfDanishDay = (sql: Sql, day: string) =>
  sql`((${day}::date + 1)::timestamp at time zone 'Europe/Copenhagen')`;
