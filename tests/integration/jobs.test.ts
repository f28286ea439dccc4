import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type JobName, jobNames, jobOf, registry } from "#app/jobs/registry.ts";
import type { WorkerOptions } from "#app/jobs/worker.ts";
import { leaveLetter } from "#app/mail/letters.ts";
import type { Sql } from "#db/client.ts";
import { freeJobsOfDeadWorkers, leaveJob } from "#db/queries/outbox.ts";
import { leaveMirrorRebuild, wakeMirrorJobs } from "#search/mirror-jobs.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson } from "#tests/support/people.ts";
import { startSmtp } from "#tests/support/smtp.ts";
import { startTestWorker } from "#tests/support/worker.ts";

let database: TestDatabase;
let sql: Sql;
const closers: (() => unknown)[] = [];

beforeEach(async () => {
  database = await createTestDatabase({ seed: "demo" });
  sql = database.sql;
  await sql`delete from graphile_worker._private_jobs`;
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await database.drop();
});

async function work(options?: WorkerOptions) {
  const worker = await startTestWorker({ databaseUrl: database.url }, options);
  closers.push(worker.stop);
}

const jobs = () => sql<
  {
    name: JobName;
    payload: Record<string, string>;
    attempts: number;
    most: number;
    lockedBy: string | null;
    error: string | null;
  }[]
>`
  select t.identifier as name, payload, attempts, max_attempts as most, locked_by as "lockedBy", last_error as error
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`;

/** A job of a test that is done when `release` is called. */
function heldTask() {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const held = {
    runs: 0,
    release,
    task: () => {
      held.runs += 1;
      return released;
    },
  };
  closers.push(() => release());
  return held;
}

describe("the registry", () => {
  it("knows every job that a function of the database leaves", async () => {
    const functions = await sql<{ source: string }[]>`
      select prosrc as source from pg_proc where pronamespace = 'public'::regnamespace and prosrc like '%add_job%'`;
    const sources = functions.map(({ source }) => source).join("\n");
    const names = [...sources.matchAll(/graphile_worker\.add_job\(\s*'([^']+)'/g)].map(([, name]) => name);
    expect(names).toHaveLength(sources.match(/add_job/g)?.length ?? 0);
    expect(new Set(names)).toEqual(new Set(["index-entry", "rebuild-index", "remove-picture"]));
    for (const name of names) expect(Object.keys(registry)).toContain(name);
  });

  it("fits what the triggers tell their jobs", async () => {
    await sql`update case_story set withdrawn_at = now()`;
    await sql`update method set withdrawn_at = now()`;
    await sql`update document set title = title || ' igen'`;
    await sql`update commitment set title = title || ' igen'`;
    await sql`update municipality set population = population + 1`;
    await sql`update municipality set name = 'Nyby' where code = '0751'`;
    await sql`update method set slug = 'ny-' || slug`;
    const left = await jobs();
    expect(new Set(left.map(({ name, payload }) => `${name} ${payload.kind ?? ""}`.trim()))).toEqual(
      new Set([
        "index-entry case",
        "index-entry method",
        "index-entry document",
        "index-entry commitment",
        "index-entry municipality",
        "rebuild-index",
      ]),
    );
    for (const { name, payload } of left) expect(jobOf(name).payload.safeParse(payload).success, name).toBe(true);
  });

  it("takes what graphile-worker tells a job that comes round by itself", () => {
    const payload = { _cron: { ts: "2026-11-22T03:15:00Z", backfilled: true } };
    const round = jobNames({ mirrored: true }).filter((name) => jobOf(name).cron);
    expect(round).toContain("clear-away");
    for (const name of round) expect(jobOf(name).payload.safeParse(payload).success, name).toBe(true);
  });
});

it("a job that is told what does not fit is given up at once, says so, and does not repeat what it was told", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  closers.push(() => said.mockRestore());
  await sql`select graphile_worker.add_job('letter-to', '{"to": "Mette Møller", "letter": {"kind": "security"}}')`;
  await work();
  await expect
    .poll(jobs)
    .toMatchObject([{ name: "letter-to", attempts: 25, most: 25, error: expect.stringContaining("at letter.person") }]);
  expect(said.mock.calls.join("\n")).toMatch(
    /The payload does not fit letter-to; it is not tried again\..*Invalid GUID/s,
  );
  expect(said.mock.calls.join("\n")).not.toContain("Mette");
});

