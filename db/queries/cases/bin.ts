import type { DraftSubject } from "#app/domain/cases/policy.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { CaseRevisionTable } from "../../row-types.ts";
import { beginningIfUntitled, openDraft, workState } from "./draft.ts";

/** Days that a text lies in the bin. */
export const daysInBin = 30;

/** A text before it goes into the bin. */
export interface BinnableText
  extends Pick<DraftSubject, "id" | "state" | "everPublished" | "withdrawn" | "binned" | "demo">,
    Pick<CaseRevisionTable, "title"> {
  /** The revision that is worked on, or else the published one. */
  revision: CaseRevisionTable["id"];
  /** The first words that were written in a text without a title, headings left out. */
  beginning: string;
}

/** The text with this id for a viewer who may write in it; undefined for others. @param id a uuid */
export async function findBinnable(sql: Sql, viewer: Viewer, id: string): Promise<BinnableText | undefined> {
  const [found] = await sql<BinnableText[]>`
    select c.id, r.title, ${beginningIfUntitled(sql)} as beginning, r.id as revision, c.demo, ${workState(sql)} as state, c.published_revision_id is not null as "everPublished",
      c.withdrawn_at is not null as withdrawn, c.binned_at is not null as binned
    from case_story c join case_revision r on r.id = coalesce(c.working_revision_id, c.published_revision_id)
    where c.id = ${id} and ${openDraft(sql, viewer)}`;
  return found;
}

/** Puts a case into the bin, or takes it out. */
export async function setBinned(tx: Sql, id: string, binned: boolean): Promise<void> {
  await tx`update case_story set binned_at = case when ${binned} then now() end where id = ${id}`;
}

/** Deletes what has lain in the bin for as long as it may, with all versions and all that was written. @returns how many cases */
export async function deleteLongBinned(sql: Sql): Promise<number> {
  const deleted = await sql`delete from case_story where binned_at < now() - make_interval(days => ${daysInBin})`;
  return deleted.count;
}
