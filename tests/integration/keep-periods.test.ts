import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { danishToday } from "#app/domain/dates.ts";
import { DomainError } from "#app/domain/domain-error.ts";
import {
  addQuestion,
  changeQuestion,
  closePeriod,
  openPeriod,
  periodAfter,
  withdrawQuestion,
} from "#app/domain/statuses/keep-periods.server.ts";
import { periodOf } from "#app/domain/statuses/period-vocabulary.ts";
import { putOffReminder, sendReminder, sendReminders } from "#app/domain/statuses/remind.server.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import { recipientsOf, writeLetter } from "#app/mail/write-letter.ts";
import type { Sql } from "#db/client.ts";
import { listPeriodQuestions, listPeriods } from "#db/queries/statuses/periods.ts";
import { buildStatus } from "#seeds/builders/build-status.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { callers, here, there, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson } from "#tests/support/people.ts";

const current = periodOf(danishToday());
const demoAssociation = { name: "demo-KL", roles: [{ role: "association_editor" as const }], demo: true };

let database: TestDatabase;
let sql: Sql;
const people = new Map<string, Viewer>();
const as = (name: string) => people.get(name) as Viewer;
const kl = () => as("KL-redaktør");
const outcomeOf = async (deed: Promise<unknown>): Promise<number | string> =>
  deed.then(
    () => 200,
    (error: unknown) => {
      if (error instanceof DomainError) return error.status;
      throw error;
    },
  );
const messageOf = async (deed: Promise<unknown>) =>
  deed.then(
    () => "",
    (error: Error) => error.message,
  );

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  for (const caller of [...callers, demoAssociation]) {
    const viewer = viewerFor(caller);
    if (!viewer.person) continue;
    const { id } = await createPerson(sql, { name: caller.name, demo: caller.demo });
    people.set(caller.name, { ...viewer, person: { ...viewer.person, id } });
  }
});
afterAll(() => database.drop());

const versionOf = async (code: string) => (await listPeriods(sql)).find((period) => period.code === code)?.version ?? 0;

describe("a half year", () => {
  it("is opened, closed and opened again by KL, each as it last saw it", async () => {
    await openPeriod(sql, kl(), { period: current, version: 0 });
    expect(await outcomeOf(openPeriod(sql, kl(), { period: current, version: 1 }))).toBe(409);
    await closePeriod(sql, kl(), { period: current, version: 1 });
    expect(await outcomeOf(closePeriod(sql, kl(), { period: current, version: 2 }))).toBe(409);
    expect(await outcomeOf(openPeriod(sql, kl(), { period: current, version: 1 }))).toBe(409);
    await openPeriod(sql, kl(), { period: current, version: 2 });
    const [period] = await listPeriods(sql);
    expect(period).toMatchObject({ code: current, closedAt: null, version: 3 });
    const log = await sql<
      { action: string }[]
    >`select action from audit_log where action like 'period.%' order by happened_at`;
    expect(log.map(({ action }) => action)).toEqual(["period.opened", "period.closed", "period.opened"]);
  });

  it("is opened once when two open it at once, and not years ahead", async () => {
    const next = periodAfter(current);
    const twice = await Promise.all([1, 2].map(() => outcomeOf(openPeriod(sql, kl(), { period: next, version: 0 }))));
    expect(twice.sort()).toEqual([200, 409]);
    expect(await outcomeOf(openPeriod(sql, kl(), { period: periodAfter(next), version: 0 }))).toBe(400);
  });

  it("is left alone by all others, and an invented person at KL is told why", async () => {
    const version = await versionOf(current);
    const outcomes = Object.fromEntries(
      await Promise.all(
        [...people].map(async ([name, viewer]) => [
          name,
          await outcomeOf(closePeriod(sql, viewer, { period: "2020H1", version })),
        ]),
      ),
    );
    expect(
      Object.entries(outcomes)
        .filter(([, outcome]) => outcome !== 403)
        .map(([name]) => name),
    ).toEqual(["KL-redaktør", "KL-administrator", "KL-redaktør, der handler for kommunen"]);
    expect(await messageOf(openPeriod(sql, as("demo-KL"), { period: current, version }))).toContain(
      "Halvårene er rigtige",
    );
  });
});

