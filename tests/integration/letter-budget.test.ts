import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Accounts, createAccounts } from "#app/domain/accounts/accounts.server.ts";
import { askForNewAddress } from "#app/domain/accounts/address.server.ts";
import { register } from "#app/domain/accounts/register.server.ts";
import { createContact } from "#app/domain/contacts/keep-contacts.server.ts";
import { invite } from "#app/domain/people/invite.server.ts";
import { type Viewer, viewerOf } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { seedMailDomains, seedPlaces } from "#seeds/reference/seed-places.ts";
import { here, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";

const password = "fire blå skovsnegle danser";

let database: TestDatabase;
let sql: Sql;
let accounts: Accounts;
let passwordHash: string;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await seedMailDomains(sql);
  accounts = createAccounts(sql, { secretKey: testSecretKey, https: false });
  passwordHash = await accounts.passwords.hash(password);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await sql`truncate rate_limit`;
  await sql`delete from graphile_worker._private_jobs`;
});

/** Somebody who is signed in. */
async function somebody(coordinates: boolean): Promise<Viewer> {
  const { id, name, email } = await createPerson(sql, { passwordHash });
  await openSession(sql, id);
  const [{ session } = { session: "" }] = await sql<
    { session: string }[]
  >`select id as session from session where person_id = ${id}`;
  const grants =
    viewerFor({ name, roles: coordinates ? [{ role: "coordinator", place: here }] : [] }).person?.grants ?? [];
  const rest = { demo: false, introduced: true, secondFactor: true, acting: null };
  return viewerOf({ id, name, email, sessionId: session, grants, ...rest });
}

const lettersTo = async (address: string) =>
  (
    await sql`
      select from graphile_worker._private_jobs j
      where j.payload ->> 'email' = ${address}
        or exists (select from invitation i where i.id::text = j.payload ->> 'invitation' and i.email = ${address})
        or exists (select from contact_person c where c.id::text = j.payload ->> 'contact' and c.email = ${address})`
  ).length;

/** Ends the windows of a length, as if they had gone by. @param days 1 or 30 */
const daysGoBy = (days: number) => sql`delete from rate_limit where key like ${`letters-to:${days * 86_400}:%`}`;

const registerFrom = (email: string, network: number) =>
  register(sql, accounts, { name: "En Fremmed", email }, `2001:db8:${network}::1`).catch(() => {});

it("one address gets a few letters a day and some more in a month, from whichever networks they are asked for", async () => {
  const strangers = ["en@aarhus.dk", "to@aarhus.dk", "tre@aarhus.dk"];
  // How long one waits between two tries is another limit.
  const patience = () => sql`delete from rate_limit where key like 'tries:%' or key like 'pause:%'`;
  for (let attempt = 0; attempt < 25; attempt += 1) {
    for (const email of strangers) await registerFrom(email, attempt);
    await patience();
  }
  for (const email of strangers) expect(await lettersTo(email), email).toBe(4);
  for (let day = 0; day < 5; day += 1) {
    await daysGoBy(1);
    for (let attempt = 0; attempt < 6; attempt += 1) await registerFrom("en@aarhus.dk", 100 + attempt);
    await patience();
  }
  expect(await lettersTo("en@aarhus.dk")).toBe(12);
  await daysGoBy(1);
  await daysGoBy(30);
  await registerFrom("en@aarhus.dk", 1);
  expect(await lettersTo("en@aarhus.dk")).toBe(13);
});

it("one address gets no more because several people send, and whoever sends is told", async () => {
  const email = "fremmed@example.org";
  const fields = { name: "En Fremmed", email, role: "reader", unit: null, privateMail: false } as const;
  const contact = { name: "En Fremmed", title: "Leder", email, phone: null, case: [], privateMail: false };
  const topic = [{ kind: "municipality" as const }];
  for (let sender = 0; sender < 2; sender += 1) {
    const viewer = await somebody(true);
    await invite(sql, accounts.letters, viewer, here.code, fields);
    await createContact(sql, accounts.letters, viewer, here.code, { ...contact, topic });
  }
  const refused = { seconds: expect.any(Number), message: expect.stringContaining("Adressen har fået så mange breve") };
  const viewer = await somebody(true);
  await expect(invite(sql, accounts.letters, viewer, here.code, fields)).rejects.toMatchObject(refused);
  await expect(createContact(sql, accounts.letters, viewer, here.code, { ...contact, topic })).rejects.toMatchObject(
    refused,
  );
  expect(await lettersTo(email)).toBe(4);
  expect(await sql`select from contact_person where email = ${email}`).toHaveLength(2);
});

it("a coordinator invites few strangers a day, and as many colleagues as there are", async () => {
  const viewer = await somebody(true);
  const send = (email: string) =>
    invite(sql, accounts.letters, viewer, here.code, {
      name: "En Ny",
      email,
      role: "reader",
      unit: null,
      privateMail: false,
    });
  for (let number = 0; number < 20; number += 1) await send(`konsulent${number}@example.org`);
  await expect(send("konsulent20@example.org")).rejects.toMatchObject({
    message: expect.stringContaining("Der er sendt så mange breve herfra"),
  });
  const [own] = await sql<{ domain: string }[]>`
    select domain from mail_domain where municipality_code = ${here.code} and approved and not demo`;
  for (let number = 0; number < 3; number += 1) await send(`kollega${number}@${own?.domain}`);
});

it("one person asks a few strangers a day whether an address is the own", async () => {
  const viewer = await somebody(false);
  const ask = (number: number) =>
    askForNewAddress(sql, accounts, viewer, { email: `fremmed${number}@example.org`, current: password });
  for (let number = 0; number < 5; number += 1) await ask(number);
  await expect(ask(5)).rejects.toMatchObject({
    message: expect.stringContaining("Der er sendt så mange breve herfra"),
  });
  expect(await lettersTo("fremmed5@example.org")).toBe(0);
});
