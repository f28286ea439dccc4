import type { JobName, JobPayload } from "#app/jobs/registry.ts";
import type { Sql } from "../client.ts";

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
