import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { PlacementTable } from "../../row-types.ts";
import { keptFor } from "../initiatives/keep.ts";

/*
 * How places are given and paid, as those see it who keep it, under the same rule as mandates.
 */

/** What is kept of a placement in its form. */
export type PlacementFields = Pick<
  PlacementTable,
  | "subject"
  | "whoDecides"
  | "whoPays"
  | "model"
  | "holdsFrom"
  | "visibility"
  | "documentId"
  | "anchor"
  | "sourceWords"
  | "sourceDated"
>;

/** A placement as its form has it. */
export interface KeptPlacement
  extends PlacementFields,
    Pick<PlacementTable, "id" | "demo" | "version" | "publishedAt" | "takenBackAt"> {
  municipality: PlacementTable["municipalityCode"];
  /** The document of its passage. */
  documentSlug: string | null;
}

const keptPlacements = (sql: Sql, viewer: Viewer) => sql`
  select p.id, p.demo, p.version, p.published_at as "publishedAt", p.taken_back_at as "takenBackAt", p.municipality_code as municipality,
    p.subject, p.who_decides as "whoDecides", p.who_pays as "whoPays", p.model, p.holds_from as "holdsFrom", p.visibility,
    p.document_id as "documentId", p.anchor, p.source_words as "sourceWords", p.source_dated as "sourceDated",
    (select d.slug from document d where d.id = p.document_id) as "documentSlug"
  from placement p
  where ${keptFor(sql, viewer, "p")}`;

/** What a municipality keeps of how places are given and paid, real rows first, in their order. */
export async function listKeptPlacements(sql: Sql, viewer: Viewer, code: string): Promise<KeptPlacement[]> {
  return sql<KeptPlacement[]>`
    ${keptPlacements(sql, viewer)} and p.municipality_code = ${code} order by p.demo, p.position, p.id`;
}

/** The placement of an id in a municipality. @param options.lock holds the row until the transaction ends */
export async function findKeptPlacement(
  sql: Sql,
  viewer: Viewer,
  { code, id }: { code: string; id: string },
  { lock = false } = {},
): Promise<KeptPlacement | undefined> {
  const [row] = await sql<KeptPlacement[]>`
    ${keptPlacements(sql, viewer)} and p.municipality_code = ${code} and p.id = ${id} ${lock ? sql`for update of p` : sql``}`;
  return row;
}

/** Keeps a new placement, the last of its municipality, that nobody but those who keep it sees. @param row.slug free @returns its id */
export async function insertPlacement(
  sql: Sql,
  row: { slug: string; municipality: string; demo: boolean; subject: string; by: string },
): Promise<string> {
  const [kept] = await sql<{ id: string }[]>`
    insert into placement (slug, municipality_code, demo, position, subject, entered_by)
    select ${row.slug}, ${row.municipality}, ${row.demo}, coalesce(max(position) + 1, 0), ${row.subject}, ${row.by}::uuid
    from placement where municipality_code = ${row.municipality} returning id`;
  if (!kept) throw new Error("no placement was stored");
  return kept.id;
}

/** @returns false when somebody else has changed it meanwhile */
export async function updatePlacement(sql: Sql, id: string, version: number, f: PlacementFields): Promise<boolean> {
  const updated = await sql`
    update placement set
      version = version + 1, changed_at = now(), subject = ${f.subject}, who_decides = ${f.whoDecides}, who_pays = ${f.whoPays},
      model = ${f.model}, holds_from = ${f.holdsFrom}, visibility = ${f.visibility}, document_id = ${f.documentId}, anchor = ${f.anchor},
      source_words = ${f.sourceWords}, source_dated = ${f.sourceDated}
    where id = ${id} and version = ${version}`;
  return updated.count > 0;
}
