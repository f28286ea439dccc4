import type { Viewer } from "#app/domain/viewer.ts";
import type { Setting } from "#app/domain/vocabulary.ts";
import type { Sql } from "../../client.ts";
import type { MethodRevisionTable, MethodTable } from "../../row-types.ts";
import { visibleCase, visibleMethod } from "../visible.ts";
import { type MethodCardRow, methodColumns } from "./card.ts";

/** A method that is like another, and why. */
export interface SimilarMethod extends MethodCardRow {
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
export interface UsedMethod extends Pick<MethodTable, "slug">, Pick<MethodRevisionTable, "title" | "kind"> {
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

/** Methods that the editors link to a commitment. */
export async function methodsLinkedTo(
  sql: Sql,
  viewer: Viewer,
  year: number,
  number: number,
): Promise<Pick<UsedMethod, "slug" | "title" | "kind">[]> {
  return sql<Pick<UsedMethod, "slug" | "title" | "kind">[]>`
    select m.slug, r.title, r.kind
    from method_commitment x
    join method m on m.published_revision_id = x.revision_id
    join method_revision r on r.id = x.revision_id
    where x.declaration_year = ${year} and x.number = ${number} and ${visibleMethod(sql, viewer)}
    order by r.title collate danish`;
}
