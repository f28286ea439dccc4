import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { holdsWords } from "../holds-words.ts";
import { visibleCase, visibleMethod } from "../visible.ts";
import type { TopicKey } from "./contact.ts";

/** Something that a contact person can be asked about, as a choice. */
export interface Topic {
  /** `commitment:2025-3` or `method:<id>`. */
  value: string;
  label: string;
}

/** What contact persons of every municipality can be about: the commitments, and the methods that a viewer may read. */
export async function listTopics(sql: Sql, viewer: Viewer): Promise<Topic[]> {
  return sql<Topic[]>`
    select value, label from (
      select 'commitment:' || w.declaration_year || '-' || w.number as value, 'Punkt ' || w.number || ': ' || w.title as label,
        1 as rank, w.declaration_year * 100 + w.number as place
      from commitment w
      union all
      select 'method:' || m.id, r.title, 2, 0
      from method m join method_revision r on r.id = m.published_revision_id
      where ${visibleMethod(sql, viewer)}
    ) topic
    order by rank, place, label collate danish`;
}

/** A case that a contact person of its municipality can be about. */
export interface TopicCase {
  id: string;
  slug: string;
  title: string;
}

/**
 * The cases of a municipality that a viewer may read and that are meant by some words; newest first.
 * @param options.words of the title; empty for all. The case that is called just that comes first
 * @param options.slug of a case that is meant whatever it is called
 */
export async function listTopicCases(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { words, slug = null, limit }: { words: string; slug?: string | null; limit: number },
): Promise<TopicCase[]> {
  return sql<TopicCase[]>`
    select c.id, c.slug, r.title
    from case_story c join case_revision r on r.id = c.published_revision_id
    where c.municipality_code = ${code} and ${visibleCase(sql, viewer)}
      and (c.slug = ${slug} or ${holdsWords(sql, sql`r.title`, words)})
    order by c.slug is not distinct from ${slug} desc, lower(r.title collate danish) = lower(${words} collate danish) desc,
      c.first_published_at desc, c.id
    limit ${limit}`;
}

/** Whether a contact person of a municipality can be about something: what a viewer may read, and of cases the municipality's own. */
export async function isTopic(sql: Sql, viewer: Viewer, code: string, topic: TopicKey): Promise<boolean> {
  const [row] = await sql<
    { known: boolean }[]
  >`select exists (select from ${rowOf(sql, viewer, code, topic)}) as known`;
  return row?.known ?? false;
}

function rowOf(sql: Sql, viewer: Viewer, code: string, topic: TopicKey): ReturnType<Sql> {
  switch (topic.kind) {
    case "municipality":
      return sql`municipality k where k.code = ${code}`;
    case "method":
      return sql`method m where m.id = ${topic.id} and ${visibleMethod(sql, viewer)}`;
    case "case":
      return sql`case_story c where c.id = ${topic.id} and c.municipality_code = ${code} and ${visibleCase(sql, viewer)}`;
    case "commitment":
      return sql`commitment w where w.declaration_year = ${topic.year} and w.number = ${topic.number}`;
  }
}
