import type { CaseSubject } from "#app/domain/cases/policy.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Level, Setting, Stage } from "#app/domain/vocabulary.ts";
import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../client.ts";
import type { Found } from "./found.ts";
import { sharedCase, titleOfDocument, visibleCase, visibleMethod } from "./visible.ts";

/** A case as lists show it. */
export interface CaseCard {
  id: string;
  slug: string;
  title: string;
  summary: string;
  /** What was hard, in one sentence. */
  hard: string | null;
  stage: Stage;
  settings: Setting[];
  levels: Level[];
  municipality: { code: string; slug: string; name: string };
  demo: boolean;
  /** Retold from a document, not written by the municipality. */
  retold: boolean;
  /** The year of the document that it is retold from. */
  sourceYear: string | null;
  publishedAt: Date;
}

/** A case as its own page shows it. */
export interface CaseDetails extends CaseCard {
  mellemformLevels: number[];
  classLevels: number[];
  schoolSize: number | null;
  partners: string[];
  unit: string | null;
  periodFrom: string | null;
  periodTo: string | null;
  region: string;
  updatedAt: Date;
  content: Content;
  document: { slug: string; title: string } | null;
  methods: { id: string; slug: string; title: string }[];
  commitments: { year: number; number: number; title: string; linkedBy: "source" | "editors"; why: string }[];
  revisionId: string;
  /** Shared with everybody, or with less than that. */
  visibility: "public" | "network" | "municipality";
}

/** Columns of a card, from `case_story c`, `case_revision r`, `municipality k`. */
export const cardColumns = (sql: Sql) => sql`
  c.id, c.slug, r.title, r.summary, r.hard, r.stage, r.settings, r.levels,
  json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality,
  c.demo, r.document_id is not null as retold,
  (select left(source.dated, 4) from document source where source.id = r.document_id) as "sourceYear", c.first_published_at as "publishedAt"`;

/** The tables that a card is made of. */
export const cardTables = (sql: Sql) => sql`
  case_story c
  join case_revision r on r.id = c.published_revision_id
  join municipality k on k.code = c.municipality_code`;

/** Experience before plans, real before invented, new before old. */
export const bestFirst = (sql: Sql) => sql`
  array_position(array['erfaringer', 'i-gang', 'aftalt'], r.stage), c.demo, c.first_published_at desc, r.title collate danish`;

/** The methods of case revision `r` that a viewer may see, and its commitments with how they came to be linked. */
export const linkColumns = (sql: Sql, viewer: Viewer) => sql`
  coalesce((
    select json_agg(json_build_object('id', m.id, 'slug', m.slug, 'title', mr.title) order by x.position)
    from case_method x
    join method m on m.id = x.method_id
    join method_revision mr on mr.id = m.published_revision_id
    where x.revision_id = r.id and ${visibleMethod(sql, viewer)}
  ), '[]') as methods,
  coalesce((
    select json_agg(json_build_object(
      'year', x.declaration_year, 'number', x.number, 'title', p.title, 'linkedBy', x.linked_by, 'why', x.why
    ) order by x.declaration_year desc, x.number)
    from case_commitment x
    join commitment p on p.declaration_year = x.declaration_year and p.number = x.number
    where x.revision_id = r.id
  ), '[]') as commitments`;

/**
 * The case at an address, for this viewer.
 * @param today `YYYY-MM-DD`; decides which region the municipality belongs to.
 */
export async function findCase(sql: Sql, viewer: Viewer, slug: string, today: string): Promise<Found<CaseDetails>> {
  const [item] = await sql<CaseDetails[]>`
    select ${cardColumns(sql)},
      r.mellemform_levels as "mellemformLevels", r.class_levels as "classLevels", r.school_size as "schoolSize", r.partners,
      u.name as unit, r.period_from as "periodFrom", r.period_to as "periodTo", g.name as region,
      r.created_at as "updatedAt", r.content, r.id as "revisionId", c.visibility,
      (select json_build_object('slug', d.slug, 'title', ${titleOfDocument(sql)}) from document d where d.id = r.document_id) as document,
      ${linkColumns(sql, viewer)}
    from ${cardTables(sql)}
    left join unit u on u.id = r.unit_id
    join municipality_region kr on kr.municipality_code = k.code
      and kr.valid_from <= ${today} and (kr.valid_to is null or ${today} < kr.valid_to)
    join region g on g.slug = kr.region_slug
    where c.slug = ${slug} and ${visibleCase(sql, viewer)}`;
  if (item) return { state: "here", item };

  const [trace] = await sql<{ gone: boolean; hidden: boolean; slug: string }[]>`
    select c.withdrawn_at is not null as gone, c.hidden_at is not null as hidden, c.slug
    from case_story c
    where (c.slug = ${slug} or c.id = (select case_id from retired_case_slug where slug = ${slug}))
      and c.published_revision_id is not null and ${sharedCase(sql, viewer)}
    order by c.slug = ${slug} desc
    limit 1`;
  if (!trace) return null;
  if (trace.gone) return { state: "gone" };
  return trace.hidden ? { state: "hidden" } : { state: "moved", slug: trace.slug };
}

