import { type Content, contentToText, wordsOf } from "#app/editor/content.ts";
import { caseSections, type SectionName } from "#app/editor/schema/section.ts";
import { asWritten } from "#app/editor/written.ts";
import type { Sql } from "#db/client.ts";
import { workState } from "#db/queries/cases/draft.ts";
import { type NewCase, storeCaseRevision } from "#db/queries/cases/store.ts";
import { isSameRevision, type RevisionTables } from "./same-revision.ts";
import type { SeededWork } from "./shapes.ts";

/** Where the revisions of cases lie. */
export const caseTables: RevisionTables = {
  revision: "case_revision",
  parts: ["case_method", "case_commitment", "case_citation"],
};

/** A case as its file tells of it, with how far its writing has come. */
export interface SeededCase extends NewCase {
  work?: SeededWork;
}

/** A text as writers have it: without anchors, its sections known by the words of their headings. */
export function asDraft(content: Content): Content {
  const sections = new Map<string, SectionName>(
    Object.entries(caseSections).map(([name, { heading }]) => [heading, name as SectionName]),
  );
  const written = asWritten(content);
  return {
    ...written,
    content: (written.content ?? []).map((block) => {
      const section = block.type === "heading" && block.attrs?.level === 2 ? sections.get(wordsOf(block)) : undefined;
      return section ? { ...block, attrs: { ...block.attrs, section } } : block;
    }),
  };
}

/** How far the writing of `case_story c` has come, beside its texts; null where nobody has handed it over. */
export const standingWork = (sql: Sql) => sql`(
  select jsonb_build_object(
    'state', ${workState(sql)}, 'at', (h.handed_over_at at time zone 'UTC')::date, 'words', h.words, 'quotes', h.quotes, 'binned', c.binned_at is not null
  )
  from case_hand_over h join case_revision v on v.id = h.revision_id
  where v.case_id = c.id order by v.number desc limit 1
)`;

/**
 * Brings the writing of a stored case as far as its file says: hands it over, returns it with words, lays it in the bin, withdraws it, or begins a revision beside
 * what readers have. What was handed over for an earlier release is replaced.
 * @returns whether anything changed
 */
export async function storeWork(tx: Sql, caseId: string, input: SeededCase): Promise<boolean> {
  const { work } = input;
  switch (work?.state) {
    case "returned":
    case "submitted":
      return handOver(tx, caseId, input, work);
    case "withdrawn": {
      const changed = await tx`
        update case_story set withdrawn_at = coalesce(withdrawn_at, now()), withdrawn_because = ${work.because}
        where id = ${caseId} and (withdrawn_at is null or withdrawn_because is distinct from ${work.because})`;
      return changed.count > 0;
    }
    case "binned": {
      const changed = await tx`update case_story set binned_at = now() where id = ${caseId} and binned_at is null`;
      return changed.count > 0;
    }
    case "revised":
      return beginRevision(tx, caseId, input, work.adds);
    default:
      return false;
  }
}

async function handOver(
  tx: Sql,
  caseId: string,
  input: SeededCase,
  work: Extract<SeededWork, { state: "returned" | "submitted" }>,
): Promise<boolean> {
  const at = new Date(`${work.at}T09:00:00Z`);
  // What was answered has been written before.
  await tx`
    update case_revision r set created_at = least(r.created_at, ${at}) from case_story c where c.id = ${caseId} and r.id = c.working_revision_id`;
  const [words, quotes] = work.state === "returned" ? [work.words, work.quotes] : [null, []];
  const answer = work.state === "returned" ? "returned" : null;
  const [now] = await tx<{ version: string; same: boolean }[]>`
    select v.id as version, h.handed_over_at = ${at} and h.answer is not distinct from ${answer}
      and h.words is not distinct from ${words} and h.quotes = ${quotes}::text[] as same
    from case_hand_over h join case_revision v on v.id = h.revision_id
    where v.case_id = ${caseId} order by v.number desc limit 1`;
  const state = work.state === "returned" ? "kept" : "submitted";
  const version = await storeCaseRevision(tx, caseId, input, { state, createdAt: at });
  if (now?.same && (await isSameRevision(tx, caseTables, now.version, version))) {
    await tx`delete from case_revision where id = ${version}`;
    return false;
  }
  await tx`update case_story set submitted_revision_id = ${answer ? null : version} where id = ${caseId}`;
  await tx`delete from case_revision where case_id = ${caseId} and state in ('kept', 'submitted') and id <> ${version}`;
  await tx`
    insert into case_hand_over (revision_id, handed_over_at, answer, answered_at, words, quotes)
    values (${version}, ${at}, ${answer}, ${answer && at}, ${words}, ${quotes})`;
  return true;
}

/** Begins a revision that says one thing more, unless one is worked on. */
async function beginRevision(tx: Sql, caseId: string, input: SeededCase, adds: string): Promise<boolean> {
  const open = await tx`select from case_story where id = ${caseId} and working_revision_id is null for update`;
  if (open.length === 0) return false;
  const draft = asDraft(input.content);
  const more: Content = { type: "paragraph", content: [{ type: "text", text: adds }] };
  const content = { ...draft, content: [...(draft.content ?? []), more] };
  const text = { ...input, content, text: contentToText(content), citations: [] };
  const revision = await storeCaseRevision(tx, caseId, text, { state: "working", createdAt: new Date() });
  await tx`update case_story set working_revision_id = ${revision} where id = ${caseId}`;
  return true;
}