it("slow jobs and a mail server that keeps silent, however many wait for them, keep nothing of the search waiting", async () => {
  const held = heldTask();
  const smtp = await startSmtp();
  closers.push(smtp.stop);
  smtp.hold();
  const mail = { smtpUrl: smtp.url, from: "x@example.org", folder: "", publicUrl: "https://mereforflere.example" };
  const worker = await startTestWorker({ databaseUrl: database.url, mail }, { slowTasks: { held: held.task } });
  closers.push(worker.stop, smtp.release);
  const { id } = await createPerson(sql, { name: "Mette Møller" });
  for (let slow = 0; slow < 9; slow += 1) {
    await sql`select graphile_worker.add_job('held')`;
    await leaveLetter(sql, { kind: "security", person: id, what: "totp-on" });
  }
  await expect.poll(() => [held.runs, smtp.held]).toEqual([2, 2]);
  await sql`update document set title = title || ' igen'`;
  await expect.poll(async () => (await jobs()).map(({ name }) => name)).not.toContain("index-entry");
  held.release();
  smtp.release();
  // The one that waits for a Meilisearch.
  await expect.poll(async () => (await jobs()).map(({ name }) => name)).toEqual(["rebuild-mirror"]);
  expect(held.runs).toBe(9);
  expect(smtp.taken).toHaveLength(9);
});

describe("a job whose worker is dead", () => {
  /** As a worker that was killed leaves it. */
  const lockedByDead = async () => {
    await sql`update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now(), attempts = attempts + 1`;
    await sql`update graphile_worker._private_job_queues set locked_by = 'pool-dead', locked_at = now()`;
  };
  const change = () =>
    sql`update document set title = title || ' igen' where id = (select min(id::text)::uuid from document)`;

  it("is freed with its queue, and the attempt counts", async () => {
    await change();
    await lockedByDead();
    await freeJobsOfDeadWorkers(sql);
    expect(await jobs()).toMatchObject([{ name: "index-entry", attempts: 1, lockedBy: null }]);
    expect(await sql`select from graphile_worker._private_job_queues where locked_by is not null`).toHaveLength(0);
  });

  it("goes when a newer one has taken its key", async () => {
    await change();
    await lockedByDead();
    await change();
    expect(await jobs()).toHaveLength(2);
    await freeJobsOfDeadWorkers(sql);
    expect(await jobs()).toMatchObject([{ name: "index-entry", attempts: 0, lockedBy: null }]);
  });

  it("about the mirror that has no attempt left is tried again with the others, so that the mirror is not behind for ever", async () => {
    await leaveMirrorRebuild(sql);
    await sql`update graphile_worker._private_jobs set attempts = max_attempts`;
    await wakeMirrorJobs(sql);
    expect(await jobs()).toMatchObject([{ name: "rebuild-mirror", attempts: 0 }]);
  });

  it("stays, and is not tried again, when that was its last attempt", async () => {
    await leaveJob(sql, "rebuild-index", {}, { maxAttempts: 1 });
    await lockedByDead();
    await freeJobsOfDeadWorkers(sql);
    expect(await jobs()).toMatchObject([{ name: "rebuild-index", attempts: 1, most: 1, lockedBy: null }]);
  });
});

it("a worker whose line to the database was cut takes its lock again, and keeps its jobs", async () => {
  const held = heldTask();
  await work({ slowTasks: { held: held.task }, lookEveryMs: 60_000 });
  await sql`select graphile_worker.add_job('held')`;
  await expect.poll(() => held.runs).toBe(1);
  const before = await jobs();
  const lines = () => sql<{ pid: number }[]>`
    select distinct pid from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and granted and application_name = 'mere-for-flere worker' and datname = current_database()`;
  const [first] = await lines();
  await sql`select pg_terminate_backend(${first?.pid ?? 0})`;
  await expect.poll(async () => (await lines()).map(({ pid }) => pid === first?.pid)).toEqual([false]);
  await freeJobsOfDeadWorkers(sql);
  expect(await jobs()).toEqual(before);
  held.release();
  await expect.poll(jobs).toEqual([]);
  expect(held.runs).toBe(1);
});

it("a worker goes on when the database has cut all its connections", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  closers.push(() => said.mockRestore());
  await work();
  const change = async () => {
    await sql`update document set title = title || ' igen'`;
    await expect.poll(async () => (await jobs()).map(({ name }) => name)).toEqual(["rebuild-mirror"]);
  };
  await change();
  const cut = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name in ('mere-for-flere jobs', 'mere-for-flere worker')`;
  // Three listen, one holds the locks.
  expect(cut.length).toBeGreaterThanOrEqual(4);
  await change();
});
