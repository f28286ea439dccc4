import type { Standing } from "#app/domain/cases/reader-vocabulary.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { WorkState } from "#app/domain/workflow/workflow.ts";
import type { Sql } from "../../client.ts";
import type { CaseHandOverTable, CaseRevisionTable, CaseStoryTable, PersonTable } from "../../row-types.ts";
import { nearestPage, type Page, type Paging, slice, toPage } from "../paging.ts";
import { type NamedUnit, unitNow } from "../units.ts";
import { beginningIfUntitled, handedToAssociation, openDraft, workState, writesThere } from "./draft.ts";

/**
 * The groups of the desk. Of the viewer's own texts: `returned` with an approver's words, `draft`, `waiting` for an answer, `published`,
 * `withdrawn` from its readers and not being revised.
 * `ownerless`: drafts and withdrawn texts of the coordinator's municipality that nobody writes in any longer. `others`: further drafts that the viewer may open.
 * `to_answer`: what waits for an answer that the viewer may give. `binned`: what the viewer may take out of the bin.
 */
export const deskGroups = [
  "returned",
  "draft",
  "waiting",
  "published",
  "withdrawn",
  "ownerless",
  "others",
  "to_answer",
  "binned",
] as const;
export type DeskGroup = (typeof deskGroups)[number];

/** A text on the desk. */
export interface DeskText
  extends Pick<CaseStoryTable, "id" | "slug" | "demo" | "visibility" | "binnedAt" | "withdrawnBecause">,
    Pick<CaseRevisionTable, "title">,
    Standing {
  /** The first words that were written in a text without a title, headings left out. */
  beginning: string;
  municipality: { code: string; slug: string; name: string };
  unit: NamedUnit | null;
  state: WorkState;
  /** When it was first published. */
  publishedAt: Date | null;
  /** When somebody last wrote in it. */
  savedAt: Date;
  /** The viewer may put it in the bin and take it out. */
  mayBin: boolean;
  /** The viewer may take it back while it waits for an answer; see `mayTakeBack`. */
  mayTakeBack: boolean;
  /** Names of the others who write in it; of an ownerless one, of those who did. */
  others: PersonTable["name"][];
  /** The words that came back with it, of a returned text. */
  words: CaseHandOverTable["words"];
  quotes: string[];
  answeredAt: Date | null;
  answeredBy: PersonTable["name"] | null;
  /** Since when it waits for an answer; null when it does not. */
  waitsSince: Date | null;
  /** Whom it waits for; null: any who may. */
  waitsFor: PersonTable["name"] | null;
  /** It waits for the viewer in person. */
  waitsForMe: boolean;
  waitsForAssociation: boolean;
  /** What readers have reported of it and the coordinator has passed on, until it is dealt with; without who did. */
  reports: string[];
}

/** The condition that `case_story c` with its revision `r` stands in a group of the viewer's desk. */
function inGroup(sql: Sql, viewer: Viewer, group: DeskGroup) {
  const me = viewer.person?.id ?? null;
  const grants = viewer.person?.grants ?? [];
  const codesOf = (role: string) =>
    grants.flatMap((grant) =>
      grant.role === role && grant.unitId === null && grant.municipality ? [grant.municipality.code] : [],
    );
  const approved = grants.flatMap(({ role, unitId }) => (role === "approver" && unitId ? [unitId] : []));
  const runs = () => sql`c.municipality_code = any(${codesOf("coordinator")}::text[])`;
  const mine = () => sql`(
    coalesce(c.begun_by = ${me}, false)
    or exists (select from case_contributor w where w.case_id = c.id and w.person_id = ${me})
    or exists (
      select from case_revision_author a join case_revision v on v.id = a.revision_id where v.case_id = c.id and a.person_id = ${me}
    )
  )`;
  const ownerless = () => sql`(
    ${runs()} and not ${writesThere(sql, sql`c.begun_by`)}
    and not exists (select from case_contributor w where w.case_id = c.id and ${writesThere(sql, sql`w.person_id`)})
  )`;
  const open = () => sql`${openDraft(sql, viewer)} and c.binned_at is null`;
  switch (group) {
    case "returned":
    case "draft":
      return sql`${open()} and ${mine()} and ${workState(sql)} = ${group}`;
    case "waiting":
      return sql`${open()} and ${mine()} and c.submitted_revision_id is not null`;
    case "published":
    case "withdrawn":
      return sql`
        ${open()} and ${mine()} and c.working_revision_id is null and c.published_revision_id is not null
        and (c.withdrawn_at is not null) = ${group === "withdrawn"}`;
    case "ownerless":
      return sql`
        ${open()} and (c.working_revision_id is not null or c.withdrawn_at is not null) and not ${mine()} and ${ownerless()}`;
    case "others":
      return sql`${open()} and c.working_revision_id is not null and not ${mine()} and not ${ownerless()}`;
    case "to_answer":
      return sql`c.submitted_revision_id is not null and (
        ${handedToAssociation(sql, viewer)}
        or (
          (c.demo or not ${viewer.person?.demo ?? true}) and not h.to_association
          and (
            ${runs()} or c.municipality_code = any(${codesOf("approver")}::text[]) or r.unit_id = any(${approved}::uuid[])
          )
          and not exists (
            select from case_revision_author a where a.revision_id = c.working_revision_id and a.person_id = ${me}
          )
        )
      )`;
    case "binned":
      return sql`${openDraft(sql, viewer)} and c.binned_at is not null and (coalesce(c.begun_by = ${me}, false) or ${runs()})`;
  }
}

