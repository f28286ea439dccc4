import type { Sql } from "../../client.ts";
import type {
  AgreementTable,
  AimTable,
  BudgetLineTable,
  BudgetRowTable,
  FocusItemTable,
  FollowUpDataTable,
  FollowUpPaperTable,
  FollowUpSectionTable,
  IndicatorTable,
  IndicatorValueTable,
  InitiativeCommitmentTable,
  InitiativeTable,
  MandateTable,
  MilestoneMoveTable,
  MilestoneTable,
  PlacementTable,
  ThematicFollowUpTable,
} from "../../row-types.ts";
import { amountHiddenSince } from "../budgets/rows.ts";
import { valueHiddenLater } from "../indicators/values.ts";
import { addressOf, type RowSource, rowSource } from "../row-sources.ts";
import { moment, personName } from "./contents.ts";

/*
 * All that a municipality keeps of what it does, spends, wants and measures, for its export: the policy has said that whoever asks runs it.
 * What is saved and not published, taken back or hidden is in it; an amount or a value that was hidden because it could be traced to
 * somebody is not. Moments are ISO 8601 in UTC.
 */

/** Whose rows: a municipality's by its code, the invented ones or the others. */
export interface ExportedOf {
  municipality: string;
  demo: boolean;
}

/** How a row stands for readers. */
export interface ExportedStanding {
  visibility: InitiativeTable["visibility"];
  publishedAt: string | null;
  /** Published by mistake, and gone for readers. */
  takenBackAt: string | null;
}

/** How a row stands for readers, as columns. */
export const exportedStanding = (sql: Sql, row: string) => sql`
  ${sql(row)}.visibility, ${moment(sql, sql`${sql(row)}.published_at`)} as "publishedAt",
  ${moment(sql, sql`${sql(row)}.taken_back_at`)} as "takenBackAt"`;

/** A milestone, with the dates that it was moved from and who moved it. */
export interface ExportedMilestone
  extends Pick<MilestoneTable, "title" | "planned" | "plannedBy" | "expectedBy" | "doneOn"> {
  source: RowSource | null;
  moves: (Pick<MilestoneMoveTable, "was" | "became" | "because"> & { movedAt: string; movedBy: string | null })[];
}

/** An initiative with its milestones. */
export interface ExportedInitiative
  extends ExportedStanding,
    Pick<
      InitiativeTable,
      | "id"
      | "slug"
      | "demo"
      | "kind"
      | "title"
      | "summary"
      | "toTeach"
      | "state"
      | "decidedBy"
      | "decidedOn"
      | "periodPrinted"
      | "periodKind"
      | "periodFrom"
      | "periodTo"
      | "settings"
      | "levels"
      | "mellemformLevels"
      | "targetGroup"
      | "coverage"
      | "partners"
      | "ownerRole"
    > {
  earlierSlugs: string[];
  /** Null: the municipality's own word. */
  source: RowSource | null;
  hiddenAt: string | null;
  createdAt: string;
  begunBy: string | null;
  changedAt: string;
  units: string[];
  /** The names of others that take part. */
  municipalities: string[];
  commitments: ({ year: number } & Pick<InitiativeCommitmentTable, "number" | "linkedBy" | "why">)[];
  /** Slugs. */
  methods: string[];
  /** Titles as they stand now; a draft without one is left out. */
  cases: string[];
  milestones: ExportedMilestone[];
}

