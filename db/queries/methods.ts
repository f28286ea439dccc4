import type { MethodSubject } from "#app/domain/methods/policy.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Aspect, Grade, Level, MethodKind, Setting } from "#app/domain/vocabulary.ts";
import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../client.ts";
import type { Found } from "./found.ts";
import { sharedMethod, titleOfDocument, visibleCase, visibleMethod } from "./visible.ts";

/** A method as lists show it. */
export interface MethodCard {
  id: string;
  slug: string;
  title: string;
  kind: MethodKind;
  summary: string;
  settings: Setting[];
  levels: Level[];
  timeToStart: string;
  /** Municipalities with a real case that uses it. */
  municipalityCount: number;
  /** Real cases that use it. */
  caseCount: number;
  updatedAt: Date;
}

/** One aspect of the knowledge profile. */
export interface ProfileAspect {
  aspect: Aspect;
  grade: Grade | null;
  basis: string | null;
  needed: string | null;
  /** Where the basis stands; null where there is no grade. */
  source: { address: string; title: string } | null;
}

/** A method as its own page shows it. */
export interface MethodDetails extends MethodCard {
  aliases: string[];
  mellemformLevels: number[];
  useFor: string | null;
  content: Content;
  profile: ProfileAspect[];
  related: { slug: string; title: string; summary: string; kind: MethodKind }[];
  /** Who to call: municipalities with a real case. */
  municipalities: { code: string; slug: string; name: string }[];
  revisionId: string;
}

export const methodColumns = (sql: Sql, viewer: Viewer) => sql`
  m.id, m.slug, r.title, r.kind, r.summary, r.settings, r.levels, r.time_to_start as "timeToStart", r.created_at as "updatedAt",
  used.municipalities as "municipalityCount", used.cases as "caseCount"
  from method m
  join method_revision r on r.id = m.published_revision_id
  cross join lateral (
    select count(distinct c.municipality_code)::int as municipalities, count(*)::int as cases
    from case_method x join case_story c on c.published_revision_id = x.revision_id
    where x.method_id = m.id and not c.demo and ${visibleCase(sql, viewer)}
  ) used`;

/** The knowledge profile of revision `r`, aspect by aspect. */
export const profileColumn = (sql: Sql) => sql`
  coalesce((
    select json_agg(json_build_object(
      'aspect', g.aspect, 'grade', g.grade, 'basis', g.basis, 'needed', g.needed,
      'source', case when g.grade is not null then json_build_object(
        'address', coalesce('/dokumenter/' || d.slug || '#' || g.anchor, '/kilder/' || w.slug),
        'title', case when d.id is null then w.title else ${titleOfDocument(sql)} end) end
    ) order by array_position(array['target_group', 'method', 'implementation', 'effect', 'economy'], g.aspect))
    from method_grade g
    left join document d on d.id = g.document_id
    left join reference w on w.slug = g.reference_slug
    where g.revision_id = r.id
  ), '[]') as profile`;

export const methodSorts = ["slags", "titel", "brugt"] as const;
export type MethodSort = (typeof methodSorts)[number];

export interface MethodListing {
  kinds: readonly string[];
  settings: readonly string[];
  levels: readonly string[];
  /** Commitments such as `2025-3`: methods that a real case under it uses. */
  commitments: readonly string[];
  sort: MethodSort;
}

/** The order of a list of methods `m`, `r`, `used`. */
export const methodOrder = (sql: Sql, sort: MethodSort) =>
  ({
    slags: sql`array_position(array['metode', 'program', 'organisering', 'styring'], r.kind), r.title collate danish`,
    titel: sql`r.title collate danish`,
    brugt: sql`used.municipalities desc, used.cases desc, r.title collate danish`,
  })[sort];

