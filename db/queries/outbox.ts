import type { Sql } from "../client.ts";

/**
 * Leaves a job for the worker, in the same transaction as what it is about.
 * @param payload keys rather than contents, for it may wait a while
 */
export async function leaveJob(sql: Sql, task: string, payload: object): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, ${sql.json(payload as Parameters<Sql["json"]>[0])}::json)`;
}
