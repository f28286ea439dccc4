import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPasswords } from "#app/domain/accounts/password-hashing.server.ts";
import { createSecrets } from "#app/domain/accounts/secrets.server.ts";
import { issueToken } from "#app/domain/accounts/tokens.server.ts";
import { createPerson, openSession, type TestPerson } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { type Answer, sendForm } from "./ask.ts";

const password = "fire blå skovsnegle danser";
const other = "gule cykler under broen";

let site: TestSite;
let passwordHash: string;
beforeAll(async () => {
  site = await startSite();
  passwordHash = await createPasswords().hash(password);
});
afterAll(() => site.stop());
beforeEach(() => site.sql`delete from rate_limit`);

const somebody = () => createPerson(site.sql, { passwordHash });
const signIn = ({ email }: TestPerson, secret = password, cookie = "") =>
  sendForm(site, "/log-ind", { intent: "sign-in", email, password: secret }, cookie ? { cookie } : {});
const setCookieOf = (answer: Answer, name = "device") =>
  (answer.headers["set-cookie"] ?? []).find((one) => one.startsWith(`${name}=`)) ?? "";
const deviceOf = (answer: Answer) => setCookieOf(answer).split(";")[0] ?? "";
/** The device that somebody has just signed in on. */
const deviceWith = async (person: TestPerson, cookie = "") => deviceOf(await signIn(person, password, cookie));
/** Guesses of a stranger until no more are let in. */
async function besiege(person: TestPerson): Promise<void> {
  for (let attempt = 0; attempt < 6; attempt++) await signIn(person, "et forkert gæt");
  expect((await signIn(person)).status).toBe(429);
}

