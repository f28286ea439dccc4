import type { DraftSubject } from "#app/domain/cases/policy.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import type { Content } from "#app/editor/content.ts";
import type { Sql } from "../../client.ts";
import type { CaseRevisionTable, CaseStoryTable } from "../../row-types.ts";

/** The state of the work on `case_story c`, as a `WorkState`. */
export const workState = (sql: Sql) => sql`
  case
    when c.submitted_revision_id is not null then 'submitted'
    when c.working_revision_id is null then 'published'
    when (
      select h.answer from case_hand_over h join case_revision v on v.id = h.revision_id
      where v.case_id = c.id and h.answer is not null
        -- An answer to what has been thrown away since says nothing of what is written now.
        and h.answered_at >= (select created_at from case_revision w where w.id = c.working_revision_id)
      order by h.answered_at desc limit 1
    ) = 'returned' then 'returned'
    else 'draft'
  end`;

/** The case with this id as the rules of writing see it, whoever asks. @param options.lock until the transaction ends */
export async function findDraftSubject(
  sql: Sql,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<DraftSubject | undefined> {
  // Locked first and read by a statement of its own: one that had waited would look for a working revision that is gone by now.
  if (lock) await sql`select from case_story where id = ${id} for no key update`;
  const [found] = await sql<DraftSubject[]>`
    select c.id, c.municipality_code as municipality, c.demo, r.unit_id as "unitId", ${workState(sql)} as state,
      c.published_revision_id is not null as "everPublished", c.withdrawn_at is not null as withdrawn,
      c.hidden_at is not null as hidden, c.awaits_approval as "awaitsApproval",
      c.hidden_before as "hiddenBefore",
      c.binned_at is not null as binned, c.begun_by as "begunBy",
      array(select person_id from case_contributor where case_id = c.id) as contributors,
      array(select person_id from case_revision_author where revision_id = c.working_revision_id) as authors,
      coalesce((select to_association from case_hand_over where revision_id = c.submitted_revision_id), false) as "toAssociation"
    from case_story c join case_revision r on r.id = coalesce(c.working_revision_id, c.published_revision_id)
    where c.id = ${id}`;
  return found;
}

/**
 * The condition that a viewer may open the draft `case_story c` with its revision `r`: as a writer, see `mayWriteDraft`. What KL has been
 * handed is a case of its own (`handedToAssociation`).
 */
export function openDraft(sql: Sql, viewer: Viewer) {
  const grants = viewer.person?.grants ?? [];
  const codes = (roles: readonly Role[], unitsToo: boolean) =>
    grants.flatMap(({ role, municipality, unitId }) =>
      roles.includes(role) && municipality && (unitsToo || unitId === null) ? [municipality.code] : [],
    );
  const me = viewer.person?.id ?? null;
  const approved = grants.flatMap(({ role, unitId }) => (role === "approver" && unitId ? [unitId] : []));
  return sql`(
    (c.demo or not ${viewer.person?.demo ?? true})
    and (
      c.municipality_code = any(${codes(["coordinator"], true)}::text[])
      or c.municipality_code = any(${codes(["approver"], false)}::text[])
      or r.unit_id = any(${approved}::uuid[])
      or (
        c.municipality_code = any(${codes(writingRoles, true)}::text[])
        and (c.begun_by = ${me} or exists (select from case_contributor w where w.case_id = c.id and w.person_id = ${me}))
      )
    )
  )`;
}

/** The condition that KL has been handed what is submitted of `case_story c`, and the viewer is KL. */
export const handedToAssociation = (sql: Sql, viewer: Viewer) => sql`(
  ${worksAtAssociation(viewer)} and (c.demo or not ${viewer.person?.demo ?? true})
  and exists (select from case_hand_over h where h.revision_id = c.submitted_revision_id and h.to_association)
)`;

/** The roles with which one writes, as `mayBeginCase` has them. */
export const writingRoles: readonly Role[] = ["contributor", "approver", "coordinator"];

/** The condition that a person has a role that writes in the municipality of `case_story c`. @param person an expression of the id */
export const writesThere = (sql: Sql, person: ReturnType<Sql>) => sql`exists (
  select from role_grant g
  where g.person_id = ${person} and g.municipality_code = c.municipality_code and g.role = any(${[...writingRoles]}::text[])
)`;

const associationRoles: readonly Role[] = ["association_editor", "association_admin"];
const worksAtAssociation = (viewer: Viewer): boolean =>
  viewer.person?.grants.some(({ role }) => associationRoles.includes(role)) ?? false;

/** A case that is begun, as it is first stored. */
export interface NewDraft extends Pick<CaseStoryTable, "municipalityCode" | "demo"> {
  /** The id it is to have; made unless given. */
  id?: string;
  /** Null: nobody in particular, so it is the coordinators'. */
  begunBy: string | null;
  unitId: string | null;
  title: string;
  content: Content;
  text: string;
  /** The shared document of the text, as Yjs writes one. */
  snapshot: Uint8Array;
  /** Ids of the methods that are chosen from the start. */
  methodIds: readonly string[];
}

/** Stores a case that somebody begins: a row without an address, its working revision and its shared text. @returns the id of the case */
export async function insertDraft(tx: Sql, draft: NewDraft): Promise<string> {
  const [story] = await tx<{ id: string }[]>`
    insert into case_story (id, municipality_code, demo, begun_by)
    values (coalesce(${draft.id ?? null}::uuid, gen_random_uuid()), ${draft.municipalityCode}, ${draft.demo}, ${draft.begunBy})
    returning id`;
  const caseId = story?.id ?? "";
  const [revision] = await tx<{ id: string }[]>`
    insert into case_revision (case_id, municipality_code, state, title, unit_id, content, text)
    values (
      ${caseId}, ${draft.municipalityCode}, 'working', ${draft.title}, ${draft.unitId}, ${tx.json(draft.content as never)}, ${draft.text}
    ) returning id`;
  const revisionId = revision?.id ?? "";
  await tx`
    insert into case_method (revision_id, method_id, position)
    select ${revisionId}, id, position from unnest(${[...draft.methodIds]}::uuid[]) with ordinality as chosen (id, position)`;
  await tx`insert into shared_text (revision_id, snapshot) values (${revisionId}, ${Buffer.from(draft.snapshot)})`;
  await tx`
    insert into case_revision_author (revision_id, person_id) select ${revisionId}, ${draft.begunBy}::uuid
    where ${draft.begunBy}::uuid is not null`;
  await tx`update case_story set working_revision_id = ${revisionId} where id = ${caseId}`;
  return caseId;
}

/** A working revision as those who write it see it. */
export interface DraftDetails
  extends Pick<
    CaseRevisionTable,
    | "title"
    | "summary"
    | "stage"
    | "settings"
    | "levels"
    | "mellemformLevels"
    | "classLevels"
    | "unitId"
    | "namesUnit"
    | "periodFrom"
    | "periodTo"
    | "visibility"
  > {
  /** The case's. */
  id: string;
  slug: string | null;
  demo: boolean;
  municipality: { code: string; slug: string; name: string };
  state: DraftSubject["state"];
  binnedAt: Date | null;
  /** Of the working revision: the name of its shared text. */
  revisionId: string;
  unit: string | null;
  content: Content;
  text: string;
  methods: { id: string; slug: string; title: string }[];
  commitments: { year: number; number: number; title: string; why: string }[];
}

/** The draft with this id for a viewer who may write in it; undefined for others, and where nothing is being written. @param id a uuid */
export async function findDraft(sql: Sql, viewer: Viewer, id: string): Promise<DraftDetails | undefined> {
  const [draft] = await sql<DraftDetails[]>`
    select c.id, c.slug, c.demo, ${workState(sql)} as state, c.binned_at as "binnedAt",
      json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality,
      r.id as "revisionId", r.title, r.summary, r.stage, r.settings, r.levels, r.mellemform_levels as "mellemformLevels",
      r.class_levels as "classLevels", r.unit_id as "unitId", r.names_unit as "namesUnit", u.name as unit,
      r.period_from as "periodFrom", r.period_to as "periodTo", r.visibility, r.content, r.text,
      coalesce((
        select json_agg(json_build_object('id', m.id, 'slug', m.slug, 'title', mr.title) order by x.position)
        from case_method x join method m on m.id = x.method_id join method_revision mr on mr.id = m.published_revision_id
        where x.revision_id = r.id
      ), '[]') as methods,
      coalesce((
        select json_agg(json_build_object('year', x.declaration_year, 'number', x.number, 'title', p.title, 'why', x.why)
          order by x.declaration_year desc, x.number)
        from case_commitment x
        join commitment p on p.declaration_year = x.declaration_year and p.number = x.number
        where x.revision_id = r.id
      ), '[]') as commitments
    from case_story c
    join case_revision r on r.id = c.working_revision_id
    join municipality k on k.code = c.municipality_code
    left join unit u on u.id = r.unit_id
    where c.id = ${id} and ${openDraft(sql, viewer)}`;
  return draft;
}

/** The first words of the paragraphs of revision `r` in one line, where it has no title; else empty. */
export const beginningIfUntitled = (sql: Sql) => sql`case when r.title <> '' then '' else (
  select coalesce(left(string_agg(words, ' ' order by nth), 160), '')
  from jsonb_path_query(r.content, 'strict $.** ? (@.type == "paragraph")') with ordinality as paragraphs (paragraph, nth)
  cross join lateral (
    select string_agg(part #>> '{}', '') as words from jsonb_path_query(paragraph, 'lax $.content[*].text') as parts (part)
  ) as written
) end`;
