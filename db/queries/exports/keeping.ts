import type { ExportSubject } from "#app/domain/exports/policy.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import type { MunicipalityExportTable } from "../../row-types.ts";

/** Hours that the file can be fetched once it is ready. */
export const hoursExportsAreKept = 24;

/** The key of a job that makes an export. */
export const exportJobKey = (id: string) => `export:${id}`;

/** The condition that a viewer runs the municipality of `municipality_export e`: see `mayFetchExport`. */
const exportsOf = (sql: Sql, viewer: Viewer) => {
  const codes = (viewer.person?.grants ?? []).flatMap(({ role, municipality }) =>
    role === "coordinator" && municipality ? [municipality.code] : [],
  );
  return sql`(e.municipality_code = any(${codes}::text[]) and e.demo = ${viewer.person?.demo ?? false})`;
};

/** The condition that the file of `municipality_export e` can be fetched now. */
const canBeFetched = (sql: Sql) => sql`(e.ready_at is not null and e.expires_at > now())`;

/** The condition that `municipality_export e` is not ready, and a job waits or runs that will make it. */
const isBeingMade = (sql: Sql) => sql`(
  e.ready_at is null and exists (
    select from graphile_worker._private_jobs j
    where j.key = 'export:' || e.id and (j.attempts < j.max_attempts or j.locked_at is not null)
  )
)`;

/** An export as the page shows it. */
export interface ExportRow extends Pick<MunicipalityExportTable, "id" | "askedAt"> {
  /** `failed`: it was tried as often as it may be. */
  state: "making" | "ready" | "failed";
  /** Null once the account is deleted. */
  askedBy: string | null;
  /** Null until it is ready. */
  file: { expiresAt: Date; bytes: number; texts: number; versions: number; pictures: number } | null;
}

/**
 * The exports of a municipality for a viewer who runs it, the newest first: one that is being made or has failed, and one that can be
 * fetched, at most. None for others.
 * @param municipality code
 */
export async function listExports(sql: Sql, viewer: Viewer, municipality: string): Promise<ExportRow[]> {
  const rows = await sql<(Omit<ExportRow, "file"> & NonNullable<ExportRow["file"]>)[]>`
    select e.id, e.asked_at as "askedAt", p.name as "askedBy",
      case when e.ready_at is not null then 'ready' when ${isBeingMade(sql)} then 'making' else 'failed' end as state,
      e.expires_at as "expiresAt", e.bytes, e.texts, e.versions, e.pictures
    from municipality_export e left join person p on p.id = e.asked_by
    where e.municipality_code = ${municipality} and ${exportsOf(sql, viewer)} and (e.ready_at is null or ${canBeFetched(sql)})
    order by e.asked_at desc`;
  return rows.map(({ expiresAt, bytes, texts, versions, pictures, ...row }) => ({
    ...row,
    file: row.state === "ready" ? { expiresAt, bytes, texts, versions, pictures } : null,
  }));
}

/** The export with this id as the rules see one, whoever asks; undefined unless it can be fetched. @param id a uuid */
export async function findExportSubject(sql: Sql, id: string): Promise<ExportSubject | undefined> {
  const [found] = await sql<ExportSubject[]>`
    select e.municipality_code as municipality, e.demo from municipality_export e where e.id = ${id} and ${canBeFetched(sql)}`;
  return found;
}

/** A file that can be fetched. */
export interface ExportFile extends Pick<MunicipalityExportTable, "id" | "municipalityCode"> {
  attempt: string;
  readyAt: Date;
  /** Of the municipality. */
  slug: string;
}

/** The file of an export for a viewer who may fetch it; undefined for others, and when it has expired. @param id a uuid */
export async function findExportFile(sql: Sql, viewer: Viewer, id: string): Promise<ExportFile | undefined> {
  const [found] = await sql<ExportFile[]>`
    select e.id, e.municipality_code as "municipalityCode", e.attempt, e.ready_at as "readyAt", k.slug
    from municipality_export e join municipality k on k.code = e.municipality_code
    where e.id = ${id} and ${exportsOf(sql, viewer)} and ${canBeFetched(sql)}`;
  return found;
}

/** The municipality of an export that is ready, and when its file expires, for the letter about it; undefined when it can no longer be fetched. @param id a uuid */
export async function findExportForLetter(
  sql: Sql,
  id: string,
): Promise<{ municipality: { slug: string; name: string }; expiresAt: Date } | undefined> {
  const [found] = await sql<{ municipality: { slug: string; name: string }; expiresAt: Date }[]>`
    select json_build_object('slug', k.slug, 'name', k.name) as municipality, e.expires_at as "expiresAt"
    from municipality_export e join municipality k on k.code = e.municipality_code
    where e.id = ${id} and ${canBeFetched(sql)}`;
  return found;
}

