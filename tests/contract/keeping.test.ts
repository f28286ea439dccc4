import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashToken } from "#app/domain/accounts/secrets.server.ts";
import { setConsentHash, storeContact } from "#db/queries/contacts/store.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { type Answer, ask, sendForm } from "./ask.ts";

let site: TestSite;
let headers: Record<string, string>;
beforeAll(async () => {
  site = await startSite({ seed: "reference" });
  const coordinator = await createPerson(site.sql, { roles: [{ role: "coordinator", municipality: "0751" }] });
  headers = { cookie: await openSession(site.sql, coordinator.id) };
});
afterAll(() => site.stop());

const errorsOf = ({ body }: Answer) =>
  (/<div class="alert alert-error"[\s\S]*?<\/ul>/.exec(body)?.[0] ?? "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const send = (page: string, fields: Record<string, string>) =>
  sendForm(site, `/kommuner/aarhus/${page}`, fields, headers);

describe("a form that is not taken", () => {
  it.each([
    ["enheder", { intent: "create", name: "", kind: "skole" }, 400, "Skriv, hvad enheden hedder."],
    ["enheder", { intent: "create", name: "Ny", kind: "klub" }, 400, "Vælg en slags."],
    ["enheder", { intent: "create", name: "Ny", kind: "skole", parent: "nej" }, 400, "Vælg en enhed fra listen."],
    ["kontaktpersoner", { intent: "create", name: "", title: "L", email: "a@b.dk" }, 400, "Skriv navnet."],
    [
      "kontaktpersoner",
      { intent: "create", name: "B", title: "L", email: "a@" },
      400,
      "Mailadressen ser ikke rigtig ud.",
    ],
    ["maildomaener", { intent: "ask", domain: "gmail.com", note: "Vi" }, 400, "Det er en privat mailtjeneste"],
    [
      "maildomaener",
      { intent: "ask", domain: "kk.dk", note: "Vi vil" },
      409,
      "En anden kommune har allerede det domæne.",
    ],
    [
      "personer",
      { intent: "invite", name: "Bo", email: "bo", role: "reader" },
      400,
      "Mailadressen ser ikke rigtig ud.",
    ],
    ["personer", { intent: "invite", name: "Bo", email: "bo@x.dk", role: "kejser" }, 400, "Vælg en rolle."],
    [
      "personer",
      { intent: "invite", name: "Bo", email: "bo@x.dk", role: "association_admin" },
      403,
      "kan du ikke give",
    ],
    ["personer", { intent: "remove", of: "person", person: "' or 1=1 --" }, 400, "Det findes ikke længere."],
    [
      "meldinger",
      { intent: "hide", of: "path", path: "/metoder/nest", reason: "kort" },
      400,
      "Skriv en grund på mindst 10 tegn",
    ],
    [
      "meldinger",
      { intent: "hide", of: "path", path: "/om", reason: "Fordi den er forkert" },
      400,
      "Den side kan ikke skjules.",
    ],
  ] as const)("on %s with %j answers %i: %s", async (page, fields, status, sentence) => {
    const answer = await send(page, fields);
    expect(answer.status).toBe(status);
    expect(errorsOf(answer)).toContain(sentence);
  });

  it("comes back with what was typed, when somebody else was faster", async () => {
    await send("enheder", { intent: "create", name: "Åskolen", kind: "skole" });
    const [unit] = await site.sql<{ id: string }[]>`select id from unit where slug = 'aaskolen'`;
    const change = (name: string, version = "1") =>
      send(`enheder?ret=${unit?.id}`, {
        ...{ intent: "change", of: "unit", unit: unit?.id ?? "", version },
        ...{ name, kind: "skole", parent: "" },
      });
    expect((await change("Åskolen Nord")).status).toBe(303);
    const late = await change("Åskolen Syd");
    expect(late.status).toBe(409);
    expect(errorsOf(late)).toContain("En anden har ændret det, mens du skrev.");
    expect(late.body).toContain('value="Åskolen Syd"');
    for (const version of ["abc", "99999999999", "-1", ""]) {
      const stale = await change("Åskolen", version);
      expect(stale.status, version).toBe(400);
    }
  });

  it("keeps control characters and marks that turn the reading out of a name", async () => {
    await send("enheder", { intent: "create", name: "Skole\u0085\u202en\u0007", kind: "skole" });
    expect(await site.sql`select name from unit where slug = 'skolen'`).toEqual([{ name: "Skolen" }]);
  });
});

describe("the contact person's own page", () => {
  it("shows what will be shown, takes a yes to that alone, and a no at any time", async () => {
    const entry = { name: "Bo Holm", title: "Konsulent", email: "bo@aarhus.dk", phone: "12 34 56 78" };
    const topic = { methodId: null, caseId: null, commitment: null };
    const id = await storeContact(site.sql, "0751", { ...entry, ...topic }, false);
    await setConsentHash(site.sql, { id, email: entry.email }, hashToken("linket"));
    const path = "/kontaktperson?kode=linket";
    const page = await ask(site, path);
    expect(page.body.replaceAll("<!-- -->", "")).toContain("Bo Holm, Konsulent");
    expect(page.headers["cache-control"]).toBe("private, no-store");
    await site.sql`update contact_person set phone = '87654321', version = 2 where id = ${id}`;
    expect((await sendForm(site, path, { intent: "yes", version: "1" })).status).toBe(409);
    expect((await sendForm(site, path, { intent: "yes", version: "2" })).status).toBe(303);
    expect((await ask(site, "/kommuner/aarhus")).body).toContain("Bo Holm");
    expect((await sendForm(site, path, { intent: "no" })).status).toBe(303);
    expect((await ask(site, path)).body).toContain("Linket virker ikke længere");
    expect((await ask(site, "/kommuner/aarhus?igen")).body).not.toContain("Bo Holm");
    expect((await sendForm(site, path, { intent: "yes", version: "2" })).status).toBe(404);
  });
});
