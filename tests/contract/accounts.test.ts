import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { demoToken } from "#app/domain/accounts/demo-link.server.ts";
import { firstAdminToken } from "#app/domain/accounts/first-admin.server.ts";
import { createPasswords } from "#app/domain/accounts/password-hashing.server.ts";
import { createSecrets } from "#app/domain/accounts/secrets.server.ts";
import { actor } from "#app/domain/accounts/sign-in.server.ts";
import { issueToken } from "#app/domain/accounts/tokens.server.ts";
import { transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { forgetDevices } from "#db/queries/people/account.ts";
import { linkIn, mailsTo, mailTo } from "#tests/support/mails.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { type Answer, ask, sendForm } from "./ask.ts";

const password = "fire blå skovsnegle danser";
const other = "gule cykler under broen";

let site: TestSite;
let passwordHash: string;
beforeAll(async () => {
  site = await startSite({ seed: "demo", worker: true });
  passwordHash = await createPasswords().hash(password);
});
afterAll(() => site.stop());
// Each test begins with nobody slowed down.
beforeEach(() => site.sql`delete from rate_limit`);

const cookieOf = (answer: Answer) =>
  (answer.headers["set-cookie"] ?? []).map((one) => one.split(";")[0] ?? "").find((one) => one.startsWith("session="));
const errorsOf = ({ body }: Answer) =>
  (/<div class="alert alert-error"[\s\S]*?<\/ul>/.exec(body)?.[0] ?? "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const signIn = (email: string, secret = password, headers = {}) =>
  sendForm(site, "/log-ind", { intent: "sign-in", email, password: secret }, headers);
const sessionsOf = async (id: string) => (await site.sql`select from session where person_id = ${id}`).length;

describe("signing in", () => {
  it("opens a session whose cookie scripts cannot read, and keeps only a hash of it", async () => {
    const person = await createPerson(site.sql, { passwordHash });
    const answer = await signIn(person.email.toUpperCase());
    expect([answer.status, answer.headers.location]).toEqual([303, "/min-side"]);
    const [header = ""] = answer.headers["set-cookie"] ?? [];
    expect(header).toMatch(/^session=[\w-]{43}; HttpOnly; Max-Age=1209600; Path=\/; SameSite=Lax$/);
    const [row] = await site.sql<{ id: string }[]>`select id from session where person_id = ${person.id}`;
    expect(row?.id).toMatch(/^[0-9a-f]{64}$/);
    expect(header).not.toContain(row?.id);
    const mine = await ask(site, "/min-side", { headers: { cookie: cookieOf(answer) ?? "" } });
    expect(mine.status).toBe(200);
    expect(mine.headers["cache-control"]).toBe("private, no-store");
  });

  it("answers alike whether the address is known or not", async () => {
    const person = await createPerson(site.sql, { passwordHash });
    const wrong = await signIn(person.email, "noget helt andet");
    const unknown = await signIn("ingen@example.org", "noget helt andet");
    expect([wrong.status, unknown.status]).toEqual([400, 400]);
    expect(errorsOf(wrong)).toContain("Mailadressen og adgangskoden passer ikke sammen.");
    expect(wrong.body.replaceAll(person.email, "x")).toBe(unknown.body.replaceAll("ingen@example.org", "x"));
  });

  it("opens no session, and says why, when the password is reset while the session waits to be stored", async () => {
    const person = await createPerson(site.sql, { passwordHash });
    const waiting = () =>
      site.sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    const { asked } = await transaction(site.sql, async (tx) => {
      await forgetDevices(tx, person.id);
      const asked = signIn(person.email);
      await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(1);
      return { asked };
    });
    const answer = await asked;
    expect([answer.status, errorsOf(answer)]).toEqual([
      400,
      expect.stringContaining("Kontoen er ændret, mens du loggede ind. Log ind igen."),
    ]);
    expect(answer.body).toContain(`value="${person.email}"`);
    expect(await sessionsOf(person.id)).toBe(0);
  });

  it("keeps the address that was typed, and never the password", async () => {
    const answer = await signIn("ingen@example.org", "hemmelig-kode-123");
    expect(answer.body).toContain('value="ingen@example.org"');
    expect(answer.body).not.toContain("hemmelig-kode-123");
  });

  it("waits longer and longer after five wrong tries, for that account alone, and remembers it in the database", async () => {
    const [slowed, free] = [
      await createPerson(site.sql, { passwordHash }),
      await createPerson(site.sql, { passwordHash }),
    ];
    for (let attempt = 0; attempt < 6; attempt++) expect((await signIn(slowed.email, "forkert kode")).status).toBe(400);
    const refused = await signIn(slowed.email);
    expect(refused.status).toBe(429);
    const first = Number(refused.headers["retry-after"]);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual(15);
    expect(errorsOf(refused)).toMatch(/Vent \d+ sekunder, og prøv igen\./);
    expect((await signIn(free.email)).status).toBe(303);
    // As if the pause were over.
    await site.sql`update rate_limit set expire = 1 where key like 'pause:%'`;
    expect((await signIn(slowed.email, "forkert kode")).status).toBe(400);
    expect(Number((await signIn(slowed.email)).headers["retry-after"])).toBeGreaterThan(15);
    await site.sql`update rate_limit set expire = 1 where key like 'pause:%'`;
    expect((await signIn(slowed.email)).status).toBe(303);
    // The right password has begun it afresh.
    expect((await signIn(slowed.email, "forkert kode")).status).toBe(400);
    expect((await signIn(slowed.email)).status).toBe(303);
  });

  it("that fails is in the log of what was done, by account, without what was typed", async () => {
    const person = await createPerson(site.sql, { passwordHash });
    await site.sql`delete from audit_log`;
    const typed = ["hemmelig-kode-123", "helt-ukendt@example.org"];
    await signIn(person.email, typed[0]);
    for (const _ of [1, 2]) await signIn(typed[1] ?? "", typed[0]);
    await site.sql`
      update person set totp_secret = ${createSecrets(testSecretKey).seal("JBSWY3DPEHPK3PXP")}, totp_confirmed_at = now()
      where id = ${person.id}`;
    const step = await signIn(person.email);
    const between = { cookie: step.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" };
    await sendForm(site, "/log-ind/kode", { intent: "code", code: "000000" }, between);
    await sendForm(site, "/log-ind/kode", { intent: "recovery", code: "aaaaa-aaaaa" }, between);
    const log = await site.sql<{ row: string }[]>`
      select action, person_id as person, actor_id as actor, by_system as system, detail, to_jsonb(l)::text as row
      from audit_log l order by id`;
    const nobody = { actor: null, system: false };
    expect(log).toMatchObject([
      { action: "session.failed", person: person.id, ...nobody, detail: {} },
      { action: "session.failed_unknown", person: null, ...nobody, detail: { times: 2 } },
      { action: "session.code_failed", person: person.id, ...nobody, detail: {} },
      { action: "session.code_failed", person: person.id, ...nobody, detail: {} },
    ]);
    for (const { row } of log) for (const one of [...typed, "000000", person.email]) expect(row).not.toContain(one);
    const admin = await createPerson(site.sql, { roles: [{ role: "association_admin" }] });
    const headers = { cookie: await openSession(site.sql, admin.id) };
    const shown = (await ask(site, "/kl/haendelser", { headers })).body.replace(/<[^>]+>/g, "");
    expect(shown).toContain(`Nogen prøvede forgæves at logge ind som ${person.name}`);
    expect(shown).toContain("Nogen prøvede forgæves at logge ind med mailadresser uden konto (2 gange)");
    expect(shown).toContain(`Nogen gav en forkert engangskode for ${person.name}`);
    await site.sql`delete from person where id = ${admin.id}`;
  });

  it("counts no address in the clear", async () => {
    await signIn("et-helt-saerligt-navn@example.org");
    const keys = await site.sql<{ key: string }[]>`select key from rate_limit`;
    expect(keys.length).toBeGreaterThan(1);
    expect(keys.filter(({ key }) => /saerligt|127\.0\.0\.1/.test(key))).toEqual([]);
  });

  it.each([
    ["https://example.com/", "/min-side"],
    ["//example.com", "/min-side"],
    ["/\\example.com", "/min-side"],
    ["javascript:alert(1)", "/min-side"],
    ["/metoder/nest?x=1", "/metoder/nest?x=1"],
    ["/☃?æ=ø", "/%E2%98%83?%C3%A6=%C3%B8"],
    ["/x/..//example.com", "/min-side"],
  ])("with the way on to %s leads to %s", async (wanted, led) => {
    const person = await createPerson(site.sql, { passwordHash });
    const answer = await sendForm(site, `/log-ind?til=${encodeURIComponent(wanted)}`, {
      intent: "sign-in",
      email: person.email,
      password,
    });
    expect(answer.headers.location).toBe(led);
  });

  it("takes no form from elsewhere, nor one that does not say where it comes from", async () => {
    for (const origin of ["https://example.com", "null", ""]) {
      const answer = await signIn("ingen@example.org", password, { origin });
      expect(answer.status, origin).toBe(403);
      expect(answer.body).toContain("Formularen kom fra et andet sted");
    }
  });

  it("turns a password of a megabyte away", async () => {
    expect((await signIn("ingen@example.org", "x".repeat(1_000_000))).status).toBe(413);
  });

  it("by more at once than the site takes in leaves it to its readers", async () => {
    const crowded = await startSite({ seed: "reference", limits: { passwordFormsAtOnce: 2, mostWaitingForms: 20 } });
    try {
      const fields = (number: number) => ({
        intent: "sign-in",
        email: `mange${number}@example.org`,
        password: "forkert",
      });
      let weighed = 0;
      const tries = Array.from({ length: 40 }, async (_, number) => {
        const { status } = await sendForm(crowded, "/log-ind", fields(number));
        if (status !== 503) weighed += 1;
        return status;
      });
      // Each asks for a page that is not kept, so that it must be rendered.
      for (let number = 0; number < 5; number++)
        expect((await ask(crowded, `/metoder/nest?nr=${number}`)).status).toBe(200);
      expect(weighed, "readers need not wait for all who sign in").toBeLessThan(20);
      const statuses = await Promise.all(tries);
      expect(new Set(statuses)).toEqual(new Set([400, 503]));
      expect(weighed).toBeGreaterThanOrEqual(22);
    } finally {
      await crowded.stop();
    }
  });
});

describe("a session", () => {
  it("ends for all on sign-out everywhere, and for one alone where that one is ended", async () => {
    const person = await createPerson(site.sql, { passwordHash });
    const here = await openSession(site.sql, person.id);
    await openSession(site.sql, person.id);
    const [elsewhere] = await site.sql<{ id: string }[]>`
      select id from session where person_id = ${person.id} order by created_at desc limit 1`;
    const one = { intent: "end-session", session: elsewhere?.id ?? "" };
    expect((await sendForm(site, "/min-side/sikkerhed", one, { cookie: here })).status).toBe(303);
    expect(await sessionsOf(person.id)).toBe(1);
    const stranger = await createPerson(site.sql);
    const [mine] = await site.sql<{ id: string }[]>`select id from session where person_id = ${person.id}`;
    const foreign = await sendForm(
      site,
      "/min-side/sikkerhed",
      { intent: "end-session", session: mine?.id ?? "" },
      { cookie: await openSession(site.sql, stranger.id) },
    );
    expect(foreign.status).toBe(404);
    expect(await sessionsOf(person.id)).toBe(1);
    expect((await sendForm(site, "/min-side/sikkerhed", { intent: "end-all" }, { cookie: here })).status).toBe(303);
    expect(await sessionsOf(person.id)).toBe(0);
    expect((await ask(site, "/min-side", { headers: { cookie: here } })).status).toBe(303);
  });

  it("is renewed when it is used in its second half, and only then", async () => {
    const person = await createPerson(site.sql);
    const cookie = await openSession(site.sql, person.id);
    expect((await ask(site, "/min-side", { headers: { cookie } })).headers["set-cookie"]).toBeUndefined();
    await site.sql`update session set expires_at = now() + interval '6 days' where person_id = ${person.id}`;
    const renewed = await ask(site, "/om", { headers: { cookie } });
    expect(renewed.headers["set-cookie"]?.[0]).toContain(cookie);
    const [{ days } = { days: 0 }] = await site.sql<{ days: number }[]>`
      select round(extract(epoch from expires_at - now()) / 86400)::int as days from session where person_id = ${person.id}`;
    expect(days).toBe(14);
  });

  it("ends 30 days after it was opened, however much it is used", async () => {
    const person = await createPerson(site.sql);
    const cookie = await openSession(site.sql, person.id);
    const left = async () => {
      const [row] = await site.sql<{ days: number }[]>`
        select round(extract(epoch from expires_at - now()) / 86400)::int as days from session where person_id = ${person.id}`;
      return row?.days;
    };
    await site.sql`
      update session set created_at = now() - interval '25 days', expires_at = now() + interval '3 days' where person_id = ${person.id}`;
    const renewed = await ask(site, "/min-side", { headers: { cookie } });
    expect([renewed.status, await left()]).toEqual([200, 5]);
    expect(renewed.headers["set-cookie"]).toBeDefined();
    expect((await ask(site, "/min-side", { headers: { cookie } })).headers["set-cookie"]).toBeUndefined();
    await site.sql`
      update session set created_at = created_at - interval '5 days', expires_at = expires_at - interval '5 days'
      where person_id = ${person.id}`;
    expect((await ask(site, "/min-side", { headers: { cookie } })).status).toBe(303);
  });

  it("that is over, forged or somebody else's idea opens nothing, and its cookie is taken away", async () => {
    const person = await createPerson(site.sql);
    const cookie = await openSession(site.sql, person.id);
    await site.sql`update session set expires_at = now() - interval '1 second' where person_id = ${person.id}`;
    for (const tried of [cookie, "session=forfalsket", "session='; drop table person; --"]) {
      const answer = await ask(site, "/min-side", { headers: { cookie: tried } });
      expect(answer.status, tried).toBe(303);
      expect(answer.headers["set-cookie"]?.[0], tried).toMatch(/^session=; .*Max-Age=0/);
    }
  });

  it("has a cookie bound to the host and to https where the site is served over https", async () => {
    const secure = await startSite({ env: { PUBLIC_URL: "https://mereforflere.example" } });
    try {
      const person = await createPerson(secure.sql, { passwordHash });
      const fields = { intent: "sign-in", email: person.email, password };
      const answer = await sendForm(secure, "/log-ind", fields, { origin: "https://mereforflere.example" });
      expect(answer.headers["set-cookie"]?.[0]).toMatch(/^__Host-session=[\w-]+; .*Path=\/; SameSite=Lax; Secure$/);
      expect(answer.headers["strict-transport-security"]).toBeDefined();
    } finally {
      await secure.stop();
    }
  });

  it("is nothing that readers without one get: no cookie, and pages that are kept", async () => {
    const answer = await ask(site, "/metoder/nest");
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(answer.headers["cache-control"]).toBe("no-cache");
  });
});

describe("registration", () => {
  const register = (email: string, name = "Mette Møller") =>
    sendForm(site, "/opret-konto", { intent: "register", name, email });

  it("leads from the work address over the letter and the coordinator's yes to a role", async () => {
    const coordinator = await createPerson(site.sql, { roles: [{ role: "coordinator", municipality: "0751" }] });
    const asked = await register("mette@AARHUS.dk");
    expect([asked.status, asked.headers.location]).toEqual([303, "/opret-konto?gjort=sendt"]);
    const link = linkIn(await mailTo(site.mails, "mette@aarhus.dk", /Bekræft din konto/));
    // A link opens once its letter has been handed over, which is a moment after the letter can be read here.
    await expect.poll(async () => (await ask(site, link)).body).toContain('value="Mette Møller"');
    const page = await ask(site, link);
    expect([page.status, page.headers["cache-control"]]).toEqual([200, "private, no-store"]);
    // Looking does not use it up, and neither does a password that will not do.
    const weak = await sendForm(site, link, { intent: "confirm", name: "Mette Møller", password: "password1234" });
    expect(weak.status).toBe(400);
    expect(errorsOf(weak)).toContain("let at gætte");
    const [first, second] = await Promise.all(
      [1, 2].map(() => sendForm(site, link, { intent: "confirm", name: "Mette Møller", password })),
    );
    expect([first?.status, second?.status].sort()).toEqual([303, 400]);
    const cookie = cookieOf(first?.status === 303 ? first : (second as Answer)) ?? "";
    expect((await ask(site, "/velkommen", { headers: { cookie } })).body).toContain("Velkommen, Mette");
    await mailTo(site.mails, coordinator.email, /mette@aarhus\.dk beder om adgang/);

    const [person] = await site.sql<{ id: string }[]>`select id from person where email = 'mette@aarhus.dk'`;
    const approve = { intent: "approve", person: person?.id ?? "", role: "contributor", unit: "" };
    const yes = await sendForm(site, "/kommuner/aarhus/personer", approve, {
      cookie: await openSession(site.sql, coordinator.id),
    });
    expect(yes.status).toBe(303);
    await mailTo(site.mails, "mette@aarhus.dk", /Du har fået adgang for Aarhus/);
    expect(await sessionsOf(person?.id ?? "")).toBe(0);
    const again = await sendForm(site, "/kommuner/aarhus/personer", approve, {
      cookie: await openSession(site.sql, coordinator.id),
    });
    expect(again.status).toBe(409);
  });

  it.each([
    ["somebody@gmail.com", "Vi kender ikke gmail.com"],
    ["navn@skole.aarhus.dk", "Vi kender ikke skole.aarhus.dk"],
    ["navn@aarhus.dk.example.com", "Vi kender ikke aarhus.dk.example.com"],
    ["navn@ааrhus.dk", "ser ikke rigtig ud"],
    ["navn@xn--rhus-43da.dk", "Vi kender ikke xn--rhus-43da.dk"],
    ["a@b@aarhus.dk", "ser ikke rigtig ud"],
    ["navn@aarhus.dk\r\nBcc: alle@example.com", "ser ikke rigtig ud"],
    ["", "ser ikke rigtig ud"],
  ])("with %j is refused: %s", async (email, sentence) => {
    const answer = await register(email);
    expect(answer.status).toBe(400);
    expect(errorsOf(answer)).toContain(sentence);
    expect(answer.body).toContain('value="Mette Møller"');
  });

  it("takes both of Esbjerg's domains", async () => {
    expect((await register("a@esbjerg.dk")).status).toBe(303);
    expect((await register("a@esbjergkommune.dk")).status).toBe(303);
  });

  it("answers alike for an address that has an account, which gets another letter", async () => {
    await createPerson(site.sql, { email: "kendt@odense.dk" });
    const known = await register("kendt@odense.dk");
    const unknown = await register("ukendt@odense.dk");
    expect([known.status, known.headers.location]).toEqual([unknown.status, unknown.headers.location]);
    await mailTo(site.mails, "kendt@odense.dk", /Du har allerede en konto/);
    await mailTo(site.mails, "ukendt@odense.dk", /Bekræft din konto/);
  });

  it("puts nothing of a name into the head of the letter", async () => {
    await register("linjer@odense.dk", "Per\r\nBcc: alle\r\n\r\n<b>Hej</b>");
    const mail = await mailTo(site.mails, "linjer@odense.dk", /Bekræft/);
    expect(mail.bcc).toBeUndefined();
    expect(mail.to).toEqual([{ name: "", address: "linjer@odense.dk" }]);
    expect(`${mail.html} ${mail.text}`).not.toContain("Per Bcc");
  });
});

describe("a forgotten password", () => {
  it("is replaced by a letter's link, which works once, and ends every session", async () => {
    const person = await createPerson(site.sql, { passwordHash });
    const session = await openSession(site.sql, person.id);
    const asked = await sendForm(site, "/glemt-adgangskode", { intent: "ask", email: person.email });
    const unknown = await sendForm(site, "/glemt-adgangskode", { intent: "ask", email: "slet-ingen@example.org" });
    expect([asked.status, asked.headers.location]).toEqual([unknown.status, unknown.headers.location]);
    const link = linkIn(await mailTo(site.mails, person.email, /Vælg en ny adgangskode/));
    expect((await sendForm(site, link, { intent: "choose", password: other })).status).toBe(303);
    expect((await ask(site, "/min-side", { headers: { cookie: session } })).status).toBe(303);
    expect((await signIn(person.email)).status).toBe(400);
    expect((await signIn(person.email, other)).status).toBe(303);
    const twice = await sendForm(site, link, { intent: "choose", password });
    expect(twice.status).toBe(400);
    expect(twice.body).toContain("Linket er brugt, eller også er det for gammelt.");
    expect((await ask(site, link)).body).toContain("Linket virker ikke længere");
    await mailTo(site.mails, person.email, /ændret noget ved dit login/);
    expect(await mailsTo(site.mails, "slet-ingen@example.org")).toEqual([]);
  });

  it("is weighed so many times a link, and no more before others have had their turn", async () => {
    const { id: personId } = await createPerson(site.sql, { passwordHash });
    const [link, another] = await Promise.all(
      [1, 2].map(
        async () => `/ny-adgangskode?kode=${await issueToken(site.sql, { purpose: "password_reset", personId })}`,
      ),
    );
    const choose = (at = "", secret = "p4ssw0rd1!".repeat(20)) =>
      sendForm(site, at, { intent: "choose", password: secret });
    for (let attempt = 0; attempt < 6; attempt++) expect((await choose(link)).status).toBe(400);
    expect((await choose(link)).status).toBe(429);
    expect((await choose(another, other)).status).toBe(303);
  });

  it("is not replaced by one that is too long, which is said; one as long as may be is taken", async () => {
    const person = await createPerson(site.sql, { passwordHash });
    const link = `/ny-adgangskode?kode=${await issueToken(site.sql, { purpose: "password_reset", personId: person.id })}`;
    const long = Array.from("fire blå skovsnegle danser ", (_, at) => `${at} grønne hatte `)
      .join("")
      .slice(0, 200);
    const tooLong = await sendForm(site, link, { intent: "choose", password: `${long}x` });
    expect([tooLong.status, errorsOf(tooLong)]).toEqual([400, expect.stringContaining("Brug højst 200 tegn.")]);
    expect((await signIn(person.email)).status).toBe(303);
    expect((await sendForm(site, link, { intent: "choose", password: long })).status).toBe(303);
    expect((await signIn(person.email, long)).status).toBe(303);
  });

  it.each(["", "forfalsket", "../../x", "%00"])("is not replaced by the token %j", async (token) => {
    const answer = await sendForm(site, `/ny-adgangskode?kode=${token}`, { intent: "choose", password: other });
    expect(answer.status).toBe(400);
  });

  it("has a link that is for nothing else, and not for ever", async () => {
    const person = await createPerson(site.sql, { passwordHash });
    await sendForm(site, "/glemt-adgangskode", { intent: "ask", email: person.email });
    const link = linkIn(await mailTo(site.mails, person.email, /Vælg en ny adgangskode/));
    const token = link.split("kode=")[1];
    const elsewhere = await sendForm(site, `/bekraeft-adresse?kode=${token}`, { intent: "confirm" });
    expect(elsewhere.status).toBe(400);
    await site.sql`update one_time_token set expires_at = now() - interval '1 second' where person_id = ${person.id}`;
    expect((await sendForm(site, link, { intent: "choose", password: other })).status).toBe(400);
  });
});

describe("codes from a phone", () => {
  const codeOf = (secret: string, offset = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret), period: 30 }).generate({ timestamp: Date.now() + offset * 30_000 });

  it("are set up, asked for at sign-in, work once each, and have recovery codes behind them", async () => {
    const person = await createPerson(site.sql, {
      passwordHash,
      roles: [{ role: "coordinator", municipality: "0751" }],
    });
    const cookie = cookieOf(await signIn(person.email)) ?? "";
    // Without the second factor the role does not count yet.
    const waiting = await ask(site, "/kommuner/aarhus/personer", { headers: { cookie } });
    expect([waiting.status, waiting.headers.location]).toEqual([303, "/min-side/sikkerhed?gjort=mangler"]);
    const page = "/min-side/sikkerhed";
    expect((await sendForm(site, page, { intent: "totp-begin", current: "forkert" }, { cookie })).status).toBe(400);
    expect((await sendForm(site, page, { intent: "totp-begin", current: password }, { cookie })).status).toBe(303);
    const shown = await ask(site, page, { headers: { cookie } });
    expect(shown.body).toContain('<svg class="qr"');
    const [{ sealed } = { sealed: "" }] = await site.sql<{ sealed: string }[]>`
      select totp_secret as sealed from person where id = ${person.id}`;
    const secret = createSecrets(testSecretKey).open(sealed).split(":").at(-1) ?? "";
    expect(sealed).not.toContain(secret);
    expect(shown.body.replaceAll(" ", "")).toContain(secret);
    // Only where it was asked for: somebody else who is signed in too neither sees it nor takes it into use.
    const elsewhere = { cookie: cookieOf(await signIn(person.email)) ?? "" };
    expect((await ask(site, page, { headers: elsewhere })).body.replaceAll(" ", "")).not.toContain(secret);
    const taking = await sendForm(site, page, { intent: "totp-confirm", code: codeOf(secret) }, elsewhere);
    expect(taking.status).toBe(409);

    const wrong = await sendForm(site, page, { intent: "totp-confirm", code: "000000" }, { cookie });
    expect(wrong.status).toBe(400);
    const confirmed = await sendForm(site, page, { intent: "totp-confirm", code: codeOf(secret) }, { cookie });
    expect(confirmed.status).toBe(200);
    const recovery = [...confirmed.body.matchAll(/<li>([a-z0-9]{5}-[a-z0-9]{5})<\/li>/g)].map(([, code]) => code ?? "");
    expect(recovery).toHaveLength(10);
    const full = cookieOf(confirmed) ?? "";
    expect((await ask(site, "/kommuner/aarhus/personer", { headers: { cookie: full } })).status).toBe(200);
    expect((await ask(site, "/min-side", { headers: { cookie } })).status).toBe(303);

    const step = await signIn(person.email);
    expect([step.status, step.headers.location]).toEqual([303, "/log-ind/kode"]);
    const between = { cookie: step.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" };
    expect(between.cookie).toMatch(/^step=[\w-]{43}$/);
    const used = await sendForm(site, "/log-ind/kode", { intent: "code", code: codeOf(secret) }, between);
    expect(used.status).toBe(400);
    const right = await sendForm(site, "/log-ind/kode", { intent: "code", code: codeOf(secret, 1) }, between);
    expect(right.status).toBe(303);
    expect(cookieOf(right)).toBeDefined();
    expect((await sendForm(site, "/log-ind/kode", { intent: "code", code: codeOf(secret, 1) }, between)).status).toBe(
      400,
    );

    const lost = await signIn(person.email);
    const withoutPhone = { cookie: lost.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" };
    const [code = ""] = recovery;
    const rescued = await sendForm(
      site,
      "/log-ind/kode",
      { intent: "recovery", code: code.toUpperCase() },
      withoutPhone,
    );
    expect(rescued.status).toBe(303);
    await mailTo(site.mails, person.email, /ændret noget ved dit login/);
    const third = await signIn(person.email);
    const again = { cookie: third.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" };
    expect((await sendForm(site, "/log-ind/kode", { intent: "recovery", code }, again)).status).toBe(400);

    // The role asks for them, so they stay.
    const off = await sendForm(
      site,
      page,
      { intent: "totp-off", current: password },
      { cookie: cookieOf(rescued) ?? "" },
    );
    expect(off.status).toBe(409);
  });
});

describe("codes that were sealed with another key", () => {
  it("are refused in a sentence, not with a fault", async () => {
    const sealed = createSecrets("another key than the one that the site has").seal("JBSWY3DPEHPK3PXP");
    const person = await createPerson(site.sql, { passwordHash });
    await site.sql`update person set totp_secret = ${sealed}, totp_confirmed_at = now() where id = ${person.id}`;
    const step = await signIn(person.email);
    const between = { cookie: step.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" };
    const answer = await sendForm(site, "/log-ind/kode", { intent: "code", code: "123456" }, between);
    expect(answer.status).toBe(409);
    expect(errorsOf(answer)).toContain("Bed KL om at nulstille dem.");
    await site.sql`update person set totp_confirmed_at = null where id = ${person.id}`;
    const cookie = await openSession(site.sql, person.id);
    const begin = await ask(site, "/min-side/sikkerhed", { headers: { cookie } });
    expect(begin.body).toContain("Kom i gang med engangskoder");
  });
});

describe("where somebody comes from", () => {
  const networks = async (at: TestSite) =>
    (await at.sql<{ key: string }[]>`select key from rate_limit where key like 'network:%'`).length;

  it("is what the connection says; what a header says counts only behind a trusted proxy", async () => {
    for (const [trust, counted] of [
      ["0", 1],
      ["1", 3],
    ] as const) {
      const at = await startSite({ env: { TRUST_PROXY: trust } });
      try {
        // Two, as proxies write them, and one that is none: then the connection counts.
        const written = [
          "203.0.113.7",
          "203.0.113.7:4711",
          "198.51.100.1, 203.0.113.9",
          "[2001:db8::1]:443, 203.0.113.9:1",
        ];
        for (const address of [...written, "203.0.113.9, hvem som helst"]) {
          const fields = { intent: "sign-in", email: "ingen@example.org", password: "forkert" };
          await sendForm(at, "/log-ind", fields, { "x-forwarded-for": address });
        }
        expect(await networks(at), `TRUST_PROXY=${trust}`).toBe(counted);
      } finally {
        await at.stop();
      }
    }
  });
});

describe("a new password or address", () => {
  it("is weighed once the password in use has been given", async () => {
    const person = await createPerson(site.sql, { passwordHash });
    const cookie = await openSession(site.sql, person.id);
    const fields = { intent: "password", current: "forkert", password: "p4ssw0rd1!".repeat(20) };
    const wrong = await sendForm(site, "/min-side/sikkerhed", fields, { cookie });
    expect(errorsOf(wrong)).toContain("Det er ikke din nuværende adgangskode.");
    expect(errorsOf(wrong)).not.toContain("let at gætte");
  });

  it("ends the other sessions, and is told by letter", async () => {
    const person = await createPerson(site.sql, { passwordHash });
    const [here, elsewhere] = [await openSession(site.sql, person.id), await openSession(site.sql, person.id)];
    const fields = { intent: "password", current: password, password: other };
    const changed = await sendForm(site, "/min-side/sikkerhed", fields, { cookie: here });
    expect(changed.status).toBe(303);
    expect((await ask(site, "/min-side", { headers: { cookie: elsewhere } })).status).toBe(303);
    expect((await ask(site, "/min-side", { headers: { cookie: cookieOf(changed) ?? "" } })).status).toBe(200);
    await mailTo(site.mails, person.email, /ændret noget ved dit login/);
  });

  it("is in use when the new address has been confirmed; the old one is told", async () => {
    const person = await createPerson(site.sql, { passwordHash });
    const taken = await createPerson(site.sql);
    const cookie = await openSession(site.sql, person.id);
    const ask2 = (email: string) =>
      sendForm(site, "/min-side/sikkerhed", { intent: "address", email, current: password }, { cookie });
    expect((await ask2("ny@odense.dk")).status).toBe(303);
    expect((await ask2(taken.email)).status).toBe(303);
    await mailTo(site.mails, taken.email, /Nogen ville bruge din mailadresse/);
    const link = linkIn(await mailTo(site.mails, "ny@odense.dk", /Bekræft din nye mailadresse/));
    expect((await signIn("ny@odense.dk")).status).toBe(400);
    expect((await sendForm(site, link, { intent: "confirm" })).status).toBe(303);
    expect((await signIn("ny@odense.dk")).status).toBe(303);
    await mailTo(site.mails, person.email, /Din mailadresse er skiftet/);
  });
});

it("more letters to strangers than one may cause are refused with a sentence", async () => {
  const person = await createPerson(site.sql, { passwordHash });
  const cookie = await openSession(site.sql, person.id);
  for (let letter = 0; letter < 5; letter += 1) {
    const fields = { intent: "address", email: `ny${letter}@odense.dk`, current: password };
    expect((await sendForm(site, "/min-side/sikkerhed", fields, { cookie })).status).toBe(303);
  }
  const fields = { intent: "address", email: "ny5@odense.dk", current: password };
  const refused = await sendForm(site, "/min-side/sikkerhed", fields, { cookie });
  expect(refused.status).toBe(429);
  expect(refused.body).toContain("så mange breve herfra, som vi sender på et døgn");
});

describe("a name that cannot stand", () => {
  it("is asked for anew at the next sign-in, before anything else; one's data can be had without", async () => {
    const person = await createPerson(site.sql, { passwordHash });
    await site.sql`alter table person disable trigger name_is_fit`;
    await site.sql`update person set name = 'Vind på gave.dk' where id = ${person.id}`;
    await site.sql`alter table person enable trigger name_is_fit`;
    const headers = { cookie: cookieOf(await signIn(person.email)) ?? "" };
    const met = await ask(site, "/min-side/sikkerhed", { headers });
    expect([met.status, met.headers.location]).toEqual([303, "/nyt-navn?til=%2Fmin-side%2Fsikkerhed"]);
    expect((await ask(site, "/min-side/data.json", { headers })).status).toBe(200);
    const page = met.headers.location ?? "";
    expect((await ask(site, page, { headers })).body).toContain("Dit navn kan ikke stå, som det er.");
    const again = await sendForm(site, page, { intent: "name", name: "gave.dk" }, headers);
    expect([again.status, errorsOf(again)]).toEqual([400, expect.stringContaining("mailadresse eller et link")]);
    const mended = await sendForm(site, page, { intent: "name", name: "Anne Holm" }, headers);
    expect([mended.status, mended.headers.location]).toEqual([303, "/min-side/sikkerhed"]);
    expect((await ask(site, "/min-side/sikkerhed", { headers })).status).toBe(200);
  });
});

describe("the first administrator", () => {
  it("comes in by the link from the terminal, once, and while there is none", async () => {
    const token = await firstAdminToken(site.sql);
    const second = await firstAdminToken(site.sql);
    const fields = { intent: "create", name: "Kirsten Lund", email: "kirsten@kl.dk", password };
    const made = await sendForm(site, `/foerste-administrator?kode=${token}`, fields);
    expect([made.status, made.headers.location]).toEqual([303, "/min-side/sikkerhed?gjort=mangler"]);
    const late = await sendForm(site, `/foerste-administrator?kode=${second}`, { ...fields, email: "en.anden@kl.dk" });
    expect(late.status).toBe(409);
    expect(await firstAdminToken(site.sql)).toBeNull();
    expect((await ask(site, `/foerste-administrator?kode=${second}`)).body).toContain("Linket virker ikke længere");
    await site.sql`delete from person where email = 'kirsten@kl.dk'`;
  });
});

describe("an invented person", () => {
  it("comes in by a link that works once, with both factors, and makes invented rows only", async () => {
    const { token } = await demoToken(site.sql, "coordinator", "odense");
    const link = `/demo-login?kode=${token}`;
    // Programs that preview links look at them, and look again.
    for (const _ of [1, 2]) {
      const page = await ask(site, link);
      expect(page.body).toContain("Karla Koordinator (opdigtet)");
      expect(page.headers["set-cookie"]).toBeUndefined();
    }
    const answer = await sendForm(site, link, { intent: "enter" });
    expect(answer.status).toBe(303);
    expect((await sendForm(site, link, { intent: "enter" })).status).toBe(400);
    expect((await ask(site, link)).body).toContain("Linket virker ikke længere");
    const headers = { cookie: cookieOf(answer) ?? "" };
    const unit = await sendForm(
      site,
      "/kommuner/odense/enheder",
      { intent: "create", name: "Prøveskolen (opdigtet)", kind: "skole" },
      headers,
    );
    expect(unit.status).toBe(303);
    const [made] = await site.sql`select demo from unit where slug = 'proeveskolen-opdigtet'`;
    expect(made).toEqual({ demo: true });
    const real = await createPerson(site.sql, {
      roles: [{ role: "reader", municipality: "0461" }, { role: "association_editor" }],
    });
    await recordAudit(site.sql, actor({ ...real, demo: false }), { action: "unit.changed", municipality: "0461" });
    const admin = await sendForm(site, `/demo-login?kode=${(await demoToken(site.sql, "association_admin")).token}`, {
      intent: "enter",
    });
    for (const [path, cookie] of [
      ["/kommuner/odense/personer", headers.cookie],
      [`/kommuner/odense/personer?ret=${real.id}`, headers.cookie],
      ["/kommuner/odense/haendelser", headers.cookie],
      ["/kl/personer", cookieOf(admin) ?? ""],
      ["/kl/haendelser.csv", cookieOf(admin) ?? ""],
    ] as const) {
      const { status, body } = await ask(site, path, { headers: { cookie } });
      expect(status, path).toBe(path.includes("ret=") ? 404 : 200);
      for (const told of [real.email, `${real.name}<`, `"${real.name}"`]) expect(body, path).not.toContain(told);
    }
    const remove = await sendForm(
      site,
      "/kommuner/odense/personer",
      { intent: "remove", of: "person", person: real.id },
      headers,
    );
    expect(remove.status).toBe(403);
    expect(errorsOf(remove)).toContain("Som demoperson kan du kun ændre Demodata.");
    const hide = { intent: "hide", path: "/metoder/nest", reason: "Et barn kan genkendes" };
    expect((await sendForm(site, "/kl/meldinger", hide, headers)).status).toBe(403);
  });
});

describe("one's own data", () => {
  it("can be taken along, and the account deleted so that no trace is left of the person", async () => {
    const person = await createPerson(site.sql, {
      passwordHash,
      name: "Sporløs Sørensen",
      roles: [{ role: "coordinator", municipality: "0101" }],
    });
    const cookie = await openSession(site.sql, person.id);
    const unit = { intent: "create", name: "Sporskolen", kind: "skole" };
    expect((await sendForm(site, "/kommuner/koebenhavn/enheder", unit, { cookie })).status).toBe(303);
    await sendForm(site, "/meld-et-problem", { intent: "report", path: "/om", message: "Hej", replyTo: person.email });
    await sendForm(site, "/glemt-adgangskode", { intent: "ask", email: person.email });
    await mailTo(site.mails, person.email, /Vælg en ny adgangskode/);

    const file = await ask(site, "/min-side/data.json", { headers: { cookie } });
    expect(file.headers["content-disposition"]).toContain("attachment");
    const data = JSON.parse(file.body);
    expect(data).toMatchObject({
      konto: { navn: "Sporløs Sørensen", mailadresse: person.email, harAdgangskode: true },
      roller: [{ rolle: "coordinator", kommune: "København" }],
      meldinger: [{ side: "/om", tekst: "Hej" }],
      haendelser: [{ hvad: "unit.created", afDig: true }],
    });
    expect(file.body).not.toContain("argon2");

    const wrong = await sendForm(site, "/min-side/data", { intent: "delete", current: "forkert" }, { cookie });
    expect(wrong.status).toBe(400);
    const gone = await sendForm(
      site,
      "/min-side/data",
      { intent: "delete", current: password, last: "ja" },
      { cookie },
    );
    expect([gone.status, gone.headers.location]).toEqual([303, "/log-ind?gjort=slettet"]);

    const tables = await site.sql<{ name: string }[]>`
      select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
    for (const { name } of tables) {
      const [found] = await site.sql`
        select count(*)::int as rows from ${site.sql(name)} t
        where t::text like ${`%${person.email}%`} or t::text like '%Sporløs%' or t::text like ${`%${person.id}%`}`;
      expect(found, name).toEqual({ rows: 0 });
    }
    expect(await mailsTo(site.mails, person.email)).toEqual([]);
    // What was done stays, done by nobody in particular; the unit stays the municipality's.
    const admin = await createPerson(site.sql, { roles: [{ role: "association_admin" }] });
    const headers = { cookie: await openSession(site.sql, admin.id) };
    const log = await ask(site, "/kommuner/koebenhavn/haendelser", { headers });
    expect(log.body).toContain("En tidligere medarbejder");
    expect(log.body).toContain("Sporskolen");
    await site.sql`delete from person where id = ${admin.id}`;
  });
});
