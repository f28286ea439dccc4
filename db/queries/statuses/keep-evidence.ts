import type { EvidencePin } from "#app/domain/statuses/status-content.ts";
import type { Place, Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { IndicatorTable, IndicatorValueTable } from "../../row-types.ts";
import { amountHiddenSince } from "../budgets/rows.ts";
import { holdsWords } from "../holds-words.ts";
import { valueHiddenLater } from "../indicators/values.ts";
import { keptFor } from "../initiatives/keep.ts";
import {
  visibleBudgetRow,
  visibleCase,
  visibleDocument,
  visibleIndicator,
  visibleIndicatorValue,
  visibleInitiative,
} from "../visible.ts";

/** A published status is for all, so what it rests on must be too. */
const everybody: Viewer = { network: false, municipalities: [] };

/** The condition that an `initiative` can be made public along with a status. */
const canGoAlong = (sql: Sql, initiative: string) =>
  sql`(${sql(initiative)}.taken_back_at is null and ${sql(initiative)}.hidden_at is null)`;

/** The initiative behind `status_evidence e`, of itself, its milestone or its money; null where there is none. */
const initiativeBehind = (sql: Sql) => sql`coalesce(
  e.initiative_id,
  (select m.initiative_id from milestone m where m.id = e.milestone_id),
  (select r.initiative_id from budget_line l join budget_row r on r.id = l.row_id where l.id = e.line_id)
)`;

/** The condition that what `status_evidence e` names is there for all to read, real where `demo` is false and invented where it is true. */
const isPublicEvidence = (sql: Sql, demo: ReturnType<Sql>) => sql`(
  exists (select from case_story c where c.id = e.case_id and c.demo = ${demo} and ${visibleCase(sql, everybody)})
  or exists (
    select from indicator_value v join indicator x on x.id = v.indicator_id
    where v.id = e.value_id and v.demo = ${demo} and v.taken_back_at is null and coalesce(v.blank <> 'skjult', true)
      and not ${valueHiddenLater(sql, "v")} and ${visibleIndicator(sql)} and ${visibleIndicatorValue(sql, everybody)}
  )
  or exists (
    select from budget_line l join budget_row r on r.id = l.row_id
    where l.id = e.line_id and r.demo = ${demo} and coalesce(l.blank <> 'hidden', true) and not ${amountHiddenSince(sql, "l")}
      and ${visibleBudgetRow(sql, everybody)}
  )
  or exists (select from initiative i where i.id = e.initiative_id and i.demo = ${demo} and ${visibleInitiative(sql, everybody)})
  or exists (
    select from milestone m join initiative i on i.id = m.initiative_id
    where m.id = e.milestone_id and i.demo = ${demo} and ${visibleInitiative(sql, everybody)}
  )
  or exists (
    select from document_anchor a join document d on d.id = a.document_id
    where d.id = e.document_id and a.anchor = e.anchor and ${visibleDocument(sql)}
  )
)`;

/** How the chosen evidence of an edition stands. */
export interface EvidenceStanding extends Pick<EvidencePin, "id" | "subject" | "kind"> {
  /** `along`: becomes public when its initiative is published along; `gone`: withdrawn, hidden or deleted. */
  standing: "public" | "along" | "gone";
}

/** How the chosen evidence of an edition stands now. */
export async function listEvidenceStanding(sql: Sql, editionId: string): Promise<EvidenceStanding[]> {
  return sql<EvidenceStanding[]>`
    select e.id, e.subject, e.kind, case
        when ${isPublicEvidence(sql, sql`t.demo`)} then 'public'
        when exists (
          select from initiative i where i.id = ${initiativeBehind(sql)} and i.demo = t.demo and ${canGoAlong(sql, "i")}
        ) then 'along'
        else 'gone'
      end as standing
    from status_evidence e join status_edition t on t.id = e.edition_id
    where e.edition_id = ${editionId} and e.chosen
    order by e.added_at, e.id`;
}

/** A number that a claim rests on, as far as the rule on small counts goes. */
export interface EvidenceFigure extends Pick<IndicatorValueTable, "qualifier" | "denominator" | "printed"> {
  /** Of the evidence. */
  id: string;
  subject: string;
  value: string;
  title: IndicatorTable["title"];
  unit: IndicatorTable["unit"];
  number: number;
}

/** The numbers that the claims of an edition rest on, those that stand. */
export async function listEvidenceFigures(sql: Sql, editionId: string): Promise<EvidenceFigure[]> {
  return sql<EvidenceFigure[]>`
    select e.id, e.subject, v.id as value, x.title, x.unit, v.number::float8 as number, v.qualifier, v.denominator, v.printed
    from status_evidence e
    join status_edition t on t.id = e.edition_id
    join indicator_value v on v.id = e.value_id
    join indicator x on x.id = v.indicator_id
    where e.edition_id = ${editionId} and e.chosen and v.number is not null and ${isPublicEvidence(sql, sql`t.demo`)}
    order by e.added_at, e.id`;
}

/** Something that a claim can rest on. */
export interface EvidenceChoice extends Pick<EvidencePin, "kind"> {
  /** As the verb takes it: an id, or `<document slug>#<anchor>`. */
  thing: string;
  name: string;
  /** False: an initiative, or what belongs to one, that only becomes public along with the status. */
  isPublic: boolean;
}

/** What is looked for among it. */
interface Wanted {
  demo: boolean;
  /** Words of the name; empty for all. */
  words?: string;
  /** The one thing; all unless told. */
  thing?: string;
  /** Of each kind. */
  limit?: number;
}

/**
 * What the claims of a municipality can rest on, by kind and name: its own cases, numbers, amounts, initiatives, milestones and documents.
 * @param wanted.demo the invented things; else the real ones. Documents are real.
 */
export async function listEvidenceChoices(
  sql: Sql,
  viewer: Viewer,
  code: Place["code"],
  { demo, words = "", thing, limit = 100 }: Wanted,
): Promise<EvidenceChoice[]> {
  const named = (name: ReturnType<Sql>, id: ReturnType<Sql>) => sql`
    ${holdsWords(sql, name, words)} and ${thing === undefined ? sql`true` : sql`${id} = ${thing}`}`;
  const time = sql`coalesce(v.time_printed, case
    when v.time_kind = 'aar' then to_char(v.time_from, 'YYYY')
    when v.time_kind = 'skoleaar' then to_char(v.time_from, 'YYYY') || '/' || to_char(v.time_to, 'YYYY')
    else to_char(v.time_from, 'DD.MM.YYYY')
  end)`;
  const label = (list: string, value: ReturnType<Sql>) => sql`(
    select c.label from indicator_choice c where c.indicator_id = v.indicator_id and c.list = ${list} and c.code = ${value}
  )`;
  const valueName: ReturnType<Sql> = sql`concat_ws(', ', x.title, ${label("serie", sql`v.series`)}, ${label("del", sql`v.part`)}, ${time})
    || ': ' || coalesce(v.printed, replace(v.number::text, '.', ','), ${label("ord", sql`v.word`)}) || coalesce(' ' || x.unit, '')`;
  const lineName: ReturnType<Sql> = sql`concat_ws(', ', (select o.title from initiative o where o.id = r.initiative_id), r.label, l.year::text)
    || ': ' || replace(to_char(l.amount, 'FM999,999,999,999,990'), ',', '.') || ' kr.'`;
  const passageName: ReturnType<Sql> = sql`d.title || ': ' || a.label`;
  const own = (row: string) => sql`
    ${sql(row)}.municipality_code = ${code} and ${sql(row)}.demo = ${demo} and ${keptFor(sql, viewer, row)}`;
  const isPublic = visibleInitiative(sql, everybody);
  const rows = await Promise.all([
    sql<EvidenceChoice[]>`
      select 'case' as kind, c.id as thing, r.title as name, true as "isPublic"
      from case_story c join case_revision r on r.id = c.published_revision_id
      where ${own("c")} and ${visibleCase(sql, everybody)} and ${named(sql`r.title`, sql`c.id::text`)}
      order by r.title collate danish, c.id limit ${limit}`,
    sql<EvidenceChoice[]>`
      select 'value' as kind, v.id as thing, ${valueName} as name, true as "isPublic"
      from indicator_value v join indicator x on x.id = v.indicator_id
      where ${own("v")} and v.replaced_at is null and v.taken_back_at is null and v.blank is null and ${visibleIndicator(sql)}
        and ${visibleIndicatorValue(sql, everybody)} and ${named(valueName, sql`v.id::text`)}
      order by x.title collate danish, v.time_from desc nulls last, v.id limit ${limit}`,
    sql<EvidenceChoice[]>`
      select 'line' as kind, l.id as thing, ${lineName} as name, ${visibleBudgetRow(sql, everybody)} as "isPublic"
      from budget_line l
      join budget_row r on r.id = l.row_id
      left join initiative i on i.id = r.initiative_id
      where ${own("r")} and l.replaced_at is null and l.amount is not null and r.taken_back_at is null
        and (${visibleBudgetRow(sql, everybody)} or (i.id is not null and ${canGoAlong(sql, "i")}))
        and ${named(lineName, sql`l.id::text`)}
      order by l.year desc, r.label collate danish, l.id limit ${limit}`,
    sql<EvidenceChoice[]>`
      select 'initiative' as kind, i.id as thing, i.title as name, ${isPublic} as "isPublic"
      from initiative i
      where ${own("i")} and ${canGoAlong(sql, "i")} and ${named(sql`i.title`, sql`i.id::text`)}
      order by i.title collate danish, i.id limit ${limit}`,
    sql<EvidenceChoice[]>`
      select 'milestone' as kind, m.id as thing, i.title || ': ' || m.title as name, ${isPublic} as "isPublic"
      from milestone m join initiative i on i.id = m.initiative_id
      where ${own("i")} and ${canGoAlong(sql, "i")} and ${named(sql`i.title || ': ' || m.title`, sql`m.id::text`)}
      order by i.title collate danish, m.position, m.id limit ${limit}`,
    sql<EvidenceChoice[]>`
      select 'passage' as kind, d.slug || '#' || a.anchor as thing, ${passageName} as name, true as "isPublic"
      from document d join document_anchor a on a.document_id = d.id
      where d.municipality_code = ${code} and ${visibleDocument(sql)} and ${named(passageName, sql`(d.slug || '#' || a.anchor)`)}
      order by d.dated desc, d.title collate danish, d.id, a.position limit ${limit}`,
  ]);
  return rows.flat();
}

/** Lets a claim rest on something, which must be among the choices. @returns false where it rests on it already */
export async function insertEvidence(
  sql: Sql,
  editionId: string,
  { subject, kind, thing, by }: Pick<EvidenceChoice, "kind" | "thing"> & { subject: string; by: string },
): Promise<boolean> {
  const [slug, anchor] = kind === "passage" ? thing.split("#") : [];
  const [document] = slug ? await sql<{ id: string }[]>`select id from document where slug = ${slug}` : [];
  const id = (wanted: EvidenceChoice["kind"]) => (kind === wanted ? thing : null);
  const stored = await sql`
    insert into status_evidence as e
      (edition_id, subject, kind, case_id, value_id, line_id, initiative_id, milestone_id, document_id, anchor, added_by)
    select ${editionId}, ${subject}, ${kind}, ${id("case")}::uuid, ${id("value")}::uuid, ${id("line")}::uuid, ${id("initiative")}::uuid,
      ${id("milestone")}::uuid, ${document?.id ?? null}::uuid, ${anchor ?? null}, ${by}
    where not exists (
      select from status_evidence e
      where e.edition_id = ${editionId} and e.subject = ${subject} and (
        ${thing} in (e.case_id::text, e.value_id::text, e.line_id::text, e.initiative_id::text, e.milestone_id::text)
        or (e.document_id = ${document?.id ?? null} and e.anchor = ${anchor ?? null})
      )
    )`;
  return stored.count > 0;
}

/** Takes a chosen evidence from a claim. @returns false where it is gone already */
export async function removeEvidenceRow(sql: Sql, editionId: string, id: string): Promise<boolean> {
  const removed = await sql`delete from status_evidence where id = ${id} and edition_id = ${editionId} and chosen`;
  return removed.count > 0;
}

/** Takes from an edition the chosen evidence that is not there for all to read. @returns how many */
export async function removeFallenEvidence(sql: Sql, editionId: string): Promise<number> {
  const removed = await sql`
    delete from status_evidence e using status_edition t
    where t.id = e.edition_id and e.edition_id = ${editionId} and e.chosen and not ${isPublicEvidence(sql, sql`t.demo`)}`;
  return removed.count;
}

/**
 * Copies the chosen evidence of an edition that still stands for all to read into another, claim by claim; parts that are the same have another
 * position there. @param options.openLines leaves out initiatives and milestones that do not go on
 */
export async function copyEvidence(
  sql: Sql,
  from: string,
  to: string,
  { openLines }: { openLines: boolean },
): Promise<void> {
  await sql`
    insert into status_evidence
      (edition_id, subject, kind, case_id, value_id, line_id, initiative_id, milestone_id, document_id, anchor, added_at)
    select ${to}, coalesce('part:' || (${partNow(sql, sql`e.subject`, from, to)}), e.subject), e.kind, e.case_id, e.value_id, e.line_id,
      e.initiative_id, e.milestone_id, e.document_id, e.anchor, e.added_at
    from status_evidence e join status_edition t on t.id = e.edition_id
    where e.edition_id = ${from} and e.chosen and ${isPublicEvidence(sql, sql`t.demo`)}
      and (e.subject not like 'part:%' or (${partNow(sql, sql`e.subject`, from, to)}) is not null)
      and (
        not ${openLines}::boolean or e.subject not like 'initiative:%' and e.subject not like 'milestone:%'
        or ${isOpenLine(sql, sql`e.subject`)}
      )`;
}

/** The position in one edition of the part that is the same as that of a subject in another. @param from an id, as `to` */
export const partNow = (
  sql: Sql,
  subject: ReturnType<Sql>,
  from: string | ReturnType<Sql>,
  to: string | ReturnType<Sql>,
): ReturnType<Sql> => sql`
  select n.position
  from status_part o join status_part n on n.edition_id = ${to} and n.kind = o.kind
    and (
      n.section_id = o.section_id or n.follow_up_id = o.follow_up_id or n.question_id = o.question_id
      or (num_nonnulls(n.section_id, o.section_id, n.follow_up_id, o.follow_up_id, n.question_id, o.question_id) = 0 and n.title = o.title)
    )
  where o.edition_id = ${from} and 'part:' || o.position = ${subject}
  limit 1`;

/** The condition that a subject is an initiative that goes on, or an open milestone of one. */
export const isOpenLine = (sql: Sql, subject: ReturnType<Sql>): ReturnType<Sql> => sql`exists (
  select from initiative i left join milestone m on m.initiative_id = i.id and m.done_on is null and m.dropped_on is null
  where i.taken_back_at is null and i.hidden_at is null and coalesce(i.state not in ('afsluttet', 'stoppet'), true)
    and ${subject} in ('initiative:' || i.id, 'milestone:' || m.id)
)`;
