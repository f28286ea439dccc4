import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";
import {
  visibleCase,
  visibleDocument,
  visibleIndicator,
  visibleInitiative,
  visibleMethod,
  visibleStatus,
} from "./visible.ts";

/** An address for search robots. */
export interface SitemapEntry {
  path: string;
  /** Null where nobody keeps the date. */
  changedAt: Date | null;
}

/** Every page with content of its own that a viewer may read; invented content is left out. */
export async function listSitemap(sql: Sql, viewer: Viewer): Promise<SitemapEntry[]> {
  return sql<SitemapEntry[]>`
    select '/eksempler/' || c.slug as path, r.created_at as "changedAt"
    from case_story c join case_revision r on r.id = c.published_revision_id
    where not c.demo and ${visibleCase(sql, viewer)}
    union all
    select '/metoder/' || m.slug, r.created_at
    from method m join method_revision r on r.id = m.published_revision_id
    where ${visibleMethod(sql, viewer)}
    union all
    select '/kommuner/' || slug, null from municipality
    union all
    select '/indsatser/' || i.slug, i.changed_at from initiative i where not i.demo and ${visibleInitiative(sql, viewer)}
    union all
    select '/indikatorer/' || x.slug, x.changed_at from indicator x where not x.demo and ${visibleIndicator(sql)}
    union all
    select '/kommuner/' || k.slug || '/status/' || s.period_code, e.published_at
    from status s join municipality k on k.code = s.municipality_code join status_edition e on e.id = s.published_edition_id
    where not s.demo and ${visibleStatus(sql)}
    union all
    select '/dokumenter/' || d.slug, d.added_at from document d where ${visibleDocument(sql)}
    union all
    select '/kilder/' || slug, added_at from reference
    union all
    select '/erklaeringer/' || year, null from declaration
    union all
    select '/erklaeringer/' || year || '/status', null from declaration
    union all
    select '/erklaeringer/' || declaration_year || '/punkter/' || number, null from commitment
    order by path`;
}
