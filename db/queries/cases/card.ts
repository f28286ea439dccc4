import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type {
  CaseCommitmentTable,
  CaseRevisionTable,
  CaseStoryTable,
  CommitmentTable,
  MethodRevisionTable,
  MethodTable,
} from "../../row-types.ts";
import { visibleMethod } from "../visible.ts";

/** A case as lists show it: published, so it has an address and a stage. */
export interface CaseCardRow
  extends Pick<CaseStoryTable, "id" | "demo">,
    Pick<CaseRevisionTable, "title" | "summary" | "settings" | "levels"> {
  slug: string;
  stage: NonNullable<CaseRevisionTable["stage"]>;
  /** What was hard, in one sentence. */
  hard: CaseRevisionTable["hard"];
  municipality: { code: string; slug: string; name: string };
  /** Retold from a document, not written by the municipality. A municipality that has rewritten it builds on the document. */
  retold: boolean;
  /** The year of the document that it is retold from, or builds on. */
  sourceYear: string | null;
  publishedAt: Date;
}

/** The condition that revision `r` is retold from its document: nobody of the municipality has handed it over. */
export const isRetold = (sql: Sql) =>
  sql`(r.document_id is not null and not exists (select from case_hand_over h where h.revision_id = r.id))`;

/** Columns of a card, from `case_story c`, `case_revision r`, `municipality k`. */
export const cardColumns = (sql: Sql) => sql`
  c.id, c.slug, r.title, r.summary, r.hard, r.stage, r.settings, r.levels,
  json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality,
  c.demo, ${isRetold(sql)} as retold,
  (select left(source.dated, 4) from document source where source.id = r.document_id) as "sourceYear", c.first_published_at as "publishedAt"`;

/** The tables that a card is made of. */
export const cardTables = (sql: Sql) => sql`
  case_story c
  join case_revision r on r.id = c.published_revision_id
  join municipality k on k.code = c.municipality_code`;

/** Real before invented, experience before plans, new before old. */
export const bestFirst = (sql: Sql) => sql`
  c.demo, array_position(array['erfaringer', 'i-gang', 'vedtaget', 'aftalt', 'foreslaaet'], r.stage),
  c.first_published_at desc, r.title collate danish`;

/** What `linkColumns` gives. */
export interface CaseLinks {
  methods: (Pick<MethodTable, "id" | "slug"> & Pick<MethodRevisionTable, "title">)[];
  commitments: ({ year: number } & Pick<CommitmentTable, "number" | "title"> &
    Pick<CaseCommitmentTable, "linkedBy" | "why">)[];
}

/** The commitments of a case revision with how they came to be linked, as JSON, the newest first. @param revision its id */
export const linkedCommitments = (sql: Sql, revision: ReturnType<Sql>) => sql`
  coalesce((
    select json_agg(json_build_object(
      'year', x.declaration_year, 'number', x.number, 'title', p.title, 'linkedBy', x.linked_by, 'why', x.why
    ) order by x.declaration_year desc, x.number)
    from case_commitment x
    join commitment p on p.declaration_year = x.declaration_year and p.number = x.number
    where x.revision_id = ${revision}
  ), '[]')`;

/** The methods of case revision `r` that a viewer may see, and its commitments. */
export const linkColumns = (sql: Sql, viewer: Viewer) => sql`
  coalesce((
    select json_agg(json_build_object('id', m.id, 'slug', m.slug, 'title', mr.title) order by x.position)
    from case_method x
    join method m on m.id = x.method_id
    join method_revision mr on mr.id = m.published_revision_id
    where x.revision_id = r.id and ${visibleMethod(sql, viewer)}
  ), '[]') as methods,
  ${linkedCommitments(sql, sql`r.id`)} as commitments`;