describe("a device that somebody has signed in on", () => {
  it("lets that person in while strangers guess, and strangers wait all the same", async () => {
    const person = await somebody();
    const device = await deviceWith(person);
    await besiege(person);
    expect((await signIn(person, password, device)).status).toBe(303);
    expect((await signIn(person)).status, "a right password does not free the strangers").toBe(429);
  });

  it("lets in who gives the second step, or asks for a new password, while strangers do", async () => {
    const person = await somebody();
    const device = await deviceWith(person);
    const ask = (cookie: string) =>
      sendForm(site, "/glemt-adgangskode", { intent: "ask", email: person.email }, { cookie });
    for (let attempt = 0; attempt < 6; attempt++) expect((await ask("")).status).toBe(303);
    expect((await ask("")).status).toBe(429);
    expect((await ask(device)).status).toBe(303);
    const sealed = createSecrets(testSecretKey).seal("JBSWY3DPEHPK3PXP");
    await site.sql`update person set totp_secret = ${sealed}, totp_confirmed_at = now() where id = ${person.id}`;
    const step = `step=${await issueToken(site.sql, { purpose: "second_factor", personId: person.id })}`;
    const give = (cookie: string) => sendForm(site, "/log-ind/kode", { intent: "code", code: "000000" }, { cookie });
    for (let attempt = 0; attempt < 6; attempt++) expect((await give(step)).status).toBe(400);
    expect((await give(step)).status).toBe(429);
    expect((await give(`${step}; ${device}`)).status, "wrong, but weighed").toBe(400);
  });

  it("has a budget of its own, no more", async () => {
    const person = await somebody();
    const device = await deviceWith(person);
    for (let attempt = 0; attempt < 6; attempt++) expect((await signIn(person, "forkert", device)).status).toBe(400);
    expect((await signIn(person, password, device)).status).toBe(429);
    expect((await signIn(person)).status, "others are not held back by it").toBe(303);
  });

  it("is a stranger to every other account, and remembers each who has signed in", async () => {
    const [one, two] = [await somebody(), await somebody()];
    const first = await deviceWith(one);
    await besiege(two);
    expect((await signIn(two, password, first)).status).toBe(429);
    await site.sql`delete from rate_limit`;
    const shared = await deviceWith(two, first);
    await besiege(one);
    await besiege(two);
    for (const person of [one, two]) expect((await signIn(person, password, shared)).status).toBe(303);
  });

  it("carries a cookie for half a year that tells nothing and cannot be made", async () => {
    const person = await somebody();
    const header = setCookieOf(await signIn(person));
    expect(header).toMatch(/^device=[\w-]+; HttpOnly; Max-Age=15552000; Path=\/; SameSite=Lax$/);
    const value = deviceOf(await signIn(person)).replace("device=", "");
    const bytes = Buffer.from(value, "base64url").toString("latin1");
    for (const text of [value, bytes]) for (const told of [person.email, person.id]) expect(text).not.toContain(told);
    await besiege(person);
    const forged = createSecrets("another key than the one that the site has").seal(
      `device ${person.id} 0 en-enhed ${Date.now() + 1_000_000}`,
    );
    const outlived = createSecrets(testSecretKey).seal(`device ${person.id} 0 en-enhed ${Date.now() - 1}`);
    for (const tried of [forged, outlived, `${value.slice(0, -2)}xx`, "", "100%", person.id])
      expect((await signIn(person, password, `device=${tried}`)).status, tried).toBe(429);
  });

  it("has a cookie bound to the host and to https where the site is served over https", async () => {
    const secure = await startSite({ env: { PUBLIC_URL: "https://mereforflere.example" } });
    try {
      const person = await createPerson(secure.sql, { passwordHash });
      const fields = { intent: "sign-in", email: person.email, password };
      const answer = await sendForm(secure, "/log-ind", fields, { origin: "https://mereforflere.example" });
      expect(setCookieOf(answer, "__Host-device")).toMatch(/=[\w-]+; .*Path=\/; SameSite=Lax; Secure$/);
    } finally {
      await secure.stop();
    }
  });

  it.each<[string, (person: TestPerson, cookie: string) => Promise<Answer>]>([
    [
      "a forgotten password is replaced",
      async ({ id: personId }) => {
        const token = await issueToken(site.sql, { purpose: "password_reset", personId });
        return sendForm(site, `/ny-adgangskode?kode=${token}`, { intent: "choose", password: other });
      },
    ],
    [
      "the password is changed elsewhere",
      async (_, cookie) =>
        sendForm(site, "/min-side/sikkerhed", { intent: "password", current: password, password: other }, { cookie }),
    ],
    [
      "its person signs out everywhere",
      async (_, cookie) => sendForm(site, "/min-side/sikkerhed", { intent: "end-all" }, { cookie }),
    ],
  ])("is a stranger again when %s", async (_, end) => {
    const person = await somebody();
    const device = await deviceWith(person);
    const answer = await end(person, await openSession(site.sql, person.id));
    expect(answer.status).toBe(303);
    await besiege({ ...person });
    expect((await signIn(person, other, device)).status).toBe(429);
    // Where a new password was chosen, that device is known.
    const fresh = deviceOf(answer);
    if (fresh) expect((await signIn(person, other, fresh)).status).toBe(303);
  });
});

describe("a session that is open", () => {
  it("is never refused for others' guesses, and has a budget of its own", async () => {
    const person = await somebody();
    const cookie = await openSession(site.sql, person.id);
    await besiege(person);
    const page = "/min-side/sikkerhed";
    const address = (current: string) =>
      sendForm(site, page, { intent: "address", email: "ny@odense.dk", current }, { cookie });
    expect((await address(password)).status).toBe(303);
    for (let attempt = 0; attempt < 6; attempt++) expect((await address("forkert")).status).toBe(400);
    expect((await address(password)).status).toBe(429);
    const elsewhere = await openSession(site.sql, person.id);
    const change = { intent: "password", current: password, password: other };
    expect((await sendForm(site, page, change, { cookie: elsewhere })).status).toBe(303);
  });
});
