import type { UnitKind } from "#app/domain/vocabulary.ts";
import type { Sql } from "../client.ts";
import type { UnitTable } from "../row-types.ts";
import { holdsWords } from "./holds-words.ts";
import { nearestPage, type Page, type Paging, slice, toPage } from "./paging.ts";

/** A unit as the coordinator sees it. */
export interface UnitRow
  extends Pick<UnitTable, "id" | "name" | "kind" | "parentId" | "version" | "demo" | "closedAt"> {
  /** The name of the unit that it lies under. */
  parent: UnitTable["name"] | null;
  /** The name of the last unit that it has been merged into, closed or not; null for one that has not been merged. */
  successor: UnitTable["name"] | null;
  municipality: UnitTable["municipalityCode"];
}

const columns = (sql: Sql) => sql`
  id, name, kind, parent_id as "parentId", (select above.name from unit above where above.id = unit.parent_id) as parent,
  municipality_code as municipality, version, demo, closed_at as "closedAt",
  case when merged_into is not null then (select now.name from unit now where now.id = unit_now(unit.id)) end as successor`;

/** What a list of units is narrowed to. */
export interface UnitFilter {
  /** Words of the name; empty for all. */
  words: string;
  /** Null for all. */
  kind: UnitKind | null;
}

/**
 * One page of a municipality's units in Danish alphabetical order, those that are closed last. All of them: those beside each other, each with what lies below it behind
 * it. Narrowed: wherever they lie.
 */
export async function listUnits(
  sql: Sql,
  code: string,
  { words, kind }: UnitFilter,
  asked: Paging,
): Promise<Page<UnitRow>> {
  const fits = () => sql`(${kind}::text is null or kind = ${kind}) and ${holdsWords(sql, sql`name`, words)}`;
  return nearestPage(asked, async (paging) => {
    const rows = await sql<(UnitRow & { total: number })[]>`
      with recursive placed as (
        select id, parent_id, row_number() over (order by closed_at is not null, demo, name collate danish, id) as place
        from unit where municipality_code = ${code}
      ),
      tree as (
        select id, array[place] as path from placed where parent_id is null
        union all
        select placed.id, tree.path || placed.place from placed join tree on placed.parent_id = tree.id
      )
      select ${columns(sql)}, count(*) over ()::int as total
      from tree join unit using (id)
      where ${fits()}
      order by ${words || kind ? sql`closed_at is not null, demo, name collate danish, id` : sql`path`}
      ${slice(sql, paging)}`;
    return toPage(rows, paging, async () => {
      const [row] = await sql<{ total: number }[]>`
        select count(*)::int as total from unit where municipality_code = ${code} and ${fits()}`;
      return row?.total ?? 0;
    });
  });
}

/** How many units a municipality has, and how many it has had that are closed. */
export async function countUnits(sql: Sql, code: string): Promise<{ open: number; closed: number }> {
  const [row] = await sql<{ open: number; closed: number }[]>`
    select count(*) filter (where closed_at is null)::int as open, count(closed_at)::int as closed
    from unit where municipality_code = ${code}`;
  return row ?? { open: 0, closed: 0 };
}

/** @param options.lock holds the row until the transaction ends, against changes or against being deleted alone */
export async function findUnit(
  sql: Sql,
  id: string,
  { lock }: { lock?: "update" | "key share" } = {},
): Promise<UnitRow | undefined> {
  const holding = { update: sql`for update`, "key share": sql`for key share` };
  const [row] = await sql<UnitRow[]>`
    select ${columns(sql)} from unit where id = ${id} ${lock ? holding[lock] : sql``}`;
  return row;
}

/** What a unit is kept as. */
export interface UnitFields extends Pick<UnitTable, "name" | "kind"> {
  parent: string | null;
}

