import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";
import type { CaseCommitmentTable, CommitmentTable, DeclarationTable } from "../row-types.ts";
import { titleOfDocument, visibleCase, visibleInitiative, visibleMethod } from "./visible.ts";

/** A municipality that has cases under a commitment. */
export interface CommitmentMunicipality {
  slug: string;
  name: string;
  /** `source`: it, or a document of its own, links at least one of its cases to the commitment; `editors`: only the editors do. */
  linkedBy: CaseCommitmentTable["linkedBy"];
}

/** A commitment with what is known of it on the site; invented content is not counted. */
export interface CommitmentRow extends Pick<CommitmentTable, "number" | "title" | "plain" | "quote"> {
  year: number;
  /** Where the quotation stands: `/dokumenter/<slug>#<anchor>`. */
  source: string;
  caseCount: number;
  methodCount: number;
  initiativeCount: number;
  municipalities: CommitmentMunicipality[];
}

export interface Declaration
  extends Pick<DeclarationTable, "year" | "title" | "summary" | "onBehalfOf" | "numberingNote"> {
  document: { slug: string; title: string; dated: string };
}

export interface CommitmentDetail extends CommitmentRow {
  declarationTitle: string;
}

const commitmentColumns = (sql: Sql, viewer: Viewer) => sql`
  p.declaration_year as year, p.number, p.title, p.plain, p.quote,
  (select '/dokumenter/' || d.slug || '#' || p.anchor from document d where d.id = p.document_id) as source,
  (
    select count(*)::int from case_commitment x join case_story c on c.published_revision_id = x.revision_id
    where x.declaration_year = p.declaration_year and x.number = p.number and not c.demo and ${visibleCase(sql, viewer)}
  ) as "caseCount",
  (
    select count(distinct y.method_id)::int
    from case_commitment x
    join case_story c on c.published_revision_id = x.revision_id
    join case_method y on y.revision_id = x.revision_id
    join method m on m.id = y.method_id
    where x.declaration_year = p.declaration_year and x.number = p.number and not c.demo
      and ${visibleCase(sql, viewer)} and ${visibleMethod(sql, viewer)}
  ) as "methodCount",
  (
    select count(*)::int from initiative_commitment x join initiative i on i.id = x.initiative_id
    where x.declaration_year = p.declaration_year and x.number = p.number and not i.demo and ${visibleInitiative(sql, viewer)}
  ) as "initiativeCount",
  coalesce((
    select json_agg(json_build_object('slug', k.slug, 'name', k.name, 'linkedBy', linked.by) order by k.name collate danish)
    from (
      select c.municipality_code as code, max(x.linked_by) as by
      from case_commitment x join case_story c on c.published_revision_id = x.revision_id
      where x.declaration_year = p.declaration_year and x.number = p.number and not c.demo and ${visibleCase(sql, viewer)}
      group by c.municipality_code
    ) linked join municipality k on k.code = linked.code
  ), '[]') as municipalities`;

const declarationColumns = (sql: Sql) => sql`
  e.year, e.title, e.summary, e.on_behalf_of as "onBehalfOf", e.numbering_note as "numberingNote",
  json_build_object('slug', d.slug, 'title', ${titleOfDocument(sql)}, 'dated', d.dated) as document
  from declaration e join document d on d.id = e.document_id`;

/** Every declaration, newest first. */
export async function listDeclarations(sql: Sql): Promise<Declaration[]> {
  return sql<Declaration[]>`select ${declarationColumns(sql)} order by e.year desc`;
}

/** The declaration of a year, or null. */
export async function findDeclaration(sql: Sql, year: number): Promise<Declaration | null> {
  const [item] = await sql<Declaration[]>`
    select ${declarationColumns(sql)} where e.year = ${year}`;
  return item ?? null;
}

/** The commitments of a declaration by number. */
export async function listCommitments(sql: Sql, viewer: Viewer, year: number): Promise<CommitmentRow[]> {
  return sql<CommitmentRow[]>`
    select ${commitmentColumns(sql, viewer)} from commitment p where p.declaration_year = ${year} order by p.number`;
}

/** One commitment with its original wording, or null. */
export async function findCommitment(
  sql: Sql,
  viewer: Viewer,
  year: number,
  number: number,
): Promise<CommitmentDetail | null> {
  const [item] = await sql<CommitmentDetail[]>`
    select ${commitmentColumns(sql, viewer)}, e.title as "declarationTitle"
    from commitment p join declaration e on e.year = p.declaration_year
    where p.declaration_year = ${year} and p.number = ${number}`;
  return item ?? null;
}
