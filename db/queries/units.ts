import type { Sql } from "../client.ts";
import type { UnitTable } from "../row-types.ts";

/** A unit as the coordinator sees it. */
export interface UnitRow extends Pick<UnitTable, "id" | "name" | "kind" | "parentId" | "version" | "demo"> {
  municipality: UnitTable["municipalityCode"];
}

const columns = (sql: Sql) => sql`
  id, name, kind, parent_id as "parentId", municipality_code as municipality, version, demo`;

/** Every unit of a municipality, in Danish alphabetical order. */
export async function listUnits(sql: Sql, code: string): Promise<UnitRow[]> {
  return sql<UnitRow[]>`
    select ${columns(sql)} from unit where municipality_code = ${code} order by demo, name collate danish`;
}

/** @param options.lock holds the row until the transaction ends */
export async function findUnit(sql: Sql, id: string, options: { lock?: boolean } = {}): Promise<UnitRow | undefined> {
  const [row] = await sql<UnitRow[]>`
    select ${columns(sql)} from unit where id = ${id} ${options.lock ? sql`for update` : sql``}`;
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
): Promise<void> {
  await sql`
    insert into unit (municipality_code, slug, name, kind, parent_id, demo)
    values (${municipality}, ${slug}, ${name}, ${kind}, ${parent}, ${demo})`;
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
export async function changeUnit(
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

export async function deleteUnit(sql: Sql, id: string): Promise<void> {
  await sql`delete from unit where id = ${id}`;
}

/** What rests on a unit. */
export async function countOnUnit(
  sql: Sql,
  id: string,
): Promise<{ cases: number; roles: number; invitations: number; units: number }> {
  const [row] = await sql<{ cases: number; roles: number; invitations: number; units: number }[]>`
    select
      (select count(distinct case_id)::int from case_revision where unit_id = ${id}) as cases,
      (select count(*)::int from role_grant where unit_id = ${id}) as roles,
      (select count(*)::int from invitation where unit_id = ${id}) as invitations,
      (select count(*)::int from unit where parent_id = ${id}) as units`;
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

/** Whose unit it is, for a role that is to be limited to it; it cannot be deleted before the transaction ends. */
export async function findUnitPlace(sql: Sql, id: string): Promise<Pick<UnitRow, "municipality" | "demo"> | undefined> {
  const [unit] = await sql<Pick<UnitRow, "municipality" | "demo">[]>`
    select municipality_code as municipality, demo from unit where id = ${id} for key share`;
  return unit;
}

/** The units that a role in a municipality can be limited to. */
export async function listUnitNames(sql: Sql, code: string): Promise<Pick<UnitRow, "id" | "name">[]> {
  return sql<Pick<UnitRow, "id" | "name">[]>`
    select id, name from unit where municipality_code = ${code} order by demo, name collate danish`;
}
