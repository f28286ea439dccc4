import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { IndicatorChoiceTable, IndicatorValueTable } from "../../row-types.ts";
import { keptFor } from "../initiatives/keep.ts";
import { nearestPage, type Page, type Paging, slice, toPage } from "../paging.ts";
import { danishDay } from "../row-sources.ts";
import { isInvented, ofKeeper } from "./keep.ts";
import { sameAs } from "./values.ts";

/*
 * Values as those see them who keep them: also what is saved and not published, and what is taken back. The policy has said that whoever asks
 * reads them; invented people see the invented ones alone.
 */

/** What a value answers, and what is said beside it, as it is stored. */
export interface ValueFields
  extends Pick<
    IndicatorValueTable,
    | "word"
    | "blank"
    | "qualifier"
    | "denominator"
    | "projected"
    | "expected"
    | "publishedPrinted"
    | "updatedPrinted"
    | "documentId"
    | "anchor"
    | "sourceWords"
    | "sourceDated"
  > {
  number: number | null;
  /** As its source has it, where that is not how we write it. */
  printed: string | null;
}

/** The place of a value among those of an indicator. */
export type ValuePlace = Pick<
  IndicatorValueTable,
  "series" | "part" | "timeKind" | "timeFrom" | "timeTo" | "timePrinted" | "pooledYears"
>;

/** A value that another took the place of, for those who keep it. */
export interface KeptValueCorrection {
  /** `YYYY-MM-DD` */
  on: string;
  /** Null for one who has left. */
  by: string | null;
  because: string;
  number: number | null;
  qualifier: IndicatorValueTable["qualifier"];
  /** The label of a word. */
  word: IndicatorChoiceTable["label"] | null;
  blank: IndicatorValueTable["blank"];
  printed: string | null;
}

/** A value as its form has it. */
export interface KeptValue
  extends ValueFields,
    ValuePlace,
    Pick<IndicatorValueTable, "id" | "demo" | "version" | "visibility" | "publishedAt" | "takenBackAt"> {
  /** Whose it is; null: of the country. */
  municipality: string | null;
  indicatorId: string;
  /** The labels of its series, part and word. */
  seriesLabel: string | null;
  partLabel: string | null;
  wordLabel: string | null;
  /** The document of its passage. */
  documentSlug: string | null;
  /** The newest first. */
  corrections: KeptValueCorrection[];
}

const label = (sql: Sql, value: string, list: "serie" | "del" | "ord", column: "series" | "part" | "word") => sql`(
  select o.label from indicator_choice o
  where o.indicator_id = ${sql(value)}.indicator_id and o.list = ${list} and o.code = ${sql(value)}.${sql(column)}
)`;

const columns = (sql: Sql) => sql`
  v.id, v.demo, v.version, v.visibility, v.published_at as "publishedAt", v.taken_back_at as "takenBackAt",
  v.municipality_code as municipality, v.indicator_id as "indicatorId", v.series, v.part, v.time_kind as "timeKind",
  v.time_from as "timeFrom", v.time_to as "timeTo", v.time_printed as "timePrinted", v.pooled_years as "pooledYears",
  v.number::float8 as number, v.word, v.blank, v.printed, v.qualifier, v.denominator, v.projected, v.expected,
  v.published_printed as "publishedPrinted", v.updated_printed as "updatedPrinted", v.document_id as "documentId", v.anchor,
  v.source_words as "sourceWords", v.source_dated as "sourceDated",
  ${label(sql, "v", "serie", "series")} as "seriesLabel", ${label(sql, "v", "del", "part")} as "partLabel",
  ${label(sql, "v", "ord", "word")} as "wordLabel",
  (select d.slug from document d where d.id = v.document_id) as "documentSlug",
  coalesce((
    select json_agg(json_build_object(
      'on', ${danishDay(sql, sql`old.replaced_at`)}, 'by', p.name, 'because', old.replaced_because, 'number', old.number,
      'qualifier', old.qualifier, 'word', ${label(sql, "old", "ord", "word")}, 'blank', old.blank, 'printed', old.printed
    ) order by old.replaced_at desc, old.id)
    from indicator_value old left join person p on p.id = old.replaced_by
    where ${sameAs(sql, "old", "v")} and old.replaced_at is not null
  ), '[]') as corrections`;

/** Of which values: a keeper's of an indicator. @see ofKeeper */
export interface KeptValuesOf {
  indicator: string;
  keeper: string | null;
}

const standing = (sql: Sql, viewer: Viewer, { indicator, keeper }: KeptValuesOf) => sql`
  v.indicator_id = ${indicator} and ${ofKeeper(sql, keeper)} and v.replaced_at is null and ${keptFor(sql, viewer, "v")}`;