/** In which order a group stands: what has waited longest first, else what was written in last. */
const orderOf = (sql: Sql, group: DeskGroup) =>
  group === "to_answer" || group === "waiting"
    ? sql`h.handed_over_at, c.id`
    : group === "published" || group === "withdrawn"
      ? sql`c.first_published_at desc, c.id`
      : group === "binned"
        ? sql`c.binned_at desc, c.id`
        : sql`"savedAt" desc, c.id`;

/** One page of a group of the viewer's desk; the queue `to_answer` begins with what has waited longest. */
export async function listDesk(sql: Sql, viewer: Viewer, group: DeskGroup, asked: Paging): Promise<Page<DeskText>> {
  const me = viewer.person?.id ?? null;
  const runs = (viewer.person?.grants ?? []).flatMap(({ role, municipality }) =>
    role === "coordinator" && municipality ? [municipality.code] : [],
  );
  const from = () => sql`
    case_story c
    join case_revision r on r.id = coalesce(c.working_revision_id, c.published_revision_id)
    left join case_hand_over h on h.revision_id = c.submitted_revision_id`;
  return nearestPage(asked, async (paging) => {
    const rows = await sql<(DeskText & { total: number })[]>`
      select c.id, c.slug, c.demo, c.visibility, c.binned_at as "binnedAt", c.withdrawn_because as "withdrawnBecause",
        r.title, ${beginningIfUntitled(sql)} as beginning,
        json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality, ${unitNow(sql)} as unit,
        ${workState(sql)} as state, c.first_published_at as "publishedAt", c.withdrawn_at is not null as withdrawn,
        c.published_revision_id is not null as "everPublished", c.hidden_at is not null as hidden, c.awaits_approval as "awaitsApproval",
        c.hidden_before as "hiddenBefore",
        greatest(r.created_at, (select max(last_wrote_at) from case_revision_author where revision_id = r.id)) as "savedAt",
        (coalesce(c.begun_by = ${me}, false) or c.municipality_code = any(${runs}::text[])) as "mayBin",
        (
          coalesce(c.begun_by = ${me}, false) or c.municipality_code = any(${runs}::text[])
          or exists (select from case_contributor w where w.case_id = c.id and w.person_id = ${me})
          or exists (select from case_revision_author a where a.revision_id = c.working_revision_id and a.person_id = ${me})
        ) as "mayTakeBack",
        array(
          select p.name from person p
          where p.id is distinct from ${me}
            and (p.id = c.begun_by or p.id in (select person_id from case_contributor where case_id = c.id))
            and (${group === "ownerless"} or ${writesThere(sql, sql`p.id`)})
          order by p.id = c.begun_by desc, p.name collate danish
        ) as others,
        b.words, coalesce(b.quotes, '{}') as quotes, b.answered_at as "answeredAt", b.name as "answeredBy",
        h.handed_over_at as "waitsSince", asked.name as "waitsFor", coalesce(h.assigned_to = ${me}, false) as "waitsForMe",
        coalesce(h.to_association, false) as "waitsForAssociation",
        array(
          select pr.message from problem_report pr
          where pr.passed_on_at is not null and pr.handled_at is null and pr.municipality_code = c.municipality_code
            and split_part(split_part(pr.path, '?', 1), '#', 1) in (
              select '/eksempler/' || address
              from (select c.slug union all select x.slug from retired_case_slug x where x.case_id = c.id) s (address)
            )
          order by pr.reported_at, pr.id
        ) as reports,
        count(*) over ()::int as total
      from ${from()}
      join municipality k on k.code = c.municipality_code
      left join unit u on u.id = r.unit_id
      left join person asked on asked.id = h.assigned_to
      left join lateral (
        select a.words, a.quotes, a.answered_at, p.name
        from case_hand_over a join case_revision v on v.id = a.revision_id left join person p on p.id = a.answered_by
        where v.case_id = c.id and a.answer is not null
        order by a.answered_at desc limit 1
      ) b on ${workState(sql)} = 'returned'
      where ${inGroup(sql, viewer, group)}
      order by ${orderOf(sql, group)}
      ${slice(sql, paging)}`;
    return toPage(rows, paging, async () => {
      const [row] = await sql<{ total: number }[]>`
        select count(*)::int as total from ${from()} where ${inGroup(sql, viewer, group)}`;
      return row?.total ?? 0;
    });
  });
}

/** How many texts wait for KL's answer, for a viewer of KL's; none for others. */
export async function countForAssociation(sql: Sql, viewer: Viewer): Promise<number> {
  const [row] = await sql<{ total: number }[]>`
    select count(*)::int as total from case_story c where ${handedToAssociation(sql, viewer)}`;
  return row?.total ?? 0;
}