/**
 * Notes that somebody asks for an export; one that has failed is begun again. Call it inside a transaction.
 * @returns its id; null when one is being made
 */
export async function insertExport(
  tx: Sql,
  asked: { municipality: string; demo: boolean; by: string },
): Promise<string | null> {
  const { municipality, demo, by } = asked;
  // Two who ask in the same moment take turns.
  await tx`select from municipality where code = ${municipality} for no key update`;
  const [made] = await tx<{ id: string }[]>`
    insert into municipality_export as e (municipality_code, demo, asked_by) values (${municipality}, ${demo}, ${by})
    on conflict (municipality_code, demo) where ready_at is null
      do update set asked_by = excluded.asked_by, asked_at = now(), attempt = null where not ${isBeingMade(tx)}
    returning id`;
  return made?.id ?? null;
}

/** An export that is being made. */
export interface BegunExport {
  /** Names the file of this try. */
  attempt: string;
  municipality: { code: string; name: string };
  demo: boolean;
  askedBy: string | null;
}

/** Begins to make an export, in place of a try before; undefined when it is ready or gone. @param id a uuid */
export async function beginExport(sql: Sql, id: string): Promise<BegunExport | undefined> {
  const [begun] = await sql<BegunExport[]>`
    update municipality_export e set attempt = gen_random_uuid()
    from municipality k
    where e.id = ${id} and e.ready_at is null and k.code = e.municipality_code
    returning e.attempt, e.demo, e.asked_by as "askedBy",
      json_build_object('code', k.code, 'name', k.name) as municipality`;
  return begun;
}

/** Counts of the texts, versions and pictures in a file. */
export interface ExportCounts {
  texts: number;
  versions: number;
  pictures: number;
}

/**
 * Notes that the file of an export lies there; a file of the municipality that was ready before can no longer be fetched.
 * @returns false when another try has begun meanwhile, or something that the file holds has been removed for good
 */
export async function setExportReady(
  tx: Sql,
  { id, attempt, bytes, counts }: { id: string; attempt: string; bytes: number; counts: ExportCounts },
): Promise<boolean> {
  const [ready] = await tx<{ municipality: string; demo: boolean }[]>`
    update municipality_export e set ready_at = now(), expires_at = now() + make_interval(hours => ${hoursExportsAreKept}),
      bytes = ${bytes}, texts = ${counts.texts}, versions = ${counts.versions}, pictures = ${counts.pictures}
    where e.id = ${id} and e.attempt = ${attempt} and e.ready_at is null
    returning e.municipality_code as municipality, e.demo`;
  if (!ready) return false;
  await tx`
    update municipality_export e set expires_at = greatest(ready_at, now())
    where e.municipality_code = ${ready.municipality} and e.demo = ${ready.demo} and e.id <> ${id} and ${canBeFetched(tx)}`;
  return true;
}

/**
 * Ends the files of a municipality, because something that they hold is removed for good: one that is ready can no longer be fetched, and
 * one that is being made is begun anew.
 * Call it inside a transaction.
 */
export async function endExports(tx: Sql, municipality: string): Promise<void> {
  // Nobody asks for one meanwhile, which would be made of what is still there.
  await tx`select from municipality where code = ${municipality} for no key update`;
  await tx`
    update municipality_export e set attempt = case when ready_at is not null then attempt end,
      expires_at = case when ready_at is not null then least(expires_at, greatest(ready_at, now())) end
    where e.municipality_code = ${municipality}`;
}

/** Exports whose time is up, and those that failed a day ago. */
export async function listOverExports(sql: Sql): Promise<{ id: string; municipality: string; demo: boolean }[]> {
  return sql<{ id: string; municipality: string; demo: boolean }[]>`
    select e.id, e.municipality_code as municipality, e.demo from municipality_export e
    where e.expires_at <= now()
      or (e.ready_at is null and e.asked_at < now() - make_interval(hours => ${hoursExportsAreKept}) and not ${isBeingMade(sql)})`;
}

/** Those of these ids that an export has. @param ids uuids */
export async function listKnownExports(sql: Sql, ids: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`select id from municipality_export where id = any(${[...ids]}::uuid[])`;
  return rows.map(({ id }) => id);
}

/** Deletes the row of an export whose file is gone. @returns whether a file could be fetched of it; null when the row was gone already */
export async function removeExport(tx: Sql, id: string): Promise<{ wasReady: boolean } | null> {
  const [row] = await tx<{ wasReady: boolean }[]>`
    delete from municipality_export where id = ${id} returning ready_at is not null as "wasReady"`;
  return row ?? null;
}
