import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";

/**
 * Which rows of `case_story c` a viewer may read: published, not withdrawn, and shared with the viewer.
 * Every read of cases joins through this, so that lists, counts, facets, feeds and pictures agree.
 */
export const visibleCase = (sql: Sql, viewer: Viewer) => sql`(
  c.published_revision_id is not null and c.withdrawn_at is null and c.hidden_at is null and ${sharedCase(sql, viewer)}
)`;

/** With whom `case_story c` is shared, whatever its state: a withdrawn case is gone only for those who could see it. */
export const sharedCase = (sql: Sql, viewer: Viewer) => sql`(
  c.visibility = 'public'
  or (c.visibility = 'network' and ${viewer.network})
  or (c.visibility = 'municipality' and c.municipality_code = any(${[...viewer.municipalities]}))
)`;

/** Which rows of `method m` a viewer may read. */
export const visibleMethod = (sql: Sql, viewer: Viewer) => sql`(
  m.published_revision_id is not null and m.withdrawn_at is null and m.hidden_at is null and ${sharedMethod(sql, viewer)}
)`;

/** With whom `method m` is shared, whatever its state. */
export const sharedMethod = (sql: Sql, viewer: Viewer) => sql`(
  m.visibility = 'public' or (m.visibility = 'network' and ${viewer.network})
)`;

/** Which rows of `document d` may be read; all of them are public. */
export const visibleDocument = (sql: Sql) => sql`d.hidden_at is null`;

/** What `document d` is called where a text rests on it: one that is hidden may have a name in its title. */
export const titleOfDocument = (sql: Sql) =>
  sql`case when ${visibleDocument(sql)} then d.title else 'Et dokument, der er skjult for tiden' end`;
