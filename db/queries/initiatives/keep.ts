import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type {
  CommitmentTable,
  InitiativeCommitmentTable,
  InitiativeTable,
  MilestoneMoveTable,
  MilestoneTable,
} from "../../row-types.ts";
import { nearestPage, type Page, type Paging, slice, toPage } from "../paging.ts";
import type { RestsOn } from "../passages.ts";
import { danishDay } from "../row-sources.ts";
import type { InitiativeLinks } from "./keep-links.ts";

/*
 * Initiatives as those see them who keep them: also what is saved and not published, and what is taken back. The policy has said that whoever
 * asks reads a municipality's saved rows; invented people see the invented ones alone.
 */

/** The condition that one who keeps a municipality's rows sees a row. @param row the alias of its table */
export const keptFor = (sql: Sql, viewer: Viewer, row: string) =>
  sql`(${sql(row)}.demo or not ${viewer.person?.demo ?? false}::boolean)`;

/** An initiative as the list of those who keep it has it. */
export interface KeptInitiativeCard
  extends Pick<
    InitiativeTable,
    "id" | "slug" | "demo" | "version" | "title" | "kind" | "visibility" | "publishedAt" | "takenBackAt" | "changedAt"
  > {
  hidden: boolean;
  milestones: number;
}

/** One page of a municipality's initiatives, real ones first, by title. @param filter.words parts of the title; empty for all */
export async function listKeptInitiatives(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { words }: { words: string },
  asked: Paging,
): Promise<Page<KeptInitiativeCard>> {
  const where = () => sql`
    i.municipality_code = ${code} and ${keptFor(sql, viewer, "i")}
    and (${words} = '' or i.title ilike '%' || replace(replace(replace(${words}, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%')`;
  return nearestPage(asked, async (paging) => {
    const rows = await sql<(KeptInitiativeCard & { total: number })[]>`
      select i.id, i.slug, i.demo, i.version, i.title, i.kind, i.visibility, i.published_at as "publishedAt",
        i.taken_back_at as "takenBackAt", i.changed_at as "changedAt", i.hidden_at is not null as hidden,
        (select count(*)::int from milestone m where m.initiative_id = i.id) as milestones, count(*) over ()::int as total
      from initiative i
      where ${where()}
      order by i.demo, i.title collate danish, i.id
      ${slice(sql, paging)}`;
    return toPage(rows, paging, async () => {
      const [row] = await sql<{ total: number }[]>`select count(*)::int as total from initiative i where ${where()}`;
      return row?.total ?? 0;
    });
  });
}

/** A point of a declaration that an initiative serves. */
export interface ServedPoint extends Pick<InitiativeCommitmentTable, "number" | "why"> {
  year: InitiativeCommitmentTable["declarationYear"];
}

/** What is kept of an initiative in its form. */
export interface InitiativeFields
  extends Pick<
    InitiativeTable,
    | "title"
    | "kind"
    | "summary"
    | "toTeach"
    | "state"
    | "decidedBy"
    | "decidedOn"
    | "periodKind"
    | "periodFrom"
    | "periodTo"
    | "periodPrinted"
    | "settings"
    | "levels"
    | "mellemformLevels"
    | "targetGroup"
    | "coverage"
    | "partners"
    | "ownerRole"
    | "visibility"
    | "documentId"
    | "anchor"
    | "sourceWords"
    | "sourceDated"
  > {
  points: ServedPoint[];
}

/** An initiative as its form has it. */
export interface KeptInitiative
  extends InitiativeFields,
    InitiativeLinks,
    Pick<InitiativeTable, "id" | "slug" | "demo" | "version" | "publishedAt" | "takenBackAt"> {
  municipality: InitiativeTable["municipalityCode"];
  /** The document of its passage. */
  documentSlug: string | null;
}

/** The initiative of an id in a municipality. @param options.lock holds the row until the transaction ends */
export async function findKeptInitiative(
  sql: Sql,
  viewer: Viewer,
  { code, id }: { code: string; id: string },
  { lock = false } = {},
): Promise<KeptInitiative | undefined> {
  const [row] = await sql<KeptInitiative[]>`
    select i.id, i.slug, i.demo, i.version, i.published_at as "publishedAt", i.taken_back_at as "takenBackAt",
      i.municipality_code as municipality, i.title, i.kind, i.summary, i.to_teach as "toTeach", i.state, i.decided_by as "decidedBy",
      i.decided_on as "decidedOn", i.period_kind as "periodKind", i.period_from as "periodFrom", i.period_to as "periodTo",
      i.period_printed as "periodPrinted", i.settings, i.levels, i.mellemform_levels as "mellemformLevels",
      i.target_group as "targetGroup", i.coverage, i.partners, i.owner_role as "ownerRole", i.visibility,
      i.document_id as "documentId", i.anchor, i.source_words as "sourceWords", i.source_dated as "sourceDated",
      (select d.slug from document d where d.id = i.document_id) as "documentSlug",
      coalesce((
        select json_agg(json_build_object('year', x.declaration_year, 'number', x.number, 'why', x.why)
          order by x.declaration_year desc, x.number)
        from initiative_commitment x where x.initiative_id = i.id
      ), '[]') as points,
      array(select method_id::text from initiative_method x where x.initiative_id = i.id order by x.position) as methods,
      array(select case_id::text from initiative_case x where x.initiative_id = i.id order by case_id) as cases,
      array(
        select unit_id::text from initiative_unit x
        where x.initiative_id = i.id and x.municipality_code = i.municipality_code order by unit_id
      ) as units,
      array(
        select municipality_code::text from initiative_municipality x where x.initiative_id = i.id order by municipality_code
      ) as municipalities
    from initiative i
    where i.id = ${id} and i.municipality_code = ${code} and ${keptFor(sql, viewer, "i")}
    ${lock ? sql`for update of i` : sql``}`;
  return row;
}