/** The initiatives of a municipality, by title. */
export async function readExportInitiatives(
  sql: Sql,
  { municipality, demo }: ExportedOf,
): Promise<ExportedInitiative[]> {
  return sql<ExportedInitiative[]>`
    select i.id, i.slug, i.demo, i.kind, i.title, i.summary, i.to_teach as "toTeach", i.state, i.decided_by as "decidedBy",
      i.decided_on as "decidedOn", i.period_printed as "periodPrinted", i.period_kind as "periodKind", i.period_from as "periodFrom",
      i.period_to as "periodTo", i.settings, i.levels, i.mellemform_levels as "mellemformLevels", i.target_group as "targetGroup",
      i.coverage, i.partners, i.owner_role as "ownerRole", ${exportedStanding(sql, "i")},
      array(select x.slug from retired_initiative_slug x where x.initiative_id = i.id order by x.slug) as "earlierSlugs",
      ${rowSource(sql, "i")} as source, ${moment(sql, sql`i.hidden_at`)} as "hiddenAt", ${moment(sql, sql`i.created_at`)} as "createdAt",
      ${personName(sql, sql`i.begun_by`)} as "begunBy", ${moment(sql, sql`i.changed_at`)} as "changedAt",
      array(
        select u.name from initiative_unit x join unit u on u.id = x.unit_id where x.initiative_id = i.id order by u.name collate danish
      ) as units,
      array(
        select k.name from initiative_municipality x join municipality k on k.code = x.municipality_code
        where x.initiative_id = i.id order by k.name collate danish
      ) as municipalities,
      coalesce((
        select json_agg(json_build_object('year', x.declaration_year, 'number', x.number, 'linkedBy', x.linked_by, 'why', x.why)
          order by x.declaration_year desc, x.number)
        from initiative_commitment x where x.initiative_id = i.id
      ), '[]') as commitments,
      array(
        select m.slug from initiative_method x join method m on m.id = x.method_id where x.initiative_id = i.id order by x.position
      ) as methods,
      array(
        select r.title from initiative_case x join case_story c on c.id = x.case_id
        join case_revision r on r.id = coalesce(c.working_revision_id, c.published_revision_id)
        where x.initiative_id = i.id and r.title <> '' order by r.title collate danish
      ) as cases,
      coalesce((
        select json_agg(json_build_object(
          'title', s.title, 'planned', s.planned, 'plannedBy', s.planned_by, 'expectedBy', s.expected_by, 'doneOn', s.done_on,
          'source', ${rowSource(sql, "s")},
          'moves', coalesce((
            select json_agg(json_build_object(
              'was', o.was, 'became', o.became, 'because', o.because, 'movedAt', ${moment(sql, sql`o.moved_at`)},
              'movedBy', ${personName(sql, sql`o.moved_by`)}
            ) order by o.id)
            from milestone_move o where o.milestone_id = s.id
          ), '[]')
        ) order by s.position)
        from milestone s where s.initiative_id = i.id
      ), '[]') as milestones
    from initiative i
    where i.municipality_code = ${municipality} and i.demo = ${demo}
    order by i.title collate danish, i.id`;
}

/** An amount of a row in a year, also one that another took the place of; amount and cell are null where it was hidden since. */
export interface ExportedAmount
  extends Pick<BudgetLineTable, "year" | "partYear" | "amount" | "printed" | "blank" | "financing"> {
  recordedAt: string;
  recordedBy: string | null;
  /** From when another stands in its place. */
  replacedAt: string | null;
  replacedBy: string | null;
  replacedBecause: string | null;
}

/** The agreement that a row is of. */
export interface ExportedAgreement extends Pick<AgreementTable, "title" | "year" | "parties"> {
  /** The title of the later one that has taken its place. */
  supersededBy: string | null;
  source: RowSource | null;
}

/** A row of money over the years. */
export interface ExportedMoney
  extends ExportedStanding,
    Pick<
      BudgetRowTable,
      | "id"
      | "label"
      | "kind"
      | "priceYear"
      | "printedUnit"
      | "account"
      | "permanence"
      | "level"
      | "sector"
      | "proposal"
      | "financing"
      | "meanPrinted"
      | "meanAmount"
    > {
  row: "line" | "heading" | "total";
  /** The title of the table that it stands in. */
  table: string | null;
  agreement: ExportedAgreement | null;
  /** It is published with this initiative, whatever its own standing. */
  initiative: { slug: string; title: string } | null;
  source: RowSource | null;
  createdAt: string;
  enteredBy: string | null;
  /** By year, the first that was recorded first. */
  amounts: ExportedAmount[];
}

