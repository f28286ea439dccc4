import { Logger, parseCronItems, type Runner, run, type Task, type TaskList } from "graphile-worker";
import { z } from "zod";
import type { FileStore } from "#app/files/store.ts";
import { createPost, type MailSettings } from "#app/mail/post.ts";
import { createDatabase, type Sql } from "#db/client.ts";
import { openPgPool } from "#db/pg-pool.ts";
import { tryNoMore } from "#db/queries/outbox.ts";
import type { MirrorPlace } from "#search/mirror.ts";
import { rebuildIndex } from "#search/store.ts";
import { clearAway } from "./clear-away.ts";
import { indexChangedEntry } from "./index-entry.ts";
import { letterHandlers } from "./letter.ts";
import { clearExports, makeExport } from "./make-export.ts";
import { mirrorHandlers } from "./mirror.ts";
import { pictureHandlers } from "./pictures.ts";
import { statusHandlers } from "./publish-status.ts";
import {
  type JobHandlers,
  type JobName,
  jobNames,
  jobOf,
  type MirrorJobHandlers,
  type RunnerName,
} from "./registry.ts";
import { holdWorkerLocks } from "./worker-locks.ts";

/** What the jobs work on. */
export interface WorkerParts {
  databaseUrl: string;
  /** How many connections the jobs and their runners may use; one for each job at a time unless told otherwise. */
  connections?: { jobs: number; runners: number };
  /** Where the index is copied to, if anywhere. */
  meilisearch?: MirrorPlace;
  mail: MailSettings;
  /** Where files are kept. */
  files: FileStore;
  /** How many days the audit log is kept. */
  auditDays: number;
}

/** For tests and measurements. */
export interface WorkerOptions {
  /** Slow jobs beside those of the registry. */
  slowTasks?: TaskList;
  /** How often jobs of dead workers are looked for, in milliseconds. */
  lookEveryMs?: number;
}

/**
 * How many jobs each runner does at a time. Entries of the search stand in one queue, those of its copy in another, and waking the copy is
 * the third: none has to wait for the others.
 */
const jobsAtOnce: Readonly<Record<RunnerName, number>> = { search: 3, mail: 2, slow: 2 };

/**
 * Runs the jobs that writes have left in the outbox, and those that come round by themselves, until `stop` is called. Jobs of workers that
 * have died are freed, at the start and then every ten seconds.
 */
export async function startWorker(
  { databaseUrl, connections, meilisearch, mail, auditDays, files }: WorkerParts,
  { slowTasks = {}, lookEveryMs = 10_000 }: WorkerOptions = {},
): Promise<{ stop(): Promise<void> }> {
  // A job about the mirror holds a connection while Meilisearch works.
  const most = Object.values(jobsAtOnce).reduce((sum, one) => sum + one);
  const sql = createDatabase(databaseUrl, { max: connections?.jobs ?? most });
  // The runners keep one each for listening.
  const runnersMost = connections?.runners ?? most + Object.keys(jobsAtOnce).length;
  const pgPool = openPgPool(databaseUrl, runnersMost, "mere-for-flere jobs");
  const post = createPost(mail);
  const handlers: Omit<JobHandlers, keyof MirrorJobHandlers> & Partial<MirrorJobHandlers> = {
    "clear-away": clearAway(sql, { auditDays, mailFolder: mail.folder, files }),
    ...pictureHandlers(sql, files),
    ...letterHandlers(sql, post, mail),
    "make-export": makeExport(sql, files, mail),
    "clear-exports": clearExports(sql, files),
    ...statusHandlers(sql),
    "index-entry": indexChangedEntry(sql, { mirrored: meilisearch !== undefined }),
    "rebuild-index": () => rebuildIndex(sql),
    ...(meilisearch && mirrorHandlers(sql, meilisearch)),
  };
  const names = jobNames({ mirrored: meilisearch !== undefined });
  const tasksOf = (runner: RunnerName): TaskList =>
    Object.fromEntries(
      names
        .filter((name) => jobOf(name).runner === runner)
        .map((name) => [name, taskOf(sql, name, handlers[name] as Handler)]),
    );

  const ids = new Set<string>();
  let open = () => {};
  const locked = new Promise<void>((resolve) => {
    open = resolve;
  });
  const shared = {
    pgPool,
    // Two that look for work in the same moment can each leave a queue to the other; they look again after so many milliseconds.
    pollInterval: 500,
    noHandleSignals: true,
    logger: new Logger(() => logTrouble),
    preset: { plugins: [waitingPlugin(ids, locked)] },
  };
  const runners: Runner[] = [];
  for (const name of Object.keys(jobsAtOnce) as RunnerName[]) {
    const taskList = { ...tasksOf(name), ...(name === "slow" && slowTasks) };
    runners.push(await run({ ...shared, concurrency: jobsAtOnce[name], taskList, parsedCronItems: cronOf(taskList) }));
  }
  const locks = await holdWorkerLocks(databaseUrl, sql, [...ids], lookEveryMs);
  open();
  return {
    stop: async () => {
      await Promise.all(runners.map((runner) => runner.stop()));
      post.close();
      await locks.close();
      await Promise.all([pgPool.end(), sql.end({ timeout: 1 })]);
    },
  };
}

/** Notes what fails; that all is well is the site's own to say. */
function logTrouble(level: string, message: string): void {
  if (level === "error" || level === "warning") console.error(message);
}

/** Has each runner wait with its first job until its lock is held. @param ids gets what the runners write into `locked_by` */
const waitingPlugin = (ids: Set<string>, locked: Promise<void>): GraphileConfig.Plugin => ({
  name: "WaitForLock",
  worker: {
    hooks: {
      startWorker(_context, { worker }) {
        ids.add(worker.workerPool.id);
        return locked;
      },
    },
  },
});

type Handler = (payload: unknown, jobId: string) => Promise<void>;

/** A job as graphile-worker calls it. What does not fit its schema will not do so at the next try either. */
const taskOf =
  (sql: Sql, name: JobName, handle: Handler): Task =>
  async (payload, { job }) => {
    const parsed = jobOf(name).payload.safeParse(payload);
    if (!parsed.success) {
      await tryNoMore(sql, job.id);
      throw new Error(`The payload does not fit ${name}; it is not tried again. ${z.prettifyError(parsed.error)}`);
    }
    await handle(parsed.data, job.id);
  };

/** When the jobs of a runner come round by themselves. */
const cronOf = (tasks: TaskList) =>
  parseCronItems(
    jobNames({ mirrored: true }).flatMap((task) => {
      const { cron } = jobOf(task);
      return task in tasks && cron ? [{ task, ...cron }] : [];
    }),
  );
