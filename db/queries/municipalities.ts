import type { Place, Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../client.ts";
import type { CaseStoryTable, CommitmentTable, DocumentTable, MunicipalityTable, UnitTable } from "../row-types.ts";
import { visibleCase, visibleDocument } from "./visible.ts";

/** A municipality as the list and the tile map show it. */
export interface MunicipalityRow
  extends Pick<MunicipalityTable, "code" | "slug" | "name" | "fullName" | "population" | "homepage" | "tileRow"> {
  region: { slug: string; name: string };
  /** The day that the population was counted, `YYYY-MM-DD`. */
  populationOn: MunicipalityTable["populationOn"];
  /** Place on the tile map: columns from the west, rows from the north; odd rows stand half a tile to the right. */
  tileColumn: MunicipalityTable["tileColumn"];
  caseCount: number;
  /** Invented cases; never added to the real ones. */
  demoCaseCount: number;
  documentCount: number;
}

/** A municipality as its own page shows it. */
export interface MunicipalityDetails extends MunicipalityRow {
  /** When the newest real case was published. */
  newestCaseAt: CaseStoryTable["firstPublishedAt"];
  units: Pick<UnitTable, "name" | "demo">[];
  documents: Pick<DocumentTable, "slug" | "title" | "kind" | "dated">[];
}

const columns = (sql: Sql) => sql`
  k.code, k.slug, k.name, k.full_name as "fullName", k.population,
  k.population_on as "populationOn", k.homepage, k.tile_column as "tileColumn", k.tile_row as "tileRow",
  json_build_object('slug', g.slug, 'name', g.name) as region,
  counted.real as "caseCount", counted.demo as "demoCaseCount",
  (select count(*)::int from document d where d.municipality_code = k.code and ${visibleDocument(sql)}) as "documentCount"`;

const tables = (sql: Sql, viewer: Viewer, today: string) => sql`
  municipality k
  join municipality_region kr on kr.municipality_code = k.code
    and kr.valid_from <= ${today} and (kr.valid_to is null or ${today} < kr.valid_to)
  join region g on g.slug = kr.region_slug
  cross join lateral (
    select count(*) filter (where not c.demo)::int as real, count(*) filter (where c.demo)::int as demo,
      max(c.first_published_at) filter (where not c.demo) as newest
    from case_story c where c.municipality_code = k.code and ${visibleCase(sql, viewer)}
  ) counted`;

/** The municipality with this slug as links need it. */
export async function findPlace(sql: Sql, slug: string): Promise<Place | undefined> {
  const [place] = await sql<Place[]>`select code, slug, name from municipality where slug = ${slug}`;
  return place;
}

/** All 98 as a choice, in Danish alphabetical order. */
export async function listPlaces(sql: Sql): Promise<Place[]> {
  return sql<Place[]>`select code, slug, name from municipality order by name collate danish`;
}

/** All 98, in Danish alphabetical order. @param today `YYYY-MM-DD`; decides the regions. */
export async function listMunicipalities(sql: Sql, viewer: Viewer, today: string): Promise<MunicipalityRow[]> {
  return sql<MunicipalityRow[]>`
    select ${columns(sql)} from ${tables(sql, viewer, today)} order by k.name collate danish`;
}

/** The municipality with this slug, or null. */
export async function findMunicipality(
  sql: Sql,
  viewer: Viewer,
  slug: string,
  today: string,
): Promise<MunicipalityDetails | null> {
  const [item] = await sql<MunicipalityDetails[]>`
    select ${columns(sql)}, counted.newest as "newestCaseAt",
      coalesce((
        select json_agg(json_build_object('name', u.name, 'demo', u.demo) order by u.demo, u.name collate danish)
        from unit u where u.municipality_code = k.code and u.closed_at is null
      ), '[]') as units,
      coalesce((
        select json_agg(json_build_object('slug', d.slug, 'title', d.title, 'kind', d.kind, 'dated', d.dated)
          order by d.dated desc)
        from document d where d.municipality_code = k.code and ${visibleDocument(sql)}
      ), '[]') as documents
    from ${tables(sql, viewer, today)}
    where k.slug = ${slug}`;
  return item ?? null;
}

/** A municipality that lies close on the tile map. */
export interface NearMunicipality extends Pick<MunicipalityTable, "slug" | "name"> {
  caseCount: number;
}

/** The municipalities that lie closest on the tile map, nearest first. Not the same as sharing a border. */
export async function nearMunicipalities(
  sql: Sql,
  viewer: Viewer,
  slug: string,
  limit: number,
): Promise<NearMunicipality[]> {
  return sql<NearMunicipality[]>`
    with origin as (
      select code, tile_column + 0.5 * (tile_row % 2) as x, tile_row * sqrt(3) / 2 as y from municipality where slug = ${slug}
    )
    select k.slug, k.name,
      (select count(*)::int from case_story c where c.municipality_code = k.code and not c.demo and ${visibleCase(sql, viewer)}) as "caseCount"
    from municipality k, origin
    where k.code <> origin.code
    order by (k.tile_column + 0.5 * (k.tile_row % 2) - origin.x) ^ 2 + (k.tile_row * sqrt(3) / 2 - origin.y) ^ 2, k.name collate danish
    limit ${limit}`;
}

/** A commitment and how many real cases of a municipality serve it. */
export interface ServedCommitment extends Pick<CommitmentTable, "number" | "title"> {
  year: number;
  cases: number;
}

/** Every commitment of a declaration with the municipality's real cases under it, zero included. */
export async function commitmentsOfMunicipality(
  sql: Sql,
  viewer: Viewer,
  code: string,
  year: number,
): Promise<ServedCommitment[]> {
  return sql<ServedCommitment[]>`
    select p.declaration_year as year, p.number, p.title, (
      select count(*)::int from case_commitment x join case_story c on c.published_revision_id = x.revision_id
      where x.declaration_year = p.declaration_year and x.number = p.number
        and c.municipality_code = ${code} and not c.demo and ${visibleCase(sql, viewer)}
    ) as cases
    from commitment p
    where p.declaration_year = ${year}
    order by p.number`;
}

/** Which region each municipality is in on a day, as a query to put into others: `member` and `value`, by slugs. @param today `YYYY-MM-DD` */
export const regionsOfMunicipalities = (sql: Sql, today: string): ReturnType<Sql> => sql`
  select k.slug as member, kr.region_slug as value
  from municipality k
  join municipality_region kr on kr.municipality_code = k.code
    and kr.valid_from <= ${today} and (kr.valid_to is null or ${today} < kr.valid_to)`;

/** Regions in force on a day, in Danish alphabetical order. */
export async function listRegions(sql: Sql, today: string): Promise<{ slug: string; name: string }[]> {
  return sql<{ slug: string; name: string }[]>`
    select slug, name from region
    where valid_from <= ${today} and (valid_to is null or ${today} < valid_to)
    order by name collate danish`;
}

/**
 * Municipalities without a coordinator, in Danish alphabetical order.
 * @param of.demo whether invented coordinators count, and only they; else real ones alone
 */
export async function listUnled(sql: Sql, { demo }: { demo: boolean }): Promise<{ slug: string; name: string }[]> {
  return sql<{ slug: string; name: string }[]>`
    select k.slug, k.name from municipality k
    where not exists (
      select from role_grant g join person p on p.id = g.person_id
      where g.municipality_code = k.code and g.role = 'coordinator' and p.demo = ${demo}
    )
    order by k.name collate danish`;
}

/** What a municipality is called, and its slug. */
export async function findMunicipalityName(
  sql: Sql,
  code: string,
): Promise<{ slug: string; name: string } | undefined> {
  const [row] = await sql<{ slug: string; name: string }[]>`select slug, name from municipality where code = ${code}`;
  return row;
}

/** Slugs of the municipalities with these official codes, by code. */
export async function slugsOfMunicipalities(sql: Sql, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql<{ code: string; slug: string }[]>`
    select code, slug from municipality where code = any(${[...codes]})`;
  return new Map(rows.map(({ code, slug }) => [code, slug]));
}

/** How many have to see a case before it is published in a municipality, its writer among them. @param code the municipality's */
export async function findPairsOfEyes(sql: Sql, code: string): Promise<1 | 2> {
  const [row] = await sql<{ pairs: 1 | 2 }[]>`select pairs_of_eyes as pairs from municipality where code = ${code}`;
  return row?.pairs ?? 2;
}

/** Decides how many have to see a case before it is published. @returns false when it is so already */
export async function updatePairsOfEyes(sql: Sql, code: string, pairs: 1 | 2): Promise<boolean> {
  const updated =
    await sql`update municipality set pairs_of_eyes = ${pairs} where code = ${code} and pairs_of_eyes <> ${pairs}`;
  return updated.count > 0;
}