/** A point of a declaration as a choice. */
export interface PointChoice extends Pick<CommitmentTable, "number" | "title"> {
  year: CommitmentTable["declarationYear"];
}

/** The points of all declarations as choices, the latest declaration first. */
export async function listPoints(sql: Sql): Promise<PointChoice[]> {
  return sql<PointChoice[]>`
    select declaration_year as year, number, title from commitment order by declaration_year desc, number`;
}

/** Keeps a new initiative that nobody but those who keep it sees. @param slug free @returns its id */
export async function insertInitiative(
  sql: Sql,
  row: { slug: string; municipality: string; demo: boolean; title: string; by: string },
): Promise<string> {
  const [kept] = await sql<{ id: string }[]>`
    insert into initiative (slug, municipality_code, demo, title, begun_by)
    values (${row.slug}, ${row.municipality}, ${row.demo}, ${row.title}, ${row.by}) returning id`;
  if (!kept) throw new Error("no initiative was stored");
  return kept.id;
}

/** The slug, or one like it with a number, that no initiative has or has had. Whoever asks in a transaction holds it until that ends. */
export async function findFreeInitiativeSlug(sql: Sql, wanted: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('initiative slugs'))`;
  const taken = await sql<{ slug: string }[]>`
    select slug from initiative where slug = ${wanted} or starts_with(slug, ${`${wanted}-`})
    union all select slug from retired_initiative_slug where slug = ${wanted} or starts_with(slug, ${`${wanted}-`})`;
  const all = new Set(taken.map(({ slug }) => slug));
  let slug = wanted;
  for (let next = 2; all.has(slug); next += 1) slug = `${wanted}-${next}`;
  return slug;
}

/**
 * Changes what is kept of an initiative. Points keep who linked them; a new one is the municipality's own word.
 * @param version the one that the change rests on
 * @returns false when somebody else has changed it meanwhile
 */
export async function updateInitiative(sql: Sql, id: string, version: number, f: InitiativeFields): Promise<boolean> {
  const updated = await sql`
    update initiative set
      version = version + 1, changed_at = now(), title = ${f.title}, kind = ${f.kind}, summary = ${f.summary}, to_teach = ${f.toTeach},
      state = ${f.state}, decided_by = ${f.decidedBy}, decided_on = ${f.decidedOn}, period_kind = ${f.periodKind},
      period_from = ${f.periodFrom}, period_to = ${f.periodTo}, period_printed = ${f.periodPrinted}, settings = ${f.settings},
      levels = ${f.levels}, mellemform_levels = ${f.mellemformLevels}, target_group = ${f.targetGroup}, coverage = ${f.coverage},
      partners = ${f.partners}, owner_role = ${f.ownerRole}, visibility = ${f.visibility}, document_id = ${f.documentId},
      anchor = ${f.anchor}, source_words = ${f.sourceWords}, source_dated = ${f.sourceDated}
    where id = ${id} and version = ${version}`;
  if (updated.count === 0) return false;
  const points = sql.json(f.points.map(({ year, number, why }) => ({ year, number, why })));
  await sql`
    delete from initiative_commitment x where x.initiative_id = ${id} and not exists (
      select from jsonb_to_recordset(${points}::jsonb) as p (year smallint, number smallint)
      where p.year = x.declaration_year and p.number = x.number
    )`;
  await sql`
    insert into initiative_commitment (initiative_id, declaration_year, number, linked_by, why)
    select ${id}, p.year, p.number, 'source', p.why
    from jsonb_to_recordset(${points}::jsonb) as p (year smallint, number smallint, why text)
    on conflict (initiative_id, declaration_year, number) do update set why = excluded.why`;
  return true;
}

/** Publishes an initiative for an audience. @returns false when somebody else has changed it meanwhile, or published it */
export async function updateInitiativePublished(
  sql: Sql,
  id: string,
  version: number,
  visibility: InitiativeTable["visibility"],
): Promise<boolean> {
  const updated = await sql`
    update initiative set published_at = now(), taken_back_at = null, visibility = ${visibility}, version = version + 1, changed_at = now()
    where id = ${id} and version = ${version} and published_at is null`;
  return updated.count > 0;
}

/** Takes an initiative back from all readers, of earlier days too. @returns false when somebody else has changed it meanwhile */
export async function updateInitiativeTakenBack(sql: Sql, id: string, version: number): Promise<boolean> {
  const updated = await sql`
    update initiative set published_at = null, taken_back_at = now(), version = version + 1, changed_at = now()
    where id = ${id} and version = ${version} and published_at is not null`;
  return updated.count > 0;
}

/** Removes an initiative that was never published, with its milestones and money. @returns false when it was, or is another by now */
export async function removeInitiative(sql: Sql, id: string, version: number): Promise<boolean> {
  const removed = await sql`
    delete from initiative where id = ${id} and version = ${version} and published_at is null and taken_back_at is null`;
  return removed.count > 0;
}

/** What is kept of a milestone in its form. */
export type MilestoneFields = Pick<MilestoneTable, "title" | "planned" | "plannedBy"> & RestsOn;

/** A milestone as those see it who keep it. */
export interface KeptMilestone
  extends Pick<MilestoneTable, "id" | "version" | "expectedBy" | "doneOn">,
    MilestoneFields {
  /** The document of its passage. */
  documentSlug: string | null;
  /** The dates that it was moved from, the first first. */
  moves: (Pick<MilestoneMoveTable, "was" | "became" | "because"> & {
    /** `YYYY-MM-DD` */
    on: string;
    /** Null for one who has left. */
    by: string | null;
  })[];
}

/** The milestones of an initiative in their own order. The initiative must have been found for the viewer. */
export async function listKeptMilestones(sql: Sql, viewer: Viewer, initiative: string): Promise<KeptMilestone[]> {
  return sql<KeptMilestone[]>`
    select m.id, m.version, m.title, m.planned, m.planned_by as "plannedBy", m.expected_by as "expectedBy", m.done_on as "doneOn",
      m.document_id as "documentId", m.anchor, m.source_words as "sourceWords", m.source_dated as "sourceDated",
      (select d.slug from document d where d.id = m.document_id) as "documentSlug",
      coalesce((
        select json_agg(json_build_object(
          'was', o.was, 'became', o.became, 'because', o.because, 'on', ${danishDay(sql, sql`o.moved_at`)}, 'by', p.name
        ) order by o.id)
        from milestone_move o left join person p on p.id = o.moved_by where o.milestone_id = m.id
      ), '[]') as moves
    from milestone m join initiative i on i.id = m.initiative_id
    where i.id = ${initiative} and ${keptFor(sql, viewer, "i")}
    order by m.position`;
}

/** Keeps a new milestone as the last of its initiative, which must be held meanwhile. */
export async function insertMilestone(sql: Sql, initiative: string, fields: MilestoneFields): Promise<void> {
  await sql`
    insert into milestone (initiative_id, position, title, planned, planned_by, document_id, anchor, source_words, source_dated)
    select ${initiative}, coalesce(max(position), 0) + 1, ${fields.title}, ${fields.planned}, ${fields.plannedBy}, ${fields.documentId},
      ${fields.anchor}, ${fields.sourceWords}, ${fields.sourceDated}
    from milestone where initiative_id = ${initiative}`;
}

/** @returns false when somebody else has changed it meanwhile */
export async function updateMilestone(sql: Sql, id: string, version: number, f: MilestoneFields): Promise<boolean> {
  const updated = await sql`
    update milestone set title = ${f.title}, planned = ${f.planned}, planned_by = ${f.plannedBy}, document_id = ${f.documentId},
      anchor = ${f.anchor}, source_words = ${f.sourceWords}, source_dated = ${f.sourceDated}, version = version + 1
    where id = ${id} and version = ${version}`;
  return updated.count > 0;
}

/** Says when a milestone was reached; null: it was not. @returns false when somebody else has changed it meanwhile */
export async function updateMilestoneDone(
  sql: Sql,
  id: string,
  version: number,
  doneOn: string | null,
): Promise<boolean> {
  const updated = await sql`
    update milestone set done_on = ${doneOn}, version = version + 1 where id = ${id} and version = ${version}`;
  return updated.count > 0;
}

/** Moves a milestone to another date, and keeps the old one with the reason. @returns false when somebody else has changed it meanwhile */
export async function moveMilestone(
  sql: Sql,
  id: string,
  version: number,
  { became, because, by }: { became: string; because: string; by: string },
): Promise<boolean> {
  const moved = await sql`
    with before as (select id, coalesce(expected_by, planned_by) as was from milestone where id = ${id} and version = ${version}),
    now as (
      update milestone m set expected_by = ${became}, version = m.version + 1 from before where m.id = before.id returning m.id
    )
    insert into milestone_move (milestone_id, was, became, because, moved_by)
    select before.id, before.was, ${became}, ${because}, ${by} from before join now using (id)`;
  return moved.count > 0;
}

/** @returns false when somebody else has changed it meanwhile */
export async function removeMilestone(sql: Sql, id: string, version: number): Promise<boolean> {
  const removed = await sql`delete from milestone where id = ${id} and version = ${version}`;
  return removed.count > 0;
}

/** Marks an initiative as changed by what belongs to it. */
export async function touchInitiative(sql: Sql, id: string): Promise<void> {
  await sql`update initiative set changed_at = now() where id = ${id}`;
}
