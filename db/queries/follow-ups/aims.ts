import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { AimTable, PlacementTable } from "../../row-types.ts";
import { type Passage, passageOf, type RowSource, rowSource } from "../row-sources.ts";
import { visibleAim, visibleIndicator, visibleInitiative, visiblePlacement } from "../visible.ts";

/** Something that a municipality wants, with what it does for it and how it sees that it comes. */
export interface ShownAim extends Pick<AimTable, "id" | "demo" | "kind" | "title" | "text"> {
  passage: Passage;
  initiatives: { slug: string; title: string }[];
  indicators: { slug: string; title: string }[];
}

/** What a municipality wants in its own documents, in their order. @param code its official code */
export async function aimsOfMunicipality(sql: Sql, viewer: Viewer, code: string): Promise<ShownAim[]> {
  return sql<ShownAim[]>`
    select a.id, a.demo, a.kind, a.title, a.text, ${passageOf(sql, "a")} as passage,
      coalesce((
        select json_agg(json_build_object('slug', i.slug, 'title', i.title) order by i.title collate danish)
        from aim_initiative y join initiative i on i.id = y.initiative_id
        where y.aim_id = a.id and ${visibleInitiative(sql, viewer)}
      ), '[]') as initiatives,
      coalesce((
        select json_agg(json_build_object('slug', x.slug, 'title', x.title) order by x.title collate danish)
        from aim_indicator y join indicator x on x.id = y.indicator_id
        where y.aim_id = a.id and ${visibleIndicator(sql)}
      ), '[]') as indicators
    from aim a
    where a.municipality_code = ${code} and ${visibleAim(sql, viewer)}
    order by a.demo, a.position`;
}

/** How places in special provision are given and paid; null is not told. */
export interface ShownPlacement
  extends Pick<PlacementTable, "id" | "demo" | "subject" | "whoDecides" | "whoPays" | "model" | "holdsFrom"> {
  /** Null: the municipality's own word. */
  source: RowSource | null;
}

/** How a municipality gives places in special provision and pays for them. @param code its official code */
export async function placementsOfMunicipality(sql: Sql, viewer: Viewer, code: string): Promise<ShownPlacement[]> {
  return sql<ShownPlacement[]>`
    select p.id, p.demo, p.subject, p.who_decides as "whoDecides", p.who_pays as "whoPays", p.model, p.holds_from as "holdsFrom",
      ${rowSource(sql, "p")} as source
    from placement p
    where p.municipality_code = ${code} and ${visiblePlacement(sql, viewer)}
    order by p.demo, p.position`;
}
