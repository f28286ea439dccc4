import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { TreatmentTable } from "../../row-types.ts";
import { keptFor } from "../initiatives/keep.ts";

/** What is kept of where a municipality has dealt with a declaration. */
export type TreatmentFields = Pick<TreatmentTable, "treatedOn" | "body" | "documentId">;

/** The same as its form has it. */
export interface KeptTreatment extends TreatmentFields, Pick<TreatmentTable, "id" | "demo" | "version"> {
  year: TreatmentTable["declarationYear"];
  municipality: TreatmentTable["municipalityCode"];
  /** The title of its document. */
  document: string | null;
}

/** Where a municipality has dealt with declarations, as its coordinators see it, real rows first. @param options.lock holds the rows until the transaction ends */
export async function listKeptTreatments(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { lock = false } = {},
): Promise<KeptTreatment[]> {
  return sql<KeptTreatment[]>`
    select t.id, t.demo, t.version, t.declaration_year as year, t.municipality_code as municipality, t.treated_on as "treatedOn", t.body,
      t.document_id as "documentId", (select d.title from document d where d.id = t.document_id) as document
    from treatment t
    where t.municipality_code = ${code} and ${keptFor(sql, viewer, "t")}
    order by t.demo, t.declaration_year desc ${lock ? sql`for update of t` : sql``}`;
}

/** Keeps where a municipality has dealt with a declaration. @returns false when it is kept already */
export async function insertTreatment(
  sql: Sql,
  {
    municipality,
    year,
    demo,
    by,
    ...f
  }: TreatmentFields & { municipality: string; year: number; demo: boolean; by: string },
): Promise<boolean> {
  const inserted = await sql`
    insert into treatment (municipality_code, declaration_year, demo, treated_on, body, document_id, entered_by)
    values (${municipality}, ${year}, ${demo}, ${f.treatedOn}, ${f.body}, ${f.documentId}, ${by})
    on conflict (municipality_code, declaration_year, demo) do nothing`;
  return inserted.count > 0;
}

/** @returns false when somebody else has changed it meanwhile */
export async function updateTreatment(sql: Sql, id: string, version: number, f: TreatmentFields): Promise<boolean> {
  const updated = await sql`
    update treatment set treated_on = ${f.treatedOn}, body = ${f.body}, document_id = ${f.documentId}, version = version + 1
    where id = ${id} and version = ${version}`;
  return updated.count > 0;
}

/** @returns false when somebody else has changed it meanwhile */
export async function removeTreatment(sql: Sql, id: string, version: number): Promise<boolean> {
  const removed = await sql`delete from treatment where id = ${id} and version = ${version}`;
  return removed.count > 0;
}
