import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { IndicatorBreakTable, IndicatorChoiceTable, IndicatorTable } from "../../row-types.ts";
import { keptFor } from "../initiatives/keep.ts";
import { nearestPage, type Page, type Paging, slice, toPage } from "../paging.ts";
import { visibleIndicator } from "../visible.ts";
import type { IndicatorChoice } from "./record.ts";

/*
 * Indicators as those see them who keep them and enter values. A keeper is a municipality, by its official code, or null: the association. A
 * municipality sees its own, saved ones too, and those of all that are published; the association those of all.
 */

const keptIndicators = (sql: Sql, viewer: Viewer, keeper: string | null) =>
  keeper === null
    ? sql`(x.municipality_code is null and (${visibleIndicator(sql)} or ${keptFor(sql, viewer, "x")}))`
    : sql`(
        (x.municipality_code = ${keeper} and ${keptFor(sql, viewer, "x")})
        or (x.municipality_code is null and ${visibleIndicator(sql)})
      )`;

/** The condition that a value is the keeper's own: a municipality's, or the country's. @param value the alias of `indicator_value` */
export const ofKeeper = (sql: Sql, keeper: string | null, value = "v") =>
  keeper === null ? sql`${sql(value)}.municipality_code is null` : sql`${sql(value)}.municipality_code = ${keeper}`;

/** True of invented people, who enter invented values. */
export const isInvented = (viewer: Viewer): boolean => viewer.person?.demo ?? false;

/** An indicator as the list of those who keep it has it. */
export interface KeptIndicatorCard
  extends Pick<
    IndicatorTable,
    "id" | "slug" | "demo" | "version" | "title" | "unit" | "publishedAt" | "takenBackAt" | "changedAt"
  > {
  /** Whose own it is; null: of all. */
  municipality: string | null;
  hidden: boolean;
  /** How many values the keeper has of it, and how many of them are saved and not published: real ones, or for invented people invented ones. */
  values: number;
  saved: number;
}

/** One page of the indicators of a keeper, its own first, by title. @param filter.words parts of the title; empty for all */
export async function listKeptIndicators(
  sql: Sql,
  viewer: Viewer,
  keeper: string | null,
  { words }: { words: string },
  asked: Paging,
): Promise<Page<KeptIndicatorCard>> {
  const where = () => sql`
    ${keptIndicators(sql, viewer, keeper)}
    and (${words} = '' or x.title ilike '%' || replace(replace(replace(${words}, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%')`;
  return nearestPage(asked, async (paging) => {
    const rows = await sql<(KeptIndicatorCard & { total: number })[]>`
      select x.id, x.slug, x.demo, x.version, x.title, x.unit, x.published_at as "publishedAt", x.taken_back_at as "takenBackAt",
        x.changed_at as "changedAt", x.municipality_code as municipality, x.hidden_at is not null as hidden,
        own.values, own.saved, x.total
      from (
        select x.*, count(*) over ()::int as total from indicator x
        where ${where()}
        order by x.municipality_code nulls last, x.demo, x.title collate danish, x.id
        ${slice(sql, paging)}
      ) x
      cross join lateral (
        select count(*)::int as values, count(*) filter (where v.published_at is null)::int as saved
        from indicator_value v
        where v.indicator_id = x.id and ${ofKeeper(sql, keeper)} and v.replaced_at is null
          and v.demo = ${isInvented(viewer)}
      ) own
      order by x.municipality_code nulls last, x.demo, x.title collate danish, x.id`;
    return toPage(rows, paging, async () => {
      const [row] = await sql<{ total: number }[]>`select count(*)::int as total from indicator x where ${where()}`;
      return row?.total ?? 0;
    });
  });
}

/** What is kept of an indicator in its form. */
export interface IndicatorFields
  extends Pick<
    IndicatorTable,
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
    | "documentId"
    | "anchor"
    | "sourceWords"
    | "sourceDated"
  > {
  answers: "tal" | "ord";
  /** Who counts, in words. */
  countedFrom: IndicatorTable["source"];
  series: IndicatorChoice[];
  parts: IndicatorChoice[];
  words: IndicatorChoice[];
  /** `onDay` is `YYYY-MM-DD`. */
  breaks: Pick<IndicatorBreakTable, "onDay" | "because">[];
  points: { year: number; number: number }[];
}