describe("a thematic follow-up of KL's own", () => {
  const words = { theme: "Overgange", asked: "Hvordan følger I børnene?", keepWarning: false };
  const only = async () => {
    const questions = await listPeriodQuestions(sql, current);
    return questions.map(({ theme, demo, version, withdrawnAt }) => ({
      theme,
      demo,
      version,
      withdrawn: withdrawnAt !== null,
    }));
  };

  it("is added, changed and withdrawn, invented ones by invented people alone", async () => {
    const question = await addQuestion(sql, kl(), { period: current, ...words });
    const invented = await addQuestion(sql, as("demo-KL"), { period: current, ...words, theme: "Opdigtet" });
    await changeQuestion(sql, kl(), { question, version: 1, ...words, theme: "Overgange i skolen" });
    expect(await outcomeOf(changeQuestion(sql, as("demo-KL"), { question, version: 2, ...words }))).toBe(403);
    expect(await outcomeOf(changeQuestion(sql, as("koordinator"), { question, version: 2, ...words }))).toBe(403);
    expect(await messageOf(changeQuestion(sql, kl(), { question, version: 1, ...words }))).toContain(
      "En anden har gemt",
    );
    await withdrawQuestion(sql, as("demo-KL"), { question: invented, version: 1 });
    expect(await outcomeOf(withdrawQuestion(sql, as("demo-KL"), { question: invented, version: 2 }))).toBe(409);
    expect(await only()).toEqual([
      { theme: "Overgange i skolen", demo: false, version: 2, withdrawn: false },
      { theme: "Opdigtet", demo: true, version: 2, withdrawn: true },
    ]);
  });

  it("holds no personal number, and is not asked in a half year that is closed or not opened", async () => {
    expect(
      await outcomeOf(
        addQuestion(sql, kl(), { period: current, ...words, asked: "Barnet 010190-1234?", keepWarning: true }),
      ),
    ).toBe(400);
    expect(await outcomeOf(addQuestion(sql, kl(), { period: "2019H1", ...words }))).toBe(400);
    await sql`insert into period (code, opened_at, closed_at) values ('2020H2', now(), now())`;
    expect(await outcomeOf(addQuestion(sql, kl(), { period: "2020H2", ...words }))).toBe(409);
    expect(await only()).toHaveLength(2);
  });
});

