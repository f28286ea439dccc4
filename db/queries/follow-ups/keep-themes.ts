import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { FocusItemTable, FollowUpDataTable, ThematicFollowUpTable } from "../../row-types.ts";
import { keptFor } from "../initiatives/keep.ts";
import type { PartPlace } from "./keep.ts";

/*
 * Thematic follow-ups as those see them who keep them, under the same rule as their mandates.
 */

/** A question or a topic; `under` is the place, from 0, of the question that it is a part of. */
export type FocusFields = Pick<FocusItemTable, "under" | "text"> & PartPlace;

/** What is kept of a thematic follow-up in its form. */
export interface ThemeFields
  extends Pick<
      ThematicFollowUpTable,
      | "periodPrinted"
      | "numeral"
      | "periodFrom"
      | "periodTo"
      | "theme"
      | "themeNote"
      | "focusKind"
      | "note"
      | "initiativeId"
    >,
    PartPlace {
  focus: FocusFields[];
  data: Pick<FollowUpDataTable, "kind" | "printed" | "added">[];
}

/** A thematic follow-up as those see it who keep it. */
export interface KeptTheme extends ThemeFields, Pick<ThematicFollowUpTable, "id" | "version"> {
  documentSlug: string | null;
}

/** The thematic follow-ups of a mandate in their order. The mandate must have been found for the viewer. */
export async function listKeptThemes(sql: Sql, viewer: Viewer, mandate: string): Promise<KeptTheme[]> {
  return sql<KeptTheme[]>`
    select t.id, t.version, t.period_printed as "periodPrinted", t.numeral, t.period_from as "periodFrom", t.period_to as "periodTo", t.theme,
      t.theme_note as "themeNote", t.focus_kind as "focusKind", t.note, t.initiative_id as "initiativeId", t.document_id as "documentId",
      t.anchor, (select d.slug from document d where d.id = t.document_id) as "documentSlug",
      coalesce((
        select json_agg(json_build_object('under', f.under, 'text', f.text, 'documentId', f.document_id, 'anchor', f.anchor) order by f.position)
        from focus_item f where f.follow_up_id = t.id
      ), '[]') as focus,
      coalesce((
        select json_agg(json_build_object('kind', y.kind, 'printed', y.printed, 'added', y.added) order by y.position)
        from follow_up_data y where y.follow_up_id = t.id
      ), '[]') as data
    from thematic_follow_up t join mandate m on m.id = t.mandate_id
    where m.id = ${mandate} and ${keptFor(sql, viewer, "m")}
    order by t.position`;
}

/** The initiatives of a municipality that a theme can be about, by title. @param of.demo of a mandate that is invented */
export async function listThemeInitiatives(
  sql: Sql,
  viewer: Viewer,
  { code, demo }: { code: string; demo: boolean },
): Promise<{ id: string; title: string }[]> {
  return sql<{ id: string; title: string }[]>`
    select i.id, i.title from initiative i
    where i.municipality_code = ${code} and i.demo = ${demo} and ${keptFor(sql, viewer, "i")}
    order by i.title collate danish, i.id`;
}

/** Keeps a new thematic follow-up as the last of its mandate, which must be held meanwhile. @returns its id */
export async function insertTheme(sql: Sql, mandate: string, f: ThemeFields): Promise<string> {
  const [kept] = await sql<{ id: string }[]>`
    insert into thematic_follow_up (
      mandate_id, position, period_printed, numeral, period_from, period_to, theme, theme_note, focus_kind, note, initiative_id, document_id,
      anchor
    )
    select ${mandate}, coalesce(max(position) + 1, 0), ${f.periodPrinted}, ${f.numeral}, ${f.periodFrom}, ${f.periodTo}, ${f.theme},
      ${f.themeNote}, ${f.focusKind}, ${f.note}, ${f.initiativeId}::uuid, ${f.documentId}::uuid, ${f.anchor}
    from thematic_follow_up where mandate_id = ${mandate} returning id`;
  if (!kept) throw new Error("no thematic follow-up was stored");
  await followWhole(sql, kept.id, f);
  return kept.id;
}

/** Changes a thematic follow-up with its focus and data. @returns false when somebody else has changed it meanwhile */
export async function updateTheme(sql: Sql, id: string, version: number, f: ThemeFields): Promise<boolean> {
  const updated = await sql`
    update thematic_follow_up set version = version + 1, period_printed = ${f.periodPrinted}, numeral = ${f.numeral},
      period_from = ${f.periodFrom}, period_to = ${f.periodTo}, theme = ${f.theme}, theme_note = ${f.themeNote},
      focus_kind = ${f.focusKind}, note = ${f.note}, initiative_id = ${f.initiativeId}, document_id = ${f.documentId}, anchor = ${f.anchor}
    where id = ${id} and version = ${version}`;
  if (updated.count === 0) return false;
  await followWhole(sql, id, f);
  return true;
}

async function followWhole(sql: Sql, id: string, { focus, data }: ThemeFields): Promise<void> {
  await sql`delete from focus_item where follow_up_id = ${id}`;
  await sql`
    insert into focus_item (follow_up_id, position, under, text, document_id, anchor)
    select ${id}, n.at - 1, n.under, n.text, n.document_id, n.anchor
    from rows from (
      jsonb_to_recordset(${sql.json(focus.map(({ documentId, ...rest }) => ({ ...rest, document_id: documentId })))}::jsonb)
        as (under smallint, text text, document_id uuid, anchor text)
    ) with ordinality as n (under, text, document_id, anchor, at)`;
  await sql`delete from follow_up_data where follow_up_id = ${id}`;
  await sql`
    insert into follow_up_data (follow_up_id, position, kind, printed, added)
    select ${id}, n.at - 1, n.kind, n.printed, n.added
    from rows from (
      jsonb_to_recordset(${sql.json(data.map(({ kind, printed, added }) => ({ kind, printed, added })))}::jsonb)
        as (kind text, printed text, added text)
    ) with ordinality as n (kind, printed, added, at)`;
}

/** @returns false when somebody else has changed it meanwhile */
export async function removeTheme(sql: Sql, id: string, version: number): Promise<boolean> {
  const removed = await sql`delete from thematic_follow_up where id = ${id} and version = ${version}`;
  return removed.count > 0;
}