/** An indicator as its form has it. */
export interface KeptIndicator
  extends IndicatorFields,
    Pick<IndicatorTable, "id" | "slug" | "demo" | "version" | "publishedAt" | "takenBackAt"> {
  /** Whose own it is; null: of all. */
  municipality: string | null;
  hidden: boolean;
  /** The document of its passage. */
  documentSlug: string | null;
  /** That its published values are all of, where they are all of years or all of school years. */
  usualTime: "aar" | "skoleaar" | null;
}

/**
 * The indicator of an id that a keeper keeps or enters values to.
 * @param options.lock holds the row until the transaction ends: "change" alone, "enter" beside others who enter values
 */
export async function findKeptIndicator(
  sql: Sql,
  viewer: Viewer,
  { keeper, id }: { keeper: string | null; id: string },
  { lock }: { lock?: "change" | "enter" } = {},
): Promise<KeptIndicator | undefined> {
  const choices = (list: "serie" | "del" | "ord") => sql`
    coalesce((
      select json_agg(json_build_object('code', o.code, 'label', o.label) order by o.position)
      from indicator_choice o where o.indicator_id = x.id and o.list = ${list}
    ), '[]')`;
  const where = () => sql`x.id = ${id} and ${keptIndicators(sql, viewer, keeper)}`;
  // Held first and read then, for what another has stored while this one waited for the row.
  if (lock === "change") await sql`select from indicator x where ${where()} for update of x`;
  if (lock === "enter") await sql`select from indicator x where ${where()} for share of x`;
  const [row] = await sql<KeptIndicator[]>`
    select x.id, x.slug, x.demo, x.version, x.municipality_code as municipality, x.published_at as "publishedAt",
      x.taken_back_at as "takenBackAt", x.hidden_at is not null as hidden, x.title, x.definition, x.answers, x.unit, x.decimals, x.level,
      x.cadence, x.source as "countedFrom", x.source_url as "sourceUrl", x.counted_by as "countedBy",
      x.private_schools as "privateSchools", x.caveat, x.direction, x.change_seen_by as "changeSeenBy",
      x.not_comparable_because as "notComparableBecause", x.document_id as "documentId", x.anchor, x.source_words as "sourceWords",
      x.source_dated as "sourceDated", (select d.slug from document d where d.id = x.document_id) as "documentSlug",
      ${choices("serie")} as series, ${choices("del")} as parts, ${choices("ord")} as words,
      coalesce((
        select json_agg(json_build_object('onDay', b.on_day, 'because', b.because) order by b.on_day)
        from indicator_break b where b.indicator_id = x.id
      ), '[]') as breaks,
      coalesce((
        select json_agg(json_build_object('year', y.declaration_year, 'number', y.number) order by y.declaration_year desc, y.number)
        from indicator_commitment y where y.indicator_id = x.id
      ), '[]') as points,
      (
        select case when count(distinct v.time_kind) = 1 then min(v.time_kind) end from indicator_value v
        where v.indicator_id = x.id and v.replaced_at is null and v.published_at is not null and v.time_kind in ('aar', 'skoleaar')
      ) as "usualTime"
    from indicator x
    where ${where()}`;
  return row;
}

/** Keeps a new indicator that nobody but those who keep it sees. @param row.slug free @returns its id */
export async function insertIndicator(
  sql: Sql,
  row: Pick<IndicatorFields, "title" | "definition" | "answers" | "unit" | "words"> & {
    slug: string;
    keeper: string | null;
    demo: boolean;
    by: string;
  },
): Promise<string> {
  const [kept] = await sql<{ id: string }[]>`
    insert into indicator (slug, municipality_code, demo, title, definition, answers, unit, entered_by)
    values (${row.slug}, ${row.keeper}, ${row.demo}, ${row.title}, ${row.definition}, ${row.answers}, ${row.unit}, ${row.by})
    returning id`;
  if (!kept) throw new Error("no indicator was stored");
  await storeChoices(sql, kept.id, "ord", row.words);
  return kept.id;
}

