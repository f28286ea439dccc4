import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { BudgetLineTable, BudgetRowTable, StatusEvidenceTable } from "../../row-types.ts";
import { amountHiddenSince } from "../budgets/rows.ts";
import {
  type ShownValue,
  sameAs,
  type ValueAnswer,
  valueAnswer,
  valueHiddenLater,
  valueJson,
} from "../indicators/values.ts";
import { danishDay } from "../row-sources.ts";
import {
  audiencesOf,
  publishedInitiative,
  visibleBudgetRow,
  visibleCase,
  visibleDocument,
  visibleIndicator,
  visibleIndicatorValue,
  visibleInitiative,
} from "../visible.ts";

/** An amount as a claim rests on it. */
export interface PinnedAmount extends Pick<BudgetRowTable, "label" | "kind" | "priceYear" | "printedUnit"> {
  /** The figure as it stood. */
  was: Pick<BudgetLineTable, "year" | "amount" | "printed" | "blank">;
  /** What stands in its place now; null: it stands. */
  corrected: { on: string; became: Pick<BudgetLineTable, "amount" | "printed" | "blank"> | null } | null;
}

/** A value of an indicator as a claim rests on it, or as a figure of a section. */
export interface PinnedValue {
  indicator: { slug: string; title: string; unit: string | null; decimals: number };
  /** The value as it stood. */
  was: ShownValue;
  /** What stands in its place now; `became` is null where that is not for the viewer. */
  corrected: { on: string; became: ValueAnswer | null } | null;
}

/**
 * What a pin of a status names, as the viewer may read it. `withdrawn`: it was withdrawn, hidden, deleted or taken back, and nothing of it is told.
 * `hidden`: a figure that was hidden since, because it could be traced to somebody.
 */
export interface ShownPin extends Pick<StatusEvidenceTable, "id" | "subject" | "kind" | "chosen"> {
  state: "here" | "withdrawn" | "hidden";
  title: string | null;
  /** Where it can be opened. */
  href: string | null;
  value: PinnedValue | null;
  amount: PinnedAmount | null;
}

/** Rows of evidence: `id`, `subject`, `kind`, `chosen`, and what each names. */
type Rows = ReturnType<typeof visibleIndicator>;

/** Of a row that a reader may not read: once published for the reader and gone since, or never to be told of. */
const state = (sql: Sql, pin: { exists: Rows; here: Rows; gone: Rows }) => sql`
  case when not (${pin.exists}) then 'withdrawn' when ${pin.here} then 'here' when ${pin.gone} or not e.chosen then 'withdrawn' end`;

/**
 * The pins of some rows of evidence as whoever reads may read them. One that is published for others alone is left out.
 * @param viewer null for those who make the edition, whom the policy has let in
 * @param rows a selection of evidence, with the columns of `status_evidence`
 */
