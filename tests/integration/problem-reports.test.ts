import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { daysReportsAreKept, deleteOldProblemReports, storeProblemReport } from "#db/queries/problem-reports.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { startTestWorker } from "#tests/support/worker.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

/** Stores a report as if so many days and minutes ago. */
async function report(path: string, { days = 0, minutes = 0 } = {}): Promise<void> {
  await storeProblemReport(database.sql, { path, message: "Hej", replyTo: null, municipality: null, demo: false });
  await database.sql`
    update problem_report set reported_at = now() - make_interval(days => ${days}, mins => ${minutes}) where path = ${path}`;
}

async function kept(): Promise<string[]> {
  const rows = await database.sql<{ path: string }[]>`select path from problem_report order by path`;
  return rows.map(({ path }) => path);
}

describe("reports about pages", () => {
  it("are kept as they were sent", async () => {
    const sent = {
      path: "/om",
      message: "Første linje\nÆøå 😀",
      replyTo: "mette@example.dk",
      municipality: null,
      demo: false,
    };
    await storeProblemReport(database.sql, sent);
    const rows =
      await database.sql`select path, message, reply_to as "replyTo", municipality_code as municipality, demo from problem_report`;
    expect(rows).toEqual([sent]);
  });

  it("are deleted when they are as old as we say, and not before", async () => {
    await report("/ny");
    await report("/naesten", { days: daysReportsAreKept, minutes: -5 });
    await report("/gammel", { days: daysReportsAreKept, minutes: 5 });
    await report("/meget-gammel", { days: 4 * daysReportsAreKept });
    expect(await deleteOldProblemReports(database.sql)).toBe(2);
    expect(await kept()).toEqual(["/naesten", "/ny"]);
    expect(await deleteOldProblemReports(database.sql)).toBe(0);
  });

  it("are deleted by a job, which may run twice", async () => {
    await report("/ny");
    await report("/gammel", { days: daysReportsAreKept + 1 });
    const worker = await startTestWorker({ databaseUrl: database.url });
    try {
      await database.sql`select graphile_worker.add_job('clear-away'), graphile_worker.add_job('clear-away')`;
      const waiting = () => database.sql`select from graphile_worker.jobs`;
      await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(0);
      expect(await kept()).toEqual(["/ny"]);
    } finally {
      await worker.stop();
    }
  });
});