/** The rows of a municipality's budgets and accounts, those of a table in its order. */
export async function readExportMoney(sql: Sql, { municipality, demo }: ExportedOf): Promise<ExportedMoney[]> {
  return sql<ExportedMoney[]>`
    select r.id, r.row, r.label, r.kind, r.price_year as "priceYear", r.printed_unit as "printedUnit", r.account, r.permanence, r.level,
      r.sector, r.proposal, r.financing, r.mean_printed as "meanPrinted", r.mean_amount as "meanAmount", ${exportedStanding(sql, "r")},
      (select t.title from budget_table t where t.id = r.table_id) as "table",
      (
        select json_build_object(
          'title', g.title, 'year', g.year, 'parties', g.parties, 'source', ${rowSource(sql, "g")},
          'supersededBy', (select later.title from agreement later where later.id = g.superseded_by)
        )
        from agreement g where g.id = r.agreement_id
      ) as agreement,
      (select json_build_object('slug', i.slug, 'title', i.title) from initiative i where i.id = r.initiative_id) as initiative,
      ${rowSource(sql, "r")} as source, ${moment(sql, sql`r.created_at`)} as "createdAt", ${personName(sql, sql`r.entered_by`)} as "enteredBy",
      coalesce((
        select json_agg(json_build_object(
          'year', l.year, 'partYear', l.part_year, 'amount', case when not ${amountHiddenSince(sql, "l")} then l.amount end,
          'printed', case when not ${amountHiddenSince(sql, "l")} then l.printed end,
          'blank', case when ${amountHiddenSince(sql, "l")} then 'hidden' else l.blank end, 'financing', l.financing,
          'recordedAt', ${moment(sql, sql`l.recorded_at`)}, 'recordedBy', ${personName(sql, sql`l.recorded_by`)},
          'replacedAt', ${moment(sql, sql`l.replaced_at`)}, 'replacedBy', ${personName(sql, sql`l.replaced_by`)},
          'replacedBecause', l.replaced_because
        ) order by l.year, l.recorded_at, l.replaced_at nulls last, l.id)
        from budget_line l where l.row_id = r.id
      ), '[]') as amounts
    from budget_row r
    where r.municipality_code = ${municipality} and r.demo = ${demo}
    order by r.table_id, r.position, r.label collate danish, r.id`;
}

/** A value, also one that another took the place of; number, word and cell are null where it was hidden since. */
export interface ExportedValue
  extends ExportedStanding,
    Pick<
      IndicatorValueTable,
      | "timeKind"
      | "timePrinted"
      | "blank"
      | "expected"
      | "printed"
      | "qualifier"
      | "denominator"
      | "projected"
      | "pooledYears"
      | "publishedPrinted"
      | "updatedPrinted"
      | "replacedBecause"
    > {
  /** The first day of its time, `YYYY-MM-DD`, and the first day after it. */
  timeFrom: string | null;
  timeTo: string | null;
  series: string | null;
  part: string | null;
  number: number | null;
  word: string | null;
  source: RowSource | null;
  recordedAt: string;
  recordedBy: string | null;
  replacedAt: string | null;
  replacedBy: string | null;
}

/** An indicator that a municipality has values of, or that is its own. */
export interface ExportedIndicator
  extends Pick<
    IndicatorTable,
    | "id"
    | "slug"
    | "demo"
    | "title"
    | "definition"
    | "unit"
    | "decimals"
    | "caveat"
    | "direction"
    | "changeSeenBy"
    | "notComparableBecause"
  > {
  /** It is the municipality's own, and not of all. */
  own: boolean;
  publishedAt: string | null;
  hiddenAt: string | null;
  source: RowSource | null;
  /** The municipality's, by time, the first that was recorded first. */
  values: ExportedValue[];
}

