import type { Viewer } from "#app/domain/viewer.ts";
import type { Kind } from "#search/document.ts";
import type { Sql } from "../client.ts";
import { statusPath, statusTitleInSql, statusWordsInSql } from "./statuses/list.ts";
import {
  visibleCase,
  visibleDocument,
  visibleIndicator,
  visibleInitiative,
  visibleMethod,
  visibleStatus,
} from "./visible.ts";

/** A found thing as its row says it is now. */
export interface HitRow {
  kind: Kind;
  id: string;
  title: string;
  /** From the site's root. */
  path: string;
  summary: string;
  /** Where the words were found, for the excerpt. */
  text: string;
  municipality: string | null;
  demo: boolean;
}

/**
 * Reads what an engine has found again, in the engine's order. What the viewer may not see, or is no more, is left out:
 * an index that is behind can never tell.
 * @param texts false for who shows titles alone: summary and text are then empty, and long texts stay where they are
 */
export async function readHits(
  sql: Sql,
  viewer: Viewer,
  hits: readonly { kind: Kind; id: string }[],
  texts = true,
): Promise<HitRow[]> {
  const idsOf = (kind: Kind) => hits.filter((hit) => hit.kind === kind).map(({ id }) => id);
  return sql<HitRow[]>`
    select kind, id, title, path, municipality, demo,
      case when ${texts} then summary else '' end as summary, case when ${texts} then text else '' end as text
    from (
      select 'case' as kind, c.id::text as id, r.title, '/eksempler/' || c.slug as path, r.summary, r.text, k.name as municipality, c.demo
      from case_story c
      join case_revision r on r.id = c.published_revision_id
      join municipality k on k.code = c.municipality_code
      where c.id = any(${idsOf("case")}::uuid[]) and ${visibleCase(sql, viewer)}
      union all
      select 'method', m.id::text, r.title, '/metoder/' || m.slug, r.summary, r.text, null, false
      from method m join method_revision r on r.id = m.published_revision_id
      where m.id = any(${idsOf("method")}::uuid[]) and ${visibleMethod(sql, viewer)}
      union all
      select 'initiative', i.id::text, i.title, '/indsatser/' || i.slug, concat_ws(E'\n\n', nullif(i.summary, ''), i.to_teach),
        concat_ws(E'\n\n', i.target_group, i.coverage, array_to_string(i.partners, ', ')), k.name, i.demo
      from initiative i join municipality k on k.code = i.municipality_code
      where i.id = any(${idsOf("initiative")}::uuid[]) and ${visibleInitiative(sql, viewer)}
      union all
      select 'indicator', x.id::text, x.title, '/indikatorer/' || x.slug, x.definition,
        concat_ws(E'\n\n', x.change_seen_by, x.caveat), k.name, x.demo
      from indicator x left join municipality k on k.code = x.municipality_code
      where x.id = any(${idsOf("indicator")}::uuid[]) and ${visibleIndicator(sql)}
      union all
      select 'status', s.id::text, ${statusTitleInSql(sql)}, ${statusPath(sql)},
        case when e.origin = 'document' then 'Gengivet fra et dokument.' else 'Kommunens egen status.' end, ${statusWordsInSql(sql)}, k.name, s.demo
      from status s
      join municipality k on k.code = s.municipality_code
      join status_edition e on e.id = s.published_edition_id
      where s.id = any(${idsOf("status")}::uuid[]) and ${visibleStatus(sql)}
      union all
      select 'municipality', k.code, k.full_name, '/kommuner/' || k.slug, '', '', k.name, false
      from municipality k where k.code = any(${idsOf("municipality")})
      union all
      select 'commitment', p.declaration_year || '-' || p.number, p.title,
        '/erklaeringer/' || p.declaration_year || '/punkter/' || p.number, p.plain, p.quote, null, false
      from commitment p where p.declaration_year || '-' || p.number = any(${idsOf("commitment")})
      union all
      select 'document', d.id::text, d.title, '/dokumenter/' || d.slug, d.summary, d.text, k.name, false
      from document d left join municipality k on k.code = d.municipality_code
      where d.id = any(${idsOf("document")}::uuid[]) and ${visibleDocument(sql)}
      union all
      select 'reference', w.slug, w.title, '/kilder/' || w.slug, coalesce(w.found, w.note), concat_ws(E'\n\n', w.who, w.limits), null, false
      from reference w where w.slug = any(${idsOf("reference")}) and w.withdrawn_on is null
    ) found
    join unnest(${hits.map(({ kind }) => kind)}::text[], ${hits.map(({ id }) => id)}::text[]) with ordinality as wanted (kind, id, at)
      using (kind, id)
    order by wanted.at`;
}

/** What the values of the facets are called whose values are rows. */
export type FacetNames = Record<"region" | "municipality" | "method" | "commitment", Map<string, string>>;

/**
 * The names of regions, municipalities and methods by slug, and of commitments by such as `2025-3`; Danish alphabet, commitments by number.
 * @param today `YYYY-MM-DD`: only regions that hold municipalities on that day.
 */
export async function listFacetNames(sql: Sql, viewer: Viewer, today: string): Promise<FacetNames> {
  const rows = await sql<{ facet: keyof FacetNames; value: string; label: string }[]>`
    select facet, value, label from (
      select 'municipality' as facet, slug as value, name as label, 0 as place from municipality
      union all
      select 'region', slug, name, 0 from region
      where exists (
        select from municipality_region kr
        where kr.region_slug = region.slug and kr.valid_from <= ${today} and (kr.valid_to is null or kr.valid_to > ${today})
      )
      union all
      select 'method', m.slug, r.title, 0 from method m join method_revision r on r.id = m.published_revision_id
      where ${visibleMethod(sql, viewer)}
      union all
      select 'commitment', declaration_year || '-' || number, number || '. ' || title, declaration_year * 100 + number from commitment
    ) named order by place, label collate danish`;
  const names: FacetNames = { region: new Map(), municipality: new Map(), method: new Map(), commitment: new Map() };
  for (const { facet, value, label } of rows) names[facet].set(value, label);
  return names;
}
