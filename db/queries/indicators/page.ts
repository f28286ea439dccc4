import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type {
  CommitmentTable,
  IndicatorChartTable,
  IndicatorChoiceTable,
  IndicatorTable,
  MandateTable,
} from "../../row-types.ts";
import { type Found, foundGroundTrace, type GroundTrace } from "../found.ts";
import { type Passage, passageOf, type RowSource, rowSource } from "../row-sources.ts";
import { visibleAim, visibleIndicator, visibleInitiative, visibleMandate } from "../visible.ts";

/** A chart that a document has without printing its values. */
export interface UnprintedChart extends Pick<IndicatorChartTable, "demo" | "updatedPrinted" | "note"> {
  municipality: { slug: string; name: string };
  passage: Passage;
}

/** An indicator as its own page shows it; its values are read apart. */
export interface IndicatorDetails
  extends Pick<
    IndicatorTable,
    | "id"
    | "slug"
    | "demo"
    | "title"
    | "definition"
    | "unit"
    | "decimals"
    | "level"
    | "cadence"
    | "sourceUrl"
    | "countedBy"
    | "privateSchools"
    | "caveat"
    | "direction"
    | "changeSeenBy"
    | "notComparableBecause"
    | "changedAt"
  > {
  /** "tal": it answers with a number, "ord": with a word of its list. */
  answers: "tal" | "ord";
  /** Whose own it is; null: of all, kept by the association. */
  municipality: { code: string; slug: string; name: string } | null;
  /** Who counts, in words. */
  countedFrom: IndicatorTable["source"];
  /** What the definition rests on. */
  source: RowSource | null;
  commitments: ({ year: number } & Pick<CommitmentTable, "number" | "title">)[];
  /** The labels of its lists, in their order. */
  series: IndicatorChoiceTable["label"][];
  parts: IndicatorChoiceTable["label"][];
  words: IndicatorChoiceTable["label"][];
  /** From these days on, `YYYY-MM-DD`, it is counted in another way. */
  breaks: { onDay: string; because: string }[];
  charts: UnprintedChart[];
  /** The follow-ups that it is a part of. */
  sections: (Pick<MandateTable, "title"> & { section: string; municipality: string })[];
  /** The initiatives behind the aims that it measures. */
  initiatives: { slug: string; title: string }[];
}

/** The indicator at an address. */
export async function findIndicator(sql: Sql, viewer: Viewer, slug: string): Promise<Found<IndicatorDetails>> {
  const labels = (list: "serie" | "del" | "ord") => sql`
    coalesce((
      select json_agg(o.label order by o.position) from indicator_choice o where o.indicator_id = x.id and o.list = ${list}
    ), '[]')`;
  const [item] = await sql<IndicatorDetails[]>`
    select x.id, x.slug, x.demo, x.title, x.definition, x.answers, x.unit, x.decimals, x.level, x.cadence, x.source as "countedFrom",
      x.source_url as "sourceUrl", x.counted_by as "countedBy", x.private_schools as "privateSchools", x.caveat, x.direction,
      x.change_seen_by as "changeSeenBy", x.not_comparable_because as "notComparableBecause", x.changed_at as "changedAt",
      (
        select json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) from municipality k where k.code = x.municipality_code
      ) as municipality,
      ${rowSource(sql, "x")} as source,
      coalesce((
        select json_agg(json_build_object('year', y.declaration_year, 'number', y.number, 'title', p.title)
          order by y.declaration_year desc, y.number)
        from indicator_commitment y
        join commitment p on p.declaration_year = y.declaration_year and p.number = y.number
        where y.indicator_id = x.id
      ), '[]') as commitments,
      ${labels("serie")} as series, ${labels("del")} as parts, ${labels("ord")} as words,
      coalesce((
        select json_agg(json_build_object('onDay', b.on_day, 'because', b.because) order by b.on_day)
        from indicator_break b where b.indicator_id = x.id
      ), '[]') as breaks,
      coalesce((
        select json_agg(json_build_object(
          'demo', g.demo, 'updatedPrinted', g.updated_printed, 'note', g.note, 'passage', ${passageOf(sql, "g")},
          'municipality', json_build_object('slug', k.slug, 'name', k.name)
        ) order by g.demo, k.name collate danish)
        from indicator_chart g join municipality k on k.code = g.municipality_code where g.indicator_id = x.id
      ), '[]') as charts,
      coalesce((
        select json_agg(json_build_object('title', m.title, 'section', s.title, 'municipality', k.slug) order by m.title, s.position)
        from indicator_section y
        join follow_up_section s on s.id = y.section_id
        join mandate m on m.id = s.mandate_id
        join municipality k on k.code = m.municipality_code
        where y.indicator_id = x.id and ${visibleMandate(sql, viewer)}
      ), '[]') as sections,
      coalesce((
        select json_agg(distinct jsonb_build_object('slug', i.slug, 'title', i.title))
        from aim_indicator y
        join aim a on a.id = y.aim_id
        join aim_initiative z on z.aim_id = a.id
        join initiative i on i.id = z.initiative_id
        where y.indicator_id = x.id and ${visibleAim(sql, viewer)} and ${visibleInitiative(sql, viewer)}
      ), '[]') as initiatives
    from indicator x
    where x.slug = ${slug} and ${visibleIndicator(sql)}`;
  if (item) return { state: "here", item };
  const [trace] = await sql<GroundTrace[]>`
    select x.slug, x.hidden_at is not null as hidden
    from indicator x
    where (x.slug = ${slug} or x.id = (select indicator_id from retired_indicator_slug where slug = ${slug})) and x.published_at is not null
    order by x.slug = ${slug} desc
    limit 1`;
  return foundGroundTrace(trace);
}