/** The slug, or one like it with a number, that no indicator has or has had. Whoever asks in a transaction holds it until that ends. */
export async function findFreeIndicatorSlug(sql: Sql, wanted: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('indicator slugs'))`;
  const taken = await sql<{ slug: string }[]>`
    select slug from indicator where slug = ${wanted} or starts_with(slug, ${`${wanted}-`})
    union all select slug from retired_indicator_slug where slug = ${wanted} or starts_with(slug, ${`${wanted}-`})`;
  const all = new Set(taken.map(({ slug }) => slug));
  let slug = wanted;
  for (let next = 2; all.has(slug); next += 1) slug = `${wanted}-${next}`;
  return slug;
}

/** What of an indicator's lists its values use, as `list:code`, and whether it has values at all. The indicator must be held. */
export async function findUseOfIndicator(sql: Sql, id: string): Promise<{ hasValues: boolean; choices: string[] }> {
  const [row] = await sql<{ hasValues: boolean; choices: string[] }[]>`
    select count(*) > 0 as "hasValues", coalesce((
      select array_agg(o.list || ':' || o.code) from indicator_choice o
      where o.indicator_id = ${id} and exists (
        select from indicator_value v
        where v.indicator_id = o.indicator_id
          and case o.list when 'serie' then v.series when 'del' then v.part else v.word end = o.code
      )
    ), '{}') as choices
    from indicator_value v where v.indicator_id = ${id}`;
  return row ?? { hasValues: false, choices: [] };
}

/**
 * Changes what is kept of an indicator, with its lists, breaks and points.
 * @param version the one that the change rests on
 * @returns false when somebody else has changed it meanwhile
 */
export async function updateIndicator(sql: Sql, id: string, version: number, f: IndicatorFields): Promise<boolean> {
  const updated = await sql`
    update indicator set
      version = version + 1, changed_at = now(), title = ${f.title}, definition = ${f.definition}, answers = ${f.answers}, unit = ${f.unit},
      decimals = ${f.decimals}, level = ${f.level}, cadence = ${f.cadence}, source = ${f.countedFrom}, source_url = ${f.sourceUrl},
      counted_by = ${f.countedBy}, private_schools = ${f.privateSchools}, caveat = ${f.caveat}, direction = ${f.direction},
      change_seen_by = ${f.changeSeenBy}, not_comparable_because = ${f.notComparableBecause}, document_id = ${f.documentId},
      anchor = ${f.anchor}, source_words = ${f.sourceWords}, source_dated = ${f.sourceDated}
    where id = ${id} and version = ${version}`;
  if (updated.count === 0) return false;
  await storeChoices(sql, id, "serie", f.series);
  await storeChoices(sql, id, "del", f.parts);
  await storeChoices(sql, id, "ord", f.words);
  await sql`delete from indicator_break where indicator_id = ${id}`;
  for (const { onDay, because } of f.breaks)
    await sql`insert into indicator_break (indicator_id, on_day, because) values (${id}, ${onDay}, ${because})`;
  await sql`delete from indicator_commitment where indicator_id = ${id}`;
  for (const { year, number } of f.points)
    await sql`insert into indicator_commitment (indicator_id, declaration_year, number) values (${id}, ${year}, ${number})`;
  return true;
}

/** Gives one of the lists of an indicator its entries. Those that values use must be among them. */
async function storeChoices(
  sql: Sql,
  id: string,
  list: IndicatorChoiceTable["list"],
  choices: readonly IndicatorChoice[],
): Promise<void> {
  await sql`
    delete from indicator_choice
    where indicator_id = ${id} and list = ${list} and code <> all(${choices.map(({ code }) => code)}::text[])`;
  for (const [position, { code, label }] of choices.entries())
    await sql`
      insert into indicator_choice (indicator_id, list, code, position, label) values (${id}, ${list}, ${code}, ${position}, ${label})
      on conflict (indicator_id, list, code) do update set position = excluded.position, label = excluded.label`;
}

/** Publishes an indicator for all. @returns false when somebody else has changed it meanwhile, or published it */
export async function updateIndicatorPublished(sql: Sql, id: string, version: number): Promise<boolean> {
  const updated = await sql`
    update indicator set published_at = now(), taken_back_at = null, version = version + 1, changed_at = now()
    where id = ${id} and version = ${version} and published_at is null`;
  return updated.count > 0;
}

/** Takes an indicator back from all readers, with its values. @returns false when somebody else has changed it meanwhile */
export async function updateIndicatorTakenBack(sql: Sql, id: string, version: number): Promise<boolean> {
  const updated = await sql`
    update indicator set published_at = null, taken_back_at = now(), version = version + 1, changed_at = now()
    where id = ${id} and version = ${version} and published_at is not null`;
  return updated.count > 0;
}

/** Removes an indicator that was never published, with its values. @returns false when it was, or is another by now */
export async function removeIndicator(sql: Sql, id: string, version: number): Promise<boolean> {
  const removed = await sql`
    delete from indicator where id = ${id} and version = ${version} and published_at is null and taken_back_at is null`;
  return removed.count > 0;
}