/** The case at an address as the rules see it, whoever asks and however far it has come. */
export async function findCaseSubject(sql: Sql, slug: string): Promise<CaseSubject | undefined> {
  const [found] = await sql<CaseSubject[]>`
    select c.id, c.slug, c.municipality_code as municipality, c.visibility, c.demo, r.unit_id as "unitId",
      case
        when c.withdrawn_at is not null then 'withdrawn'
        when c.published_revision_id is null then 'draft'
        when c.hidden_at is not null then 'hidden'
        when c.working_revision_id is not null then 'revised'
        else 'published'
      end as state
    from case_story c join case_revision r on r.id = coalesce(c.published_revision_id, c.working_revision_id)
    where c.slug = ${slug}`;
  return found;
}

/** Why a case stands beside another one. */
export interface SimilarCase extends CaseCard {
  sharedMethods: string[];
  sharedSettings: Setting[];
}

/** Cases that share methods or settings with the one at `slug`; most shared first, real before invented. */
export async function similarCases(sql: Sql, viewer: Viewer, slug: string, limit: number): Promise<SimilarCase[]> {
  return sql<SimilarCase[]>`
    with origin as (
      select c.id, r.settings, array(select method_id from case_method where revision_id = r.id) as methods
      from case_story c join case_revision r on r.id = c.published_revision_id
      where c.slug = ${slug} and ${visibleCase(sql, viewer)}
    )
    select ${cardColumns(sql)}, shared.titles as "sharedMethods", shared.settings as "sharedSettings"
    from origin, ${cardTables(sql)},
    lateral (
      select
        array(
          select mr.title from case_method x
          join method m on m.id = x.method_id
          join method_revision mr on mr.id = m.published_revision_id
          where x.revision_id = r.id and x.method_id = any(origin.methods) and ${visibleMethod(sql, viewer)}
          order by x.position
        ) as titles,
        array(select unnest(r.settings) intersect select unnest(origin.settings)) as settings
    ) shared
    where c.id <> origin.id and ${visibleCase(sql, viewer)}
      and cardinality(shared.titles) + cardinality(shared.settings) > 0
    order by cardinality(shared.titles) * 2 + cardinality(shared.settings) desc, ${bestFirst(sql)}
    limit ${limit}`;
}

/** Cases that use the method: real ones, then invented ones, best first in each. */
export async function casesOfMethod(sql: Sql, viewer: Viewer, methodSlug: string, limit: number): Promise<CaseCard[]> {
  return sql<CaseCard[]>`
    select ${cardColumns(sql)}
    from ${cardTables(sql)}
    join case_method x on x.revision_id = r.id
    join method m on m.id = x.method_id
    where m.slug = ${methodSlug} and ${visibleCase(sql, viewer)}
    order by c.demo, ${bestFirst(sql)}
    limit ${limit}`;
}

/** Every case of a municipality, best first. */
export async function casesOfMunicipality(sql: Sql, viewer: Viewer, code: string): Promise<CaseCard[]> {
  return sql<CaseCard[]>`
    select ${cardColumns(sql)} from ${cardTables(sql)}
    where c.municipality_code = ${code} and ${visibleCase(sql, viewer)}
    order by ${bestFirst(sql)}`;
}

/** A case under a commitment, with how it came to stand there. */
export interface CommittedCase extends CaseCard {
  linkedBy: "source" | "editors";
  why: string;
}

/** Every case that serves a commitment, best first. */
export async function casesOfCommitment(
  sql: Sql,
  viewer: Viewer,
  year: number,
  number: number,
): Promise<CommittedCase[]> {
  return sql<CommittedCase[]>`
    select ${cardColumns(sql)}, x.linked_by as "linkedBy", x.why
    from ${cardTables(sql)}
    join case_commitment x on x.revision_id = r.id
    where x.declaration_year = ${year} and x.number = ${number} and ${visibleCase(sql, viewer)}
    order by ${bestFirst(sql)}`;
}

/** The newest cases. @param real leaves out invented ones, for feeds and the like. */
export async function newestCases(
  sql: Sql,
  viewer: Viewer,
  limit: number,
  { real }: { real: boolean },
): Promise<CaseCard[]> {
  return sql<CaseCard[]>`
    select ${cardColumns(sql)} from ${cardTables(sql)}
    where ${visibleCase(sql, viewer)} and not (${real} and c.demo)
    order by c.first_published_at desc, r.title collate danish
    limit ${limit}`;
}
