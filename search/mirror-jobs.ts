import type { Sql } from "#db/client.ts";
import { leaveJob } from "#db/queries/outbox.ts";
import type { Hit } from "./engine.ts";

/** Jobs about the mirror stand in one queue: what changes while it is rebuilt waits, and is then put into the new one. */
const ours = ["mirror-entry", "rebuild-mirror"];
const options = { queue: "mirror", maxAttempts: 100 };

/** Leaves the job to bring one entry of the mirror in step, in the transaction that changes the entry. */
export async function leaveMirrorEntry(tx: Sql, { kind, id }: Hit): Promise<void> {
  await leaveJob(tx, "mirror-entry", { kind, id }, { ...options, key: `mirror:${kind}:${id}` });
}

/** Leaves the job to make the mirror anew. Where there is no Meilisearch, it waits until there is one. */
export async function leaveMirrorRebuild(tx: Sql): Promise<void> {
  await leaveJob(tx, "rebuild-mirror", {}, { ...options, key: "rebuild-mirror" });
}

/** The same, unless such a job waits or is being done. */
export async function ensureMirrorRebuild(sql: Sql): Promise<void> {
  const waiting = await sql`select from graphile_worker.jobs where task_identifier = 'rebuild-mirror' limit 1`;
  if (waiting.length === 0) await leaveMirrorRebuild(sql);
}

/** Has the jobs tried again at once that wait after a failure, or wait no more; each failure makes the wait longer, up to hours. */
export async function wakeMirrorJobs(sql: Sql): Promise<void> {
  await sql`
    select graphile_worker.reschedule_jobs(array(
      select id from graphile_worker.jobs
      where task_identifier = any(${ours}) and (last_error is not null or attempts >= max_attempts) and locked_at is null
    ), run_at => now(), attempts => 0)`;
}

/** Whether entries changed before a moment are not in the mirror yet. @param moment by the database's clock */
export async function isMirrorBehind(sql: Sql, moment: Date): Promise<boolean> {
  const [row] = await sql<{ behind: boolean }[]>`
    select exists (
      select from graphile_worker.jobs where task_identifier = any(${ours}) and created_at <= ${moment}
    ) as behind`;
  return row?.behind ?? true;
}

/** What time it is for the database. */
export async function databaseTime(sql: Sql): Promise<Date> {
  const [row] = await sql<{ now: Date }[]>`select now() as now`;
  return row?.now ?? new Date();
}
