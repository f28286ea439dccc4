import type { Setting } from "#app/domain/vocabulary.ts";
import type { Sql } from "#db/client.ts";
import { statusTitleInSql, statusWordsInSql } from "#db/queries/statuses/list.ts";
import {
  publishedInitiative,
  publishedText,
  visibleDocument,
  visibleIndicator,
  visibleStatus,
} from "#db/queries/visible.ts";
import { formsOf, searchWordsOf } from "./danish.ts";
import type { Hit } from "./engine.ts";

/** The sorts of things that can be found, in the order in which they come when nothing else tells them apart. */
export const kinds = [
  "method",
  "case",
  "initiative",
  "indicator",
  "status",
  "commitment",
  "municipality",
  "document",
  "reference",
] as const;
export type Kind = (typeof kinds)[number];

/** A row as the search sees it, read again from the database whenever it is indexed. */
export interface SearchRow {
  kind: Kind;
  id: string;
  /** Who may find it: `public`, `network`, `municipality:<code>`. */
  audience: string[];
  demo: boolean;
  title: string;
  aliases: string[];
  summary: string;
  text: string;
  /** Slug; null for what belongs to no municipality. */
  municipality: string | null;
  settings: string[];
  levels: string[];
  /** Such as `2025-3`. */
  commitments: string[];
  /** Slugs. */
  methods: string[];
  changedAt: Date;
}

/** What an engine stores: the row, with its words in the forms under which they are found. */
export interface SearchDocument extends Omit<SearchRow, "aliases" | "summary" | "text"> {
  titleForms: string[];
  summaryForms: string[];
  textForms: string[];
  /** Each word once, for putting misspelt ones right. */
  words: string[];
}

/** The words by which what is filed under a setting is found. */
const settingWords: Readonly<Record<Setting, string>> = {
  dagtilbud: "dagtilbud",
  overgang: "overgang til skole, skolestart",
  indskoling: "indskoling",
  mellemtrin: "mellemtrin",
  udskoling: "udskoling, overbygning",
  "sfo-klub": "SFO og klub",
  specialtilbud: "specialtilbud",
  ppr: "PPR",
  forvaltning: "forvaltning",
};

/** A row in the forms of `danish.ts`. */
export function toDocument({ aliases, summary, text, ...row }: SearchRow): SearchDocument {
  // What is filed under a setting is about it, whether its text has the word or not.
  const filed = row.settings.map((code) => settingWords[code as Setting] ?? "");
  const title = [row.title, ...aliases].join(" . ");
  // Sources are many, and guides rest on them: who asks for a method is given the guide to it before what has been written of it.
  const isSource = row.kind === "reference";
  return {
    ...row,
    titleForms: isSource ? [] : formsOf(title),
    summaryForms: formsOf(isSource ? `${title} . ${summary}` : summary),
    textForms: formsOf([text, ...filed].join(" . ")),
    words: searchWordsOf([row.title, ...aliases, summary, text, ...filed].join(" . ")),
  };
}

/**
 * Everything that can be found, as it is now; what is not published is not there.
 * @param only one entry instead of all; an empty list tells that it can no longer be found.
 */