export async function readPins(sql: Sql, viewer: Viewer | null, rows: Rows): Promise<ShownPin[]> {
  const all = sql`true`;
  const audience = (row: string) =>
    viewer ? sql`(${sql(row)}.audience = any(${audiencesOf(viewer)}))` : sql`(${sql(row)}.taken_back_at is null)`;
  const may = {
    case: viewer
      ? visibleCase(sql, viewer)
      : sql`(c.published_revision_id is not null and c.withdrawn_at is null and c.hidden_at is null)`,
    initiative: viewer ? visibleInitiative(sql, viewer) : sql`(i.taken_back_at is null and i.hidden_at is null)`,
    value: viewer ? visibleIndicatorValue(sql, viewer) : audience("v"),
    row: viewer ? visibleBudgetRow(sql, viewer) : audience("r"),
    indicator: viewer ? visibleIndicator(sql) : sql`(x.taken_back_at is null and x.hidden_at is null)`,
  };
  const initiative = {
    exists: sql`i.id is not null`,
    here: may.initiative,
    gone: sql`(i.hidden_at is not null or i.taken_back_at is not null)`,
  };
  const answer = (row: string) => valueAnswer(sql, row);
  return sql<ShownPin[]>`
    with pin as materialized (
      select e.*,
        case e.kind
          when 'case' then ${state(sql, {
            exists: sql`c.id is not null`,
            here: may.case,
            gone: sql`(c.withdrawn_at is not null or c.hidden_at is not null)`,
          })}
          when 'initiative' then ${state(sql, initiative)}
          when 'milestone' then case when m.id is null then 'withdrawn' else ${state(sql, initiative)} end
          when 'passage' then case when d.id is not null and ${visibleDocument(sql)} then 'here' else 'withdrawn' end
          when 'value' then case
            when v.id is not null and ${valueHiddenLater(sql, "v")} then 'hidden'
            else ${state(sql, {
              exists: sql`v.id is not null`,
              here: sql`(${may.value} and ${may.indicator})`,
              gone: sql`(v.taken_back_at is not null or x.taken_back_at is not null or x.hidden_at is not null)`,
            })} end
          when 'line' then case
            when l.id is not null and ${amountHiddenSince(sql, "l")} then 'hidden'
            else ${state(sql, {
              exists: sql`l.id is not null`,
              here: may.row,
              gone: sql`(
                r.taken_back_at is not null
                or exists (select from initiative i where i.id = r.initiative_id and (i.hidden_at is not null or i.taken_back_at is not null))
              )`,
            })} end
        end as state
      from (${rows}) e
      left join case_story c on c.id = e.case_id
      left join milestone m on m.id = e.milestone_id
      left join initiative i on i.id = coalesce(e.initiative_id, m.initiative_id)
      left join document d on d.id = e.document_id
      left join indicator_value v on v.id = e.value_id
      left join indicator x on x.id = v.indicator_id
      left join budget_line l on l.id = e.line_id
      left join budget_row r on r.id = l.row_id
    )
    select e.id, e.subject, e.kind, e.chosen, e.state, here.title, here.href, here.value, here.amount
    from pin e
    left join lateral (
      select t.title, '/eksempler/' || c.slug as href, null::json as value, null::json as amount
      from case_story c join case_revision t on t.id = c.published_revision_id where e.kind = 'case' and c.id = e.case_id
      union all
      select i.title, case when ${publishedInitiative(sql)} then '/indsatser/' || i.slug end, null, null
      from initiative i where e.kind = 'initiative' and i.id = e.initiative_id
      union all
      select m.title, case when ${publishedInitiative(sql)} then '/indsatser/' || i.slug || '#milepaele' end, null, null
      from milestone m join initiative i on i.id = m.initiative_id where e.kind = 'milestone' and m.id = e.milestone_id
      union all
      select concat_ws(': ', d.title, a.label), '/dokumenter/' || d.slug || '#' || a.anchor, null, null
      from document d join document_anchor a on a.document_id = d.id
      where e.kind = 'passage' and d.id = e.document_id and a.anchor = e.anchor
      union all
      select x.title, '/indikatorer/' || x.slug, json_build_object(
        'indicator', json_build_object('slug', x.slug, 'title', x.title, 'unit', x.unit, 'decimals', x.decimals),
        'was', ${valueJson(sql, "v")},
        'corrected', case when v.replaced_at is not null then json_build_object(
          'on', ${danishDay(sql, sql`v.replaced_at`)},
          'became', (
            select ${answer("n")} from indicator_value n
            where ${sameAs(sql, "n", "v")} and n.replaced_at is null and n.id <> v.id
              and ${viewer ? visibleIndicatorValue(sql, viewer, "n") : all}
            limit 1
          )
        ) end
      ), null
      from indicator_value v join indicator x on x.id = v.indicator_id where e.kind = 'value' and v.id = e.value_id
      union all
      select r.label, coalesce(
        (select '/indsatser/' || i.slug || '#penge' from initiative i where i.id = r.initiative_id and ${publishedInitiative(sql)}),
        '/kommuner/' || k.slug || '#penge'
      ), null, json_build_object(
        'label', r.label, 'kind', r.kind, 'priceYear', r.price_year, 'printedUnit', r.printed_unit,
        'was', json_build_object('year', l.year, 'amount', l.amount, 'printed', l.printed, 'blank', l.blank),
        'corrected', case when l.replaced_at is not null then json_build_object(
          'on', ${danishDay(sql, sql`l.replaced_at`)},
          'became', (
            select json_build_object('amount', n.amount, 'printed', n.printed, 'blank', n.blank)
            from budget_line n where n.row_id = l.row_id and n.year = l.year and n.replaced_at is null
          )
        ) end
      )
      from budget_line l join budget_row r on r.id = l.row_id join municipality k on k.code = r.municipality_code
      where e.kind = 'line' and l.id = e.line_id
    ) here on e.state = 'here'
    where e.state is not null
    order by e.added_at, e.id`;
}

/** The pins of an edition as a viewer may read them, in the order in which they were added. @param editionId of one that the viewer may read */
export const pinsOfEdition = (sql: Sql, viewer: Viewer, editionId: string): Promise<ShownPin[]> =>
  readPins(
    sql,
    viewer,
    sql`
      select s.id, s.subject, s.kind, s.chosen, s.case_id, s.value_id, s.line_id, s.initiative_id, s.milestone_id, s.document_id, s.anchor,
        s.added_at
      from status_evidence s where s.edition_id = ${editionId}`,
  );

/** The indicators of some slugs that can be read now. What a paper says of another is not shown. */
export async function indicatorsStillHere(sql: Sql, slugs: readonly string[]): Promise<string[]> {
  const rows = await sql<{ slug: string }[]>`
    select x.slug from indicator x where x.slug = any(${[...slugs]}) and ${visibleIndicator(sql)}`;
  return rows.map(({ slug }) => slug);
}
