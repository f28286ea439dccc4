import type { Sql } from "../client.ts";
import { nearestPage, type Page, type Paging, slice, toPage } from "./paging.ts";
import { statusPath, statusTitleInSql } from "./statuses/list.ts";

/** Where the pages that can be hidden stand. */
const tables = {
  case: "case_story",
  method: "method",
  document: "document",
  initiative: "initiative",
  indicator: "indicator",
  status: "status",
} as const;

/** A page that can be hidden. */
export interface HideablePage {
  kind: keyof typeof tables;
  id: string;
  path: string;
  title: string;
  /** Code; null for what belongs to no municipality. */
  municipality: string | null;
  demo: boolean;
  hiddenAt: Date | null;
  /** Hidden because words of it were removed for good, until its text is approved anew. */
  awaitsApproval: boolean;
  /** It was hidden when they were removed, and stays so when the text is approved. */
  hiddenBefore: boolean;
}

/** @param paths of those that are wanted; all when left out */
const pages = (sql: Sql, paths?: readonly string[]) => {
  const wanted = (folder: string, slug: ReturnType<Sql>) => {
    const start = `/${folder}/`;
    const slugs = paths?.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
    return slugs ? sql`${slug} = any(${slugs}::text[])` : sql`true`;
  };
  return sql`(
  select 'case' as kind, c.id, '/eksempler/' || c.slug as path, r.title, c.municipality_code as municipality, c.demo, c.hidden_at as "hiddenAt",
    c.awaits_approval as "awaitsApproval", c.hidden_before as "hiddenBefore"
  from case_story c join case_revision r on r.id = c.published_revision_id
  where ${wanted("eksempler", sql`c.slug`)}
  union all
  select 'method', m.id, '/metoder/' || m.slug, r.title, null, false, m.hidden_at, false, false
  from method m join method_revision r on r.id = m.published_revision_id
  where ${wanted("metoder", sql`m.slug`)}
  union all
  select 'document', d.id, '/dokumenter/' || d.slug, d.title, d.municipality_code, false, d.hidden_at, false, false
  from document d
  where ${wanted("dokumenter", sql`d.slug`)}
  union all
  select 'initiative', i.id, '/indsatser/' || i.slug, i.title, i.municipality_code, i.demo, i.hidden_at, false, false
  from initiative i
  where i.published_at is not null and ${wanted("indsatser", sql`i.slug`)}
  union all
  select 'indicator', x.id, '/indikatorer/' || x.slug, x.title, x.municipality_code, x.demo, x.hidden_at, false, false
  from indicator x
  where x.published_at is not null and ${wanted("indikatorer", sql`x.slug`)}
  union all
  select 'status', s.id, ${statusPath(sql)}, ${statusTitleInSql(sql)}, s.municipality_code, s.demo, s.hidden_at, false, false
  from status s join municipality k on k.code = s.municipality_code
  where s.published_edition_id is not null
    and ${wanted("kommuner", sql`k.slug || '/status/' || s.period_code || case when s.demo then '?demodata=ja' else '' end`)}
)`;
};

/** The page at a path, if it is one that can be hidden. */
export async function findHideable(sql: Sql, path: string): Promise<HideablePage | undefined> {
  const [page] = await listHideable(sql, [path]);
  return page;
}

/** The pages at some paths that can be hidden. */
export async function listHideable(sql: Sql, paths: readonly string[]): Promise<HideablePage[]> {
  return sql<HideablePage[]>`select * from ${pages(sql, paths)} page`;
}

/** A page that readers do not see now. */
export interface HiddenPage extends HideablePage {
  hiddenAt: Date;
  /** Why, as whoever hid it wrote; null when that is not for the asker to read, or the log of that time is no longer kept. */
  reason: string | null;
}

/** Which hidden pages are wanted. */
export interface HiddenQuestion {
  /** Code of the municipality that they belong to; null for everywhere. */
  municipality: string | null;
  /** For an invented person: invented pages alone, and no reason that a real person has written. Real people are given no invented reason. */
  demo: boolean;
}

/** One page of what is hidden now, newest first. */
export async function listHidden(
  sql: Sql,
  { municipality, demo }: HiddenQuestion,
  asked: Paging,
): Promise<Page<HiddenPage>> {
  const there = () =>
    sql`(page.demo or not ${demo}) and (${municipality}::text is null or municipality = ${municipality})`;
  return nearestPage(asked, async (paging) => {
    const rows = await sql<(HiddenPage & { total: number })[]>`
      select page.*, count(*) over ()::int as total, (
        select case when l.demo = ${demo} then l.reason end
        from audit_log l where l.action = 'page.hidden' and l.subject = page.path order by l.id desc limit 1
      ) as reason
      from ${pages(sql)} page
      where "hiddenAt" is not null and ${there()}
      order by "hiddenAt" desc, path
      ${slice(sql, paging)}`;
    return toPage(rows, paging, async () => {
      const [row] = await sql<{ total: number }[]>`
        select count(*)::int as total from ${pages(sql)} page where "hiddenAt" is not null and ${there()}`;
      return row?.total ?? 0;
    });
  });
}

/** Hides a page from readers, or shows it again. @returns false when it is so already */
export async function setHidden(
  sql: Sql,
  { kind, id }: Pick<HideablePage, "kind" | "id">,
  hidden: boolean,
): Promise<boolean> {
  const updated = await sql`
    update ${sql(tables[kind])} set hidden_at = ${hidden ? sql`now()` : null}
    where id = ${id} and (hidden_at is null) = ${hidden}`;
  return updated.count > 0;
}

/** The municipality that a page belongs to, by its path; none for what belongs to nobody. */
export async function findOwnerOfPath(sql: Sql, path: string): Promise<string | null> {
  const [, folder, slug = ""] = path.split(/[/?#]/);
  if (folder === "kommuner") {
    const [row] = await sql<{ code: string }[]>`select code from municipality where slug = ${slug}`;
    return row?.code ?? null;
  }
  return (await findHideable(sql, `/${folder}/${slug}`))?.municipality ?? null;
}