/** One page of the values that stand, the latest time first. @param of.saved those alone that are not published */
export async function listKeptValues(
  sql: Sql,
  viewer: Viewer,
  { saved = false, ...of }: KeptValuesOf & { saved?: boolean },
  asked: Paging,
): Promise<Page<KeptValue>> {
  const where = () => sql`${standing(sql, viewer, of)} and (not ${saved}::boolean or v.published_at is null)`;
  return nearestPage(asked, async (paging) => {
    const rows = await sql<(KeptValue & { total: number })[]>`
      select ${columns(sql)}, count(*) over ()::int as total
      from indicator_value v
      left join indicator_choice s on s.indicator_id = v.indicator_id and s.list = 'serie' and s.code = v.series
      left join indicator_choice d on d.indicator_id = v.indicator_id and d.list = 'del' and d.code = v.part
      where ${where()}
      order by v.demo, v.time_from desc nulls last, v.time_to desc, v.time_printed, s.position nulls first, d.position nulls first, v.id
      ${slice(sql, paging)}`;
    return toPage(rows, paging, async () => {
      const [row] = await sql<
        { total: number }[]
      >`select count(*)::int as total from indicator_value v where ${where()}`;
      return row?.total ?? 0;
    });
  });
}

/** The value of an id among a keeper's of an indicator, also one that another took the place of. */
export async function findKeptValue(
  sql: Sql,
  viewer: Viewer,
  { indicator, keeper, id }: KeptValuesOf & { id: string },
): Promise<(KeptValue & { replaced: boolean }) | undefined> {
  const [row] = await sql<(KeptValue & { replaced: boolean })[]>`
    select ${columns(sql)}, v.replaced_at is not null as replaced from indicator_value v
    where v.id = ${id} and v.indicator_id = ${indicator} and ${ofKeeper(sql, keeper)} and ${keptFor(sql, viewer, "v")}`;
  return row;
}

/** The value that stands for the same as another: the one that took its place. */
export async function findStandingValue(sql: Sql, viewer: Viewer, id: string): Promise<KeptValue | undefined> {
  const [row] = await sql<KeptValue[]>`
    select ${columns(sql)} from indicator_value was join indicator_value v on ${sameAs(sql, "v", "was")}
    where was.id = ${id} and v.replaced_at is null and ${keptFor(sql, viewer, "v")}`;
  return row;
}

/** The times that a keeper has real values of, for invented people invented ones: `YYYY-MM-DD` of first days and of the days after the last. */
export async function listTimesOfKeeper(
  sql: Sql,
  viewer: Viewer,
  of: KeptValuesOf,
): Promise<{ timeFrom: string; timeTo: string }[]> {
  return sql<{ timeFrom: string; timeTo: string }[]>`
    select distinct v.time_from as "timeFrom", v.time_to as "timeTo" from indicator_value v
    where ${standing(sql, viewer, of)} and v.demo = ${isInvented(viewer)} and v.time_from is not null`;
}

/** What the value answers that stands for a time, series and part, however the time is printed. */
export async function findAnswerAt(
  sql: Sql,
  viewer: Viewer,
  {
    demo,
    at,
    ...of
  }: KeptValuesOf & { demo: boolean; at: Pick<ValuePlace, "series" | "part" | "timeFrom" | "timeTo"> },
): Promise<Pick<KeptValue, "number" | "qualifier" | "wordLabel" | "blank"> | undefined> {
  const [row] = await sql<Pick<KeptValue, "number" | "qualifier" | "wordLabel" | "blank">[]>`
    select v.number::float8 as number, v.qualifier, ${label(sql, "v", "ord", "word")} as "wordLabel", v.blank from indicator_value v
    where ${standing(sql, viewer, of)} and v.demo = ${demo} and v.time_from = ${at.timeFrom} and v.time_to = ${at.timeTo}
      and v.series is not distinct from ${at.series} and v.part is not distinct from ${at.part}
    limit 1`;
  return row;
}

