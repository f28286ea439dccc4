import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { AmbitionTable, CommitmentTable } from "../../row-types.ts";
import { keptFor } from "../initiatives/keep.ts";

/** What is kept of an ambition in its form. */
export interface AmbitionFields extends Pick<AmbitionTable, "number" | "text" | "holdsFrom"> {
  year: AmbitionTable["declarationYear"];
}

/** An ambition as those see it who keep it. */
export interface KeptAmbition
  extends AmbitionFields,
    Pick<AmbitionTable, "id" | "demo" | "version" | "visibility" | "publishedAt" | "takenBackAt"> {
  municipality: AmbitionTable["municipalityCode"];
  /** Of the commitment. */
  title: CommitmentTable["title"];
}

const keptAmbitions = (sql: Sql, viewer: Viewer) => sql`
  select a.id, a.demo, a.version, a.visibility, a.published_at as "publishedAt", a.taken_back_at as "takenBackAt", a.text,
    a.municipality_code as municipality, a.declaration_year as year, a.number, a.holds_from as "holdsFrom", c.title
  from ambition a join commitment c on c.declaration_year = a.declaration_year and c.number = a.number
  where ${keptFor(sql, viewer, "a")}`;

/** What a municipality keeps of ambitions, real rows first, by commitment, the latest date first. @param code its official code */
export async function listKeptAmbitions(sql: Sql, viewer: Viewer, code: string): Promise<KeptAmbition[]> {
  return sql<KeptAmbition[]>`
    ${keptAmbitions(sql, viewer)} and a.municipality_code = ${code}
    order by a.demo, a.declaration_year desc, a.number, a.holds_from desc`;
}

/** The ambition of an id in a municipality. @param options.lock holds the row until the transaction ends */
export async function findKeptAmbition(
  sql: Sql,
  viewer: Viewer,
  { code, id }: { code: string; id: string },
  { lock = false } = {},
): Promise<KeptAmbition | undefined> {
  const [row] = await sql<KeptAmbition[]>`
    ${keptAmbitions(sql, viewer)} and a.municipality_code = ${code} and a.id = ${id} ${lock ? sql`for update of a` : sql``}`;
  return row;
}

/** Keeps a new ambition that nobody but those who keep it sees. @returns its id; null when there is one from that day already */
export async function insertAmbition(
  sql: Sql,
  { municipality, demo, by, ...f }: AmbitionFields & { municipality: string; demo: boolean; by: string },
): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    insert into ambition (municipality_code, demo, declaration_year, number, text, holds_from, entered_by)
    values (${municipality}, ${demo}, ${f.year}, ${f.number}, ${f.text}, ${f.holdsFrom}, ${by})
    on conflict (municipality_code, declaration_year, number, holds_from, demo) do nothing returning id`;
  return row?.id ?? null;
}

/** Whether a municipality has another ambition with the same commitment from the same day. */
export async function hasAmbitionFrom(
  sql: Sql,
  viewer: Viewer,
  {
    id,
    municipality,
    year,
    number,
    holdsFrom,
    demo,
  }: AmbitionFields & Pick<KeptAmbition, "id" | "municipality" | "demo">,
): Promise<boolean> {
  const [row] = await sql<{ there: boolean }[]>`
    select exists (
      select from ambition a
      where a.municipality_code = ${municipality} and a.declaration_year = ${year} and a.number = ${number}
        and a.holds_from = ${holdsFrom} and a.demo = ${demo} and a.id <> ${id} and ${keptFor(sql, viewer, "a")}
    ) as there`;
  return row?.there ?? false;
}

/** @returns false when somebody else has changed it meanwhile */
export async function updateAmbition(sql: Sql, id: string, version: number, f: AmbitionFields): Promise<boolean> {
  const updated = await sql`
    update ambition set declaration_year = ${f.year}, number = ${f.number}, text = ${f.text}, holds_from = ${f.holdsFrom},
      version = version + 1, changed_at = now()
    where id = ${id} and version = ${version}`;
  return updated.count > 0;
}
