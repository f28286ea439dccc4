import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type {
  AimTable,
  BudgetDifferenceTable,
  CommitmentTable,
  InitiativeCommitmentTable,
  InitiativeTable,
  ThematicFollowUpTable,
} from "../../row-types.ts";
import { differencesFor } from "../budgets/differences.ts";
import { type Found, foundGroundTrace, type GroundTrace } from "../found.ts";
import { type Passage, passageOf, type RowSource, rowSource } from "../row-sources.ts";
import { type NamedUnit, unitNow } from "../units.ts";
import {
  knownInitiative,
  visibleAim,
  visibleCase,
  visibleInitiative,
  visibleMandate,
  visibleMethod,
} from "../visible.ts";
import { milestonesOf, type ShownMilestone } from "./milestones.ts";

/** An initiative as its own page shows it. What nobody has told is null, or an empty list. */
export interface InitiativeDetails
  extends Pick<
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
    | "visibility"
    | "changedAt"
  > {
  municipality: { code: string; slug: string; name: string };
  /** Null: the municipality's own word. */
  source: RowSource | null;
  /** Each by the name that it had, with the unit that it has become part of. */
  units: NamedUnit[];
  /** Other municipalities that take part. */
  municipalities: { code: string; slug: string; name: string }[];
  commitments: ({ year: number } & Pick<CommitmentTable, "number" | "title"> &
    Pick<InitiativeCommitmentTable, "linkedBy" | "why">)[];
  methods: { id: string; slug: string; title: string }[];
  cases: { id: string; slug: string; title: string }[];
  milestones: ShownMilestone[];
  /** What its municipality wants with it. */
  aims: (Pick<AimTable, "id" | "kind" | "title"> & { passage: Passage })[];
  /** Where the text of a document and its table say two things of it. */
  differences: (Pick<BudgetDifferenceTable, "id" | "subject" | "textSays" | "tableSays"> & { address: string })[];
  /** The thematic follow-ups that look at it. */
  followUps: (Pick<ThematicFollowUpTable, "id" | "theme" | "numeral"> & { period: string })[];
}

/** The columns of `InitiativeDetails`, of `initiative i`, `municipality k`. */
export const initiativeDetails = (sql: Sql, viewer: Viewer) => sql`
  i.id, i.slug, i.demo, i.kind, i.title, i.summary, i.to_teach as "toTeach", i.state, i.decided_by as "decidedBy",
  i.decided_on as "decidedOn", i.period_printed as "periodPrinted", i.period_kind as "periodKind", i.period_from as "periodFrom",
  i.period_to as "periodTo", i.settings, i.levels, i.mellemform_levels as "mellemformLevels", i.target_group as "targetGroup",
  i.coverage, i.partners, i.owner_role as "ownerRole", i.visibility, i.changed_at as "changedAt",
  json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality,
  ${rowSource(sql, "i")} as source,
  coalesce((
    select json_agg(${unitNow(sql)} order by u.name collate danish)
    from initiative_unit x join unit u on u.id = x.unit_id
    where x.initiative_id = i.id and x.municipality_code = i.municipality_code
  ), '[]') as units,
  coalesce((
    select json_agg(json_build_object('code', o.code, 'slug', o.slug, 'name', o.name) order by o.name collate danish)
    from initiative_municipality x join municipality o on o.code = x.municipality_code where x.initiative_id = i.id
  ), '[]') as municipalities,
  coalesce((
    select json_agg(json_build_object(
      'year', x.declaration_year, 'number', x.number, 'title', p.title, 'linkedBy', x.linked_by, 'why', x.why
    ) order by x.declaration_year desc, x.number)
    from initiative_commitment x
    join commitment p on p.declaration_year = x.declaration_year and p.number = x.number
    where x.initiative_id = i.id
  ), '[]') as commitments,
  coalesce((
    select json_agg(json_build_object('id', m.id, 'slug', m.slug, 'title', mr.title) order by x.position)
    from initiative_method x join method m on m.id = x.method_id join method_revision mr on mr.id = m.published_revision_id
    where x.initiative_id = i.id and ${visibleMethod(sql, viewer)}
  ), '[]') as methods,
  coalesce((
    select json_agg(json_build_object('id', c.id, 'slug', c.slug, 'title', cr.title) order by cr.title collate danish)
    from initiative_case x join case_story c on c.id = x.case_id join case_revision cr on cr.id = c.published_revision_id
    where x.initiative_id = i.id and ${visibleCase(sql, viewer)}
  ), '[]') as cases,
  ${milestonesOf(sql)} as milestones,
  coalesce((
    select json_agg(json_build_object('id', a.id, 'kind', a.kind, 'title', a.title, 'passage', ${passageOf(sql, "a")}) order by a.kind, a.position)
    from aim_initiative x join aim a on a.id = x.aim_id
    where x.initiative_id = i.id and ${visibleAim(sql, viewer)}
  ), '[]') as aims,
  ${differencesFor(sql, sql`e.initiative_id = i.id`)} as differences,
  coalesce((
    select json_agg(json_build_object('id', t.id, 'theme', t.theme, 'numeral', t.numeral, 'period', t.period_printed)
      order by t.position)
    from thematic_follow_up t join mandate m on m.id = t.mandate_id
    where t.initiative_id = i.id and ${visibleMandate(sql, viewer)}
  ), '[]') as "followUps"`;

/** The initiative at an address, for this viewer. */
export async function findInitiative(sql: Sql, viewer: Viewer, slug: string): Promise<Found<InitiativeDetails>> {
  const [item] = await sql<InitiativeDetails[]>`
    select ${initiativeDetails(sql, viewer)}
    from initiative i join municipality k on k.code = i.municipality_code
    where i.slug = ${slug} and ${visibleInitiative(sql, viewer)}`;
  if (item) return { state: "here", item };
  const [trace] = await sql<GroundTrace[]>`
    select i.slug, i.hidden_at is not null as hidden
    from initiative i
    where (i.slug = ${slug} or i.id = (select initiative_id from retired_initiative_slug where slug = ${slug}))
      and ${knownInitiative(sql, viewer)}
    order by i.slug = ${slug} desc
    limit 1`;
  return foundGroundTrace(trace);
}