/** Keeps a new unit, whose slug must be free. */
export async function storeUnit(
  sql: Sql,
  municipality: string,
  slug: string,
  { name, kind, parent }: UnitFields,
  demo: boolean,
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into unit (municipality_code, slug, name, kind, parent_id, demo)
    values (${municipality}, ${slug}, ${name}, ${kind}, ${parent}, ${demo}) returning id`;
  if (!row) throw new Error("no unit was stored");
  return row.id;
}

/** Whether a municipality has another unit of that slug. */
export async function isSlugTaken(
  sql: Sql,
  municipality: string,
  slug: string,
  except: string | null,
): Promise<boolean> {
  const rows = await sql`
    select from unit where municipality_code = ${municipality} and slug = ${slug} and id is distinct from ${except}`;
  return rows.length > 0;
}

/** @param version the one that the change rests on @returns false when somebody else has changed it meanwhile */
export async function updateUnit(
  sql: Sql,
  id: string,
  version: number,
  slug: string,
  { name, kind, parent }: UnitFields,
): Promise<boolean> {
  const updated = await sql`
    update unit set slug = ${slug}, name = ${name}, kind = ${kind}, parent_id = ${parent}, version = version + 1
    where id = ${id} and version = ${version}`;
  return updated.count > 0;
}

/**
 * Closes a unit, which keeps its name in the texts.
 * @param version the one that this rests on
 * @param successor the unit that it is merged into; null where there is none
 * @returns false when somebody else has changed it meanwhile
 */
export async function updateUnitClosed(
  sql: Sql,
  id: string,
  version: number,
  successor: string | null,
): Promise<boolean> {
  const updated = await sql`
    update unit set closed_at = now(), merged_into = ${successor}, version = version + 1
    where id = ${id} and version = ${version} and closed_at is null`;
  return updated.count > 0;
}

/** Opens a closed unit. @param version the one that this rests on @returns false when somebody else has changed it meanwhile */
export async function updateUnitOpened(sql: Sql, id: string, version: number): Promise<boolean> {
  const updated = await sql`
    update unit set closed_at = null, merged_into = null, version = version + 1
    where id = ${id} and version = ${version} and closed_at is not null`;
  return updated.count > 0;
}

/** Puts the units that lie under one under another, or with null under none; that other one itself goes up to where the first one lies. */
export async function moveUnitsUnder(sql: Sql, from: string, to: string | null): Promise<void> {
  const [here] = await sql<{ above: string | null }[]>`select parent_id as above from unit where id = ${from}`;
  if (to !== null && (await isWithin(sql, to, from)))
    await sql`update unit set parent_id = ${here?.above ?? null}, version = version + 1 where id = ${to}`;
  await sql`update unit set parent_id = ${to}, version = version + 1 where parent_id = ${from}`;
}

export async function removeUnit(sql: Sql, id: string): Promise<void> {
  await sql`delete from unit where id = ${id}`;
}

/** How much rests on a unit. */
export interface OnUnit {
  /** Written at some time, among them the drafts. */
  cases: number;
  /** Being written, in the bin too. */
  drafts: number;
  roles: number;
  invitations: number;
  /** That lie under it. */
  units: number;
  /** That have been merged into it. */
  former: number;
}

/** What rests on a unit. */
export async function countOnUnit(sql: Sql, id: string): Promise<OnUnit> {
  const [row] = await sql<OnUnit[]>`
    select
      (select count(distinct case_id)::int from case_revision where unit_id = ${id}) as cases,
      (select count(*)::int from case_revision where unit_id = ${id} and state = 'working') as drafts,
      (select count(*)::int from role_grant where unit_id = ${id}) as roles,
      (select count(*)::int from invitation where unit_id = ${id}) as invitations,
      (select count(*)::int from unit where parent_id = ${id}) as units,
      (select count(*)::int from unit where merged_into = ${id}) as former`;
  if (!row) throw new Error("no count");
  return row;
}

/** Whether a unit stands below another one, or is it. Municipalities' trees are locked meanwhile, so that no two moves make a circle. */
export async function isWithin(sql: Sql, id: string, above: string): Promise<boolean> {
  const [row] = await sql<{ within: boolean }[]>`
    with recursive up as (
      select id, parent_id from unit where id = ${id}
      union
      select u.id, u.parent_id from unit u join up on u.id = up.parent_id
    )
    select exists (select from up where id = ${above}) as within`;
  return row?.within ?? false;
}

/** Whoever changes the tree of a municipality takes turns. */
export async function lockUnits(sql: Sql, code: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('units'), hashtext(${code}))`;
}

/** A unit as a text names it: by the name that it had. */
export interface NamedUnit extends Pick<UnitTable, "name"> {
  closed: boolean;
  /** The name of the unit that it is now; null for one that has not been merged. */
  successor: UnitTable["name"] | null;
}

/** The unit `u` as a `NamedUnit`; null without one. */
export const unitNow = (sql: Sql) => sql`case when u.id is not null then json_build_object(
  'name', u.name, 'closed', u.closed_at is not null,
  'successor', case when u.merged_into is not null then (select now.name from unit now where now.id = unit_now(u.id)) end
) end`;

/** A unit as a choice. */
export type UnitName = Pick<UnitTable, "id" | "name">;

/** The open units of a municipality as choices, in Danish alphabetical order. */
export async function listUnitNames(sql: Sql, code: string): Promise<UnitName[]> {
  return sql<UnitName[]>`
    select id, name from unit where municipality_code = ${code} and closed_at is null order by demo, name collate danish`;
}

/** The open units that can take over what belongs to one: real ones from a real one, invented ones from an invented one. */
export async function listSuccessors(
  sql: Sql,
  { id, municipality, demo }: Pick<UnitRow, "id" | "municipality" | "demo">,
): Promise<UnitName[]> {
  return sql<UnitName[]>`
    select id, name from unit
    where municipality_code = ${municipality} and demo = ${demo} and closed_at is null and id <> ${id}
    order by name collate danish`;
}

/** The units that one can lie under: none that are closed or lie under it, and a real one under none that is invented. */
export async function listUnitsAbove(
  sql: Sql,
  { id, municipality, demo }: Pick<UnitRow, "id" | "municipality" | "demo">,
): Promise<UnitName[]> {
  return sql<UnitName[]>`
    with recursive within as (
      select id from unit where id = ${id}
      union
      select below.id from unit below join within on below.parent_id = within.id
    )
    select id, name from unit
    where municipality_code = ${municipality} and closed_at is null and (${demo} or not demo) and not exists (select from within where within.id = unit.id)
    order by demo, name collate danish`;
}

/** The unit of a municipality that goes by a name, closed or not. @param slug of the name */
export async function findUnitByName(
  sql: Sql,
  code: string,
  { name, slug }: { name: string; slug: string },
): Promise<UnitName | undefined> {
  const [unit] = await sql<UnitName[]>`
    select id, name from unit
    where municipality_code = ${code} and (slug = ${slug} or lower(name collate danish) = lower(${name} collate danish))
    order by name = ${name} desc limit 1`;
  return unit;
}

/** Names of open units that hold some words. */
export async function suggestUnits(sql: Sql, code: string, words: string, limit: number): Promise<string[]> {
  const units = await sql<{ name: string }[]>`
    select name from unit
    where municipality_code = ${code} and closed_at is null and ${holdsWords(sql, sql`name`, words)}
    order by demo, name collate danish limit ${limit}`;
  return units.map(({ name }) => name);
}
