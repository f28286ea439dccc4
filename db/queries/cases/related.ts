import type { Viewer } from "#app/domain/viewer.ts";
import type { Setting } from "#app/domain/vocabulary.ts";
import type { Sql } from "../../client.ts";
import type { CaseCommitmentTable } from "../../row-types.ts";
import { type Page, type Paging, slice } from "../paging.ts";
import { visibleCase, visibleMethod } from "../visible.ts";
import { bestFirst, type CaseCardRow, cardColumns, cardTables } from "./card.ts";

/** Why a case stands beside another one. */
export interface SimilarCase extends CaseCardRow {
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
export async function casesOfMethod(
  sql: Sql,
  viewer: Viewer,
  methodSlug: string,
  limit: number,
): Promise<CaseCardRow[]> {
  return sql<CaseCardRow[]>`
    select ${cardColumns(sql)}
    from ${cardTables(sql)}
    join case_method x on x.revision_id = r.id
    join method m on m.id = x.method_id
    where m.slug = ${methodSlug} and ${visibleCase(sql, viewer)}
    order by ${bestFirst(sql)}
    limit ${limit}`;
}

/** The best cases of a municipality. @param options.demo the invented ones; otherwise the real ones */
export async function casesOfMunicipality(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { demo, limit }: { demo: boolean; limit: number },
): Promise<CaseCardRow[]> {
  return sql<CaseCardRow[]>`
    select ${cardColumns(sql)} from ${cardTables(sql)}
    where c.municipality_code = ${code} and c.demo = ${demo} and ${visibleCase(sql, viewer)}
    order by ${bestFirst(sql)}
    limit ${limit}`;
}

/** A case under a commitment, with how it came to stand there. */
export type CommittedCase = CaseCardRow & Pick<CaseCommitmentTable, "linkedBy" | "why">;

/**
 * One page of the cases that serve a commitment, best first, and how many on all pages the editors have linked to it.
 * @param options.demo the invented ones; otherwise the real ones
 */
export async function casesOfCommitment(
  sql: Sql,
  viewer: Viewer,
  { year, number }: { year: number; number: number },
  { demo, ...paging }: Paging & { demo: boolean },
): Promise<Page<CommittedCase> & { byEditors: number }> {
  const those = () => sql`
    ${cardTables(sql)}
    join case_commitment x on x.revision_id = r.id
    where x.declaration_year = ${year} and x.number = ${number} and c.demo = ${demo} and ${visibleCase(sql, viewer)}`;
  const [items, [counted]] = await Promise.all([
    sql<CommittedCase[]>`
      select ${cardColumns(sql)}, x.linked_by as "linkedBy", x.why from ${those()}
      order by ${bestFirst(sql)}, c.id ${slice(sql, paging)}`,
    sql<{ total: number; byEditors: number }[]>`
      select count(*)::int as total, (count(*) filter (where x.linked_by = 'editors'))::int as "byEditors" from ${those()}`,
  ]);
  return { items, total: counted?.total ?? 0, byEditors: counted?.byEditors ?? 0, ...paging };
}