/** The condition that a method `m`, `r` may be read by the viewer and fits the listing. */
export const methodFits = (sql: Sql, viewer: Viewer, listing: Omit<MethodListing, "sort">) => {
  const { kinds, settings, levels, commitments } = listing;
  return sql`
    ${visibleMethod(sql, viewer)}
    and ${kinds.length ? sql`r.kind = any(${[...kinds]})` : sql`true`}
    and ${settings.length ? sql`r.settings && ${[...settings]}::text[]` : sql`true`}
    and ${levels.length ? sql`r.levels && ${[...levels]}::text[]` : sql`true`}
    and ${
      commitments.length
        ? sql`exists (
            select from case_method x
            join case_story c on c.published_revision_id = x.revision_id
            join case_commitment y on y.revision_id = x.revision_id
            where x.method_id = m.id and not c.demo and ${visibleCase(sql, viewer)}
              and y.declaration_year || '-' || y.number = any(${[...commitments]})
          )`
        : sql`true`
    }`;
};

/** Every method that a viewer may read and that fits the listing, all on one page: there are few. */
export async function listMethods(sql: Sql, viewer: Viewer, listing: MethodListing): Promise<MethodCard[]> {
  return sql<MethodCard[]>`
    select ${methodColumns(sql, viewer)}
    where ${methodFits(sql, viewer, listing)}
    order by ${methodOrder(sql, listing.sort)}`;
}

/** The methods with these slugs, in the order given; the invisible are left out. */
export async function methodsBySlug(sql: Sql, viewer: Viewer, slugs: readonly string[]): Promise<MethodCard[]> {
  return sql<MethodCard[]>`
    select ${methodColumns(sql, viewer)}
    where ${visibleMethod(sql, viewer)} and m.slug = any(${[...slugs]})
    order by array_position(${[...slugs]}, m.slug)`;
}

/** The method at an address, for this viewer. */
export async function findMethod(sql: Sql, viewer: Viewer, slug: string): Promise<Found<MethodDetails>> {
  const [item] = await sql<MethodDetails[]>`
    select r.aliases, r.mellemform_levels as "mellemformLevels", r.use_for as "useFor", r.content, r.id as "revisionId",
      ${profileColumn(sql)},
      coalesce((
        select json_agg(json_build_object('slug', o.slug, 'title', orev.title, 'summary', orev.summary, 'kind', orev.kind) order by x.position)
        from method_relation x
        join method o on o.id = x.related_method_id
        join method_revision orev on orev.id = o.published_revision_id
        where x.revision_id = r.id and o.withdrawn_at is null and o.hidden_at is null and (o.visibility = 'public' or ${viewer.network})
      ), '[]') as related,
      coalesce((
        select json_agg(json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) order by k.name collate danish)
        from municipality k
        where exists (
          select from case_method x join case_story c on c.published_revision_id = x.revision_id
          where x.method_id = m.id and c.municipality_code = k.code and not c.demo and ${visibleCase(sql, viewer)}
        )
      ), '[]') as municipalities,
      ${methodColumns(sql, viewer)}
    where m.slug = ${slug} and ${visibleMethod(sql, viewer)}`;
  if (item) return { state: "here", item };

  const [trace] = await sql<{ gone: boolean; hidden: boolean; slug: string }[]>`
    select m.withdrawn_at is not null as gone, m.hidden_at is not null as hidden, m.slug
    from method m
    where (m.slug = ${slug} or m.id = (select method_id from retired_method_slug where slug = ${slug}))
      and m.published_revision_id is not null and ${sharedMethod(sql, viewer)}
    order by m.slug = ${slug} desc
    limit 1`;
  if (!trace) return null;
  if (trace.gone) return { state: "gone" };
  return trace.hidden ? { state: "hidden" } : { state: "moved", slug: trace.slug };
}

/** A method that is like another, and why. */
export interface SimilarMethod extends MethodCard {
  /** Real cases that use both. */
  together: number;
  sharedSettings: Setting[];
}

/**
 * Methods that real cases use together with the one at `slug`, or that are for the same settings; most together first. Those that its
 * editors already point at are left out.
 */