describe("a friendly word from KL", () => {
  const of = { municipality: here.code, period: current, demo: false };
  const lettersOf = async () =>
    (await sql`select from graphile_worker._private_jobs where payload::text like '%help-offered%'`).count;

  it("goes to the municipality's coordinators, not more than once in three weeks", async () => {
    expect(await messageOf(sendReminder(sql, kl(), of))).toContain("ingen koordinator");
    const { id } = await createPerson(sql, {
      name: "Karen Koordinator",
      roles: [{ role: "coordinator", municipality: here.code }],
    });
    for (const name of ["koordinator", "læser", "demo-KL"])
      expect(await outcomeOf(sendReminder(sql, as(name), of)), name).toBe(403);
    const twice = await Promise.all([1, 2].map(() => outcomeOf(sendReminder(sql, kl(), of))));
    expect(twice.sort()).toEqual([200, 409]);
    expect(await lettersOf()).toBe(1);
    expect(await messageOf(sendReminder(sql, kl(), of))).toContain("mindst 21 dage");
    const [reminder] = await sql<{ id: string }[]>`select id from status_reminder`;
    const letter = { kind: "help-offered", reminder: reminder?.id ?? "" } as const;
    expect((await recipientsOf(sql, letter))?.map((person) => person.id)).toEqual([id]);
    const mail = await writeLetter(sql, "https://mereforflere.dk", letter, id);
    expect(mail?.subject).toContain("Vil I have hjælp til status");
    expect(mail?.link?.href).toBe("https://mereforflere.dk/kommuner/aarhus/statusser");
    expect(JSON.stringify(mail)).not.toMatch(/skal|frist|mangler at|rykker/i);
  });

  it("is put off by the municipality's coordinator with a reason, until the day comes", async () => {
    const [reminder] = await sql<{ id: string }[]>`select id from status_reminder`;
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const input = {
      reminder: reminder?.id ?? "",
      until,
      because: "Udvalget mødes først efter nytår.",
      keepWarning: false,
    };
    expect(await outcomeOf(putOffReminder(sql, as("forfatter"), here.code, input))).toBe(403);
    expect(await outcomeOf(putOffReminder(sql, as("koordinator, anden kommune"), there.code, input))).toBe(404);
    expect(await outcomeOf(putOffReminder(sql, as("demokoordinator"), here.code, input))).toBe(403);
    expect(await outcomeOf(putOffReminder(sql, as("koordinator"), here.code, { ...input, until: "2020-01-01" }))).toBe(
      400,
    );
    await putOffReminder(sql, as("koordinator"), here.code, input);
    await sql`update status_reminder set sent_at = now() - interval '22 days'`;
    expect(await messageOf(sendReminder(sql, kl(), of))).toContain("Udvalget mødes først efter nytår.");
    const letter = { kind: "help-offered", reminder: reminder?.id ?? "" } as const;
    expect(await recipientsOf(sql, letter)).toEqual([]);
    await sql`update status_reminder set put_off_until = current_date - 1`;
    expect(await recipientsOf(sql, letter)).toHaveLength(1);
    await sendReminder(sql, kl(), of);
    expect(await lettersOf()).toBe(2);
  });

  it("stops when the municipality has answered, also the letter that is on its way", async () => {
    const [newest] = await sql<{ id: string }[]>`select id from status_reminder order by sent_at desc`;
    const letter = { kind: "help-offered", reminder: newest?.id ?? "" } as const;
    const draft = await buildStatus(sql, { municipalityCode: here.code, period: current, state: "draft" });
    expect(await recipientsOf(sql, letter)).toHaveLength(1);
    await sql`update status_edition set state = 'submitted' where id = ${draft.editionId}`;
    expect(await recipientsOf(sql, letter)).toEqual([]);
    await sql`update status_reminder set sent_at = now() - interval '40 days', put_off_until = null, put_off_because = null`;
    expect(await messageOf(sendReminder(sql, kl(), of))).toContain("har svaret");
  });

  it("goes to several at once, and says whom it left out; none is an answer of its own", async () => {
    await createPerson(sql, { name: "Bo", roles: [{ role: "coordinator", municipality: there.code }] });
    const done = await sendReminders(sql, kl(), {
      period: current,
      demodata: "nej",
      municipality: [here.code, there.code],
    });
    expect(done).toEqual({ sent: 1, left: [expect.stringContaining("Aarhus har svaret")] });
    expect(
      await outcomeOf(sendReminders(sql, kl(), { period: current, demodata: "nej", municipality: [here.code] })),
    ).toBe(409);
    expect(
      await outcomeOf(sendReminders(sql, kl(), { period: "2020H2", demodata: "nej", municipality: [there.code] })),
    ).toBe(409);
  });

  it("about invented statuses goes to invented coordinators alone", async () => {
    const { id } = await createPerson(sql, {
      name: "Opdigtet",
      demo: true,
      roles: [{ role: "coordinator", municipality: "0461" }],
    });
    await sendReminder(sql, as("demo-KL"), { municipality: "0461", period: current, demo: true });
    const [reminder] = await sql<{ id: string }[]>`select id from status_reminder where demo`;
    const recipients = await recipientsOf(sql, { kind: "help-offered", reminder: reminder?.id ?? "" });
    expect(recipients?.map((person) => person.id)).toEqual([id]);
  });
});