/** The indicators of a municipality with its values, by title. */
export async function readExportIndicators(sql: Sql, { municipality, demo }: ExportedOf): Promise<ExportedIndicator[]> {
  const label = (list: "serie" | "del" | "ord", column: "series" | "part" | "word"): ReturnType<Sql> => sql`(
    select o.label from indicator_choice o where o.indicator_id = v.indicator_id and o.list = ${list} and o.code = v.${sql(column)}
  )`;
  const unlessHidden = (value: ReturnType<Sql>) => sql`case when not ${valueHiddenLater(sql, "v")} then ${value} end`;
  return sql<ExportedIndicator[]>`
    select x.id, x.slug, x.demo, x.title, x.definition, x.unit, x.decimals, x.caveat, x.direction, x.change_seen_by as "changeSeenBy",
      x.not_comparable_because as "notComparableBecause", x.municipality_code is not distinct from ${municipality} as own,
      ${moment(sql, sql`x.published_at`)} as "publishedAt", ${moment(sql, sql`x.hidden_at`)} as "hiddenAt", ${rowSource(sql, "x")} as source,
      coalesce((
        select json_agg(json_build_object(
          'timeKind', v.time_kind, 'timeFrom', v.time_from, 'timeTo', v.time_to, 'timePrinted', v.time_printed,
          'series', ${label("serie", "series")}, 'part', ${label("del", "part")},
          'number', ${unlessHidden(sql`v.number`)}, 'word', ${unlessHidden(label("ord", "word"))},
          'blank', case when ${valueHiddenLater(sql, "v")} then 'skjult' else v.blank end, 'expected', v.expected,
          'printed', ${unlessHidden(sql`v.printed`)}, 'qualifier', ${unlessHidden(sql`v.qualifier`)},
          'denominator', ${unlessHidden(sql`v.denominator`)}, 'projected', v.projected, 'pooledYears', v.pooled_years,
          'publishedPrinted', v.published_printed, 'updatedPrinted', v.updated_printed, 'source', ${rowSource(sql, "v")},
          'visibility', v.visibility, 'publishedAt', ${moment(sql, sql`v.published_at`)}, 'takenBackAt', ${moment(sql, sql`v.taken_back_at`)},
          'recordedAt', ${moment(sql, sql`v.recorded_at`)}, 'recordedBy', ${personName(sql, sql`v.recorded_by`)},
          'replacedAt', ${moment(sql, sql`v.replaced_at`)}, 'replacedBy', ${personName(sql, sql`v.replaced_by`)},
          'replacedBecause', v.replaced_because
        ) order by v.time_from nulls first, v.time_to, v.series, v.part, v.recorded_at, v.replaced_at nulls last, v.id)
        from indicator_value v where v.indicator_id = x.id and v.municipality_code = ${municipality} and v.demo = ${demo}
      ), '[]') as values
    from indicator x
    where x.id = any(array(
      select id from indicator where municipality_code = ${municipality} and demo = ${demo}
      union select indicator_id from indicator_value where municipality_code = ${municipality} and demo = ${demo}
    ))
    order by x.title collate danish, x.id`;
}

/** Who asked for a follow-up, of what, and how it is given. */
export interface ExportedMandate
  extends ExportedStanding,
    Pick<MandateTable, "id" | "demo" | "title" | "askedBy" | "askedWhen" | "howOften" | "answeredBy"> {
  source: RowSource | null;
  enteredBy: string | null;
  changedAt: string;
  points: string[];
  papers: (Pick<FollowUpPaperTable, "title" | "datedPrinted" | "body"> & { metOn: string | null })[];
  sections: (Pick<FollowUpSectionTable, "title" | "dueMonths" | "duePrinted"> & { indicators: string[] })[];
  followUps: (Pick<
    ThematicFollowUpTable,
    "periodPrinted" | "numeral" | "periodFrom" | "periodTo" | "theme" | "themeNote" | "focusKind" | "note"
  > & {
    /** The title of the initiative that it looks at. */
    initiative: string | null;
    focus: Pick<FocusItemTable, "position" | "under" | "text">[];
    data: Pick<FollowUpDataTable, "kind" | "printed" | "added">[];
  })[];
}

