import type { Sql } from "../../client.ts";
import type { MunicipalityTable, TreatmentTable } from "../../row-types.ts";
import { titleOfDocument, visibleDocument } from "../visible.ts";

/** Where a municipality has dealt with a declaration, as readers see it. */
export interface Treatment extends Pick<TreatmentTable, "demo" | "body" | "treatedOn"> {
  year: TreatmentTable["declarationYear"];
  municipality: Pick<MunicipalityTable, "slug" | "name">;
  /** Null where none is named, or it is hidden. */
  document: { slug: string; title: string } | null;
}

const treatments = (sql: Sql) => sql`
  select t.declaration_year as year, t.demo, t.body, t.treated_on as "treatedOn",
    json_build_object('slug', k.slug, 'name', k.name) as municipality,
    (
      select json_build_object('slug', d.slug, 'title', ${titleOfDocument(sql)})
      from document d where d.id = t.document_id and ${visibleDocument(sql)}
    ) as document
  from treatment t join municipality k on k.code = t.municipality_code`;

/** Which municipalities have dealt with a declaration, real ones first, in Danish alphabetical order. */
export async function treatmentsOfDeclaration(sql: Sql, year: number): Promise<Treatment[]> {
  return sql<Treatment[]>`
    ${treatments(sql)} where t.declaration_year = ${year} order by t.demo, k.name collate danish`;
}

/** Where a municipality has dealt with declarations, real rows first, the newest declaration first. @param code its official code */
export async function treatmentsOfMunicipality(sql: Sql, code: string): Promise<Treatment[]> {
  return sql<Treatment[]>`
    ${treatments(sql)} where t.municipality_code = ${code} order by t.demo, t.declaration_year desc`;
}
