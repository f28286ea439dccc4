import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Accounts, createAccounts } from "#app/domain/accounts/accounts.server.ts";
import { chooseNewPassword } from "#app/domain/accounts/change-password.server.ts";
import { endAllSessions } from "#app/domain/accounts/end-sessions.server.ts";
import { actor, giveCode, signIn } from "#app/domain/accounts/sign-in.server.ts";
import { issueToken } from "#app/domain/accounts/tokens.server.ts";
import { type Sql, transaction } from "#db/client.ts";
import { findPerson, forgetDevices } from "#db/queries/people/account.ts";
import { confirmTotp } from "#db/queries/people/second-factor.ts";
import { deleteSessionsOf } from "#db/queries/sessions.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson, type TestPerson } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";

const from = { network: "192.0.2.1", device: "Firefox på Linux", cookies: null };
const password = "fire blå skovsnegle danser";
const recovery = "abcdefghjk";

let database: TestDatabase;
let sql: Sql;
let accounts: Accounts;
let person: TestPerson;
let passwordHash: string;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  accounts = createAccounts(sql, { secretKey: testSecretKey, https: false });
  passwordHash = await accounts.passwords.hash(password);
});
afterAll(() => database.drop());
beforeEach(async () => {
  person = await createPerson(sql, { passwordHash });
});

const reset = async () => {
  const token = await issueToken(sql, { purpose: "password_reset", personId: person.id });
  await chooseNewPassword(sql, accounts, token, { password: "ni grønne hatte sover" }, from);
};
const known = async () => {
  const row = await findPerson(sql, person.id);
  if (!row) throw new Error("no person");
  return row;
};
const signOutEverywhere = async () => endAllSessions(sql, actor(await known()));
const sessions = () => sql`select from session where person_id = ${person.id}`;
const refused = { status: 400, message: "Kontoen er ændret, mens du loggede ind. Log ind igen." };

/** The same accounts, where something else happens just after a password has been found right. */
const afterVerifying = (meanwhile: () => Promise<unknown>): Accounts => ({
  ...accounts,
  passwords: {
    ...accounts.passwords,
    async verify(...args) {
      const right = await accounts.passwords.verify(...args);
      await meanwhile();
      return right;
    },
  },
});
/** The same accounts, where something else happens just before a session is opened. */
const beforeOpening = (meanwhile: () => Promise<unknown>): Accounts => ({
  ...accounts,
  sessions: {
    ...accounts.sessions,
    async open(...args) {
      await meanwhile();
      return accounts.sessions.open(...args);
    },
  },
});

describe("a sign-in that has begun", () => {
  it.each([
    ["a password is reset", reset],
    ["the person signs out everywhere", signOutEverywhere],
  ])("opens no session when %s meanwhile", async (_, meanwhile) => {
    const signInWith = (some: Accounts) => signIn(sql, some, { email: person.email, password }, from);
    for (const between of [afterVerifying, beforeOpening]) {
      await sql`update person set password_hash = ${passwordHash} where id = ${person.id}`;
      await expect(signInWith(between(meanwhile))).rejects.toMatchObject(refused);
      expect(await sessions()).toHaveLength(0);
    }
    await sql`update person set password_hash = ${passwordHash} where id = ${person.id}`;
    expect(await signInWith(accounts)).toHaveProperty("cookies");
    expect(await sessions()).toHaveLength(1);
  });

  it("comes no further than the password, or the code, when the password is reset meanwhile", async () => {
    const useCodes = async () => {
      await sql`update person set password_hash = ${passwordHash}, totp_secret = 'x' where id = ${person.id}`;
      await sql`delete from recovery_code where person_id = ${person.id}`;
      await confirmTotp(sql, person.id, [accounts.secrets.mark(`recovery ${person.id} ${recovery}`)]);
    };
    const steps = () => sql`select from one_time_token where purpose = 'second_factor' and person_id = ${person.id}`;
    await useCodes();
    const signInWith = (some: Accounts) => signIn(sql, some, { email: person.email, password }, from);
    await expect(signInWith(afterVerifying(reset))).rejects.toMatchObject(refused);
    expect(await steps()).toHaveLength(0);

    await useCodes();
    const step = await signInWith(accounts);
    if (!("token" in step)) throw new Error("no code was asked for");
    const give = giveCode(sql, beforeOpening(reset), step.token, { code: recovery, recovery: true }, from);
    await expect(give).rejects.toMatchObject(refused);
    expect(await sessions()).toHaveLength(0);
  });

  it("waits for a change that is under way, and opens no session after it", async () => {
    const before = await known();
    const waiting = () =>
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    const opening = await transaction(sql, async (tx) => {
      await forgetDevices(tx, person.id);
      await deleteSessionsOf(tx, person.id);
      const opened = accounts.sessions.open(before, { device: "X", secondFactor: false });
      await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(1);
      return { opened };
    });
    expect(await opening.opened).toBeNull();
    expect(await sessions()).toHaveLength(0);
  });
});