export async function similarMethods(sql: Sql, viewer: Viewer, slug: string, limit: number): Promise<SimilarMethod[]> {
  return sql<SimilarMethod[]>`
    with origin as (
      select m.id, r.id as revision_id, r.settings
      from method m join method_revision r on r.id = m.published_revision_id
      where m.slug = ${slug} and ${visibleMethod(sql, viewer)}
    ), beside as (
      select other.method_id, count(*)::int as cases
      from origin
      join case_method own on own.method_id = origin.id
      join case_method other on other.revision_id = own.revision_id
      join case_story c on c.published_revision_id = own.revision_id
      where not c.demo and ${visibleCase(sql, viewer)}
      group by other.method_id
    )
    select coalesce((select cases from beside where method_id = alike.id), 0) as together,
      array(select unnest(alike.settings) intersect select unnest(origin.settings)) as "sharedSettings", alike.*
    from origin, lateral (select ${methodColumns(sql, viewer)} where ${visibleMethod(sql, viewer)}) alike
    where alike.id <> origin.id
      and not exists (select from method_relation x where x.revision_id = origin.revision_id and x.related_method_id = alike.id)
      and (alike.settings && origin.settings or exists (select from beside where method_id = alike.id))
    order by together desc, cardinality(array(select unnest(alike.settings) intersect select unnest(origin.settings))) desc,
      alike.title collate danish
    limit ${limit}`;
}

/** A method that a municipality uses, and in how many cases. */
export interface UsedMethod {
  slug: string;
  title: string;
  kind: MethodKind;
  cases: number;
  /** Only invented cases say so. */
  demo: boolean;
}

/** Methods in use in a municipality; where there are real cases, they alone are counted. */
export async function methodsOfMunicipality(sql: Sql, viewer: Viewer, code: string): Promise<UsedMethod[]> {
  return sql<UsedMethod[]>`
    select m.slug, mr.title, mr.kind, bool_and(c.demo) as demo,
      coalesce(nullif(count(*) filter (where not c.demo), 0), count(*))::int as cases
    from case_story c
    join case_method x on x.revision_id = c.published_revision_id
    join method m on m.id = x.method_id
    join method_revision mr on mr.id = m.published_revision_id
    where c.municipality_code = ${code} and ${visibleCase(sql, viewer)} and ${visibleMethod(sql, viewer)}
    group by m.slug, mr.title, mr.kind
    order by bool_and(c.demo), cases desc, mr.title collate danish`;
}

/** Methods that real cases under a commitment use, most used first. */
export async function methodsOfCommitment(
  sql: Sql,
  viewer: Viewer,
  year: number,
  number: number,
): Promise<UsedMethod[]> {
  return sql<UsedMethod[]>`
    select m.slug, mr.title, mr.kind, count(distinct c.id)::int as cases, false as demo
    from case_commitment y
    join case_story c on c.published_revision_id = y.revision_id
    join case_method x on x.revision_id = y.revision_id
    join method m on m.id = x.method_id
    join method_revision mr on mr.id = m.published_revision_id
    where y.declaration_year = ${year} and y.number = ${number} and not c.demo
      and ${visibleCase(sql, viewer)} and ${visibleMethod(sql, viewer)}
    group by m.slug, mr.title, mr.kind
    order by count(distinct c.id) desc, mr.title collate danish`;
}

/** The method at an address as the rules see it, whoever asks and however far it has come. */
export async function findMethodSubject(sql: Sql, slug: string): Promise<MethodSubject | undefined> {
  const [found] = await sql<MethodSubject[]>`
    select m.id, m.slug, m.visibility,
      case
        when m.withdrawn_at is not null then 'withdrawn'
        when m.published_revision_id is null then 'draft'
        when m.hidden_at is not null then 'hidden'
        when m.working_revision_id is not null then 'revised'
        else 'published'
      end as state
    from method m
    where m.slug = ${slug}`;
  return found;
}