export async function readSearchRows(sql: Sql, only?: Hit): Promise<SearchRow[]> {
  const wanted = (kind: Kind, id: ReturnType<Sql>) =>
    only ? (only.kind === kind ? sql`${id} = ${only.id}` : sql`false`) : sql`true`;
  return sql<SearchRow[]>`
    select 'case' as kind, c.id::text as id, array[c.audience] as audience, c.demo, r.title, '{}'::text[] as aliases,
      r.summary || ' ' || coalesce(r.hard, '') || ' ' || k.name as summary, r.text,
      k.slug as municipality, r.settings, r.levels,
      array(select declaration_year || '-' || number from case_commitment where revision_id = r.id) as commitments,
      array(select m.slug from case_method x join method m on m.id = x.method_id where x.revision_id = r.id) as methods,
      c.first_published_at as "changedAt"
    from case_story c
    join case_revision r on r.id = c.published_revision_id
    join municipality k on k.code = c.municipality_code
    where ${publishedText(sql, "c")} and ${wanted("case", sql`c.id::text`)}
    union all
    select 'method', m.id::text, array[m.audience], false, r.title, r.aliases, r.summary, r.text, null, r.settings, r.levels,
      array(select declaration_year || '-' || number from method_commitment where revision_id = r.id), array[m.slug], m.first_published_at
    from method m join method_revision r on r.id = m.published_revision_id
    where ${publishedText(sql, "m")} and ${wanted("method", sql`m.id::text`)}
    union all
    select 'initiative', i.id::text, array[i.audience], i.demo, i.title, '{}',
      concat_ws(' ', i.summary, i.to_teach, k.name), concat_ws(E'\n\n', i.target_group, i.coverage, array_to_string(i.partners, ', ')),
      k.slug, i.settings, i.levels,
      array(select declaration_year || '-' || number from initiative_commitment where initiative_id = i.id),
      array(select m.slug from initiative_method x join method m on m.id = x.method_id where x.initiative_id = i.id), i.published_at
    from initiative i join municipality k on k.code = i.municipality_code
    where ${publishedInitiative(sql)} and ${wanted("initiative", sql`i.id::text`)}
    union all
    select 'indicator', x.id::text, array['public'], x.demo, x.title, '{}', concat_ws(' ', x.definition, k.name),
      concat_ws(E'\n\n', x.change_seen_by, x.caveat), k.slug, '{}', '{}',
      array(select declaration_year || '-' || number from indicator_commitment where indicator_id = x.id), '{}', x.published_at
    from indicator x left join municipality k on k.code = x.municipality_code
    where ${visibleIndicator(sql)} and ${wanted("indicator", sql`x.id::text`)}
    union all
    select 'status', s.id::text, array['public'], s.demo, ${statusTitleInSql(sql)}, '{}', concat_ws(' ', k.name, e.body), ${statusWordsInSql(sql)},
      k.slug, '{}', '{}',
      array(
        select (b ->> 'year') || '-' || (b ->> 'number') from jsonb_array_elements(e.blocks) b
        where b ->> 'type' = 'point' and b ->> 'stage' is not null
      ), '{}', e.published_at
    from status s
    join municipality k on k.code = s.municipality_code
    join status_edition e on e.id = s.published_edition_id
    where ${visibleStatus(sql)} and ${wanted("status", sql`s.id::text`)}
    union all
    select 'municipality', k.code, array['public'], false, k.name, array[k.full_name], '', '', k.slug, '{}', '{}', '{}', '{}',
      k.population_on::timestamptz
    from municipality k where ${wanted("municipality", sql`k.code`)}
    union all
    select 'commitment', p.declaration_year || '-' || p.number, array['public'], false, p.title, '{}', p.plain, p.quote, null, '{}', '{}',
      array[p.declaration_year || '-' || p.number], '{}', d.added_at
    from commitment p join document d on d.id = p.document_id
    where ${wanted("commitment", sql`p.declaration_year || '-' || p.number`)}
    union all
    select 'document', d.id::text, array['public'], false, d.title, array[d.kind], d.summary || ' ' || d.publisher, d.text, k.slug,
      '{}', '{}', '{}', '{}', d.added_at
    from document d left join municipality k on k.code = d.municipality_code
    where ${visibleDocument(sql)} and ${wanted("document", sql`d.id::text`)}
    union all
    select 'reference', w.slug, array['public'], false, w.title, array_remove(array[w.publisher, w.authors], null),
      coalesce(w.found, w.note), concat_ws(E'\n\n', w.who, w.limits), null, '{}', '{}', '{}', '{}', w.added_at
    from reference w
    where w.withdrawn_on is null and ${wanted("reference", sql`w.slug`)}`;
}
