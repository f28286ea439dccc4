import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";
import { type CaseCard, type CaseDetails, cardColumns, cardTables, linkColumns } from "./cases.ts";
import { type DocumentSort, documentFits, documentOrder } from "./documents.ts";
import {
  type MethodDetails,
  type MethodListing,
  methodColumns,
  methodFits,
  methodOrder,
  type ProfileAspect,
  profileColumn,
} from "./methods.ts";
import { type Page, toPage } from "./paging.ts";
import { titleOfDocument, visibleCase, visibleDocument, visibleMethod } from "./visible.ts";

/** Which page of a list. */
export interface Paging {
  /** From 1. */
  page: number;
  pageSize: number;
}

const slice = (sql: Sql, { page, pageSize }: Paging) => sql`limit ${pageSize} offset ${(page - 1) * pageSize}`;

/** A case with all that it is filtered by. */
export interface CaseRecord
  extends Omit<CaseCard, "retold" | "sourceYear">,
    Pick<CaseDetails, "classLevels" | "periodFrom" | "periodTo" | "updatedAt"> {
  methods: { id: string; slug: string; title: string }[];
  commitments: { year: number; number: number; title: string; linkedBy: "source" | "editors"; why: string }[];
  /** What it is retold from; null: written by the municipality. */
  document: { id: string; slug: string; title: string } | null;
}

/** The whole text of a thing, without its form. */
export interface WithText {
  text: string;
}

const caseRecord = (sql: Sql, viewer: Viewer) => sql`
  ${cardColumns(sql)}, r.class_levels as "classLevels", r.period_from as "periodFrom", r.period_to as "periodTo",
  r.created_at as "updatedAt",
  (select json_build_object('id', d.id, 'slug', d.slug, 'title', ${titleOfDocument(sql)}) from document d where d.id = r.document_id) as document,
  ${linkColumns(sql, viewer)}`;

/** The cases with these ids that a viewer may read, in the order given. @param ids uuids. */
export async function readCases(sql: Sql, viewer: Viewer, ids: readonly string[]): Promise<CaseRecord[]> {
  return sql<CaseRecord[]>`
    select ${caseRecord(sql, viewer)} from ${cardTables(sql)}
    where c.id = any(${[...ids]}::uuid[]) and ${visibleCase(sql, viewer)}
    order by array_position(${[...ids]}::uuid[], c.id)`;
}

/** The case with this id, for this viewer, or null. @param id a uuid. */
export async function readCase(sql: Sql, viewer: Viewer, id: string): Promise<(CaseRecord & WithText) | null> {
  const [item] = await sql<(CaseRecord & WithText)[]>`
    select ${caseRecord(sql, viewer)}, r.text from ${cardTables(sql)}
    where c.id = ${id} and ${visibleCase(sql, viewer)}`;
  return item ?? null;
}

/** A method with its knowledge profile. */
export interface MethodRecord
  extends Omit<MethodDetails, "content" | "related" | "municipalities" | "revisionId" | "mellemformLevels"> {
  profile: ProfileAspect[];
  publishedAt: Date;
}

const methodRecord = (sql: Sql, viewer: Viewer) => sql`
  r.aliases, r.use_for as "useFor", m.first_published_at as "publishedAt", ${profileColumn(sql)}, ${methodColumns(sql, viewer)}`;

/** One page of the methods that a viewer may read and that fit the listing. */
export async function pageOfMethods(
  sql: Sql,
  viewer: Viewer,
  { paging, sort, ...filter }: MethodListing & { paging: Paging },
): Promise<Page<MethodRecord>> {
  const fits = () => methodFits(sql, viewer, filter);
  const rows = await sql<(MethodRecord & { total: number })[]>`
    select (count(*) over ())::int as total, ${methodRecord(sql, viewer)}
    where ${fits()} order by ${methodOrder(sql, sort)}, m.id ${slice(sql, paging)}`;
  return toPage(rows, paging, async () => {
    const [counted] = await sql<{ total: number }[]>`
      select count(*)::int as total from method m join method_revision r on r.id = m.published_revision_id where ${fits()}`;
    return counted?.total ?? 0;
  });
}

/** The method with this id, for this viewer, or null. @param id a uuid. */
export async function readMethod(sql: Sql, viewer: Viewer, id: string): Promise<(MethodRecord & WithText) | null> {
  const [item] = await sql<(MethodRecord & WithText)[]>`
    select r.text, ${methodRecord(sql, viewer)} where m.id = ${id} and ${visibleMethod(sql, viewer)}`;
  return item ?? null;
}

/** A policy document with the municipality that has published it; null: KL. */
export interface DocumentRecord {
  id: string;
  slug: string;
  title: string;
  publisher: string;
  municipality: { code: string; slug: string; name: string } | null;
  kind: string;
  /** A year, a month or a day, as precise as it is known. */
  dated: string;
  datedNote: string | null;
  summary: string;
  /** What the site has left out of it, in words. */
  omitted: string | null;
  addedAt: Date;
}

const documentRecord = (sql: Sql) => sql`
  d.id, d.slug, d.title, d.publisher, d.kind, d.dated, d.dated_note as "datedNote", d.summary, d.omitted, d.added_at as "addedAt",
  case when k.code is not null then json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) end as municipality`;

const documentTables = (sql: Sql) => sql`document d left join municipality k on k.code = d.municipality_code`;

/** One page of the documents of the publishers asked for: municipality slugs, `kl` for the association; none means all. */
export async function pageOfDocuments(
  sql: Sql,
  { paging, sort, publishers }: { paging: Paging; sort: DocumentSort; publishers: readonly string[] },
): Promise<Page<DocumentRecord>> {
  const rows = await sql<(DocumentRecord & { total: number })[]>`
    select (count(*) over ())::int as total, ${documentRecord(sql)} from ${documentTables(sql)}
    where ${documentFits(sql, publishers)} and ${visibleDocument(sql)} order by ${documentOrder(sql, sort)}, d.id ${slice(sql, paging)}`;
  return toPage(rows, paging, async () => {
    const [counted] = await sql<{ total: number }[]>`
      select count(*)::int as total from ${documentTables(sql)} where ${documentFits(sql, publishers)} and ${visibleDocument(sql)}`;
    return counted?.total ?? 0;
  });
}

/** The document with this id, or null. @param id a uuid. */
export async function readDocument(sql: Sql, id: string): Promise<(DocumentRecord & WithText) | null> {
  const [item] = await sql<(DocumentRecord & WithText)[]>`
    select ${documentRecord(sql)}, d.text from ${documentTables(sql)} where d.id = ${id} and ${visibleDocument(sql)}`;
  return item ?? null;
}

/** Slugs of the municipalities with these official codes, by code. */
export async function slugsOfMunicipalities(sql: Sql, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql<{ code: string; slug: string }[]>`
    select code, slug from municipality where code = any(${[...codes]})`;
  return new Map(rows.map(({ code, slug }) => [code, slug]));
}

/** Whether what all could read has been withdrawn, or is hidden. @param id a uuid. */
export async function isGone(sql: Sql, table: "case_story" | "method" | "document", id: string): Promise<boolean> {
  const once =
    table === "document"
      ? sql`hidden_at is not null`
      : sql`published_revision_id is not null and visibility = 'public' and (withdrawn_at is not null or hidden_at is not null)`;
  const rows = await sql`select from ${sql(table)} where id = ${id} and ${once}`;
  return rows.length > 0;
}