/** The follow-ups that a municipality has been asked for, by title. */
export async function readExportMandates(sql: Sql, { municipality, demo }: ExportedOf): Promise<ExportedMandate[]> {
  return sql<ExportedMandate[]>`
    select m.id, m.demo, m.title, m.asked_by as "askedBy", m.asked_when as "askedWhen", m.how_often as "howOften",
      m.answered_by as "answeredBy", ${exportedStanding(sql, "m")}, ${rowSource(sql, "m")} as source,
      ${personName(sql, sql`m.entered_by`)} as "enteredBy", ${moment(sql, sql`m.changed_at`)} as "changedAt",
      array(select o.text from mandate_point o where o.mandate_id = m.id order by o.position) as points,
      coalesce((
        select json_agg(json_build_object('title', o.title, 'datedPrinted', o.dated_printed, 'body', o.body, 'metOn', o.met_on) order by o.position)
        from follow_up_paper o where o.mandate_id = m.id
      ), '[]') as papers,
      coalesce((
        select json_agg(json_build_object(
          'title', s.title, 'dueMonths', s.due_months, 'duePrinted', s.due_printed,
          'indicators', array(
            select x.title from indicator_section y join indicator x on x.id = y.indicator_id where y.section_id = s.id order by y.position
          )
        ) order by s.position)
        from follow_up_section s where s.mandate_id = m.id
      ), '[]') as sections,
      coalesce((
        select json_agg(json_build_object(
          'periodPrinted', t.period_printed, 'numeral', t.numeral, 'periodFrom', t.period_from, 'periodTo', t.period_to, 'theme', t.theme,
          'themeNote', t.theme_note, 'focusKind', t.focus_kind, 'note', t.note,
          'initiative', (select i.title from initiative i where i.id = t.initiative_id),
          'focus', coalesce((
            select json_agg(json_build_object('position', f.position, 'under', f.under, 'text', f.text) order by f.position)
            from focus_item f where f.follow_up_id = t.id
          ), '[]'),
          'data', coalesce((
            select json_agg(json_build_object('kind', y.kind, 'printed', y.printed, 'added', y.added) order by y.position)
            from follow_up_data y where y.follow_up_id = t.id
          ), '[]')
        ) order by t.position)
        from thematic_follow_up t where t.mandate_id = m.id
      ), '[]') as "followUps"
    from mandate m
    where m.municipality_code = ${municipality} and m.demo = ${demo}
    order by m.title collate danish, m.id`;
}

/** Something that a municipality wants in its own documents. */
export interface ExportedAim extends Pick<AimTable, "id" | "demo" | "kind" | "title" | "text" | "visibility"> {
  publishedAt: string | null;
  /** The passage that it stands in. */
  address: string;
}

/** What a municipality wants in its own documents, in their order. */
export async function readExportAims(sql: Sql, { municipality, demo }: ExportedOf): Promise<ExportedAim[]> {
  return sql<ExportedAim[]>`
    select a.id, a.demo, a.kind, a.title, a.text, a.visibility, ${moment(sql, sql`a.published_at`)} as "publishedAt",
      ${addressOf(sql, "a")} as address
    from aim a
    where a.municipality_code = ${municipality} and a.demo = ${demo}
    order by a.kind, a.position, a.id`;
}

/** How places in special provision are given and paid. */
export interface ExportedPlacement
  extends ExportedStanding,
    Pick<PlacementTable, "id" | "demo" | "subject" | "whoDecides" | "whoPays" | "model" | "holdsFrom"> {
  source: RowSource | null;
  enteredBy: string | null;
  changedAt: string;
}

/** How a municipality gives places in special provision and pays for them, in the order of its documents. */
export async function readExportPlacements(sql: Sql, { municipality, demo }: ExportedOf): Promise<ExportedPlacement[]> {
  return sql<ExportedPlacement[]>`
    select p.id, p.demo, p.subject, p.who_decides as "whoDecides", p.who_pays as "whoPays", p.model, p.holds_from as "holdsFrom",
      ${exportedStanding(sql, "p")}, ${rowSource(sql, "p")} as source,
      ${personName(sql, sql`p.entered_by`)} as "enteredBy", ${moment(sql, sql`p.changed_at`)} as "changedAt"
    from placement p
    where p.municipality_code = ${municipality} and p.demo = ${demo}
    order by p.position, p.id`;
}
