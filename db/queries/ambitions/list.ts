import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { AmbitionTable, CommitmentTable, MunicipalityTable } from "../../row-types.ts";
import { visibleAmbition } from "../visible.ts";

/** What a municipality itself wants with a commitment, as readers see it. */
export interface Ambition extends Pick<AmbitionTable, "id" | "demo" | "text" | "holdsFrom"> {
  year: AmbitionTable["declarationYear"];
  number: AmbitionTable["number"];
  /** Of the commitment. */
  title: CommitmentTable["title"];
  municipality: Pick<MunicipalityTable, "slug" | "name">;
}

const ambitions = (sql: Sql, viewer: Viewer) => sql`
  select a.id, a.demo, a.text, a.holds_from as "holdsFrom", a.declaration_year as year, a.number, c.title,
    json_build_object('slug', k.slug, 'name', k.name) as municipality
  from ambition a
  join commitment c on c.declaration_year = a.declaration_year and c.number = a.number
  join municipality k on k.code = a.municipality_code
  where ${visibleAmbition(sql, viewer)}`;

/** What a municipality wants with the commitments and has wanted: real rows first, by commitment, the latest date first. @param code its official code */
export async function ambitionsOfMunicipality(sql: Sql, viewer: Viewer, code: string): Promise<Ambition[]> {
  return sql<Ambition[]>`
    ${ambitions(sql, viewer)} and a.municipality_code = ${code}
    order by a.demo, a.declaration_year desc, a.number, a.holds_from desc`;
}

/** What municipalities want with a commitment and have wanted: real rows first, in Danish alphabetical order, the latest date first. */
export async function ambitionsOfCommitment(
  sql: Sql,
  viewer: Viewer,
  { year, number }: { year: number; number: number },
): Promise<Ambition[]> {
  return sql<Ambition[]>`
    ${ambitions(sql, viewer)} and a.declaration_year = ${year} and a.number = ${number}
    order by a.demo, k.name collate danish, a.holds_from desc`;
}