/** Whoever enters and changes a keeper's values of an indicator takes turns. */
export async function lockValues(sql: Sql, { indicator, keeper }: KeptValuesOf): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`values of ${indicator}`}), hashtext(${keeper ?? ""}))`;
}

/** Keeps a value that nobody but those who keep it sees. @param row.by null where the row is invented and the person is not */
export async function insertValue(
  sql: Sql,
  { indicator, keeper }: KeptValuesOf,
  row: ValuePlace & ValueFields & { demo: boolean; by: string | null },
): Promise<string> {
  const [inserted] = await sql<{ id: string }[]>`
    insert into indicator_value (
      indicator_id, municipality_code, demo, recorded_by, series, part, time_kind, time_from, time_to, time_printed, pooled_years, number, word,
      blank, printed, qualifier, denominator, projected, expected, published_printed, updated_printed, document_id, anchor, source_words,
      source_dated, visibility
    ) values (
      ${indicator}, ${keeper}, ${row.demo}, ${row.by}, ${row.series}, ${row.part}, ${row.timeKind}, ${row.timeFrom}, ${row.timeTo},
      ${row.timePrinted}, ${row.pooledYears}, ${row.number}, ${row.word}, ${row.blank}, ${row.printed}, ${row.qualifier}, ${row.denominator},
      ${row.projected}, ${row.expected}, ${row.publishedPrinted}, ${row.updatedPrinted}, ${row.documentId}, ${row.anchor},
      ${row.sourceWords}, ${row.sourceDated}, ${keeper === null ? "public" : "municipality"}
    ) returning id`;
  return inserted?.id ?? "";
}

/** Writes over a value that no reader has seen. @returns false when somebody else has changed it meanwhile */
export async function overwriteValue(
  sql: Sql,
  { id, version }: Pick<KeptValue, "id" | "version">,
  by: string | null,
  f: ValueFields,
): Promise<boolean> {
  const updated = await sql`
    update indicator_value set
      version = version + 1, recorded_at = clock_timestamp(), recorded_by = ${by}, number = ${f.number}, word = ${f.word}, blank = ${f.blank},
      printed = ${f.printed}, qualifier = ${f.qualifier}, denominator = ${f.denominator}, projected = ${f.projected},
      expected = ${f.expected}, published_printed = ${f.publishedPrinted}, updated_printed = ${f.updatedPrinted},
      document_id = ${f.documentId}, anchor = ${f.anchor}, source_words = ${f.sourceWords}, source_dated = ${f.sourceDated}
    where id = ${id} and version = ${version} and published_at is null and replaced_at is null`;
  return updated.count > 0;
}

/**
 * Puts a value in the place of another that readers have seen, which stays readable as of its days. Published where that is, for the same readers.
 * @param who.replacer who corrects it; `recorder` is null where the row is invented and that person is not
 * @returns false when somebody else has changed it meanwhile
 */
export async function replaceValue(
  sql: Sql,
  { id, version }: Pick<KeptValue, "id" | "version">,
  { replacer, recorder, because }: { replacer: string; recorder: string | null; because: string },
  f: ValueFields,
): Promise<boolean> {
  // One moment for both, so that a reading as of any moment finds one of them; later than the one before, also within a transaction.
  const replaced = await sql`
    update indicator_value set
      replaced_at = greatest(clock_timestamp(), recorded_at + interval '1 microsecond', published_at + interval '1 microsecond'),
      replaced_by = ${replacer}, replaced_because = ${because}
    where id = ${id} and version = ${version} and replaced_at is null`;
  if (replaced.count === 0) return false;
  await sql`
    insert into indicator_value (
      indicator_id, municipality_code, demo, recorded_by, recorded_at, series, part, time_kind, time_from, time_to, time_printed, pooled_years,
      visibility, published_at, taken_back_at, number, word, blank, printed, qualifier, denominator, projected, expected, published_printed,
      updated_printed, document_id, anchor, source_words, source_dated
    )
    select was.indicator_id, was.municipality_code, was.demo, ${recorder}, was.replaced_at, was.series, was.part, was.time_kind, was.time_from,
      was.time_to, was.time_printed, was.pooled_years, was.visibility, case when was.published_at is not null then was.replaced_at end,
      was.taken_back_at, ${f.number}::numeric, ${f.word}, ${f.blank}, ${f.printed}, ${f.qualifier}, ${f.denominator}::bigint, ${f.projected}::boolean,
      ${f.expected}, ${f.publishedPrinted}, ${f.updatedPrinted}, ${f.documentId}::uuid, ${f.anchor}, ${f.sourceWords}, ${f.sourceDated}
    from indicator_value was where was.id = ${id}`;
  return true;
}

/** Takes what a value answered out of the database, and what those before it did; dates and reasons stay. @param id one of them */
export async function eraseAnswers(sql: Sql, id: string): Promise<void> {
  await sql`
    update indicator_value v set
      number = null, word = null, blank = 'skjult', printed = null, qualifier = null, denominator = null, expected = null
    from indicator_value was where was.id = ${id} and ${sameAs(sql, "v", "was")} and v.blank is distinct from 'skjult'`;
}

/** Publishes values that are saved. @returns how many were */
export async function updateValuesPublished(
  sql: Sql,
  { indicator, keeper }: KeptValuesOf,
  { ids, visibility }: { ids: readonly string[]; visibility: IndicatorValueTable["visibility"] },
): Promise<number> {
  const updated = await sql`
    update indicator_value v set published_at = clock_timestamp(), taken_back_at = null, visibility = ${visibility}, version = version + 1
    where v.id = any(${[...ids]}::uuid[]) and v.indicator_id = ${indicator} and ${ofKeeper(sql, keeper)}
      and v.published_at is null and v.replaced_at is null`;
  return updated.count;
}

/** Takes a value back from all readers, of earlier days too, with those that it took the place of. */
export async function updateValueTakenBack(sql: Sql, id: string): Promise<void> {
  await sql`
    update indicator_value v set published_at = null, taken_back_at = now(), version = v.version + 1
    from indicator_value was where was.id = ${id} and ${sameAs(sql, "v", "was")} and v.published_at is not null`;
}

/** Removes a value that no reader has seen. @returns false when one has, or it is another by now */
export async function removeValue(sql: Sql, { id, version }: Pick<KeptValue, "id" | "version">): Promise<boolean> {
  const removed = await sql`
    delete from indicator_value
    where id = ${id} and version = ${version} and published_at is null and taken_back_at is null and replaced_at is null`;
  return removed.count > 0;
}
