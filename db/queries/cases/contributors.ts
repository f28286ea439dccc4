import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { PersonTable } from "../../row-types.ts";
import { holdsWords } from "../holds-words.ts";
import { type Head, toHead } from "../paging.ts";
import { openDraft, writesThere } from "./draft.ts";

/** Somebody who writes in a draft by name. */
export interface WritesAlong extends Pick<PersonTable, "id" | "name"> {
  /** Began it; else has been added. */
  began: boolean;
  /** Still has a role that writes in the municipality; without one the draft is closed to the person. */
  writes: boolean;
}

/** The people who write in a draft by name: the one who began it, then the others; nobody where the viewer may not open it. */
export async function listWritingAlong(sql: Sql, viewer: Viewer, caseId: string): Promise<WritesAlong[]> {
  return sql<WritesAlong[]>`
    select p.id, p.name, coalesce(p.id = c.begun_by, false) as began, ${writesThere(sql, sql`p.id`)} as writes
    from case_story c
    join case_revision r on r.id = coalesce(c.working_revision_id, c.published_revision_id)
    join person p on p.id = c.begun_by or p.id in (select person_id from case_contributor where case_id = c.id)
    where c.id = ${caseId} and ${openDraft(sql, viewer)}
    order by began desc, p.name collate danish, p.id`;
}

/** Somebody who can be added. */
export interface PossibleWriter extends Pick<PersonTable, "id" | "name"> {
  /** The units that the roles are limited to. */
  units: string[];
}

/**
 * The people who can be added to a draft: those with a role that writes in its municipality, invented ones to invented drafts and real ones
 * to real, and nobody who writes in it already. In Danish alphabetical order; nobody where the viewer may not open it.
 * @param options.words of the name; empty for all
 * @param options.only the id of the one who is asked about
 */
export async function listPossibleWriters(
  sql: Sql,
  viewer: Viewer,
  caseId: string,
  { words, only = null, limit }: { words: string; only?: string | null; limit: number },
): Promise<Head<PossibleWriter>> {
  const rows = await sql<(PossibleWriter & { total: number })[]>`
    select p.id, p.name, array(
      select u.name from role_grant g join unit u on u.id = g.unit_id
      where g.person_id = p.id and g.municipality_code = c.municipality_code
      group by u.name order by u.name collate danish
    ) as units, count(*) over ()::int as total
    from case_story c
    join case_revision r on r.id = coalesce(c.working_revision_id, c.published_revision_id)
    join person p on p.demo = c.demo
    where c.id = ${caseId} and ${openDraft(sql, viewer)} and ${writesThere(sql, sql`p.id`)}
      and (${only}::uuid is null or p.id = ${only}) and p.id is distinct from c.begun_by
      and not exists (select from case_contributor w where w.case_id = c.id and w.person_id = p.id)
      and ${holdsWords(sql, sql`p.name`, words)}
    order by p.name collate danish, p.id
    limit ${limit}`;
  return toHead(rows);
}

/** Adds somebody to those who write in a draft, both invented or both real. @returns false when the person can already */
export async function storeContributor(tx: Sql, caseId: string, personId: string): Promise<boolean> {
  const stored = await tx`
    insert into case_contributor (case_id, person_id, demo)
    select id, ${personId}, demo from case_story where id = ${caseId}
    on conflict do nothing`;
  return stored.count > 0;
}

/** @returns false when the person was not among them */
export async function deleteContributor(tx: Sql, caseId: string, personId: string): Promise<boolean> {
  const deleted = await tx`delete from case_contributor where case_id = ${caseId} and person_id = ${personId}`;
  return deleted.count > 0;
}
