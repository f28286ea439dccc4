import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { AgreementTable } from "../../row-types.ts";
import { keptFor } from "../initiatives/keep.ts";

/** What is kept of an agreement in its form. */
export type AgreementFields = Pick<
  AgreementTable,
  "title" | "year" | "parties" | "supersededBy" | "documentId" | "anchor" | "sourceWords" | "sourceDated"
>;

/** An agreement about a budget as those see it who keep it. */
export interface KeptAgreement extends AgreementFields, Pick<AgreementTable, "id" | "demo" | "version"> {
  municipality: AgreementTable["municipalityCode"];
  /** The document of its passage. */
  documentSlug: string | null;
  /** Lines and printed tables that are of it. */
  uses: number;
  /** Readers see it, beside a line or a table that is published. */
  isSeen: boolean;
}

/** The agreements of a municipality, the latest year first. @param code its official code @param options.lock holds them until the transaction ends */
export async function listKeptAgreements(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { lock = false } = {},
): Promise<KeptAgreement[]> {
  return sql<KeptAgreement[]>`
    select g.id, g.demo, g.version, g.title, g.year, g.parties, g.superseded_by as "supersededBy", g.document_id as "documentId", g.anchor,
      g.source_words as "sourceWords", g.source_dated as "sourceDated", g.municipality_code as municipality,
      (select d.slug from document d where d.id = g.document_id) as "documentSlug",
      (
        (select count(*) from budget_row r where r.agreement_id = g.id)
        + (select count(*) from budget_table t where t.agreement_id = g.id)
        + (select count(*) from agreement older where older.superseded_by = g.id)
      )::int as uses,
      exists (
        select from budget_row r left join initiative i on i.id = r.initiative_id
        where r.agreement_id = g.id and coalesce(i.published_at, r.published_at) is not null
      ) as "isSeen"
    from agreement g
    where g.municipality_code = ${code} and ${keptFor(sql, viewer, "g")}
    order by g.demo, g.year desc nulls last, g.title collate danish, g.id
    ${lock ? sql`for update of g` : sql``}`;
}

/** Keeps a new agreement. @param row.slug words of the title; a number is added where another has it */
export async function insertAgreement(
  sql: Sql,
  { municipality, demo, slug, ...f }: AgreementFields & { municipality: string; demo: boolean; slug: string },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('agreement slugs'), hashtext(${municipality}))`;
  const taken = await sql<{ slug: string }[]>`
    select slug from agreement where municipality_code = ${municipality} and starts_with(slug, ${slug})`;
  const all = new Set(taken.map((one) => one.slug));
  let free = slug;
  for (let next = 2; all.has(free); next += 1) free = `${slug}-${next}`;
  await sql`
    insert into agreement (
      slug, municipality_code, demo, title, year, parties, superseded_by, document_id, anchor, source_words, source_dated
    ) values (
      ${free}, ${municipality}, ${demo}, ${f.title}, ${f.year}, ${f.parties}, ${f.supersededBy}, ${f.documentId}, ${f.anchor},
      ${f.sourceWords}, ${f.sourceDated}
    )`;
}

/** @returns false when somebody else has changed it meanwhile */
export async function updateAgreement(sql: Sql, id: string, version: number, f: AgreementFields): Promise<boolean> {
  const updated = await sql`
    update agreement set
      version = version + 1, title = ${f.title}, year = ${f.year}, parties = ${f.parties}, superseded_by = ${f.supersededBy},
      document_id = ${f.documentId}, anchor = ${f.anchor}, source_words = ${f.sourceWords}, source_dated = ${f.sourceDated}
    where id = ${id} and version = ${version}`;
  return updated.count > 0;
}

/** Removes an agreement of which there is no line. @returns false when somebody else has changed it meanwhile */
export async function removeAgreement(sql: Sql, id: string, version: number): Promise<boolean> {
  const removed = await sql`delete from agreement where id = ${id} and version = ${version}`;
  return removed.count > 0;
}
