import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashToken } from "#app/domain/accounts/secrets.server.ts";
import type { WorkerOptions } from "#app/jobs/worker.ts";
import { leaveLetter } from "#app/mail/letters.ts";
import type { Sql } from "#db/client.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { linkIn } from "#tests/support/mails.ts";
import { createPerson, type TestPerson } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { startSmtp, type TestSmtp } from "#tests/support/smtp.ts";
import { killHard, ownSettings, type StartedProcess, start, stop } from "#tests/support/start-process.ts";
import { startTestWorker } from "#tests/support/worker.ts";

const patience = { timeout: 60_000 };

let database: TestDatabase;
let sql: Sql;
let smtp: TestSmtp;
let person: TestPerson;
const closers: (() => unknown)[] = [];

beforeEach(async () => {
  smtp = await startSmtp();
  database = await createTestDatabase();
  sql = database.sql;
  person = await createPerson(sql, { name: "Mette Møller" });
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await database.drop();
  await smtp.stop();
});

/** `npm run worker`, when it is at work. */
async function startWorkerProcess(): Promise<StartedProcess> {
  const settings = { DATABASE_URL: database.url, SECRET_KEY: testSecretKey, SMTP_URL: smtp.url };
  const started = start({ ...(await ownSettings()), ...settings }, { args: ["--worker"] });
  closers.push(() => killHard(started));
  await started.prints(/Opgaverne kører nu/);
  return started;
}

/** A worker in this process. */
async function work(options?: WorkerOptions) {
  const folder = path.join(process.env.TEST_FOLDER ?? "", "mails");
  const mail = { smtpUrl: smtp.url, from: "x@example.org", folder, publicUrl: "https://mereforflere.example" };
  const worker = await startTestWorker({ databaseUrl: database.url, mail }, options);
  closers.push(worker.stop);
}

const jobs = (name: string) => sql<{ lockedBy: string | null; attempts: number }[]>`
  select locked_by as "lockedBy", attempts from graphile_worker._private_jobs j
  join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${name}`;
const tokens = async () => (await sql<{ hash: string }[]>`select hash from one_time_token`).map(({ hash }) => hash);

/** Has a worker in a process of its own begin with a letter, which the mail server keeps in its hand. */
async function startAndHold(): Promise<StartedProcess> {
  smtp.hold();
  const worker = await startWorkerProcess();
  await leaveLetter(sql, { kind: "password-reset", person: person.id });
  await expect.poll(() => smtp.held, patience).toBe(1);
  return worker;
}

describe("a worker that ends in the middle of a letter", patience, () => {
  it.each<[string, (worker: StartedProcess) => Promise<unknown>]>([
    ["is killed", killHard],
    ["is stopped", stop],
  ])("leaves no open link when it %s, and the next start sends the letter", async (_how, end) => {
    const worker = await startAndHold();
    expect(await tokens()).toEqual([]);
    await end(worker);
    const [left] = await jobs("letter");
    expect(left).toEqual({ lockedBy: expect.any(String), attempts: 1 });
    expect(await tokens()).toEqual([]);
    smtp.release();
    await work({ lookEveryMs: 60_000 });
    await expect.poll(() => jobs("letter"), patience).toEqual([]);
    // The mail server has had the first one too. The link of the last one is good.
    const [first, last] = smtp.taken.map(({ mail }) => hashToken(linkIn(mail).split("kode=")[1] ?? ""));
    expect(smtp.taken).toHaveLength(2);
    expect(first).not.toBe(last);
    expect(await tokens()).toEqual([last]);
  });

  it("has its job taken over by one that runs, which keeps its own, as does another that starts", async () => {
    const worker = await startAndHold();
    let runs = 0;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    closers.push(() => release());
    const held = () => {
      runs += 1;
      return released;
    };
    await work({ slowTasks: { held }, lookEveryMs: 100 });
    await sql`select graphile_worker.add_job('held')`;
    await expect.poll(() => runs).toBe(1);
    const own = await jobs("held");
    expect(await jobs("letter")).toMatchObject([{ attempts: 1 }]);
    await killHard(worker);
    smtp.release();
    await expect.poll(() => jobs("letter"), patience).toEqual([]);
    await work({ slowTasks: { held }, lookEveryMs: 100 });
    expect(await jobs("held")).toEqual(own);
    release();
    await expect.poll(() => jobs("held")).toEqual([]);
    expect(runs).toBe(1);
  });
});
