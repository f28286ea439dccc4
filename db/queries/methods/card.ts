import type { LawStatement } from "#app/domain/methods/law-vocabulary.ts";
import type { ReferenceKind } from "#app/domain/reference-vocabulary.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type {
  CommitmentTable,
  LawTable,
  MethodCommitmentTable,
  MethodGradeTable,
  MethodRevisionTable,
  MethodTable,
} from "../../row-types.ts";
import { bylineOfReference, type Citation } from "../citations.ts";
import { titleOfDocument, visibleCase } from "../visible.ts";

/** A method as lists show it. */
export interface MethodCardRow
  extends Pick<MethodTable, "id" | "slug">,
    Pick<MethodRevisionTable, "title" | "kind" | "summary" | "settings" | "levels" | "timeToStart"> {
  /** Municipalities with a real case that uses it. */
  municipalityCount: number;
  /** Real cases that use it. */
  caseCount: number;
  updatedAt: Date;
}

/** One aspect of the knowledge profile. */
export interface ProfileAspect extends Pick<MethodGradeTable, "aspect" | "grade" | "basis" | "needed"> {
  /** Where the basis stands; null where there is no grade. */
  source: { address: string; title: string } | null;
  /** The sort of source; null for a place in a document, and where there is no grade. */
  sourceKind: ReferenceKind | null;
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

/** A point of a declaration that the editors link a method to, and why. */
export interface MethodCommitment
  extends Pick<MethodCommitmentTable, "number" | "why">,
    Pick<CommitmentTable, "title"> {
  year: number;
}

/** The points that revision `r` is linked to, by number. */
export const commitmentsColumn = (sql: Sql) => sql`
  coalesce((
    select json_agg(json_build_object('year', x.declaration_year, 'number', x.number, 'title', p.title, 'why', x.why)
      order by x.declaration_year, x.number)
    from method_commitment x join commitment p using (declaration_year, number) where x.revision_id = r.id
  ), '[]') as commitments`;

/** What the law says on a matter, with the sources of each sentence. */
export interface LawRow extends Pick<LawTable, "slug" | "title" | "read"> {
  statements: (Pick<LawStatement, "words" | "reported"> & { sources: Omit<Citation, "passage">[] })[];
}

/** What the law says where revision `r` names it, in its order. */
export const lawsColumn = (sql: Sql) => sql`
  coalesce((
    select json_agg(json_build_object('slug', l.slug, 'title', l.title, 'read', l.read, 'statements', (
      select json_agg(json_build_object('words', said.one -> 'words', 'reported', said.one -> 'reported', 'sources', (
        select json_agg(json_build_object(
          'address', '/kilder/' || w.slug, 'title', w.title, 'byline', ${bylineOfReference(sql, "w")}
        ) order by given.at)
        from jsonb_array_elements_text(said.one -> 'sources') with ordinality as given (slug, at) join reference w on w.slug = given.slug
      )) order by said.at)
      from jsonb_array_elements(l.statements) with ordinality as said (one, at)
    )) order by named.at)
    from unnest(r.laws) with ordinality as named (slug, at) join law l on l.slug = named.slug
  ), '[]') as laws`;

/** The knowledge profile of revision `r`, aspect by aspect. */
export const profileColumn = (sql: Sql) => sql`
  coalesce((
    select json_agg(json_build_object(
      'aspect', g.aspect, 'grade', g.grade, 'basis', g.basis, 'needed', g.needed, 'sourceKind', w.kind,
      'source', case when g.grade is not null then json_build_object(
        'address', coalesce('/dokumenter/' || d.slug || '#' || g.anchor, '/kilder/' || w.slug),
        'title', case when d.id is null then w.title else ${titleOfDocument(sql)} end) end
    ) order by array_position(array['target_group', 'method', 'implementation', 'effect', 'economy'], g.aspect))
    from method_grade g
    left join document d on d.id = g.document_id
    left join reference w on w.slug = g.reference_slug
    where g.revision_id = r.id
  ), '[]') as profile`;
