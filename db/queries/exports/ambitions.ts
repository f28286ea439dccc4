import type { Sql } from "../../client.ts";
import type { AmbitionTable, TreatmentTable } from "../../row-types.ts";
import { moment, personName } from "./contents.ts";
import { type ExportedOf, type ExportedStanding, exportedStanding } from "./ground.ts";

/** What a municipality wants with a commitment. */
export interface ExportedAmbition
  extends ExportedStanding,
    Pick<AmbitionTable, "id" | "demo" | "number" | "text" | "holdsFrom"> {
  year: AmbitionTable["declarationYear"];
  enteredBy: string | null;
  changedAt: string;
}

/** What a municipality wants with the commitments, and has wanted, also what is saved alone and taken back, by commitment and date. */
export async function readExportAmbitions(sql: Sql, { municipality, demo }: ExportedOf): Promise<ExportedAmbition[]> {
  return sql<ExportedAmbition[]>`
    select a.id, a.demo, a.declaration_year as year, a.number, a.text, a.holds_from as "holdsFrom", ${exportedStanding(sql, "a")},
      ${personName(sql, sql`a.entered_by`)} as "enteredBy", ${moment(sql, sql`a.changed_at`)} as "changedAt"
    from ambition a
    where a.municipality_code = ${municipality} and a.demo = ${demo}
    order by a.declaration_year, a.number, a.holds_from, a.id`;
}

/** Where a municipality has dealt with a declaration. */
export interface ExportedTreatment extends Pick<TreatmentTable, "id" | "demo" | "body" | "treatedOn"> {
  year: TreatmentTable["declarationYear"];
  /** The title of the document that it says so in. */
  document: string | null;
  enteredBy: string | null;
}

/** Where a municipality has dealt with declarations, by year. */
export async function readExportTreatments(sql: Sql, { municipality, demo }: ExportedOf): Promise<ExportedTreatment[]> {
  return sql<ExportedTreatment[]>`
    select t.id, t.demo, t.declaration_year as year, t.body, t.treated_on as "treatedOn",
      (select d.title from document d where d.id = t.document_id) as document, ${personName(sql, sql`t.entered_by`)} as "enteredBy"
    from treatment t
    where t.municipality_code = ${municipality} and t.demo = ${demo}
    order by t.declaration_year, t.id`;
}
