import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";

/*
 * The rule of who may read what: one fragment per noun, of which lists, counts, facets, feeds, pictures and the search's index are made,
 * so that they agree. A text (a case or a method) may be read while it is published, by those who are part of its audience. Each fragment
 * takes the alias that the query gives the noun's table.
 */

/** The audiences that a viewer is part of: `public`, `network`, `municipality:<code>`. Each text has one, in its column `audience`. */
export const audiencesOf = (viewer: Viewer): string[] => [
  "public",
  ...(viewer.network ? ["network"] : []),
  ...viewer.municipalities.map((code) => `municipality:${code}`),
];

/** The condition that a text is published: neither a draft, nor withdrawn, nor hidden. */
export const publishedText = (sql: Sql, text: string) => sql`(
  ${sql(text)}.published_revision_id is not null and ${sql(text)}.withdrawn_at is null and ${sql(text)}.hidden_at is null
)`;

/** The condition that a viewer may know of a text: it has been published for the viewer, and may be withdrawn or hidden since. */
export const knownText = (sql: Sql, viewer: Viewer, text: string) => sql`(
  ${sql(text)}.published_revision_id is not null and ${sql(text)}.audience = any(${audiencesOf(viewer)})
)`;

/**
 * The condition that a viewer may know of a `case_story` that is withdrawn: a version of it was published for the viewer, also when it was
 * shared with fewer since.
 */
export const knownWithdrawnCase = (sql: Sql, viewer: Viewer, story = "c") => sql`(
  ${sql(story)}.withdrawn_at is not null and exists (
    select from case_revision v
    where v.case_id = ${sql(story)}.id and v.state = 'published'
      and case v.visibility when 'municipality' then 'municipality:' || v.municipality_code else v.visibility end = any(${audiencesOf(viewer)})
  )
)`;

/** How far a text has come, as a `TextState`. */
export const stateOfText = (sql: Sql, text: string) => sql`
  case
    when ${sql(text)}.withdrawn_at is not null then 'withdrawn'
    when ${sql(text)}.published_revision_id is null then 'draft'
    when ${sql(text)}.hidden_at is not null then 'hidden'
    when ${sql(text)}.working_revision_id is not null then 'revised'
    else 'published'
  end`;

const visibleText = (sql: Sql, viewer: Viewer, text: string) =>
  sql`(${publishedText(sql, text)} and ${knownText(sql, viewer, text)})`;

/** The condition that a viewer may read a `case_story`. */
export const visibleCase = (sql: Sql, viewer: Viewer, story = "c") => visibleText(sql, viewer, story);

/** The condition that a viewer may read a `method`. */
export const visibleMethod = (sql: Sql, viewer: Viewer, method = "m") => visibleText(sql, viewer, method);

/** The condition that a `document` may be read; all of them are public. */
export const visibleDocument = (sql: Sql, document = "d") => sql`(${sql(document)}.hidden_at is null)`;

/** The condition that a viewer may see a `contact_person`: who has said yes, and can be asked about something that the viewer may read. */
export const visibleContact = (sql: Sql, viewer: Viewer, contact = "p") => sql`(
  ${sql(contact)}.consented_at is not null
  and (select bool_or(${visibleTopic(sql, viewer)}) from contact_topic t where t.contact_id = ${sql(contact)}.id)
)`;

/** The condition that a `contact_topic` is nothing that a viewer may not read. */
export const visibleTopic = (sql: Sql, viewer: Viewer, topic = "t") => sql`(
  (
    ${sql(topic)}.case_id is null
    or (select ${visibleCase(sql, viewer)} from case_story c where c.id = ${sql(topic)}.case_id)
  )
  and (
    ${sql(topic)}.method_id is null
    or (select ${visibleMethod(sql, viewer)} from method m where m.id = ${sql(topic)}.method_id)
  )
)`;

/** The title of `document d` where a text rests on it: one that is hidden may have a name in its title. */
export const titleOfDocument = (sql: Sql) =>
  sql`case when ${visibleDocument(sql)} then d.title else 'Et dokument, der er skjult for tiden' end`;

/** The condition that a row of what a municipality does and wants is published for a viewer. Rows that are taken back are not published. */
const publishedFor = (sql: Sql, viewer: Viewer, row: string) =>
  sql`(${sql(row)}.published_at is not null and ${sql(row)}.audience = any(${audiencesOf(viewer)}))`;

/** The condition that an `initiative` is published and not hidden, for whichever audience. */
export const publishedInitiative = (sql: Sql, initiative = "i") =>
  sql`(${sql(initiative)}.published_at is not null and ${sql(initiative)}.hidden_at is null)`;

/** The condition that a viewer may read an `initiative`. */
export const visibleInitiative = (sql: Sql, viewer: Viewer, initiative = "i") =>
  sql`(${knownInitiative(sql, viewer, initiative)} and ${publishedInitiative(sql, initiative)})`;

/** The condition that a viewer may know of an `initiative`: it is published for the viewer, and may be hidden since. */
export const knownInitiative = (sql: Sql, viewer: Viewer, initiative = "i") => publishedFor(sql, viewer, initiative);

/** The condition that a viewer may read a `budget_row`: one of an initiative follows it, any other is published by itself. */
export const visibleBudgetRow = (sql: Sql, viewer: Viewer, row = "r") => sql`(
  ${sql(row)}.taken_back_at is null and case
    when ${sql(row)}.initiative_id is null then ${publishedFor(sql, viewer, row)}
    else (select ${visibleInitiative(sql, viewer, "owner")} from initiative owner where owner.id = ${sql(row)}.initiative_id)
  end
)`;

/** The condition that a viewer may read an `aim`. */
export const visibleAim = (sql: Sql, viewer: Viewer, aim = "a") => publishedFor(sql, viewer, aim);

/** The condition that a viewer may read an `ambition`. */
export const visibleAmbition = (sql: Sql, viewer: Viewer, ambition = "a") => publishedFor(sql, viewer, ambition);

/** The condition that a viewer may read a `placement`. */
export const visiblePlacement = (sql: Sql, viewer: Viewer, placement = "p") => publishedFor(sql, viewer, placement);

/** The condition that a viewer may read a `mandate`, with its sections, papers and thematic follow-ups. */
export const visibleMandate = (sql: Sql, viewer: Viewer, mandate = "m") => publishedFor(sql, viewer, mandate);

/** The condition that an `indicator` may be read; all that are published are public. */
export const visibleIndicator = (sql: Sql, indicator = "x") =>
  sql`(${sql(indicator)}.published_at is not null and ${sql(indicator)}.hidden_at is null)`;

/** The condition that a viewer may read an `indicator_value` of an indicator that may be read. */
export const visibleIndicatorValue = (sql: Sql, viewer: Viewer, value = "v") => publishedFor(sql, viewer, value);
