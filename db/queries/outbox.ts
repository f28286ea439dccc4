import type { JobName, JobPayload } from "#app/jobs/registry.ts";
import { type Sql, transaction } from "../client.ts";

/** How a job is to be done. */
export interface JobOptions {
  /** Jobs of one queue are done one at a time, in their order. */
  queue?: string;
  /** A job that waits under the same key is replaced. */
  key?: string;
  /** How often it is tried; 25 times unless told otherwise. */
  maxAttempts?: number;
}

/**
 * Leaves a job for the worker, in the same transaction as what it is about.
 * @param payload keys rather than contents, for it may wait a while
 */
export async function leaveJob<Name extends JobName>(
  sql: Sql,
  name: Name,
  payload: JobPayload<Name>,
  { queue, key, maxAttempts }: JobOptions = {},
): Promise<void> {
  await sql`
    select graphile_worker.add_job(
      ${name}, ${sql.json(payload as Parameters<Sql["json"]>[0])}::json,
      queue_name => ${queue ?? null}, job_key => ${key ?? null}, max_attempts => ${maxAttempts ?? null}
    )`;
}

/** Keeps a job that is being done from being tried again when it fails. It stays in the table. */
export async function tryNoMore(sql: Sql, jobId: string): Promise<void> {
  await sql`update graphile_worker._private_jobs set attempts = max_attempts where id = ${jobId}`;
}

/** Whether a job that is being done is still wanted. It cannot be dropped before the transaction ends. */
export async function holdJob(sql: Sql, jobId: string): Promise<boolean> {
  const held = await sql`select from graphile_worker._private_jobs where id = ${jobId} for key share`;
  return held.count > 0;
}

/** Drops the jobs `j` of one name that a condition picks, also those that are being done. */
const dropJobs = (sql: Sql, name: JobName, which: ReturnType<Sql>) => sql`
  delete from graphile_worker._private_jobs where id in (
    select j.id from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${name} and ${which}
  )`;

/** Drops what would leave a person the letter to somebody who has forgotten a password. */
export async function dropResetJobs(sql: Sql, personId: string): Promise<void> {
  await dropJobs(sql, "password-reset", sql`j.payload ->> 'email' = (select email from person where id = ${personId})`);
}

/** Drops letters about a person that bring a link. @param kinds those that do */
export async function dropTokenLetters(
  sql: Sql,
  personId: string,
  kinds: readonly JobPayload<"letter">["kind"][],
): Promise<void> {
  await dropJobs(
    sql,
    "letter",
    sql`j.payload ->> 'person' = ${personId} and j.payload ->> 'kind' = any(${[...kinds]})`,
  );
}

/** Drops every job that names one of several rows or people by its id, also those that are being done or have failed for good. */
export async function dropJobsNaming(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql`
    delete from graphile_worker._private_jobs j
    where exists (select from unnest(${[...ids]}::text[]) as id where strpos(j.payload::text, '"' || id || '"') > 0)`;
}

/** Drops what would have a person ask others to stand as contact persons, and leaves those letters anew without the name. */
export async function dropNameOfAsker(sql: Sql, personId: string): Promise<void> {
  const asked = await sql<{ contact: string; waits: boolean }[]>`
    delete from graphile_worker._private_jobs where payload ->> 'by' = ${personId}
    returning payload ->> 'contact' as contact, attempts < max_attempts as waits`;
  for (const { contact, waits } of asked)
    if (waits) await leaveJob(sql, "letter", { kind: "contact-consent", contact });
}

/** Drops every job that is about invented people, by `demo` or their addresses. */
export async function dropDemoJobs(sql: Sql): Promise<void> {
  await sql`
    delete from graphile_worker._private_jobs
    where payload::jsonb @? '$.** ? (@.demo == true)' or exists (
      select from jsonb_path_query(payload::jsonb, '$.**.email') email where is_demo_address(email #>> '{}')
    )`;
}

/** Days that a job is kept which has failed as often as it may, for whoever wants to know why. */
export const daysFailedJobsAreKept = 7;

/** Deletes the jobs that have failed for good long enough ago, and what they were told with them. */
export async function deleteExhaustedJobs(sql: Sql): Promise<void> {
  await sql`
    delete from graphile_worker._private_jobs
    where attempts >= max_attempts and locked_at is null
      and updated_at < now() - make_interval(days => ${daysFailedJobsAreKept})`;
}

/** Any fixed number will do: with the hash of a worker's id it names the lock that the worker holds. */
const workerLock = 727_403_123;

/**
 * Takes the locks by which others see that workers are alive. They last as long as the connection, which the database ends within half a
 * minute when the machine at its other end is gone without a word.
 * @param line a connection kept for this alone
 * @param ids what the workers write into `locked_by`
 */
export async function lockWorkers(line: Sql, ids: readonly string[]): Promise<void> {
  await line`
    select set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
      set_config('tcp_keepalives_count', '3', false)`;
  // Shared, so that a lost connection which the database has not yet given up does not keep the next one waiting.
  await line`select pg_advisory_lock_shared(${workerLock}, hashtext(id)) from unnest(${[...ids]}::text[]) as id`;
}

/** Whether the worker of an id holds its lock. */
const isAlive = (sql: Sql, id: ReturnType<Sql>) => sql`
  exists (
    select from pg_locks
    where locktype = 'advisory' and objsubid = 2 and classid = ${workerLock}::oid and objid = hashtext(${id})::oid and granted
      and database = (select oid from pg_database where datname = current_database())
  )`;

/**
 * Frees the jobs and the queues of workers that no longer hold their lock, so that others can take them. The attempt that was cut off
 * counts, so a job that ends its worker each time is not tried for ever.
 */
export async function freeJobsOfDeadWorkers(sql: Sql): Promise<void> {
  await transaction(sql, async (tx) => {
    const dead = await tx<{ id: string }[]>`
      select id from (
        select locked_by as id from graphile_worker._private_jobs
        union select locked_by from graphile_worker._private_job_queues
      ) worker
      where id is not null and not ${isAlive(tx, tx`id`)}`;
    if (dead.length === 0) return;
    const ids = dead.map(({ id }) => id);
    // A job whose key was given to a newer one while it was being done will not be tried again: the newer one stands for it.
    const replaced = await tx<{ id: string }[]>`
      select id from graphile_worker._private_jobs
      where locked_by = any(${ids}) and attempts >= max_attempts and updated_at > locked_at`;
    await tx`select graphile_worker.force_unlock_workers(${ids})`;
    await tx`select graphile_worker.complete_jobs(${replaced.map(({ id }) => id)}::bigint[])`;
  });
}

/**
 * The job that has been ready for longest without being done, if that is too long: nobody has taken it, or a worker that is dead.
 * @param names the jobs that are looked at
 * @param minutes how long is too long
 */
export async function findLateJob(
  sql: Sql,
  names: readonly JobName[],
  minutes: number,
): Promise<{ name: string; minutes: number } | undefined> {
  const [row] = await sql<{ name: string; minutes: number }[]>`
    select t.identifier as name, floor(extract(epoch from now() - greatest(j.run_at, j.created_at)) / 60)::integer as minutes
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = any(${[...names]}) and j.attempts < j.max_attempts
      and greatest(j.run_at, j.created_at) < now() - make_interval(mins => ${minutes})
      and (j.locked_by is null or not ${isAlive(sql, sql`j.locked_by`)})
    order by greatest(j.run_at, j.created_at)
    limit 1`;
  return row;
}
