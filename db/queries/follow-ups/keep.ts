import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type {
  DocumentTable,
  FollowUpPaperTable,
  FollowUpSectionTable,
  MandatePointTable,
  MandateTable,
} from "../../row-types.ts";
import { keptFor } from "../initiatives/keep.ts";
import { visibleDocument, visibleIndicator } from "../visible.ts";

/*
 * Mandates, their sections and their papers as those see them who keep them: also what is saved and not published, and what is taken back.
 * The policy has said that whoever asks reads a municipality's saved rows; invented people see the invented ones alone.
 */

/** The tables of rows of a municipality that are published by themselves. */
type FollowedTable = "mandate" | "placement" | "ambition";

/** The slug, or one like it with a number, that no row of the municipality has. Whoever asks in a transaction holds it until that ends. */
export async function findFreeFollowedSlug(
  sql: Sql,
  table: Exclude<FollowedTable, "ambition">,
  code: string,
  wanted: string,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext(${`${table} slugs of ${code}`}))`;
  const taken = await sql<{ slug: string }[]>`select slug from ${sql(table)} where municipality_code = ${code}`;
  const all = new Set(taken.map(({ slug }) => slug));
  let slug = wanted;
  for (let next = 2; all.has(slug); next += 1) slug = `${wanted}-${next}`;
  return slug;
}

/** Publishes a row for an audience. @returns false when somebody else has changed it meanwhile, or published it */
export async function updateFollowedPublished(
  sql: Sql,
  table: FollowedTable,
  { id, version, visibility }: { id: string; version: number; visibility: MandateTable["visibility"] },
): Promise<boolean> {
  const updated = await sql`
    update ${sql(table)} set published_at = now(), taken_back_at = null, visibility = ${visibility}, version = version + 1, changed_at = now()
    where id = ${id} and version = ${version} and published_at is null`;
  return updated.count > 0;
}

/** Takes a row back from all readers. @returns false when somebody else has changed it meanwhile */
export async function updateFollowedTakenBack(
  sql: Sql,
  table: FollowedTable,
  { id, version }: { id: string; version: number },
): Promise<boolean> {
  const updated = await sql`
    update ${sql(table)} set published_at = null, taken_back_at = now(), version = version + 1, changed_at = now()
    where id = ${id} and version = ${version} and published_at is not null`;
  return updated.count > 0;
}

/** Removes a row that was never published, with all that belongs to it. @returns false when it was, or is another by now */
export async function removeFollowed(
  sql: Sql,
  table: FollowedTable,
  { id, version }: { id: string; version: number },
): Promise<boolean> {
  const removed = await sql`
    delete from ${sql(table)} where id = ${id} and version = ${version} and published_at is null and taken_back_at is null`;
  return removed.count > 0;
}

/** The passage that a part of a mandate rests on; both null: none of its own. */
export type PartPlace = Pick<MandatePointTable, "documentId" | "anchor">;

/** What is kept of a mandate in its form. */
export interface MandateFields
  extends Pick<
    MandateTable,
    | "title"
    | "askedBy"
    | "askedWhen"
    | "howOften"
    | "answeredBy"
    | "visibility"
    | "documentId"
    | "anchor"
    | "sourceWords"
    | "sourceDated"
  > {
  /** What is asked for, in its order. */
  points: (Pick<MandatePointTable, "text"> & PartPlace)[];
}

/** A mandate as its form has it. */
export interface KeptMandate
  extends MandateFields,
    Pick<MandateTable, "id" | "slug" | "demo" | "version" | "publishedAt" | "takenBackAt"> {
  municipality: MandateTable["municipalityCode"];
  /** The document of its passage. */
  documentSlug: string | null;
  sections: number;
  papers: number;
  themes: number;
}

const keptMandates = (sql: Sql, viewer: Viewer) => sql`
  select m.id, m.slug, m.demo, m.version, m.published_at as "publishedAt", m.taken_back_at as "takenBackAt",
    m.municipality_code as municipality, m.title, m.asked_by as "askedBy", m.asked_when as "askedWhen", m.how_often as "howOften",
    m.answered_by as "answeredBy", m.visibility, m.document_id as "documentId", m.anchor, m.source_words as "sourceWords",
    m.source_dated as "sourceDated", (select d.slug from document d where d.id = m.document_id) as "documentSlug",
    coalesce((
      select json_agg(json_build_object('text', o.text, 'documentId', o.document_id, 'anchor', o.anchor) order by o.position)
      from mandate_point o where o.mandate_id = m.id
    ), '[]') as points,
    (select count(*)::int from follow_up_section s where s.mandate_id = m.id) as sections,
    (select count(*)::int from follow_up_paper o where o.mandate_id = m.id) as papers,
    (select count(*)::int from thematic_follow_up t where t.mandate_id = m.id) as themes
  from mandate m
  where ${keptFor(sql, viewer, "m")}`;

/** A municipality's mandates, real ones first, by title. */
export async function listKeptMandates(sql: Sql, viewer: Viewer, code: string): Promise<KeptMandate[]> {
  return sql<KeptMandate[]>`
    ${keptMandates(sql, viewer)} and m.municipality_code = ${code} order by m.demo, m.title collate danish, m.id`;
}

/** The mandate of an id in a municipality. @param options.lock holds the row until the transaction ends */
export async function findKeptMandate(
  sql: Sql,
  viewer: Viewer,
  { code, id }: { code: string; id: string },
  { lock = false } = {},
): Promise<KeptMandate | undefined> {
  const [row] = await sql<KeptMandate[]>`
    ${keptMandates(sql, viewer)} and m.municipality_code = ${code} and m.id = ${id} ${lock ? sql`for update of m` : sql``}`;
  return row;
}

/** Keeps a new mandate that nobody but those who keep it sees. @param row.slug free @returns its id */
export async function insertMandate(
  sql: Sql,
  row: { slug: string; municipality: string; demo: boolean; title: string; askedBy: string; by: string },
): Promise<string> {
  const [kept] = await sql<{ id: string }[]>`
    insert into mandate (slug, municipality_code, demo, title, asked_by, entered_by)
    values (${row.slug}, ${row.municipality}, ${row.demo}, ${row.title}, ${row.askedBy}, ${row.by}) returning id`;
  if (!kept) throw new Error("no mandate was stored");
  return kept.id;
}

/** Changes what is kept of a mandate. @returns false when somebody else has changed it meanwhile */
export async function updateMandate(sql: Sql, id: string, version: number, f: MandateFields): Promise<boolean> {
  const updated = await sql`
    update mandate set
      version = version + 1, changed_at = now(), title = ${f.title}, asked_by = ${f.askedBy}, asked_when = ${f.askedWhen},
      how_often = ${f.howOften}, answered_by = ${f.answeredBy}, visibility = ${f.visibility}, document_id = ${f.documentId},
      anchor = ${f.anchor}, source_words = ${f.sourceWords}, source_dated = ${f.sourceDated}
    where id = ${id} and version = ${version}`;
  if (updated.count === 0) return false;
  await sql`delete from mandate_point where mandate_id = ${id}`;
  for (const [position, { text, documentId, anchor }] of f.points.entries())
    await sql`
      insert into mandate_point (mandate_id, position, text, document_id, anchor)
      values (${id}, ${position}, ${text}, ${documentId}, ${anchor})`;
  return true;
}

/** Marks a mandate as changed by what belongs to it. */
export async function touchMandate(sql: Sql, id: string): Promise<void> {
  await sql`update mandate set changed_at = now() where id = ${id}`;
}

/** The tables of parts of a mandate that have an order. */
type OrderedPart = "follow_up_section" | "thematic_follow_up";

/** Puts a part of a mandate, which must be held meanwhile, after another of it. @param after null: first */
export async function placePart(
  sql: Sql,
  table: OrderedPart,
  { mandate, id, after }: { mandate: string; id: string; after: string | null },
): Promise<void> {
  const rows = await sql<{ id: string }[]>`
    select id from ${sql(table)} where mandate_id = ${mandate} and id <> ${id} order by position`;
  const order = rows.map((row) => row.id);
  order.splice(after === null ? 0 : order.indexOf(after) + 1, 0, id);
  await sql`
    update ${sql(table)} t set position = o.at - 1
    from unnest(${order}::uuid[]) with ordinality as o (id, at)
    where t.id = o.id and t.position <> o.at - 1`;
}

/** What is kept of a section in its form. */
export interface SectionFields extends Pick<FollowUpSectionTable, "title" | "dueMonths" | "duePrinted">, PartPlace {
  /** The indicators that it tells of, of those that can be chosen. */
  indicators: string[];
}

/** A section as those see it who keep it. */
export interface KeptSection extends SectionFields, Pick<FollowUpSectionTable, "id" | "version"> {
  documentSlug: string | null;
}

/** The sections of a mandate in their order. The mandate must have been found for the viewer. */
export async function listKeptSections(sql: Sql, viewer: Viewer, mandate: string): Promise<KeptSection[]> {
  return sql<KeptSection[]>`
    select s.id, s.version, s.title, s.due_months as "dueMonths", s.due_printed as "duePrinted", s.document_id as "documentId", s.anchor,
      (select d.slug from document d where d.id = s.document_id) as "documentSlug",
      array(
        select y.indicator_id::text from indicator_section y join indicator x on x.id = y.indicator_id
        where y.section_id = s.id and ${visibleIndicator(sql)} order by y.position
      ) as indicators
    from follow_up_section s join mandate m on m.id = s.mandate_id
    where m.id = ${mandate} and ${keptFor(sql, viewer, "m")}
    order by s.position`;
}

/** The indicators that a section of a municipality's follow-up can tell of, by title: its own and those of all. @param code its official code */
export async function listSectionIndicators(sql: Sql, code: string): Promise<{ id: string; title: string }[]> {
  return sql<{ id: string; title: string }[]>`
    select x.id, x.title from indicator x
    where (x.municipality_code is null or x.municipality_code = ${code}) and not x.demo and ${visibleIndicator(sql)}
    order by x.municipality_code nulls last, x.title collate danish, x.id`;
}

/** Keeps a new section as the last of its mandate, which must be held meanwhile. @returns its id */
export async function insertSection(sql: Sql, mandate: string, f: SectionFields): Promise<string> {
  const [kept] = await sql<{ id: string }[]>`
    insert into follow_up_section (mandate_id, position, title, due_months, due_printed, document_id, anchor)
    select ${mandate}, coalesce(max(position) + 1, 0), ${f.title}, ${f.dueMonths}::smallint[], ${f.duePrinted}, ${f.documentId}::uuid, ${f.anchor}
    from follow_up_section where mandate_id = ${mandate} returning id`;
  if (!kept) throw new Error("no section was stored");
  await followIndicators(sql, kept.id, f.indicators);
  return kept.id;
}

/** Changes a section; indicators that cannot be chosen stay. @returns false when somebody else has changed it meanwhile */
export async function updateSection(sql: Sql, id: string, version: number, f: SectionFields): Promise<boolean> {
  const updated = await sql`
    update follow_up_section set version = version + 1, title = ${f.title}, due_months = ${f.dueMonths}::smallint[],
      due_printed = ${f.duePrinted}, document_id = ${f.documentId}, anchor = ${f.anchor}
    where id = ${id} and version = ${version}`;
  if (updated.count === 0) return false;
  await followIndicators(sql, id, f.indicators);
  return true;
}

async function followIndicators(sql: Sql, section: string, indicators: readonly string[]): Promise<void> {
  await sql`
    delete from indicator_section y using indicator x
    where y.section_id = ${section} and x.id = y.indicator_id and ${visibleIndicator(sql)} and x.id <> all(${[...indicators]}::uuid[])`;
  await sql`
    insert into indicator_section (section_id, indicator_id, position)
    select ${section}, n.id, n.at + coalesce((select max(position) from indicator_section where section_id = ${section}), -1)
    from unnest(${[...indicators]}::uuid[]) with ordinality as n (id, at)
    on conflict (section_id, indicator_id) do nothing`;
}

/** @returns false when somebody else has changed it meanwhile */
export async function removeSection(sql: Sql, id: string, version: number): Promise<boolean> {
  const removed = await sql`delete from follow_up_section where id = ${id} and version = ${version}`;
  return removed.count > 0;
}

/** What is kept of a paper in its form. */
export interface PaperFields extends Pick<FollowUpPaperTable, "title" | "datedPrinted" | "body" | "documentId"> {
  /** `YYYY-MM-DD` */
  metOn: string | null;
}

/** A paper as those see it who keep it. */
export interface KeptPaper extends PaperFields, Pick<FollowUpPaperTable, "id" | "version"> {
  /** The title of its document. */
  document: string | null;
}

/** The papers of a mandate in their order. The mandate must have been found for the viewer. */
export async function listKeptPapers(sql: Sql, viewer: Viewer, mandate: string): Promise<KeptPaper[]> {
  return sql<KeptPaper[]>`
    select o.id, o.version, o.title, o.dated_printed as "datedPrinted", o.body, o.met_on::text as "metOn", o.document_id as "documentId",
      (select d.title from document d where d.id = o.document_id) as document
    from follow_up_paper o join mandate m on m.id = o.mandate_id
    where m.id = ${mandate} and ${keptFor(sql, viewer, "m")}
    order by o.position`;
}

/** The documents of a municipality that a paper can be, the newest first. @param code its official code */
export async function listPaperDocuments(sql: Sql, code: string): Promise<Pick<DocumentTable, "id" | "title">[]> {
  return sql<Pick<DocumentTable, "id" | "title">[]>`
    select d.id, d.title from document d where d.municipality_code = ${code} and ${visibleDocument(sql)}
    order by d.dated desc, d.title collate danish, d.id`;
}

/** Keeps a new paper as the last of its mandate, which must be held meanwhile. */
export async function insertPaper(sql: Sql, mandate: string, f: PaperFields): Promise<void> {
  await sql`
    insert into follow_up_paper (mandate_id, position, title, dated_printed, body, met_on, document_id)
    select ${mandate}, coalesce(max(position) + 1, 0), ${f.title}, ${f.datedPrinted}, ${f.body}, ${f.metOn}::date, ${f.documentId}::uuid
    from follow_up_paper where mandate_id = ${mandate}`;
}

/** @returns false when somebody else has changed it meanwhile */
export async function updatePaper(sql: Sql, id: string, version: number, f: PaperFields): Promise<boolean> {
  const updated = await sql`
    update follow_up_paper set version = version + 1, title = ${f.title}, dated_printed = ${f.datedPrinted}, body = ${f.body},
      met_on = ${f.metOn}::date, document_id = ${f.documentId}
    where id = ${id} and version = ${version}`;
  return updated.count > 0;
}

/** @returns false when somebody else has changed it meanwhile */
export async function removePaper(sql: Sql, id: string, version: number): Promise<boolean> {
  const removed = await sql`delete from follow_up_paper where id = ${id} and version = ${version}`;
  return removed.count > 0;
}
