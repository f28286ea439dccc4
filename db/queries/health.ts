import type { JobName } from "#app/jobs/registry.ts";
import type { Sql } from "../client.ts";
import { findLateJob } from "./outbox.ts";

/** How long the database may take to say that it is well, in milliseconds. */
const answerTimeoutMs = 2_000;

/** How long a job may wait, in minutes. */
const longestWaitMinutes = 5;

/** Whether the database answers and holds the schema. Never throws, and answers within two seconds. */
export const isDatabaseWell = (sql: Sql): Promise<boolean> =>
  inTime(
    sql`select 1 from municipality limit 1`.then(() => true),
    false,
  );

/** How the jobs are: `late` names the one that has waited longest, if it has waited more than five minutes, and for how many. */
export type JobsHealth = { status: "ok" | "unknown" } | { status: "late"; job: string; minutes: number };

/**
 * Whether jobs are done in time. Never throws, and answers within two seconds.
 * @param names the jobs that are done on this site
 */
export const readJobsHealth = (sql: Sql, names: readonly JobName[]): Promise<JobsHealth> =>
  inTime<JobsHealth>(
    findLateJob(sql, names, longestWaitMinutes).then((late) =>
      late ? { status: "late", job: late.name, minutes: late.minutes } : { status: "ok" },
    ),
    { status: "unknown" },
  );

/** What the database says, or something else when it fails or takes too long. */
async function inTime<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), answerTimeoutMs);
  });
  return Promise.race([asked.catch(() => otherwise), late]).finally(() => clearTimeout(timer));
}
